//! What the sandbox serves: one file or folder per kind, one line in [`ALL`].
//!
//! A kind is a name, a title for the index page and a table of routes. A route names its rate limit, where one was
//! recorded, and a function from [`Call`](super::wire::Call) to [`Answer`](super::wire::Answer): what it stores through
//! `call.objects` is kept if it answers, undone if it refuses. Defaults and oddities stand in the kind's own file, each
//! with the recording it comes from in mind; nothing outside this folder knows a kind.

mod account;
mod dashboard;
mod downtime;
mod monitor;
mod monitor_policy;
mod notification_rule;
mod slo;
mod synthetic_test;

use super::route::Kind;

/// The registry. A kind is known from the moment it stands here.
pub(super) static ALL: &[&Kind] = &[
    &account::KIND,
    &monitor::KIND,
    &dashboard::KIND,
    &slo::KIND,
    &downtime::KIND,
    &notification_rule::KIND,
    &monitor_policy::KIND,
    &synthetic_test::KIND,
];
