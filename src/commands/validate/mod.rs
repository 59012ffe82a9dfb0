//! `ddsync validate`: load, schema, lint; offline and without keys.

mod mend;

use std::path::Path;

use anyhow::Result;

use super::connect::Line;
use super::definitions::Definitions;
use super::git::Git;
use super::live;
use super::progress::progress;
use super::show::{self, Show};
use crate::cli::{self, FailOn};
use crate::exit::{Exit, Failure};
use crate::lint::baseline::{self, Baseline};
use crate::model::{Finding, Severity, Sources};
use crate::report::Verb;
use crate::settings::Settings;
use crate::world::World;

pub async fn run(typed: &cli::Validate, settings: &Settings, world: &World) -> Result<Exit> {
    let mut definitions = Definitions::read(settings, world)?;
    if typed.fix {
        definitions = mend::run(definitions, typed, settings, world)?;
        if typed.diff {
            return Ok(Exit::Done);
        }
    }
    if typed.live {
        definitions = asked(definitions, settings, world).await?;
    }
    let show = Show { verb: Verb::Validate, settings, world };
    let findings = selected(definitions.findings(), &definitions.sources, typed, settings, world)?;
    if typed.write_baseline {
        return write_baseline(&definitions, settings, world);
    }
    show.checked(&definitions, &findings)?;
    Ok(if reaches(&findings, typed.fail_on.unwrap_or_default()) { Exit::Findings } else { Exit::Done })
}

/// The definitions, looked at again with what Datadog answers.
async fn asked(definitions: Definitions, settings: &Settings, world: &World) -> Result<Definitions> {
    if definitions.incomplete {
        return Ok(definitions);
    }
    let line = Line::open(None, &definitions, settings, world, progress(settings, world)).await?;
    let answers = live::answers(&definitions, &line, settings, world).await;
    line.close().await;
    live::tell_skipped(&answers, settings, world);
    Ok(Definitions::with_answers(&answers, settings, world)?)
}

/// The findings of the files that were asked for.
fn selected(
    findings: &[Finding],
    sources: &Sources,
    typed: &cli::Validate,
    settings: &Settings,
    world: &World,
) -> Result<Vec<Finding>, Failure> {
    let mut findings = findings.to_vec();
    if !typed.paths.is_empty() {
        let paths = inner_paths(&typed.paths, settings, world)?;
        findings.retain(|finding| stands_in(finding, sources, &paths));
    }
    if let Some(base) = &typed.changed_since {
        let paths = Git::new(&settings.root, world, "`--changed-since`").changed_since(base)?;
        findings.retain(|finding| stands_in(finding, sources, &paths));
    }
    Ok(findings)
}

/// Errors of loading stay: what cannot be read cannot be accepted.
fn write_baseline(definitions: &Definitions, settings: &Settings, world: &World) -> Result<Exit> {
    let path = settings.root.join(baseline::FILE);
    let failed = |error| Failure::error(format!("cannot write {}: {error}", path.display()));
    if world.exists(&path) {
        world.remove(&path).map_err(failed)?;
    }
    // Those that were accepted until now count too.
    let whole = Definitions::read(settings, world)?;
    let accepted = Baseline::of(whole.checked.of_rules(), &definitions.sources);
    world.write(&path, &accepted.render()).map_err(failed)?;
    let noun = if accepted.len() == 1 { "finding is" } else { "findings are" };
    world.say(&format!("{} {noun} accepted in {}\n", accepted.len(), baseline::FILE), settings.color);
    Ok(Exit::Done)
}

pub fn reaches(findings: &[Finding], fail_on: FailOn) -> bool {
    let least = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Info => Severity::Pedantic,
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
