//! Reading the parts that are ddsync's own, `ddsync.yaml` and the `ddsync:` block, and telling what does not fit.

use indexmap::IndexMap;

use super::suggest;
use crate::model::{Entry, Finding, Node, Place, Severity, Tree};

pub type Map = IndexMap<String, Entry>;

pub fn shape(node: &Node) -> &'static str {
    match node.tree {
        Tree::Null => "nothing",
        Tree::Bool(_) => "true or false",
        Tree::Number(_) => "a number",
        Tree::Text(..) => "a text",
        Tree::List(_) => "a list",
        Tree::Map(_) => "a map",
    }
}

/// What a caret points at to mean a whole document.
pub fn start_of(node: &Node) -> Place {
    match &node.tree {
        Tree::Map(map) => map.values().map(|entry| entry.key).min().unwrap_or(node.place),
        _ => node.place,
    }
}

/// A scalar as text; None for null, lists and maps.
pub fn scalar_text(node: &Node) -> Option<String> {
    match &node.tree {
        Tree::Text(text, _) => Some(text.clone()),
        Tree::Number(number) => Some(number.to_string()),
        Tree::Bool(flag) => Some(flag.to_string()),
        Tree::Null | Tree::List(_) | Tree::Map(_) => None,
    }
}

/// Reads values under names for the messages: `prune.max_deletes`.
pub struct Reader<'f> {
    pub findings: &'f mut Vec<Finding>,
}

impl Reader<'_> {
    pub fn wrong(&mut self, node: &Node, name: &str, wanted: &str) {
        let is = match &node.tree {
            Tree::Text(text, _) if text.chars().count() <= 40 => format!("the text `{text}`"),
            Tree::Number(number) => format!("`{number}`"),
            Tree::Bool(flag) => format!("`{flag}`"),
            _ => shape(node).to_owned(),
        };
        let message = format!("`{name}` is {wanted}, and this is {is}");
        self.findings.push(Finding::error("invalid-type", message).at(node.place));
    }

    pub fn map<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n Map> {
        match &node.tree {
            Tree::Map(map) => Some(map),
            _ => {
                self.wrong(node, name, "a map");
                None
            }
        }
    }

    /// Like [`Reader::map`], but a key without a value is an empty map.
    pub fn section<'n>(&mut self, node: &'n Node, name: &str) -> Option<&'n Map> {
        if node.tree == Tree::Null { None } else { self.map(node, name) }
    }

    pub fn list<'n>(&mut self, node: &'n Node, name: &str) -> &'n [Node] {
        match &node.tree {
            Tree::List(items) => items,
            _ => {
                self.wrong(node, name, "a list");
                &[]
            }
        }
    }

    pub fn texts(&mut self, node: &Node, name: &str) -> Vec<(String, Place)> {
        let mut texts = Vec::new();
        for item in self.list(node, name) {
            match item.as_text() {
                Some(text) => texts.push((text.to_owned(), item.place)),
                None => self.wrong(item, name, "a list of texts"),
            }
        }
        texts
    }

    pub fn text(&mut self, node: &Node, name: &str) -> Option<String> {
        let text = node.as_text().map(str::to_owned);
        if text.is_none() {
            self.wrong(node, name, "a text");
        }
        text
    }

    pub fn scalar(&mut self, node: &Node, name: &str) -> Option<String> {
        let text = scalar_text(node);
        if text.is_none() {
            self.wrong(node, name, "a text or a number");
        }
        text
    }

    pub fn flag(&mut self, node: &Node, name: &str) -> Option<bool> {
        match node.tree {
            Tree::Bool(flag) => Some(flag),
            _ => {
                self.wrong(node, name, "true or false");
                None
            }
        }
    }

    /// Up to `most`.
    pub fn count(&mut self, node: &Node, name: &str, most: u64) -> Option<u64> {
        let count = match &node.tree {
            Tree::Number(number) => number.as_u64().filter(|count| *count <= most),
            _ => None,
        };
        if count.is_none() {
            let up = if most == u64::MAX { "up".to_owned() } else { format!("to {most}") };
            self.wrong(node, name, &format!("a whole number from 0 {up}"));
        }
        count
    }

    /// Both formats, of `ddsync.yaml` and of the block, are version 1, and absent means 1.
    pub fn version(&mut self, map: &Map, what: &str) -> bool {
        let Some(entry) = map.get("version") else { return true };
        if entry.node.to_value().as_u64() == Some(1) {
            return true;
        }
        let message = format!("{what} has version {}, and this ddsync reads version 1", entry.node.to_value());
        let finding = Finding::error("unsupported-version", message).at(entry.node.place);
        self.findings.push(finding.help("write `version: 1`, or use a newer ddsync"));
        false
    }

    pub fn unknown(&mut self, map: &Map, known: &[&str], what: &str, severity: Severity) {
        for (key, entry) in map {
            if known.contains(&key.as_str()) {
                continue;
            }
            let message = format!("{what} has no field `{key}`");
            let finding = match severity {
                Severity::Error => Finding::error("unknown-field", message),
                _ => Finding::warning("unknown-field", message),
            };
            let help = suggest::help(key, known.iter().copied(), "take it out");
            self.findings.push(finding.at(entry.key).help(help));
        }
    }
}
