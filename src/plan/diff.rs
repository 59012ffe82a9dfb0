//! What differs between two canonical sides, leaf by leaf.

use serde_json::{Map, Value};

use super::align::Alignment;
use super::canonical::{Canonical, default_at};
use crate::model::{Kind, Lit, Pattern, Pointer};
use crate::schema;

/// One difference that a person can read.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// In the definition; in the live object where the definition has nothing there.
    pub path: Pointer,
    pub how: How,
    /// None where the side has nothing.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    Value,
    /// Order means nothing in these two lists.
    Set,
    /// An item of a list; it is only new or only gone.
    Item,
    /// The same item, now at another place of its list.
    Moved {
        from: Pointer,
    },
}

/// What would change on the live side if the definition were written. A live field that the definition leaves out and
/// that the schema does not know is left alone, and so is one whose default is Datadog's to move.
pub fn diff(kind: &Kind, live: &Canonical, desired: &Canonical) -> Vec<FieldChange> {
    let mut differ = Differ::new(kind, live, desired);
    differ.values(&Pointer::root(), &Pointer::root(), Some(live.value()), Some(desired.value()));
    differ.changes
}

/// Whether Datadog moves what stands here where a definition is silent about it.
pub fn is_unmanaged(kind: &Kind, live: &Value, at: &Pointer) -> bool {
    matches!(default_at(kind, live, at), Some(Lit::Unmanaged))
}

/// Whether silence about this live field means that it is not ours.
pub(super) fn left_alone(kind: &Kind, live: &Value, at: &Pointer) -> bool {
    is_unmanaged(kind, live, at) || schema::known(kind.name).is_some_and(|known| !known.knows(live, at))
}

pub(super) struct Differ<'a> {
    kind: &'a Kind,
    live: &'a Value,
    desired: &'a Value,
    changes: Vec<FieldChange>,
}

impl<'a> Differ<'a> {
    pub(super) fn new(kind: &'a Kind, live: &'a Canonical, desired: &'a Canonical) -> Self {
        Self { kind, live: live.value(), desired: desired.value(), changes: Vec::new() }
    }

    /// Whether a definition that is silent here means this value.
    pub(super) fn definition_means(&self, at: &Pointer, value: &Value) -> bool {
        self.follows(at, self.desired, value)
    }

    /// Whether a live object that is silent here means this value.
    pub(super) fn live_means(&self, live_at: &Pointer, value: &Value) -> bool {
        self.follows(live_at, self.live, value)
    }

    fn values(&mut self, live_at: &Pointer, at: &Pointer, live: Option<&Value>, desired: Option<&Value>) {
        match (live, desired) {
            (Some(live), Some(desired)) if live == desired => {}
            (Some(Value::Object(live)), Some(Value::Object(desired))) => {
                for (key, live, desired) in fields(live, desired) {
                    self.values(&live_at.key(key), &at.key(key), live, desired);
                }
            }
            (Some(Value::Array(live)), Some(Value::Array(desired))) if holds_parts(live, desired) => {
                self.lists(live_at, at, live, desired);
            }
            (Some(_), None) if left_alone(self.kind, self.live, live_at) => {}
            // Leaf by leaf, so that what is not ours inside is still left alone.
            (Some(Value::Object(live)), None) if !live.is_empty() => {
                live.iter().for_each(|(key, value)| self.values(&live_at.key(key), &at.key(key), Some(value), None));
            }
            (None, Some(Value::Object(desired))) if !desired.is_empty() => {
                desired.iter().for_each(|(key, value)| self.values(&live_at.key(key), &at.key(key), None, Some(value)));
            }
            (Some(value), None) if self.follows(at, self.desired, value) => {}
            (None, Some(value)) if self.follows(live_at, self.live, value) => {}
            _ => self.changes.push(FieldChange {
                path: at.clone(),
                how: if self.is_set(at) { How::Set } else { How::Value },
                before: live.cloned(),
                after: desired.cloned(),
            }),
        }
    }

    fn lists(&mut self, live_at: &Pointer, at: &Pointer, live: &[Value], desired: &[Value]) {
        let alignment = Alignment::of(live, desired);
        let moved = alignment.moved();
        for (new, value) in desired.iter().enumerate() {
            let path = at.index(new);
            let Some(old) = alignment.old_of_new[new] else {
                self.item(path, None, Some(value.clone()));
                continue;
            };
            if moved.contains(&new) {
                let from = live_at.index(old);
                self.changes.push(FieldChange {
                    path: path.clone(),
                    how: How::Moved { from },
                    before: None,
                    after: None,
                });
            }
            self.values(&live_at.index(old), &path, Some(&live[old]), Some(value));
        }
        for old in alignment.removed {
            self.item(live_at.index(old), Some(live[old].clone()), None);
        }
    }

    fn item(&mut self, path: Pointer, before: Option<Value>, after: Option<Value>) {
        self.changes.push(FieldChange { path, how: How::Item, before, after });
    }

    /// Whether the side that is silent there means this value by the rest of what it says.
    fn follows(&self, at: &Pointer, silent: &Value, value: &Value) -> bool {
        match default_at(self.kind, silent, at) {
            Some(Lit::Computed(compute)) => compute(silent).is_some_and(|computed| same(&computed, value)),
            _ => false,
        }
    }

    pub(super) fn is_set(&self, at: &Pointer) -> bool {
        self.kind.sets.iter().any(|path| Pattern(path).matches(at))
    }
}

/// The fields of both sides, those of the definition first.
pub(super) fn fields<'v>(
    live: &'v Map<String, Value>,
    desired: &'v Map<String, Value>,
) -> impl Iterator<Item = (&'v String, Option<&'v Value>, Option<&'v Value>)> {
    let asked = desired.iter().map(|(key, value)| (key, live.get(key), Some(value)));
    let rest = live.iter().filter(|(key, _)| !desired.contains_key(*key)).map(|(key, value)| (key, Some(value), None));
    asked.chain(rest)
}

/// Numbers by value, whatever their JSON form.
fn same(left: &Value, right: &Value) -> bool {
    left == right || (left.is_number() && left.as_f64() == right.as_f64())
}

/// Lists of plain values are compared as one value; lists of objects and of lists item by item.
pub(super) fn holds_parts(live: &[Value], desired: &[Value]) -> bool {
    live.iter().chain(desired).any(|item| item.is_object() || item.is_array())
}
