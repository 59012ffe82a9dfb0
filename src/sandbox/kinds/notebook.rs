//! Notebooks: `/api/v1/notebooks`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use super::resource::{answer, attributes};
use crate::sandbox::clock;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

pub(super) const NOTEBOOKS: &str = "notebooks";
const DEFAULT_COUNT: usize = 100;

static SEARCH: Bucket = Bucket { name: "notebooks_search_public_api", limit: 90, period: 60 };
static WRITES: Bucket = Bucket { name: "notebooks_write", limit: 30, period: 60 };

pub(super) static KIND: Kind = Kind {
    name: NOTEBOOKS,
    title: |notebook| notebook["attributes"]["name"].as_str().unwrap_or_default(),
    routes: ROUTES,
};

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/notebooks", list).limited(&SEARCH),
    Route::new(Method::POST, "/api/v1/notebooks", create).limited(&WRITES),
    Route::new(Method::GET, "/api/v1/notebooks/{id}", read),
    Route::new(Method::PUT, "/api/v1/notebooks/{id}", update).limited(&WRITES),
    Route::new(Method::DELETE, "/api/v1/notebooks/{id}", delete),
];

fn list(call: &Call<'_>) -> Answer {
    let start = call.query.number("start")?.unwrap_or(0);
    let count = call.query.number("count")?.unwrap_or(DEFAULT_COUNT);
    let all = call.objects.list(NOTEBOOKS)?;
    let total = all.len();
    let page: Vec<Value> = all.into_iter().skip(start).take(count).collect();
    let counts = json!({"total_count": total, "total_filtered_count": page.len()});
    Ok(Reply::ok(json!({"data": page, "meta": {"page": counts}})))
}

fn create(call: &Call<'_>) -> Answer {
    let id = 2_466_031 + call.objects.next(NOTEBOOKS)?;
    save(call, &json!(id), &clock::stamp(call.now))
}

fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    save(call, &before["id"], &before["attributes"]["created"])
}

/// A PUT replaces. Cells keep the ids that are sent, and others get new ones.
fn save(call: &Call<'_>, id: &Value, created: &Value) -> Answer {
    let sent = attributes(call, NOTEBOOKS)?;
    let missing = ["name", "cells", "time"].into_iter().find(|field| sent.get(*field).is_none_or(Value::is_null));
    if let Some(field) = missing {
        return Err(Reply::bad_request(format!("Missing required parameter '{field}'")));
    }
    let mut cells = sent.get("cells").cloned().unwrap_or_default();
    for cell in cells.as_array_mut().into_iter().flatten() {
        if !cell["id"].is_string() {
            cell["id"] = json!(format!("cell{:04}", call.objects.next("notebook cell")?));
        }
        for at in ["/attributes/time/start", "/attributes/time/end"] {
            respell(cell, at);
        }
    }
    let mut time = sent.get("time").cloned().unwrap_or_default();
    for at in ["/start", "/end"] {
        respell(&mut time, at);
    }
    let mut metadata: Map<String, Value> = sent.get("metadata").and_then(Value::as_object).cloned().unwrap_or_default();
    for field in ["take_snapshots", "is_template", "is_favorite"] {
        metadata.entry(field).or_insert(json!(false));
    }
    metadata.entry("type").or_insert(Value::Null);
    let or = |field: &str, default: Value| sent.get(field).filter(|value| !value.is_null()).cloned().unwrap_or(default);
    let notebook = json!({
        "name": text(sent, "name"),
        "cells": cells,
        "time": time,
        "metadata": metadata,
        "template_variables": or("template_variables", json!([])),
        "status": or("status", json!("published")),
        "tags": sent.get("tags"),
        "created": created,
        "modified": clock::stamp(call.now),
        "author": account::creator(),
    });
    let stored = json!({"type": NOTEBOOKS, "id": id, "attributes": notebook});
    call.objects.put(NOTEBOOKS, &id.to_string(), &stored)?;
    Ok(answer(200, &stored))
}

/// `Z` comes back as `+00:00`.
fn respell(holder: &mut Value, at: &str) {
    if let Some(Value::String(text)) = holder.pointer_mut(at)
        && text.ends_with('Z')
    {
        text.truncate(text.len() - 1);
        text.push_str("+00:00");
    }
}

fn read(call: &Call<'_>) -> Answer {
    Ok(answer(200, &stored(call)?))
}

fn delete(call: &Call<'_>) -> Answer {
    let notebook = stored(call)?;
    call.objects.delete(NOTEBOOKS, call.id(), &notebook)?;
    Ok(Reply::no_content())
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(NOTEBOOKS, call.id())?.ok_or_else(|| Reply::not_found("Notebook not found"))
}
