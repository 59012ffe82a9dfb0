//! What a fix does: its finding goes, and nothing comes that is worse than a hint.

use std::collections::BTreeMap;

use ddsync::lint::{Checked, fix};
use ddsync::model::{Finding, Severity, Sources};

use super::seeds::Seed;
use super::way;

/// Rules whose fix makes a text readable that was not; what others then find in it was there before.
const OPENS: &[&str] = &[
    "log-query-quotes",
    "query-syntax",
    "query-type-mismatch",
    "search-syntax",
    "template-syntax",
    "unknown-function",
];

/// How many fixes were made, each alone and all together.
pub fn check(seed: &Seed) -> usize {
    let files = [(seed.path.clone(), seed.text.clone())];
    let (sources, before) = way::checked(&files);
    let fixable: Vec<&Finding> = before.of_rules().iter().filter(|finding| finding.fix.is_some()).collect();
    let mut made = 0;
    for finding in &fixable {
        if let Some(text) = fixed(&sources, &before, &[(*finding).clone()]) {
            made += 1;
            let (_, after) = way::checked(&[(seed.path.clone(), text.clone())]);
            judge(&before, &after, finding, &shown(seed, &text, finding));
        }
    }
    if made > 1 {
        together(seed);
    }
    made
}

fn shown(seed: &Seed, text: &str, finding: &Finding) -> String {
    format!("{}\n--- before\n{}\n--- after\n{text}", finding.message, seed.text)
}

fn judge(before: &Checked, after: &Checked, finding: &Finding, shown: &str) {
    let of = |checked: &Checked| counts(checked, Severity::Pedantic);
    let own = |checked: &Checked| of(checked).get(finding.rule).copied().unwrap_or_default();
    assert!(own(after) < own(before), "{}: the fix leaves its finding: {shown}", finding.rule);
    if OPENS.contains(&finding.rule) {
        return;
    }
    let allowed = counts(before, Severity::Warning);
    for (rule, count) in counts(after, Severity::Warning) {
        let had = allowed.get(rule).copied().unwrap_or_default();
        assert!(count <= had, "{}: the fix makes a `{rule}`: {shown}", finding.rule);
    }
}

fn counts(checked: &Checked, least: Severity) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in checked.findings().iter().filter(|finding| finding.severity >= least) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

/// Round by round, as `--fix` does it; it comes to an end.
fn together(seed: &Seed) {
    let mut text = seed.text.clone();
    for _ in 0..6 {
        let (sources, checked) = way::checked(&[(seed.path.clone(), text.clone())]);
        match fixed(&sources, &checked, checked.findings()) {
            Some(new) => text = new,
            None => return,
        }
    }
    panic!("fixes make work for each other\n--- before\n{}\n--- after\n{text}", seed.text);
}

/// The seed's file with the fixes of these; None where none can be made in it.
fn fixed(sources: &Sources, checked: &Checked, findings: &[Finding]) -> Option<String> {
    fix::fixed(checked.resources(), findings, sources).into_iter().next().map(|file| file.text)
}
