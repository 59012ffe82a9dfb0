//! Values as YAML text, the way people write it: maps and lists in blocks, short lists of scalars in brackets.

use serde_json::{Map, Value};

use super::block_text;
use super::scalar::{self, Around};

/// Widest collection in brackets, in characters.
const WIDE: usize = 80;
/// Longest text in a list in brackets.
const LONG: usize = 40;

/// A map as a document, ending with a newline.
pub fn document(map: &Map<String, Value>) -> String {
    map.iter().map(|(key, value)| format!("{}\n", entry(key, value, 0))).collect()
}

/// `key: value` in a map `indent` deep. The first line is not indented, and no newline ends it.
pub fn entry(key: &str, value: &Value, indent: usize) -> String {
    Writer { in_list: false }.entry(key, value, indent)
}

/// `- value` in a list whose dashes stand `indent` deep; first line and end as of [`entry`].
pub fn item(value: &Value, indent: usize) -> String {
    Writer { in_list: true }.item(value, indent)
}

/// What stands behind `key:` or `-`, with the space or line break before it.
pub fn behind(value: &Value, indent: usize) -> String {
    Writer { in_list: false }.behind(value, indent)
}

/// A collection as a block where one stood, its lines `indent` deep; anything else on one line.
pub fn in_place(value: &Value, indent: usize) -> String {
    let writer = Writer { in_list: false };
    match value {
        Value::Object(map) if !map.is_empty() => writer.map(map, indent),
        Value::Array(items) if !items.is_empty() => Writer::list(items, indent),
        _ => flow(value, Around::Block),
    }
}

/// On one line, in brackets all the way down.
pub fn flow(value: &Value, around: Around) -> String {
    let inner = if around == Around::Block { Around::Flow } else { around };
    match value {
        Value::Object(map) => {
            let entries: Vec<String> = map.iter().map(|(key, value)| flow_entry(key, value, inner)).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|value| flow(value, inner)).collect::<Vec<_>>().join(", "))
        }
        scalar => scalar::line(scalar, around),
    }
}

/// `key: value` inside braces.
pub fn flow_entry(key: &str, value: &Value, around: Around) -> String {
    format!("{}: {}", scalar::key(key, around), flow(value, around))
}

#[derive(Clone, Copy)]
struct Writer {
    /// Somewhere inside a list, whose items are parts such as widgets.
    in_list: bool,
}

impl Writer {
    fn entry(self, key: &str, value: &Value, indent: usize) -> String {
        format!("{}:{}", scalar::key(key, Around::Block), self.behind(value, indent))
    }

    fn item(self, value: &Value, indent: usize) -> String {
        match value {
            Value::Object(map) if self.brackets(value).is_none() => format!("- {}", self.map(map, indent + 2)),
            _ => format!("-{}", self.behind(value, indent)),
        }
    }

    fn behind(self, value: &Value, indent: usize) -> String {
        if let Some(flow) = self.brackets(value) {
            return format!(" {flow}");
        }
        let deeper = indent + 2;
        let block = match value {
            Value::Object(map) => self.map(map, deeper),
            Value::Array(items) => Self::list(items, deeper),
            Value::String(text) => {
                let block = block_text::literal(text, deeper);
                return format!(" {}", block.unwrap_or_else(|| scalar::line(value, Around::Block)));
            }
            scalar => return format!(" {}", scalar::line(scalar, Around::Block)),
        };
        format!("\n{}{block}", " ".repeat(deeper))
    }

    fn map(self, map: &Map<String, Value>, indent: usize) -> String {
        let entries: Vec<String> = map.iter().map(|(key, value)| self.entry(key, value, indent)).collect();
        entries.join(&format!("\n{}", " ".repeat(indent)))
    }

    fn list(items: &[Value], indent: usize) -> String {
        let items: Vec<String> = items.iter().map(|value| item(value, indent)).collect();
        items.join(&format!("\n{}", " ".repeat(indent)))
    }

    /// The value on one line in brackets, where that reads better than a block.
    fn brackets(self, value: &Value) -> Option<String> {
        let short = match value {
            Value::Array(items) => items.iter().all(is_short),
            // A widget's place; other maps of numbers are thresholds and the like, which people comment line by line.
            Value::Object(map) => map.is_empty() || self.in_list && map.values().all(is_number_or_flag),
            _ => false,
        };
        let flow = short.then(|| flow(value, Around::Flow))?;
        (flow.chars().count() <= WIDE).then_some(flow)
    }
}

fn is_short(value: &Value) -> bool {
    match value {
        Value::Array(_) | Value::Object(_) => false,
        Value::String(text) => text.chars().count() <= LONG && !text.contains('\n'),
        _ => true,
    }
}

fn is_number_or_flag(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Bool(_))
}
