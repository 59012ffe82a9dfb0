//! A name that no metric has. The parser takes letters, digits, `_` and `.`; a `-` it takes for a minus.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::query::tree::{Binary, Expr, MetricQuery, Operator};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "invalid-metric-name",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/invalid-metric-name.md"),
    ..Rule::REST
};

/// Longest name that Datadog takes (its documentation).
const MOST_CHARACTERS: usize = 200;

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for metric in found.expr.metrics() {
        let name = &metric.name;
        let length = name.text.chars().count();
        if name.has_placeholder() {
            continue;
        }
        let (message, help) = if length > MOST_CHARACTERS {
            let message = format!("the name has {length} characters, and Datadog takes {MOST_CHARACTERS}");
            (message, "shorten it where it is sent, and here")
        } else if name.text.starts_with('_') && !metric.is_bare() {
            (
                format!("`{name}` begins with `_`, and names of metrics begin with a letter"),
                "write the name as Datadog shows it",
            )
        } else {
            continue;
        };
        told.about(found.resource, message).inside(&found.at, name.span).help(help);
    }
    for span in cut_names(found.expr) {
        let text = span.of(found.text());
        told.about(found.resource, format!("`{text}` is read as a subtraction, for no metric has a `-` in its name"))
            .inside(&found.at, span)
            .label("two metrics")
            .help(format!(
                "Datadog stores it as `{}`; for a subtraction put blanks around the `-`",
                text.replace('-', "_")
            ));
    }
}

/// Names that a `-` cuts in two, each as a whole.
pub fn cut_names(expr: &Expr) -> Vec<Span> {
    expr.binaries().into_iter().filter_map(cut_name).collect()
}

/// `my-app.requests{*}` is `my` minus `app.requests{*}`: no blank stands between, and only the last part has a scope.
fn cut_name(binary: &Binary) -> Option<Span> {
    let last = part(&binary.right).filter(|last| last.aggregator.is_none() && last.scope.is_some())?;
    let start = first_part(binary)?;
    Some(Span::new(start, last.name.span.end))
}

/// Start of the name that ends right before the minus.
fn first_part(binary: &Binary) -> Option<usize> {
    let touches =
        binary.left.span().end == binary.operator_span.start && binary.operator_span.end == binary.right.span().start;
    if binary.operator != Operator::Minus || !touches {
        return None;
    }
    match binary.left.as_ref() {
        Expr::Binary(inner) => {
            let middle = part(&inner.right)?;
            (middle.is_bare()).then(|| first_part(inner)).flatten()
        }
        left => {
            let first = part(left)?;
            let alone = first.scope.is_none() && first.group_by.is_none() && first.modifiers.is_empty();
            alone.then_some(first.name.span.start)
        }
    }
}

fn part(expr: &Expr) -> Option<&MetricQuery> {
    match expr {
        Expr::Metric(metric) => Some(metric),
        _ => None,
    }
}
