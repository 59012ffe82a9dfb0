//! The texts that were read, and places in them. A place is bytes; lines and columns are counted when shown.

use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes in one source. Empty ranges are points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub source: SourceId,
    pub start: usize,
    pub end: usize,
}

impl Place {
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        Self { source, start, end: end.max(start) }
    }
}

/// Both 1-based; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    pub line: usize,
    pub column: usize,
}

/// A file that was read, under the path that people are shown: relative to the definitions' root, with `/`.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: PathBuf,
    pub text: Arc<str>,
}

#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> SourceId {
        let id = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        id
    }

    pub fn get(&self, id: SourceId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    pub fn path(&self, id: SourceId) -> &Path {
        self.get(id).map_or(Path::new(""), |file| &file.path)
    }

    /// The path with forward slashes on every system, as reports show it.
    pub fn shown(&self, id: SourceId) -> String {
        self.path(id).to_string_lossy().replace('\\', "/")
    }

    pub fn text(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |file| &file.text)
    }

    pub fn slice(&self, place: Place) -> &str {
        self.text(place.source).get(place.start..place.end).unwrap_or("")
    }

    pub fn line_column(&self, place: Place) -> LineColumn {
        let text = self.text(place.source);
        let mut end = place.start.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }

    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        (0u32..).map(SourceId).zip(&self.files)
    }
}
