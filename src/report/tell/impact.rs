//! What a change means for people, in phrases.

use crate::plan::{Action, Impact};
use crate::report::{count, visible};

/// Phrases, the most urgent first; true for one that warns. As they came: handles and names are made harmless here.
pub fn phrases(action: Action, impact: &Impact) -> Vec<(bool, String)> {
    let list = |items: &[String]| items.iter().map(|item| visible::line(item)).collect::<Vec<_>>().join(", ");
    let mut phrases = Vec::new();
    if let Some(state) = &impact.state {
        let groups = match impact.alerting_groups {
            0 => String::new(),
            number => format!(" ({})", count(number, "group")),
        };
        phrases.push(match impact.is_alerting() {
            true => (true, format!("alerts right now{groups}")),
            false => (false, format!("is in {} now", visible::line(state))),
        });
    }
    if !impact.used_by.is_empty() {
        let users: Vec<String> = impact.used_by.iter().map(ToString::to_string).collect();
        phrases.push((true, format!("still used by {}", users.join(", "))));
    }
    if let Some(sentence) = &impact.in_use {
        phrases.push((true, format!("in use: {}", visible::line(sentence))));
    }
    if !impact.muted.is_empty() {
        let scopes = if impact.muted == ["*"] { String::new() } else { format!(" for {}", list(&impact.muted)) };
        phrases.push((false, format!("is muted now{scopes}")));
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
