//! What the sandbox serves: one file or folder per kind, one line in [`ALL`].
//!
//! A kind is a name, a title for the index page and a table of routes. A route names its rate limit, where one was
//! recorded, and a function from [`Call`](super::wire::Call) to [`Answer`](super::wire::Answer): what it stores through
//! `call.objects` is kept if it answers, undone if it refuses. Defaults and oddities stand in the kind's own file, each
//! with the recording it comes from in mind; nothing outside this folder knows a kind.

pub(super) mod account;
mod audit;
mod aws_account;
mod catalog_entity;
mod dashboard;
mod dashboard_list;
mod derived_metrics;
mod downtime;
mod logs_pipeline;
mod metrics;
mod monitor;
mod monitor_policy;
mod notebook;
mod notification_rule;
mod powerpack;
mod resource;
mod retention_filter;
mod service_definition;
mod slo;
mod synthetic_test;
mod team;
mod webhook;

use super::route::Kind;

pub(super) use monitor::set_groups;

/// The registry. A kind is known from the moment it stands here.
pub(super) static ALL: &[&Kind] = &[
    &account::KIND,
    &audit::KIND,
    &monitor::KIND,
    &dashboard::KIND,
    &slo::KIND,
    &downtime::KIND,
    &notification_rule::KIND,
    &monitor_policy::KIND,
    &synthetic_test::KIND,
    &dashboard_list::KIND,
    &powerpack::KIND,
    &notebook::KIND,
    &logs_pipeline::KIND,
    &derived_metrics::LOGS,
    &derived_metrics::SPANS,
    &retention_filter::KIND,
    &metrics::METADATA_KIND,
    &metrics::TAGS_KIND,
    &webhook::KIND,
    &team::KIND,
    &service_definition::KIND,
    &catalog_entity::KIND,
    &aws_account::KIND,
];
