//! What Datadog refuses in an SLO, with its own words where they were recorded.

use serde_json::{Map, Value};

use crate::sandbox::kinds::monitor::MONITOR;
use crate::sandbox::store::Objects;
use crate::sandbox::wire::{Reply, text};

pub(super) fn definition(sent: &Map<String, Value>, objects: &Objects<'_>) -> Result<(), Reply> {
    if text(sent, "name").is_empty() {
        return Err(invalid("must specify a name"));
    }
    thresholds(sent)?;
    let spec = |field: &str| sent.get("sli_specification").is_some_and(|spec| spec[field].is_object());
    match text(sent, "type") {
        "monitor" => monitors(sent, objects),
        "metric" if spec("count") || sent.get("query").is_some_and(Value::is_object) => Ok(()),
        "metric" => Err(invalid("must specify the query for count types")),
        "time_slice" if spec("time_slice") => Ok(()),
        "time_slice" => Err(invalid("must specify the sli_specification")),
        other => Err(invalid(&format!("unknown type '{other}'"))),
    }
}

fn thresholds(sent: &Map<String, Value>) -> Result<(), Reply> {
    let thresholds = sent.get("thresholds").and_then(Value::as_array).filter(|thresholds| !thresholds.is_empty());
    let whole = |threshold: &Value| threshold["target"].is_number() && threshold["timeframe"].is_string();
    match thresholds {
        Some(thresholds) if thresholds.iter().all(whole) => Ok(()),
        _ => Err(invalid("must specify thresholds")),
    }
}

fn monitors(sent: &Map<String, Value>, objects: &Objects<'_>) -> Result<(), Reply> {
    let ids = sent.get("monitor_ids").and_then(Value::as_array).filter(|ids| !ids.is_empty());
    let ids = ids.ok_or_else(|| invalid("must specify monitor_ids"))?;
    let mut missing = Vec::new();
    for id in ids {
        if objects.get(MONITOR, &id.to_string())?.is_none() {
            missing.push(id.to_string());
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let text = format!("invalid monitor ids: {}, monitors not found or not supported SLO", missing.join(", "));
    Err(invalid(&text))
}

fn invalid(text: &str) -> Reply {
    Reply::bad_request(format!("Invalid payload: {text}"))
}
