//! A window longer or shorter than Datadog documents. What its API takes has moved over the years, so this warns.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Rule, Told};
use crate::query::tree::{Duration, Expr, MetricMonitor, Unit, Window, WindowKind};
use crate::query::{MonitorQuery, Walk as _};

pub static RULE: Rule = Rule {
    id: "window-out-of-range",
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/window-out-of-range.md"),
    ..Rule::REST
};

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// A range in seconds, both ends in it, and what it is of.
struct Range {
    of: &'static str,
    least: (u64, &'static str),
    most: (u64, &'static str),
}

const METRIC: Range = Range { of: "a metric monitor", least: (60, "1m"), most: (31 * DAY, "1mo") };
const CHANGE: Range = Range { of: "a change", least: (60, "1m"), most: (2 * DAY, "2d") };
const OUTLIERS: Range = Range { of: "outliers", least: (60, "1m"), most: (DAY, "24h") };
const FORECAST: Range = Range { of: "a forecast", least: (12 * HOUR, "12h"), most: (93 * DAY, "3mo") };
const EVENTS: Range = Range { of: "a monitor of events", least: (60, "1m"), most: (2 * DAY, "2d") };
const PROCESSES: Range = Range { of: "a monitor of processes", least: (300, "5m"), most: (2 * DAY, "2d") };

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(query) = monitor.sound() else { return };
    let Some(window) = query.window() else { return };
    let Some(range) = range(query, window) else { return };
    tell(monitor, &window.length, window, &range, told);
}

/// None where nothing is documented: windows since the hour or the day began, costs, jobs.
fn range(query: &MonitorQuery, window: Window) -> Option<Range> {
    match (query, window.kind) {
        (MonitorQuery::Metric(_), WindowKind::Next) => Some(FORECAST),
        (MonitorQuery::Metric(metric), WindowKind::Last) => Some(of_metric(metric)),
        (MonitorQuery::Chain(chain), WindowKind::Last) => {
            Some(if chain.source.is("processes") { PROCESSES } else { EVENTS })
        }
        _ => None,
    }
}

fn of_metric(metric: &MetricMonitor) -> Range {
    let outliers = metric.expr.calls().iter().any(|call| call.name.is("outliers"));
    match () {
        () if metric.head.change.is_some() => CHANGE,
        () if outliers && matches!(metric.expr.bare(), Expr::Call(_)) => OUTLIERS,
        () => METRIC,
    }
}

fn tell(monitor: &Monitor<'_>, length: &Duration, window: Window, range: &Range, told: &mut Told<'_>) {
    let seconds = length.seconds();
    // A month is 30 days when counted, and has 31.
    let (bound, word) = if seconds > range.most.0 && !(length.unit == Unit::Month && length.amount == 1) {
        (range.most.1, "longer")
    } else if seconds < range.least.0 {
        (range.least.1, "shorter")
    } else {
        return;
    };
    told.about(monitor, format!("a window of {length} is {word} than Datadog documents for {}", range.of))
        .inside(&Monitor::query_at(), window.span)
        .label(format!("{} to {}", range.least.1, range.most.1))
        .help(format!("write `{bound}`, or ask Datadog whether it takes {length}: `ddsync validate --live`"));
}
