//! What became of a change, in words that every format shares.

use super::value::middle;
use super::{Report, visible};
use crate::plan::{Action, Done, Left, Outcome};

/// Past tense: `created`, `failed`, `kept`.
pub fn word(outcome: &Outcome) -> &'static str {
    match &outcome.result {
        Done::Applied { .. } => past(outcome.action),
        Done::Failed { .. } => "failed",
        Done::Partly { .. } => "half done",
        Done::Unknown { .. } => "uncertain",
        Done::Moved { .. } => "outdated",
        Done::Skipped { .. } => "skipped",
        Done::Left(_) => "kept",
        Done::Interrupted => "not begun",
    }
}

pub fn past(action: Action) -> &'static str {
    match action {
        Action::Create => "created",
        Action::Update => "updated",
        Action::Adopt => "adopted",
        Action::Replace => "replaced",
        Action::Delete => "deleted",
    }
}

/// Why it was not written; empty where it was. As it came: not yet safe to show.
pub fn why(outcome: &Outcome) -> String {
    match &outcome.result {
        Done::Applied { .. } => String::new(),
        Done::Failed { why, .. } | Done::Partly { why } | Done::Unknown { why } | Done::Moved { why } => why.clone(),
        Done::Skipped { needs } => format!("it needs {needs}, which was not written"),
        Done::Left(Left::NotPruning) if outcome.action == Action::Replace => {
            "it has to be made anew and the old one deleted; run with --prune to do so".to_owned()
        }
        Done::Left(Left::NotPruning) => "no file asks for it; run with --prune to delete it".to_owned(),
        Done::Left(Left::Protected) => "protected, so it is never deleted".to_owned(),
        Done::Interrupted => "interrupted before its turn".to_owned(),
    }
}

/// What Datadog stored otherwise than it was sent. As it came, too.
pub fn notes(outcome: &Outcome) -> &[String] {
    match &outcome.result {
        Done::Applied { notes } => notes,
        _ => &[],
    }
}

/// Where people open the object; None where there is nothing to open.
pub fn page(report: &Report<'_>, outcome: &Outcome) -> Option<String> {
    let (base, id) = (report.app_url?, outcome.id.as_ref()?);
    let page = outcome.address.kind.page;
    let there = outcome.action != Action::Delete && matches!(outcome.result, Done::Applied { .. }) && !page.is_empty();
    there.then(|| visible::line(&format!("{}{}", base.trim_end_matches('/'), page.replace("{id}", id))))
}

/// A sentence from elsewhere, harmless, in one line, and not a whole page of HTML.
pub fn sentence(text: &str) -> String {
    middle(&visible::line(text.trim()), 600, 280)
}
