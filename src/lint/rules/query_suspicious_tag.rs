//! A tag that nothing has, by its form: Datadog stores tags in lower case and without a colon at the end.

use crate::lint::subject::Expression;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::query::Walk as _;
use crate::query::tree::{Filter, Value, Word};
use crate::syntax::Span;

pub static RULE: Rule = Rule {
    id: "suspicious-tag",
    repair: Repair::Sometimes,
    check: Check::Expression(check),
    page: include_str!("../../../tests/rules/suspicious-tag.md"),
    ..Rule::REST
};

/// Longest tag that Datadog keeps, key and value (its documentation).
const MOST_CHARACTERS: usize = 200;

const CURLY: [char; 4] = ['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}'];

/// In keys whose values have colons of their own.
const WITH_COLONS: &[&str] = &["address", "arn", "image", "ip", "mac", "path", "uri", "url"];

fn check(found: &Expression<'_, '_>, _: &Context<'_>, told: &mut Told<'_>) {
    if !found.is_of_metrics() {
        return;
    }
    let in_monitor = found.home.monitor().is_some();
    for atom in found.expr.atoms() {
        match atom {
            Filter::Variable(variable) if in_monitor => in_no_monitor(found, variable.span, told),
            Filter::Tag(tag) => {
                upper_case(found, &tag.key.text, tag.key.span, told);
                value(found, &tag.key, &tag.value, told);
                if tag.value.text.is_empty() {
                    told.about(found.resource, format!("`{}:` has no value, and nothing is tagged so", tag.key))
                        .inside(&found.at, tag.span)
                        .label("no value")
                        .help(format!("write the value, or `{}:*` for whatever has the tag", tag.key));
                }
            }
            Filter::In(list) => {
                upper_case(found, &list.key.text, list.key.span, told);
                list.values.iter().for_each(|one| value(found, &list.key, one, told));
            }
            _ => {}
        }
    }
    for metric in found.expr.metrics() {
        metric.group_keys().for_each(|key| upper_case(found, &key.text, key.span, told));
    }
}

fn in_no_monitor(found: &Expression<'_, '_>, span: Span, told: &mut Told<'_>) {
    told.about(
        found.resource,
        format!("`{}` is a variable of dashboards, and a monitor has none", span.of(found.text())),
    )
    .inside(&found.at, span)
    .label("nothing fills it in")
    .help("write the tag itself, or `${vars.name}` for a variable of this project");
}

fn upper_case(found: &Expression<'_, '_>, text: &str, span: Span, told: &mut Told<'_>) {
    if !text.contains(|c: char| c.is_ascii_uppercase()) || text.contains('$') {
        return;
    }
    let lower = text.to_ascii_lowercase();
    told.about(found.resource, format!("`{text}` has upper case, and Datadog stores tags in lower case"))
        .inside(&found.at, span)
        .help(format!("write `{lower}`"))
        .fix_text(format!("write `{lower}`"), &found.at, span, lower);
}

fn value(found: &Expression<'_, '_>, key: &Word, value: &Value, told: &mut Told<'_>) {
    let text = &value.text;
    if text.contains('$') {
        let whole = value.variables();
        if let (Some(variable), true) = (whole.first(), found.home.monitor().is_some() && !text.contains("${")) {
            in_no_monitor(found, variable.span, told);
        }
        return;
    }
    let inside = Span::new(value.span.start + usize::from(value.quote.is_some()), value.span.end);
    let inside = Span::new(inside.start, inside.start + text.len());
    upper_case(found, text, inside, told);
    if let Some((message, label, help)) = odd(key, text) {
        told.about(found.resource, message).inside(&found.at, value.span).label(label).help(help);
    }
}

fn odd(key: &Word, text: &str) -> Option<(String, &'static str, String)> {
    let length = key.text.chars().count() + 1 + text.chars().count();
    if text.contains(CURLY) {
        let plain: String = text.chars().filter(|c| !CURLY.contains(c)).collect();
        return Some((format!("`{text}` has curly quotes in it"), "curly quotes", format!("write `{plain}`")));
    }
    if length > MOST_CHARACTERS {
        let message = format!("the tag has {length} characters, and Datadog keeps {MOST_CHARACTERS}");
        return Some((message, "too long", "cut it where Datadog does, with a `*` behind".to_owned()));
    }
    let (first, rest) = text.split_once(':')?;
    if rest.is_empty() {
        return Some((
            format!("`{key}:{text}` ends in a colon, and no tag does"),
            "colon at the end",
            format!("write `{key}:{first}`"),
        ));
    }
    let is_word =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'));
    let own = WITH_COLONS.iter().any(|part| key.text.to_ascii_lowercase().contains(part));
    let two = first == key.text || (is_word(first) && is_word(rest));
    (two && !own).then(|| {
        let message = format!("`{key}:{text}` is read as the value `{text}` of `{key}`");
        (message, "two colons", format!("write `{first}:{rest}` if that is the tag, or `{key}:{rest}`"))
    })
}
