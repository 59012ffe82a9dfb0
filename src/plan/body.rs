//! What is sent. A body never loses what it does not know: unknown live fields and part ids are carried over.

use serde_json::{Map, Value};

use super::align::Alignment;
use super::canonical::{Canonical, default_at};
use super::diff::left_alone;
use crate::model::{Kind, Lit, Live, Mark, Pattern, Pointer};
use crate::schema;

/// The body of a create. References may still stand in it.
pub fn create(kind: &Kind, spec: &Value, mark: &Mark) -> Value {
    let mut body = bare(kind, spec);
    for path in kind.part_ids {
        Pattern(path).remove_if(&mut body, |_| true);
    }
    mark.write(kind, &mut body);
    (kind.body)(&mut body, None);
    body
}

/// The body of an update.
pub fn update(kind: &Kind, spec: &Value, live: &Live, mark: &Mark) -> Value {
    let mut body = bare(kind, spec);
    let carrier = Carrier { kind, live: &live.object };
    carrier.carry(&Pointer::root(), &live.object, &mut body);
    if kind.update.merges {
        reset(kind, &live.object, &mut body);
    }
    // The mark may have come along with a carried text or list.
    Mark::strip(kind, &mut body);
    mark.write(kind, &mut body);
    (kind.body)(&mut body, Some(&live.object));
    body
}

/// The body that changes nothing but the mark.
pub fn remark(kind: &Kind, live: &Live, mark: Option<&Mark>) -> Value {
    let mut body = bare(kind, &live.object);
    if let Some(mark) = mark {
        mark.write(kind, &mut body);
    }
    (kind.body)(&mut body, Some(&live.object));
    body
}

fn bare(kind: &Kind, object: &Value) -> Value {
    let mut body = object.clone();
    Mark::strip(kind, &mut body);
    for path in kind.server_owned {
        Pattern(path).remove_if(&mut body, |_| true);
    }
    body
}

/// A PUT that merges keeps what the body leaves out, so what the file leaves out is sent as its default. A null of the file
/// says as little, and Datadog would keep some fields for it too.
fn reset(kind: &Kind, live: &Value, body: &mut Value) {
    let (Some(live_map), Some(map)) = (live.as_object(), body.as_object_mut()) else {
        return;
    };
    for key in live_map.keys() {
        let at = Pointer::root().key(key);
        let ours =
            map.get(key).is_none_or(Value::is_null) && !owned_by_datadog(kind, &at) && !left_alone(kind, live, &at);
        if ours && schema::known(kind.name).is_some_and(|known| known.knows(live, &at)) {
            let default = default_at(kind, live, &at).and_then(Lit::value);
            // `0` stands for "none" in the defaults of numbers, and is not taken by the API: null is.
            let value = default.filter(|value| value.as_i64() != Some(0)).unwrap_or(Value::Null);
            map.insert(key.clone(), value);
        }
    }
}

fn owned_by_datadog(kind: &Kind, at: &Pointer) -> bool {
    [kind.server_owned, kind.write_only].concat().iter().any(|path| Pattern(path).matches(at))
}

struct Carrier<'a> {
    kind: &'a Kind,
    live: &'a Value,
}

impl Carrier<'_> {
    fn carry(&self, at: &Pointer, live: &Value, body: &mut Value) {
        match (live, body) {
            (Value::Object(live), Value::Object(body)) => {
                for (key, value) in live {
                    let at = at.key(key);
                    match body.get_mut(key) {
                        Some(inner) if !self.is_part_id(&at) => self.carry(&at, value, inner),
                        _ if self.is_part_id(&at) => {
                            body.insert(key.clone(), value.clone());
                        }
                        _ if owned_by_datadog(self.kind, &at) || value.is_null() => {}
                        _ if left_alone(self.kind, self.live, &at) => {
                            body.insert(key.clone(), value.clone());
                        }
                        // What is not ours may stand inside of what the file leaves out.
                        _ if value.is_object() => {
                            let mut inner = Value::Object(Map::new());
                            self.carry(&at, value, &mut inner);
                            if inner.as_object().is_some_and(|inner| !inner.is_empty()) {
                                body.insert(key.clone(), inner);
                            }
                        }
                        _ => {}
                    }
                }
            }
            (Value::Array(live), Value::Array(body)) => self.carry_items(at, live, body),
            _ => {}
        }
    }

    /// Items are matched as the diff matches them, without the ids of parts: a copied widget brings a foreign one.
    fn carry_items(&self, at: &Pointer, live: &[Value], body: &mut [Value]) {
        if !live.iter().any(Value::is_object) {
            return;
        }
        let plain = |items: &[Value]| -> Vec<Value> { items.iter().map(|item| self.comparable(at, item)).collect() };
        let alignment = Alignment::of(&plain(live), &plain(body));
        for (new, old) in alignment.old_of_new.iter().enumerate() {
            match old {
                Some(old) => self.carry(&at.index(*old), &live[*old], &mut body[new]),
                None => self.drop_part_ids(at, &mut body[new]),
            }
        }
    }

    fn comparable(&self, at: &Pointer, item: &Value) -> Value {
        let mut item = item.clone();
        self.drop_part_ids(at, &mut item);
        Canonical::of(&Kind::REST, &item).value().clone()
    }

    fn drop_part_ids(&self, at: &Pointer, item: &mut Value) {
        strip_part_ids(self, &at.index(0), item);
    }

    fn is_part_id(&self, at: &Pointer) -> bool {
        self.kind.part_ids.iter().any(|path| Pattern(path).matches(at))
    }
}

fn strip_part_ids(carrier: &Carrier<'_>, at: &Pointer, value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !carrier.is_part_id(&at.key(key)));
            for (key, child) in map {
                strip_part_ids(carrier, &at.key(key), child);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter_mut().enumerate() {
                strip_part_ids(carrier, &at.index(index), child);
            }
        }
        _ => {}
    }
}
