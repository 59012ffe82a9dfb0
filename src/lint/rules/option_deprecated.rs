//! Options that Datadog has replaced.

use serde_json::Value;

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "deprecated-option",
    severity: Severity::Info,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/deprecated-option.md"),
    ..Rule::REST
};

/// An option, what replaces it, and the value that means the same as none. Others (`silenced`, `locked`, `device_ids`) are the
/// server's own and dropped on load.
const DEPRECATED: &[(&str, &str, Option<Value>)] = &[
    ("groupby_simple_monitor", "`notify_by: [\"*\"]` makes one notification of all groups", Some(Value::Bool(false))),
    ("new_host_delay", "`new_group_delay` is for hosts and for every other group", None),
];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for (option, instead, nothing) in DEPRECATED {
        let Some(value) = monitor.get(&format!("/options/{option}")) else { continue };
        // Beside its successor another rule speaks.
        if *option == "new_host_delay" && monitor.get("/options/new_group_delay").is_some() {
            continue;
        }
        let at = Monitor::option_at(option);
        let telling = told
            .about(monitor, format!("`{option}` is deprecated"))
            .at_key(&at)
            .label("replaced")
            .help(format!("{instead}: write that"));
        if nothing.as_ref() == Some(value) {
            telling.help("take it out").fix_remove(format!("take `{option}` out"), &at);
        }
    }
}
