//! `ddsync init`: a first project, or what an existing one lacks. Shows what it will write, and never writes over a file.

mod files;
mod workflows;

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::cli::{self, Color, Common};
use crate::exit::{Exit, Failure};
use crate::load::{self, FileText, Input, Project};
use crate::model::Key;
use crate::settings::PROJECT_FILE;
use crate::world::World;
use files::{File, Ground};

pub fn run(typed: &cli::Init, common: &Common, world: &World) -> Result<Exit> {
    let color = common.color.unwrap_or_default();
    let (repository, ground) = ground(typed, common, world)?;
    let (there, new): (Vec<File>, Vec<File>) =
        files::files(&ground).into_iter().partition(|file| world.exists(&repository.join(&file.path)));
    let hints: Vec<String> = there.iter().filter_map(|file| left(file, &repository, world)).collect();
    if new.is_empty() {
        world.print("Everything is there: nothing to write.\n", color);
        tell(&hints, world, color);
        return Ok(Exit::Done);
    }
    world.print(&tree(&new, &there, &repository), color);
    if !typed.yes && !agreed(&repository, world)? {
        return Err(Failure::error("nothing was written").into());
    }
    for file in &new {
        let failed = |error| Failure::error(format!("cannot write {}: {error}", file.path));
        world.write(&repository.join(&file.path), &file.text).map_err(failed)?;
    }
    world.print(&format!("\nWrote {} files.\n", new.len()), color);
    tell(&hints, world, color);
    tell(&next_steps(&ground, world), world, color);
    Ok(Exit::Done)
}

/// The folder of the repository, and what is known of it and of the project in it.
fn ground(typed: &cli::Init, common: &Common, world: &World) -> Result<(PathBuf, Ground), Failure> {
    let folder = common.directory.as_ref().map_or_else(|| world.cwd.clone(), |folder| world.cwd.join(folder));
    let repository_of =
        |folder: &Path| folder.ancestors().find(|above| world.exists(&above.join(".git"))).map(Path::to_path_buf);
    // A project above this repository is somebody else's.
    let own = repository_of(&folder);
    let within = |root: &PathBuf| own.as_ref().is_none_or(|repository| root.starts_with(repository));
    let root = world.find_upward(&folder, PROJECT_FILE).filter(within).unwrap_or(folder);
    let repository = repository_of(&root).unwrap_or_else(|| root.clone());
    let inner = root.strip_prefix(&repository).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
    if !inner.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c)) {
        return Err(Failure::error(format!("the folder `{inner}` cannot stand in a workflow"))
            .help("use letters, digits, `.`, `_`, `-` and `/` in its name"));
    }
    let known = match world.read(&root.join(PROJECT_FILE)) {
        Ok(text) => Some(known(&text)?),
        Err(_) => None,
    };
    let name = match (&known, &typed.project) {
        (Some(project), _) => project.name.clone().unwrap_or(named(&repository)?),
        (None, Some(name)) => Key::parse(name).map_err(|error| Failure::error(error.to_string()))?,
        (None, None) => named(&root)?,
    };
    let ground = Ground {
        project: name.to_string(),
        inner,
        branch: branch(&repository, world),
        environments: known
            .map(|project| project.environments.values().map(|one| one.name.to_string()).collect())
            .unwrap_or_default(),
        action: action(typed)?,
        defines: !world.read_tree(&root, |_| false).iter().all(|(path, _)| !load::is_definition(path)),
    };
    Ok((repository, ground))
}

/// What the `ddsync.yaml` that is there says.
fn known(text: &str) -> Result<Project, Failure> {
    let files = vec![(PathBuf::from(PROJECT_FILE), FileText::Text(text.to_owned()))];
    let loaded = load::load(Input { files, environment: None, env: &|_| None });
    if loaded.project.name.is_none() {
        let failure = Failure::error(format!("the {PROJECT_FILE} that is there names no project"));
        return Err(failure.help("write `project: NAME` into it; `ddsync validate` tells what else is wrong"));
    }
    Ok(loaded.project)
}

/// A project is called as its folder is.
fn named(folder: &Path) -> Result<Key, Failure> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    load::key_like(&name).ok_or_else(|| {
        Failure::error(format!("the folder's name `{name}` makes no project name")).help("add --project NAME")
    })
}

/// The default branch, as far as the files of Git tell.
fn branch(repository: &Path, world: &World) -> String {
    let head = |file: &str, start: &str| {
        let text = world.read(&repository.join(file)).ok()?;
        Some(text.trim().strip_prefix(start)?.to_owned())
    };
    let remote = head(".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/");
    // A local HEAD may be any branch; of the usual names it is told apart.
    let local = head(".git/HEAD", "ref: refs/heads/").filter(|name| name == "master");
    let plain = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
    remote.or(local).filter(plain).unwrap_or_else(|| "main".to_owned())
}

/// What the workflows use. A released binary knows the commit that it comes from.
fn action(typed: &cli::Init) -> Result<Option<String>, Failure> {
    let Some(action) = &typed.action else {
        return Ok(option_env!("DDSYNC_RELEASE_ACTION").map(str::to_owned));
    };
    let plain = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c));
    let good = match action.split_once('@') {
        Some((repository, at)) => repository.contains('/') && plain(repository) && plain(at),
        None => action == "./",
    };
    if good {
        return Ok(Some(action.clone()));
    }
    Err(Failure::error(format!("`{action}` is no action")).help("write it as OWNER/REPOSITORY@COMMIT"))
}

fn agreed(repository: &Path, world: &World) -> Result<bool, Failure> {
    if !world.stdin_is_terminal {
        return Err(Failure::error("nothing was written: nobody can be asked, as this is no terminal")
            .help("add --yes to write these files without asking"));
    }
    let question = format!("\nWrite these files into {}? [y/N] ", repository.display());
    let answer = world.ask(&question).map_err(|error| Failure::error(error.to_string()))?;
    Ok(answer.is_some_and(|answer| matches!(answer.to_lowercase().as_str(), "y" | "yes")))
}

/// One line for each file; the schemas are one.
fn tree(new: &[File], there: &[File], repository: &Path) -> String {
    let mut lines: Vec<(String, &str)> = Vec::new();
    for file in new {
        let schema = file.path.ends_with(files::SCHEMA);
        match lines.last_mut().filter(|(_, about)| schema && *about == file.about) {
            Some((path, _)) => *path = format!("{}/", folder(&file.path)),
            None => lines.push((file.path.clone(), file.about)),
        }
    }
    let width = lines.iter().map(|(path, _)| path.chars().count()).max().unwrap_or_default();
    let mut text = format!("New in {}:\n\n", repository.display());
    for (path, about) in lines {
        text.push_str(&format!("  {path:width$}  {about}\n"));
    }
    let kept: Vec<&str> =
        there.iter().map(|file| file.path.as_str()).filter(|path| !path.ends_with(files::SCHEMA)).collect();
    if !kept.is_empty() {
        text.push_str(&format!("\nThere already, and left as it is: {}\n", kept.join(", ")));
    }
    text
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What a person may want to add to a file that is there.
fn left(file: &File, repository: &Path, world: &World) -> Option<String> {
    let (word, hint) = file.else_add?;
    let text = world.read(&repository.join(&file.path)).unwrap_or_default();
    (!text.contains(word)).then(|| format!("{}: {hint}", file.path))
}

fn next_steps(ground: &Ground, world: &World) -> Vec<String> {
    let mut steps = Vec::new();
    let inner = if ground.inner.is_empty() { String::new() } else { format!(" -C {}", ground.inner) };
    if ground.action.is_none() {
        steps.push(
            "this build of ddsync does not know where its action is published, so no workflow is written: run again \
             with --action OWNER/REPOSITORY@COMMIT"
                .to_owned(),
        );
    }
    steps.push(format!("`ddsync{inner} validate` checks the definitions, `ddsync{inner} apply --sandbox` tries them."));
    if ["DD_API_KEY", "DATADOG_API_KEY", "DD_BEARER_TOKEN"].iter().any(|name| world.variable(name).is_some()) {
        steps.push(format!(
            "There are keys: `ddsync{inner} doctor` looks at them, and `ddsync{inner} import --tag team:NAME` (or --all) \
             writes what Datadog has into files."
        ));
    } else {
        steps.push(format!("With DD_API_KEY and DD_APP_KEY set, `ddsync{inner} doctor` looks at them."));
    }
    if ground.action.is_some() {
        steps.push(
            "The workflows need the secrets DD_API_KEY, DD_APP_KEY_READ and, in a protected environment, \
             DD_APP_KEY_WRITE: docs/github.md of ddsync tells how."
                .to_owned(),
        );
    }
    steps
}

fn tell(lines: &[String], world: &World, color: Color) {
    for line in lines {
        world.say(&format!("{line}\n"), color);
    }
}
