//! Which environment this run is for.

use super::project::{Environment, Project, Vars};
use super::suggest;
use crate::model::{Finding, Scope};

/// What is wrong with the choice itself.
pub const RULES: [&str; 2] = ["no-environment", "unknown-environment"];

/// None where the project has no environments, or where none could be chosen; that is told then.
pub fn choose<'p>(project: &'p Project, asked: Option<&str>, findings: &mut Vec<Finding>) -> Option<&'p Environment> {
    let (name, place) = match (asked, &project.default_environment) {
        (Some(name), _) => (name, None),
        (None, Some((name, place))) => (name.as_str(), Some(*place)),
        (None, None) => {
            if !project.environments.is_empty() {
                findings.push(none_chosen(project));
            }
            return None;
        }
    };
    let environment = project.environments.get(name);
    if environment.is_none() {
        let mut finding = unknown(project, name);
        finding.place = place;
        findings.push(finding);
    }
    environment
}

fn none_chosen(project: &Project) -> Finding {
    let names: Vec<&str> = project.environments.keys().map(String::as_str).collect();
    let message = format!("the project has environments, and none is chosen: {}", suggest::some(&names));
    let help = "say which with `--env NAME`, or write `default_environment` in ddsync.yaml";
    Finding::error("no-environment", message).help(help)
}

pub fn unknown(project: &Project, name: &str) -> Finding {
    let known = project.environments.keys().map(String::as_str);
    let help = suggest::help(name, known, "ddsync.yaml has no `environments`");
    Finding::error("unknown-environment", format!("there is no environment `{name}`")).help(help)
}

/// None where ownership cannot be said: without a project, and with environments but none chosen.
pub fn scope(project: &Project, environment: Option<&Environment>) -> Option<Scope> {
    let name = project.name.clone()?;
    match environment {
        Some(environment) => Some(Scope::new(name, Some(environment.name.clone()))),
        None if project.environments.is_empty() => Some(Scope::new(name, None)),
        None => None,
    }
}

/// The project's variables under those of the environment.
pub fn vars(project: &Project, environment: Option<&Environment>) -> Vars {
    let mut vars = project.vars.clone();
    for (name, node) in environment.into_iter().flat_map(|environment| &environment.vars) {
        vars.insert(name.clone(), node.clone());
    }
    vars
}
