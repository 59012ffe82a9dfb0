//! Told by loading, which looks every reference up; a definition with one cannot be planned.

use crate::lint::{Check, Repair, Rule};
use crate::model::Severity;

pub static RULE: Rule = Rule {
    id: "broken-reference",
    severity: Severity::Error,
    repair: Repair::Hint,
    check: Check::Engine,
    page: include_str!("../../../tests/rules/broken-reference.md"),
    ..Rule::REST
};
