//! What suites share: pages that are run, recordings, and a sandbox with a client that does not wait.
#![allow(dead_code, reason = "each suite uses a part")]

pub mod house;
pub mod markdown;
pub mod pages;
pub mod recordings;
