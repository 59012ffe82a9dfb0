use serde_json::{Value, json};

use super::*;
use crate::{open_enum, tagged};

open_enum! {
    /// How the points
    /// are joined.
    Shape { "solid" => "an unbroken line", "dotted" => "dots" }
}

object! {
    /// The last minutes.
    Live {
        /// How many minutes.
        #[schemars(range(min = 1))]
        value: Integer = 5,
        /// How it is drawn.
        shape: Option<Shape>,
        /// Whether it is bold.
        r#bold: Option<Flag> = true,
    }
    example: {"value": 5}
}

object! {
    /// Between two moments.
    Fixed {
        /// Seconds since 1970.
        from: Number = 0.5,
    }
    example: {"from": 1}
}

tagged! {
    /// The span of time.
    Time by "type" {
        Live { "live" => "the last minutes" }
        Fixed { "fixed" => "between two moments", "absolute" => "the same" }
    }
    example: {"type": "live", "value": 5}
}

fn errors(instance: &Value) -> Vec<String> {
    let schema = generator().into_root_schema_for::<Time>();
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn a_known_tag_chooses_its_branch_and_only_that_one_complains() {
    assert_eq!(errors(&json!({"type": "live", "value": 5, "bold": null})), Vec::<String>::new());
    assert_eq!(errors(&json!({"type": "live"})), [r#": "value" is a required property"#]);
    assert_eq!(errors(&json!({"type": "live", "value": 0})), ["/value: 0 is less than the minimum of 1"]);
    assert_eq!(errors(&json!({"type": "absolute"})), [r#": "from" is a required property"#]);
}

#[test]
fn unknown_tags_fields_and_values_pass() {
    assert_eq!(errors(&json!({"type": "newest"})), Vec::<String>::new());
    assert_eq!(errors(&json!({"type": "live", "value": 1, "shape": "wavy", "new": {}})), Vec::<String>::new());
}

#[test]
fn a_substitution_stands_for_a_number_but_other_text_does_not() {
    assert_eq!(errors(&json!({"type": "live", "value": "${vars.minutes}", "bold": "${vars.b}"})), Vec::<String>::new());
    assert_eq!(errors(&json!({"type": "live", "value": "5 ${vars.minutes}"})).len(), 1);
    assert_eq!(errors(&json!({"type": "live", "value": 5, "bold": "yes"})).len(), 1);
}

#[test]
fn an_open_enum_bears_its_marker_and_a_meaning_for_each_value() {
    let schema = generator().into_root_schema_for::<Time>();
    let shape = schema.pointer("/$defs/Shape").unwrap();
    assert_eq!(
        shape,
        &json!({
            "description": "How the points are joined.",
            "anyOf": [
                {"enum": ["solid", "dotted"], "enumDescriptions": ["an unbroken line", "dots"]},
                {"type": "string"}
            ],
            "examples": ["solid"],
            "x-ddsync-open-enum": true
        })
    );
}
