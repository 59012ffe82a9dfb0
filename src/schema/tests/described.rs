//! Every property says what it is and shows a value, and what it shows is valid.

use serde_json::{Map, Value, json};

use super::says;
use crate::schema::ALL;
use crate::schema::monitor::TYPES;

/// Every property of every definition, as `Options.timeout_h`.
fn properties(root: &Value) -> Vec<(String, &Value)> {
    let definitions = root["$defs"].as_object().unwrap();
    let all = definitions.iter().map(|(name, schema)| (name.as_str(), schema)).chain([("", root)]);
    all.filter_map(|(name, schema)| Some((name, schema.get("properties")?.as_object()?)))
        .flat_map(|(name, fields)| fields.iter().map(move |(field, schema)| (format!("{name}.{field}"), schema)))
        .collect()
}

#[test]
fn every_property_has_a_description_and_an_example() {
    for document in ALL {
        let root = document.root();
        let silent: Vec<String> = properties(root)
            .into_iter()
            .filter(|(_, schema)| {
                let description = says(root, schema, "description").and_then(Value::as_str);
                let examples = says(root, schema, "examples").and_then(Value::as_array);
                description.is_none_or(str::is_empty) || examples.is_none_or(Vec::is_empty)
            })
            .map(|(name, _)| name)
            .collect();
        assert_eq!(silent, Vec::<String>::new(), "{}", document.file);
    }
}

/// All of them in one schema with one instance, since compiling a validator for each takes a minute.
#[test]
fn every_example_is_valid() {
    for document in ALL {
        let root = document.root();
        let mut fields = Map::new();
        let mut values = Map::new();
        for (name, schema) in properties(root).into_iter().chain([("root".to_owned(), root)]) {
            let examples = says(root, schema, "examples").and_then(Value::as_array).cloned().unwrap_or_default();
            for (nth, example) in examples.into_iter().enumerate() {
                let mut schema = schema.clone();
                schema.as_object_mut().unwrap().retain(|keyword, _| !matches!(&**keyword, "$id" | "$schema" | "$defs"));
                fields.insert(format!("{name} {nth}"), schema);
                values.insert(format!("{name} {nth}"), example);
            }
        }
        let whole = json!({"properties": fields, "$defs": root["$defs"]});
        let validator = jsonschema::validator_for(&whole).unwrap();
        let values = Value::Object(values);
        let faults: Vec<String> =
            validator.iter_errors(&values).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(faults, Vec::<String>::new(), "{}", document.file);
    }
}

#[test]
fn every_type_of_monitor_is_listed_once() {
    let mut names: Vec<&str> = TYPES.iter().map(|kind| kind.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 23);
}
