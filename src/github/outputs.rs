//! What later steps of the job read.

use crate::model::{Finding, Severity};
use crate::plan::{Action, Plan};

/// Name and value of every output, in the order of `action.yml`; all are always there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs(Vec<(&'static str, String)>);

/// The outputs of `ddsync ci`, each as `action.yml` describes it.
pub const NAMES: &[&str] = &[
    "changes",
    "to-create",
    "to-update",
    "to-adopt",
    "to-replace",
    "to-delete",
    "unchanged",
    "drift",
    "errors",
    "warnings",
    "plan-digest",
    "comment-url",
    "issue-number",
    "pull-request-url",
    "failure-reason",
];

impl Default for Outputs {
    /// As if nothing had been looked at.
    fn default() -> Self {
        let nothing = |name: &&'static str| {
            let value = match *name {
                "changes" | "drift" => "false",
                name if name.starts_with("to-") || matches!(name, "unchanged" | "errors" | "warnings") => "0",
                _ => "",
            };
            (*name, value.to_owned())
        };
        Self(NAMES.iter().map(nothing).collect())
    }
}

impl Outputs {
    pub fn set(&mut self, name: &'static str, value: impl std::fmt::Display) {
        if let Some((_, known)) = self.0.iter_mut().find(|(known, _)| *known == name) {
            *known = format!("{value}");
        }
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    pub fn findings(&mut self, findings: &[Finding]) {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        self.set("errors", count(Severity::Error));
        self.set("warnings", count(Severity::Warning));
    }

    pub fn plan(&mut self, plan: &Plan) {
        self.set("changes", !plan.is_empty());
        self.set("to-create", plan.count(Action::Create));
        self.set("to-update", plan.count(Action::Update));
        self.set("to-adopt", plan.count(Action::Adopt));
        self.set("to-replace", plan.count(Action::Replace));
        self.set("to-delete", plan.count(Action::Delete));
        self.set("unchanged", plan.unchanged);
        self.set("plan-digest", &plan.digest);
    }

    /// For `$GITHUB_OUTPUT`; nobody may know `token`.
    pub fn file(&self, token: &str) -> String {
        self.0.iter().map(|(name, value)| crate::report::inert::entry(name, value, token)).collect()
    }
}
