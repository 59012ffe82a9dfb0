//! `ddsync validate`: load, schema, lint; offline and without keys.

use std::path::Path;

use anyhow::Result;

use super::definitions::Definitions;
use super::show::{self, Show};
use crate::cli::{self, FailOn};
use crate::exit::{Exit, Failure};
use crate::model::{Finding, Severity, Sources};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub fn run(typed: &cli::Validate, settings: &Settings, world: &World) -> Result<Exit> {
    let definitions = Definitions::read(settings, world)?;
    let show = Show { verb: Verb::Validate, settings, world };
    let mut findings = definitions.findings().to_vec();
    if !typed.paths.is_empty() {
        let paths = inner_paths(&typed.paths, settings, world)?;
        findings.retain(|finding| stands_in(finding, &definitions.sources, &paths));
    }
    show.checked(&definitions, &findings)?;
    Ok(if reaches(&findings, typed.fail_on.unwrap_or_default()) { Exit::Findings } else { Exit::Done })
}

pub fn reaches(findings: &[Finding], fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Info,
        FailOn::Never => return false,
    };
    show::worst(findings).is_some_and(|worst| worst >= least)
}

/// The typed paths as the sources name theirs.
fn inner_paths(
    paths: &[std::path::PathBuf],
    settings: &Settings,
    world: &World,
) -> Result<Vec<std::path::PathBuf>, Failure> {
    let inner = |path: &std::path::PathBuf| {
        let whole = clean(&world.cwd.join(path));
        if !world.exists(&whole) {
            return Err(Failure::error(format!("there is no {}", path.display())));
        }
        let root = clean(&settings.root);
        let outside = || Failure::error(format!("{} is not in {}", path.display(), root.display()));
        whole.strip_prefix(&root).map(Path::to_path_buf).map_err(|_| outside())
    };
    paths.iter().map(inner).collect()
}

/// Without `.` and `..`, by the text alone.
fn clean(path: &Path) -> std::path::PathBuf {
    let mut clean = std::path::PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => drop(clean.pop()),
            part => clean.push(part),
        }
    }
    clean
}

fn stands_in(finding: &Finding, sources: &Sources, paths: &[std::path::PathBuf]) -> bool {
    finding.place.is_some_and(|place| paths.iter().any(|path| sources.path(place.source).starts_with(path)))
}
