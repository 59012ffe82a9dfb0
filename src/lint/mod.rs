//! What is wrong with a definition that reads well. Only what passed here can be planned.
//!
//! A rule is one file in `rules/` and one line in [`rules::ALL`]; it looks at one resource and tells what it finds. Which
//! findings are shown, and how loudly, is decided afterwards in one place ([`verdict`]).

mod rules;
mod verdict;

use indexmap::IndexMap;

use crate::load::{self, LintSetting};
use crate::model::{Address, Desired, Finding, Severity, Sources};

/// The project's resources after every rule has looked at them.
#[derive(Clone, Debug, Default)]
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

    /// Makes a resource adopt the object with this id; no rule looks at ids.
    pub fn claim(&mut self, address: &Address, id: &str) {
        if let Some(resource) = self.resources.iter_mut().find(|resource| resource.address == *address) {
            resource.id = Some(id.to_owned());
        }
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// What rules may look at besides the resource.
pub struct Context<'a> {
    pub sources: &'a Sources,
    /// `lint:` of `ddsync.yaml`, by rule.
    pub settings: &'a IndexMap<String, LintSetting>,
}

/// Runs every rule over the resources; `found` are the findings of loading, which nothing silences.
pub fn check(resources: Vec<Desired>, found: Vec<Finding>, context: &Context<'_>) -> Checked {
    let mut findings = found;
    for resource in &resources {
        let mut of_resource = Vec::new();
        for rule in rules::ALL {
            (rule.check)(resource, context, &mut of_resource);
        }
        findings.extend(verdict::judge(of_resource, resource, context));
    }
    Checked { resources, findings }
}

/// One thing that can be wrong.
pub struct Rule {
    /// Every id that its findings may bear, with what it means, for `explain`.
    pub ids: &'static [(&'static str, &'static str)],
    pub check: fn(&Desired, &Context<'_>, &mut Vec<Finding>),
}

/// Every id that a finding can bear, also those of loading, and what it means. By name.
pub fn explanations() -> Vec<(&'static str, &'static str)> {
    let of_rules = rules::ALL.iter().flat_map(|rule| rule.ids.iter().copied());
    let mut all: Vec<_> = load::RULES.iter().copied().chain(of_rules).collect();
    all.sort_unstable();
    // Some faults are the same in ddsync.yaml and in a definition.
    all.dedup_by_key(|(id, _)| *id);
    all
}
