//! Synthetic tests: `/api/v1/synthetics/tests`. Each has a monitor of its own.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::account;
use super::monitor;
use crate::sandbox::clock;
use crate::sandbox::limits::Bucket;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

pub(super) const TEST: &str = "synthetic-test";
const DEFAULT_PAGE: usize = 100;
/// What a client may set.
const WRITABLE: [&str; 10] =
    ["name", "type", "subtype", "message", "tags", "status", "locations", "config", "options", "steps"];
/// Shown by the write that made it and not by reads, which have `creator`.
const WRITERS: [&str; 2] = ["created_by", "modified_by"];

static READ: Bucket = Bucket { name: "synthetics_export", limit: 1000, period: 60 };
static EDIT: Bucket = Bucket { name: "synthetics_edit_test", limit: 500, period: 60 };
static CREATE: Bucket = Bucket { name: "synthetics_create_test", limit: 120, period: 60 };
static DELETE: Bucket = Bucket { name: "synthetics_delete_tests", limit: 120, period: 60 };

pub(super) static KIND: Kind =
    Kind { name: TEST, title: |test| test["name"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v1/synthetics/tests", list).limited(&READ),
    Route::new(Method::POST, "/api/v1/synthetics/tests/api", |call| create(call, "api")).limited(&CREATE),
    Route::new(Method::POST, "/api/v1/synthetics/tests/browser", |call| create(call, "browser")).limited(&CREATE),
    Route::new(Method::POST, "/api/v1/synthetics/tests/mobile", |call| create(call, "mobile")).limited(&CREATE),
    Route::new(Method::GET, "/api/v1/synthetics/tests/api/{id}", |call| read(call, "api")).limited(&READ),
    Route::new(Method::GET, "/api/v1/synthetics/tests/browser/{id}", |call| read(call, "browser")).limited(&READ),
    Route::new(Method::GET, "/api/v1/synthetics/tests/mobile/{id}", |call| read(call, "mobile")).limited(&READ),
    Route::new(Method::PUT, "/api/v1/synthetics/tests/api/{id}", |call| update(call, "api")).limited(&EDIT),
    Route::new(Method::PUT, "/api/v1/synthetics/tests/browser/{id}", |call| update(call, "browser")).limited(&EDIT),
    Route::new(Method::PUT, "/api/v1/synthetics/tests/mobile/{id}", |call| update(call, "mobile")).limited(&EDIT),
    Route::new(Method::GET, "/api/v1/synthetics/tests/{id}", read_untyped).limited(&READ),
    Route::new(Method::PUT, "/api/v1/synthetics/tests/{id}/status", set_status).limited(&EDIT),
    Route::new(Method::POST, "/api/v1/synthetics/tests/delete", delete).limited(&DELETE),
];

fn create(call: &Call<'_>, sort: &str) -> Answer {
    let sent = checked(call, sort)?;
    let number = call.objects.next(TEST)?;
    let mut test = settled(sent, call)?;
    let waits = if sort == "api" { "live" } else { "paused" };
    test.entry("status").or_insert(json!(waits));
    let monitor = monitor::of_test(call, text(sent, "name"), sent)?;
    for (name, value) in [
        ("public_id", json!(id(number))),
        ("monitor_id", json!(monitor)),
        ("org_id", json!(account::ORG_ID)),
        ("created_at", clock::stamp(call.now)),
    ] {
        test.insert(name.to_owned(), value);
    }
    save(call, &id(number), test)
}

/// A PUT replaces; the status stays where it is left out.
fn update(call: &Call<'_>, sort: &str) -> Answer {
    let before = typed(call, sort)?;
    let mut test = settled(checked(call, sort)?, call)?;
    for name in ["public_id", "monitor_id", "org_id", "created_at", "status"] {
        test.entry(name).or_insert_with(|| before[name].clone());
    }
    save(call, call.id(), test)
}

fn save(call: &Call<'_>, id: &str, mut test: Map<String, Value>) -> Answer {
    let author = json!({"name": account::NAME, "handle": account::HANDLE, "email": account::HANDLE});
    test.insert("modified_at".to_owned(), clock::stamp(call.now));
    for name in WRITERS {
        test.insert(name.to_owned(), author.clone());
    }
    let test = Value::Object(test);
    call.objects.put(TEST, id, &test)?;
    Ok(Reply::ok(test))
}

fn read(call: &Call<'_>, sort: &str) -> Answer {
    Ok(Reply::ok(seen(typed(call, sort)?)))
}

fn read_untyped(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(without_steps(stored(call)?)))
}

/// Without steps and scripts.
fn list(call: &Call<'_>) -> Answer {
    let tests = call.objects.list(TEST)?;
    let total = tests.len();
    let size = call.query.number("page_size")?.unwrap_or(DEFAULT_PAGE);
    let page = call.query.number("page_number")?;
    let start = page.unwrap_or(0).saturating_mul(size);
    let shown: Vec<Value> = tests.into_iter().skip(start).take(size).map(without_steps).collect();
    let mut answer = json!({"tests": shown});
    if page.is_some() {
        answer["total"] = json!(total);
    }
    Ok(Reply::ok(answer))
}

fn set_status(call: &Call<'_>) -> Answer {
    let mut test = stored(call)?;
    let status = call.body["new_status"].as_str().filter(|status| ["live", "paused"].contains(status));
    test["status"] = json!(status.ok_or_else(|| Reply::invalid("new_status"))?);
    call.objects.put(TEST, call.id(), &test)?;
    Ok(Reply::ok(json!(true)))
}

/// All of them, or none; their monitors go with them.
fn delete(call: &Call<'_>) -> Answer {
    let ids = call.body["public_ids"].as_array().filter(|ids| !ids.is_empty());
    let mut deleted = Vec::new();
    for id in ids.ok_or_else(|| Reply::invalid("public_ids"))?.iter().filter_map(Value::as_str) {
        let test = call.objects.get(TEST, id)?.ok_or_else(missing)?;
        let others = call.objects.list(TEST)?;
        if others.iter().any(|other| other["public_id"] != id && uses(other, id)) {
            // The wording is ours: no recording tries.
            return Err(Reply::bad_request(format!("The test {id} is a sub-test of another test")));
        }
        call.objects.delete(TEST, id, &test)?;
        call.objects.delete(monitor::MONITOR, &test["monitor_id"].to_string(), &Value::Null)?;
        deleted.push(json!({"public_id": id, "deleted_at": clock::stamp(call.now)}));
    }
    Ok(Reply::ok(json!({"deleted_tests": deleted})))
}

fn uses(test: &Value, id: &str) -> bool {
    let steps = [test.pointer("/config/steps"), test.get("steps")].into_iter().flatten().filter_map(Value::as_array);
    steps.flatten().any(|step| step["subtestPublicId"] == id || step["params"]["subtestPublicId"] == id)
}

fn seen(mut test: Value) -> Value {
    if let Some(fields) = test.as_object_mut() {
        let author = fields.get("created_by").cloned();
        fields.retain(|name, _| !WRITERS.contains(&name.as_str()));
        fields.insert("creator".to_owned(), author.unwrap_or_default());
    }
    test
}

fn without_steps(test: Value) -> Value {
    let mut test = seen(test);
    if let Some(fields) = test.as_object_mut() {
        fields.shift_remove("steps");
        if let Some(Value::Object(config)) = fields.get_mut("config") {
            config.shift_remove("variablesFromScript");
        }
    }
    test
}

fn checked<'a>(call: &'a Call<'_>, sort: &str) -> Result<&'a Map<String, Value>, Reply> {
    let sent = call.object()?;
    let known = |name: &&String| WRITABLE.contains(&name.as_str()) || name.as_str() == "metadata";
    if let Some(unknown) = sent.keys().find(|name| !known(name)) {
        let text = format!("Additional properties are not allowed ('{unknown}' was unexpected)");
        return Err(Reply::bad_request(text));
    }
    if text(sent, "type") != sort {
        return Err(Reply::bad_request(format!("'type' must be '{sort}'")));
    }
    let missing = ["name", "config", "options", "message"].into_iter().find(|name| !sent.contains_key(*name));
    match missing {
        Some(name) => Err(Reply::bad_request(format!("'{name}' is a required property"))),
        None => Ok(sent),
    }
}

fn settled(sent: &Map<String, Value>, call: &Call<'_>) -> Result<Map<String, Value>, Reply> {
    let mut test: Map<String, Value> = sent
        .iter()
        .filter(|(name, _)| name.as_str() != "metadata")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    test.entry("tags").or_insert(json!([]));
    if text(sent, "type") == "mobile" {
        test.entry("locations").or_insert(json!(["aws:us-west-2"]));
    }
    if text(sent, "type") != "api" {
        test.entry("steps").or_insert(json!([]));
    }
    let mut test = Value::Object(test);
    for (steps, id_field) in [("/config/steps", "id"), ("/steps", "public_id")] {
        for step in test.pointer_mut(steps).and_then(Value::as_array_mut).into_iter().flatten() {
            if step[id_field].is_null() {
                step[id_field] = json!(id(call.objects.next("synthetic-step")?));
            }
            for request in ["/request", "/params"] {
                hide(step.pointer_mut(request), call);
            }
        }
    }
    hide(test.pointer_mut("/config/request"), call);
    for variables in ["/config/variables", "/config/configVariables"] {
        for variable in test.pointer_mut(variables).and_then(Value::as_array_mut).into_iter().flatten() {
            if let (true, Some(fields)) = (variable["secure"] == true, variable.as_object_mut()) {
                fields.retain(|name, _| !["example", "pattern"].contains(&name.as_str()));
            }
        }
    }
    if let Some(Value::Object(options)) = test.pointer_mut("/options/monitor_options") {
        fill_monitor_options(options);
    }
    match test {
        Value::Object(fields) => Ok(fields),
        _ => Err(missing()),
    }
}

/// Contents of certificates and files are taken in and never shown.
fn hide(request: Option<&mut Value>, call: &Call<'_>) {
    let Some(request) = request else { return };
    for part in ["cert", "key"] {
        if let Some(Value::Object(fields)) = request.pointer_mut(&format!("/certificate/{part}")) {
            fields.shift_remove("content");
            fields.insert("updatedAt".to_owned(), clock::stamp(call.now));
        }
    }
    for file in request.pointer_mut("/files").and_then(Value::as_array_mut).into_iter().flatten() {
        let place = format!("api-upload-file/{}", clock::stamp(call.now).as_str().unwrap_or_default());
        if let Some(fields) = file.as_object_mut() {
            let sent = fields.shift_remove("content").is_some();
            fields.shift_remove("encoding");
            if sent {
                fields.insert("bucketKey".to_owned(), json!(place));
            }
        }
    }
}

fn fill_monitor_options(options: &mut Map<String, Value>) {
    for (name, value) in [
        ("include_tags", json!(true)),
        ("new_host_delay", json!(300)),
        ("notify_audit", json!(false)),
        ("on_missing_data", json!("show_no_data")),
    ] {
        options.entry(name).or_insert(value);
    }
}

fn typed(call: &Call<'_>, sort: &str) -> Result<Value, Reply> {
    let test = stored(call)?;
    if test["type"] == sort { Ok(test) } else { Err(missing()) }
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(TEST, call.id())?.ok_or_else(missing)
}

fn missing() -> Reply {
    Reply::not_found("Synthetics test not found")
}

/// `abc-def-ghi`
fn id(number: i64) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut rest = number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut id = String::new();
    for place in 0..9 {
        if place > 0 && place % 3 == 0 {
            id.push('-');
        }
        let letter = usize::try_from(rest % 32).ok().and_then(|at| LETTERS.get(at));
        id.push(char::from(*letter.unwrap_or(&b'a')));
        rest /= 32;
    }
    id
}
