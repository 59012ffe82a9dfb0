//! Which files are definitions, and of which kind: the folder says it.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::suggest;
use crate::kinds;
use crate::model::{Finding, Kind};

/// The name of the project's own file.
pub const PROJECT_FILE: &str = "ddsync.yaml";

/// A file over this many bytes is not read.
pub const MOST_BYTES: u64 = 4 << 20;

/// A file as it was found; whoever reads the disk makes these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileText {
    Text(String),
    TooLarge {
        bytes: u64,
    },
    NotUtf8 {
        /// Offset of the first byte that is not.
        at: usize,
    },
    Unreadable {
        /// As the system says it: `Permission denied (os error 13)`.
        reason: String,
    },
}

impl FileText {
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let length = bytes.len() as u64;
        if length > MOST_BYTES {
            return Self::TooLarge { bytes: length };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::NotUtf8 { at: error.utf8_error().valid_up_to() },
        }
    }
}

/// Whether a file of this name could be a definition.
pub fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("yaml" | "yml" | "json"))
}

/// The folders between the root and the file.
fn folders(path: &Path) -> Vec<&str> {
    let mut names: Vec<&str> = path
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    names.pop();
    names
}

/// The kind of the definitions in this file: that of the first folder that is one's. None for files that are no
/// definitions.
pub fn kind_of(path: &Path) -> Option<&'static Kind> {
    let folders = folders(path);
    if !is_document(path) || folders.iter().any(|folder| folder.starts_with('.')) {
        return None;
    }
    folders.iter().find_map(|folder| kinds::by_folder(folder))
}

/// Whether the text of this file is needed; of others the name is enough.
pub fn is_definition(path: &Path) -> bool {
    kind_of(path).is_some() || path.file_name().is_some_and(|name| name == PROJECT_FILE)
}

/// A folder with a `ddsync.yaml` of its own is another project.
pub fn inner_projects(paths: &[&Path]) -> Vec<PathBuf> {
    paths
        .iter()
        .filter(|path| path.file_name().is_some_and(|name| name == PROJECT_FILE))
        .filter_map(|path| path.parent())
        .filter(|folder| !folder.as_os_str().is_empty())
        .map(Path::to_path_buf)
        .collect()
}

/// Warnings about folders at the root that are nearly a kind's.
pub fn misspelled<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Vec<Finding> {
    let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        if let Some(first) = self::folders(path).first()
            && is_document(path)
            && kind_of(path).is_none()
        {
            *folders.entry(first).or_default() += 1;
        }
    }
    let near = |folder: &str| {
        let kinds = kinds::ALL.iter();
        let by_name = kinds.clone().find(|kind| kind.name == folder).map(|kind| kind.folder);
        by_name.or_else(|| suggest::nearest(folder, kinds.map(|kind| kind.folder)))
    };
    let told = folders.into_iter().filter_map(|(folder, count)| {
        let near = near(folder)?;
        let files = if count == 1 { "file is" } else { "files are" };
        let message = format!("`{folder}/` is no kind's folder, so its {count} {files} not read");
        Some(Finding::warning("unknown-folder", message).help(format!("did you mean `{near}/`?")))
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_say_the_kind() {
        let name = |path: &str| kind_of(Path::new(path)).map(|kind| kind.name);
        assert_eq!(name("monitors/a.yaml"), Some("monitor"));
        assert_eq!(name("monitors/team/a.yml"), Some("monitor"));
        assert_eq!(name("team/dashboards/a.json"), Some("dashboard"));
        assert_eq!(name("monitors/dashboards/a.json"), Some("monitor"));
        assert_eq!(name("monitors.yaml"), None);
        assert_eq!(name("monitors/readme.md"), None);
        assert_eq!(name(".ddsync/monitors/a.yaml"), None);
    }

    #[test]
    fn bytes_become_text_or_say_why_not() {
        assert!(matches!(FileText::from_bytes(b"a: 1".to_vec()), FileText::Text(text) if text == "a: 1"));
        assert!(matches!(FileText::from_bytes(b"a: \xff".to_vec()), FileText::NotUtf8 { at: 3 }));
        let large = FileText::from_bytes(vec![b'a'; 5 << 20]);
        assert!(matches!(large, FileText::TooLarge { bytes: 5_242_880 }));
    }
}
