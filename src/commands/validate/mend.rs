//! `validate --fix`: the fixes of the findings, made in the files in as many rounds as it takes.

use std::path::PathBuf;

use anyhow::Result;
use similar::TextDiff;

use crate::cli;
use crate::commands::definitions::Definitions;
use crate::exit::Failure;
use crate::lint::fix::{self, Fixed};
use crate::model::{Finding, Severity};
use crate::settings::Settings;
use crate::world::World;

/// A fix can make room for another: two that touch one value take two rounds. Each round leaves fewer findings than it met,
/// so this many are never needed but for one text with as many faults.
const ROUNDS: usize = 100;

/// Each try reads the whole project again, so a person has the rest.
const TRIES: usize = 20;

/// Mends, tells what was done, and gives the definitions as they are afterwards.
pub fn run(before: Definitions, typed: &cli::Validate, settings: &Settings, world: &World) -> Result<Definitions> {
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    let mut originals: Vec<(PathBuf, String)> = Vec::new();
    let mut told = String::new();
    let mut now = before;
    for _ in 0..ROUNDS {
        let wanted = super::selected(now.findings(), &now.sources, typed, settings, world)?;
        let Some((fixed, next)) = round(&now, &wanted, &texts, settings, world)? else { break };
        for file in fixed {
            let path = now.sources.path(file.source).to_path_buf();
            if !originals.iter().any(|(known, _)| *known == path) {
                originals.push((path.clone(), now.sources.text(file.source).to_owned()));
            }
            let shown = now.sources.shown(file.source);
            for done in &file.done {
                let line = done.place.map_or(0, |place| now.sources.line_column(place).line);
                told += &format!("{shown}:{line}: [{}] {}\n", done.rule, done.what);
            }
            put(&mut texts, path, file.text);
        }
        now = next;
    }
    if typed.diff {
        let diffs = texts.iter().map(|(path, text)| diff(path, &originals, text));
        world.print(&diffs.collect::<String>(), settings.color);
    } else {
        for (path, text) in &texts {
            let whole = settings.root.join(path);
            let failed = |error| Failure::error(format!("cannot write {}: {error}", whole.display()));
            world.write(&whole, text).map_err(failed)?;
        }
    }
    let files = if texts.len() == 1 { "1 file".to_owned() } else { format!("{} files", texts.len()) };
    told += &match (texts.is_empty(), typed.diff) {
        (true, _) => "there is nothing to mend\n".to_owned(),
        (false, false) => format!("mended {files}\n"),
        (false, true) => format!("would mend {files}; `validate --fix` without --diff does\n"),
    };
    world.say(&told, settings.color);
    Ok(now)
}

/// What helps, and the definitions with it: as many fixes at once as there are, and where they spoil each other the first
/// that helps alone. None where nothing helps.
fn round(
    now: &Definitions,
    wanted: &[Finding],
    texts: &[(PathBuf, String)],
    settings: &Settings,
    world: &World,
) -> Result<Option<(Vec<Fixed>, Definitions)>> {
    let alone = wanted.iter().filter(|finding| finding.fix.is_some()).take(TRIES).map(std::slice::from_ref);
    for findings in std::iter::once(wanted).chain(alone) {
        let mut fixed = fix::fixed(now.checked.resources(), findings, &now.sources);
        if let Some(next) = better(now, &mut fixed, texts, settings, world)? {
            return Ok(Some((fixed, next)));
        }
    }
    Ok(None)
}

/// The definitions with the fixes, without those files in which a fix did not help or did harm. None where nothing is left.
fn better(
    now: &Definitions,
    fixed: &mut Vec<Fixed>,
    texts: &[(PathBuf, String)],
    settings: &Settings,
    world: &World,
) -> Result<Option<Definitions>> {
    while !fixed.is_empty() {
        let mut all = texts.to_vec();
        for file in fixed.iter() {
            put(&mut all, now.sources.path(file.source).to_path_buf(), file.text.clone());
        }
        let next = Definitions::with(&all, settings, world)?;
        let before = fixed.len();
        fixed.retain(|file| {
            let path = now.sources.path(file.source);
            let weight = |definitions: &Definitions| {
                let there = |finding: &&Finding| {
                    finding.place.is_some_and(|place| definitions.sources.path(place.source) == path)
                };
                let found: Vec<_> = definitions.findings().iter().filter(there).map(|found| found.severity).collect();
                (found.iter().filter(|severity| **severity == Severity::Error).count(), found.len())
            };
            weight(&next) < weight(now)
        });
        if fixed.len() == before {
            return Ok(Some(next));
        }
    }
    Ok(None)
}

fn put(texts: &mut Vec<(PathBuf, String)>, path: PathBuf, text: String) {
    match texts.iter_mut().find(|(known, _)| *known == path) {
        Some((_, known)) => *known = text,
        None => texts.push((path, text)),
    }
}

fn diff(path: &PathBuf, originals: &[(PathBuf, String)], text: &str) -> String {
    let before = originals.iter().find(|(known, _)| known == path).map_or("", |(_, text)| text.as_str());
    let name = path.display().to_string();
    let diff = TextDiff::from_lines(before, text);
    diff.unified_diff().context_radius(2).header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}
