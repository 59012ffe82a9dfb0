//! `lint:` of `ddsync.yaml`: a preset, and rules by name with their level, their paths and options of their own.

use indexmap::IndexMap;

use super::fields::Reader;
use crate::model::{Finding, Node, Place, Severity, Tree};

#[derive(Clone, Debug, Default)]
pub struct Lint {
    pub preset: Preset,
    /// By rule.
    pub rules: IndexMap<String, LintSetting>,
}

/// What rules that are not named are set to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Each its own severity, house style off.
    #[default]
    Recommended,
    /// House style as well.
    Strict,
}

#[derive(Clone, Debug)]
pub struct LintSetting {
    /// Where the rule is named.
    pub place: Place,
    pub level: Level,
    /// Paths that the setting is for, `*` and `**` as in .gitignore; empty is everywhere.
    pub paths: Vec<(String, Place)>,
    /// What else is set: the rule knows its options. Each with the place of its name.
    pub options: IndexMap<String, (Place, Node)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule's own severity; the setting narrows its paths only.
    Own,
    Off,
    At(Severity),
}

pub fn read(reader: &mut Reader, node: &Node) -> Lint {
    let mut lint = Lint::default();
    for (rule, entry) in reader.section(node, "lint").into_iter().flatten() {
        if rule == "preset" {
            lint.preset = preset(reader, &entry.node);
        } else {
            lint.rules.insert(rule.clone(), setting(reader, rule, entry.key, &entry.node));
        }
    }
    lint
}

fn preset(reader: &mut Reader, node: &Node) -> Preset {
    match node.as_text() {
        Some("recommended") => Preset::Recommended,
        Some("strict") => Preset::Strict,
        _ => {
            let message = "`lint.preset` is one of recommended and strict";
            reader.findings.push(Finding::error("invalid-value", message).at(node.place));
            Preset::default()
        }
    }
}

fn setting(reader: &mut Reader, rule: &str, place: Place, node: &Node) -> LintSetting {
    let name = format!("lint.{rule}");
    let mut setting = LintSetting { place, level: Level::Own, paths: Vec::new(), options: IndexMap::new() };
    let Tree::Map(map) = &node.tree else {
        setting.level = level(reader, &name, node);
        return setting;
    };
    for (field, entry) in map {
        match field.as_str() {
            "severity" => setting.level = level(reader, &name, &entry.node),
            "paths" => setting.paths = reader.texts(&entry.node, &format!("{name}.paths")),
            _ => drop(setting.options.insert(field.clone(), (entry.key, entry.node.clone()))),
        }
    }
    setting
}

fn level(reader: &mut Reader, name: &str, node: &Node) -> Level {
    match node.as_text() {
        Some("off") => Level::Off,
        Some("pedantic") => Level::At(Severity::Pedantic),
        Some("info") => Level::At(Severity::Info),
        Some("warning") => Level::At(Severity::Warning),
        Some("error") => Level::At(Severity::Error),
        _ => {
            let message = format!("`{name}` is one of off, pedantic, info, warning and error");
            reader.findings.push(Finding::error("invalid-value", message).at(node.place));
            Level::Own
        }
    }
}
