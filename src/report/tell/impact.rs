//! What a change means for people, in phrases.

use crate::plan::{Action, Impact, Priority};
use crate::report::value::middle;
use crate::report::{count, visible};

/// Phrases, the most urgent first; true for one that warns. As they came: handles and names are made harmless here.
pub fn phrases(action: Action, impact: &Impact) -> Vec<(bool, String)> {
    let list = |items: &[String]| items.iter().map(|item| visible::line(item)).collect::<Vec<_>>().join(", ");
    let mut phrases = Vec::new();
    let changed = impact.priority.filter(|one| action != Action::Delete && one.before != one.after);
    let kept = impact.priority.filter(|_| changed.is_none()).and_then(|one| one.before);
    if let Some(state) = &impact.state {
        let groups = groups(&impact.groups);
        phrases.push(match (impact.is_alerting(), kept) {
            (true, Some(priority)) => (true, format!("alerts right now with priority P{priority}{groups}")),
            (true, None) => (true, format!("alerts right now{groups}")),
            (false, _) => (false, format!("is in {} now{groups}", visible::line(state))),
        });
    }
    if !impact.used_by.is_empty() {
        let users: Vec<String> = impact.used_by.iter().map(ToString::to_string).collect();
        phrases.push((true, format!("still used by {}", users.join(", "))));
    }
    if !impact.used_by_others.is_empty() {
        phrases.push((true, format!("used outside of this project by {}", some(&impact.used_by_others, 5))));
    }
    if let Some(sentence) = &impact.in_use {
        phrases.push((true, format!("in use: {}", visible::line(sentence))));
    }
    if !impact.muted.is_empty() {
        let scopes = if impact.muted == ["*"] { String::new() } else { format!(" for {}", list(&impact.muted)) };
        phrases.push((false, format!("is muted now{scopes}")));
    }
    match (changed, kept) {
        (Some(Priority { before, after }), _) => {
            let shown = |priority: Option<u64>| priority.map_or("none".to_owned(), |number| format!("P{number}"));
            phrases.push((false, format!("priority {} → {}", shown(before), shown(after))));
        }
        (None, Some(priority)) if !impact.is_alerting() => phrases.push((false, format!("has priority P{priority}"))),
        (None, _) => {}
    }
    if !impact.handles_added.is_empty() {
        let verb = if action == Action::Create { "notifies" } else { "notifies from now on" };
        phrases.push((false, format!("{verb} {}", list(&impact.handles_added))));
    }
    if !impact.handles_removed.is_empty() {
        phrases.push((false, format!("no longer notifies {}", list(&impact.handles_removed))));
    }
    phrases
}

/// `: 3 groups (host:a, host:b, host:c)`
fn groups(names: &[String]) -> String {
    match names.len() {
        0 => String::new(),
        number => format!(": {} ({})", count(number, "group"), some(names, 3)),
    }
}

/// The first of them, and how many more.
fn some(names: &[String], most: usize) -> String {
    let shown: Vec<String> = names.iter().take(most).map(|name| middle(&visible::line(name), 120, 58)).collect();
    match names.len().saturating_sub(most) {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}
