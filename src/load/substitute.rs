//! Fills `${vars.x}`, `${each.x}` and `${env.NAME}` into texts and takes note of references. Datadog's own `{{...}}` and
//! `$template_variable` are texts like any other.

use std::ops::Range;

use super::budget::{Budget, DEPTH, measure};
use super::inside::place_inside;
use super::placeholder::{Is, Piece, pieces};
use super::project::{Vars, is_name};
use super::{fields, suggest};
use crate::kinds;
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
    path: Vec<Token>,
}

/// How a text has to be written in a definition to mean itself.
pub fn escape(text: &str) -> String {
    text.replace("${", "$${")
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
        }
    }

    pub fn fill(&mut self, node: &mut Node) {
        match &mut node.tree {
            Tree::Text(text, _) if text.contains("${") => {
                if let Some(tree) = self.text(node) {
                    node.tree = tree;
                }
            }
            Tree::List(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.path.push(Token::Index(index));
                    self.fill(item);
                    self.path.pop();
                }
            }
            Tree::Map(map) => {
                for (key, entry) in map {
                    self.path.push(Token::Key(key.clone()));
                    self.fill(&mut entry.node);
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
        if let [piece] = pieces.as_slice()
            && let Is::Var(_) | Is::Each(_) = piece.is
        {
            return self.value(piece, node).map(|value| value.tree.clone());
        }
        let whole = matches!(
            pieces.as_slice(),
            [Piece {
                is: Is::Reference(..),
                ..
            }]
        );
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
                filled.push_str(&format!("${{{}:{text}}}", kind.name));
                if let Some(key) = self.key(&text, node, &piece.range) {
                    self.reference(Address::new(kind, key), whole, node, &piece.range);
                }
            }
            Is::Unknown(body) => {
                let help = self.meant(body);
                let message = format!("`{as_it_is}` is nothing that ddsync can fill in");
                self.tell("invalid-placeholder", message, &help, node, &piece.range);
                filled.push_str(as_it_is);
            }
            Is::Unclosed => {
                let help = "close it with `}` on the same line; to mean the two characters themselves, write `$${`";
                self.tell(
                    "invalid-placeholder",
                    "this `${` is not closed",
                    help,
                    node,
                    &piece.range,
                );
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
                self.tell(
                    "alias-bomb",
                    message,
                    "use fewer or smaller variables",
                    node,
                    &piece.range,
                );
            }
            return None;
        }
        Some(value)
    }

    fn unknown(&mut self, piece: &Piece<'_>, node: &Node) {
        let (word, name, help) = match piece.is {
            Is::Var(name) => {
                let known = self
                    .names
                    .vars
                    .into_iter()
                    .flat_map(|vars| vars.keys())
                    .map(String::as_str);
                let none = "ddsync.yaml has no `vars`";
                ("variable", name, suggest::help(name, known, none))
            }
            Is::Each(name) => {
                let known = self.names.each.iter().map(|(name, _)| name.as_str());
                let none = "`${each.x}` stands for an item of `ddsync.for_each`, which this definition does not have";
                ("item", name, suggest::help(name, known, none))
            }
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
                None => format!("list it in ddsync.yaml: `env: [{name}]`; never a secret, since Datadog shows it"),
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
                self.tell("unknown-reference", error.to_string(), help, node, range);
                None
            }
        }
    }

    fn reference(&mut self, target: Address, whole: bool, node: &Node, range: &Range<usize>) {
        let place = place_inside(self.sources, node, range.clone());
        if !self.names.references {
            let help = "write the reference in the definition itself";
            self.tell(
                "invalid-placeholder",
                "a reference cannot stand here",
                help,
                node,
                range,
            );
            return;
        }
        let at = self
            .path
            .iter()
            .fold(Pointer::root(), |at, token| at.child(token.clone()));
        self.found.push(Found {
            reference: Reference { at, target, whole },
            place,
        });
    }

    fn meant(&self, body: &str) -> String {
        let literal = "to mean the text itself, as in a shell script, write `$${`";
        let trimmed = body.trim();
        let name = trimmed.rsplit_once(['.', ':']).map_or(trimmed, |(_, name)| name);
        let known = |name: &str| self.names.vars.is_some_and(|vars| vars.contains_key(name));
        if trimmed.len() != body.len() && !trimmed.is_empty() {
            return format!("write it without spaces: `${{{trimmed}}}`; {literal}");
        }
        if known(name) {
            return format!("did you mean `${{vars.{name}}}`? {literal}");
        }
        if let Some((kind, key)) = body.split_once(':')
            && let Some(near) = suggest::nearest(kind, kinds::ALL.iter().map(|kind| kind.name))
        {
            return format!("did you mean `${{{near}:{key}}}`? {literal}");
        }
        if let Some((word, name)) = body.split_once('.')
            && is_name(name)
            && let Some(near) = suggest::nearest(word, ["vars", "each", "env"])
        {
            return format!("did you mean `${{{near}.{name}}}`? {literal}");
        }
        format!("known are `${{vars.x}}`, `${{each.x}}`, `${{env.NAME}}` and `${{monitor:key}}`; {literal}")
    }

    fn tell(&mut self, rule: &'static str, message: impl Into<String>, help: &str, node: &Node, range: &Range<usize>) {
        let place = place_inside(self.sources, node, range.clone());
        self.findings.push(Finding::error(rule, message).at(place).help(help));
    }
}
