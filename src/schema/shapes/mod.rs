//! The shapes that every authoring schema is made of.
//!
//! Datadog adds fields and values every month, so a schema here is never stricter than the API: objects take
//! unknown fields, an enumeration takes unknown values ([`open_enum!`](crate::open_enum)), a union takes unknown
//! tags ([`tagged!`](crate::tagged)), and a number may be written as one `${...}` substitution.

mod open_enum;
mod tagged;

use schemars::Schema;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use serde_json::Value;

pub use open_enum::{OPEN_ENUM, open_enum};
pub use tagged::{Branch, tagged};

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

/// A schema in place of a Rust type; no definition of its own, for it says little.
macro_rules! shape {
    ($(#[$doc:meta])* $name:ident, $schema:tt) => {
        $(#[$doc])*
        pub struct $name;

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

pub(super) use shape;

// `pattern` constrains strings only, so one flat schema says both; `range(min = .., max = ..)` on a field constrains the
// number only.
shape!(
    /// A number, or one substitution.
    Number,
    {"type": ["number", "string"], "pattern": SUBSTITUTION}
);
shape!(
    /// A whole number, or one substitution. Numeric ids may be references: `${monitor:disk-full}`.
    Integer,
    {"type": ["integer", "string"], "pattern": SUBSTITUTION}
);
shape!(
    /// `true` or `false`, or one substitution.
    Flag,
    {"type": ["boolean", "string"], "pattern": SUBSTITUTION}
);

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
mod tests;
