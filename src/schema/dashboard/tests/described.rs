//! Every property says what it is and shows a value, and the examples are valid themselves.

use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::schema::dashboard::schema;

fn definitions() -> Map<String, Value> {
    let schema = schema();
    let mut all = schema.get("$defs").and_then(Value::as_object).unwrap().clone();
    all.insert("Dashboard".to_owned(), schema.to_value());
    all
}

/// What a property says itself or through the definition that it refers to.
fn says<'a>(property: &'a Value, key: &str, definitions: &'a Map<String, Value>) -> Option<&'a Value> {
    property.get(key).or_else(|| {
        let nullable = property.get("anyOf").and_then(Value::as_array).and_then(|any| any.first());
        let target = nullable.unwrap_or(property).get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        definitions.get(target)?.get(key)
    })
}

fn every_property(definitions: &Map<String, Value>) -> Vec<(String, &Value)> {
    definitions
        .iter()
        .filter_map(|(name, definition)| Some((name, definition.get("properties")?.as_object()?)))
        .flat_map(|(name, properties)| properties.iter().map(move |(key, value)| (format!("{name}.{key}"), value)))
        .collect()
}

#[test]
fn every_property_and_type_has_a_description_and_an_example() {
    let definitions = definitions();
    let silent: Vec<_> = every_property(&definitions)
        .into_iter()
        .chain(definitions.iter().map(|(name, definition)| (name.clone(), definition)))
        .filter(|(_, value)| {
            let description = says(value, "description", &definitions).and_then(Value::as_str);
            let examples = says(value, "examples", &definitions).and_then(Value::as_array);
            description.is_none_or(str::is_empty) || examples.is_none_or(Vec::is_empty)
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(silent, Vec::<String>::new());
    assert!(every_property(&definitions).len() > 900, "the walk must reach the widgets");
}

#[test]
fn no_property_is_described_twice_by_the_lines_of_its_source() {
    let definitions = definitions();
    let broken: Vec<_> = every_property(&definitions)
        .into_iter()
        .filter(|(_, value)| value["description"].as_str().is_some_and(|text| text.replace("\n\n", "").contains('\n')))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn every_example_is_valid() {
    let definitions = definitions();
    let faults: Vec<_> = every_property(&definitions)
        .into_iter()
        .chain(definitions.iter().map(|(name, definition)| (name.clone(), definition)))
        .flat_map(|(name, value)| faults_of_examples(&name, value, &definitions))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

fn faults_of_examples(name: &str, schema: &Value, definitions: &Map<String, Value>) -> Vec<String> {
    let Some(examples) = schema.get("examples").and_then(Value::as_array) else { return Vec::new() };
    let mut whole = schema.clone();
    whole["$defs"] = Value::Object(definitions.clone().into_iter().filter(|(key, _)| key != "Dashboard").collect());
    let validator: Validator = jsonschema::validator_for(&whole).unwrap();
    examples
        .iter()
        .flat_map(|example| validator.iter_errors(example).map(|error| format!("{name}: {error}")).collect::<Vec<_>>())
        .collect()
}

#[test]
fn the_schema_is_open_and_of_reasonable_size() {
    let text = serde_json::to_string_pretty(schema().as_value()).unwrap();
    assert!(!text.contains("\"additionalProperties\": false"), "unknown fields must pass");
    assert!(text.len() < 600_000, "{} bytes", text.len());
}
