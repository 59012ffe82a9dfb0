//! The query languages of monitors and widgets: parsers, syntax trees with spans, and what the words mean.
//!
//! Each entry point reads a text and gives a tree and the faults ([`Parsed`]); nothing panics, and a text that is too deep or
//! too long is a fault. The parsers take names that Datadog does not have, of functions, aggregators, modifiers and methods:
//! whether a word means something is for the rules, with the [`tables`].
//!
//! - [`monitor`]: the query of a monitor, of any type. The search in `logs("..")` and the formula in `formula("..")` are
//!   parsed with it, with faults of their own.
//! - [`metric`]: a widget's `q`; [`expression`]: one metric expression; [`formula`]: a formula over named queries.
//! - [`scope`]: `{env:prod}`; [`filter`]: the same without braces, as a downtime has it; [`search`]: a log search and the
//!   like; [`rrule`]: a schedule.
//!
//! [`Walk`] goes through every tree: all metrics, calls, modifiers, atoms, template variables. A `${...}` that is not filled
//! in yet may stand where a metric, a value, a number or a member could; [`Walk::has_placeholder`] tells.

mod dialect;
mod parse;
pub mod tables;
pub mod tree;
mod walk;

pub use tree::{Dialect, MonitorQuery, Spans};
pub use walk::{Node, Standing, Walk, facts_at, nodes_at};

use crate::syntax::Parsed;
use tree::{Expr, Filter, Recurrence, Scope, Search};

/// A monitor's query. A text that is of another dialect than its type is parsed as what it is: compare
/// [`MonitorQuery::dialect`], or ask [`tables::fits`]; [`tables::types_of`] names the types that it would fit.
pub fn monitor(monitor_type: &str, text: &str) -> Parsed<MonitorQuery> {
    dialect::monitor(monitor_type, text)
}

/// The dialect that a text is written in, by how it begins; None where it begins like none.
pub fn dialect_of(text: &str) -> Option<Dialect> {
    dialect::dialect_of(text)
}

/// A widget's `q`: metric expressions with commas between them.
pub fn metric(text: &str) -> Parsed<Vec<Expr>> {
    parse::widget(text)
}

/// One metric expression, as `queries[].query` has it.
pub fn expression(text: &str) -> Parsed<Expr> {
    parse::expression(text)
}

/// A formula over the names of queries.
pub fn formula(text: &str) -> Parsed<Expr> {
    parse::formula(text)
}

/// `{env:prod,!role:db}`.
pub fn scope(text: &str) -> Parsed<Scope> {
    parse::scope(text)
}

/// `env:prod AND NOT role:db`, without braces.
pub fn filter(text: &str) -> Parsed<Filter> {
    parse::filter(text)
}

/// The search of logs, events, RUM, spans and the like.
pub fn search(text: &str) -> Parsed<Search> {
    parse::search(text)
}

/// `FREQ=WEEKLY;BYDAY=MO`, with or without `RRULE:` in front.
pub fn rrule(text: &str) -> Parsed<Recurrence> {
    parse::recurrence(text)
}
