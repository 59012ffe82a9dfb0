//! A schema compiled to nodes and indices, so that a walk over an object looks up no `$ref` and no schema text.

use std::collections::HashMap;

use serde_json::Value;

/// Index of a node in its graph.
pub type At = usize;

/// What one subschema says about which fields exist.
#[derive(Debug, Default)]
pub struct Node {
    pub says: Says,
    /// `properties`, in the schema's order.
    pub fields: Vec<(String, At)>,
    pub(super) by_name: HashMap<String, usize>,
    /// `additionalProperties`, where it is a schema.
    pub rest: Option<At>,
    /// `items`.
    pub items: Option<At>,
    /// `$ref`, `allOf`, `anyOf`, `oneOf` and conditions that cannot be decided here: each adds what it knows.
    pub also: Vec<At>,
    /// `anyOf` and `oneOf` alone.
    pub either: Vec<At>,
    pub(super) switches: Vec<Switch>,
    /// The listed values of an open enumeration.
    pub values: Option<Vec<String>>,
    pub read_only: bool,
    /// `additionalProperties: false`, so that validation refuses what is unknown.
    pub closed: bool,
}

/// What a subschema says about the fields below it, apart from what its parts say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Says {
    /// Nothing: `true`, `{}`, annotations.
    #[default]
    Nothing,
    /// Its parts speak for it.
    Parts,
    /// What is there: a type, fields, values.
    These,
    /// Anything may stand below: `type: object` without fields.
    Anything,
}

/// Conditions on one tag, by its value.
#[derive(Debug, Default)]
pub(super) struct Switch {
    tag: String,
    cases: HashMap<String, Vec<At>>,
    absent: Vec<At>,
}

#[derive(Debug)]
pub struct Graph {
    nodes: Vec<Node>,
}

/// The subschemas that apply at one place of one object.
#[derive(Clone, Debug, Default)]
pub struct Here {
    at: Vec<At>,
    /// The value has a tag that no branch knows, so nothing certain can be said about its fields.
    pub strange: bool,
}

impl Graph {
    /// Compiles a root schema.
    pub fn new(root: &Value) -> Self {
        Self { nodes: super::compile::nodes(root) }
    }

    /// What applies to the whole object.
    pub fn root(&self, object: &Value) -> Here {
        self.expand([0], Some(object))
    }

    /// The field `key` of a place: no subschema at all where it is unknown. `value` is what stands at the field.
    pub fn field(&self, here: &Here, key: &str, value: Option<&Value>) -> Option<Here> {
        let next: Vec<At> = self.here(here).filter_map(|node| node.field(key)).collect();
        (!next.is_empty()).then(|| self.expand(next, value))
    }

    pub fn item(&self, here: &Here, value: Option<&Value>) -> Option<Here> {
        let next: Vec<At> = self.here(here).filter_map(|node| node.items).collect();
        (!next.is_empty()).then(|| self.expand(next, value))
    }

    /// Whether everything below is known.
    pub fn is_open(&self, here: &Here) -> bool {
        let says = |what| self.here(here).any(|node| node.says == what);
        says(Says::Anything) || says(Says::Nothing) && !says(Says::These)
    }

    /// Whether validation refuses unknown fields here.
    pub fn is_closed(&self, here: &Here) -> bool {
        self.here(here).any(|node| node.closed)
    }

    /// The nodes that apply at a place.
    pub fn here<'g, 'h>(&'g self, here: &'h Here) -> impl Iterator<Item = &'g Node> + use<'g, 'h> {
        here.at.iter().filter_map(|at| self.nodes.get(*at))
    }

    fn expand(&self, start: impl IntoIterator<Item = At>, value: Option<&Value>) -> Here {
        let mut here = Here::default();
        let mut queue: Vec<At> = start.into_iter().collect();
        while let Some(at) = queue.pop() {
            if here.at.contains(&at) {
                continue;
            }
            here.at.push(at);
            let Some(node) = self.nodes.get(at) else { continue };
            queue.extend(&node.also);
            for switch in &node.switches {
                here.strange |= !switch.choose(value, &mut queue);
            }
        }
        here
    }
}

impl Node {
    /// Adds a field of `properties`.
    pub fn add_field(&mut self, name: &str, at: At) {
        self.by_name.insert(name.to_owned(), self.fields.len());
        self.fields.push((name.to_owned(), at));
    }

    /// `at` applies where `tag` is `value`.
    pub fn add_case(&mut self, tag: &str, value: &str, at: At) {
        self.switch(tag).cases.entry(value.to_owned()).or_default().push(at);
    }

    /// `at` applies where there is no `tag`.
    pub fn add_absent(&mut self, tag: &str, at: At) {
        self.switch(tag).absent.push(at);
    }

    fn switch(&mut self, tag: &str) -> &mut Switch {
        let at = self.switches.iter().position(|switch| switch.tag == tag);
        let at = at.unwrap_or_else(|| {
            self.switches.push(Switch { tag: tag.to_owned(), ..Switch::default() });
            self.switches.len() - 1
        });
        &mut self.switches[at]
    }

    pub fn has_switches(&self) -> bool {
        !self.switches.is_empty()
    }

    fn field(&self, key: &str) -> Option<At> {
        let listed = self.by_name.get(key).and_then(|index| self.fields.get(*index));
        listed.map(|(_, at)| *at).or(self.rest)
    }
}

impl Switch {
    /// Adds the branches that apply; false where the tag's value chooses none. Without an object all of them may apply.
    fn choose(&self, value: Option<&Value>, queue: &mut Vec<At>) -> bool {
        let Some(Value::Object(object)) = value else {
            queue.extend(self.cases.values().flatten().chain(&self.absent));
            return true;
        };
        match object.get(&self.tag) {
            None => queue.extend(&self.absent),
            Some(tag) => match tag.as_str().and_then(|tag| self.cases.get(tag)) {
                Some(branches) => queue.extend(branches),
                None => return false,
            },
        }
        true
    }
}
