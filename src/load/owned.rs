//! What a pasted export has and a definition has not: fields that Datadog alone writes, and ddsync's own marks.

use serde_json::{Map, Value};

use crate::model::{Kind, Mark, MarkPlace, Node, Place, Tree};

/// A field that was taken out.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// `options.silenced`
    pub name: String,
    pub key: Place,
}

/// Takes an export out of the envelope that the API answers with: `{"data": {"attributes": {..}}}` or `{"data": {..}}`.
/// An id in the envelope stays, as some kinds have it from their definition.
pub fn unwrap(node: &mut Node) {
    let Tree::Map(map) = &mut node.tree else { return };
    let enveloped = map.keys().all(|key| matches!(key.as_str(), "data" | "errors" | "error" | "included" | "metadata"));
    let Some(mut data) = map.get_mut("data").filter(|_| enveloped).map(|entry| entry.node.clone()) else { return };
    let Tree::Map(inner) = &mut data.tree else { return };
    let id = inner.get("id").cloned();
    if let Some(attributes) = inner.shift_remove("attributes") {
        data = attributes.node;
    }
    if let (Tree::Map(fields), Some(id)) = (&mut data.tree, id) {
        fields.entry("id".to_owned()).or_insert(id);
    }
    *node = data;
}

pub fn drop_owned(kind: &Kind, node: &mut Node) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    for pattern in kind.server_owned {
        let steps: Vec<&str> = pattern.split('/').skip(1).collect();
        take(node, &steps, &mut String::new(), &mut dropped);
    }
    dropped.sort_by_key(|field| field.key.start);
    dropped
}

fn take(node: &mut Node, steps: &[&str], path: &mut String, dropped: &mut Vec<Dropped>) {
    let Some((&step, rest)) = steps.split_first() else {
        return;
    };
    match &mut node.tree {
        Tree::Map(map) if rest.is_empty() && !step.starts_with('*') => {
            if let Some(entry) = map.shift_remove(step) {
                let name = format!("{path}{step}");
                dropped.push(Dropped { name, key: entry.key });
            }
        }
        Tree::Map(map) => {
            for (key, entry) in map.iter_mut().filter(|(key, _)| step.starts_with('*') || key == &step) {
                let length = path.len();
                path.push_str(key);
                path.push('.');
                take_below(&mut entry.node, step, steps, path, dropped);
                path.truncate(length);
            }
        }
        Tree::List(items) if step.starts_with('*') => {
            for item in items {
                take_below(item, step, steps, path, dropped);
            }
        }
        _ => {}
    }
    // `**` is also no step at all.
    if step == "**" {
        take(node, rest, path, dropped);
    }
}

fn take_below(node: &mut Node, step: &str, steps: &[&str], path: &mut String, dropped: &mut Vec<Dropped>) {
    let below = if step == "**" { steps } else { steps.get(1..).unwrap_or_default() };
    take(node, below, path, dropped);
}

/// An export of an object that ddsync manages bears its mark, which is not part of the definition.
pub fn strip_mark(kind: &Kind, node: &mut Node) {
    let (MarkPlace::Tags(field) | MarkPlace::LastLine(field)) = kind.mark else {
        return;
    };
    let Tree::Map(map) = &mut node.tree else { return };
    match map.get_mut(field).map(|entry| &mut entry.node.tree) {
        Some(Tree::List(tags)) => tags.retain(|tag| !tag.as_text().is_some_and(|text| is_mark(kind, field, text))),
        Some(Tree::Text(text, _)) => {
            if text.contains("ddsync")
                && let Some(Value::String(stripped)) = stripped(kind, field, Value::String(text.clone()))
            {
                *text = stripped;
            }
        }
        _ => {}
    }
}

fn is_mark(kind: &Kind, field: &str, tag: &str) -> bool {
    tag.starts_with("ddsync") && stripped(kind, field, Value::from(vec![tag])) == Some(Value::Array(Vec::new()))
}

fn stripped(kind: &Kind, field: &str, value: Value) -> Option<Value> {
    let mut object = Value::Object(Map::from_iter([(field.to_owned(), value)]));
    Mark::strip(kind, &mut object);
    object.get_mut(field).map(Value::take)
}
