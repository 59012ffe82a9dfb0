//! An object as a person would write it: without what Datadog owns, adds or fills in by itself.

use serde_json::{Map, Value};

use crate::load::Project;
use crate::model::{Kind, Live, Mark, Node, Pattern, Pointer, Token, Tree};
use crate::plan::{Canonical, is_unmanaged};
use crate::schema;

/// The spec that means `live`, over the project's defaults. Fields come in the schema's order, those of inner maps in the
/// API's.
pub fn tidy(live: &Live, project: &Project) -> Map<String, Value> {
    let kind = live.kind;
    let mut canonical = Canonical::of(kind, &live.object).value().clone();
    drop_unmanaged(kind, &live.object, &Pointer::root(), &mut canonical);
    let mut spec = in_order_of(&live.object, canonical);
    as_sent(kind, &live.object, &mut spec);
    if let Some(defaults) = project.defaults.get(kind.name) {
        let mut bare = live.object.clone();
        Mark::strip(kind, &mut bare);
        over(&mut spec, &bare, defaults);
        without_default_tags(&mut spec, defaults);
    }
    let Value::Object(mut fields) = spec else { return Map::new() };
    let mut ordered = Map::new();
    for name in schema::fields_in_order(kind.name) {
        ordered.extend(fields.shift_remove_entry(name));
    }
    ordered.extend(fields);
    ordered
}

/// What is left alone where a file is silent about it stays out: a default that moves over time would be a change that
/// nobody made, and an unknown field may be Datadog's own. Items of lists are what somebody composed, and come whole.
fn drop_unmanaged(kind: &Kind, live: &Value, at: &Pointer, value: &mut Value) {
    let in_list = at.tokens().iter().any(|token| matches!(token, Token::Index(_)));
    match value {
        Value::Object(map) => {
            map.retain(|key, child| {
                let at = at.key(key);
                let asked_for = kind.listing.lacks.iter().any(|path| Pattern(path).matches(&at));
                let unknown = !in_list && schema::known(kind.name).is_some_and(|known| !known.knows(live, &at));
                let empty = matches!(child, Value::Array(items) if items.is_empty());
                if asked_for { !empty } else { !unknown && !is_unmanaged(kind, live, &at) }
            });
            map.iter_mut().for_each(|(key, child)| drop_unmanaged(kind, live, &at.key(key), child));
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(index, item)| drop_unmanaged(kind, live, &at.index(index), item));
        }
        _ => {}
    }
}

/// Canonical values in the order of the live object's keys.
fn in_order_of(live: &Value, canonical: Value) -> Value {
    match (live, canonical) {
        (Value::Object(live), Value::Object(mut canonical)) => {
            let mut ordered = Map::new();
            for (key, live) in live {
                if let Some(value) = canonical.shift_remove(key) {
                    ordered.insert(key.clone(), in_order_of(live, value));
                }
            }
            ordered.extend(canonical);
            Value::Object(ordered)
        }
        (Value::Array(live), Value::Array(canonical)) if live.len() == canonical.len() => {
            live.iter().zip(canonical).map(|(live, value)| in_order_of(live, value)).collect()
        }
        (_, canonical) => canonical,
    }
}

/// Two values may mean the same, and then the one that Datadog shows is the one to write. Texts that Datadog trims get
/// their last newline back, without which a block of YAML needs a `-`.
fn as_sent(kind: &Kind, live: &Value, spec: &mut Value) {
    let meant = Canonical::of(kind, spec);
    let Some(names) = spec.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>()) else { return };
    for name in names {
        let shown = live.get(&name).filter(|shown| shown.is_string());
        if let (Some(shown), Some(value)) = (shown, spec.get(&name).filter(|value| value.is_string()))
            && !is_trimmed(kind, &name)
            && shown != value
        {
            let before = std::mem::replace(&mut spec[&name], shown.clone());
            if Canonical::of(kind, spec) != meant {
                spec[&name] = before;
            }
        }
    }
    for path in kind.trimmed {
        Pattern(path).for_each(spec, |value| {
            if let Value::String(text) = value
                && text.contains('\n')
            {
                text.push('\n');
            }
        });
    }
}

fn is_trimmed(kind: &Kind, name: &str) -> bool {
    let at = Pointer::root().key(name);
    kind.trimmed.iter().any(|path| Pattern(path).matches(&at))
}

/// A project's default would fill in what the object has not, or has otherwise: then the file says it.
fn over(spec: &mut Value, live: &Value, defaults: &Node) {
    let (Tree::Map(defaults), Value::Object(fields)) = (&defaults.tree, spec) else { return };
    for (key, default) in defaults.iter().filter(|(key, _)| *key != UNITED) {
        let shown = live.get(key).unwrap_or(&Value::Null);
        let default_value = default.node.to_value();
        match fields.get_mut(key) {
            Some(inner @ Value::Object(_)) if default_value.is_object() => over(inner, shown, &default.node),
            Some(_) => {}
            None if *shown == default_value => {}
            None if default_value.is_object() && shown.is_object() => {
                let mut inner = Value::Object(Map::new());
                over(&mut inner, shown, &default.node);
                if inner.as_object().is_some_and(|inner| !inner.is_empty()) {
                    fields.insert(key.clone(), inner);
                }
            }
            None => {
                fields.insert(key.clone(), shown.clone());
            }
        }
    }
}

/// Lists under this name are united with those of the defaults.
const UNITED: &str = "tags";

/// Tags of the defaults come by themselves.
fn without_default_tags(spec: &mut Value, defaults: &Node) {
    let Some(defaults) = defaults.get(UNITED).map(Node::to_value) else { return };
    let (Some(defaults), Some(tags)) = (defaults.as_array(), spec.get_mut(UNITED).and_then(Value::as_array_mut)) else {
        return;
    };
    tags.retain(|tag| !defaults.contains(tag));
    if tags.is_empty()
        && let Some(fields) = spec.as_object_mut()
    {
        fields.shift_remove(UNITED);
    }
}
