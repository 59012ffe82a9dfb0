//! The authoring types, and the JSON Schemas made of them: what a definition may say.
//!
//! They give editors completion, check a definition ([`violations`]) and tell which fields are known ([`known`](known())). They
//! never rebuild an object: a spec stays the JSON value that was read.

pub mod aws_account;
pub mod block;
pub mod catalog_entity;
pub mod dashboard;
pub mod dashboard_list;
mod derived_metric;
mod document;
pub mod downtime;
mod faults;
pub mod known;
pub mod logs_metric;
pub mod logs_pipeline;
pub mod logs_pipeline_order;
pub mod metric_metadata;
pub mod metric_tags;
pub mod monitor;
pub mod monitor_policy;
mod nearest;
pub mod notebook;
pub mod notification_rule;
mod ours;
pub mod powerpack;
pub mod project;
pub mod retention_filter;
pub mod service_definition;
pub mod shapes;
pub mod slo;
pub mod spans_metric;
mod suggest;
pub mod synthetic_test;
pub mod team;
mod violations;
pub mod webhook;
mod words;

pub use document::{ALL, Document, FORMAT, by_name, fields_in_order};
pub use known::{Known, Unknown, UnknownValue, known};
pub use violations::{Part, Violation, violations};

#[cfg(test)]
mod tests;
