//! The embedded server, over HTTP as a client sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test has no world")]

#[path = "sandbox/client.rs"]
mod client;
#[path = "sandbox/dashboards.rs"]
mod dashboards;
#[path = "sandbox/faults.rs"]
mod faults;
#[path = "sandbox/house.rs"]
mod house;
#[path = "sandbox/monitors.rs"]
mod monitors;
#[path = "common/recordings.rs"]
mod recorded;
#[path = "sandbox/recordings.rs"]
mod recordings;
