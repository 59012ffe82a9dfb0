//! Values as YAML text, the way people write it: maps and lists in blocks, short lists of scalars in brackets.

use serde_json::{Map, Value};

use super::scalar::{self, Around};

/// Widest list in brackets, in characters.
const WIDE: usize = 80;
/// Longest text in a list in brackets.
const LONG: usize = 40;

/// A map as a document, ending with a newline.
pub fn document(map: &Map<String, Value>) -> String {
    map.iter().map(|(key, value)| format!("{}\n", entry(key, value, 0))).collect()
}

/// `key: value` in a map `indent` deep. The first line is not indented, and no newline ends it.
pub fn entry(key: &str, value: &Value, indent: usize) -> String {
    format!("{}:{}", scalar::key(key, Around::Block), behind(value, indent, In::Map))
}

/// `- value` in a list whose dashes stand `indent` deep; first line and end as of [`entry`].
pub fn item(value: &Value, indent: usize) -> String {
    match value {
        Value::Object(map) if brackets(value, In::List).is_none() => format!("- {}", block_map(map, indent + 2)),
        _ => format!("-{}", behind(value, indent, In::List)),
    }
}

/// A value where one stood: a collection as a block whose lines stand `indent` deep, anything else on its line.
pub fn in_place(value: &Value, indent: usize, around: Around) -> String {
    match value {
        Value::Object(map) if around == Around::Block && !map.is_empty() => block_map(map, indent),
        Value::Array(items) if around == Around::Block && !items.is_empty() => block_list(items, indent),
        _ => flow(value),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum In {
    Map,
    List,
}

fn behind(value: &Value, indent: usize, around: In) -> String {
    if let Some(flow) = brackets(value, around) {
        return format!(" {flow}");
    }
    let deeper = indent + 2;
    match value {
        Value::Object(map) => format!("\n{}{}", " ".repeat(deeper), block_map(map, deeper)),
        Value::Array(items) => format!("\n{}{}", " ".repeat(deeper), block_list(items, deeper)),
        scalar => format!(" {}", scalar::behind(scalar, deeper)),
    }
}

fn block_map(map: &Map<String, Value>, indent: usize) -> String {
    let entries: Vec<String> = map.iter().map(|(key, value)| entry(key, value, indent)).collect();
    entries.join(&format!("\n{}", " ".repeat(indent)))
}

fn block_list(items: &[Value], indent: usize) -> String {
    let items: Vec<String> = items.iter().map(|value| item(value, indent)).collect();
    items.join(&format!("\n{}", " ".repeat(indent)))
}

/// The value on one line in brackets, where that reads better than a block.
fn brackets(value: &Value, around: In) -> Option<String> {
    let short = match value {
        Value::Array(items) => items.iter().all(is_short),
        // A widget's place; other maps of numbers are thresholds and the like, which people comment line by line.
        Value::Object(map) => map.is_empty() || around == In::List && map.values().all(is_plain_number),
        _ => return None,
    };
    let flow = short.then(|| flow(value))?;
    (flow.chars().count() <= WIDE).then_some(flow)
}

fn is_short(value: &Value) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) => false,
        Value::String(text) => text.chars().count() <= LONG && !text.contains('\n'),
        _ => true,
    }
}

fn is_plain_number(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Bool(_))
}

/// On one line, in brackets all the way down.
pub fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| format!("{}: {}", scalar::key(key, Around::Flow), flow(value));
            format!("{{{}}}", map.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        scalar => scalar::line(scalar, Around::Flow),
    }
}
