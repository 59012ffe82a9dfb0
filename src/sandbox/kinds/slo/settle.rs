//! From what a client sends to what is stored.

use serde_json::{Map, Value, json};

use super::expression;
use crate::sandbox::wire::{Reply, text};

/// Stored as sent. Anything else in a body is dropped, an `id` among it.
const KEPT: [&str; 5] = ["name", "type", "query", "sli_specification", "groups"];

pub(super) fn slo(sent: &Map<String, Value>) -> Result<Map<String, Value>, Reply> {
    let mut slo: Map<String, Value> =
        KEPT.iter().filter_map(|name| Some(((*name).to_owned(), set(sent, name)?.clone()))).collect();
    let mut keep = |name: &str, value: Value| drop(slo.insert(name.to_owned(), value));
    keep("description", json!(text(sent, "description")));
    keep("tags", lower(sent.get("tags")));
    keep("monitor_tags", json!([]));
    keep("thresholds", thresholds(sent));
    keep("type_id", json!(["monitor", "metric", "time_slice"].iter().position(|one| *one == text(sent, "type"))));
    for (name, value) in primary(sent) {
        keep(name, value);
    }
    match text(sent, "type") {
        "monitor" => keep("monitor_ids", sent.get("monitor_ids").cloned().unwrap_or_default()),
        "metric" => expression::both_forms(&mut slo).map_err(Reply::bad_request)?,
        _ => slice_length(&mut slo),
    }
    Ok(slo)
}

fn set<'a>(sent: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    sent.get(name).filter(|value| !value.is_null())
}

fn lower(tags: Option<&Value>) -> Value {
    let tags = tags.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    tags.map(|tag| json!(tag.to_lowercase())).collect()
}

/// 99 is stored as 99.0 and shown as "99.".
fn thresholds(sent: &Map<String, Value>) -> Value {
    let settle = |threshold: &Value| {
        let mut settled = json!({"timeframe": threshold["timeframe"]});
        for name in ["target", "warning"] {
            if let Some(number) = threshold[name].as_f64() {
                settled[name] = json!(number);
                settled[format!("{name}_display")] = json!(display(number));
            }
        }
        settled
    };
    sent.get("thresholds").and_then(Value::as_array).into_iter().flatten().map(settle).collect()
}

fn display(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { format!("{text}.") }
}

/// Where none is named the shortest timeframe is taken; 7d is all that was recorded.
fn primary(sent: &Map<String, Value>) -> Vec<(&'static str, Value)> {
    let thresholds = sent.get("thresholds").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let named = |name: &str| thresholds.iter().find(|threshold| threshold["timeframe"] == name);
    let wanted = text(sent, "timeframe");
    let chosen = if wanted.is_empty() { ["7d", "30d", "90d"].into_iter().find_map(named) } else { named(wanted) };
    let from_list = |field: &str| chosen.map_or(Value::Null, |threshold| threshold[field].clone());
    [("timeframe", "timeframe"), ("target_threshold", "target"), ("warning_threshold", "warning")]
        .into_iter()
        .map(|(name, field)| (name, set(sent, name).cloned().unwrap_or_else(|| from_list(field))))
        .filter(|(_, value)| !value.is_null())
        .collect()
}

fn slice_length(slo: &mut Map<String, Value>) {
    if let Some(Value::Object(slice)) = slo.get_mut("sli_specification").and_then(|spec| spec.get_mut("time_slice")) {
        slice.entry("query_interval_seconds").or_insert(json!(300));
    }
}
