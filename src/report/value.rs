//! JSON values in one line, for people: keys unquoted where they are plain, texts quoted, everything harmless.

use serde_json::Value;

use super::visible;

/// Characters of a value that is shown whole.
const MOST: usize = 200;
/// Characters kept at each end of a longer one.
const END: usize = 80;

/// The value in one line, cut in the middle where it is very long.
pub fn shown(value: &Value) -> String {
    middle(&whole(value), MOST, END)
}

/// The value in one line.
pub fn whole(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// Keeps `end` characters at each end of a text of more than `most`, and says how many went.
pub fn middle(text: &str, most: usize, end: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(end).collect();
    let tail: String = text.chars().skip(length - end).collect();
    format!("{head} … {} characters … {tail}", length - 2 * end)
}

/// A name, quoted and short enough for the middle of a sentence.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", middle(&visible::line(text), 72, 32))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => {
            out.push('"');
            out.push_str(&visible::line(text).replace('"', "\\\""));
            out.push('"');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                write_key(key, out);
                write(item, out);
            }
            out.push('}');
        }
    }
}

fn write_key(key: &str, out: &mut String) {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    if key.chars().all(plain) && !key.is_empty() {
        out.push_str(key);
    } else {
        write(&Value::String(key.to_owned()), out);
    }
    out.push_str(": ");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_one_line() {
        let value = json!({"comparator": ">", "value": 5, "a b": [true, null, "x\ny\"z"]});
        assert_eq!(shown(&value), r#"{comparator: ">", value: 5, "a b": [true, null, "x\ny\"z"]}"#);
    }

    #[test]
    fn a_long_value_says_how_much_is_missing() {
        assert_eq!(middle("abcdefghij", 8, 3), "abc … 4 characters … hij");
        assert_eq!(middle("abcdefgh", 8, 3), "abcdefgh");
    }
}
