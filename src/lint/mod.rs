//! What is wrong with a definition that reads well. Only what passed here can be planned.
//!
//! A rule is one file in `rules/`, one line in [`rules::ALL`] and one page in `tests/rules/`; it looks at a resource that
//! has been parsed once ([`Subjects`]) and tells what it finds ([`Told`]). Which findings are shown, and how loudly, is
//! decided afterwards in one place: comments and blocks silence (`suppress`), settings weigh (`verdict`).
//!
//! It takes text and gives findings, with fixes as changes of values; who reads files or asks Datadog is somebody else.

mod algorithm;
pub mod baseline;
mod duration;
pub mod fix;
mod form;
mod gaps;
pub mod live;
mod overlap;
mod rule;
mod rules;
mod secrets;
pub mod subject;
mod suppress;
mod told;
mod verdict;
mod words;

pub use rule::{Check, Repair, Rule};
pub use rules::{ALL, by_id};
pub use subject::Subjects;
pub use told::Told;

use std::sync::LazyLock;

use time::Date;

use crate::load::{self, Comment, Lint};
use crate::model::{Address, Desired, Finding, Node, Severity, Sources};

/// The rule that the engine itself tells: what is silenced and need not be.
const UNUSED_SUPPRESSION: &str = "unused-suppression";

/// The project's resources after every rule has looked at them.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    resources: Vec<Desired>,
    /// Those of loading first.
    findings: Vec<Finding>,
    of_loading: usize,
}

impl Checked {
    pub fn resources(&self) -> &[Desired] {
        &self.resources
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Without what loading found.
    pub fn of_rules(&self) -> &[Finding] {
        self.findings.get(self.of_loading..).unwrap_or_default()
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

/// What rules may look at besides the resources.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub sources: &'a Sources,
    pub comments: &'a [Comment],
    /// `lint:` of `ddsync.yaml`.
    pub settings: &'a Lint,
    pub today: Date,
    /// Findings that are accepted.
    pub baseline: Option<&'a baseline::Baseline>,
    /// None offline.
    pub answers: Option<&'a live::Answers>,
}

impl<'a> Context<'a> {
    /// Without comments that silence anything, and offline.
    pub fn plain(sources: &'a Sources, settings: &'a Lint) -> Self {
        Self { sources, comments: &[], settings, today: Date::MIN, baseline: None, answers: None }
    }

    /// An option of a rule, as `ddsync.yaml` sets it.
    pub fn option(&self, rule: &Rule, name: &str) -> Option<&Node> {
        self.settings.rules.get(rule.id)?.options.get(name).map(|(_, node)| node)
    }

    /// A number among the options of a rule.
    pub fn number(&self, rule: &Rule, name: &str) -> Option<f64> {
        self.option(rule, name)?.to_value().as_f64()
    }

    /// A list of texts among the options of a rule.
    pub fn texts(&self, rule: &Rule, name: &str) -> Option<Vec<String>> {
        let value = self.option(rule, name)?.to_value();
        Some(value.as_array()?.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
    }
}

/// Runs every rule over the resources; `found` are the findings of loading, which nothing silences.
pub fn check(resources: Vec<Desired>, found: Vec<Finding>, context: &Context<'_>) -> Checked {
    run(resources, found, context, |rule| !rule.is_live() || context.answers.is_some())
}

/// The same over some files of a project (see [`load::load_beside`]), by the rules that need no others: quick enough for an
/// editor to ask at every key.
pub fn check_part(resources: Vec<Desired>, found: Vec<Finding>, context: &Context<'_>) -> Checked {
    run(resources, found, context, Rule::is_local)
}

fn run(resources: Vec<Desired>, found: Vec<Finding>, context: &Context<'_>, runs: impl Fn(&Rule) -> bool) -> Checked {
    let (mut of_form, mut of_rules) = (Vec::new(), Vec::new());
    resources.iter().for_each(|resource| form::check(resource, &mut of_form));
    let subjects = Subjects::of(&resources);
    rules::ALL.iter().filter(|rule| runs(rule)).for_each(|rule| look(rule, &subjects, context, &mut of_rules));
    let mut raw = overlap::told_once(&resources, &found, of_form, of_rules);

    let mut findings = found;
    findings.extend(verdict::settings(context));
    let of_loading = findings.len();
    let mut engine = Vec::new();
    let mut suppressions = suppress::gather(&resources, context.comments, context.sources, &mut engine);
    raw.retain(|finding| !suppress::silences(&mut suppressions, finding, context.today));
    engine.extend(suppress::stale(&suppressions, context.today, runs, context.sources));
    raw.extend(engine);
    let weights = verdict::Weights::of(context);
    let mut weighed = once(raw.into_iter().filter_map(|finding| weights.weigh(finding)).collect());
    if let Some(baseline) = context.baseline {
        baseline.accept(&mut weighed, context.sources);
    }
    findings.extend(weighed);
    Checked { resources, findings, of_loading }
}

fn look(rule: &'static Rule, subjects: &Subjects<'_>, context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told = Told::new(rule, context.sources, findings);
    match (&rule.check, context.answers) {
        (Check::Monitor(check), _) => subjects.monitors.iter().for_each(|one| check(one, context, &mut told)),
        (Check::Dashboard(check), _) => subjects.dashboards.iter().for_each(|one| check(one, context, &mut told)),
        (Check::Slo(check), _) => subjects.slos.iter().for_each(|one| check(one, context, &mut told)),
        (Check::Expression(check), _) => subjects.each_expression(|one| check(one, context, &mut told)),
        (Check::Search(check), _) => subjects.each_search(|one| check(one, context, &mut told)),
        (Check::Resource(check), _) => subjects.resources.iter().for_each(|one| check(one, context, &mut told)),
        (Check::Project(check), _) => check(subjects, context, &mut told),
        (Check::Live(check), Some(answers)) => check(subjects, answers, context, &mut told),
        (Check::Live(_), None) | (Check::Engine, _) => {}
    }
}

/// One fault of a default, or of a definition with `for_each`, shows in many resources and is told once.
fn once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = std::collections::HashSet::new();
    findings.into_iter().filter(|one| seen.insert((one.rule, one.place, one.message.clone()))).collect()
}

/// Every id that a finding can bear, also those of loading, and what it means. By name.
pub fn explanations() -> &'static [(&'static str, String)] {
    static ALL: LazyLock<Vec<(&str, String)>> = LazyLock::new(all_explanations);
    &ALL
}

/// The ids of [`explanations`].
fn ids() -> impl Iterator<Item = &'static str> + Clone {
    explanations().iter().map(|(id, _)| *id)
}

fn all_explanations() -> Vec<(&'static str, String)> {
    let pages = rules::ALL.iter().map(|rule| (rule.id, rule.summary()));
    let plain = load::RULES.iter().copied().chain(form::rules()).map(|(id, summary)| (id, summary.to_owned()));
    let mut all: Vec<_> = pages.chain(plain).collect();
    all.sort_unstable();
    // Some faults are the same in ddsync.yaml and in a definition.
    all.dedup_by_key(|(id, _)| *id);
    all
}
