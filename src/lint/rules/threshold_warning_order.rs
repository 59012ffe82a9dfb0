//! Datadog refuses the monitor: "Warning threshold (50.0) must be less than the alert threshold (20.0) with > comparison."

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "warning-threshold-order",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/warning-threshold-order.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let (Some((condition, critical)), Some(warning)) =
        (monitor.compared(), monitor.number("/options/thresholds/warning"))
    else {
        return;
    };
    let comparator = condition.comparator;
    let side = match (comparator.is_upward(), comparator.is_downward()) {
        (true, _) if warning >= critical.value => "below",
        (_, true) if warning <= critical.value => "above",
        _ => return,
    };
    let text = &critical.text;
    told.about(monitor, format!("the warning threshold {warning} is not {side} the critical threshold {text}"))
        .at(&Monitor::option_at("thresholds/warning"))
        .label(format!("not {side} {text}"))
        .related_inside(&Monitor::query_at(), condition.span, format!("alerts `{condition}`"))
        .help(format!(
            "a warning comes before the alert: with `{comparator}` write a number {side} {text}, or swap the two"
        ));
}
