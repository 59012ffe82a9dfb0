//! From what a client sends to what is stored: defaults and normalisations, each as recorded.

use serde_json::{Map, Value, json};

use super::query;
use crate::sandbox::wire::{Reply, text};

type Fields = Map<String, Value>;

/// What a client may set. Anything else in a body (`classification`, an exported `creator`, ...) is dropped.
const WRITABLE: [&str; 10] =
    ["type", "name", "message", "tags", "query", "options", "priority", "restricted_roles", "draft_status", "assets"];

/// These types get `groupby_simple_monitor: false`.
const GROUPBY_TYPES: [&str; 6] = [
    "log alert",
    "rum alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "error-tracking alert",
    "llm-observability alert",
];

/// A new monitor, without the fields that the server owns.
pub(super) fn new(sent: &Fields) -> Result<Fields, Reply> {
    let mut monitor = Fields::new();
    for (name, default) in [
        ("name", json!("")),
        ("message", json!("")),
        ("tags", json!([])),
        ("options", json!({})),
        ("priority", Value::Null),
        ("restricted_roles", Value::Null),
        ("draft_status", json!("published")),
        ("assets", json!([])),
    ] {
        monitor.insert(name.to_owned(), default);
    }
    overlay(&mut monitor, sent);
    settle(&mut monitor, true)?;
    Ok(monitor)
}

/// A PUT: merged at the top level, `options` replaced as a whole, roles reset where they are left out.
pub(super) fn merge(monitor: &mut Fields, sent: &Fields) -> Result<(), Reply> {
    let before = monitor.clone();
    monitor.insert("restricted_roles".to_owned(), Value::Null);
    overlay(monitor, sent);
    if !same_type(&before, monitor) {
        // The wording is ours: no recording tries.
        let (is, wanted) = (text(&before, "type"), text(monitor, "type"));
        return Err(Reply::bad_request(format!(
            "The type of a monitor cannot be changed: it is '{is}', not '{wanted}'"
        )));
    }
    let replaced = sent.get("options").is_some_and(|options| !options.is_null());
    settle(monitor, replaced)?;
    keep_mutes(&before, monitor, sent);
    Ok(())
}

fn overlay(monitor: &mut Fields, sent: &Fields) {
    for name in WRITABLE {
        let Some(value) = sent.get(name) else { continue };
        let value = match (name, value) {
            ("tags" | "assets", Value::Null) => json!([]),
            ("message", Value::Null) => json!(""),
            ("priority" | "restricted_roles", Value::Null) => Value::Null,
            (_, Value::Null) => continue,
            _ => value.clone(),
        };
        monitor.insert(name.to_owned(), value);
    }
}

/// "metric alert" and "query alert" are one type under two names.
fn same_type(one: &Fields, other: &Fields) -> bool {
    let [one, other] = [one, other].map(|fields| match text(fields, "type") {
        "metric alert" => "query alert",
        other => other,
    });
    one == other
}

fn settle(monitor: &mut Fields, options_are_new: bool) -> Result<(), Reply> {
    for name in ["message", "query"] {
        trim(monitor, name);
    }
    if monitor.get("priority").and_then(Value::as_i64) == Some(0) {
        monitor.insert("priority".to_owned(), Value::Null);
    }
    let (kind, query) = (text(monitor, "type").to_owned(), text(monitor, "query").to_owned());
    if options_are_new {
        let options = monitor.get_mut("options").and_then(Value::as_object_mut);
        settle_options(options.ok_or_else(|| Reply::invalid("options"))?, &kind);
    }
    let variables = monitor.get("options").and_then(|options| options.get("variables"));
    let stored_type = query::stored_type(&kind, &query, variables).to_owned();
    monitor.insert("type".to_owned(), json!(stored_type));
    monitor.insert("multi".to_owned(), json!(query::is_multi(&kind, &query)));
    Ok(())
}

fn trim(fields: &mut Fields, name: &str) {
    if let Some(Value::String(text)) = fields.get_mut(name) {
        *text = text.trim().to_owned();
    }
}

fn settle_options(options: &mut Fields, kind: &str) {
    trim(options, "escalation_message");
    settle_thresholds(options, kind);
    settle_silenced(options);
    let set = |options: &Fields, name: &str| options.get(name).is_some_and(|value| !value.is_null());
    let mut default = |wanted: bool, name: &str, value: Value| {
        if wanted && !options.contains_key(name) {
            options.insert(name.to_owned(), value);
        }
    };
    default(true, "notify_audit", json!(false));
    default(true, "silenced", json!({}));
    default(true, "include_tags", json!(true));
    default(GROUPBY_TYPES.contains(&kind), "groupby_simple_monitor", json!(false));
    // Recorded in February 2026, not in January and July; nothing in the request tells them apart.
    default(kind == "data-quality alert", "avalanche_window", json!(10));
    if !set(options, "new_group_delay") && !options.contains_key("new_host_delay") {
        options.insert("new_host_delay".to_owned(), json!(300));
    }
    if !set(options, "on_missing_data") && !options.contains_key("notify_no_data") {
        options.insert("notify_no_data".to_owned(), json!(false));
    }
}

/// 2 comes back as 2.0, but for service checks, which count; an empty object is dropped. A null warning is dropped, a
/// null critical is not. Nothing is filled in from the query.
fn settle_thresholds(options: &mut Fields, kind: &str) {
    let Some(thresholds) = options.get_mut("thresholds").and_then(Value::as_object_mut) else {
        return;
    };
    if thresholds.get("warning").is_some_and(Value::is_null) {
        thresholds.shift_remove("warning");
    }
    for value in thresholds.values_mut().filter(|_| kind != "service check") {
        if let Some(number) = value.as_f64() {
            *value = json!(number);
        }
    }
    if thresholds.is_empty() {
        options.shift_remove("thresholds");
    }
}

/// A mute until 0 has no end: it comes back as null.
fn settle_silenced(options: &mut Fields) {
    let Some(silenced) = options.get_mut("silenced") else {
        return;
    };
    let Some(scopes) = silenced.as_object_mut() else {
        *silenced = json!({});
        return;
    };
    for end in scopes.values_mut().filter(|end| end.as_i64() == Some(0)) {
        *end = Value::Null;
    }
}

/// A PUT that says nothing about mutes leaves them alone.
fn keep_mutes(before: &Fields, monitor: &mut Fields, sent: &Fields) {
    let says = sent.get("options").is_some_and(|options| options.get("silenced").is_some());
    let old = before.get("options").and_then(|options| options.get("silenced"));
    let options = monitor.get_mut("options").and_then(Value::as_object_mut);
    if let (false, Some(old), Some(options)) = (says, old, options) {
        options.insert("silenced".to_owned(), old.clone());
    }
}

/// Assets gain their fixed fields once the monitor has an id.
pub(super) fn name_assets(monitor: &mut Fields, id: i64) {
    let Some(Value::Array(assets)) = monitor.get_mut("assets") else {
        return;
    };
    for asset in assets.iter_mut().filter_map(Value::as_object_mut) {
        let mut full = Fields::new();
        full.insert("monitor_id".to_owned(), json!(id));
        for name in ["name", "category", "url"] {
            full.insert(name.to_owned(), asset.get(name).cloned().unwrap_or_default());
        }
        for name in ["template_variables", "options"] {
            full.insert(name.to_owned(), asset.get(name).cloned().unwrap_or_else(|| json!({})));
        }
        for name in ["resource_key", "resource_type"] {
            full.insert(name.to_owned(), asset.get(name).cloned().unwrap_or_default());
        }
        *asset = full;
    }
}
