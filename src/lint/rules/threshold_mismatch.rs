//! Datadog refuses the monitor: "Alert threshold (X) does not match that used in the query (Y)."

use crate::lint::subject::{Monitor, value_of};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "threshold-mismatch",
    severity: Severity::Error,
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/threshold-mismatch.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    // An absent one is filled in from the query.
    let (Some((_, threshold)), Some(critical)) = (monitor.compared(), monitor.get("/options/thresholds/critical"))
    else {
        return;
    };
    if critical.as_f64().is_none_or(|critical| critical.to_bits() == threshold.value.to_bits()) {
        return;
    }
    let at = Monitor::option_at("thresholds/critical");
    let text = &threshold.text;
    told.about(monitor, format!("the critical threshold is {critical} and the query compares with {text}"))
        .at(&at)
        .label(format!("{critical} here"))
        .related_inside(&Monitor::query_at(), threshold.span, format!("{text} at the end of the query"))
        .help("write the same number in both, or leave `critical` out: it is then taken from the query")
        .fix_set(format!("write {text} here"), &at, value_of(threshold));
}
