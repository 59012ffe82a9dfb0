//! The schema is judged by itself, by Datadog's OpenAPI file and by recorded dashboards.

mod described;
mod faults;
mod openapi;
mod recorded;

/// A reference file beside the checkout, or nothing, with a word on stderr, where it is absent.
#[expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads a file that is not the project's, and says so where it cannot"
)]
fn reference(path: &str) -> Option<String> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: there is no ../shared/{path}");
    }
    text
}
