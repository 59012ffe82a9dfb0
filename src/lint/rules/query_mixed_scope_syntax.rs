//! Signs and words in one scope. Datadog's documentation calls that wrong; recorded queries have `,` beside `IN` and work.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::Walk as _;
use crate::query::tree::{Filter, In, InForm, Joint, NotSign, Style, Value};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "mixed-scope-syntax",
    repair: Repair::Sometimes,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/mixed-scope-syntax.md"),
    ..Rule::REST
};

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    for filter in found.expr.filters() {
        let styles = filter.styles();
        let first = |wanted: Style| styles.iter().find(|(style, _)| *style == wanted).map(|(_, span)| *span);
        let (Some(sign), Some(word)) = (first(Style::Symbolic), first(Style::Boolean)) else { continue };
        let negated = in_lists(filter).into_iter().find_map(|(_, value)| value);
        let telling = match negated {
            Some(value) => told
                .about(found.resource, format!("`{}` stands in a list, and a list has no signs", value.text))
                .severity(Severity::Error)
                .inside(&found.at, value.span)
                .label("with a sign")
                .help("write the values without signs, and `NOT IN` to take them out"),
            None => told
                .about(found.resource, "the scope has signs and words, and Datadog documents one or the other")
                .inside(&found.at, sign)
                .label("a sign")
                .related_inside(&found.at, word, "a word")
                .help("with words it is `AND` and `NOT`, with signs `,` and `!`"),
        };
        drop(match in_words(filter, found.text()) {
            Some((span, text)) => telling.fix_text("write it in words", &found.at, span, text),
            None => telling,
        });
    }
}

/// The values of lists, and of each that has a sign the value.
fn in_lists(filter: &Filter) -> Vec<(&In, Option<&Value>)> {
    let lists = filter.atoms().into_iter().filter_map(|atom| match atom {
        Filter::In(list) => Some(list),
        _ => None,
    });
    lists
        .flat_map(|list| list.values.iter().map(move |value| (list, Some(value).filter(|value| value.is_negated()))))
        .collect()
}

/// The part of the text that changes, with words for its signs. None where a sign in a list may mean two things.
fn in_words(filter: &Filter, text: &str) -> Option<(Span, String)> {
    let mut changes: Vec<(Span, String)> = Vec::new();
    signs(filter, text, &mut changes);
    for (list, value) in in_lists(filter) {
        let Some(value) = value else { continue };
        if list.form != InForm::NotIn {
            return None;
        }
        let plain = value.text.trim_start_matches(['!', '-']);
        let plain = plain.strip_prefix(&format!("{}:", list.key.text)).unwrap_or(plain);
        changes.push((value.span, plain.to_owned()));
    }
    changes.sort_unstable_by_key(|(span, _)| *span);
    let whole = changes.first()?.0.to(changes.last()?.0);
    let mut out = String::new();
    let mut at = whole.start;
    for (span, new) in changes {
        out.push_str(text.get(at..span.start)?);
        out.push_str(&new);
        at = span.end;
    }
    Some((whole, out))
}

fn signs(filter: &Filter, text: &str, changes: &mut Vec<(Span, String)>) {
    match filter {
        Filter::Not(not) => {
            if not.sign != NotSign::Word {
                changes.push((not.sign_span, "NOT ".to_owned()));
            }
            signs(&not.operand, text, changes);
        }
        Filter::And(joined) | Filter::Or(joined) => {
            let commas = joined.joints.iter().filter(|(joint, _)| *joint == Joint::Comma);
            changes.extend(commas.map(|(_, span)| (with_blanks(*span, text), " AND ".to_owned())));
            joined.operands.iter().for_each(|operand| signs(operand, text, changes));
        }
        Filter::Paren(paren) => signs(&paren.inner, text, changes),
        _ => {}
    }
}

/// The blanks on both sides too, for the word has its own.
fn with_blanks(span: Span, text: &str) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let behind = text.get(span.end..).unwrap_or_default();
    Span::new(before.trim_end().len(), text.len() - behind.trim_start().len())
}
