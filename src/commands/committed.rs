//! The definitions that everybody agreed on: those of the commit that is checked out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::definitions::{self, Definitions, Files};
use super::git::Git;
use crate::exit::Failure;
use crate::load::{self, FileText};
use crate::settings::Settings;
use crate::world::World;

/// What somebody is still writing is no drift. Where there is no commit, the files are all there is.
///
/// # Errors
///
/// As [`Definitions::read`], and where git does not give the files of the commit.
pub fn read(settings: &Settings, world: &World) -> Result<Definitions, Failure> {
    let git = Git::new(&settings.root, world, "`drift`");
    let head = git.head().unwrap_or_else(|failure| {
        say(&format!("{}: drift compares the files\n", failure.message), settings, world);
        None
    });
    let Some(head) = head else { return Definitions::read(settings, world) };
    let (committed, here) = (git.definitions(&head)?, definitions::files(settings, world));
    let short: String = head.chars().take(7).collect();
    if !committed.iter().any(|(path, _)| path == Path::new(load::PROJECT_FILE)) {
        say(&format!("commit {short} has no definitions yet: drift compares the files\n"), settings, world);
        return Definitions::some(here, settings, world);
    }
    let other = differing(&committed, &here);
    if let Some(first) = other.first() {
        let rest = if other.len() > 1 { format!(" and {} more", other.len() - 1) } else { String::new() };
        let told =
            format!("drift compares commit {short}, without what is changed in {first}{rest} since: see ddsync diff\n");
        say(&told, settings, world);
    }
    Definitions::some(committed, settings, world)
}

/// Files that are not as the commit has them, by name.
fn differing(committed: &Files, here: &Files) -> Vec<String> {
    let (committed, here) = (by_path(committed), by_path(here));
    let paths: BTreeSet<&Path> = committed.keys().chain(here.keys()).copied().collect();
    let other = paths.into_iter().filter(|path| committed.get(path) != here.get(path));
    other.map(|path| path.display().to_string()).collect()
}

/// Other documents stand in a list by name alone.
fn by_path(files: &Files) -> BTreeMap<&Path, &FileText> {
    let definitions = files.iter().filter(|(path, _)| load::is_definition(path));
    definitions.map(|(path, text)| (path.as_path(), text)).collect()
}

fn say(text: &str, settings: &Settings, world: &World) {
    if !settings.quiet {
        world.say(text, settings.color);
    }
}
