//! A count that is averaged over its buckets: the number on the screen depends on how far one has zoomed out.

use serde_json::Value;

use crate::lint::subject::{Dashboard, Query, QueryTree, Request};
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Walk as _;
use crate::query::tree::{Expr, Operator};

pub static RULE: Rule = Rule {
    id: "scalar-count-aggregator",
    repair: Repair::Always,
    check: Check::Dashboard(check),
    page: include_str!("../../../tests/rules/scalar-count-aggregator.md"),
    ..Rule::REST
};

/// Functions that leave a count a count.
const KEEPS_COUNTS: &[&str] = &["default", "default_zero", "exclude_null", "top", "cutoff_min", "cutoff_max"];

fn check(dashboard: &Dashboard<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for (_, request, query) in dashboard.queries() {
        let (Some(of), QueryTree::Metric(tree)) = (query.of, &query.tree) else { continue };
        let aggregator = of.get("aggregator").and_then(Value::as_str).unwrap_or_default();
        let counts = tree.clean().is_some_and(|exprs| exprs.iter().any(is_count));
        if !is_scalar(request) || !matches!(aggregator, "avg" | "last" | "max") || !counts || is_ratio(request, query) {
            continue;
        }
        let at = query.of_at.key("aggregator");
        let shown = if aggregator == "avg" { "average" } else { aggregator };
        told.about(dashboard, format!("a count is shown as the {shown} of its buckets, and not as the total"))
            .at(&at)
            .label("of buckets")
            .related(&query.at, "a count for each bucket of time")
            .help("write `aggregator: sum`")
            .fix_set("write `sum`", &at, "sum");
    }
}

fn is_scalar(request: &Request<'_>) -> bool {
    request.value.get("response_format").and_then(Value::as_str) == Some("scalar")
}

fn is_count(expr: &Expr) -> bool {
    match expr {
        Expr::Metric(metric) => metric.modifier("as_count").is_some(),
        Expr::Paren(paren) => is_count(&paren.inner),
        Expr::Binary(binary) if !binary.operator.is_tight() => is_count(&binary.left) && is_count(&binary.right),
        Expr::Call(call) => KEEPS_COUNTS.contains(&call.name.text.as_str()) && call.series().is_some_and(is_count),
        _ => false,
    }
}

/// Whether formulas use the query only in quotients: one of averages is one of totals too.
fn is_ratio(request: &Request<'_>, query: &Query<'_>) -> bool {
    let trees: Vec<&Expr> = request.formulas.iter().filter_map(|formula| formula.tree.tree.as_ref()).collect();
    let of_query =
        |expr: &Expr| expr.query_names().into_iter().filter(|name| Some(name.text.as_str()) == query.name).count();
    let all: usize = trees.iter().map(|expr| of_query(expr)).sum();
    let quotients = trees.iter().flat_map(|expr| outermost_quotients(expr));
    let inside: usize = quotients.map(of_query).sum();
    !request.formulas.is_empty() && all == inside
}

fn outermost_quotients(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Binary(binary) if binary.operator == Operator::Divide && binary.right.number().is_none() => vec![expr],
        Expr::Binary(binary) => [outermost_quotients(&binary.left), outermost_quotients(&binary.right)].concat(),
        Expr::Paren(paren) => outermost_quotients(&paren.inner),
        Expr::Unary(unary) => outermost_quotients(&unary.operand),
        Expr::Modified(modified) => outermost_quotients(&modified.inner),
        Expr::Call(call) => {
            call.arguments.iter().filter_map(|argument| argument.value.expr()).flat_map(outermost_quotients).collect()
        }
        _ => Vec::new(),
    }
}
