//! The definitions as they were at a git reference; nothing is checked out.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use crate::exit::Failure;
use crate::load::{self, FileText, Input, Loaded};
use crate::model::{Desired, Severity};
use crate::settings::Settings;
use crate::world::{GitAnswer, World, is_left_out};

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
    let git = Git { folder: &settings.root, world };
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

/// A file in a commit.
struct Entry {
    path: PathBuf,
    blob: String,
    is_link: bool,
}

struct Git<'a> {
    folder: &'a Path,
    world: &'a World,
}

impl Git<'_> {
    fn run(&self, arguments: &[&str], input: &str) -> Result<GitAnswer, Failure> {
        self.world.git(self.folder, arguments, input).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                Failure::error("git is not installed, and `--base` reads the definitions with it")
            }
            _ => Failure::error(format!("git cannot be run: {error}")),
        })
    }

    fn ask(&self, arguments: &[&str], input: &str) -> Result<Vec<u8>, Failure> {
        let answer = self.run(arguments, input)?;
        if answer.ok { Ok(answer.out) } else { Err(Failure::error(format!("git says: {}", first_line(&answer.err)))) }
    }

    fn commit(&self, reference: &str) -> Result<String, Failure> {
        let folder = self.folder.display();
        let inside = self.run(&["rev-parse", "--is-shallow-repository"], "")?;
        if !inside.ok {
            return Err(match inside.err.contains("not a git repository") {
                true => {
                    Failure::error(format!("{folder} is in no git repository, and `--base` names a reference of one"))
                }
                false => Failure::error(format!("git says: {}", first_line(&inside.err))),
            });
        }
        // A reference cannot start with `-`, and an option must not be taken for one.
        let named = format!("{reference}^{{commit}}");
        let found = match reference.starts_with('-') || reference.is_empty() {
            true => None,
            false => Some(self.run(&["rev-parse", "--verify", "--quiet", &named], "")?).filter(|found| found.ok),
        };
        if let Some(found) = found {
            return Ok(text(&found.out).trim().to_owned());
        }
        let shallow = text(&inside.out).trim() == "true";
        let failure = Failure::error(format!("git knows no commit `{reference}` here"));
        Err(match shallow {
            true => failure.help(
                "the clone is shallow: fetch the commit first (`git fetch --depth=1 origin BRANCH:BRANCH`), or clone with \
                 the history (actions/checkout: `fetch-depth: 0`)",
            ),
            false => failure.help("name a branch, a tag or a commit; `git fetch origin` brings those of the remote"),
        })
    }

    /// Every definition in the commit, by its path from the root of the definitions.
    fn definitions(&self, commit: &str) -> Result<Vec<(PathBuf, FileText)>, Failure> {
        let listed = self.ask(&["ls-tree", "-r", "-z", commit], "")?;
        let all: Vec<Entry> = text(&listed).split('\0').filter_map(entry).collect();
        let blobs: HashMap<&Path, &str> = all
            .iter()
            .filter(|entry| !entry.is_link)
            .map(|entry| (entry.path.as_path(), entry.blob.as_str()))
            .collect();
        let wanted: Vec<&Entry> = all.iter().filter(|entry| is_wanted(&entry.path)).collect();
        let first = self.contents(&wanted.iter().map(|entry| entry.blob.as_str()).collect::<Vec<_>>())?;
        // A link's content is the path that it leads to.
        let target = |(entry, content): (&&Entry, &Vec<u8>)| {
            let to = entry.is_link.then(|| joined(entry.path.parent()?, Path::new(&*text(content))))?;
            blobs.get(to?.as_path()).map(|blob| (*blob).to_owned())
        };
        let targets: Vec<Option<String>> = wanted.iter().zip(&first).map(target).collect();
        let mut linked = self.contents(&targets.iter().flatten().map(String::as_str).collect::<Vec<_>>())?.into_iter();
        let files = wanted.iter().zip(first).zip(targets).map(|((entry, content), target)| {
            let text = match (entry.is_link, target) {
                (false, _) => FileText::from_bytes(content),
                (true, Some(_)) => FileText::from_bytes(linked.next().unwrap_or_default()),
                (true, None) => FileText::Unreadable { reason: "a link to what is not in the commit".to_owned() },
            };
            (entry.path.clone(), text)
        });
        Ok(files.collect())
    }

    fn contents(&self, blobs: &[&str]) -> Result<Vec<Vec<u8>>, Failure> {
        if blobs.is_empty() {
            return Ok(Vec::new());
        }
        let out = self.ask(&["cat-file", "--batch"], &(blobs.join("\n") + "\n"))?;
        let contents = batch(&out);
        match contents.len() == blobs.len() {
            true => Ok(contents),
            false => Err(Failure::error("git did not give every definition of the commit")
                .help("in a partial clone run `git fetch` with the network on first")),
        }
    }
}

/// `100644 blob 0a1b2c\tmonitors/a.yaml`, of files and links.
fn entry(line: &str) -> Option<Entry> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split(' ');
    let (mode, kind, blob) = (about.next()?, about.next()?, about.next()?);
    (kind == "blob").then(|| Entry { path: path.into(), blob: blob.to_owned(), is_link: mode == "120000" })
}

fn is_wanted(path: &Path) -> bool {
    let names = path.components().map(|part| part.as_os_str().to_string_lossy());
    load::is_definition(path) && !names.into_iter().any(|name| is_left_out(&name))
}

/// `<id> blob <size>\n<bytes>\n`, again and again.
fn batch(mut out: &[u8]) -> Vec<Vec<u8>> {
    let mut contents = Vec::new();
    while let Some(end) = out.iter().position(|byte| *byte == b'\n') {
        let (head, rest) = out.split_at(end);
        let size = text(head).rsplit(' ').next().and_then(|size| size.parse::<usize>().ok());
        let Some(content) = size.and_then(|size| rest.get(1..=size)) else { break };
        contents.push(content.to_vec());
        out = rest.get(content.len() + 2..).unwrap_or_default();
    }
    contents
}

/// Without `..`, by the text alone; None where it leads out.
fn joined(folder: &Path, link: &Path) -> Option<PathBuf> {
    let mut whole = PathBuf::new();
    for part in folder.join(link).components() {
        match part {
            Component::Normal(name) => whole.push(name),
            Component::CurDir => {}
            Component::ParentDir => whole.pop().then_some(())?,
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(whole)
}

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("nothing")
}
