//! What Datadog refuses in a monitor, with its own words where they were recorded.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::query::{self, Ending};
use super::{MONITOR, references};
use crate::sandbox::store::Objects;
use crate::sandbox::wire::{Reply, text};

/// The types of the API description.
const TYPES: [&str; 23] = [
    "composite",
    "event alert",
    "log alert",
    "metric alert",
    "process alert",
    "query alert",
    "rum alert",
    "service check",
    "synthetics alert",
    "trace-analytics alert",
    "slo alert",
    "event-v2 alert",
    "audit alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "error-tracking alert",
    "database-monitoring alert",
    "network-performance alert",
    "cost alert",
    "data-quality alert",
    "network-path alert",
    "data-jobs alert",
    "llm-observability alert",
];
/// Their queries do not end in a comparison.
const WITHOUT_COMPARISON: [&str; 3] = ["composite", "service check", "synthetics alert"];

/// Checks a settled monitor.
pub(super) fn definition(monitor: &Map<String, Value>, objects: &Objects<'_>) -> Result<(), Reply> {
    let (kind, query) = (text(monitor, "type"), text(monitor, "query"));
    if !TYPES.contains(&kind) {
        return Err(Reply::invalid("type"));
    }
    if query.is_empty() {
        return Err(Reply::invalid("query"));
    }
    shapes(monitor)?;
    priority(monitor)?;
    scheduling(monitor)?;
    if kind == "composite" {
        return members(query, objects);
    }
    if WITHOUT_COMPARISON.contains(&kind) {
        return Ok(());
    }
    match query::ending(query) {
        Ending::Threshold(wanted) => threshold(monitor, wanted),
        Ending::Open => {
            Err(Reply::bad_request("The value provided for parameter 'query' is invalid: invalid operator specified: "))
        }
    }
}

/// An exact copy of a monitor is refused.
pub(super) fn not_a_duplicate(monitor: &Map<String, Value>, objects: &Objects<'_>) -> Result<(), Reply> {
    let alike = |name: &str, other: &Value| monitor.get(name).unwrap_or(&Value::Null) == &other[name];
    let options_alike = |other: &Value| {
        let bare = |options: Option<&Value>| {
            let mut options = options.cloned().unwrap_or_default();
            if let Some(fields) = options.as_object_mut() {
                fields.shift_remove("silenced");
            }
            options
        };
        bare(monitor.get("options")) == bare(other.get("options"))
    };
    let twin = objects.named(MONITOR, text(monitor, "name"))?.into_iter().find(|other| {
        ["type", "query", "message", "tags"].iter().all(|name| alike(name, other)) && options_alike(other)
    });
    match twin {
        Some(twin) => Err(Reply::bad_request(format!(
            "Duplicate of an existing monitor_id:{} org_id:{}",
            twin["id"], twin["org_id"]
        ))),
        None => Ok(()),
    }
}

fn shapes(monitor: &Map<String, Value>) -> Result<(), Reply> {
    let fits = |name: &str, shape: fn(&Value) -> bool| monitor.get(name).is_none_or(shape);
    let texts = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_string));
    let checks = [
        ("name", fits("name", Value::is_string)),
        ("message", fits("message", Value::is_string)),
        ("tags", fits("tags", texts)),
        ("assets", fits("assets", Value::is_array)),
    ];
    let misshapen = checks.iter().find(|(_, fits)| !fits);
    misshapen.map_or(Ok(()), |(name, _)| Err(Reply::invalid(name)))
}

fn priority(monitor: &Map<String, Value>) -> Result<(), Reply> {
    match monitor.get("priority") {
        None | Some(Value::Null) => Ok(()),
        Some(value) if value.as_i64().is_some_and(|priority| (1..=5).contains(&priority)) => Ok(()),
        Some(_) => Err(Reply::invalid("priority")),
    }
}

fn scheduling(monitor: &Map<String, Value>) -> Result<(), Reply> {
    let scheduling = monitor.get("options").and_then(|options| options.get("scheduling_options"));
    let Some(Value::Object(scheduling)) = scheduling else {
        return Ok(());
    };
    if scheduling.contains_key("evaluation_window") || scheduling.contains_key("custom_schedule") {
        return Ok(());
    }
    Err(Reply::bad_request("Invalid scheduling options: Required parameter 'evaluation_window' is missing"))
}

fn members(query: &str, objects: &Objects<'_>) -> Result<(), Reply> {
    let ids = query::composite_ids(query);
    if ids.is_empty() {
        return Err(Reply::invalid("query"));
    }
    for id in ids {
        if objects.get(MONITOR, id)?.is_none() {
            return Err(Reply::bad_request(references::INVALID_IDS));
        }
    }
    Ok(())
}

/// The text is known from public reports, not from the recordings.
fn threshold(monitor: &Map<String, Value>, wanted: f64) -> Result<(), Reply> {
    let critical = monitor.get("options").and_then(|options| options.pointer("/thresholds/critical"));
    match critical.and_then(Value::as_f64) {
        Some(critical) if critical.partial_cmp(&wanted) != Some(Ordering::Equal) => Err(Reply::bad_request(format!(
            "Alert threshold ({critical:?}) does not match that used in the query ({wanted:?})."
        ))),
        _ => Ok(()),
    }
}
