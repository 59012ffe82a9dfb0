//! What is said about telling people again, where they are not told again.

use serde_json::{Value, json};

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};

pub static RULE: Rule = Rule {
    id: "renotify-without-interval",
    repair: Repair::Sometimes,
    of_absence: true,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/renotify-without-interval.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    if monitor.states.renotify.is_some() {
        return statuses(monitor, told);
    }
    // One that cannot be read is a matter of form.
    if monitor.get("/options/renotify_interval").is_some_and(|interval| !interval.is_number()) {
        return;
    }
    for (key, has_fix) in [("renotify_occurrences", true), ("renotify_statuses", true), ("escalation_message", false)] {
        if !monitor.get(&format!("/options/{key}")).is_some_and(says_something) {
            continue;
        }
        let at = Monitor::option_at(key);
        let telling = told
            .about(monitor, format!("`{key}` is set, and nobody is told again without `renotify_interval`"))
            .at_key(&at)
            .label("without effect")
            .help(format!("set `renotify_interval` to the minutes between two notifications, or take `{key}` out"));
        // A message somebody wrote to be sent is not thrown away.
        if has_fix {
            telling.fix_remove(format!("take `{key}` out"), &at);
        }
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

/// States that the monitor never gets into.
fn statuses(monitor: &Monitor<'_>, told: &mut Told<'_>) {
    let at = Monitor::option_at("renotify_statuses");
    let statuses = monitor.list("/options/renotify_statuses");
    let possible: Vec<&Value> = statuses.iter().filter(|status| impossible(monitor, status).is_none()).collect();
    for (index, status) in statuses.iter().enumerate() {
        let Some((why, help)) = impossible(monitor, status) else { continue };
        let status = status.as_str().unwrap_or_default();
        let telling = told
            .about(monitor, format!("`{status}` is to be told again, and {why}"))
            .at(&at.index(index))
            .label("never happens")
            .help(format!("take `{status}` out, or {help}"));
        // The same for each of them, for items of one list cannot be taken out one by one.
        if !possible.is_empty() {
            telling.fix_set("keep the states that happen", &at, json!(possible));
        }
    }
}

/// Why the monitor never gets into the state, and what it lacks.
fn impossible(monitor: &Monitor<'_>, status: &Value) -> Option<(&'static str, &'static str)> {
    match status.as_str()? {
        "warn" if !monitor.states.can_warn() => {
            Some(("the monitor has no warning threshold", "set `thresholds.warning`"))
        }
        "no data" if !monitor.tells_no_data() => {
            Some(("nobody is told when data stops", "set `on_missing_data: show_and_notify_no_data`"))
        }
        _ => None,
    }
}
