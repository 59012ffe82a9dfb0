//! The slips of event queries to which Datadog answers "invalid operator specified: ", whatever they are: quotes, the
//! source's name, a missing comparator.

use crate::lint::subject::Monitor;
use crate::lint::{Check, Context, Repair, Rule, Told};
use crate::model::Severity;
use crate::query::{self, Dialect};
use crate::syntax::Fault;

pub static RULE: Rule = Rule {
    id: "log-query-quotes",
    severity: Severity::Error,
    repair: Repair::Sometimes,
    check: Check::Monitor(check),
    page: include_str!("../../../tests/rules/log-query-quotes.md"),
    ..Rule::REST
};

/// What a parser misses where one of these slips is.
const MISSED: &[&str] = &["`\"`", "a source", "`>`", "`)`"];

fn check(monitor: &Monitor<'_>, _: &Context<'_>, told: &mut Told<'_>) {
    for fault in monitor.query.faults.iter().filter(|fault| is_about(monitor, fault)) {
        told.about(monitor, fault.message.clone()).fault(&Monitor::query_at(), fault);
    }
}

/// Whether this rule tells of the fault, and not query-syntax.
pub fn is_about(monitor: &Monitor<'_>, fault: &Fault) -> bool {
    let event = query::dialect_of(monitor.query_text) == Some(Dialect::Chain);
    event && fault.expected.iter().any(|expected| MISSED.contains(expected))
}
