//! `==` on an average.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;
use crate::query::tree::{Comparator, MetricMonitor, Operator};
use crate::query::{MonitorQuery, Walk as _};

pub static RULE: Rule = Rule {
    id: "equality-threshold",
    severity: Severity::Info,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/equality-threshold.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(metric)) = monitor.sound() else { return };
    let Some(condition) = &metric.condition else { return };
    let comparator = condition.comparator;
    // The average of what is never negative is zero where all of it is zero.
    let zero = condition.threshold.number().is_none_or(|number| number == 0.0);
    if !matches!(comparator, Comparator::Equal | Comparator::NotEqual) || zero {
        return;
    }
    let Some(why) = fraction(metric) else { return };
    let often = if comparator == Comparator::Equal { "hardly ever" } else { "nearly always" };
    told.about(monitor, format!("{why} is {often} `{condition}`"))
        .inside(&Monitor::query_at(), condition.span)
        .label("exact comparison")
        .help("compare with `>=` or `<=`, over `min` or `max`");
}

/// What makes the value one with digits behind the point.
fn fraction(metric: &MetricMonitor) -> Option<&'static str> {
    let divides = metric.expr.binaries().iter().any(|binary| binary.operator == Operator::Divide);
    let metrics = metric.expr.metrics();
    let averages = metrics.iter().any(|metric| metric.aggregator.as_ref().is_none_or(|own| own.name.is("avg")));
    match () {
        () if divides => Some("a ratio"),
        () if metric.head.time_aggregator.is("avg") || averages => Some("an average"),
        () => None,
    }
}
