//! Ids of other resources, as references to them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::load::escape;
use crate::model::{Address, Desired, Pattern, Pointer, State, Token};
use crate::plan::resolve::{Ids, written};

/// Which id is whose, and who refers to whom already.
#[derive(Debug, Default)]
pub struct Links {
    by_id: HashMap<String, Vec<Address>>,
    /// Targets of each resource; a circle could not be applied, so none is made.
    needs: BTreeMap<Address, BTreeSet<Address>>,
}

impl Links {
    /// `ids` are those of everything that a reference may name.
    pub fn new(ids: &Ids, existing: &[Desired]) -> Self {
        let mut links = Self::default();
        let absent = existing.iter().filter(|resource| resource.state == State::Absent);
        let absent: BTreeSet<&Address> = absent.map(|resource| &resource.address).collect();
        for (address, id) in ids.iter().filter(|(address, _)| !absent.contains(address)) {
            links.by_id.entry(id.clone()).or_default().push(address.clone());
        }
        for resource in existing {
            let targets = resource.references.iter().map(|reference| reference.target.clone());
            links.needs.entry(resource.address.clone()).or_default().extend(targets);
        }
        links
    }

    /// The spec as `own` may write it: texts escaped, ids replaced where an id stands by itself or as a word of a query.
    pub fn put(&mut self, own: &Address, spec: Map<String, Value>) -> Map<String, Value> {
        let mut spec = Value::Object(spec);
        self.walk(own, &Pointer::root(), &mut spec);
        match spec {
            Value::Object(spec) => spec,
            _ => Map::new(),
        }
    }

    /// One value of `own`, which stands at `at`.
    pub fn value(&mut self, own: &Address, at: &Pointer, mut value: Value) -> Value {
        self.walk(own, at, &mut value);
        value
    }

    fn walk(&mut self, own: &Address, at: &Pointer, value: &mut Value) {
        match value {
            Value::Object(map) => map.iter_mut().for_each(|(key, child)| self.walk(own, &at.key(key), child)),
            Value::Array(items) => {
                items.iter_mut().enumerate().for_each(|(index, item)| self.walk(own, &at.index(index), item));
            }
            Value::Number(_) | Value::String(_) => {
                if let Some(reference) = self.whole(own, at, value) {
                    *value = Value::String(reference);
                } else if let Value::String(text) = value {
                    *text = if is_query(at) { self.words(own, text) } else { escape(text) };
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// A value that is nothing but an id, at a place whose name says that it is one.
    fn whole(&mut self, own: &Address, at: &Pointer, value: &Value) -> Option<String> {
        if !names_ids(at) {
            return None;
        }
        let id = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        let target = self.only(&id)?.clone();
        // What the reference will be once it is filled in has to be this very value.
        let as_text = own.kind.text_ids.iter().any(|path| Pattern(path).matches(at));
        let filled = if as_text { Value::String(id) } else { target.kind.id_value(&id) };
        (filled == *value && self.allow(own, &target)).then(|| written(&target))
    }

    /// A query, with the words that are ids replaced. A number is one only where all is numbers: in `1 && 2`.
    fn words(&mut self, own: &Address, text: &str) -> String {
        let numbers = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '&' | '|' | '!' | '(' | ')'));
        let mut done = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_word) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|c| !is_word(c)).unwrap_or(from.len()));
            done.push_str(&escape(before));
            let is_id = numbers || (word.len() >= SHORTEST && !word.bytes().all(|byte| byte.is_ascii_digit()));
            let target = if is_id && !before.ends_with('$') { self.only(word).cloned() } else { None };
            match target.filter(|target| self.allow(own, target)) {
                Some(target) => done.push_str(&written(&target)),
                None => done.push_str(word),
            }
            rest = after;
        }
        done.push_str(&escape(rest));
        done
    }

    fn only(&self, id: &str) -> Option<&Address> {
        match self.by_id.get(id).map(Vec::as_slice) {
            Some([address]) => Some(address),
            _ => None,
        }
    }

    /// Notes the reference, unless it would lead back to `own`.
    fn allow(&mut self, own: &Address, target: &Address) -> bool {
        if own == target || self.reaches(target, own) {
            return false;
        }
        self.needs.entry(own.clone()).or_default().insert(target.clone());
        true
    }

    fn reaches(&self, from: &Address, to: &Address) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(self.needs.get(at).into_iter().flatten());
            }
        }
        false
    }
}

/// Shortest text that is taken for an id inside a query: `abc-def-ghi` has 11 characters.
const SHORTEST: usize = 8;

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

/// The nearest field around a value.
fn field(at: &Pointer) -> Option<String> {
    at.tokens().iter().rev().find_map(|token| match token {
        Token::Key(key) => Some(key.to_lowercase()),
        Token::Index(_) => None,
    })
}

/// `alert_id`, `monitor_ids`, `subtestPublicId`.
fn names_ids(at: &Pointer) -> bool {
    field(at).is_some_and(|name| name.ends_with("id") || name.ends_with("ids"))
}

fn is_query(at: &Pointer) -> bool {
    field(at).is_some_and(|name| name == "query")
}
