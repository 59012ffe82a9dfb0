//! Scalars as YAML text: plain where that reads back as the same, in quotes otherwise.

use serde_json::Value;

use crate::model::Style;

/// What stands around a scalar decides what it may look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// A line of its own, behind a key or a dash.
    Block,
    /// Inside `[...]` or `{...}`.
    Flow,
    /// The same, in a file that is JSON and is to stay so.
    Json,
}

/// One line of YAML that reads back as this null, flag, number or text. Lists and maps are not for this function.
pub fn line(value: &Value, around: Around) -> String {
    match value {
        value if around == Around::Json => value.to_string(),
        Value::String(text) if is_plain(text, around) => text.clone(),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// A scalar in the style that it had before, as far as the style can say it.
pub fn in_style(value: &Value, style: Style, around: Around) -> String {
    let Value::String(text) = value else { return line(value, around) };
    match style {
        _ if around == Around::Json => line(value, around),
        Style::SingleQuoted if text.chars().all(is_printable) => single(text),
        Style::SingleQuoted | Style::DoubleQuoted => double(text),
        Style::Plain | Style::Literal | Style::Folded => line(value, around),
    }
}

pub fn key(text: &str, around: Around) -> String {
    line(&Value::from(text), around)
}

/// What YAML 1.1 readers take for something else than a text.
const WORDS: &[&str] = &["null", "true", "false", "yes", "no", "on", "off"];

/// Careful rather than complete: a text that is not plain here is quoted, which is never wrong.
fn is_plain(text: &str, around: Around) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts_well = first.is_alphabetic() || matches!(first, '_' | '/' | '$') || is_time_span(text);
    let ends_well = !text.ends_with([' ', ':']);
    let fits = match around {
        Around::Block => true,
        Around::Flow | Around::Json => !text.contains([',', '[', ']', '{', '}']),
    };
    starts_well
        && ends_well
        && fits
        && text.chars().all(is_printable)
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `5m`, `1h`: digits and a unit, which no YAML takes for a number.
fn is_time_span(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < text.len() && matches!(unit, "s" | "m" | "h" | "d" | "w" | "mo")
}

fn quoted(text: &str) -> String {
    let backslashes = text.contains(['"', '\\']);
    if backslashes && text.chars().all(is_printable) { single(text) } else { double(text) }
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_printable(c) => quoted.push(c),
            c => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

/// On one line, and a line break in no version of YAML. All that is not is below U+10000.
pub fn is_printable(c: char) -> bool {
    !matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
