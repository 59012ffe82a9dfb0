//! Whatever stands at whatever place: a fault is always told, in words, and only where there is one.

use serde_json::{Map, Value, json};

use super::says;
use crate::model::Pointer;
use crate::schema::{ALL, Document, violations};

/// An object with every top-level field, as the schema's own examples show it; the options of a monitor in full.
fn full(document: &Document) -> Value {
    let root = document.root();
    let mut object = shown(root, root);
    if let Some(options) = root.pointer("/$defs/Options") {
        object["options"] = shown(root, options);
    }
    object
}

fn shown(root: &Value, schema: &Value) -> Value {
    let fields = schema["properties"].as_object().unwrap().iter();
    let shown = fields.map(|(name, field)| (name.clone(), says(root, field, "examples").unwrap()[0].clone()));
    Value::Object(shown.collect::<Map<_, _>>())
}

fn places(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    found.push(at.clone());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| places(value, &at.key(key), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(nth, value)| places(value, &at.index(nth), found)),
        _ => {}
    }
}

#[test]
fn every_fault_is_told_in_words_at_a_place_of_the_object() {
    for document in ALL {
        let object = full(document);
        assert_eq!(violations(document, &object), [], "{}", document.name);
        let mut all = Vec::new();
        places(&object, &Pointer::root(), &mut all);
        assert!(all.len() > 7, "{} has {} places", document.name, all.len());
        for place in &all {
            for wrong in [
                json!(null),
                json!(true),
                json!(-7),
                json!(0.5),
                json!("text"),
                json!(""),
                json!([0]),
                json!({}),
                json!({"a": []}),
            ] {
                let mut changed = object.clone();
                *place.find_mut(&mut changed).unwrap() = wrong.clone();
                judge(document, &changed, &format!("{wrong} at {place} of {}", document.name));
            }
        }
    }
}

fn judge(document: &Document, object: &Value, what: &str) {
    let found = violations(document, object);
    assert_eq!(found.is_empty(), document.validator().is_valid(object), "{what}");
    for one in &found {
        assert!(one.pointer.find(object).is_some(), "{what}: {} is nowhere", one.pointer);
        let said = format!("{} {}", one.message, one.help.as_deref().unwrap_or_default());
        // Fields that Datadog calls so.
        let said = said.replace("schema-version", "").replace("schema_version", "").replace("SchemaVersion", "");
        for raw in ["anyOf", "oneOf", "allOf", "schema", "not-accepted", "^", "\n"] {
            assert!(!said.contains(raw), "{what}: {said}");
        }
        assert!(one.message.chars().count() < 260, "{what}: {said}");
    }
    let mut places: Vec<_> = found.iter().map(|one| (&one.pointer, one.on)).collect();
    places.dedup();
    assert_eq!(places.len(), found.len(), "{what}: two violations at one place");
}
