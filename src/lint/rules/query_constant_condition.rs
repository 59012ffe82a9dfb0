//! A condition that the query decides, whatever the data.

use crate::lint::subject::{Bounds, Monitor, Verdict};
use crate::lint::{Check, Context, Rule, Told};
use crate::query::tree::{Comparator, Condition, Expr, MetricMonitor, chain};
use crate::query::{MonitorQuery, Walk as _};

pub static RULE: Rule = Rule {
    id: "constant-condition",
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/constant-condition.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(query) = monitor.sound() else { return };
    let (Some(condition), Some(bounds)) = (query.condition(), bounds(monitor, query)) else { return };
    let Some(threshold) = condition.threshold.number() else { return };
    let (message, label) = match bounds.judge(condition.comparator, threshold) {
        Verdict::Open => return,
        Verdict::Never => (format!("this can never alert: the value is {}", shown(bounds)), "never true"),
        Verdict::Always => (format!("this always alerts: the value is {}", shown(bounds)), "always true"),
    };
    told.about(monitor, message)
        .inside(&Monitor::query_at(), condition.span)
        .label(label)
        .help(help(condition, bounds));
}

/// None where nothing is known of the value.
fn bounds(monitor: &Monitor<'_>, query: &MonitorQuery) -> Option<Bounds> {
    let bounds = match query {
        MonitorQuery::Metric(metric) => of_metric(metric)?,
        MonitorQuery::Chain(chain) => {
            let method = chain::named(&chain.methods, "rollup")?.positional(0)?.value.said()?;
            of_aggregation(Some(&method))
        }
        MonitorQuery::Formula(formula) if chain::named(&formula.methods, "anomaly").is_none() => {
            // Changes, forecasts and anomalies are of another value than the formula.
            let plain =
                formula.methods.iter().all(|method| ["last", "current", "by"].contains(&method.name.text.as_str()));
            let text = monitor.formula().filter(|_| plain)?;
            Bounds::of(text.expr, &|name| of_aggregation(text.aggregation(name)))
        }
        _ => return None,
    };
    (bounds != Bounds::ANY).then_some(bounds)
}

fn of_metric(metric: &MetricMonitor) -> Option<Bounds> {
    if metric.head.change.is_some() || metric.expr.has_placeholder() {
        return None;
    }
    let is_anomaly = matches!(metric.expr.bare(), Expr::Call(call) if call.name.is("anomalies"));
    let threshold = metric.condition.as_ref()?.threshold.number()?;
    // Of thresholds that anomalies do not have, `anomaly-arguments` tells.
    if is_anomaly && !(threshold > 0.0 && threshold <= 1.0) {
        return None;
    }
    Some(Bounds::of(&metric.expr, &|_| Bounds::ANY).over_time(&metric.head.time_aggregator.text))
}

fn of_aggregation(name: Option<&str>) -> Bounds {
    match name {
        Some("count" | "cardinality") => Bounds::COUNT,
        _ => Bounds::ANY,
    }
}

fn shown(bounds: Bounds) -> String {
    let Bounds { low, high } = bounds;
    match (low.is_finite(), high.is_finite()) {
        (true, true) if low.to_bits() == high.to_bits() => format!("always {low}"),
        (true, true) => format!("between {low} and {high}"),
        (true, false) => format!("never below {low}"),
        _ => format!("never above {high}"),
    }
}

fn help(condition: &Condition, bounds: Bounds) -> String {
    let at = |bound: f64| condition.threshold.number().is_some_and(|number| number.to_bits() == bound.to_bits());
    let Bounds { low, high } = bounds;
    match condition.comparator {
        Comparator::Above if at(high) => format!("write `>= {high}`"),
        Comparator::AtLeast if at(low) => format!("write `> {low}`"),
        Comparator::Below if at(low) => format!("write `<= {low}`"),
        Comparator::AtMost if at(high) => format!("write `< {high}`"),
        _ if low.is_finite() && high.is_finite() => format!("compare with a number between {low} and {high}"),
        _ if low.is_finite() => format!("compare with more than {low}"),
        _ => format!("compare with less than {high}"),
    }
}
