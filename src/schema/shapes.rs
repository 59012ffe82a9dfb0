//! The shapes that every authoring schema is made of.
//!
//! Datadog adds fields and values every month, so a schema here is never stricter than the API: objects take
//! unknown fields, an enumeration takes unknown values ([`open_enum!`](crate::open_enum)), a union takes unknown
//! tags ([`tagged!`](crate::tagged)), and a number may be written as one `${...}` substitution.

use std::borrow::Cow;

use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Value, json};

/// Marks an enumeration whose list may be incomplete: an unknown value is worth a warning, never an error.
pub const OPEN_ENUM: &str = "x-ddsync-open-enum";

/// A string that is nothing but one `${...}` substitution; its value, and so its JSON type, is known after loading.
pub const SUBSTITUTION: &str = r"^\$\{[^}]+\}$";

/// Draft 2020-12, `$defs` for every named type, and descriptions without the line breaks of the source.
#[must_use]
pub fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().with_transform(RecursiveTransform(unwrap_description)).into_generator()
}

/// Makes one line of each paragraph of a description: editors show the line breaks of the source otherwise.
fn unwrap_description(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = unwrapped(text);
    }
}

fn unwrapped(text: &str) -> String {
    let paragraph = |lines: &str| lines.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned();
    text.trim().split("\n\n").map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// A JSON scalar, or one substitution in its place. `pattern` constrains strings only, so one flat schema says both;
/// `range(min = .., max = ..)` on a field constrains the number only.
macro_rules! scalar {
    ($(#[$doc:meta])* $name:ident, $json_type:literal) => {
        $(#[$doc])*
        pub struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": [$json_type, "string"], "pattern": SUBSTITUTION})
            }
        }
    };
}

scalar!(
    /// A number, or one substitution.
    Number,
    "number"
);
scalar!(
    /// A whole number, or one substitution. Numeric ids may be references: `${monitor:disk-full}`.
    Integer,
    "integer"
);
scalar!(
    /// `true` or `false`, or one substitution.
    Flag,
    "boolean"
);

/// The schema of a string that is usually one of `values`, each with what it means.
#[must_use]
pub fn open_enum(description: &str, values: &[(&str, &str)]) -> Schema {
    let (names, meanings): (Vec<_>, Vec<_>) = values.iter().copied().unzip();
    let mut schema = json_schema!({
        "description": unwrapped(description),
        "anyOf": [{"enum": names, "enumDescriptions": meanings}, {"type": "string"}],
        "examples": names.first().into_iter().collect::<Vec<_>>(),
    });
    schema.insert(OPEN_ENUM.to_owned(), json!(true));
    schema
}

/// One branch of a [`tagged`] union: the tag's values that choose it, each with what it means, and its schema.
pub struct Branch {
    /// Values of the tag and their meanings; none for the branch that is taken where the tag is absent.
    pub tags: &'static [(&'static str, &'static str)],
    /// The schema of the object with one of these tags, usually a `$ref`.
    pub schema: Schema,
}

/// The schema of an object whose property `tag` says which branch it is.
///
/// `if`/`then` and not `anyOf`, so that a fault is reported by the one branch that was meant, and an unknown tag
/// passes. The tag is required unless a branch without tags takes the objects that lack it.
#[must_use]
pub fn tagged(description: &str, tag: &str, branches: &[Branch]) -> Schema {
    let known: Vec<_> = branches.iter().flat_map(|branch| branch.tags.iter().copied()).collect();
    let mut schema = json_schema!({
        "description": unwrapped(description),
        "type": "object",
        "properties": {tag: open_enum(&format!("Says which {tag} this is, and so which other fields it has."), &known)},
        "allOf": branches.iter().map(|branch| conditional(tag, branch)).collect::<Vec<_>>(),
    });
    if branches.iter().all(|branch| !branch.tags.is_empty()) {
        schema.insert("required".to_owned(), json!([tag]));
    }
    schema
}

fn conditional(tag: &str, branch: &Branch) -> Value {
    let condition = match branch.tags {
        [] => json!({"not": {"required": [tag]}}),
        [(value, _)] => json!({"properties": {tag: {"const": value}}, "required": [tag]}),
        several => {
            let values: Vec<_> = several.iter().map(|(value, _)| value).collect();
            json!({"properties": {tag: {"enum": values}}, "required": [tag]})
        }
    };
    json!({"if": condition, "then": branch.schema})
}

/// Declares a string type whose known values are listed, and whose unknown values pass.
///
/// ```ignore
/// open_enum! {
///     /// How the points are joined.
///     LineShape { "solid" => "an unbroken line", "dotted" => "dots" }
/// }
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(#[doc = $doc:literal])+ $name:ident { $($value:literal => $meaning:literal),+ $(,)? }) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::schema::shapes::open_enum(concat!($($doc, "\n"),+), &[$(($value, $meaning)),+])
            }
        }
    };
}

/// Declares a union of object types that one property tells apart.
///
/// ```ignore
/// tagged! {
///     /// The span of time that is shown.
///     Time by "type" {
///         LiveTime { "live" => "the last minutes, hours or days" }
///         FixedTime { "fixed" => "between two moments" }
///         LegacyTime {}
///     }
///     example: {"type": "live", "value": 5, "unit": "minute"}
/// }
/// ```
///
/// A branch without values takes the objects that lack the property.
#[macro_export]
macro_rules! tagged {
    (
        $(#[doc = $doc:literal])+
        $name:ident by $tag:literal {
            $($variant:ty { $($value:literal => $meaning:literal),* $(,)? })+
        }
        example: $example:tt
    ) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let branches = [$($crate::schema::shapes::Branch {
                    tags: &[$(($value, $meaning)),*],
                    schema: generator.subschema_for::<$variant>(),
                }),+];
                let mut schema = $crate::schema::shapes::tagged(concat!($($doc, "\n"),+), $tag, &branches);
                schema.insert("examples".to_owned(), serde_json::json!([$example]));
                schema
            }
        }
    };
}

/// Declares an object type: a struct that derives `JsonSchema`, where `=` after a field's type gives an example of
/// its value (not a default), and the block after the fields one of the whole object.
///
/// ```ignore
/// object! {
///     /// A line drawn across the graph.
///     Marker {
///         /// Where the line lies, in the unit of the axis.
///         value: String = "y = 15",
///         /// What is written beside it.
///         label: Option<String> = "limit",
///     }
///     example: {"value": "y = 15"}
/// }
/// ```
#[macro_export]
macro_rules! object {
    (
        $(#[$outer:meta])+
        $name:ident { $($(#[$attribute:meta])* $field:ident : $field_type:ty $(= $example:tt)?),+ $(,)? }
        example: $object:tt
    ) => {
        #[derive(schemars::JsonSchema)]
        $(#[$outer])+
        #[allow(clippy::struct_field_names, reason = "fields have the names that the API gives them")]
        #[expect(dead_code, reason = "made for its schema alone: an object stays the JSON value that was read")]
        #[schemars(example = serde_json::json!($object))]
        pub struct $name {
            $(
                $(#[$attribute])*
                $(#[schemars(example = serde_json::json!($example))])?
                $field: $field_type,
            )+
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(
            errors(&json!({"type": "live", "value": "${vars.minutes}", "bold": "${vars.b}"})),
            Vec::<String>::new()
        );
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
}
