//! The value of a secret inside a text, and what only stands for one.

use std::ops::Range;

use serde_json::Value;

/// Words of a value that is none, wherever they stand in it: made up, or wrong on purpose to see the door closed.
const STAND_INS: &[&str] = &[
    "bad",
    "bogus",
    "changeme",
    "dummy",
    "example",
    "expired",
    "fake",
    "invalid",
    "placeholder",
    "redacted",
    "wrong",
    "your",
];

/// Whole values that say nothing.
const NOTHING: &[&str] =
    &["", "anonymous", "false", "none", "null", "password", "secret", "test", "token", "true", "undefined"];

/// How a request says who it is, before the secret itself.
const SCHEMES: &[&str] = &["apikey", "basic", "bearer", "digest", "key", "token"];

/// Whether nothing is given away: empty, a variable of Datadog (`{{ TOKEN }}`, `$TOKEN`), or a stand-in.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let lower = value.to_lowercase();
    let masked = value.chars().all(|c| matches!(c, '*' | 'x' | 'X' | '.' | '-' | '_' | '0'));
    let bracketed = value.starts_with('<') && value.ends_with('>');
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    value.contains("{{")
        || value.contains('$')
        || masked
        || bracketed
        || NOTHING.contains(&lower.as_str())
        || words.any(|word| STAND_INS.contains(&word))
}

/// The secret of a header: what stands behind the scheme. Empty where there is but a scheme.
pub fn of_header(value: &str) -> Range<usize> {
    let (first, rest) = value.split_once(' ').unwrap_or((value, ""));
    if !SCHEMES.contains(&first.to_lowercase().as_str()) {
        return 0..value.len();
    }
    let blanks = rest.len() - rest.trim_start().len();
    (value.len() - rest.len() + blanks)..value.len()
}

/// `name=value` between separators, with the place of each value.
pub fn pairs(text: &str, separator: char) -> Vec<(&str, Range<usize>)> {
    let mut at = 0;
    let mut found = Vec::new();
    for part in text.split(separator) {
        if let Some((name, value)) = part.split_once('=') {
            let end = at + part.len();
            found.push((name.trim(), end - value.len()..end));
        }
        at += part.len() + separator.len_utf8();
    }
    found
}

/// The password in `https://name:password@host`.
pub fn of_address(address: &str) -> Option<Range<usize>> {
    let start = address.find("://")? + "://".len();
    let rest = address.get(start..)?;
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let user = rest.get(..host)?.rfind('@')?;
    let colon = rest.get(..user)?.find(':')?;
    Some(start + colon + 1..start + user)
}

/// The texts of a JSON object, at any depth, with their names and places. None where it is no JSON object.
pub fn entries(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    let value: Value = serde_json::from_str(text).ok().filter(Value::is_object)?;
    let mut found = Vec::new();
    let mut from = 0;
    walk(&value, text, &mut from, &mut found);
    Some(found)
}

/// In the order of the text, so that each is looked for behind the one before.
fn walk(value: &Value, text: &str, from: &mut usize, found: &mut Vec<(String, Range<usize>)>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                let Some(start) = after(text, *from, &Value::from(name.as_str())) else { continue };
                *from = start.end;
                if let Value::String(_) = value
                    && let Some(place) = after(text, *from, value)
                {
                    *from = place.end;
                    found.push((name.clone(), place.start + 1..place.end - 1));
                } else {
                    walk(value, text, from, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, text, from, found)),
        _ => {}
    }
}

/// Where the text stands next, with its quotes.
fn after(text: &str, from: usize, value: &Value) -> Option<Range<usize>> {
    let written = value.to_string();
    let start = from + text.get(from..)?.find(&written)?;
    Some(start..start + written.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_give_nothing_away() {
        for value in
            ["{{ TOKEN }}", "$TOKEN", "<YOUR-API-KEY>", "xxxx", "***", "an invalid one", "changeme", "password"]
        {
            assert!(is_placeholder(value), "{value}");
        }
        for value in ["hunter2", "sk_live_4eC39Hq", "0c0ffee1", "letmein"] {
            assert!(!is_placeholder(value), "{value}");
        }
    }

    #[test]
    fn the_secret_is_found_in_its_text() {
        let part = |text: &str, range: Range<usize>| text.get(range).unwrap().to_owned();
        assert_eq!(part("Bearer abc", of_header("Bearer abc")), "abc");
        assert_eq!(part("abc", of_header("abc")), "abc");
        assert_eq!(part("Bearer", of_header("Bearer")), "");
        let cookies = "consent=no; session=abc";
        let found: Vec<_> = pairs(cookies, ';').into_iter().map(|(name, range)| (name, part(cookies, range))).collect();
        assert_eq!(found, [("consent", "no".to_owned()), ("session", "abc".to_owned())]);
        let address = "https://probe:abc@db.example.com:443/x@y";
        assert_eq!(part(address, of_address(address).unwrap()), "abc");
        assert_eq!(of_address("https://db.example.com:443/x"), None);
        let body = r#"{"user": "token", "login": [{"token": "a\"c", "n": 1}, {"password": "token"}]}"#;
        let found: Vec<_> = entries(body).unwrap().into_iter().map(|(name, range)| (name, part(body, range))).collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(found, [pair("user", "token"), pair("token", r#"a\"c"#), pair("password", "token")]);
    }
}
