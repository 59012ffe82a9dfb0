//! A schema compiled to nodes and indices, so that a walk over an object looks up no `$ref` and no schema text.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::schema::shapes::OPEN_ENUM;

/// Index of a node in its graph.
pub type At = usize;

/// What one subschema says about which fields exist.
#[derive(Debug, Default)]
pub struct Node {
    pub says: Says,
    /// `properties`, in the schema's order.
    pub fields: Vec<(String, At)>,
    by_name: HashMap<String, usize>,
    /// `additionalProperties`, where it is a schema.
    pub rest: Option<At>,
    /// `items`.
    pub items: Option<At>,
    /// `$ref`, `allOf`, `anyOf`, `oneOf` and conditions that cannot be decided here: each adds what it knows.
    also: Vec<At>,
    /// `anyOf` and `oneOf` alone.
    either: Vec<At>,
    switches: Vec<Switch>,
    /// The listed values of an open enumeration.
    pub values: Option<Vec<String>>,
    pub read_only: bool,
    /// `additionalProperties: false`, so that validation refuses what is unknown.
    closed: bool,
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
struct Switch {
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
    pub fn new(root: &Value) -> Self {
        let mut compiler = Compiler { root, nodes: Vec::new(), references: HashMap::new() };
        compiler.add(root);
        let mut nodes = compiler.nodes;
        let open: Vec<At> = (0..nodes.len()).filter(|at| has_open_branch(&nodes, *at)).collect();
        for at in open {
            if let Some(node) = nodes.get_mut(at) {
                node.says = Says::Anything;
            }
        }
        Self { nodes }
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

/// Whether a branch of a union takes anything, and so the union does.
fn has_open_branch(nodes: &[Node], at: At) -> bool {
    let nothing = |mut at: At| {
        // A branch is often a bare `$ref`; a circle of them says nothing.
        for _ in 0..nodes.len() {
            match nodes.get(at) {
                Some(node) if node.says == Says::Nothing => return true,
                Some(Node { says: Says::Parts, also, either, .. }) if also.len() == 1 && either.is_empty() => {
                    at = also[0];
                }
                _ => return false,
            }
        }
        true
    };
    nodes.get(at).is_some_and(|node| node.either.iter().any(|branch| nothing(*branch)))
}

struct Compiler<'s> {
    root: &'s Value,
    nodes: Vec<Node>,
    references: HashMap<&'s str, At>,
}

impl<'s> Compiler<'s> {
    /// Adds a subschema and everything below it.
    fn add(&mut self, schema: &'s Value) -> At {
        let at = self.nodes.len();
        self.nodes.push(Node::default());
        if let Value::Object(schema) = schema {
            let node = self.compile(schema);
            if let Some(place) = self.nodes.get_mut(at) {
                *place = node;
            }
        }
        at
    }

    fn compile(&mut self, schema: &'s Map<String, Value>) -> Node {
        let mut node = Node {
            values: open_values(schema),
            closed: schema.get("additionalProperties") == Some(&Value::Bool(false)),
            read_only: schema.get("readOnly") == Some(&Value::Bool(true)),
            items: schema.get("items").map(|items| self.add(items)),
            rest: schema.get("additionalProperties").filter(|rest| rest.is_object()).map(|rest| self.add(rest)),
            ..Node::default()
        };
        for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            node.by_name.insert(name.clone(), node.fields.len());
            node.fields.push((name.clone(), self.add(field)));
        }
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            node.also.push(self.refer(reference));
        }
        for part in list(schema, "allOf") {
            self.add_part(&mut node, part);
        }
        for branch in list(schema, "anyOf").iter().chain(list(schema, "oneOf")) {
            let at = self.add(branch);
            node.also.push(at);
            node.either.push(at);
        }
        self.add_condition(&mut node, schema);
        node.says = says(schema, &node);
        node
    }

    fn refer(&mut self, reference: &'s str) -> At {
        if let Some(at) = self.references.get(reference) {
            return *at;
        }
        // Known before it is compiled, since schemas are recursive: a group widget holds widgets.
        let at = self.nodes.len();
        self.references.insert(reference, at);
        let root = self.root;
        self.add(reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer)).unwrap_or(&Value::Null))
    }

    /// A part of `allOf`: a bare condition joins the switches of the node itself.
    fn add_part(&mut self, node: &mut Node, part: &'s Value) {
        match part {
            Value::Object(part)
                if part.contains_key("if") && part.keys().all(|key| matches!(&**key, "if" | "then" | "else")) =>
            {
                self.add_condition(node, part);
            }
            _ => {
                let at = self.add(part);
                node.also.push(at);
            }
        }
    }

    fn add_condition(&mut self, node: &mut Node, schema: &'s Map<String, Value>) {
        let Some(condition) = schema.get("if") else { return };
        let then = schema.get("then").map(|then| self.add(then));
        let otherwise = schema.get("else").map(|otherwise| self.add(otherwise));
        match (Condition::parse(condition), then, otherwise) {
            (Some(condition), Some(then), None) => node.switch(condition, then),
            _ => node.also.extend(then.into_iter().chain(otherwise)),
        }
    }
}

/// The conditions that schemas here are made of.
enum Condition<'s> {
    Is { tag: &'s str, values: Vec<&'s str>, or_absent: bool },
    Absent { tag: &'s str },
}

impl<'s> Condition<'s> {
    fn parse(condition: &'s Value) -> Option<Self> {
        let condition = condition.as_object()?;
        if let Some(not) = condition.get("not") {
            let tag = required(not.as_object()?)?;
            return (condition.len() == 1).then_some(Self::Absent { tag });
        }
        let mut fields = condition.get("properties")?.as_object()?.iter();
        let (Some((tag, field)), None) = (fields.next(), fields.next()) else {
            return None;
        };
        let values = match (field.get("const"), field.get("enum")) {
            (Some(value), None) => vec![value.as_str()?],
            (None, Some(values)) => values.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?,
            _ => return None,
        };
        let or_absent = match condition.get("required") {
            Some(_) => required(condition).filter(|required| required == tag).map(|_| false)?,
            None => true,
        };
        Some(Self::Is { tag, values, or_absent })
    }
}

/// The one name of a `required` with one name.
fn required(schema: &Map<String, Value>) -> Option<&str> {
    match schema.get("required")?.as_array()?.as_slice() {
        [only] => only.as_str(),
        _ => None,
    }
}

impl Node {
    fn switch(&mut self, condition: Condition<'_>, then: At) {
        match condition {
            Condition::Absent { tag } => self.switch_on(tag).absent.push(then),
            Condition::Is { tag, values, or_absent } => {
                let switch = self.switch_on(tag);
                for value in values {
                    switch.cases.entry(value.to_owned()).or_default().push(then);
                }
                if or_absent {
                    switch.absent.push(then);
                }
            }
        }
    }

    fn switch_on(&mut self, tag: &str) -> &mut Switch {
        let at = self.switches.iter().position(|switch| switch.tag == tag).unwrap_or_else(|| {
            self.switches.push(Switch { tag: tag.to_owned(), ..Switch::default() });
            self.switches.len() - 1
        });
        &mut self.switches[at]
    }
}

fn says(schema: &Map<String, Value>, node: &Node) -> Says {
    let has_places = !node.fields.is_empty() || node.rest.is_some() || node.items.is_some();
    let has_parts = !node.also.is_empty() || !node.switches.is_empty();
    let holds_any = match schema.get("type") {
        Some(Value::String(one)) => holds_places(one),
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).any(holds_places),
        _ => false,
    };
    if schema.get("additionalProperties") == Some(&Value::Bool(true)) {
        Says::Anything
    } else if has_places || node.closed {
        Says::These
    } else if has_parts {
        Says::Parts
    } else if holds_any {
        Says::Anything
    } else if ["type", "enum", "const"].iter().any(|keyword| schema.contains_key(*keyword)) {
        Says::These
    } else {
        Says::Nothing
    }
}

fn holds_places(json_type: &str) -> bool {
    matches!(json_type, "object" | "array")
}

fn open_values(schema: &Map<String, Value>) -> Option<Vec<String>> {
    schema.get(OPEN_ENUM)?;
    let branches = list(schema, "anyOf").iter().filter_map(|branch| branch.get("enum")?.as_array());
    Some(branches.flatten().filter_map(Value::as_str).map(str::to_owned).collect())
}

fn list<'s>(schema: &'s Map<String, Value>, keyword: &str) -> &'s [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
