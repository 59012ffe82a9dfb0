//! The house, checked from its own source: who may lean on whom, and what the tables promise.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// For each room: the rooms it may use. A room that is not listed is a question to answer here first.
const MAY_USE: &[(&str, &[&str])] = &[
    // pure and synchronous
    ("model", &[]),
    ("kinds", &["model"]),
    ("schema", &["model", "kinds"]),
    ("load", &["model", "kinds", "schema", "syntax"]),
    ("syntax", &[]),
    ("query", &["model", "syntax"]),
    ("message", &["model", "syntax"]),
    ("lint", &["model", "kinds", "schema", "load", "edit", "syntax", "query", "message"]),
    ("plan", &["model", "kinds", "schema", "load", "lint", "query", "message"]),
    ("edit", &["model", "load"]),
    ("import", &["model", "kinds", "schema", "load", "lint", "plan", "edit"]),
    ("report", &["model", "kinds", "schema", "load", "lint", "plan"]),
    ("github", &["model", "plan", "report", "datadog"]),
    // async
    ("datadog", &["model", "kinds"]),
    ("apply", &["model", "kinds", "plan", "datadog"]),
    // written from recorded traffic: sharing the kinds' tables would share their mistakes
    ("sandbox", &["model", "schema"]),
    // what was typed, what is meant, the doors
    ("exit", &[]),
    ("cli", &[]),
    ("world", &["cli", "load"]),
    ("settings", &["cli", "exit", "model", "world"]),
];

/// Rooms that put the others together; they may use all.
const OUTERMOST: &[&str] = &["commands", "main", "lib"];

const MACROS: &[&str] = &["object", "open_enum", "tagged"];

/// Rooms that may wait. Everything else is values in, values out.
const ASYNC: &[&str] = &["datadog", "apply", "sandbox", "commands", "main"];

/// Doors inside of rooms that do not wait.
const DOORS: &[&str] = &["github/client.rs", "github/socket.rs"];

#[test]
fn rooms_lean_only_on_the_rooms_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let room = room_of(&file);
        if OUTERMOST.contains(&room.as_str()) {
            continue;
        }
        let Some(may) = allowed.get(room.as_str()) else {
            wrong.push(format!("{}: the room `{room}` has no line in MAY_USE", file.display()));
            continue;
        };
        for used in uses(&code_of(&file)) {
            if used != room && !may.contains(&used.as_str()) {
                wrong.push(format!("{}: `{room}` may not use `{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_core_does_not_wait() {
    let mut wrong = Vec::new();
    for file in sources() {
        if ASYNC.contains(&room_of(&file).as_str()) || DOORS.iter().any(|door| file.ends_with(door)) {
            continue;
        }
        let code = code_of(&file);
        for word in ["async fn", "async move", ".await", "tokio::", "reqwest::"] {
            if code.contains(word) {
                wrong.push(format!("{}: `{word}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// No kind's name stands in a condition outside its own file: a kind is data.
#[test]
fn kinds_are_named_in_their_own_rooms_only() {
    let rooms = ["kinds", "schema", "sandbox", "cli"];
    let mut wrong = Vec::new();
    for file in sources() {
        if rooms.contains(&room_of(&file).as_str()) {
            continue;
        }
        let code = code_of(&file);
        for kind in ddsync::kinds::ALL {
            for condition in
                [format!("== \"{}\"", kind.name), format!("== \"{}\"", kind.folder), format!("\"{}\" =>", kind.name)]
            {
                if code.contains(&condition) {
                    wrong.push(format!("{}: {condition}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_kind_is_complete() {
    for kind in ddsync::kinds::ALL {
        assert!(!kind.name.is_empty() && !kind.folder.is_empty() && kind.path.starts_with("/api/"), "{}", kind.name);
        assert!(kind.page.contains("{id}"), "{}: where does a person open one?", kind.name);
        assert!(ddsync::schema::known(kind.name).is_some(), "{} has no schema", kind.name);
        let page = root().join("tests/kinds").join(format!("{}.md", kind.name));
        assert!(page.is_file(), "{} has no page {}", kind.name, page.display());
        let patterns =
            [kind.server_owned, kind.write_only, kind.secrets, kind.sets, kind.trimmed, kind.immutable, kind.part_ids];
        for path in patterns.concat() {
            assert!(path.starts_with('/'), "{}: `{path}` is no pointer", kind.name);
        }
    }
}

/// Secrets are opened where they become a header.
#[test]
fn secrets_are_opened_at_one_door() {
    for file in sources() {
        let door = file.ends_with("datadog/http.rs") || file.ends_with("github/socket.rs");
        assert!(door || !code_of(&file).contains("expose_secret("), "{} opens a secret", file.display());
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|end| end == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    assert!(files.len() > 10, "the sources are not where this test looks");
    files.sort();
    files
}

/// The first folder below `src`, or the name of a file that stands there.
fn room_of(file: &Path) -> String {
    let inner = file.strip_prefix(root().join("src")).unwrap();
    let first = inner.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Without comments and without test modules, which may use what they like.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let mut parts = text.split("#[cfg(test)]");
    let before = parts.next().unwrap();
    // A test module in a file of its own ends nothing.
    let declares =
        |part: &&str| part.lines().nth(1).is_some_and(|line| line.starts_with("mod ") && line.ends_with(';'));
    let text: String = std::iter::once(before).chain(parts.take_while(declares)).collect();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Rooms named as `crate::room`, also in `use crate::{a, b::c};`.
fn uses(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for part in code.split("crate::").skip(1) {
        if let Some(list) = part.strip_prefix('{') {
            let list = list.split("};").next().unwrap_or("");
            let mut depth = 0;
            for item in list.split(|c| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                c == ',' && depth == 0
            }) {
                rooms.push(word(item.trim()));
            }
        } else {
            rooms.push(word(part));
        }
    }
    // Macros of `schema/shapes` stand at the root of the crate.
    rooms.retain(|room| !room.is_empty() && !MACROS.contains(&room.as_str()));
    rooms
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}
