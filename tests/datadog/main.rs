//! The Datadog client against a scripted server on loopback: what goes wrong on the wire, and what is told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod client;
mod lists;
mod reads;
mod retries;
mod secrets;
mod server;
mod way;
mod writes;
