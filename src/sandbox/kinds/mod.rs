//! What the sandbox serves: one file or folder per kind, one line here.

mod account;
mod dashboard;
mod monitor;

use super::route::Kind;

/// The registry. A kind is known from the moment it stands here.
pub(super) static ALL: &[&Kind] = &[&account::KIND, &monitor::KIND, &dashboard::KIND];
