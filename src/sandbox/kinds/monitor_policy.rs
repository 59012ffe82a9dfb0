//! Monitor configuration policies: `/api/v2/monitor/policy`.

use axum::http::Method;
use serde_json::{Value, json};

use crate::sandbox::route::{Kind, Route};
use crate::sandbox::wire::{Answer, Call, Reply};

const POLICY: &str = "monitor-policy";
const TYPE: &str = "monitor-config-policy";

pub(super) static KIND: Kind = Kind {
    name: POLICY,
    title: |policy| policy.pointer("/attributes/policy/tag_key").and_then(Value::as_str).unwrap_or_default(),
    routes: ROUTES,
};

// No recording of these routes has rate-limit headers.
static ROUTES: &[Route] = &[
    Route::new(Method::GET, "/api/v2/monitor/policy", list),
    Route::new(Method::POST, "/api/v2/monitor/policy", create),
    Route::new(Method::GET, "/api/v2/monitor/policy/{id}", read),
    Route::new(Method::PATCH, "/api/v2/monitor/policy/{id}", update),
    Route::new(Method::DELETE, "/api/v2/monitor/policy/{id}", delete),
];

fn create(call: &Call<'_>) -> Answer {
    let attributes = checked(call)?;
    let key = &attributes["policy"]["tag_key"];
    if call.objects.list(POLICY)?.iter().any(|other| &other["attributes"]["policy"]["tag_key"] == key) {
        return Err(Reply::bad_request("A configuration policy already exists for this tag key"));
    }
    let number = call.objects.next(POLICY)?;
    save(call, &format!("feb7fd62-35b1-43f0-bfc7-{number:012x}"), attributes)
}

fn update(call: &Call<'_>) -> Answer {
    stored(call, "Monitor configuration policy not found")?;
    if call.body["data"]["id"] != call.id() {
        return Err(Reply::error(422, "Policy id in request body does not match id in URL param"));
    }
    save(call, call.id(), checked(call)?)
}

fn save(call: &Call<'_>, id: &str, attributes: &Value) -> Answer {
    let policy = json!({"type": TYPE, "attributes": attributes, "id": id});
    call.objects.put(POLICY, id, &policy)?;
    Ok(Reply::ok(json!({"data": policy})))
}

fn read(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"data": stored(call, "Monitor configuration policy not found")?})))
}

fn delete(call: &Call<'_>) -> Answer {
    let policy = stored(call, "Monitor config policy not found")?;
    call.objects.delete(POLICY, call.id(), &policy)?;
    Ok(Reply::no_content())
}

fn list(call: &Call<'_>) -> Answer {
    Ok(Reply::ok(json!({"data": call.objects.list(POLICY)?})))
}

/// The attributes, where nothing is wrong with them.
fn checked<'a>(call: &'a Call<'_>) -> Result<&'a Value, Reply> {
    let attributes = &call.body["data"]["attributes"];
    if attributes["policy_type"] != "tag" {
        return Err(Reply::bad_request("Value of parameter 'policy_type' should be any of these ['tag']"));
    }
    let policy = &attributes["policy"];
    let whole = policy["tag_key"].is_string()
        && policy["tag_key_required"].is_boolean()
        && policy["valid_tag_values"].is_array();
    if whole { Ok(attributes) } else { Err(Reply::bad_request("Missing required attributes of 'policy'")) }
}

fn stored(call: &Call<'_>, missing: &str) -> Result<Value, Reply> {
    let id = call.id();
    if id.len() != 36 || !id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
        return Err(Reply::bad_request("Invalid URL param: policy_id must be an uuid"));
    }
    call.objects.get(POLICY, id)?.ok_or_else(|| Reply::not_found(missing))
}
