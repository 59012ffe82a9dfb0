//! The monitor schema has every field that Datadog's OpenAPI file has.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::reference;
use crate::model::Pointer;
use crate::schema::known;

/// The OpenAPI file's schemas as JSON.
fn schemas() -> Option<Value> {
    let text = reference("reference/openapi_v1.yaml")?;
    let file: Value = serde_yaml::from_str(&text).unwrap();
    Some(file["components"]["schemas"].clone())
}

/// Adds the pointer of every property below `schema`; a list's item is `0`, and a free map's key is `any`.
fn paths(schemas: &Value, schema: &Value, at: &Pointer, found: &mut BTreeSet<Pointer>) {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str).and_then(|path| path.rsplit('/').next()) {
        return paths(schemas, &schemas[name], at, found);
    }
    for branch in schema.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
        paths(schemas, branch, at, found);
    }
    for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let at = at.key(name);
        paths(schemas, field, &at, found);
        found.insert(at);
    }
    if let Some(items) = schema.get("items") {
        paths(schemas, items, &at.index(0), found);
    }
    if let Some(rest) = schema.get("additionalProperties").filter(|rest| rest.is_object()) {
        paths(schemas, rest, &at.key("any"), found);
    }
}

#[test]
fn every_property_of_the_api_is_known() {
    let Some(schemas) = schemas() else { return };
    let mut all = BTreeSet::new();
    paths(&schemas, &schemas["Monitor"], &Pointer::root(), &mut all);
    assert!(all.len() > 150, "only {} properties", all.len());
    let monitor = known("monitor").unwrap();
    let unknown: Vec<String> =
        all.iter().filter(|at| !monitor.knows(&json!({}), at)).map(ToString::to_string).collect();
    assert_eq!(unknown, Vec::<String>::new());
}

#[test]
fn every_listed_value_of_the_api_is_known() {
    let Some(schemas) = schemas() else { return };
    let monitor = known("monitor").unwrap();
    for (schema, place) in [
        ("MonitorType", "/type"),
        ("MonitorDraftStatus", "/draft_status"),
        ("MonitorAssetCategory", "/assets/0/category"),
        ("MonitorAssetResourceType", "/assets/0/resource_type"),
        ("MonitorOverallStates", "/overall_state"),
        ("MonitorOptionsNotificationPresets", "/options/notification_preset_name"),
        ("OnMissingDataOption", "/options/on_missing_data"),
        ("MonitorRenotifyStatusType", "/options/renotify_statuses/0"),
        ("MonitorDeviceID", "/options/device_ids/0"),
        ("MonitorFormulaAndFunctionEventsDataSource", "/options/variables/0/data_source"),
        ("MonitorFormulaAndFunctionCostDataSource", "/options/variables/0/data_source"),
        ("MonitorFormulaAndFunctionDataQualityDataSource", "/options/variables/0/data_source"),
        ("MonitorFormulaAndFunctionAggregateAugmentedDataSource", "/options/variables/0/data_source"),
        ("MonitorFormulaAndFunctionAggregateFilteredDataSource", "/options/variables/0/data_source"),
    ] {
        for value in schemas[schema]["enum"].as_array().unwrap() {
            let object = placed(&Pointer::parse(place), value);
            assert_eq!(monitor.unknown_values(&object), [], "{schema}");
        }
    }
}

/// An object that has nothing but `value` at `place`.
fn placed(place: &Pointer, value: &Value) -> Value {
    place.tokens().iter().rev().fold(value.clone(), |value, token| match token {
        crate::model::Token::Key(key) => json!({key: value}),
        crate::model::Token::Index(_) => json!([value]),
    })
}
