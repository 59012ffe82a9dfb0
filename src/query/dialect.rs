//! Which dialect a text is written in.

use super::parse;
use super::tables::{self, MonitorType};
use super::tree::{Dialect, MonitorQuery, Word};
use crate::syntax::{Parsed, Span};

/// Dispatch by what the text is, else by what the type has.
pub fn monitor(monitor_type: &str, text: &str) -> Parsed<MonitorQuery> {
    let kind = tables::monitor_type(monitor_type);
    let has = |dialect: Dialect| kind.is_some_and(|kind: &MonitorType| kind.dialects.contains(&dialect));
    if has(Dialect::Opaque) {
        return opaque(text);
    }
    let own = kind.and_then(|kind| kind.dialects.first().copied()).unwrap_or(Dialect::Metric);
    match dialect_of(text).unwrap_or(own) {
        Dialect::Metric => parse::metric_monitor(text),
        Dialect::Formula => parse::formula_monitor(text),
        Dialect::Chain => parse::event_chain(text),
        Dialect::ServiceCheck => parse::service_check(text),
        Dialect::Composite => parse::composite(text),
        Dialect::SloAlert => parse::slo_alert(text),
        Dialect::Opaque => opaque(text),
    }
}

fn opaque(text: &str) -> Parsed<MonitorQuery> {
    let word = Word::new(Span::new(0, text.len()), text);
    Parsed { tree: Some(MonitorQuery::Opaque(word)), faults: Vec::new() }
}

/// By how the text begins; None where it begins like none.
pub fn dialect_of(text: &str) -> Option<Dialect> {
    let text = text.trim_start();
    if text.starts_with(['"', '\'', '\u{201c}', '\u{201d}']) {
        return Some(Dialect::ServiceCheck);
    }
    if is_composite(text) {
        return Some(Dialect::Composite);
    }
    let (word, rest) = text.split_at(text.find(|c: char| !is_source(c)).unwrap_or(text.len()));
    let rest = rest.trim_start();
    let argument = rest.strip_prefix('(').map(str::trim_start);
    let quoted =
        argument.is_some_and(|rest| rest.starts_with(['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']));
    match word {
        "" => None,
        "no_query" if rest.is_empty() => Some(Dialect::Opaque),
        "formula" if argument.is_some() => Some(Dialect::Formula),
        word if argument.is_some() && tables::SLO_MEASURES.contains(&word) => Some(Dialect::SloAlert),
        word if argument.is_some() && tables::source(word).is_some() => Some(Dialect::Chain),
        word if quoted && !tables::is_time_aggregator(word) => Some(Dialect::Chain),
        _ if rest.starts_with(['(', ':', '.', '{']) => Some(Dialect::Metric),
        _ => None,
    }
}

fn is_source(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

/// Ids, references, signs between them; no letter outside of a reference but those of AND, OR and NOT.
fn is_composite(text: &str) -> bool {
    let mut rest = text;
    let mut members = false;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("${") || rest.starts_with("%{") {
            let Some(end) = rest.find('}') else {
                return false;
            };
            members = true;
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        let length = if c.is_ascii_alphabetic() {
            let word = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            let joint = rest.get(..word).unwrap_or_default().to_ascii_uppercase();
            if !members || !["AND", "OR", "NOT"].contains(&joint.as_str()) {
                return false;
            }
            word
        } else {
            members |= c.is_ascii_digit();
            c.len_utf8()
        };
        if !(c.is_ascii_alphanumeric() || c.is_whitespace() || "()!&|<>=.+-*/".contains(c)) {
            return false;
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    members
}
