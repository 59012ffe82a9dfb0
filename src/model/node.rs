//! A parsed document that remembers where each of its values stands.

use indexmap::IndexMap;
use serde_json::{Number, Value};

use super::{Place, Pointer, Token};

/// How a text was written; a caret inside a value needs it to find the byte in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String, Style),
    List(Vec<Node>),
    Map(IndexMap<String, Entry>),
}

/// A value and its place. After a merge the parts of one tree may stand in different files.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub tree: Tree,
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the key stands.
    pub key: Place,
    pub node: Node,
}

impl Node {
    pub fn new(tree: Tree, place: Place) -> Self {
        Self { tree, place }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.tree {
            Tree::Map(map) => map.get(key),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.tree {
            Tree::Text(text, _) => Some(text),
            _ => None,
        }
    }

    pub fn find(&self, pointer: &Pointer) -> Option<&Node> {
        pointer.tokens().iter().try_fold(self, Node::step)
    }

    fn step(&self, token: &Token) -> Option<&Node> {
        match (&self.tree, token) {
            (Tree::Map(map), Token::Key(key)) => map.get(key).map(|entry| &entry.node),
            (Tree::Map(map), Token::Index(index)) => map.get(&index.to_string()).map(|entry| &entry.node),
            (Tree::List(items), Token::Index(index)) => items.get(*index),
            _ => None,
        }
    }

    /// The place of the value, or of the nearest value around it that the file has.
    pub fn place_of(&self, pointer: &Pointer) -> Place {
        let mut node = self;
        for token in pointer.tokens() {
            match node.step(token) {
                Some(next) => node = next,
                None => break,
            }
        }
        node.place
    }

    /// The place of the key at `pointer`; falls back to [`Node::place_of`].
    pub fn key_place_of(&self, pointer: &Pointer) -> Place {
        let entry = pointer.parent().and_then(|parent| match pointer.tokens().last() {
            Some(Token::Key(key)) => self.find(&parent)?.entry(key),
            _ => None,
        });
        entry.map_or_else(|| self.place_of(pointer), |entry| entry.key)
    }

    pub fn to_value(&self) -> Value {
        match &self.tree {
            Tree::Null => Value::Null,
            Tree::Bool(flag) => Value::Bool(*flag),
            Tree::Number(number) => Value::Number(number.clone()),
            Tree::Text(text, _) => Value::String(text.clone()),
            Tree::List(items) => items.iter().map(Node::to_value).collect(),
            Tree::Map(map) => {
                Value::Object(map.iter().map(|(key, entry)| (key.clone(), entry.node.to_value())).collect())
            }
        }
    }
}
