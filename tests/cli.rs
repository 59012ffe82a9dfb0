//! The binary, run as a user runs it. Sessions are goldens in `tests/cli/snapshots`; `INSTA_UPDATE=always cargo test --test
//! cli` writes them anew, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod common;

/// A golden session.
macro_rules! golden {
    ($name:literal, $session:expr) => {
        insta::with_settings!({
            snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/snapshots"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
            filters => vec![
                // Kinds are read side by side, and the first error is told.
                (r"GET /api/v1/(monitor|dashboard) ", "GET [list] "),
                (r"127\.0\.0\.1:\d+", "[host]"),
                (r"\b20\d\d-\d\d-\d\d \d\d:\d\d UTC", "[time]"),
                (r#""changed_at": "[^"]+""#, r#""changed_at": "[time]""#),
                (r"\b17000000\d\b", "[monitor]"),
                (r"\b[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}\b", "[dashboard]"),
                (r"sha256:[0-9a-f]{64}", "sha256:[digest]"),
            ],
        }, { insta::assert_snapshot!($name, $session.to_string()); });
    };
}

#[path = "cli/account.rs"]
mod account;
#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/base.rs"]
mod base;
#[path = "cli/doctor.rs"]
mod doctor;
#[path = "cli/drift.rs"]
mod drift;
#[path = "cli/environments.rs"]
mod environments;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/flow.rs"]
mod flow;
#[path = "cli/guards.rs"]
mod guards;
#[path = "cli/house.rs"]
mod house;
#[path = "cli/impact.rs"]
mod impact;
#[path = "cli/init.rs"]
mod init;
#[cfg(unix)]
#[path = "cli/interrupt.rs"]
mod interrupt;
#[path = "cli/lint.rs"]
mod lint;
#[path = "cli/live.rs"]
mod live;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/project.rs"]
mod project;
#[path = "cli/reviewed.rs"]
mod reviewed;
#[path = "cli/story.rs"]
mod story;
