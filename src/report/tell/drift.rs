//! What is known of drift beside its fields: how bad it is, and who made it.

use serde_json::Value;
use time::OffsetDateTime;

use crate::model::{Danger, Weakens};
use crate::plan::{Action, Change, Drift, Risk, Touched, Why};
use crate::report::name::Name;
use crate::report::visible;

/// What stands out: `alerts later: options.thresholds.critical`.
pub fn risk(risk: &Risk) -> String {
    let list = |items: &[String]| items.iter().map(|item| visible::line(item)).collect::<Vec<_>>().join(", ");
    match &risk.why {
        Why::Gone if risk.danger <= Danger::Unheard => "nobody is told: it is not there".to_owned(),
        Why::Gone => "it is not there".to_owned(),
        Why::Mutes => "it mutes, and no file asks for it".to_owned(),
        Why::Muted(scopes) if *scopes == ["*"] => "nobody is told: it is muted".to_owned(),
        Why::Muted(scopes) => format!("nobody is told for {}: it is muted", list(scopes)),
        Why::Handles(handles) => format!("no longer notifies {}", list(handles)),
        Why::Field { at, weakens } => format!("{}: {}", effect(*weakens), Name::of(&Value::Null, at).rest),
    }
}

fn effect(weakens: Weakens) -> &'static str {
    match weakens {
        Weakens::Off => "nobody is told any more",
        Weakens::Later => "alerts later",
        Weakens::NoData => "missing data is told less",
        Weakens::Resolves => "resolves by itself",
        Weakens::Promise => "promises less",
        Weakens::Fewer => "told less often, or to fewer",
        Weakens::Priority => "less urgent",
    }
}

/// `ana@example.com`, or `unknown`.
pub fn who(touched: &Touched) -> String {
    touched.by.as_ref().map_or_else(|| "unknown".to_owned(), |by| visible::line(by))
}

/// `2026-11-20 14:03 UTC`; `unknown` where nobody tells.
pub fn when(touched: &Touched) -> String {
    touched.at.map_or_else(|| "unknown".to_owned(), stamp)
}

/// To the minute: a person looks for what they did, not for an event.
fn stamp(moment: OffsetDateTime) -> String {
    let moment = moment.to_offset(time::UtcOffset::UTC);
    format!("{} {:02}:{:02} UTC", moment.date(), moment.hour(), moment.minute())
}

/// Some fields, and who changed them last.
pub struct Author<'d> {
    pub touched: &'d Touched,
    /// `query, priority`; empty where one changed all.
    pub fields: String,
}

/// Names of fields that are told; the rest is counted.
const MOST: usize = 4;

/// In the order of the fields.
pub fn authors<'d>(change: &Change, drift: &'d Drift) -> Vec<Author<'d>> {
    let mut groups: Vec<(&Touched, Vec<String>)> = Vec::new();
    for (field, touched) in change.fields.iter().zip(&drift.authors) {
        let label = Name::of(&Value::Null, &field.path).rest;
        match groups.iter_mut().find(|(known, _)| *known == touched) {
            Some((_, labels)) => labels.push(label),
            None => groups.push((touched, vec![label])),
        }
    }
    if groups.is_empty() {
        return vec![Author { touched: &drift.touched, fields: String::new() }];
    }
    let named = |labels: &[String]| {
        let rest = labels.len().saturating_sub(MOST);
        let more = (rest > 0).then(|| format!("{rest} more"));
        labels.iter().take(MOST).cloned().chain(more).collect::<Vec<_>>().join(", ")
    };
    groups.into_iter().map(|(touched, labels)| Author { touched, fields: named(&labels) }).collect()
}

/// `last changed by ana@example.com, 2026-11-20 14:03 UTC`; of one that is missing, who deleted it.
pub fn sentence(action: Action, author: &Author<'_>) -> String {
    let touched = author.touched;
    if action == Action::Create && *touched == Touched::default() {
        return "deleted, nobody tells by whom, or never applied".to_owned();
    }
    let done = if action == Action::Create { "deleted" } else { "last changed" };
    let done = if author.fields.is_empty() { done.to_owned() } else { format!("{}: {done}", author.fields) };
    match (&touched.by, touched.at) {
        (None, None) => format!("{done} by somebody: nobody tells who it was, or when"),
        (None, Some(at)) => format!("{done} {}, by whom is unknown", stamp(at)),
        (Some(_), None) => format!("{done} by {}", who(touched)),
        (Some(_), Some(at)) => format!("{done} by {}, {}", who(touched), stamp(at)),
    }
}
