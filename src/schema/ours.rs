//! The small shapes of what is ours: `ddsync.yaml` and the `ddsync:` block.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::shapes::shape;

/// What a project, an environment and a key may be called; the same alphabet as [`crate::model::Key`].
pub const NAME: &str = "^[a-z0-9][a-z0-9._-]*$";

/// The form of a [`NAME`] in words.
pub const NAME_FORM: &str = "must be lower-case letters, digits, `.`, `_` and `-`, with a letter or a digit first";

/// Keyword that editors know too: says in words what a `pattern` beside it asks for.
pub const FORM: &str = "patternErrorMessage";

/// Keyword: what to do about a value that is not listed.
pub const HELP: &str = "x-ddsync-help";

/// A severity that a lint rule is given, or its silence.
fn severity() -> Value {
    json!({
        "type": "string",
        "enum": ["off", "pedantic", "info", "warning", "error"],
        "enumDescriptions": [
            "the rule is silent",
            "house style: told with `preset: strict` or where it is asked for",
            "told, and never fails a run",
            "told as a warning",
            "told as an error: nothing is applied"
        ]
    })
}

shape!(
    /// The version of the file format. Another number is an error.
    Version,
    {"type": "integer", "enum": [1], (HELP): "this ddsync reads format version 1; a newer format needs a newer ddsync"}
);
shape!(
    /// A name, or a text that becomes one when its `${...}` are filled in.
    Key,
    {"type": "string", "pattern": r"^([a-z0-9][a-z0-9._-]*|.*\$\{.*)$", "maxLength": 120, (FORM): NAME_FORM}
);
shape!(
    /// Monitors have numbers, dashboards have texts. One for all environments, or a map with one for each.
    Id,
    {"type": ["integer", "string", "object"], "propertyNames": {"pattern": NAME, (FORM): NAME_FORM}, "additionalProperties": {"type": ["integer", "string"]}}
);
shape!(
    /// A merge patch: any part of the object, where null takes a field away.
    Patch,
    {"type": "object"}
);
shape!(
    /// What `for_each` goes over.
    Items,
    {"type": ["array", "string"], "items": {"type": ["string", "number", "boolean"]}, "minItems": 1}
);
shape!(
    /// A name that ownership marks bear.
    Name,
    {"type": "string", "pattern": NAME, "maxLength": 120, (FORM): NAME_FORM}
);
shape!(
    /// How many; `ddsync.yaml` is not substituted, so a number and nothing else.
    Count,
    {"type": "integer", "minimum": 0}
);
shape!(
    /// Whether the resource should exist.
    State,
    {"type": "string", "enum": ["present", "absent"], "enumDescriptions": ["it should exist", "it should be deleted"]}
);
shape!(
    /// What lint rules are set to. A rule may have options of its own, which the rule checks.
    Lint,
    {
        "type": "object",
        "properties": {
            "preset": {
                "description": "What rules that are not named are set to",
                "type": "string",
                "enum": ["recommended", "strict"],
                "enumDescriptions": ["each its own severity, house style off", "house style as well"]
            }
        },
        "additionalProperties": {
            "anyOf": [
                severity(),
                {
                    "type": "object",
                    "properties": {
                        "severity": severity(),
                        "paths": {
                            "description": "Files that the setting is for, with `*` and `**`; all of them without it",
                            "type": "array",
                            "items": {"type": "string"}
                        }
                    }
                }
            ]
        }
    }
);
shape!(
    /// What `${vars.x}` stands for.
    Variable,
    {"type": ["string", "number", "boolean", "array"], "items": {"type": ["string", "number", "boolean"]}}
);
shape!(
    /// The name of an environment variable of the process.
    EnvName,
    {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]*$", (FORM): "must be letters, digits and `_`, with no digit first"}
);

/// One property per kind, so that an editor offers them and a misspelt kind is found.
pub struct Defaults;

impl JsonSchema for Defaults {
    fn schema_name() -> Cow<'static, str> {
        "Defaults".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let kinds: Map<String, Value> = crate::kinds::ALL
            .iter()
            .map(|kind| {
                let description = format!("Merged under every {}. Lists of tags are united.", kind.name);
                let example = json!({"tags": ["service:pipeline"]});
                let schema = json!({"description": description, "type": "object", "examples": [example]});
                (kind.name.to_owned(), schema)
            })
            .collect();
        json_schema!({"type": "object", "properties": kinds, "additionalProperties": false})
    }
}
