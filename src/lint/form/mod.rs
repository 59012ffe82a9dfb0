//! Whether a definition has the form that its schema asks for. What it means is a matter for the rules.

mod unknown;
mod violation;

use crate::model::{Desired, Finding};

/// Every id that a finding of this room may bear, and what it means.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    violation::RULES.iter().chain(unknown::RULES).copied()
}

pub fn check(resource: &Desired, findings: &mut Vec<Finding>) {
    violation::check(resource, findings);
    unknown::check(resource, findings);
}
