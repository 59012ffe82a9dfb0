//! A ratio of which the lower part is nearly nothing at night: one error of two requests is half.

use crate::lint::subject::{FormulaText, Monitor, Resource};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::{Pointer, Severity};
use crate::query::Walk as _;
use crate::query::tree::{Call, Comparator, Expr, MetricQuery, Operator};

pub static RULE: Rule = Rule {
    id: "division-without-guard",
    severity: Severity::Info,
    repair: Repair::Hint,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/division-without-guard.md"),
    ..Rule::REST
};

/// Last parts of the names of what comes and goes with traffic.
const TRAFFIC: &[&str] =
    &["attempts", "calls", "count", "errors", "events", "hits", "invocations", "messages", "requests", "runs"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    let Some(condition) = monitor.sound().and_then(|query| query.condition()) else { return };
    let comparator = condition.comparator;
    for (at, expr) in monitor.expressions() {
        look(monitor.resource, &at, expr, comparator, &|_| false, told);
    }
    if let Some(formula) = monitor.formula() {
        let counts = |name: &str| is_count_query(&formula, name);
        look(monitor.resource, &formula.at, formula.expr, comparator, &counts, told);
    }
}

fn is_count_query(formula: &FormulaText<'_, '_>, name: &str) -> bool {
    formula.metric(name).is_some_and(|expr| is_unguarded(expr, &|_| false))
        || formula.aggregation(name) == Some("count")
}

fn look(
    resource: Resource<'_>,
    at: &Pointer,
    expr: &Expr,
    comparator: Comparator,
    counts: &dyn Fn(&str) -> bool,
    told: &mut Told<'_>,
) {
    for binary in expr.binaries().into_iter().filter(|binary| binary.operator == Operator::Divide) {
        if !is_unguarded(&binary.right, counts) {
            continue;
        }
        told.about(&resource, "with little traffic this ratio jumps, and without any it has no data")
            .inside(at, binary.right.span())
            .label("may be close to nothing")
            .help(match comparator.is_downward() {
                // A larger divisor makes the ratio smaller, which is what alerts here.
                true => "take out what is too little to judge by: `cutoff_min(.., n)` around it",
                false => "keep it from being small: `clamp_min(.., n)` around it, with n the traffic worth a page",
            });
    }
}

/// Whether it is made of counts, and nothing keeps it above zero.
fn is_unguarded(expr: &Expr, counts: &dyn Fn(&str) -> bool) -> bool {
    match expr {
        Expr::Metric(metric) => is_traffic(metric),
        Expr::Name(name) => counts(&name.text),
        Expr::Call(call) => !is_guard(call) && call.series().is_some_and(|series| is_unguarded(series, counts)),
        Expr::Paren(paren) => is_unguarded(&paren.inner, counts),
        Expr::Modified(modified) => is_unguarded(&modified.inner, counts),
        Expr::Binary(binary) => {
            let (left, right) = (&binary.left, &binary.right);
            let lifted = binary.operator == Operator::Plus
                && [left, right].iter().any(|side| side.number().is_some_and(|number| number > 0.0));
            !lifted && (is_unguarded(left, counts) || is_unguarded(right, counts))
        }
        Expr::Unary(_) | Expr::Number(_) | Expr::Placeholder(_) | Expr::Missing(_) => false,
    }
}

fn is_guard(call: &Call) -> bool {
    let positive = call.positional(1).and_then(|argument| argument.value.number()).is_some_and(|number| number > 0.0);
    positive && ["clamp_min", "cutoff_min", "default"].iter().any(|name| call.name.is(name))
}

fn is_traffic(metric: &MetricQuery) -> bool {
    let counted = metric.modifier("as_count").or_else(|| metric.modifier("as_rate")).is_some();
    let summed = metric.aggregator.as_ref().is_some_and(|aggregator| aggregator.name.is("sum"));
    let last = metric.name.text.rsplit('.').next().unwrap_or_default();
    counted || (summed && TRAFFIC.contains(&last))
}
