//! The recovery condition would hold while the monitor alerts (Datadog's documentation has the table of comparators).

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::tree::Condition;

pub static RULE: Rule = Rule {
    id: "recovery-threshold-order",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/recovery-threshold-order.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some((condition, critical)) = monitor.compared() else { return };
    judge(monitor, condition, "critical", Some(critical.value), told);
    judge(monitor, condition, "warning", monitor.number("/options/thresholds/warning"), told);
}

/// One recovery threshold, and what it recovers from.
fn judge(monitor: &Monitor<'_>, condition: &Condition, name: &str, from: Option<f64>, told: &mut Told<'_>) {
    let key = format!("{name}_recovery");
    let Some(recovery) = monitor.number(&format!("/options/thresholds/{key}")) else { return };
    let at = Monitor::option_at(&format!("thresholds/{key}"));
    let Some(from) = from else {
        told.about(monitor, format!("`{key}` is set and there is no `{name}` threshold to recover from"))
            .at_key(&at)
            .severity(Severity::Warning)
            .label("without effect")
            .help(format!("set `{name}` as well, or take `{key}` out"));
        return;
    };
    let comparator = condition.comparator;
    // Equal is without use and without harm: `> 80` recovers at `<= 80`, `>= 80` at `< 80`.
    let side = match (comparator.is_upward(), comparator.is_downward()) {
        (true, _) if recovery > from => "above",
        (_, true) if recovery < from => "below",
        _ => return,
    };
    let does = if name == "critical" { "alerts" } else { "warns" };
    let right = if side == "above" { "below" } else { "above" };
    let telling = told
        .about(
            monitor,
            format!("`{key}` {recovery} lies {side} the {name} threshold {from}, so it holds while the monitor {does}"),
        )
        .at(&at)
        .label(format!("{side} {from}"));
    let telling = match name {
        "critical" => telling.related_inside(&Monitor::query_at(), condition.span, format!("alerts `{condition}`")),
        _ => {
            telling.related(&Monitor::option_at(&format!("thresholds/{name}")), format!("warns `{comparator} {from}`"))
        }
    };
    telling.help(format!("it ends only past a number {right} {from}: write one, or leave `{key}` out"));
}
