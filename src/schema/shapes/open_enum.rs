//! Enumerations of which Datadog may add to the list.

use schemars::{Schema, json_schema};
use serde_json::json;

use super::unwrapped;

/// Marks an enumeration whose list may be incomplete: an unknown value is worth a warning, never an error.
pub const OPEN_ENUM: &str = "x-ddsync-open-enum";

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
