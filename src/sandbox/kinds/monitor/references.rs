//! Composites use other monitors: those are not deleted from under them.

use serde_json::{Map, Value, json};

use super::{MONITOR, query};
use crate::sandbox::store::Objects;
use crate::sandbox::wire::{Answer, Body, Call, Reply};

/// A composite that names a monitor that is not there.
pub(super) const INVALID_IDS: &str = "Some monitor IDs are invalid";

/// `GET /api/v1/monitor/can_delete?monitor_ids=1,2`
pub(super) fn can_delete(call: &Call<'_>) -> Answer {
    let ids = call.query.list("monitor_ids");
    if ids.is_empty() {
        return Err(Reply::invalid("monitor_ids"));
    }
    let composites = call.objects.of_type(MONITOR, "composite")?;
    let (mut free, mut used) = (Vec::new(), Map::new());
    for id in ids {
        let Some(monitor) = call.objects.get(MONITOR, id)? else {
            return Err(Reply::not_found("Monitor not found"));
        };
        match usage(&monitor, &composites) {
            Some(text) => {
                used.insert(id.to_owned(), json!([text]));
            }
            None => free.push(monitor["id"].clone()),
        }
    }
    if used.is_empty() {
        return Ok(Reply::ok(json!({"data": {"ok": free}, "errors": null})));
    }
    Ok(Reply::new(409, Body::Json(json!({"data": {"ok": free}, "errors": used}))))
}

/// The refusal of a DELETE without `force`.
pub(super) fn refuse_if_used(monitor: &Value, objects: &Objects<'_>) -> Result<(), Reply> {
    usage(monitor, &objects.of_type(MONITOR, "composite")?).map_or(Ok(()), |text| Err(Reply::bad_request(text)))
}

/// Who uses the monitor; the wording is known from public reports.
fn usage(monitor: &Value, composites: &[Value]) -> Option<String> {
    let id = monitor["id"].to_string();
    let users: Vec<String> = composites
        .iter()
        .filter(|composite| {
            query::composite_ids(composite["query"].as_str().unwrap_or_default()).contains(&id.as_str())
        })
        .map(label)
        .collect();
    (!users.is_empty())
        .then(|| format!("monitor {} is referenced in composite monitors: {}", label(monitor), users.join(", ")))
}

fn label(monitor: &Value) -> String {
    format!("[{},{}]", monitor["id"], monitor["name"].as_str().unwrap_or_default())
}
