//! Objects that one of their properties tells apart.

use schemars::{Schema, json_schema};
use serde_json::{Value, json};

use super::{open_enum, unwrapped};

/// One branch of a [`tagged`] union: the tag's values that choose it, each with what it means, and its schema.
pub struct Branch {
    /// Values of the tag and their meanings; none for the branch that is taken where the tag is absent.
    pub tags: &'static [(&'static str, &'static str)],
    /// Properties of which an object has one that does without the tag; where there are none, each one does.
    pub signs: &'static [&'static str],
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
    match branches.iter().find(|branch| branch.tags.is_empty()) {
        None => drop(schema.insert("required".to_owned(), json!([tag]))),
        Some(Branch { signs: [], .. }) => {}
        Some(branch) => {
            let strict = json!({"if": {"not": signed(branch)}, "then": {"required": [tag]}});
            if let Some(Value::Array(all)) = schema.get_mut("allOf") {
                all.push(strict);
            }
        }
    }
    schema
}

/// An object that shows without the tag what it is.
fn signed(branch: &Branch) -> Value {
    json!({"anyOf": branch.signs.iter().map(|sign| json!({"required": [sign]})).collect::<Vec<_>>()})
}

fn conditional(tag: &str, branch: &Branch) -> Value {
    let condition = match branch.tags {
        [] if branch.signs.is_empty() => json!({"not": {"required": [tag]}}),
        [] => json!({"not": {"required": [tag]}, "allOf": [signed(branch)]}),
        [(value, _)] => json!({"properties": {tag: {"const": value}}, "required": [tag]}),
        several => {
            let values: Vec<_> = several.iter().map(|(value, _)| value).collect();
            json!({"properties": {tag: {"enum": values}}, "required": [tag]})
        }
    };
    json!({"if": condition, "then": branch.schema})
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
/// A branch without values takes the objects that lack the property; `where ["a", "b"]` those of them that have one of
/// these, and all others need it.
#[macro_export]
macro_rules! tagged {
    (
        $(#[doc = $doc:literal])+
        $name:ident by $tag:literal {
            $($variant:ty $(where [$($sign:literal),+])? { $($value:literal => $meaning:literal),* $(,)? })+
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
                    signs: &[$($($sign),+)?],
                    schema: generator.subschema_for::<$variant>(),
                }),+];
                let mut schema = $crate::schema::shapes::tagged(concat!($($doc, "\n"),+), $tag, &branches);
                schema.insert("examples".to_owned(), serde_json::json!([$example]));
                schema
            }
        }
    };
}
