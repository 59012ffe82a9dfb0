//! From schema text to the nodes of a graph.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::graph::{At, Node, Says};
use crate::schema::shapes::OPEN_ENUM;

/// The nodes of a root schema; the root is the first.
pub fn nodes(root: &Value) -> Vec<Node> {
    let mut compiler = Compiler { root, nodes: Vec::new(), references: HashMap::new() };
    compiler.add(root);
    let mut nodes = compiler.nodes;
    let open: Vec<At> = (0..nodes.len()).filter(|at| has_open_branch(&nodes, *at)).collect();
    for at in open {
        if let Some(node) = nodes.get_mut(at) {
            node.says = Says::Anything;
        }
    }
    nodes
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
            let at = self.add(field);
            node.add_field(name, at);
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
            (Some(condition), Some(then), None) => condition.choose(node, then),
            _ => node.also.extend(then.into_iter().chain(otherwise)),
        }
    }
}

/// The conditions that schemas here are made of.
enum Condition<'s> {
    Is { tag: &'s str, values: Vec<&'s str>, or_absent: bool },
    Absent { tag: &'s str },
}

impl Condition<'_> {
    fn choose(self, node: &mut Node, then: At) {
        match self {
            Self::Absent { tag } => node.add_absent(tag, then),
            Self::Is { tag, values, or_absent } => {
                for value in values {
                    node.add_case(tag, value, then);
                }
                if or_absent {
                    node.add_absent(tag, then);
                }
            }
        }
    }
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

fn says(schema: &Map<String, Value>, node: &Node) -> Says {
    let has_places = !node.fields.is_empty() || node.rest.is_some() || node.items.is_some();
    let has_parts = !node.also.is_empty() || node.has_switches();
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
