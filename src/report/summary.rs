//! The last lines: how many of what, and what to type next.

use std::collections::BTreeMap;

use super::{Report, SANDBOX, Verb, count, outcome};
use crate::kinds;
use crate::plan::{Action, Done, Plan};

/// `6 definitions are valid (3 monitors, 3 dashboards).`
pub fn valid(report: &Report<'_>) -> String {
    let number = report.resources.len();
    let verb = if number == 1 { "is" } else { "are" };
    let kinds = kinds::ALL.iter().filter_map(|kind| {
        let same = report.resources.iter().filter(|resource| resource.address.kind.name == kind.name);
        let number = same.count();
        (number > 0).then(|| count(number, kind.name))
    });
    let kinds: Vec<String> = kinds.collect();
    let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
    format!("{} {verb} valid{kinds}.", count(number, "definition"))
}

const PLAN: [(&[Action], &str); 5] = [
    (&[Action::Create], "to create"),
    (&[Action::Update], "to update"),
    (&[Action::Adopt], "to adopt"),
    (&[Action::Replace], "to replace"),
    (&[Action::Delete], "to delete"),
];

const DRIFT: [(&[Action], &str); 4] = [
    (&[Action::Update, Action::Replace], "changed"),
    (&[Action::Create], "missing"),
    (&[Action::Delete], "extra"),
    (&[Action::Adopt], "unmarked"),
];

/// `Plan: 1 to create, 2 to update, 4 unchanged.`
pub fn planned(report: &Report<'_>, plan: &Plan) -> String {
    if plan.is_empty() {
        return nothing(report);
    }
    let drift = report.verb == Verb::Drift;
    let words: &[(&[Action], &str)] = if drift { &DRIFT } else { &PLAN };
    let counts = words.iter().filter_map(|(actions, word)| {
        let number: usize = actions.iter().map(|action| plan.count(*action)).sum();
        (number > 0).then(|| format!("{number} {word}"))
    });
    let mut counts: Vec<String> = counts.collect();
    counts.push(format!("{} {}", plan.unchanged, if drift { "as defined" } else { "unchanged" }));
    let title = if drift { "Drift" } else { "Plan" };
    format!("{title}: {}.", counts.join(", "))
}

fn nothing(report: &Report<'_>) -> String {
    let title = if report.verb == Verb::Drift { "No drift" } else { "No changes" };
    if report.has_errors() {
        return format!("{title} beside the errors above.");
    }
    let there = report.other_side();
    match report.resources.len() {
        0 => format!("{title}. There are no definitions."),
        1 => format!("{title}. {there} matches the definition."),
        number => format!("{title}. {there} matches the {number} definitions."),
    }
}

/// `Applied: 3 created, 1 updated. 1 failed, 2 skipped.`
pub fn applied(report: &Report<'_>) -> String {
    let mut done: BTreeMap<Action, usize> = BTreeMap::new();
    let mut rest: Vec<(&str, usize)> = Vec::new();
    for outcome in report.outcomes {
        let word = outcome::word(outcome);
        match &outcome.result {
            Done::Applied { .. } => *done.entry(outcome.action).or_default() += 1,
            _ => match rest.iter_mut().find(|(known, _)| *known == word) {
                Some((_, number)) => *number += 1,
                None => rest.push((word, 1)),
            },
        }
    }
    let done: Vec<String> =
        done.iter().map(|(action, number)| format!("{number} {}", outcome::past(*action))).collect();
    let rest: Vec<String> = rest.iter().map(|(word, number)| format!("{number} {word}")).collect();
    let done = if done.is_empty() { "nothing".to_owned() } else { done.join(", ") };
    let rest = if rest.is_empty() { String::new() } else { format!(" {}.", rest.join(", ")) };
    format!("Applied: {done}.{rest}")
}

/// What a person would type next, sentence by sentence.
pub fn next_steps(report: &Report<'_>) -> Vec<String> {
    let mut hints = Vec::new();
    let mut hint = |text: String| hints.push(text);
    let Some(plan) = report.plan else { return hints };
    let apply = command(report, "apply");
    let pruning = pruning(report);
    let kept = Kept::of(plan);
    match report.verb {
        Verb::Diff | Verb::Drift if plan.is_empty() => {}
        Verb::Diff if report.has_errors() => {
            hint(format!("`{apply}` does not start while there are errors."));
        }
        Verb::Diff if plan.prune && kept.any() => hint(format!("Run `{pruning}` to apply it.")),
        Verb::Diff => {
            if kept.rest > 0 {
                hint(format!("Run `{apply}` to apply it."));
            }
            if kept.deletes > 0 {
                let verb = if kept.deletes == 1 { "is" } else { "are" };
                hint(format!("{} to delete {verb} kept: run `{pruning}` to delete.", count(kept.deletes, "object")));
            }
            if kept.replaces > 0 {
                let verb = if kept.replaces == 1 { "stays" } else { "stay" };
                let objects = count(kept.replaces, "object");
                hint(format!("{objects} to replace {verb} as now: run `{pruning}` to replace."));
            }
        }
        Verb::Drift => {
            if kept.rest > 0 {
                hint(format!("Run `{apply}` to put the definitions back, or take the change into the files."));
            }
            if kept.replaces > 0 {
                hint(format!("Run `{pruning}` to make anew what Datadog cannot change back."));
            }
            if kept.deletes > 0 {
                hint(format!("Run `{pruning}` to delete what is extra."));
            }
        }
        Verb::Apply => after(report, &mut hint),
        Verb::Validate => {}
    }
    hints
}

/// What an apply without `--prune` leaves alone, and how much it does.
struct Kept {
    deletes: usize,
    replaces: usize,
    rest: usize,
}

impl Kept {
    fn of(plan: &Plan) -> Self {
        let deletes = plan.changes.iter().filter(|change| change.action == Action::Delete && !change.protected());
        let replaces = plan.count(Action::Replace);
        let rest = plan.changes.len() - plan.count(Action::Delete) - replaces;
        Self { deletes: deletes.count(), replaces, rest }
    }

    fn any(&self) -> bool {
        self.deletes + self.replaces > 0
    }
}

fn after(report: &Report<'_>, hint: &mut impl FnMut(String)) {
    let any = |wanted: fn(&Done) -> bool| report.outcomes.iter().any(|outcome| wanted(&outcome.result));
    if any(|done| matches!(done, Done::Failed { denied: true, .. })) {
        hint("The keys may not write everything: check the scopes of the application key.".to_owned());
    }
    if any(|done| matches!(done, Done::Unknown { .. })) {
        hint(format!("Run `{}` to see what became of the uncertain ones.", command(report, "diff")));
    }
    if any(|done| matches!(done, Done::Failed { .. } | Done::Skipped { .. } | Done::Moved { .. } | Done::Interrupted)) {
        hint(format!("Run `{}` again for the rest: what was written is not written twice.", command(report, "apply")));
    }
}

fn command(report: &Report<'_>, verb: &str) -> String {
    format!("{}{}", line(report, verb), only(report))
}

fn pruning(report: &Report<'_>) -> String {
    format!("{} --prune{}", line(report, "apply"), only(report))
}

fn line(report: &Report<'_>, verb: &str) -> String {
    let environment = report.environment.map(|name| format!(" --env {name}")).unwrap_or_default();
    let sandbox = if report.target == SANDBOX { " --sandbox" } else { "" };
    format!("ddsync {verb}{environment}{sandbox}")
}

/// The addresses that were typed.
fn only(report: &Report<'_>) -> String {
    let only = report.plan.map(|plan| plan.only.as_slice()).unwrap_or_default();
    only.iter().map(|address| format!(" {address}")).collect()
}
