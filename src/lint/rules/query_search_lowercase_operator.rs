//! `and`, `or` and `not` in lower case, which a search looks for as words.

use crate::lint::subject::SearchText;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::tree::{Clause, SearchJoined, SearchJoint, SearchValue, Word};

pub static RULE: Rule = Rule {
    id: "search-lowercase-operator",
    repair: Repair::Always,
    check: Check::Search(check),
    page: include_str!("../../../tests/rules/search-lowercase-operator.md"),
    ..Rule::REST
};

fn check(found: &SearchText<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    // The old search of events has no such words.
    if found.home.monitor().is_some_and(|monitor| monitor.monitor_type == "event alert") {
        return;
    }
    let Some(clause) = found.search.clean().and_then(|search| search.clause.as_ref()) else { return };
    look(found, clause, false, told);
}

fn look(found: &SearchText<'_, '_>, clause: &Clause, in_field: bool, told: &mut Told<'_>) {
    match clause {
        Clause::And(joined) => {
            words(found, joined, in_field, told);
            joined.operands.iter().for_each(|operand| look(found, operand, in_field, told));
        }
        Clause::Or(joined) => joined.operands.iter().for_each(|operand| look(found, operand, in_field, told)),
        Clause::Not(not) => look(found, &not.operand, in_field, told),
        Clause::Paren(paren) => look(found, &paren.inner, in_field, told),
        Clause::Field(field) => {
            if let SearchValue::Group(paren) = &field.value {
                look(found, &paren.inner, true, told);
            }
        }
        _ => {}
    }
}

fn words(found: &SearchText<'_, '_>, joined: &SearchJoined, in_field: bool, told: &mut Told<'_>) {
    for (index, operand) in joined.operands.iter().enumerate() {
        let Clause::Word(word) = operand else { continue };
        let Some(operator) = operator(word) else { continue };
        let beside = |at: Option<usize>| at.and_then(|at| joined.operands.get(at));
        let (before, next) = (beside(index.checked_sub(1)), beside(Some(index + 1)));
        let blank = |at: Option<usize>| {
            at.and_then(|at| joined.joints.get(at)).is_none_or(|(joint, _)| *joint == SearchJoint::Blank)
        };
        if !blank(index.checked_sub(1)) || !blank(Some(index)) {
            continue;
        }
        // Between plain words it may be one: `connection not established`.
        let sure = in_field || [before, next].into_iter().flatten().any(is_structured);
        let stands = match operator {
            "NOT" => next.is_some_and(|next| in_field || is_structured(next)),
            _ => before.is_some() && next.is_some() && sure,
        };
        if stands {
            tell(found, word, operator, told);
        }
    }
}

fn operator(word: &Word) -> Option<&'static str> {
    ["AND", "OR", "NOT"].into_iter().find(|operator| !word.is(operator) && word.text.eq_ignore_ascii_case(operator))
}

fn is_structured(clause: &Clause) -> bool {
    !matches!(clause, Clause::Word(_) | Clause::Text(_))
}

fn tell(found: &SearchText<'_, '_>, word: &Word, operator: &str, told: &mut Told<'_>) {
    told.about(found.resource, format!("`{word}` is searched for as a word: operators are in upper case"))
        .inside(&found.at, word.span)
        .label("not an operator")
        .help(format!("write `{operator}`"))
        .fix_text(format!("write `{operator}`"), &found.at, word.span, operator);
}
