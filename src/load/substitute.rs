//! Fills `${vars.x}`, `${each.x}` and `${env.NAME}` into texts and takes note of references. Datadog's own `{{...}}` and
//! `$template_variable` are texts like any other.

use std::ops::Range;

use super::budget::{Budget, DEPTH, measure};
use super::hints;
use super::inside::Inside;
use super::placeholder::{Is, Piece, pieces};
use super::project::Vars;
use super::{fields, suggest};
use crate::model::{Address, Finding, Key, Node, Place, Pointer, Reference, Sources, Token, Tree};

/// What can be filled in at one spot.
pub struct Names<'a> {
    /// None where variables are not known yet, as inside `vars` itself.
    pub vars: Option<&'a Vars>,
    pub each: &'a [(String, Node)],
    pub env: Env<'a>,
    /// Inside definitions only.
    pub references: bool,
}

#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The names that `ddsync.yaml` lists under `env`.
    pub allowed: &'a [String],
    pub read: &'a dyn Fn(&str) -> Option<String>,
}

/// A reference and the bytes of its `${...}`.
#[derive(Debug)]
pub struct Found {
    pub reference: Reference,
    pub place: Place,
}

pub struct Filler<'a> {
    pub sources: &'a Sources,
    pub names: Names<'a>,
    pub findings: Vec<Finding>,
    pub found: Vec<Found>,
    budget: Budget,
    /// Where the walk is, by positions, since keys would have to be copied at each step.
    path: Vec<usize>,
    /// Of each found reference.
    paths: Vec<Vec<usize>>,
    /// Places inside the text at hand, once one was asked for.
    inside: Option<Inside>,
}

/// How a text has to be written in a definition to mean itself.
pub fn escape(text: &str) -> String {
    text.replace("${", "$${")
}

/// The pointer to what stands at these positions.
fn pointer(root: &Node, path: &[usize]) -> Pointer {
    let mut node = root;
    let mut at = Pointer::root();
    for &index in path {
        let step = match &node.tree {
            Tree::List(items) => items.get(index).map(|item| (Token::Index(index), item)),
            Tree::Map(map) => map.get_index(index).map(|(key, entry)| (Token::Key(key.clone()), &entry.node)),
            _ => None,
        };
        let Some((token, next)) = step else { break };
        at = at.child(token);
        node = next;
    }
    at
}

impl<'a> Filler<'a> {
    pub fn new(sources: &'a Sources, names: Names<'a>) -> Self {
        Self {
            sources,
            names,
            findings: Vec::new(),
            found: Vec::new(),
            budget: Budget::default(),
            path: Vec::new(),
            paths: Vec::new(),
            inside: None,
        }
    }

    pub fn fill(&mut self, node: &mut Node) {
        self.walk(node);
        for (found, path) in self.found.iter_mut().zip(self.paths.drain(..)) {
            found.reference.at = pointer(node, &path);
        }
    }

    fn walk(&mut self, node: &mut Node) {
        match &mut node.tree {
            Tree::Text(text, _) if text.contains("${") => {
                if let Some(tree) = self.text(node) {
                    node.tree = tree;
                }
            }
            Tree::List(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.path.push(index);
                    self.walk(item);
                    self.path.pop();
                }
            }
            Tree::Map(map) => {
                for (index, entry) in map.values_mut().enumerate() {
                    self.path.push(index);
                    self.walk(&mut entry.node);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, node: &Node) -> Option<Tree> {
        let Tree::Text(text, style) = &node.tree else {
            return None;
        };
        let pieces = pieces(text);
        self.inside = None;
        if let [piece] = pieces.as_slice()
            && let Is::Var(_) | Is::Each(_) = piece.is
        {
            return self.value(piece, node).map(|value| value.tree.clone());
        }
        let whole = matches!(pieces.as_slice(), [Piece { is: Is::Reference(..), .. }]);
        let mut filled = String::with_capacity(text.len());
        for piece in &pieces {
            self.piece(piece, node, whole, &mut filled);
        }
        Some(Tree::Text(filled, *style))
    }

    fn piece(&mut self, piece: &Piece<'_>, node: &Node, whole: bool, filled: &mut String) {
        let text = node.as_text().unwrap_or_default();
        let as_it_is = text.get(piece.range.clone()).unwrap_or_default();
        match &piece.is {
            Is::Text(text) => filled.push_str(text),
            Is::Escape => filled.push_str("${"),
            Is::Var(_) | Is::Each(_) => {
                let value = self.value(piece, node);
                match value.map(|value| (fields::scalar_text(value), fields::shape(value))) {
                    Some((Some(text), _)) => filled.push_str(&text),
                    Some((None, shape)) => {
                        let message = format!("`{as_it_is}` is {shape} and cannot stand inside a text");
                        let help = "a list or a map takes the whole value: nothing else in the text";
                        self.tell("invalid-placeholder", message, help, node, &piece.range);
                        filled.push_str(as_it_is);
                    }
                    None => filled.push_str(as_it_is),
                }
            }
            Is::Env(name) => match self.env(name, node, &piece.range) {
                Some(value) => filled.push_str(&value),
                None => filled.push_str(as_it_is),
            },
            Is::Reference(kind, key) => {
                let mut text = String::new();
                for piece in key {
                    self.piece(piece, node, false, &mut text);
                }
                filled.extend(["${", kind.name, ":", &text, "}"]);
                if let Some(key) = self.key(&text, node, &piece.range) {
                    self.reference(Address::new(kind, key), whole, node, &piece.range);
                }
            }
            Is::Unknown(body) => {
                let help = hints::meant(body, self.names.vars);
                let message = format!("`{as_it_is}` is nothing that ddsync can fill in");
                self.tell("invalid-placeholder", message, &help, node, &piece.range);
                filled.push_str(as_it_is);
            }
            Is::Unclosed => {
                let help = "close it with `}` on the same line; to mean the two characters themselves, write `$${`";
                self.tell("invalid-placeholder", "this `${` is not closed", help, node, &piece.range);
                filled.push_str(as_it_is);
            }
        }
    }

    /// The value of `${vars.x}` or `${each.x}`.
    fn value(&mut self, piece: &Piece<'_>, node: &Node) -> Option<&'a Node> {
        let (each, vars) = (self.names.each, self.names.vars);
        let value = match piece.is {
            Is::Var(name) => match vars {
                Some(vars) => vars.get(name),
                None => {
                    let help = "write its value out; in `vars` only `${env.NAME}` is filled in";
                    let message = "a variable cannot be made of other variables";
                    self.tell("invalid-placeholder", message, help, node, &piece.range);
                    return None;
                }
            },
            Is::Each(name) => each.iter().find(|(known, _)| known == name).map(|(_, node)| node),
            _ => None,
        };
        let Some(value) = value else {
            self.unknown(piece, node);
            return None;
        };
        let size = measure(value);
        if !self.budget.spend(size) || self.path.len() + size.height > DEPTH {
            if !self.budget.is_spent() {
                self.budget.exhaust();
                let message = "with its variables this definition is larger than a definition can be";
                self.tell("alias-bomb", message, "use fewer or smaller variables", node, &piece.range);
            }
            return None;
        }
        Some(value)
    }

    fn unknown(&mut self, piece: &Piece<'_>, node: &Node) {
        let (word, name, help) = match piece.is {
            Is::Var(name) => ("variable", name, hints::var(name, self.names.vars)),
            Is::Each(name) => ("item", name, hints::each(name, self.names.each)),
            _ => return,
        };
        let message = format!("there is no {word} `{name}`");
        self.tell("unknown-variable", message, &help, node, &piece.range);
    }

    fn env(&mut self, name: &str, node: &Node, range: &Range<usize>) -> Option<String> {
        let Env { allowed, read } = self.names.env;
        if !allowed.iter().any(|known| known == name) {
            let message = format!("the environment variable `{name}` is not one that definitions may read");
            let help = match suggest::nearest(name, allowed.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "list it in ddsync.yaml: `env: [{name}]`; most fields of Datadog can be read by everybody there"
                ),
            };
            self.tell("unknown-variable", message, &help, node, range);
            return None;
        }
        let value = read(name);
        if value.is_none() {
            let message = format!("the environment variable `{name}` is not set");
            self.tell("unknown-variable", message, "set it before running ddsync", node, range);
        }
        value
    }

    fn key(&mut self, text: &str, node: &Node, range: &Range<usize>) -> Option<Key> {
        // A placeholder inside that could not be filled in has been told.
        if text.contains("${") {
            return None;
        }
        match Key::parse(text) {
            Ok(key) => Some(key),
            Err(error) => {
                let help = "a reference is `${kind:key}`, as in `${monitor:pipeline-failure}`";
                self.tell("broken-reference", error.to_string(), help, node, range);
                None
            }
        }
    }

    fn reference(&mut self, target: Address, whole: bool, node: &Node, range: &Range<usize>) {
        let place = self.place(node, range);
        if !self.names.references {
            let help = "write the reference in the definition itself";
            self.tell("invalid-placeholder", "a reference cannot stand here", help, node, range);
            return;
        }
        self.paths.push(self.path.clone());
        let at = Pointer::root();
        self.found.push(Found { reference: Reference { at, target, whole }, place });
    }

    fn place(&mut self, node: &Node, range: &Range<usize>) -> Place {
        let sources = self.sources;
        let inside = self.inside.get_or_insert_with(|| Inside::new(sources, node));
        inside.place(range.clone())
    }

    fn tell(&mut self, rule: &'static str, message: impl Into<String>, help: &str, node: &Node, range: &Range<usize>) {
        let place = self.place(node, range);
        self.findings.push(Finding::error(rule, message).at(place).help(help));
    }
}
