//! A fault is told at its place, by the branch that was meant; what the schema does not know passes.

use serde_json::{Value, json};

use crate::schema::dashboard::schema;

/// The faults of a dashboard with this one widget.
fn faults_of(definition: &Value) -> Vec<String> {
    let dashboard = json!({"title": "t", "layout_type": "ordered", "widgets": [{"definition": definition}]});
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    validator.iter_errors(&dashboard).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn timeseries(request: &Value) -> Value {
    json!({"type": "timeseries", "requests": [request]})
}

#[test]
fn a_widget_needs_a_type() {
    assert_eq!(faults_of(&json!({"requests": []})), [r#"/widgets/0/definition: "type" is a required property"#]);
}

#[test]
fn only_the_widget_that_was_meant_complains() {
    assert_eq!(
        faults_of(&json!({"type": "timeseries"})),
        [r#"/widgets/0/definition: "requests" is a required property"#]
    );
}

#[test]
fn a_query_lacks_its_name() {
    let request = json!({"queries": [{"data_source": "metrics", "query": "avg:system.load.1{*}"}]});
    assert_eq!(
        faults_of(&timeseries(&request)),
        [r#"/widgets/0/definition/requests/0/queries/0: "name" is a required property"#]
    );
}

#[test]
fn a_group_of_an_events_query_is_told_by_its_shape() {
    let by = |group_by: Value| {
        let query =
            json!({"data_source": "logs", "name": "a", "compute": {"aggregation": "count"}, "group_by": group_by});
        faults_of(&timeseries(&json!({"queries": [query]})))
    };
    assert_eq!(by(json!([{"facet": "service"}])), Vec::<String>::new());
    assert_eq!(by(json!({"fields": ["service"]})), Vec::<String>::new());
    assert_eq!(by(json!([{"limit": 1}])).len(), 1);
    assert_eq!(by(json!({"limit": 1})).len(), 1);
    assert_eq!(by(json!("service")).len(), 1);
}

#[test]
fn widgets_within_groups_are_looked_at() {
    let group = json!({"type": "group", "layout_type": "ordered", "widgets": [{"definition": {"type": "note"}}]});
    assert_eq!(faults_of(&group), [r#"/widgets/0/definition/widgets/0/definition: "content" is a required property"#]);
}

#[test]
fn what_datadog_may_add_passes() {
    let newest = json!({"type": "embedded_app", "app_id": 1});
    assert_eq!(faults_of(&newest), Vec::<String>::new());
    let unknown = json!({
        "new_field": {},
        "display_type": "sparkles",
        "queries": [{"data_source": "app_sec_events", "name": "a", "compute": {"aggregation": "count"}}]
    });
    assert_eq!(faults_of(&timeseries(&unknown)), Vec::<String>::new());
}

#[test]
fn variables_stand_for_numbers() {
    let split = |limit: &str| {
        faults_of(&json!({
            "type": "split_group",
            "size": "md",
            "source_widget_definition": {"type": "timeseries", "requests": [{"q": "avg:system.load.1{*}"}]},
            "split_config": {
                "split_dimensions": [{"one_graph_per": "service"}], "limit": limit, "sort": {"order": "desc"}
            }
        }))
    };
    assert_eq!(split("${vars.graphs}"), Vec::<String>::new());
    assert_eq!(split("24").len(), 1);
}
