//! The `ddsync:` block of a definition.

use indexmap::IndexMap;

use super::fields::Reader;
use super::project::{self, Project};
use super::{environment, suggest};
use crate::model::{Finding, Key, Node, Place, Severity, State, Tree};

const FIELDS: &[&str] = &["version", "key", "id", "protect", "ignore", "environments", "for_each", "state"];

#[derive(Debug, Default)]
pub struct Block {
    pub key: Option<(Key, Place)>,
    pub id: Option<Ids>,
    pub protect: bool,
    pub ignore: Vec<(String, Place)>,
    pub environments: IndexMap<String, Node>,
    /// Variables and their items, not yet substituted.
    pub for_each: Option<Node>,
    pub state: State,
    /// The key is written, but is not one; that has been told.
    pub bad_key: bool,
}

/// The object to adopt: one for all environments, or one each.
#[derive(Debug)]
pub enum Ids {
    One(String, Place),
    Each(IndexMap<String, (String, Place)>),
}

impl Ids {
    /// In this environment; with ids for each, none where there is no environment.
    pub fn of(&self, environment: Option<&str>) -> Option<(&str, Place)> {
        match self {
            Self::One(id, place) => Some((id, *place)),
            Self::Each(ids) => ids.get(environment?).map(|(id, place)| (id.as_str(), *place)),
        }
    }
}

/// None where the block's version is one that this ddsync does not read.
pub fn read(node: &Node, project: &Project, findings: &mut Vec<Finding>) -> Option<Block> {
    let mut reader = Reader { findings };
    let mut block = Block::default();
    let Some(map) = reader.section(node, "ddsync") else {
        return Some(block);
    };
    if !reader.version(map, "this definition") {
        return None;
    }
    reader.unknown(map, FIELDS, "the `ddsync` block", Severity::Error);
    for (field, entry) in map {
        let node = &entry.node;
        match field.as_str() {
            "key" => {
                block.key = key(&mut reader, node);
                block.bad_key = block.key.is_none();
            }
            "id" => block.id = ids(&mut reader, node, project),
            "protect" => block.protect = reader.flag(node, "ddsync.protect").unwrap_or_default(),
            "ignore" => block.ignore = reader.texts(node, "ddsync.ignore"),
            "environments" => block.environments = environments(&mut reader, node, project),
            "for_each" if node.tree != Tree::Null => block.for_each = Some(node.clone()),
            "state" => block.state = state(&mut reader, node),
            _ => {}
        }
    }
    Some(block)
}

fn key(reader: &mut Reader, node: &Node) -> Option<(Key, Place)> {
    let text = reader.scalar(node, "ddsync.key")?;
    match Key::parse(&text) {
        Ok(key) => Some((key, node.place)),
        Err(error) => {
            let finding = Finding::error("invalid-key", error.to_string()).at(node.place);
            reader.findings.push(match project::suggestion(&text) {
                Some(key) => finding.help(format!("write `key: {key}`")),
                None => finding,
            });
            None
        }
    }
}

fn ids(reader: &mut Reader, node: &Node, project: &Project) -> Option<Ids> {
    let Tree::Map(map) = &node.tree else {
        return reader.scalar(node, "ddsync.id").map(|id| Ids::One(id, node.place));
    };
    let mut ids = IndexMap::new();
    for (name, entry) in map {
        if !project.environments.contains_key(name) {
            reader.findings.push(environment::unknown(project, name).at(entry.key));
        }
        if let Some(id) = reader.scalar(&entry.node, &format!("ddsync.id.{name}")) {
            ids.insert(name.clone(), (id, entry.node.place));
        }
    }
    Some(Ids::Each(ids))
}

fn state(reader: &mut Reader, node: &Node) -> State {
    match node.as_text() {
        Some("present") => State::Present,
        Some("absent") => State::Absent,
        other => {
            let help = suggest::help(other.unwrap_or_default(), ["present", "absent"], "");
            let finding = Finding::error("invalid-value", "`ddsync.state` is present or absent");
            reader.findings.push(finding.at(node.place).help(help));
            State::Present
        }
    }
}

fn environments(reader: &mut Reader, node: &Node, project: &Project) -> IndexMap<String, Node> {
    let mut patches = IndexMap::new();
    for (name, entry) in reader.section(node, "ddsync.environments").into_iter().flatten() {
        if !project.environments.contains_key(name) {
            reader.findings.push(environment::unknown(project, name).at(entry.key));
        }
        let what = format!("ddsync.environments.{name}");
        let Some(patch) = reader.map(&entry.node, &what) else {
            continue;
        };
        if let Some(block) = patch.get("ddsync") {
            let message = "an environment changes the object, and the `ddsync` block is not part of it";
            reader.findings.push(Finding::error("unknown-field", message).at(block.key));
            continue;
        }
        patches.insert(name.clone(), entry.node.clone());
    }
    patches
}
