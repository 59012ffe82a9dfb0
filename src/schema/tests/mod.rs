//! The schemas are judged by themselves, by Datadog's OpenAPI file and by recorded traffic.

mod committed;
mod described;
mod every_place;
mod openapi;
mod recorded;
mod sentences;

use serde_json::Value;

/// A reference file beside the checkout, or nothing, with a word on stderr, where it is absent.
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads a file that is not the project's, and says so where it cannot"
)]
pub(super) fn reference(path: &str) -> Option<String> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: there is no ../shared/{path}");
    }
    text
}

/// What a schema says itself or through the definition that it refers to, null beside it or not.
fn says<'s>(root: &'s Value, schema: &'s Value, keyword: &str) -> Option<&'s Value> {
    let nullable = || schema.get("anyOf")?.as_array()?.iter().find(|branch| branch.get("$ref").is_some());
    schema.get(keyword).or_else(|| {
        let reference = schema.get("$ref").or_else(|| nullable()?.get("$ref"))?.as_str()?;
        root.pointer(reference.strip_prefix('#')?)?.get(keyword)
    })
}
