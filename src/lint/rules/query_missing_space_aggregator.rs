use super::query_invalid_metric_name::cut_names;
use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Walk as _;
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "missing-space-aggregator",
    repair: Repair::Always,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/missing-space-aggregator.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    let cut = cut_names(found.expr);
    for metric in found.expr.metrics() {
        // The end of a name is no metric of its own, and its whole name is told of.
        if cut.iter().any(|name| name.end == metric.name.span.end) {
            continue;
        }
        // A bare name may be a word.
        if metric.aggregator.is_some() || metric.is_bare() || metric.name.has_placeholder() {
            continue;
        }
        let start = Span::point(metric.span.start);
        told.about(
            found.resource,
            format!("nothing says how the sources of `{}` are put together: Datadog takes `avg`", metric.name),
        )
        .inside(&found.at, metric.name.span)
        .help("write `avg:` in front of it if that is meant, else `sum:`, `max:` or `min:`")
        .fix_text("write `avg:`", &found.at, start, "avg:");
    }
}
