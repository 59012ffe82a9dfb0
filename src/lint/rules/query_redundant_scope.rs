//! Parts of a scope or a group-by that change nothing.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::tree::{Filter, GroupBy, Joined};
use crate::query::{Spans as _, Walk as _};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "redundant-scope",
    severity: Severity::Info,
    repair: Repair::Always,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/redundant-scope.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    found.expr.filters().into_iter().for_each(|filter| look(found, filter, told));
    for by in found.expr.metrics().into_iter().filter_map(|metric| metric.group_by.as_ref()) {
        doubled_keys(found, by, told);
    }
}

fn look(found: &Expression<'_, '_>, filter: &Filter, told: &mut Told<'_>) {
    match filter {
        Filter::And(joined) => {
            everything(found, joined, told);
            doubled(found, joined, told);
        }
        Filter::Or(joined) => doubled(found, joined, told),
        _ => {}
    }
    match filter {
        Filter::And(joined) | Filter::Or(joined) => {
            joined.operands.iter().for_each(|operand| look(found, operand, told));
        }
        Filter::Not(not) => look(found, &not.operand, told),
        Filter::Paren(paren) => look(found, &paren.inner, told),
        _ => {}
    }
}

fn everything(found: &Expression<'_, '_>, joined: &Joined, told: &mut Told<'_>) {
    let spans: Vec<Span> = joined.operands.iter().map(Filter::span).collect();
    let is_all = |operand: &Filter| matches!(operand, Filter::All(_));
    // Of several, the first is left for another round.
    let Some(index) = joined.operands.iter().position(is_all) else { return };
    if joined.operands.iter().filter(|operand| is_all(operand)).count() > 1 {
        return;
    }
    told.about(found.resource, "`*` adds nothing to the tags beside it")
        .inside(&found.at, spans.get(index).copied().unwrap_or_default())
        .help("leave it out")
        .fix_text("take `*` out", &found.at, with_joint(&spans, index), "");
}

fn doubled(found: &Expression<'_, '_>, joined: &Joined, told: &mut Told<'_>) {
    let spans: Vec<Span> = joined.operands.iter().map(Filter::span).collect();
    let bare: Vec<Filter> = joined.operands.iter().map(|operand| operand.bare().without_spans()).collect();
    for (index, operand) in bare.iter().enumerate() {
        let Some(first) = bare.iter().take(index).position(|other| other == operand) else { continue };
        let place = spans.get(index).copied().unwrap_or_default();
        told.about(found.resource, format!("`{}` is there twice", place.of(found.text())))
            .inside(&found.at, place)
            .related_inside(&found.at, spans.get(first).copied().unwrap_or_default(), "here already")
            .help("leave one of them out")
            .fix_text("take it out", &found.at, with_joint(&spans, index), "");
    }
}

fn doubled_keys(found: &Expression<'_, '_>, by: &GroupBy, told: &mut Told<'_>) {
    let spans: Vec<Span> = by.keys.iter().map(|key| key.span).collect();
    for (index, key) in by.keys.iter().enumerate() {
        let Some(first) = by.keys.iter().take(index).find(|other| other.text == key.text) else { continue };
        told.about(found.resource, format!("`{key}` is a key of the group-by already"))
            .inside(&found.at, key.span)
            .related_inside(&found.at, first.span, "here")
            .help("leave one of them out")
            .fix_text("take it out", &found.at, with_joint(&spans, index), "");
    }
}

/// An operand with what joins it to the one before, or the first with what joins it to the next.
fn with_joint(spans: &[Span], index: usize) -> Span {
    let own = spans.get(index).copied().unwrap_or_default();
    match (index.checked_sub(1).and_then(|before| spans.get(before)), spans.get(index + 1)) {
        (Some(before), _) => Span::new(before.end, own.end),
        (None, Some(next)) => Span::new(own.start, next.start),
        (None, None) => own,
    }
}
