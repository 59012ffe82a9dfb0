//! How texts and values are spoiled.

use std::ops::Range;

use ddsync::load::to_yaml;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// What the languages and YAML are made of, and what nobody expects.
const FRAGMENTS: &[&str] = &[
    "avg(last_5m):",
    "avg:a.b{*}",
    "{",
    "}",
    "{}",
    "{{",
    "}}",
    "(",
    ")",
    "((((((((((((((((",
    "))))",
    "[",
    "]",
    "[[[[[[[[",
    ",",
    ":",
    ": ",
    "::",
    ".",
    "..",
    ".rollup(sum, 60)",
    ".as_count()",
    " by {host,a}",
    "by",
    " IN (a, !b)",
    " NOT IN (",
    " AND ",
    " OR ",
    "NOT ",
    "and or not",
    "!",
    "-",
    "- ",
    "--------",
    "*",
    "&",
    "&a ",
    "*a",
    "<<: ",
    "|",
    "||",
    "&&",
    ">",
    ">=",
    "=>",
    "> 1",
    "== -1e309",
    "99999999999999999999999999",
    ".5",
    "1_000",
    "%",
    "\"",
    "'",
    "\\",
    "\\\"",
    "`",
    "“",
    "$",
    "$env",
    "$env.value",
    "${",
    "${vars.x}",
    "${monitor:example}",
    "${slo:none}",
    "$${x}",
    "%{a}",
    "/ 0",
    "^",
    "anomalies(",
    "forecast(",
    "outliers(avg:a{*} by {b}, 'DBSCAN', 3)",
    "default_zero(",
    "logs(\"a:b\")",
    ".index(\"*\").rollup(\"count\").by(\"a,b\").last(\"5m\")",
    "last_0m",
    "last_18446744073709551615y",
    "formula(\"a / b\")",
    "{{#is_alert}}",
    "{{/is_alert}}",
    "{{^is_match \"a.name\" \"b\"}}",
    "{{else}}",
    "{{{comparator}}}",
    "{{eval \"1 / (value\"}}",
    "@slack-ops",
    "@workflow-x(a=1",
    "\n",
    "\r\n",
    "\n  ",
    "\t",
    "\u{0}",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "é",
    "漢",
    "🦀",
    "e\u{301}",
    "\u{202e}",
    "\u{7f}",
    "\u{85}",
    "#",
    " # ddsync: ignore nothing",
    "---\n",
    "...\n",
    "!!str ",
    "? ",
    "~",
    "ddsync:\n  for_each: {a: [1, 2]}\n",
    "${each.a}",
];

/// One change of a text, by characters; the places wrap around.
#[derive(Clone, Debug)]
pub enum Change {
    Delete(Index, usize),
    Double(Index, usize),
    Swap(Index, Index),
    Insert(Index, &'static str),
    Char(Index, char),
    Cut(Index),
    Repeat(Index, usize),
}

pub fn changes(count: Range<usize>) -> impl Strategy<Value = Vec<Change>> {
    let at = any::<Index>;
    let change = prop_oneof![
        4 => (at(), 1..6usize).prop_map(|(at, length)| Change::Delete(at, length)),
        2 => (at(), 1..40usize).prop_map(|(at, length)| Change::Double(at, length)),
        2 => (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        6 => (at(), select(FRAGMENTS)).prop_map(|(at, fragment)| Change::Insert(at, fragment)),
        1 => (at(), any::<char>()).prop_map(|(at, c)| Change::Char(at, c)),
        1 => at().prop_map(Change::Cut),
        1 => (at(), 2..300usize).prop_map(|(at, times)| Change::Repeat(at, times)),
    ];
    proptest::collection::vec(change, count)
}

pub fn spoiled(text: &str, changes: &[Change]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for change in changes {
        let place = |at: &Index| at.index(chars.len() + 1);
        match change {
            Change::Delete(at, length) => {
                let at = place(at);
                chars.drain(at..(at + length).min(chars.len()));
            }
            Change::Double(at, length) => {
                let at = place(at);
                let part = chars[at..(at + length).min(chars.len())].to_vec();
                chars.splice(at..at, part);
            }
            Change::Swap(one, other) if !chars.is_empty() => {
                let (one, other) = (one.index(chars.len()), other.index(chars.len()));
                chars.swap(one, other);
            }
            Change::Swap(..) => {}
            Change::Insert(at, fragment) => {
                let at = place(at);
                chars.splice(at..at, fragment.chars());
            }
            Change::Char(at, c) => chars.insert(place(at), *c),
            Change::Cut(at) => chars.truncate(place(at)),
            Change::Repeat(at, times) => {
                let at = place(at);
                if let Some(c) = chars.get(at).copied() {
                    chars.splice(at..at, std::iter::repeat_n(c, *times));
                }
            }
        }
    }
    chars.into_iter().collect()
}

/// One change of a definition's values.
#[derive(Clone, Debug)]
pub enum ValueChange {
    /// A text is spoiled.
    Text(Index, Vec<Change>),
    /// A value becomes another.
    Value(Index, Value),
    /// A value goes where another one was.
    Move(Index, Index),
}

pub fn value_change() -> impl Strategy<Value = ValueChange> {
    let odd = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(0.1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!(" "),
        json!("${"),
        json!("$env"),
        json!("avg(last_5m):sum:a.b{c:d,!e:f} by {g} / sum:a.b{*} > 1"),
        json!("logs(\"a and b\").index(\"*\").rollup(\"count\").last(\"5m\") > 1"),
        json!([]),
        json!([[]]),
        json!([null, 1, "a", {}]),
        json!({}),
        json!({"": null}),
        json!({"a": {"a": {"a": []}}}),
    ];
    prop_oneof![
        5 => (any::<Index>(), changes(1..5)).prop_map(|(at, changes)| ValueChange::Text(at, changes)),
        2 => (any::<Index>(), select(odd)).prop_map(|(at, value)| ValueChange::Value(at, value)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| ValueChange::Move(from, to)),
    ]
}

impl ValueChange {
    pub fn apply(&self, value: &mut Value) {
        match self {
            Self::Text(at, changes) => {
                let mut count = 0;
                each_text(value, &mut |_| count += 1);
                let Some(wanted) = (count > 0).then(|| at.index(count)) else { return };
                let mut seen = 0;
                each_text(value, &mut |text| {
                    if seen == wanted {
                        *text = spoiled(text, changes);
                    }
                    seen += 1;
                });
            }
            Self::Value(at, new) => {
                if let Some(pointer) = pointer(value, at) {
                    *value.pointer_mut(&pointer).unwrap() = new.clone();
                }
            }
            Self::Move(from, to) => {
                if let (Some(from), Some(to)) = (pointer(value, from), pointer(value, to)) {
                    let moved = value.pointer(&from).unwrap().clone();
                    *value.pointer_mut(&to).unwrap() = moved;
                }
            }
        }
    }
}

/// Of any value but the root.
fn pointer(value: &Value, at: &Index) -> Option<String> {
    let mut all = Vec::new();
    gather(value, String::new(), &mut all);
    (!all.is_empty()).then(|| all.swap_remove(at.index(all.len())))
}

fn gather(value: &Value, at: String, all: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => {
            map.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, value) in children {
        let at = format!("{at}/{key}");
        all.push(at.clone());
        gather(value, at, all);
    }
}

pub fn each_text(value: &mut Value, see: &mut dyn FnMut(&mut String)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, see)),
        Value::Object(map) => map.values_mut().for_each(|value| each_text(value, see)),
        _ => {}
    }
}

pub fn written(value: &Value) -> String {
    to_yaml(value)
}
