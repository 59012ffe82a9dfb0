//! The schema is judged by itself, by Datadog's OpenAPI file and by recorded dashboards.

mod described;
mod openapi;
mod recorded;

/// A reference file beside the checkout, or nothing, with a word on stderr, where it is absent.
#[allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test may read a file that is not the project's"
)]
fn reference(path: &str) -> Option<String> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: there is no ../shared/{path}");
    }
    text
}
