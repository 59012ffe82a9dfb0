//! Import, as a user runs it: the binary, a folder, and a sandbox that holds what somebody made by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test has no world")]

#[path = "import/adopt.rs"]
mod adopt;
#[path = "import/document.rs"]
mod document;
#[path = "import/environments.rs"]
mod environments;
#[path = "import/files.rs"]
mod files;
#[path = "common/recordings.rs"]
mod recorded;
#[path = "import/recordings.rs"]
mod recordings;
#[path = "import/release.rs"]
mod release;
#[path = "import/update.rs"]
mod update;
#[path = "import/yard.rs"]
mod yard;
