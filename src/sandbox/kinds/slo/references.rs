//! Who uses an SLO: monitors that alert on it and dashboards that show it.

use serde_json::{Map, Value, json};

use super::SLO;
use crate::sandbox::kinds::dashboard::DASHBOARD;
use crate::sandbox::kinds::monitor::MONITOR;
use crate::sandbox::store::Objects;
use crate::sandbox::wire::{Answer, Body, Call, Reply};

/// `GET /api/v1/slo/can_delete?ids=a,b`
pub(super) fn can_delete(call: &Call<'_>) -> Answer {
    let ids = call.query.list("ids");
    if ids.is_empty() {
        return Err(Reply::invalid("ids"));
    }
    let (mut free, mut used) = (Vec::new(), Map::new());
    for id in ids {
        let slo = call.objects.get(SLO, id)?;
        let slo = slo.ok_or_else(|| Reply::not_found(format!("SLO not found: {id} not found")))?;
        match usage(id, &slo, call.objects)? {
            Some(text) => drop(used.insert(id.to_owned(), json!(text))),
            None => free.push(json!(id)),
        }
    }
    let errors = if used.is_empty() { Value::Null } else { Value::Object(used) };
    let status = if errors.is_null() { 200 } else { 409 };
    Ok(Reply::new(status, Body::Json(json!({"data": {"ok": free}, "errors": errors}))))
}

/// The refusal of a DELETE without `force`; its shape is the API description's.
pub(super) fn refuse_if_used(id: &str, slo: &Value, objects: &Objects<'_>) -> Result<(), Reply> {
    match usage(id, slo, objects)? {
        Some(text) => Err(Reply::new(409, Body::Json(json!({"data": [], "errors": {id: text}})))),
        None => Ok(()),
    }
}

/// The wording is ours: no recording has it.
fn usage(id: &str, slo: &Value, objects: &Objects<'_>) -> Result<Option<String>, Reply> {
    let alerts = objects.of_type(MONITOR, "slo alert")?;
    let alerts = alerts.iter().filter(|alert| alert["query"].as_str().unwrap_or_default().contains(id));
    let dashboards = objects.list(DASHBOARD)?;
    let dashboards = dashboards.iter().filter(|dashboard| has_text(&dashboard["widgets"], id));
    let users: Vec<String> = alerts
        .map(|alert| format!("monitor [{},{}]", alert["id"], alert["name"].as_str().unwrap_or_default()))
        .chain(dashboards.map(|dashboard| {
            let text = |field: &str| dashboard[field].as_str().unwrap_or_default();
            format!("dashboard [{},{}]", text("id"), text("title"))
        }))
        .collect();
    let name = slo["name"].as_str().unwrap_or_default();
    Ok((!users.is_empty()).then(|| format!("SLO [{id},{name}] is used by {}", users.join(", "))))
}

fn has_text(value: &Value, wanted: &str) -> bool {
    match value {
        Value::String(text) => text.contains(wanted),
        Value::Array(items) => items.iter().any(|item| has_text(item, wanted)),
        Value::Object(fields) => fields.values().any(|field| has_text(field, wanted)),
        _ => false,
    }
}
