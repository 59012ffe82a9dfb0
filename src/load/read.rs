//! The files as documents: `ddsync.yaml`, and those in the kinds' folders.

use std::path::{Path, PathBuf};

use super::files::{self, FileText, MOST_BYTES, PROJECT_FILE};
use super::project::{self, Project};
use super::{fields, yaml};
use crate::model::{Finding, Kind, Node, Place, SourceId, Sources, Tree};

/// A file of definitions, parsed.
pub struct File {
    pub path: PathBuf,
    pub kind: &'static Kind,
    pub source: SourceId,
    pub documents: Vec<Node>,
    pub broken: bool,
}

#[derive(Default)]
pub struct Reading {
    pub sources: Sources,
    pub comments: Vec<yaml::Comment>,
    project: Option<Node>,
    pub project_broken: bool,
    pub findings: Vec<Finding>,
}

impl Reading {
    pub fn read(&mut self, mut files: Vec<(PathBuf, FileText)>) -> Vec<File> {
        // Same input, same bytes, whatever order the disk has.
        files.sort_by(|(left, _), (right, _)| left.cmp(right));
        let paths: Vec<&Path> = files.iter().map(|(path, _)| path.as_path()).collect();
        let inner = files::inner_projects(&paths);
        let foreign = |path: &Path| inner.iter().any(|folder| path.starts_with(folder));
        self.findings = files::misspelled(paths.iter().copied().filter(|path| !foreign(path)));
        let mut definitions = Vec::new();
        for (path, text) in files {
            if path == Path::new(PROJECT_FILE) {
                let (source, parsed) = self.parse(&path, text);
                self.only_document(source, parsed);
            } else if let Some(kind) = files::kind_of(&path).filter(|_| !foreign(&path)) {
                let (source, parsed) = self.parse(&path, text);
                definitions.push(File { path, kind, source, documents: parsed.documents, broken: parsed.broken });
            }
        }
        definitions
    }

    fn parse(&mut self, path: &Path, text: FileText) -> (SourceId, yaml::Parsed) {
        let (text, wrong) = match text {
            FileText::Text(text) if text.len() as u64 <= MOST_BYTES => (text, None),
            FileText::Text(text) => (String::new(), Some(too_large(text.len() as u64))),
            FileText::TooLarge { bytes } => (String::new(), Some(too_large(bytes))),
            FileText::NotUtf8 { at } => (String::new(), Some(not_utf8(at))),
            FileText::Unreadable { reason } => (String::new(), Some(unreadable(&reason))),
        };
        let source = self.sources.add(path, text);
        if let Some(finding) = wrong {
            self.findings.push(finding.at(Place::new(source, 0, 0)));
            let parsed = yaml::Parsed { broken: true, ..yaml::Parsed::default() };
            return (source, parsed);
        }
        let mut parsed = yaml::parse(&self.sources, source);
        self.findings.append(&mut parsed.findings);
        self.comments.append(&mut parsed.comments);
        (source, parsed)
    }

    fn only_document(&mut self, source: SourceId, parsed: yaml::Parsed) {
        self.project_broken = parsed.broken;
        let mut documents = parsed.documents.into_iter();
        self.project = documents.next();
        if let Some(second) = documents.next() {
            let message = "ddsync.yaml holds one document, and this is another";
            self.findings.push(Finding::error("invalid-value", message).at(fields::start_of(&second)));
        }
        if self.project.is_none() && !parsed.broken {
            self.project = Some(Node::new(Tree::Map(fields::Map::new()), Place::new(source, 0, 0)));
        }
    }

    pub fn project(&mut self) -> Project {
        match self.project.take() {
            Some(node) => project::read(&node, &mut self.findings),
            None => Project::default(),
        }
    }
}

fn too_large(bytes: u64) -> Finding {
    let message = format!("the file has {bytes} bytes, and a definition has 4 MiB ({MOST_BYTES} bytes) at most");
    Finding::error("file-too-large", message).help("split it, or move it out of the definitions")
}

fn not_utf8(at: usize) -> Finding {
    let message = format!("the file is not UTF-8: byte {at} does not fit");
    Finding::error("unreadable-file", message).help("save it as UTF-8")
}

fn unreadable(reason: &str) -> Finding {
    Finding::error("unreadable-file", format!("the file cannot be read: {reason}"))
}
