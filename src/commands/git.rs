//! What git knows of the definitions: commits, and the files in them. Nothing is checked out.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::definitions::Files;
use crate::exit::Failure;
use crate::load::{self, FileText};
use crate::world::{GitAnswer, World, is_left_out};

/// A file in a commit.
struct Entry {
    path: PathBuf,
    blob: String,
    is_link: bool,
}

/// A folder that may lie in a repository.
pub struct Git<'a> {
    folder: &'a Path,
    world: &'a World,
    /// Who asks, for the errors: `--base`.
    asker: &'static str,
}

impl<'a> Git<'a> {
    pub fn new(folder: &'a Path, world: &'a World, asker: &'static str) -> Self {
        Self { folder, world, asker }
    }

    fn run(&self, arguments: &[&str], input: &str) -> Result<GitAnswer, Failure> {
        self.world.git(self.folder, arguments, input).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                Failure::error(format!("git is not installed, and {} reads the definitions with it", self.asker))
            }
            _ => Failure::error(format!("git cannot be run: {error}")),
        })
    }

    fn ask(&self, arguments: &[&str], input: &str) -> Result<Vec<u8>, Failure> {
        let answer = self.run(arguments, input)?;
        if answer.ok { Ok(answer.out) } else { Err(Failure::error(format!("git says: {}", first_line(&answer.err)))) }
    }

    /// The id of the commit that a reference names.
    ///
    /// # Errors
    ///
    /// There is no repository, or no such reference in it; what to do is told.
    pub fn commit(&self, reference: &str) -> Result<String, Failure> {
        let folder = self.folder.display();
        let inside = self.run(&["rev-parse", "--is-shallow-repository"], "")?;
        if !inside.ok {
            return Err(match is_outside(&inside) {
                true => Failure::error(format!(
                    "{folder} is in no git repository, and {} names a reference of one",
                    self.asker
                )),
                false => Failure::error(format!("git says: {}", first_line(&inside.err))),
            });
        }
        if let Some(commit) = self.known(reference)? {
            return Ok(commit);
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

    /// None where there is no such commit. A reference cannot start with `-`, and an option must not be taken for one.
    fn known(&self, reference: &str) -> Result<Option<String>, Failure> {
        if reference.starts_with('-') || reference.is_empty() {
            return Ok(None);
        }
        let found = self.run(&["rev-parse", "--verify", "--quiet", &format!("{reference}^{{commit}}")], "")?;
        Ok(found.ok.then(|| text(&found.out).trim().to_owned()))
    }

    /// The commit that is checked out; None where there is none, or no repository, or no git.
    ///
    /// # Errors
    ///
    /// There is a repository, and git does not open it.
    pub fn head(&self) -> Result<Option<String>, Failure> {
        match self.world.git(self.folder, &["rev-parse", "--git-dir"], "") {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Ok(answer) if answer.ok => self.known("HEAD"),
            Ok(answer) if is_outside(&answer) => Ok(None),
            Ok(answer) => Err(Failure::error(format!("git says: {}", first_line(&answer.err)))),
            Err(error) => Err(Failure::error(format!("git cannot be run: {error}"))),
        }
    }

    /// The files that differ from the commit where the branch left `reference`, and those that git does not know yet;
    /// relative to the folder.
    ///
    /// # Errors
    ///
    /// As [`Git::commit`].
    pub fn changed_since(&self, reference: &str) -> Result<Vec<PathBuf>, Failure> {
        let commit = self.commit(reference)?;
        let fork = self.run(&["merge-base", "HEAD", &commit], "")?;
        let fork = if fork.ok { text(&fork.out).trim().to_owned() } else { commit };
        let changed = self.ask(&["diff", "--name-only", "--relative", "-z", &fork], "")?;
        let new = self.ask(&["ls-files", "--others", "--exclude-standard", "-z"], "")?;
        let (changed, new) = (text(&changed), text(&new));
        let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
        Ok(names.map(PathBuf::from).collect())
    }

    /// Every definition in the commit, by its path from the folder.
    ///
    /// # Errors
    ///
    /// Git does not give all of them.
    pub fn definitions(&self, commit: &str) -> Result<Files, Failure> {
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

fn is_outside(answer: &GitAnswer) -> bool {
    answer.err.contains("not a git repository")
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
