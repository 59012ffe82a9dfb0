//! What there is to tell about a change, in words, before anything is said about looks.

pub mod drift;
mod field;
pub mod impact;
mod layout;
pub mod sides;

use serde_json::Value;

use super::name::{self, Name};
use super::words::{Row, Segment};
use super::{Verb, value};
use crate::model::{Pattern, Pointer};
use crate::plan::{Action, Change, FieldChange, How};

/// From which side a change is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What applying would do: from Datadog to the files.
    Files,
    /// What happened in Datadog: from the files to Datadog.
    Datadog,
}

impl Side {
    pub fn of(verb: Verb) -> Self {
        match verb {
            Verb::Drift => Self::Datadog,
            Verb::Validate | Verb::Diff | Verb::Apply => Self::Files,
        }
    }
}

/// The symbol and the word of an action.
pub fn sign(action: Action, side: Side) -> (&'static str, &'static str) {
    match (side, action) {
        (Side::Files, Action::Create) => ("+", "create"),
        (Side::Files, Action::Update) => ("~", "update"),
        (Side::Files, Action::Adopt) => (">", "adopt"),
        (Side::Files, Action::Replace) => ("±", "replace"),
        (Side::Files, Action::Delete) => ("-", "delete"),
        (Side::Datadog, Action::Create) => ("-", "missing"),
        (Side::Datadog, Action::Update | Action::Replace) => ("~", "changed"),
        (Side::Datadog, Action::Adopt) => (">", "unmarked"),
        (Side::Datadog, Action::Delete) => ("+", "extra"),
    }
}

/// What changes in one part of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// `group "X" › widget "Y"`; empty for the object itself.
    pub subject: String,
    pub told: Vec<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Field {
        /// `options.thresholds.critical`.
        label: String,
        what: What,
        /// Datadog cannot change it on an existing object.
        needs_new: bool,
    },
    /// An item of a list that comes or goes: `widget "Errors" (timeseries)`.
    Item { gone: bool, what: String },
    /// `moved up from position 3 to 1`; the label is empty where the part itself moved.
    Note { label: String, text: String },
}

/// A change of one value. All texts are harmless and in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Short on both sides.
    Arrow { from: String, to: String },
    /// One text, changed in places.
    Words(Vec<Segment>),
    /// Two texts that have little in common.
    Swap { from: String, to: String },
    /// Texts of several lines.
    Rows(Vec<Row>),
    /// Lists of plain values: (gone, value).
    Items(Vec<(bool, String)>),
}

/// The fields of a change, part by part in the order of the plan.
pub fn blocks(change: &Change, side: Side) -> Vec<Block> {
    blocks_of(change, &change.fields, side)
}

/// Some fields of a change.
pub fn blocks_of(change: &Change, fields: &[FieldChange], side: Side) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut at = 0;
    while let Some(field) = fields.get(at) {
        let (subject, told, taken) = told(change, field, fields.get(at..).unwrap_or_default(), side);
        match blocks.last_mut().filter(|block| block.subject == subject) {
            Some(block) => block.told.push(told),
            None => blocks.push(Block { subject, told: vec![told] }),
        }
        at += taken;
    }
    blocks
}

/// The subject, what is told, and of how many of `rest` it tells.
fn told(change: &Change, field: &FieldChange, rest: &[FieldChange], side: Side) -> (String, Told, usize) {
    let object = object_of(change, field);
    if let How::Item = field.how {
        let (subject, told) = item(object, field, side);
        return (subject, told, 1);
    }
    let name = Name::of(object, &field.path);
    if let Some((text, taken)) = layout::told(object, &name, rest, side) {
        let label = String::new();
        return (name.subject(), Told::Note { label, text }, taken);
    }
    let told = match &field.how {
        How::Moved { from } => Told::Note { label: name.rest.clone(), text: moved(from, &field.path, side) },
        _ => Told::Field {
            label: name.rest.clone(),
            what: field::what(change, field, side),
            needs_new: change.action == Action::Replace && is_immutable(change, &field.path),
        },
    };
    (name.subject(), told, 1)
}

/// Where the path of the field can be followed: in the definition, and in the live object for what only that has.
fn object_of<'a>(change: &'a Change, field: &FieldChange) -> &'a Value {
    let live = change.live.as_ref().map(|live| &live.object);
    let gone = field.how == How::Item && field.after.is_none();
    let (first, second) = if gone { (live, change.spec.as_ref()) } else { (change.spec.as_ref(), live) };
    first.or(second).unwrap_or(&Value::Null)
}

fn item(object: &Value, field: &FieldChange, side: Side) -> (String, Told) {
    let (from, to) = sides(field, side);
    let gone = to.is_none();
    let item = to.or(from).unwrap_or(&Value::Null);
    let list = Name::of(object, &field.path.parent().unwrap_or_default());
    let what = name::part_in_full(item).unwrap_or_else(|| {
        let name = Name::of(object, &field.path).rest;
        format!("{name}  {}", value::shown(item))
    });
    (list.subject(), Told::Item { gone, what })
}

fn sides(field: &FieldChange, side: Side) -> (Option<&Value>, Option<&Value>) {
    match side {
        Side::Files => (field.before.as_ref(), field.after.as_ref()),
        Side::Datadog => (field.after.as_ref(), field.before.as_ref()),
    }
}

fn moved(from: &Pointer, to: &Pointer, side: Side) -> String {
    let (from, to) = match side {
        Side::Files => (place(from), place(to)),
        Side::Datadog => (place(to), place(from)),
    };
    let way = if to < from { "up" } else { "down" };
    format!("moved {way} from position {from} to {to}")
}

/// 1-based.
fn place(at: &Pointer) -> usize {
    match at.tokens().last() {
        Some(crate::model::Token::Index(index)) => index + 1,
        _ => 1,
    }
}

fn is_immutable(change: &Change, at: &Pointer) -> bool {
    change.address.kind.immutable.iter().any(|path| Pattern(path).matches(at))
}
