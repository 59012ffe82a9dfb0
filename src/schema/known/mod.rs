//! Which fields and values a schema knows. A field that it does not know is left alone where Datadog has it, and is
//! worth a warning where a file has it.

mod compile;
mod graph;

use serde_json::Value;

use self::graph::{Graph, Here};
use super::document::ALL;
use super::suggest::suggest;
use crate::model::{Pointer, Token};

/// An index of one schema. Asking it costs no allocation per `$ref` and no look at schema text.
#[derive(Debug)]
pub struct Known {
    graph: Graph,
}

/// A field that the schema does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    pub pointer: Pointer,
    /// Fields of the same object that are spelt alike, the nearest first; three at most.
    pub suggestions: Vec<String>,
    /// The object nearby that has a field of this name, as in `options.thresholds`; `the top level` for the root.
    pub elsewhere: Option<String>,
}

/// A value that an open enumeration does not list.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownValue {
    pub pointer: Pointer,
    pub value: String,
    /// Listed values that are spelt alike, the nearest first; three at most.
    pub suggestions: Vec<String>,
}

/// The index of a kind's schema; none for a kind without one.
pub fn known(kind_name: &str) -> Option<&'static Known> {
    let document = ALL.iter().find(|document| document.kind == Some(kind_name))?;
    Some(document.known())
}

impl Known {
    /// Compiles a root schema.
    pub fn new(schema: &Value) -> Self {
        Self { graph: Graph::new(schema) }
    }

    /// Whether the schema knows the field at `pointer`. `object` is the whole object, whose tags choose the branches of
    /// unions; it need not have the field.
    pub fn knows(&self, object: &Value, pointer: &Pointer) -> bool {
        let mut value = Some(object);
        let mut here = self.graph.root(object);
        for token in pointer.tokens() {
            if self.graph.is_open(&here) {
                return true;
            }
            let below = value.and_then(|value| child(value, token));
            let next = match (token, value) {
                (Token::Key(key), _) => self.graph.field(&here, key, below),
                (Token::Index(index), Some(Value::Object(_))) => self.graph.field(&here, &index.to_string(), below),
                (Token::Index(_), _) => self.graph.item(&here, below),
            };
            match next {
                Some(next) => here = next,
                None => return false,
            }
            value = below;
        }
        true
    }

    /// The fields of `object` that the schema does not know, the outermost of each branch, in the object's order.
    ///
    /// Nothing is said about an object whose tag is unknown: its fields cannot be known either. Nor about the closed
    /// objects that are ours, where an unknown field is a violation.
    pub fn unknown_fields(&self, object: &Value) -> Vec<Unknown> {
        let mut found = Vec::new();
        self.walk(object, &mut |step| {
            if step.is_unknown {
                found.push(self.unknown(step));
            }
        });
        found
    }

    /// The texts in `object` that stand where the schema lists values, and are not listed. `${...}` is left alone.
    pub fn unknown_values(&self, object: &Value) -> Vec<UnknownValue> {
        let mut found = Vec::new();
        self.walk(object, &mut |step| {
            if let Some(text) = step.value.as_str().filter(|text| !text.contains("${"))
                && let Some(listed) = self.listed(step.here)
                && !listed.contains(&text)
            {
                found.push(UnknownValue {
                    pointer: step.pointer.clone(),
                    value: text.to_owned(),
                    suggestions: suggest(text, listed),
                });
            }
        });
        found
    }

    /// Every value that is listed at a place; none where the place is no enumeration.
    fn listed<'g>(&'g self, here: &Here) -> Option<Vec<&'g str>> {
        let lists: Vec<_> = self.graph.here(here).filter_map(|node| node.values.as_ref()).collect();
        (!lists.is_empty()).then(|| lists.into_iter().flatten().map(String::as_str).collect())
    }

    fn unknown(&self, step: &Step<'_>) -> Unknown {
        let key = match step.pointer.tokens().last() {
            Some(Token::Key(key)) => key.as_str(),
            _ => "",
        };
        let siblings = step.around.last().map(|place| self.names(&place.here)).unwrap_or_default();
        let suggestions = suggest(key, siblings);
        let elsewhere = if suggestions.is_empty() { self.elsewhere(key, step.around) } else { None };
        Unknown { pointer: step.pointer.clone(), suggestions, elsewhere }
    }

    fn names<'g>(&'g self, here: &Here) -> Vec<&'g str> {
        self.graph.here(here).flat_map(|node| node.fields.iter().map(|(name, _)| name.as_str())).collect()
    }

    /// The nearest object that has a field of this name: below this one, then around it.
    fn elsewhere(&self, key: &str, around: &[Place<'_>]) -> Option<String> {
        let (place, outer) = around.split_last()?;
        let below = self.below(key, place, 2);
        let above = || outer.iter().rev().find(|place| self.names(&place.here).contains(&key)).map(Place::dotted);
        below.map(|place| place.dotted()).or_else(above)
    }

    fn below<'v>(&self, key: &str, place: &Place<'v>, levels: usize) -> Option<Place<'v>> {
        let names: Vec<String> =
            self.graph.here(&place.here).flat_map(|node| &node.fields).map(|(name, _)| name.clone()).collect();
        let places: Vec<Place<'v>> = names.iter().filter_map(|name| self.step_down(place, name)).collect();
        let has_it = places.iter().position(|place| self.names(&place.here).contains(&key));
        match has_it {
            Some(at) => places.into_iter().nth(at),
            None if levels > 1 => places.iter().find_map(|place| self.below(key, place, levels - 1)),
            None => None,
        }
    }

    fn step_down<'v>(&self, place: &Place<'v>, name: &str) -> Option<Place<'v>> {
        let value = place.value.and_then(|value| value.get(name));
        let here = self.graph.field(&place.here, name, value)?;
        let ours = name == "ddsync" && place.pointer.is_root();
        let read_only = self.graph.here(&here).any(|node| node.read_only);
        (!ours && !read_only).then(|| Place { pointer: place.pointer.key(name), here, value })
    }

    fn walk(&self, object: &Value, visit: &mut dyn FnMut(&Step<'_>)) {
        let mut around = vec![Place { pointer: Pointer::root(), here: self.graph.root(object), value: Some(object) }];
        self.descend(&mut around, object, visit);
    }

    /// Visits what stands in `value`, the last of `around`.
    fn descend<'v>(&self, around: &mut Vec<Place<'v>>, value: &'v Value, visit: &mut dyn FnMut(&Step<'_>)) {
        let Some(place) = around.last() else { return };
        if self.graph.is_open(&place.here) {
            return;
        }
        match value {
            Value::Object(fields) => {
                for (key, below) in fields {
                    self.enter(around, &Token::Key(key.clone()), below, visit);
                }
            }
            Value::Array(items) => {
                for (index, below) in items.iter().enumerate() {
                    self.enter(around, &Token::Index(index), below, visit);
                }
            }
            _ => {}
        }
    }

    fn enter<'v>(
        &self,
        around: &mut Vec<Place<'v>>,
        token: &Token,
        value: &'v Value,
        visit: &mut dyn FnMut(&Step<'_>),
    ) {
        let Some(place) = around.last() else { return };
        let pointer = place.pointer.child(token.clone());
        let next = match token {
            Token::Key(key) => self.graph.field(&place.here, key, Some(value)),
            Token::Index(_) => self.graph.item(&place.here, Some(value)),
        };
        // An item of something that is no list is a wrong type, which validation tells.
        let tellable = !place.here.strange && !self.graph.is_closed(&place.here);
        let is_unknown = next.is_none() && matches!(token, Token::Key(_)) && tellable;
        let here = next.clone().unwrap_or_default();
        visit(&Step { pointer: &pointer, value, here: &here, around, is_unknown });
        if let Some(here) = next {
            around.push(Place { pointer, here, value: Some(value) });
            self.descend(around, value, visit);
            around.pop();
        }
    }
}

/// A value that a walk came to, and the places around it from the root inwards.
struct Step<'s> {
    pointer: &'s Pointer,
    value: &'s Value,
    here: &'s Here,
    around: &'s [Place<'s>],
    is_unknown: bool,
}

struct Place<'v> {
    pointer: Pointer,
    here: Here,
    value: Option<&'v Value>,
}

impl Place<'_> {
    fn dotted(&self) -> String {
        let words = self.pointer.tokens().iter().map(|token| match token {
            Token::Key(key) => key.clone(),
            Token::Index(index) => index.to_string(),
        });
        let dotted = words.collect::<Vec<_>>().join(".");
        if dotted.is_empty() { "the top level".to_owned() } else { dotted }
    }
}

fn child<'v>(value: &'v Value, token: &Token) -> Option<&'v Value> {
    match token {
        Token::Key(key) => value.get(key),
        Token::Index(index) => value.get(index).or_else(|| value.get(index.to_string())),
    }
}

#[cfg(test)]
mod tests;
