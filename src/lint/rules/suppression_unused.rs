//! Told by the engine, which alone knows what was silenced.

use crate::lint::{Check, Repair, Rule};

pub static RULE: Rule = Rule {
    id: "unused-suppression",
    repair: Repair::Sometimes,
    check: Check::Engine,
    page: include_str!("../../../tests/rules/unused-suppression.md"),
    ..Rule::REST
};
