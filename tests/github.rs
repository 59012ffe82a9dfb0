//! `ddsync ci` as a workflow runs it: our own GitHub and the sandbox for Datadog. What was asked of GitHub, what later steps
//! read and what the summary says are goldens in `tests/github/snapshots`; `INSTA_UPDATE=always cargo test --test github`
//! writes them anew, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]
#![allow(dead_code, reason = "the project is shared with the other tests of the binary")]

/// A golden story.
macro_rules! golden {
    ($name:literal, $told:expr) => {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/github/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            filters => vec![
                (r"127\.0\.0\.1:\d+", "[host]"),
                (r"\b20\d\d-\d\d-\d\d \d\d:\d\d UTC", "[time]"),
                (r"\b17000\d{4}\b", "[monitor]"),
                (r"\b[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}\b", "[dashboard]"),
                (r"sha256:[0-9a-f]{64}", "sha256:[digest]"),
                (r"<code>[0-9a-f]{12}</code>\)", "<code>[digest]</code>)"),
                (r"(plan|says) [0-9a-f]{12}", "$1 [digest]"),
                (r"(and|says) [0-9a-f]{12} would", "$1 [digest] would"),
            ],
        }, { insta::assert_snapshot!($name, $told.to_string()); });
    };
}

#[path = "github/applies.rs"]
mod applies;
#[path = "github/drifts.rs"]
mod drifts;
#[path = "github/hostile.rs"]
mod hostile;
#[path = "common/markdown.rs"]
mod markdown;
#[path = "github/newcomer.rs"]
mod newcomer;
#[path = "github/plans.rs"]
mod plans;
#[path = "cli/project.rs"]
mod project;
#[path = "github/server.rs"]
mod server;
#[path = "github/shop.rs"]
mod shop;
