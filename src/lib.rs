//! ddsync keeps Datadog monitors, dashboards and their neighbours in Git as YAML, and makes Datadog match.
//!
//! This page is the map of the house. Data walks one way, and the rooms stand in that order:
//!
//! ```text
//! files -> load -> Desired -> lint -> Checked -> plan (with the inventory read from Datadog) -> Plan
//!       -> policy -> Approved -> apply -> Outcomes -> report -> String
//! ```
//!
//! - [`model`] holds the nouns, [`kinds`] what Datadog has: one static table per kind, facts and quirks only.
//! - [`schema`] makes the JSON Schemas and knows which fields exist; [`load`] turns text into resources, each value with
//!   its place; [`lint`] says what is wrong with them; [`plan`] compares; [`report`] tells. All of these are pure: values
//!   in, values out, nothing waits and nothing prints.
//! - [`query`] and [`message`] read the small languages inside a definition, with the spans of [`syntax`]; the rules of
//!   [`lint`] walk their trees.
//! - [`import`] goes the other way, from live objects to tidy files, and [`edit`] changes one value of a file and not a byte
//!   beside it. Both are pure too.
//! - [`datadog`] talks to the API. A [`datadog::Reader`] has no method that writes, and that is all that `diff` and
//!   `drift` are given. [`apply`](mod@apply) carries out a [`plan::Approved`], which only the policy can make.
//! - [`github`] says what a pull request, an issue and a run show of a report, and asks GitHub for it at one door.
//! - [`sandbox`] is a Datadog of one's own, written from recorded traffic. It shares no facts with [`kinds`], so that one
//!   mistake cannot stand on both sides.
//! - [`world`] is the door to files, environment and terminal; [`cli`] is what was typed, [`settings`] what is meant by
//!   it; [`commands`] reads the pipeline aloud, one verb a file.
//!
//! A spec stays a [`serde_json::Value`] from file to wire: a typed model would silently drop the fields it does not know,
//! and Datadog adds some every month.
//!
//! `tests/architecture.rs` holds the rooms to this order.
#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_macros))]

pub mod apply;
pub mod cli;
pub mod commands;
pub mod datadog;
pub mod edit;
pub mod exit;
pub mod github;
pub mod import;
pub mod kinds;
pub mod lint;
pub mod load;
pub mod message;
pub mod model;
pub mod plan;
pub mod query;
pub mod report;
pub mod sandbox;
pub mod schema;
pub mod settings;
pub mod syntax;
pub mod world;
