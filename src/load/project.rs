//! `ddsync.yaml`.

use indexmap::IndexMap;

use super::fields::{self, Reader};
use super::lint::{self, Lint};
use super::owned;
use super::suggest;
use crate::kinds;
use crate::model::{Finding, Key, Node, Place, Severity, Tree};

const FIELDS: &[&str] =
    &["version", "project", "defaults", "vars", "environments", "default_environment", "env", "prune", "lint"];

/// Variables by name.
pub type Vars = IndexMap<String, Node>;

/// Everything that `ddsync.yaml` says. Without the file, all is empty.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// None without the file, and where the file does not name it.
    pub name: Option<Key>,
    /// What is merged under each definition, by the kind's name.
    pub defaults: IndexMap<&'static str, Node>,
    pub vars: Vars,
    pub environments: IndexMap<String, Environment>,
    pub default_environment: Option<(String, Place)>,
    /// Names of environment variables that definitions may read as `${env.NAME}`.
    pub env: Vec<String>,
    pub prune: Prune,
    pub lint: Lint,
}

#[derive(Clone, Debug)]
pub struct Environment {
    pub name: Key,
    pub place: Place,
    /// `datadoghq.eu`; `DD_SITE` decides where it is absent.
    pub site: Option<String>,
    /// Over the project's.
    pub vars: Vars,
}

/// Limits on deletes by one `apply --prune`. None is no limit of the project's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prune {
    pub max_deletes: Option<u64>,
    /// Of the live objects of the project, 0 to 100.
    pub max_delete_percent: Option<u64>,
}

pub fn read(node: &Node, findings: &mut Vec<Finding>) -> Project {
    let mut reader = Reader { findings };
    let mut project = Project::default();
    let Some(map) = reader.map(node, "ddsync.yaml") else {
        return project;
    };
    if reader.version(map, "ddsync.yaml") {
        reader.unknown(map, FIELDS, "ddsync.yaml", Severity::Warning);
    }
    if let Some(entry) = map.get("project") {
        project.name = key(&mut reader, &entry.node, "project");
    } else {
        let finding = Finding::error("missing-project", "ddsync.yaml does not name its project");
        let help = "write `project: my-team`: the name is what marks objects in Datadog as yours";
        reader.findings.push(finding.at(fields::start_of(node)).help(help));
    }
    for (field, entry) in map {
        let node = &entry.node;
        match field.as_str() {
            "defaults" => project.defaults = defaults(&mut reader, node),
            "vars" => project.vars = vars(&mut reader, node, "vars"),
            "environments" => project.environments = environments(&mut reader, node),
            "default_environment" => {
                project.default_environment = reader.text(node, field).map(|name| (name, node.place));
            }
            "env" => project.env = reader.texts(node, field).into_iter().map(|(name, _)| name).collect(),
            "prune" => project.prune = prune(&mut reader, node),
            "lint" => project.lint = lint::read(&mut reader, node),
            _ => {}
        }
    }
    project
}

fn key(reader: &mut Reader, node: &Node, name: &str) -> Option<Key> {
    let text = reader.scalar(node, name)?;
    match Key::parse(&text) {
        Ok(key) => Some(key),
        Err(error) => {
            let finding = Finding::error("invalid-key", error.to_string()).at(node.place);
            reader.findings.push(match suggestion(&text) {
                Some(key) => finding.help(format!("write `{key}`")),
                None => finding,
            });
            None
        }
    }
}

/// A key close to `text`, if anything of it can stay.
pub fn suggestion(text: &str) -> Option<Key> {
    let mut key = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '_' | '-' => key.push(c),
            _ if key.ends_with('-') => {}
            _ => key.push('-'),
        }
    }
    let trimmed = key.trim_start_matches(['.', '_', '-']).trim_end_matches('-');
    Key::parse(trimmed.get(..Key::MAX).unwrap_or(trimmed)).ok()
}

fn defaults(reader: &mut Reader, node: &Node) -> IndexMap<&'static str, Node> {
    let mut defaults = IndexMap::new();
    for (name, entry) in reader.section(node, "defaults").into_iter().flatten() {
        let Some(kind) = kinds::by_name(name) else {
            let finding = Finding::error("unknown-kind", format!("there is no kind `{name}`")).at(entry.key);
            let help = suggest::help(name, kinds::ALL.iter().map(|kind| kind.name), "");
            reader.findings.push(finding.help(help));
            continue;
        };
        if reader.section(&entry.node, &format!("defaults.{name}")).is_none() {
            continue;
        }
        let mut node = entry.node.clone();
        if let Tree::Map(map) = &mut node.tree
            && let Some(block) = map.shift_remove("ddsync")
        {
            let message = "defaults are for the object, and the `ddsync` block is not part of it";
            reader.findings.push(Finding::error("unknown-field", message).at(block.key));
        }
        owned::drop_owned(kind, &mut node);
        defaults.insert(kind.name, node);
    }
    defaults
}

fn vars(reader: &mut Reader, node: &Node, name: &str) -> Vars {
    let mut vars = Vars::new();
    for (var, entry) in reader.section(node, name).into_iter().flatten() {
        if is_name(var) {
            vars.insert(var.clone(), entry.node.clone());
        } else {
            let message = format!("`{var}` cannot be the name of a variable");
            let finding = Finding::error("invalid-key", message).at(entry.key);
            reader.findings.push(finding.help("use letters, digits, `_` and `-`"));
        }
    }
    vars
}

/// What may stand after `vars.` and `each.`.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

fn environments(reader: &mut Reader, node: &Node) -> IndexMap<String, Environment> {
    let mut environments = IndexMap::new();
    for (name, entry) in reader.section(node, "environments").into_iter().flatten() {
        let Ok(key) = Key::parse(name) else {
            let message = format!("`{name}` cannot be the name of an environment");
            let finding = Finding::error("invalid-key", message).at(entry.key);
            reader.findings.push(finding.help("start with a-z or 0-9 and go on with a-z, 0-9, `.`, `_` and `-`"));
            continue;
        };
        let environment = environment(reader, key, entry.key, &entry.node);
        environments.insert(name.clone(), environment);
    }
    environments
}

fn environment(reader: &mut Reader, name: Key, place: Place, node: &Node) -> Environment {
    let what = format!("environments.{name}");
    let mut environment = Environment { name, place, site: None, vars: Vars::new() };
    let Some(map) = reader.section(node, &what) else {
        return environment;
    };
    reader.unknown(map, &["site", "vars"], "an environment", Severity::Warning);
    environment.site = map.get("site").and_then(|entry| reader.text(&entry.node, &format!("{what}.site")));
    if let Some(entry) = map.get("vars") {
        environment.vars = vars(reader, &entry.node, &format!("{what}.vars"));
    }
    environment
}

fn prune(reader: &mut Reader, node: &Node) -> Prune {
    let Some(map) = reader.section(node, "prune") else {
        return Prune::default();
    };
    reader.unknown(map, &["max_deletes", "max_delete_percent"], "prune", Severity::Warning);
    let mut limit = |name: &str, most: u64| {
        let entry = map.get(name)?;
        reader.count(&entry.node, &format!("prune.{name}"), most)
    };
    Prune { max_deletes: limit("max_deletes", u64::MAX), max_delete_percent: limit("max_delete_percent", 100) }
}
