//! The authoring types, and the JSON Schemas made of them: what a definition may say.
//!
//! They give editors completion, check a definition ([`violations`]) and tell which fields are known ([`known`]). They
//! never rebuild an object: a spec stays the JSON value that was read.

pub mod block;
pub mod dashboard;
mod document;
pub mod downtime;
mod faults;
pub mod known;
pub mod monitor;
pub mod monitor_policy;
mod nearest;
pub mod notification_rule;
mod ours;
pub mod project;
pub mod shapes;
pub mod slo;
mod suggest;
pub mod synthetic_test;
mod violations;
mod words;

pub use document::{ALL, Document, by_name, fields_in_order};
pub use known::{Known, Unknown, UnknownValue, known};
pub use violations::{Part, Violation, violations};

#[cfg(test)]
mod tests;
