//! The definitions as they were at a git reference; nothing is checked out.

use std::path::Path;

use super::git::Git;
use crate::exit::Failure;
use crate::load::{self, Input, Loaded};
use crate::model::{Desired, Severity};
use crate::settings::Settings;
use crate::world::World;

pub const RULE: &str = "faulty-base";

/// The third side.
pub struct Base {
    pub resources: Vec<Desired>,
    /// Errors in the definitions there, so that resources may be missing.
    pub incomplete: bool,
}

/// # Errors
///
/// There is no repository, or no such reference in it; what to do is told.
pub fn read(reference: &str, settings: &Settings, world: &World) -> Result<Base, Failure> {
    let git = Git::new(&settings.root, world, "`--base`");
    let commit = git.commit(reference)?;
    let files = git.definitions(&commit)?;
    let empty = Base { resources: Vec::new(), incomplete: false };
    if !files.iter().any(|(path, _)| path == Path::new(load::PROJECT_FILE)) {
        return Ok(empty);
    }
    let variable = |name: &str| world.variable(name).map(str::to_owned);
    let input = Input { files, environment: settings.environment.as_deref(), env: &variable };
    let Loaded { resources, findings, .. } = load::load(input);
    // An environment that was not there yet had nothing.
    if findings.iter().any(|finding| load::ENVIRONMENT_RULES.contains(&finding.rule) && finding.place.is_none()) {
        return Ok(empty);
    }
    let incomplete = findings.iter().any(|finding| finding.severity == Severity::Error);
    Ok(Base { resources, incomplete })
}
