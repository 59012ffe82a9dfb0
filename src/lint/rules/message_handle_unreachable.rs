//! A handle that stands only where nothing is ever sent.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "handle-unreachable",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/handle-unreachable.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    // An escalation message without renotification is a fault of the options.
    for text in monitor.bodies().filter(|text| !text.reach.possible.is_empty()) {
        for firing in &text.reach.handles {
            let name = firing.handle.text.as_str();
            let same = monitor.bodies().flat_map(|text| &text.reach.handles).filter(|other| other.handle.text == name);
            if seen.contains(&name) || same.into_iter().any(|other| !other.when.transitions.is_empty()) {
                continue;
            }
            seen.push(name);
            told.about(monitor, format!("`{name}` is never told anything: no block that it stands in is ever sent"))
                .inside(&text.at, firing.handle.span)
                .label("never sent to")
                .help(format!("write `{name}` where it can be sent, in `{{{{#is_alert}}}}` say"));
        }
    }
}
