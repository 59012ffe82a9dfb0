//! Teams: `/api/v2/team`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::resource::{answer, attributes, over, resource, uuid};
use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const TEAM: &str = "team";
const DEFAULT_SIZE: usize = 10;
const MOST: usize = 100;

pub(super) static KIND: Kind =
    Kind { name: TEAM, title: |team| team["attributes"]["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/team", list),
    Route::new(Method::POST, "/api/v2/team", create),
    Route::new(Method::GET, "/api/v2/team/{id}", read),
    Route::new(Method::PATCH, "/api/v2/team/{id}", update),
    Route::new(Method::DELETE, "/api/v2/team/{id}", delete),
];

/// A next page is announced on the last one too.
fn list(call: &Call<'_>) -> Answer {
    let number = call.query.number("page[number]")?.unwrap_or(0);
    let size = call.query.number("page[size]")?.unwrap_or(DEFAULT_SIZE).min(MOST);
    let teams = call.objects.list(TEAM)?;
    let total = teams.len();
    let page: Vec<Value> = teams.into_iter().skip(number.saturating_mul(size)).take(size).collect();
    let at = |number: usize| format!("https://api.datadoghq.com/api/v2/team?page[number]={number}&page[size]={size}");
    Ok(Reply::ok(json!({
        "data": page,
        "meta": {"pagination": {"number": number, "next_number": number + 1, "first_number": 0, "size": size,
            "total": total, "type": "number_size"}},
        "links": {"self": at(number), "next": at(number + 1), "first": at(0)},
    })))
}

fn create(call: &Call<'_>) -> Answer {
    let mut team = attributes(call, TEAM)?.clone();
    unique(call, &team, "")?;
    let number = call.objects.next(TEAM)?;
    // Drawn by lot at Datadog.
    team.entry("banner").or_insert(json!(number % 14));
    for (field, value) in [
        ("description", Value::Null),
        ("avatar", Value::Null),
        ("hidden_modules", json!([])),
        ("visible_modules", json!([])),
    ] {
        team.entry(field).or_insert(value);
    }
    team.insert("created_at".to_owned(), clock::stamp(call.now));
    save(call, 201, &uuid(number), team)
}

/// A PATCH asks for name and handle, and keeps what else it leaves out.
fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let sent = attributes(call, TEAM)?;
    unique(call, sent, call.id())?;
    save(call, 200, call.id(), over(&before, sent))
}

fn unique(call: &Call<'_>, sent: &Map<String, Value>, own: &str) -> Result<(), Reply> {
    let (name, handle) = (text(sent, "name"), text(sent, "handle"));
    if name.is_empty() || handle.is_empty() {
        return Err(Reply::invalid(if name.is_empty() { "name" } else { "handle" }));
    }
    let taken = |team: &Value| {
        team["id"] != own && (team["attributes"]["name"] == name || team["attributes"]["handle"] == handle)
    };
    if call.objects.list(TEAM)?.iter().any(taken) {
        return Err(Reply::error(409, "Team name and handle must be unique"));
    }
    Ok(())
}

fn save(call: &Call<'_>, status: u16, id: &str, mut team: Map<String, Value>) -> Answer {
    let summary = team.get("description").cloned().unwrap_or_default();
    team.insert("summary".to_owned(), summary);
    team.insert("modified_at".to_owned(), clock::stamp(call.now));
    team.insert("user_count".to_owned(), json!(0));
    team.insert("link_count".to_owned(), json!(0));
    team.insert("is_managed".to_owned(), json!(false));
    let mut stored = resource(TEAM, id, team);
    stored["relationships"] = json!({"team_links": {"links": {"related": format!("/api/v2/team/{id}/links")}}});
    call.objects.put(TEAM, id, &stored)?;
    Ok(answer(status, &stored))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn delete(call: &Call<'_>) -> Answer {
    let team = stored(call)?;
    call.objects.delete(TEAM, call.id(), &team)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(TEAM, call.id())?.ok_or_else(|| Reply::not_found(format!("Team for ID {} not found", call.id())))
}
