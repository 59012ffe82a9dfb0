use serde_json::Value;

use crate::model::{Address, Desired, Pointer, Token};

/// A resource of any kind.
#[derive(Clone, Copy)]
pub struct Resource<'a> {
    pub desired: &'a Desired,
}

impl<'a> Resource<'a> {
    pub fn of(desired: &'a Desired) -> Self {
        Self { desired }
    }

    pub fn address(&self) -> &'a Address {
        &self.desired.address
    }

    pub fn spec(&self) -> &'a Value {
        &self.desired.spec
    }

    /// The value at a pointer such as `/options/thresholds`; null counts as absent.
    pub fn get(&self, at: &str) -> Option<&'a Value> {
        self.desired.spec.pointer(at).filter(|value| !value.is_null())
    }

    pub fn text(&self, at: &str) -> Option<&'a str> {
        self.get(at)?.as_str()
    }

    pub fn number(&self, at: &str) -> Option<f64> {
        self.get(at)?.as_f64()
    }

    pub fn flag(&self, at: &str) -> Option<bool> {
        self.get(at)?.as_bool()
    }

    pub fn list(&self, at: &str) -> &'a [Value] {
        self.get(at).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Every text of the spec, with its place, in the order of the file.
    pub fn texts(&self) -> Vec<(Pointer, &'a str)> {
        texts_below(&Pointer::root(), &self.desired.spec)
    }
}

/// Every text in a value that stands at `at`.
pub fn texts_below<'v>(at: &Pointer, value: &'v Value) -> Vec<(Pointer, &'v str)> {
    let mut found = Vec::new();
    collect(at, value, &mut found);
    found
}

fn collect<'v>(at: &Pointer, value: &'v Value, found: &mut Vec<(Pointer, &'v str)>) {
    match value {
        Value::String(text) => found.push((at.clone(), text)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(&at.child(Token::Index(index)), item, found));
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| collect(&at.key(key), value, found)),
        _ => {}
    }
}
