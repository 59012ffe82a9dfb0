use serde_json::{Value, json};

use super::*;

fn knows(kind: &str, object: &Value, pointer: &str) -> bool {
    known(kind).unwrap().knows(object, &Pointer::parse(pointer))
}

fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "plain": {"type": "string"},
            "free": {"type": "object"},
            "whatever": {},
            "list": {"type": "array", "items": {"$ref": "#/$defs/Tree"}},
            "named": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Tree"}},
            "loose": {"anyOf": [{"$ref": "#/$defs/Tree"}, {}]},
            "both": {"allOf": [{"$ref": "#/$defs/Tree"}, {"description": "a note"}]},
            "shape": {"$ref": "#/$defs/Shape"}
        },
        "$defs": {
            "Tree": {"type": "object", "properties": {"left": {"$ref": "#/$defs/Tree"}, "value": {"type": "number"}}},
            "Shape": {
                "type": "object",
                "properties": {"kind": {
                    "anyOf": [{"enum": ["circle", "square", "box"]}, {"type": "string"}],
                    "x-ddsync-open-enum": true
                }},
                "allOf": [
                    {"if": {"properties": {"kind": {"const": "circle"}}, "required": ["kind"]}, "then": {"properties": {"radius": {"type": "number"}}}},
                    {"if": {"properties": {"kind": {"enum": ["square", "box"]}}, "required": ["kind"]}, "then": {"properties": {"side": {"type": "number"}}}},
                    {"if": {"not": {"required": ["kind"]}}, "then": {"properties": {"points": {"type": "array", "items": {"type": "number"}}}}}
                ]
            }
        }
    })
}

#[test]
fn every_way_to_say_a_field_is_followed() {
    let known = Known::new(&schema());
    for (pointer, expected) in [
        ("", true),
        ("/plain", true),
        ("/plain/below", false),
        ("/other", false),
        ("/free/a/0/b", true),
        ("/whatever/a/b", true),
        ("/list/3/left/left/value", true),
        ("/list/3/left/right", false),
        ("/named/anything/value", true),
        ("/named/anything/other", false),
        ("/loose/other/below", true),
        ("/both/left/value", true),
        ("/both/other", false),
    ] {
        assert_eq!(known.knows(&json!({}), &Pointer::parse(pointer)), expected, "{pointer}");
    }
}

#[test]
fn a_tag_chooses_what_is_known() {
    let known = Known::new(&schema());
    for (shape, fields) in [
        (json!({"kind": "circle"}), [true, false, false]),
        (json!({"kind": "box"}), [false, true, false]),
        (json!({}), [false, false, true]),
        (json!({"kind": "newest"}), [false, false, false]),
    ] {
        let object = json!({"shape": shape});
        for (field, expected) in ["radius", "side", "points"].into_iter().zip(fields) {
            let pointer = Pointer::root().key("shape").key(field);
            assert_eq!(known.knows(&object, &pointer), expected, "{field} of {shape}");
        }
    }
    assert!(known.knows(&json!({}), &Pointer::parse("/shape/side")), "an object that is not there may be any of them");
}

#[test]
fn nothing_is_said_about_the_fields_of_an_unknown_branch() {
    let known = Known::new(&schema());
    let object = json!({"shape": {"kind": "circel", "radus": 1}});
    assert_eq!(known.unknown_fields(&object), []);
    let values = known.unknown_values(&object);
    assert_eq!(values.len(), 1);
    assert_eq!(values[0].suggestions, ["circle"]);
    assert_eq!(known.unknown_values(&json!({"shape": {"kind": "${vars.kind}"}})), []);
}

#[test]
fn fields_of_monitors() {
    let logs = json!({"options": {"variables": [{"data_source": "logs"}, {"name": "run_query"}]}});
    for (pointer, expected) in [
        ("/options/thresholds/critical", true),
        ("/options/thresholds/critcal", false),
        ("/options/silenced/host:a", true),
        ("/options/variables/0/compute/aggregation", true),
        ("/options/variables/0/measure", false),
        ("/options/variables/1/job_type", true),
        ("/tags/4", true),
        ("/tags/4/x", false),
        ("/ddsync/environments/prod/options/thresholds", true),
        ("/restriction_policy/bindings/0", true),
        ("/next_months_field", false),
    ] {
        assert_eq!(knows("monitor", &logs, pointer), expected, "{pointer}");
    }
}

#[test]
fn fields_of_dashboards() {
    let widget = |kind: &str| json!({"widgets": [{"definition": {"type": kind}}]});
    assert!(knows("dashboard", &widget("note"), "/widgets/0/definition/content"));
    assert!(!knows("dashboard", &widget("timeseries"), "/widgets/0/definition/content"));
    assert!(knows("dashboard", &widget("group"), "/widgets/0/definition/widgets/1/definition/requests/0/q"));
    assert!(knows("dashboard", &widget("timeseries"), "/widgets/0/layout/x"));
}

#[test]
fn an_unknown_field_is_told_with_what_was_meant() {
    let monitor = json!({
        "nmae": "n",
        "critical": 5,
        "ddsync": {"verion": 1},
        "options": {"critical": 5, "renotify_intervall": 60, "tags": ["a"], "quite_new": {"below": 1}},
        "assets": [{"priority": 1}],
        "state": {"groups": {}},
    });
    let found = known("monitor").unwrap().unknown_fields(&monitor);
    let said: Vec<_> = found
        .iter()
        .map(|one| (one.pointer.to_string(), one.suggestions.join(" "), one.elsewhere.as_deref().unwrap_or("")))
        .collect();
    let expected = [
        ("/nmae", "name", ""),
        ("/critical", "", "options.thresholds"),
        ("/options/critical", "", "options.thresholds"),
        ("/options/renotify_intervall", "renotify_interval", ""),
        ("/options/tags", "", "the top level"),
        ("/options/quite_new", "", ""),
        ("/assets/0/priority", "", "the top level"),
    ];
    assert_eq!(said, expected.map(|(at, near, elsewhere)| (at.to_owned(), near.to_owned(), elsewhere)));
}

#[test]
fn an_unknown_value_of_an_enumeration_is_told_with_what_was_meant() {
    let monitor = json!({
        "type": "metrics alert",
        "draft_status": "${vars.draft}",
        "options": {"renotify_statuses": ["alert", "warning", "no-data"], "on_missing_data": "resolve"},
    });
    let found = known("monitor").unwrap().unknown_values(&monitor);
    let said: Vec<_> =
        found.iter().map(|one| (one.pointer.to_string(), one.value.as_str(), one.suggestions.join(" "))).collect();
    assert_eq!(
        said,
        [
            ("/type".to_owned(), "metrics alert", "metric alert".to_owned()),
            ("/options/renotify_statuses/1".to_owned(), "warning", String::new()),
            ("/options/renotify_statuses/2".to_owned(), "no-data", "no data".to_owned()),
        ]
    );
}

#[test]
fn a_kind_without_a_schema_has_no_index() {
    assert!(known("ddsync").is_none());
    assert!(known("nothing").is_none());
}
