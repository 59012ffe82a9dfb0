//! Arithmetic between series that have no group in common. Datadog takes the query, and it has no data.

use std::collections::BTreeSet;

use crate::lint::subject::{FormulaText, Resource};
use crate::lint::{Check, Context, Repair, Rule, Subjects, Told};
use crate::model::{Pointer, Severity};
use crate::query::Walk as _;
use crate::query::tables::{self, Family};
use crate::query::tree::{Binary, Call, Expr, MetricQuery};
use crate::syntax::{Span, nearest};

pub static RULE: Rule = Rule {
    id: "mismatched-group-by",
    repair: Repair::Hint,
    check: Check::Project(check),
    page: include_str!("../../../tests/rules/mismatched-group-by.md"),
    ..Rule::REST
};

/// What a series is grouped by, and where its group-by stands in the text.
#[derive(Clone)]
struct Groups {
    keys: BTreeSet<String>,
    by: Option<Span>,
}

/// Of an expression: None where it cannot be said, or where it joins with anything, as a number does.
type Known = Option<Groups>;

/// The queries that a formula names.
type Named<'n> = dyn Fn(&str) -> Known + 'n;

fn check(subjects: &Subjects<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    subjects.each_expression(|found| {
        let nameless = |_: &str| None;
        found.expr.binaries().into_iter().for_each(|binary| look(*found.resource, &found.at, binary, &nameless, told));
    });
    subjects.each_formula(|found| {
        let named = |name: &str| of_query(found, name);
        found.expr.binaries().into_iter().for_each(|binary| look(*found.resource, &found.at, binary, &named, told));
    });
}

fn of_query(formula: &FormulaText<'_, '_>, name: &str) -> Known {
    // Its group-by stands in another text.
    groups(formula.metric(name)?, &|_| None).map(|groups| Groups { by: None, ..groups })
}

fn look(resource: Resource<'_>, at: &Pointer, binary: &Binary, named: &Named<'_>, told: &mut Told<'_>) {
    let (Some(left), Some(right)) = (groups(&binary.left, named), groups(&binary.right, named)) else { return };
    // A share of the whole: the whole has no groups.
    if left.keys == right.keys || left.keys.is_empty() || right.keys.is_empty() {
        return;
    }
    let sign = binary.operator.sign();
    let nested = left.keys.is_subset(&right.keys) || right.keys.is_subset(&left.keys);
    let (one, other) = (listed(&left.keys), listed(&right.keys));
    let message = match nested {
        true => format!(
            "the sides of `{sign}` are grouped by {one} and by {other}: the coarser counts once for each group of the finer"
        ),
        false => format!(
            "the sides of `{sign}` are grouped by {one} and by {other}, so no series of the one meets one of the other"
        ),
    };
    let place = right.by.unwrap_or_else(|| binary.right.span());
    let telling = told.about(&resource, message).inside(at, place).label(format!("by {other}"));
    let telling = telling.related_inside(at, left.by.unwrap_or_else(|| binary.left.span()), format!("by {one}"));
    let telling = if nested { telling.severity(Severity::Info) } else { telling };
    drop(telling.help(match slip(&left.keys, &right.keys) {
        Some((wrong, right)) => format!("is `{wrong}` meant to be `{right}`?"),
        None if nested => "if that is not meant, group both sides by the same keys".to_owned(),
        None => "group both sides by the same keys".to_owned(),
    }));
}

/// A key of one side alone that is nearly one of the other side alone.
fn slip<'k>(left: &'k BTreeSet<String>, right: &'k BTreeSet<String>) -> Option<(&'k str, &'k str)> {
    left.difference(right).find_map(|key| {
        let near = nearest(key, right.difference(left).map(String::as_str))?;
        // The longer one is most likely whole.
        Some(if key.len() < near.len() { (key.as_str(), near) } else { (near, key.as_str()) })
    })
}

fn listed(keys: &BTreeSet<String>) -> String {
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    format!("`{}`", keys.join(","))
}

fn groups(expr: &Expr, named: &Named<'_>) -> Known {
    match expr {
        Expr::Metric(metric) => of_metric(metric),
        Expr::Name(name) => named(&name.text),
        Expr::Call(call) => of_call(call, named),
        Expr::Unary(unary) => groups(&unary.operand, named),
        Expr::Paren(paren) => groups(&paren.inner, named),
        Expr::Modified(modified) => groups(&modified.inner, named),
        Expr::Binary(binary) => joined(binary, named),
        Expr::Number(_) | Expr::Placeholder(_) | Expr::Missing(_) => None,
    }
}

fn of_metric(metric: &MetricQuery) -> Known {
    let keys: Vec<&str> = metric.group_keys().map(|key| key.text.as_str()).collect();
    if keys.iter().any(|key| key.contains('$')) {
        return None;
    }
    // A key that the scope holds to one value makes no groups.
    let filter = metric.scope.as_ref().and_then(|scope| scope.filter.as_ref());
    let required = filter.map(|filter| filter.required()).unwrap_or_default();
    let pinned = |key: &&str| required.iter().any(|(own, values)| own.is(key) && values.len() == 1);
    let keys = keys.into_iter().filter(|key| !pinned(key)).map(str::to_owned).collect();
    Some(Groups { keys, by: metric.group_by.as_ref().map(|by| by.span) })
}

fn of_call(call: &Call, named: &Named<'_>) -> Known {
    let function = tables::function(&call.name.text)?;
    match function.family {
        // How many groups there are: one number.
        Family::Count => Some(Groups { keys: BTreeSet::new(), by: None }),
        Family::Formula => None,
        _ if function.name == "dt" => None,
        _ => groups(call.series()?, named),
    }
}

/// The finer of the two sides; what does not join has been told.
fn joined(binary: &Binary, named: &Named<'_>) -> Known {
    match (groups(&binary.left, named), groups(&binary.right, named)) {
        (Some(left), Some(right)) if right.keys.is_subset(&left.keys) => Some(left),
        (Some(left), Some(right)) if left.keys.is_subset(&right.keys) => Some(right),
        (Some(one), None) if is_number(&binary.right) => Some(one),
        (None, Some(one)) if is_number(&binary.left) => Some(one),
        _ => None,
    }
}

fn is_number(expr: &Expr) -> bool {
    expr.number().is_some()
}
