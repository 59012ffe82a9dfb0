//! Literate pages: prose and fenced blocks. Some blocks are given, the others are what comes out.
//!
//! `DDSYNC_BLESS=1` writes what comes out into the pages, to be reviewed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One section of a page, from a heading to the next. It starts afresh with each.
pub trait Case: Default {
    /// Says on which page it stands: the stem of its file.
    fn stands_on(&mut self, page: &str) {
        let _ = page;
    }

    /// Takes a block that is given (None), or says what belongs into it. `info` is what stands behind the fence.
    fn block(&mut self, info: &str, body: &str) -> Option<String>;
}

/// Runs every page of `tests/{folder}`.
pub fn check<C: Case>(folder: &str) {
    let bless = std::env::var_os("DDSYNC_BLESS").is_some();
    let mut wrong = String::new();
    for page in on_disk(folder) {
        let before = std::fs::read_to_string(&page).unwrap();
        let after = replayed::<C>(&before, &page.file_stem().unwrap().to_string_lossy());
        if before == after {
            continue;
        }
        if bless {
            std::fs::write(&page, after).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(&before, &after).unified_diff().to_string();
            write!(wrong, "{}\n{diff}\n", page.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "pages that are not what comes out (DDSYNC_BLESS=1 writes them):\n{wrong}");
}

/// The pages of `tests/{folder}`, in order.
pub fn on_disk(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.sort();
    assert!(!pages.is_empty(), "the pages are gone");
    pages
}

fn replayed<C: Case>(text: &str, page: &str) -> String {
    let begin = || {
        let mut case = C::default();
        case.stands_on(page);
        case
    };
    let mut out = String::new();
    let mut case = begin();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with('#') {
            case = begin();
        }
        out.push_str(line);
        out.push('\n');
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else {
            continue;
        };
        let body: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        out.push_str(&case.block(info, &body).unwrap_or(body));
        out.push_str("```\n");
    }
    out
}
