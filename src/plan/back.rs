//! The way back: what a definition would have to say for it to mean what Datadog has.

use serde_json::{Map, Value};

use super::align::Alignment;
use super::canonical::Canonical;
use super::diff::{Differ, fields, holds_parts, left_alone};
use crate::model::{Kind, Pointer};

/// One change of a definition. Pointers are the definition's.
#[derive(Clone, Debug, PartialEq)]
pub struct Back {
    pub at: Pointer,
    pub how: Turn,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// This value, whether the definition has one there or not.
    Value(Value),
    /// A list of plain values; in a set their order means nothing.
    Plain { items: Vec<Value>, set: bool },
    /// Nothing: Datadog has its default there.
    Gone,
    /// A list of parts: items that stay, by their places, and items that are new.
    Parts(Vec<PartOf>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum PartOf {
    Kept(usize),
    New(Value),
}

/// What differs in `desired` from `live`. What a definition leaves alone by its silence is not asked for.
pub fn back(kind: &Kind, desired: &Canonical, live: &Canonical) -> Vec<Back> {
    let differ = Differ::new(kind, live, desired);
    let mut turner = Turner { kind, differ, live: live.value(), backs: Vec::new() };
    turner.values(&Pointer::root(), &Pointer::root(), Some(live.value()), Some(desired.value()));
    turner.backs
}

struct Turner<'a> {
    kind: &'a Kind,
    differ: Differ<'a>,
    live: &'a Value,
    backs: Vec<Back>,
}

impl Turner<'_> {
    fn push(&mut self, at: &Pointer, how: Turn) {
        self.backs.push(Back { at: at.clone(), how });
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
                self.parts(live_at, at, live, desired);
            }
            (Some(Value::Array(live)), Some(Value::Array(_)) | None) if self.is_plain(live_at, at, live, desired) => {
                let set = self.differ.is_set(at);
                self.push(at, Turn::Plain { items: live.clone(), set });
            }
            (Some(live), None) => {
                if let Some(value) = self.wanted(live_at, at, live) {
                    self.push(at, Turn::Value(value));
                }
            }
            (None, Some(desired)) => self.gone(live_at, at, desired),
            (Some(live), Some(_)) => self.push(at, Turn::Value(live.clone())),
            (None, None) => {}
        }
    }

    /// A list of plain values that the definition has to have.
    fn is_plain(&self, live_at: &Pointer, at: &Pointer, live: &[Value], desired: Option<&Value>) -> bool {
        !holds_parts(live, &[]) && (desired.is_some() || self.wanted(live_at, at, &Value::from(live)).is_some())
    }

    fn parts(&mut self, live_at: &Pointer, at: &Pointer, live: &[Value], desired: &[Value]) {
        let alignment = Alignment::of(desired, live);
        let places: Vec<usize> = alignment.old_of_new.iter().flatten().copied().collect();
        if places.len() != live.len() || places.iter().copied().ne(0..desired.len()) {
            let parts = alignment.old_of_new.iter().zip(live).map(|(old, value)| match old {
                Some(old) => PartOf::Kept(*old),
                None => PartOf::New(value.clone()),
            });
            self.push(at, Turn::Parts(parts.collect()));
        }
        for (new, old) in alignment.old_of_new.iter().enumerate() {
            if let Some(old) = *old {
                self.values(&live_at.index(new), &at.index(old), live.get(new), desired.get(old));
            }
        }
    }

    /// What of a live value a silent definition would have to say; None where silence says it.
    fn wanted(&self, live_at: &Pointer, at: &Pointer, live: &Value) -> Option<Value> {
        if left_alone(self.kind, self.live, live_at) || self.differ.definition_means(at, live) {
            return None;
        }
        match live {
            Value::Object(map) if !map.is_empty() => {
                let inner = map.iter().filter_map(|(key, value)| {
                    Some((key.clone(), self.wanted(&live_at.key(key), &at.key(key), value)?))
                });
                let inner: Map<String, Value> = inner.collect();
                (!inner.is_empty()).then_some(Value::Object(inner))
            }
            other => Some(other.clone()),
        }
    }

    fn gone(&mut self, live_at: &Pointer, at: &Pointer, desired: &Value) {
        if self.differ.live_means(live_at, desired) {
            return;
        }
        let Value::Object(map) = desired else { return self.push(at, Turn::Gone) };
        let before = self.backs.len();
        for (key, value) in map {
            self.gone(&live_at.key(key), &at.key(key), value);
        }
        let all = self.backs.len() - before == map.len();
        if all && self.backs.iter().skip(before).all(|back| back.how == Turn::Gone) {
            self.backs.truncate(before);
            self.push(at, Turn::Gone);
        }
    }
}
