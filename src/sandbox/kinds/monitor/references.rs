//! Composites and SLOs use monitors: those are not deleted from under them.

use serde_json::{Map, Value, json};

use super::{MONITOR, query};
use crate::sandbox::kinds::slo::SLO;
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
    let users = Users::read(call.objects)?;
    let (mut free, mut used) = (Vec::new(), Map::new());
    for id in ids {
        let Some(monitor) = call.objects.get(MONITOR, id)? else {
            return Err(Reply::not_found("Monitor not found"));
        };
        match users.of(&monitor) {
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
    Users::read(objects)?.of(monitor).map_or(Ok(()), |text| Err(Reply::bad_request(text)))
}

/// Everything that may use a monitor.
struct Users {
    composites: Vec<Value>,
    slos: Vec<Value>,
}

impl Users {
    fn read(objects: &Objects<'_>) -> Result<Users, Reply> {
        Ok(Users { composites: objects.of_type(MONITOR, "composite")?, slos: objects.of_type(SLO, "monitor")? })
    }

    /// Who uses the monitor; the wording is known from public reports.
    fn of(&self, monitor: &Value) -> Option<String> {
        let id = monitor["id"].to_string();
        let in_query = |composite: &&Value| {
            query::composite_ids(composite["query"].as_str().unwrap_or_default()).contains(&id.as_str())
        };
        let in_list =
            |slo: &&Value| slo["monitor_ids"].as_array().is_some_and(|ids| ids.iter().any(|one| one == &monitor["id"]));
        let composites: Vec<String> = self.composites.iter().filter(in_query).map(label).collect();
        let slos: Vec<String> = self.slos.iter().filter(in_list).map(label).collect();
        let (what, users) = match (composites.as_slice(), slos.as_slice()) {
            ([], []) => return None,
            ([], users) => ("slos", users),
            (users, _) => ("composite monitors", users),
        };
        Some(format!("monitor {} is referenced in {what}: {}", label(monitor), users.join(", ")))
    }
}

fn label(object: &Value) -> String {
    let id = object["id"].as_str().map_or_else(|| object["id"].to_string(), str::to_owned);
    format!("[{id},{}]", object["name"].as_str().unwrap_or_default())
}
