//! Options that Datadog has replaced.

use serde_json::{Value, json};

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "deprecated-option",
    severity: Severity::Pedantic,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/deprecated-option.md"),
    ..Rule::REST
};

/// An option and what replaces it. Others (`silenced`, `locked`, `device_ids`) are the server's own and dropped on load.
const DEPRECATED: &[(&str, &str)] = &[
    ("groupby_simple_monitor", "`notify_by: [\"*\"]`, which makes one notification of all groups"),
    ("new_host_delay", "`new_group_delay`, which is for hosts and for every other group"),
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for (option, instead) in DEPRECATED {
        let value = monitor.get(&format!("/options/{option}"));
        // Beside its successor another rule speaks.
        let is_replaced = *option == "new_host_delay" && monitor.get("/options/new_group_delay").is_some();
        if is_replaced || value.is_none_or(is_default) {
            continue;
        }
        told.about(monitor, format!("`{option}` is deprecated"))
            .at_key(&Monitor::option_at(option))
            .label("replaced")
            .help(format!("write {instead}"));
    }
}

/// Clients send defaults along: recorded traffic has one in nearly every monitor.
fn is_default(value: &Value) -> bool {
    *value == json!(false) || *value == json!(300)
}
