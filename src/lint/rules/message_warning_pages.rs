//! A warning that wakes somebody.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::message::Transitions;
use crate::message::services::Opens;
use crate::model::{Pointer, Severity};

pub static RULE: Rule = Rule {
    id: "warning-pages",
    severity: Severity::Warning,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/warning-pages.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(message) = monitor.message().filter(|_| monitor.states.has_warning) else { return };
    for firing in message.reach.handles.iter().filter(|firing| firing.handle.service.opens() == Opens::Page) {
        let when = firing.when.transitions;
        // A handle in a block for warnings is meant.
        if !when.meets(Transitions::WARN) || !when.meets(Transitions::ALERT) {
            continue;
        }
        let name = &firing.handle.text;
        told.about(monitor, format!("`{name}` is paged on a warning as on an alert"))
            .inside(&message.at, firing.handle.span)
            .label("on a warning too")
            .related(&Pointer::parse("/options/thresholds/warning"), "the warning threshold")
            .help("write it inside of `{{#is_alert}}` and `{{#is_alert_recovery}}`");
    }
}
