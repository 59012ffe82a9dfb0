//! A monitor that one point of its metric turns on and the next one off.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::tree::Comparator;
use crate::query::{MonitorQuery, Walk as _};

pub static RULE: Rule = Rule {
    id: "no-hysteresis",
    severity: Severity::Pedantic,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/no-hysteresis.md"),
    ..Rule::REST
};

/// Longer windows change slowly enough by themselves.
const SHORT: u64 = 300;
/// Forms with their own idea of recovery.
const ALGORITHMS: &[&str] = &["anomalies", "forecast", "outliers"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(metric)) = monitor.sound() else { return };
    let (Some(window), Some(condition)) = (&metric.head.window, &metric.condition) else { return };
    let aggregator = metric.head.time_aggregator.text.as_str();
    // One point decides: the largest where large values alert, the smallest where small ones do.
    let one_point = match condition.comparator {
        Comparator::Above | Comparator::AtLeast => aggregator == "max",
        Comparator::Below | Comparator::AtMost => aggregator == "min",
        Comparator::Equal | Comparator::NotEqual => false,
    };
    let algorithm = metric.expr.calls().iter().any(|call| ALGORITHMS.contains(&call.name.text.as_str()));
    let quiet = monitor.get("/options/thresholds/critical_recovery").is_some();
    if !one_point || algorithm || quiet || window.seconds() > SHORT {
        return;
    }
    let side = if condition.comparator.is_upward() { "below" } else { "above" };
    told.about(
        monitor,
        format!(
            "one point decides: `{aggregator}` over `{}` and no recovery threshold",
            window.span.of(monitor.query_text)
        ),
    )
    .inside(&Monitor::query_at(), metric.head.span)
    .label("flaps")
    .help(format!("set `options.thresholds.critical_recovery` {side} the threshold, or look at a longer window"));
}
