//! Monitor notification rules: `/api/v2/monitor/notification_rule`.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::sandbox::clock;
use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const RULE: &str = "notification-rule";
const TYPE: &str = "monitor-notification-rule";
const DEFAULT_PAGE: usize = 100;
const LARGEST_PAGE: usize = 1000;
/// What a client may set.
const WRITABLE: [&str; 5] = ["name", "filter", "recipients", "conditional_recipients", "bundle_config"];

pub(super) static KIND: Kind =
    Kind { name: RULE, title: |rule| rule["attributes"]["name"].as_str().unwrap_or_default(), routes: ROUTES };

// No recording of these routes has rate-limit headers.
static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/monitor/notification_rule", list),
    Route::new(Method::POST, "/api/v2/monitor/notification_rule", create),
    Route::new(Method::GET, "/api/v2/monitor/notification_rule/{id}", read),
    Route::new(Method::PATCH, "/api/v2/monitor/notification_rule/{id}", update),
    Route::new(Method::DELETE, "/api/v2/monitor/notification_rule/{id}", delete),
];

fn create(call: &Call<'_>) -> Answer {
    let mut attributes = checked(call)?.clone();
    let number = call.objects.next(RULE)?;
    attributes.insert("created_at".to_owned(), clock::stamp(call.now));
    attributes.insert("modified_at".to_owned(), json!("1970-01-01T00:00:00+00:00"));
    save(call, &format!("861943f3-2ae4-475b-ac49-{number:012x}"), &attributes)
}

fn update(call: &Call<'_>) -> Answer {
    let before = stored(call)?;
    let mut attributes = checked(call)?.clone();
    attributes.insert("created_at".to_owned(), before["attributes"]["created_at"].clone());
    attributes.insert("modified_at".to_owned(), clock::stamp(call.now));
    save(call, call.id(), &attributes)
}

fn save(call: &Call<'_>, id: &str, attributes: &Map<String, Value>) -> Answer {
    let author = json!({"created_by": {"data": {"type": "users", "id": "3ad549bf-eba0-11e9-a77a-0705486660d0"}}});
    let rule = json!({"type": TYPE, "attributes": attributes, "relationships": author, "id": id});
    call.objects.put(RULE, id, &rule)?;
    Ok(Reply::ok(json!({"data": rule})))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"data": stored(call)?})))
}

fn delete(call: &Call<'_>) -> Answer {
    let rule = stored(call)?;
    call.objects.delete(RULE, call.id(), &rule)?;
    Ok(Reply::no_content())
}

/// `page` counts from 0.
fn list(call: &Call<'_>) -> Answer {
    let rules = call.objects.list(RULE)?;
    let size = call.query.number("per_page")?.unwrap_or(DEFAULT_PAGE).min(LARGEST_PAGE);
    let page = call.query.number("page")?.unwrap_or(0);
    let shown: Vec<Value> = rules.into_iter().skip(page.saturating_mul(size)).take(size).collect();
    Ok(Reply::ok(json!({"data": shown})))
}

/// The attributes, where nothing is wrong with them.
fn checked<'a>(call: &'a Call<'_>) -> Result<&'a Map<String, Value>, Reply> {
    let data = &call.body["data"];
    let attributes = data["attributes"].as_object().filter(|_| data["type"] == TYPE);
    let attributes = attributes.ok_or_else(|| Reply::bad_request("Invalid payload: 'data' must be a rule"))?;
    if let Some(unknown) = attributes.keys().find(|name| !WRITABLE.contains(&name.as_str())) {
        let text = format!("Additional properties are not allowed ('{unknown}' was unexpected)");
        return Err(Reply::bad_request(text));
    }
    if text(attributes, "name").is_empty() {
        return Err(Reply::bad_request("'name' is a required property"));
    }
    if attributes.contains_key("recipients") && attributes.contains_key("conditional_recipients") {
        return Err(Reply::bad_request("Only one of 'recipients' and 'conditional_recipients' may be given"));
    }
    let handles = attributes.get("recipients").and_then(Value::as_array).into_iter().flatten();
    if handles.filter_map(Value::as_str).any(|handle| handle.starts_with('@')) {
        return Err(Reply::bad_request("Invalid recipients: Recipient handle should not start with '@'"));
    }
    Ok(attributes)
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(RULE, call.id())?.ok_or_else(|| Reply::not_found("Monitor Notification Rule not found"))
}
