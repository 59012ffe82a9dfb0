//! A gap counts as 0, and 0 alerts.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told, gaps};
use crate::query::MonitorQuery;

pub static RULE: Rule = Rule {
    id: "below-threshold-default-zero",
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/below-threshold-default-zero.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(query)) = monitor.sound() else { return };
    let Some((condition, number)) = monitor.compared() else { return };
    let Some(call) = gaps::filled(&query.expr).filter(|call| call.name.is("default_zero")) else { return };
    // What wraps the function (a ratio, a difference) may make something else of 0.
    let is_whole = query.expr.bare().span() == call.span;
    if is_whole && condition.comparator.is_downward() && condition.comparator.holds(0.0, number.value) {
        told.about(monitor, format!("every gap counts as 0, and `{condition}` alerts on it"))
            .inside(&Monitor::query_at(), call.name.span)
            .label("gaps are 0")
            .related_inside(&Monitor::query_at(), condition.span, "0 alerts")
            .help("take it out, and say with `on_missing_data` whether missing data is to be told");
    }
}
