//! JSON:API resources, as the second version of the API speaks them: `{"data": {"id", "type", "attributes"}}`.

use serde_json::{Map, Value, json};

use crate::sandbox::wire::{Call, Reply};

/// `data.attributes` of a body whose `data.type` is this one.
pub(super) fn attributes<'a>(call: &'a Call<'_>, wanted: &str) -> Result<&'a Map<String, Value>, Reply> {
    let data = call.object()?.get("data").ok_or_else(|| Reply::invalid("data"))?;
    if data.get("type").and_then(Value::as_str) != Some(wanted) {
        return Err(Reply::invalid("data.type"));
    }
    data.get("attributes").and_then(Value::as_object).ok_or_else(|| Reply::invalid("data.attributes"))
}

/// `data.id` of the body; empty where there is none.
pub(super) fn sent_id<'a>(call: &'a Call<'_>) -> &'a str {
    call.body.pointer("/data/id").and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn resource(sort: &str, id: &str, attributes: impl Into<Value>) -> Value {
    json!({"id": id, "type": sort, "attributes": attributes.into()})
}

pub(super) fn answer(status: u16, resource: &Value) -> Reply {
    Reply { status, ..Reply::ok(json!({ "data": resource })) }
}

/// The stored attributes with the sent ones over them, one level deep.
pub(super) fn over(before: &Value, sent: &Map<String, Value>) -> Map<String, Value> {
    let mut attributes = before["attributes"].as_object().cloned().unwrap_or_default();
    attributes.extend(sent.clone());
    attributes
}

/// A uuid that tells its number, so that the same run makes the same ids.
pub(super) fn uuid(number: i64) -> String {
    format!("{number:08x}-5a4d-41ee-8b07-0242ac120002")
}

/// Twenty-two characters, as ids of the logs and trace settings have.
pub(super) fn short_id(number: i64) -> String {
    format!("sandbox_{number:014}")
}
