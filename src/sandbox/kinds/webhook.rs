//! Webhooks: `/api/v1/integration/webhooks/configuration/webhooks`. There is no list.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply, text};

const WEBHOOK: &str = "webhook";
/// As recorded, byte for byte.
const DEFAULT_PAYLOAD: &str = "{\"body\": \"$EVENT_MSG\", \"last_updated\": \"$LAST_UPDATED\", \
    \"event_type\": \"$EVENT_TYPE\", \"title\": \"$EVENT_TITLE\", \"date\": \"$DATE\", \
    \"org\": {\"id\": \"$ORG_ID\", \"name\": \"$ORG_NAME\"}, \"id\": \"$ID\"}";

pub(super) static KIND: Kind =
    Kind { name: WEBHOOK, title: |webhook| webhook["url"].as_str().unwrap_or_default(), routes: ROUTES };

static ROUTES: &[Route] = &[
    Route::new(Method::POST, "/api/v1/integration/webhooks/configuration/webhooks", create),
    Route::new(Method::GET, "/api/v1/integration/webhooks/configuration/webhooks/{name}", read),
    Route::new(Method::PUT, "/api/v1/integration/webhooks/configuration/webhooks/{name}", update),
    Route::new(Method::DELETE, "/api/v1/integration/webhooks/configuration/webhooks/{name}", delete),
];

fn create(call: &Call<'_>) -> Answer {
    let sent = call.object()?;
    let (name, url) = (text(sent, "name"), text(sent, "url"));
    if name.is_empty() || url.is_empty() {
        return Err(Reply::invalid(if name.is_empty() { "name" } else { "url" }));
    }
    if call.objects.get(WEBHOOK, name)?.is_some() {
        // The wording is ours: no recording tries.
        return Err(Reply::bad_request("Webhook already exists"));
    }
    save(call, 201, name, sent)
}

/// A PUT keeps what it leaves out. A name in the body gives the webhook that name.
fn update(call: &Call<'_>) -> Answer {
    let mut webhook = stored(call)?.as_object().cloned().unwrap_or_default();
    webhook.extend(call.object()?.clone());
    let name = text(&webhook, "name").to_owned();
    if name != call.id() {
        call.objects.delete(WEBHOOK, call.id(), &Value::Object(webhook.clone()))?;
    }
    save(call, 200, &name, &webhook)
}

fn save(call: &Call<'_>, status: u16, name: &str, sent: &Map<String, Value>) -> Answer {
    let or = |field: &str, default: Value| sent.get(field).filter(|value| !value.is_null()).cloned().unwrap_or(default);
    let webhook = json!({
        "encode_as": or("encode_as", json!("json")),
        "url": sent.get("url"),
        "custom_headers": sent.get("custom_headers"),
        "name": name,
        "payload": or("payload", json!(DEFAULT_PAYLOAD)),
    });
    call.objects.put(WEBHOOK, name, &webhook)?;
    Ok(Reply { status, ..Reply::ok(webhook) })
}

fn read(call: &Call<'_>) -> Answer {
    stored(call).map(Reply::ok)
}

fn delete(call: &Call<'_>) -> Answer {
    let webhook = stored(call)?;
    call.objects.delete(WEBHOOK, call.id(), &webhook)?;
    Ok(Reply::ok(json!({})))
}

fn stored(call: &Call<'_>) -> Result<Value, Reply> {
    call.objects.get(WEBHOOK, call.id())?.ok_or_else(|| Reply::not_found("Webhook does not exist"))
}
