//! JSON and schemas in words for people who write YAML.

use serde_json::Value;

use super::shapes::SUBSTITUTION;
use crate::model::{Pointer, Token};

/// `critical`, `item 3 of tags`, or `root` for the whole document.
pub fn name(pointer: &Pointer, root: &str) -> String {
    match pointer.tokens() {
        [] => root.to_owned(),
        [.., Token::Key(key)] => format!("`{key}`"),
        [before @ .., Token::Index(index)] => {
            let list = before.iter().rev().find_map(|token| match token {
                Token::Key(key) => Some(key.as_str()),
                Token::Index(_) => None,
            });
            let nth = index + 1;
            list.map_or_else(|| format!("item {nth}"), |list| format!("item {nth} of `{list}`"))
        }
    }
}

/// `the text "5"`, `the number 5`, `a list`.
pub fn described(value: &Value) -> String {
    match value {
        Value::Null => "empty (null)".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.is_empty() => "an empty text".to_owned(),
        Value::String(text) => format!("the text \"{}\"", shortened(text)),
        Value::Array(items) if items.is_empty() => "an empty list".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(fields) if fields.is_empty() => "an empty map".to_owned(),
        Value::Object(_) => "a map".to_owned(),
    }
}

/// The first line, 40 characters at most.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

/// A value as one writes it in YAML, if it is short enough for a line.
pub fn written(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if is_plain(text) => text.clone(),
        other => other.to_string(),
    };
    (text.chars().count() <= 80 && !text.contains('\n')).then_some(text)
}

/// Whether YAML reads the text as text without quotes, told on the safe side.
fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/');
    let words = ["true", "false", "null", "~"];
    text.starts_with(char::is_alphabetic) && text.chars().all(plain) && !words.contains(&text.to_lowercase().as_str())
}

/// The JSON types that a schema names; a substitution's text does not count, nor does null beside another.
pub fn types(schema: &Value) -> Vec<&str> {
    let named: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let substituted = is_substitutable(schema);
    let real: Vec<&str> =
        named.iter().copied().filter(|name| *name != "null" && !(substituted && *name == "string")).collect();
    if real.is_empty() { named } else { real }
}

/// Whether a text may stand here only as one whole `${...}`.
pub fn is_substitutable(schema: &Value) -> bool {
    schema.get("pattern").and_then(Value::as_str) == Some(SUBSTITUTION)
}

/// `a number or a list`.
pub fn expected(types: &[&str]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for name in types {
        let word = type_word(name);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.contains(&"a number") {
        words.retain(|word| *word != "a whole number");
    }
    if let [_, _, ..] = words.as_slice() {
        // `a text, `true` or `false` or a list` reads badly.
        words.iter_mut().filter(|word| **word == FLAG).for_each(|word| *word = "a boolean");
    }
    any_of(words.into_iter().map(str::to_owned).collect())
}

const FLAG: &str = "`true` or `false`";

fn type_word(name: &str) -> &str {
    match name {
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => FLAG,
        "array" => "a list",
        "object" => "a map",
        "null" => "empty",
        other => other,
    }
}

/// `a, b or c`.
pub fn any_of(words: Vec<String>) -> String {
    joined(words, "or")
}

/// `a, b and c`.
pub fn all_of(words: Vec<String>) -> String {
    joined(words, "and")
}

fn joined(mut words: Vec<String>, last: &str) -> String {
    match (words.pop(), words.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", words.join(", ")),
    }
}

/// The values of an `enum`, as one writes them; the first eight of a long list.
pub fn options(values: &[Value]) -> String {
    let mut words: Vec<String> =
        values.iter().filter(|value| !value.is_null()).map(|value| format!("`{}`", bare(value))).collect();
    let more = words.len().saturating_sub(8);
    if more > 0 {
        words.truncate(8);
        words.push(format!("{more} more"));
    }
    any_of(words)
}

/// A text without quotes, anything else as JSON.
pub fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn places_have_names() {
        for (pointer, expected) in [
            ("", "the monitor"),
            ("/options/thresholds", "`thresholds`"),
            ("/tags/2", "item 3 of `tags`"),
            ("/a/0/1", "item 2 of `a`"),
            ("/0", "item 1"),
        ] {
            assert_eq!(name(&Pointer::parse(pointer), "the monitor"), expected);
        }
    }

    #[test]
    fn values_have_words() {
        for (value, expected) in [
            (json!(null), "empty (null)"),
            (json!("5"), "the text \"5\""),
            (json!("two\nlines"), "the text \"two…\""),
            (json!("é".repeat(41)), &*format!("the text \"{}…\"", "é".repeat(40))),
            (json!([]), "an empty list"),
            (json!({"a": 1}), "a map"),
        ] {
            assert_eq!(described(&value), expected);
        }
    }

    #[test]
    fn a_substitution_and_null_are_not_named_as_types() {
        let schema = json!({"type": ["number", "string", "null"], "pattern": SUBSTITUTION});
        assert_eq!(expected(&types(&schema)), "a number");
        assert_eq!(
            expected(&types(&json!({"type": ["string", "array", "integer", "number"]}))),
            "a text, a list or a number"
        );
    }
}
