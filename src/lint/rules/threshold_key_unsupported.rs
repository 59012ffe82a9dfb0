//! Datadog refuses the monitor ("Invalid threshold statuses found: `critical_recovery`.") or ignores the number.

use serde_json::Value;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::tree::Threshold;

pub static RULE: Rule = Rule {
    id: "threshold-key-unsupported",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/threshold-key-unsupported.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(Value::Object(thresholds)) = monitor.get("/options/thresholds") else { return };
    let keys = || thresholds.iter().filter(|(_, value)| !value.is_null()).map(|(key, _)| key.as_str());
    for key in keys() {
        let Some((severity, why)) = verdict(monitor, key) else { continue };
        let at = Monitor::option_at(&format!("thresholds/{key}"));
        told.about(monitor, format!("a monitor of type `{}` has no `{key}` threshold", monitor.monitor_type))
            .at_key(&at)
            .severity(severity)
            .label(why)
            .help("take it out")
            .fix_remove(format!("take `{key}` out"), &at);
    }
    if keys().any(|key| key == "critical_query") {
        keys().filter(|key| matches!(*key, "critical" | "warning")).for_each(|key| beside_query(monitor, key, told));
    }
}

/// How bad the key is for the type, and what becomes of it. None where it belongs, or nobody knows.
fn verdict(monitor: &Monitor<'_>, key: &str) -> Option<(Severity, &'static str)> {
    let ignored = (Severity::Warning, "without effect");
    match (key, monitor.monitor_type) {
        (_, "composite") | ("critical_recovery" | "warning_recovery", "service check") => Some(ignored),
        ("critical_recovery" | "warning_recovery", "event-v2 alert") => Some((Severity::Error, "Datadog refuses it")),
        // Refused for logs since 2019, and never seen accepted for other events.
        ("critical_recovery" | "warning_recovery", _) => {
            monitor.is_over_events().then_some((Severity::Warning, "refused or ignored"))
        }
        ("ok" | "unknown", _) => (monitor.is_metric() || monitor.is_over_events()).then_some(ignored),
        _ => None,
    }
}

fn beside_query(monitor: &Monitor<'_>, key: &str, told: &mut Told<'_>) {
    let at = Monitor::option_at(&format!("thresholds/{key}"));
    let threshold = monitor.sound().and_then(|query| query.condition()).map(|condition| &condition.threshold);
    let telling = told
        .about(monitor, format!("the threshold is a number in `{key}` and a query in `critical_query`"))
        .at_key(&at)
        .label("a number")
        .related(&Monitor::option_at("thresholds/critical_query"), "a query")
        .help("keep one of them: Datadog takes numbers or queries, not both");
    if matches!(threshold, Some(Threshold::Dynamic(_))) {
        telling.fix_remove(format!("take `{key}` out: the query compares with `threshold`"), &at);
    }
}
