//! Every property says what it is and shows a value, and the examples are valid themselves.

use serde_json::{Map, Value, json};

use crate::schema::dashboard::schema;

fn definitions() -> Map<String, Value> {
    let schema = schema();
    let mut all = schema.get("$defs").and_then(Value::as_object).unwrap().clone();
    all.insert("Dashboard".to_owned(), schema.to_value());
    all
}

/// The examples of a property: its own, or those of the definition that it refers to.
fn examples<'a>(property: &'a Value, definitions: &'a Map<String, Value>) -> Option<&'a Value> {
    property.get("examples").or_else(|| {
        let nullable = property.get("anyOf").and_then(Value::as_array).and_then(|any| any.first());
        let target = nullable.unwrap_or(property).get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        definitions.get(target)?.get("examples")
    })
}

/// Every property at any depth, named by where it stands. Conditions and examples describe no properties.
fn every_property(definitions: &Map<String, Value>) -> Vec<(String, &Value)> {
    definitions.iter().flat_map(|(name, definition)| properties_below(name, definition)).collect()
}

fn properties_below<'a>(place: &str, schema: &'a Value) -> Vec<(String, &'a Value)> {
    let properties = schema.get("properties").and_then(Value::as_object).into_iter().flatten();
    let own = properties.flat_map(|(key, property)| {
        let place = format!("{place}.{key}");
        let below = properties_below(&place, property);
        std::iter::once((place, property)).chain(below)
    });
    let parts = ["items", "additionalProperties", "then", "else"].into_iter().filter_map(|key| schema.get(key));
    let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    own.chain(parts.chain(lists).flat_map(|part| properties_below(place, part))).collect()
}

#[test]
fn every_property_and_type_has_a_description_and_an_example() {
    let definitions = definitions();
    let silent: Vec<_> = every_property(&definitions)
        .into_iter()
        .chain(definitions.iter().map(|(name, definition)| (name.clone(), definition)))
        .filter(|(_, value)| {
            let description = value.get("description").and_then(Value::as_str);
            let examples = examples(value, &definitions).and_then(Value::as_array);
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
    let with_examples: Vec<_> = every_property(&definitions)
        .into_iter()
        .chain(definitions.iter().map(|(name, definition)| (name.clone(), definition)))
        .filter_map(|(name, value)| Some((name, value, value.get("examples")?.as_array()?)))
        .collect();
    // One validator for all: each schema stands under its name, and each instance holds one example of each.
    let properties: Map<_, _> = with_examples.iter().map(|(name, value, _)| (name.clone(), (*value).clone())).collect();
    let validator = jsonschema::validator_for(&json!({"$defs": definitions, "properties": properties})).unwrap();

    let instance = |nth: usize| -> Map<_, _> {
        with_examples.iter().filter_map(|(name, _, all)| Some((name.clone(), all.get(nth)?.clone()))).collect()
    };
    let instances = [Value::Object(instance(0)), Value::Object(instance(1))];
    let faults: Vec<_> = instances.iter().flat_map(|instance| validator.iter_errors(instance)).collect();
    let faults: Vec<_> = faults.iter().map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn the_schema_is_open_and_of_reasonable_size() {
    let text = serde_json::to_string_pretty(schema().as_value()).unwrap();
    assert!(!text.contains("\"additionalProperties\": false"), "unknown fields must pass");
    assert!(text.len() < 600_000, "{} bytes", text.len());
}
