//! Monitors: `/api/v1/monitor`.

mod check;
mod list;
mod mute;
mod query;
mod references;
mod search;
mod settle;
mod view;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use crate::sandbox::clock;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::store::Objects;
use crate::sandbox::wire::{Answer, Call, Reply};

use view::{Seen, view};

pub(super) const MONITOR: &str = "monitor";
const FIRST_ID: i64 = 170_000_000;

static LIST: Bucket = Bucket { name: "get_all_monitors", limit: 1000, period: 10 };
static READ: Bucket = Bucket { name: "get_monitors", limit: 3000, period: 10 };
static WRITE: Bucket = Bucket { name: "post_monitors", limit: 500, period: 10 };

pub(super) static KIND: Kind =
    Kind { name: MONITOR, title: |monitor| monitor["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/monitor", list::all).limited(&LIST),
    Route::new(Method::POST, "/api/v1/monitor", create).limited(&WRITE),
    Route::new(Method::GET, "/api/v1/monitor/search", search::monitors),
    Route::new(Method::GET, "/api/v1/monitor/can_delete", references::can_delete),
    Route::new(Method::POST, "/api/v1/monitor/validate", validate),
    Route::new(Method::GET, "/api/v1/monitor/{id}", read).limited(&READ),
    Route::new(Method::PUT, "/api/v1/monitor/{id}", update).limited(&WRITE),
    Route::new(Method::DELETE, "/api/v1/monitor/{id}", delete),
    Route::new(Method::POST, "/api/v1/monitor/{id}/validate", validate_existing),
    Route::new(Method::POST, "/api/v1/monitor/{id}/mute", mute::mute),
    Route::new(Method::POST, "/api/v1/monitor/{id}/unmute", mute::unmute),
];

fn create(call: &Call<'_>) -> Answer {
    let mut monitor = settle::new(call.object()?)?;
    check::definition(&monitor, call.objects)?;
    check::not_a_duplicate(&monitor, call.objects)?;
    let id = FIRST_ID + call.objects.next(MONITOR)?;
    own(&mut monitor, id, call);
    settle::name_assets(&mut monitor, id);
    let monitor = Value::Object(monitor);
    call.objects.put(MONITOR, &id.to_string(), &monitor)?;
    Ok(Reply::ok(view(monitor, Seen::Created, call.now)))
}

/// The monitor that a synthetic test brings along; its number.
pub(super) fn of_test(call: &Call<'_>, name: &str, test: &Map<String, Value>) -> Result<i64, Reply> {
    let mut sent = Map::new();
    for field in ["message", "tags"] {
        sent.insert(field.to_owned(), test.get(field).cloned().unwrap_or_default());
    }
    sent.insert("name".to_owned(), json!(format!("[Synthetics] {name}")));
    sent.insert("type".to_owned(), json!("synthetics alert"));
    sent.insert("query".to_owned(), json!("no_query"));
    let mut monitor = settle::new(&sent)?;
    let id = FIRST_ID + call.objects.next(MONITOR)?;
    own(&mut monitor, id, call);
    call.objects.put(MONITOR, &id.to_string(), &Value::Object(monitor))?;
    Ok(id)
}

/// The fields that the server owns, as a new monitor has them.
fn own(monitor: &mut Map<String, Value>, id: i64, call: &Call<'_>) {
    let server_side = [
        ("id", json!(id)),
        ("org_id", json!(account::ORG_ID)),
        ("created_at", clock::whole_milliseconds(call.now)),
        ("created", clock::stamp(call.now)),
        ("modified", clock::stamp(call.now)),
        ("deleted", Value::Null),
        ("overall_state_modified", Value::Null),
        ("overall_state", json!("No Data")),
        ("creator", account::creator()),
    ];
    monitor.extend(server_side.map(|(name, value)| (name.to_owned(), value)));
}

fn read(call: &Call<'_>) -> Answer {
    list::check_group_states(call)?;
    let seen = Seen::Read { assets: call.query.is("with_assets"), downtimes: call.query.is("with_downtimes") };
    let monitor = stored(call)?;
    let groups = list::groups(call, &monitor);
    Ok(Reply::ok(list::with_groups(view(monitor, seen, call.now), groups)))
}

/// Says how the groups of a monitor are, since none is evaluated here; the worst of them is its state.
pub(in crate::sandbox) fn set_groups(objects: &Objects<'_>, id: &str, groups: &[(&str, &str)]) -> Answer {
    /// The worst first.
    const STATES: [&str; 4] = ["Alert", "Warn", "No Data", "OK"];
    let monitor = objects.get(MONITOR, id)?.ok_or_else(|| Reply::not_found("Monitor not found"))?;
    let mut monitor = into_object(monitor);
    let worst = STATES.iter().find(|state| groups.iter().any(|(_, status)| status == *state));
    let group = |(name, status): &(&str, &str)| ((*name).to_owned(), json!({"name": name, "status": status}));
    monitor.insert("state".to_owned(), json!({"groups": groups.iter().map(group).collect::<Map<String, Value>>()}));
    monitor.insert("overall_state".to_owned(), json!(worst.unwrap_or(&"OK")));
    objects.put(MONITOR, id, &Value::Object(monitor))?;
    Ok(Reply::no_content())
}

fn update(call: &Call<'_>) -> Answer {
    let mut monitor = into_object(stored(call)?);
    settle::merge(&mut monitor, call.object()?)?;
    check::definition(&monitor, call.objects)?;
    monitor.insert("modified".to_owned(), clock::stamp(call.now));
    if let Some(id) = monitor.get("id").and_then(Value::as_i64) {
        settle::name_assets(&mut monitor, id);
    }
    save(call, Value::Object(monitor), Seen::Updated)
}

fn delete(call: &Call<'_>) -> Answer {
    let monitor = stored(call)?;
    if !call.query.is("force") {
        references::refuse_if_used(&monitor, call.objects)?;
    }
    call.objects.delete(MONITOR, call.id(), &monitor)?;
    Ok(Reply::ok(json!({"deleted_monitor_id": monitor["id"]})))
}

fn validate(call: &Call<'_>) -> Answer {
    check::definition(&settle::new(call.object()?)?, call.objects)?;
    Ok(Reply::ok(json!({})))
}

fn validate_existing(call: &Call<'_>) -> Answer {
    let mut monitor = into_object(stored(call)?);
    settle::merge(&mut monitor, call.object()?)?;
    check::definition(&monitor, call.objects)?;
    Ok(Reply::ok(json!({})))
}

/// The monitor that the path names.
fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(MONITOR, call.id())?.ok_or_else(|| Reply::not_found("Monitor not found"))
}

fn save(call: &Call<'_>, monitor: Value, seen: Seen) -> Answer {
    call.objects.put(MONITOR, call.id(), &monitor)?;
    Ok(Reply::ok(view(monitor, seen, call.now)))
}

fn into_object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
