//! What is wrong with a definition that reads well. Only what passed here can be planned.

use crate::load;
use crate::model::{Desired, Finding, Severity};

/// The project's resources after every rule has looked at them.
#[derive(Debug, Default)]
pub struct Checked {
    resources: Vec<Desired>,
    findings: Vec<Finding>,
}

impl Checked {
    pub fn resources(&self) -> &[Desired] {
        &self.resources
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Runs every rule over the resources; `found` are the findings of loading.
pub fn check(resources: Vec<Desired>, found: Vec<Finding>) -> Checked {
    Checked {
        resources,
        findings: found,
    }
}

/// A rule as people ask about it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub id: &'static str,
    pub summary: &'static str,
}

/// Every rule that a finding can name, also those of loading and pairing.
pub fn rules() -> impl Iterator<Item = Rule> {
    load::RULES.iter().map(|(id, summary)| Rule { id, summary })
}
