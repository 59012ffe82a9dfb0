//! What a plain text means: the core schema of YAML 1.2 (section 10.3.2). `no`, `on` and `012` are what 1.2 says.

use serde_json::Number;

use crate::model::{Finding, Style, Tree};

/// The value has no place in JSON, or is not what its tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    NotFinite,
    OutOfRange,
    NotThe(&'static str),
}

impl Wrong {
    pub fn finding(self, text: &str) -> Finding {
        let (rule, message) = match self {
            Self::NotFinite => ("invalid-number", format!("`{text}` is a number that JSON cannot hold")),
            Self::OutOfRange => ("invalid-number", format!("the number `{text}` is too large")),
            Self::NotThe(tag) => ("unknown-tag", format!("`{text}` is not what the tag `!!{tag}` says")),
        };
        Finding::error(rule, message).help(format!("to mean the text, quote it: \"{text}\""))
    }
}

pub fn resolve(text: &str) -> Result<Tree, Wrong> {
    match text.bytes().next() {
        None => return Ok(Tree::Null),
        Some(b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'+' | b'-' | b'.' | b'0'..=b'9') => {}
        Some(_) => return Ok(plain(text)),
    }
    match text {
        "~" | "null" | "Null" | "NULL" => Ok(Tree::Null),
        "true" | "True" | "TRUE" => Ok(Tree::Bool(true)),
        "false" | "False" | "FALSE" => Ok(Tree::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => Err(Wrong::NotFinite),
        _ if is_infinity(text) => Err(Wrong::NotFinite),
        _ => Ok(number(text)?.map_or_else(|| plain(text), Tree::Number)),
    }
}

/// `tag` is the suffix of a core tag for scalars.
pub fn tagged(tag: &str, text: &str, style: Style) -> Result<Tree, Wrong> {
    let resolved = || resolve(text);
    match tag {
        "null" => Some(resolved()?).filter(|tree| *tree == Tree::Null).ok_or(Wrong::NotThe("null")),
        "bool" => Some(resolved()?).filter(|tree| matches!(tree, Tree::Bool(_))).ok_or(Wrong::NotThe("bool")),
        "int" => match resolved()? {
            Tree::Number(number) if !number.is_f64() => Ok(Tree::Number(number)),
            _ => Err(Wrong::NotThe("int")),
        },
        "float" => match resolved()? {
            Tree::Number(number) => Ok(Tree::Number(number)),
            _ => Err(Wrong::NotThe("float")),
        },
        _ => Ok(Tree::Text(text.to_owned(), style)),
    }
}

fn plain(text: &str) -> Tree {
    Tree::Text(text.to_owned(), Style::Plain)
}

fn is_infinity(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(unsigned, ".inf" | ".Inf" | ".INF")
}

fn number(text: &str) -> Result<Option<Number>, Wrong> {
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
                return Ok(None);
            }
            let number = u64::from_str_radix(digits, radix).map_err(|_| Wrong::OutOfRange)?;
            return Ok(Some(number.into()));
        }
    }
    match shape(text) {
        Shape::Text => Ok(None),
        Shape::Integer => integer(text).map(Some).ok_or(Wrong::OutOfRange),
        Shape::Float => {
            let number = text.parse::<f64>().ok().and_then(Number::from_f64);
            number.map(Some).ok_or(Wrong::OutOfRange)
        }
    }
}

fn integer(text: &str) -> Option<Number> {
    let signed = text.parse::<i64>().map(Number::from);
    signed.or_else(|_| text.parse::<u64>().map(Number::from)).ok()
}

enum Shape {
    Text,
    Integer,
    Float,
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn shape(text: &str) -> Shape {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, rest) = digits(unsigned);
    let (fraction, rest, dot) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = digits(rest);
            (fraction, rest, true)
        }
        None => (0, rest, false),
    };
    if whole == 0 && fraction == 0 {
        return Shape::Text;
    }
    match rest.strip_prefix(['e', 'E']) {
        None if rest.is_empty() && dot => Shape::Float,
        None if rest.is_empty() => Shape::Integer,
        None => Shape::Text,
        Some(exponent) => match digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)) {
            (1.., "") => Shape::Float,
            _ => Shape::Text,
        },
    }
}

fn digits(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (text.len() - rest.len(), rest)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::{Node, Place, SourceId};

    fn value(text: &str) -> Result<Value, Wrong> {
        resolve(text).map(|tree| Node::new(tree, Place::new(SourceId(0), 0, 0)).to_value())
    }

    #[test]
    fn core_schema() {
        for (text, expected) in [
            ("no", json!("no")),
            ("on", json!("on")),
            ("yes", json!("yes")),
            ("1e3", json!(1000.0)),
            ("012", json!(12)),
            ("0o17", json!(15)),
            ("0xff", json!(255)),
            ("0x", json!("0x")),
            ("0b1", json!("0b1")),
            ("+12", json!(12)),
            ("-0", json!(0)),
            (".5", json!(0.5)),
            ("1.", json!(1.0)),
            (".", json!(".")),
            ("-", json!("-")),
            ("+", json!("+")),
            ("1_000", json!("1_000")),
            ("1:30", json!("1:30")),
            ("2026-01-02", json!("2026-01-02")),
            ("1e", json!("1e")),
            ("e1", json!("e1")),
            ("~", Value::Null),
            ("", Value::Null),
            ("NULL", Value::Null),
            ("nULL", json!("nULL")),
            ("True", json!(true)),
            ("tRUE", json!("tRUE")),
            ("inf", json!("inf")),
            ("nan", json!("nan")),
            ("18446744073709551615", json!(u64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
        ] {
            assert_eq!(value(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_json_cannot_hold() {
        for text in [".inf", "-.Inf", "+.INF", ".nan"] {
            assert_eq!(value(text), Err(Wrong::NotFinite), "{text}");
        }
        for text in ["1e999", "18446744073709551616", "-9223372036854775809", "0xfffffffffffffffff"] {
            assert_eq!(value(text), Err(Wrong::OutOfRange), "{text}");
        }
    }
}
