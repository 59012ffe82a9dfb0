//! A scope that no series can be in.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Rule, Told};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::query::tree::{Filter, Value, Word};

pub static RULE: Rule = Rule {
    id: "contradictory-scope",
    severity: Severity::Error,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/contradictory-scope.md"),
    ..Rule::REST
};

/// Keys that a series has once. Of others, `role` or `team`, a host may have several.
const ONCE: &[&str] = &[
    "account_id",
    "availability-zone",
    "aws_account",
    "cluster_name",
    "container_id",
    "env",
    "host",
    "kube_cluster_name",
    "kube_namespace",
    "pod_name",
    "region",
    "service",
    "status",
    "version",
];

type Tags<'f> = (&'f Word, Vec<&'f Value>);

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    found.expr.filters().into_iter().for_each(|filter| look(found, filter, told));
}

/// Each part that has to hold as a whole.
fn look(found: &Expression<'_, '_>, filter: &Filter, told: &mut Told<'_>) {
    match filter.bare() {
        Filter::Or(joined) => joined.operands.iter().for_each(|operand| look(found, operand, told)),
        Filter::Not(not) => look(found, &not.operand, told),
        whole @ Filter::And(_) => {
            contradictions(found, whole, told);
            inner(found, whole, told);
        }
        _ => {}
    }
}

/// What stands in an OR or under a NOT, within what has to hold.
fn inner(found: &Expression<'_, '_>, whole: &Filter, told: &mut Told<'_>) {
    let Filter::And(joined) = whole.bare() else { return };
    for operand in &joined.operands {
        match operand.bare() {
            Filter::And(_) => inner(found, operand, told),
            other => look(found, other, told),
        }
    }
}

fn contradictions(found: &Expression<'_, '_>, whole: &Filter, told: &mut Told<'_>) {
    let required: Vec<Tags<'_>> = whole.required().into_iter().filter(is_literal).collect();
    let excluded: Vec<Tags<'_>> = whole.excluded().into_iter().filter(is_literal).collect();
    for (index, own) in required.iter().enumerate() {
        let before = required.iter().take(index).find(|other| is_same_key(own, other) && !meet(own, other));
        if let Some(other) = before {
            two_values(found, other, own, told);
        }
        if let Some(other) = excluded.iter().find(|other| is_same_key(own, other) && is_within(own, other)) {
            asked_and_excluded(found, own, other, told);
        }
    }
}

fn is_literal((key, values): &Tags<'_>) -> bool {
    !key.text.contains(['$', '*']) && values.iter().all(|value| value.is_literal() && !value.is_negated())
}

fn is_same_key(one: &Tags<'_>, other: &Tags<'_>) -> bool {
    one.0.text.eq_ignore_ascii_case(&other.0.text)
}

fn is_same(one: &Value, other: &Value) -> bool {
    one.text.eq_ignore_ascii_case(&other.text)
}

fn meet(one: &Tags<'_>, other: &Tags<'_>) -> bool {
    one.1.iter().any(|value| other.1.iter().any(|own| is_same(value, own)))
}

fn is_within(one: &Tags<'_>, other: &Tags<'_>) -> bool {
    one.1.iter().all(|value| other.1.iter().any(|own| is_same(value, own)))
}

fn two_values(found: &Expression<'_, '_>, first: &Tags<'_>, second: &Tags<'_>, told: &mut Told<'_>) {
    let key = &first.0.text;
    let once = ONCE.contains(&key.to_ascii_lowercase().as_str());
    let (one, other) = (listed(first), listed(second));
    let message = match once {
        true => format!("nothing has both `{key}:{one}` and `{key}:{other}`, so the query is empty"),
        false => format!("only what has both `{key}:{one}` and `{key}:{other}` is left, which is most likely nothing"),
    };
    let severity = if once { Severity::Error } else { Severity::Warning };
    told.about(found.resource, message)
        .severity(severity)
        .inside(&found.at, second.0.span.to(span(second)))
        .label("and this one")
        .related_inside(&found.at, first.0.span.to(span(first)), "asked for here")
        .help(format!("if either will do, write `{key} IN ({one},{other})`"));
}

fn asked_and_excluded(found: &Expression<'_, '_>, own: &Tags<'_>, excluded: &Tags<'_>, told: &mut Told<'_>) {
    let (key, values) = (&own.0.text, listed(own));
    told.about(found.resource, format!("`{key}:{values}` is asked for and taken out, so the query is empty"))
        .inside(&found.at, excluded.0.span.to(span(excluded)))
        .label("taken out again")
        .related_inside(&found.at, own.0.span.to(span(own)), "asked for here")
        .help("take one of the two out");
}

fn listed((_, values): &Tags<'_>) -> String {
    values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(",")
}

fn span((key, values): &Tags<'_>) -> crate::syntax::Span {
    values.last().map_or(key.span, |value| value.span)
}
