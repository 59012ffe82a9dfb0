//! Dashboards: `/api/v1/dashboard`.

mod bulk;
mod check;
mod ids;
mod settle;

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use crate::sandbox::clock;
use crate::sandbox::limits::{Bucket, GLOBAL_ORG};
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

pub(super) const DASHBOARD: &str = "dashboard";
const DEFAULT_COUNT: usize = 100;
/// A list shows these and no more: a dashboard is read one by one.
const SUMMARY: [&str; 10] = [
    "id",
    "title",
    "description",
    "layout_type",
    "url",
    "is_read_only",
    "created_at",
    "modified_at",
    "author_handle",
    "deleted_at",
];

static LIST: Bucket = Bucket { name: "get_custom_dashboards", limit: 60, period: 60 };

pub(super) static KIND: Kind =
    Kind { name: DASHBOARD, title: |dashboard| dashboard["title"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/dashboard", list).limited(&LIST),
    Route::new(Method::POST, "/api/v1/dashboard", create).limited(&GLOBAL_ORG),
    Route::new(Method::DELETE, "/api/v1/dashboard", bulk::delete),
    Route::new(Method::PATCH, "/api/v1/dashboard", bulk::restore),
    Route::new(Method::GET, "/api/v1/dashboard/{id}", read).limited(&GLOBAL_ORG),
    Route::new(Method::PUT, "/api/v1/dashboard/{id}", update).limited(&GLOBAL_ORG),
    Route::new(Method::DELETE, "/api/v1/dashboard/{id}", delete),
];

fn create(call: &Call<'_>) -> Answer {
    let sent = call.object()?;
    check::definition(sent)?;
    let id = ids::dashboard(call.objects.next(DASHBOARD)?);
    let born = Birth { author: account::HANDLE.to_owned(), name: json!(account::NAME), at: clock::stamp(call.now) };
    save(call, &id, sent, &born)
}

/// A PUT replaces: what is left out is gone. Only the birth stays.
fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let sent = call.object()?;
    check::definition(sent)?;
    if before["layout_type"] != sent.get("layout_type").cloned().unwrap_or_default() {
        // The wording is ours: no recording tries.
        return Err(Reply::bad_request("The layout_type of a dashboard cannot be changed"));
    }
    let born = Birth {
        author: before["author_handle"].as_str().unwrap_or_default().to_owned(),
        name: before["author_name"].clone(),
        at: before["created_at"].clone(),
    };
    save(call, call.id(), sent, &born)
}

/// What a dashboard keeps for life.
struct Birth {
    author: String,
    name: Value,
    at: Value,
}

fn save(call: &Call<'_>, id: &str, sent: &Map<String, Value>, born: &Birth) -> Answer {
    let mut dashboard = settle::dashboard(sent, call.objects)?;
    let title = text(sent, "title");
    let mut full = json!({
        "id": id,
        "title": title,
        "description": dashboard.shift_remove("description"),
        "author_handle": born.author,
        "author_name": born.name,
        "layout_type": dashboard.shift_remove("layout_type"),
        "url": format!("/dashboard/{id}/{}", settle::slug(title)),
        "template_variables": dashboard.shift_remove("template_variables"),
        "widgets": dashboard.shift_remove("widgets"),
        "notify_list": dashboard.shift_remove("notify_list"),
        "created_at": born.at,
        "modified_at": clock::stamp(call.now),
    });
    if let Some(fields) = full.as_object_mut() {
        fields.extend(dashboard);
    }
    call.objects.put(DASHBOARD, id, &full)?;
    Ok(Reply::ok(full))
}

fn read(call: &Call<'_>) -> Answer {
    stored(call).map(Reply::ok)
}

fn delete(call: &Call<'_>) -> Answer {
    let dashboard = stored(call)?;
    bury(call, call.id(), dashboard)?;
    Ok(Reply::ok(json!({"deleted_dashboard_id": call.id()})))
}

/// Deletes softly, with the hour.
fn bury(call: &Call<'_>, id: &str, mut dashboard: Value) -> Result<(), Reply> {
    dashboard["deleted_at"] = clock::stamp(call.now);
    Ok(call.objects.delete(DASHBOARD, id, &dashboard)?)
}

/// `{"dashboards": [summary, ..]}`: `count` from `start` on; `filter[deleted]` shows the deleted instead.
fn list(call: &Call<'_>) -> Answer {
    let deleted = call.query.is("filter[deleted]");
    let mut dashboards = if deleted { call.objects.list_deleted(DASHBOARD)? } else { call.objects.list(DASHBOARD)? };
    if call.query.is("filter[shared]") {
        // Sharing is not served here, so none is shared.
        dashboards.clear();
    }
    let start = call.query.number("start")?.unwrap_or(0);
    let count = call.query.number("count")?.unwrap_or(DEFAULT_COUNT);
    let summaries: Vec<Value> = dashboards.iter().skip(start).take(count).map(summary).collect();
    Ok(Reply::ok(json!({"dashboards": summaries})))
}

fn summary(dashboard: &Value) -> Value {
    let field = |name: &str| match name {
        "is_read_only" => json!(false),
        _ => dashboard[name].clone(),
    };
    SUMMARY.iter().map(|name| ((*name).to_owned(), field(name))).collect::<Map<_, _>>().into()
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(DASHBOARD, call.id())?.ok_or_else(|| not_found(call.id()))
}

fn not_found(id: &str) -> Reply {
    Reply::not_found(format!("Dashboard with ID {id} not found"))
}
