//! `outliers(..)` asked in a way that it cannot answer.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;
use crate::query::tree::{Call, Comparator, Condition, Expr, MetricQuery};
use crate::query::{MonitorQuery, Walk as _};

pub static RULE: Rule = Rule {
    id: "outliers-arguments",
    severity: Severity::Error,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/outliers-arguments.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(metric)) = monitor.sound() else { return };
    let Expr::Call(call) = metric.expr.bare() else { return };
    if !call.name.is("outliers") {
        return;
    }
    ungrouped(monitor, call, told);
    percentage(monitor, call, told);
    if let Some(condition) = &metric.condition {
        compared(monitor, condition, told);
    }
}

fn ungrouped(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some(series) = call.series().filter(|series| !series.has_placeholder()) else { return };
    let metrics = series.metrics();
    let grouped = metrics.iter().any(|metric| metric.group_by.is_some());
    if let (Some(first), false) = (metrics.first(), grouped) {
        let MetricQuery { span, .. } = first;
        told.about(monitor, "outliers are members of a group that differ from it, and this series is not grouped")
            .inside(&Monitor::query_at(), *span)
            .label("one series")
            .help("group it by what is compared: `by {host}`");
    }
}

fn percentage(monitor: &Monitor<'_>, call: &Call, told: &mut Told<'_>) {
    let Some(algorithm) = call.positional(1).and_then(|argument| argument.value.said()) else { return };
    let Some(fourth) = call.positional(3).filter(|_| algorithm.to_ascii_uppercase().ends_with("DBSCAN")) else {
        return;
    };
    told.about(monitor, format!("`{algorithm}` takes no percentage, only the MAD algorithms do"))
        .inside(&Monitor::query_at(), fourth.span)
        .label("of no use")
        .help("leave it out, or write 'MAD'");
}

/// The value is 1 of an outlier and 0 of the others.
fn compared(monitor: &Monitor<'_>, condition: &Condition, told: &mut Told<'_>) {
    let Some(threshold) = condition.threshold.number() else { return };
    let holds = |value: f64| condition.comparator.holds(value, threshold);
    let (severity, why) = match (holds(1.0), holds(0.0)) {
        (true, false) if condition.comparator == Comparator::Above && threshold == 0.0 => return,
        (true, false) => (Severity::Warning, format!("`{condition}` is not the condition that Datadog documents")),
        _ => (Severity::Error, format!("`{condition}` does not tell them apart")),
    };
    told.about(monitor, format!("an outlier is 1 and everything else 0, and {why}"))
        .severity(severity)
        .inside(&Monitor::query_at(), condition.span)
        .help("write `> 0`");
}
