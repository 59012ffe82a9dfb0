use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::{MonitorQuery, Walk as _, tables};

pub static RULE: Rule = Rule {
    id: "as-count-needs-sum",
    repair: Repair::Always,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/as-count-needs-sum.md"),
    ..Rule::REST
};

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(MonitorQuery::Metric(metric)) = monitor.sound() else { return };
    let aggregator = &metric.head.time_aggregator;
    let counts = metric.expr.metrics().into_iter().find_map(|metric| metric.modifier("as_count"));
    let Some(counts) = counts.filter(|_| !aggregator.is("sum") && tables::is_time_aggregator(&aggregator.text)) else {
        return;
    };
    // Functions make another series of the counts, whose points are no counts any more.
    if !metric.expr.calls().is_empty() {
        return;
    }
    let at = Monitor::query_at();
    told.about(
        monitor,
        format!("`{aggregator}` over the window is of counts per bucket, and a bucket's length varies"),
    )
    .inside(&at, aggregator.span)
    .label("counts are added up")
    .related_inside(&at, counts.span, "these are counts")
    .help("write `sum`: how many there were in the window")
    .fix_text("write `sum`", &at, aggregator.span, "sum");
}
