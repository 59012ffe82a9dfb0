//! Who made a difference, in words.

use serde_json::Value;

use super::{Block, Side, blocks_of, object_of};
use crate::plan::{Action, Already, Cause, Caused, Change, FieldChange, Plan, Sides};
use crate::report::name::Name;
use crate::report::{count, value, visible};

/// Fields of one cause.
pub struct Group {
    pub cause: Cause,
    pub blocks: Vec<Block>,
    /// What the base says, where neither side says it any more: `options.thresholds.critical: 3`.
    pub base: Vec<String>,
}

/// The fields of a change by their cause; none where the causes are not known.
pub fn groups(change: &Change, sides: Option<&Sides>, side: Side) -> Vec<Group> {
    let Some(caused) = sides.and_then(|sides| sides.of(change)) else { return Vec::new() };
    let groups = Cause::ALL.into_iter().map(|cause| {
        let fields: Vec<FieldChange> = of_cause(change, caused, cause).map(|(field, _)| field.clone()).collect();
        let base = of_cause(change, caused, cause).filter(|_| cause == Cause::Both);
        let base = base.map(|(field, base)| format!("{}: {}", label(change, field), shown(base))).collect();
        Group { cause, blocks: blocks_of(change, &fields, side), base }
    });
    groups.filter(|group| !group.blocks.is_empty()).collect()
}

/// Fields of this cause, with what the base has there.
pub fn of_cause<'a>(
    change: &'a Change,
    caused: &'a Caused,
    cause: Cause,
) -> impl Iterator<Item = (&'a FieldChange, Option<&'a Value>)> {
    let fields = change.fields.iter().zip(&caused.fields).filter(move |(_, caused)| caused.cause == cause);
    fields.map(|(field, caused)| (field, caused.base.as_ref()))
}

/// A place of a change, with the widget that it is in.
pub fn label(change: &Change, field: &FieldChange) -> String {
    place(object_of(change, field), field)
}

/// A place of what Datadog has already.
pub fn label_already(already: &Already, field: &FieldChange) -> String {
    place(&already.spec, field)
}

fn place(object: &Value, field: &FieldChange) -> String {
    let name = Name::of(object, &field.path);
    [name.subject(), name.rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A value in short; nothing is Datadog's default.
pub fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "(default)".to_owned(), value::shown)
}

/// What stands over a group.
pub fn title(cause: Cause, base: &str) -> String {
    let base = visible::line(base);
    match cause {
        Cause::Branch => format!("changed since {base}:"),
        Cause::Drift => "changed in Datadog, and undone by applying:".to_owned(),
        Cause::Both => format!("changed since {base}, and in Datadog to something else:"),
    }
}

/// Of an object that comes or goes as a whole; None where the action says it.
pub fn whole(action: Action, cause: Cause, base: &str) -> Option<String> {
    let base = visible::line(base);
    match (action, cause) {
        (Action::Create, Cause::Drift) => Some(format!("defined at {base} already, and not in Datadog")),
        (Action::Create, Cause::Both) => Some(format!("defined at {base} and changed since, and not in Datadog")),
        (Action::Delete, Cause::Drift) => Some(format!("not defined at {base} either")),
        (Action::Delete, _) => Some(format!("defined at {base}")),
        (Action::Adopt, Cause::Drift) => Some("lost its mark in Datadog".to_owned()),
        (Action::Create, Cause::Branch) | (Action::Adopt | Action::Update | Action::Replace, _) => None,
    }
}

/// `Since main: 2 fields changed by this branch, 1 field changed by both.` None where objects only come and go.
pub fn summary(plan: &Plan, sides: &Sides) -> Option<String> {
    let already: usize = sides.already.iter().map(|already| already.fields.len()).sum();
    let parts = [
        (sides.count(Cause::Branch), "changed by this branch"),
        (sides.count(Cause::Drift), "changed in Datadog and undone by applying"),
        (sides.count(Cause::Both), "changed by both"),
        (already, "changed by this branch and live already"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, words)| format!("{} {words}", count(number, "field")))
        .collect();
    let base = visible::line(&sides.base);
    match (parts.is_empty(), plan.is_empty()) {
        (true, true) => Some(format!("Nothing changed since {base}.")),
        (true, false) => None,
        (false, _) => Some(format!("Since {base}: {}.", parts.join(", "))),
    }
}
