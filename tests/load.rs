//! Runs the pages of `tests/load/`: each section has files, and what loading them finds and makes.
//!
//! Blocks of a section, by the word after the fence: a language with `path=..` is a file; `run` has `environment=NAME` and
//! `NAME=value` lines; `missing` has `path why` lines for files that could not be read; `findings` and `resources` are what
//! comes out. `DDSYNC_BLESS=1 cargo test --test load` writes what comes out into the pages, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use common::pages;
use ddsync::load::{FileText, Input, Level, Loaded, Prune, RULES, load};
use ddsync::model::{Finding, Place, Severity, Sources, State};

#[test]
fn pages() {
    pages::check::<Case>("load");
}

/// Each rule of this room fires on some page.
#[test]
fn rules_have_pages() {
    let all: String = pages::on_disk("load").iter().map(|page| std::fs::read_to_string(page).unwrap()).collect();
    let silent: Vec<&str> =
        RULES.iter().map(|(rule, _)| *rule).filter(|rule| !all.contains(&format!("[{rule}]"))).collect();
    assert_eq!(silent, [""; 0]);
    assert!(RULES.is_sorted(), "rules stand in the order of the alphabet");
}

/// What the commands read besides resources.
#[test]
fn project_and_comments() {
    let project = "project: p\nenvironments: {prod: {site: datadoghq.eu}}\ndefault_environment: prod\n\
        prune: {max_deletes: 3, max_delete_percent: 30}\n\
        lint: {a: off, b: error, c: {paths: [\"monitors/**\"]}}\n";
    let monitor = "# one\nmessage: | # two\n  text\nname: x # three\n";
    let file = |path: &str, text: &str| (PathBuf::from(path), FileText::Text(text.to_owned()));
    let loaded = load(Input {
        files: vec![file("monitors/a.yaml", monitor), file("ddsync.yaml", project)],
        environment: None,
        env: &|_| None,
    });
    assert!(!loaded.has_errors(), "{:?}", loaded.findings);
    assert_eq!(loaded.scope.unwrap().to_string(), "p/prod");
    assert_eq!(loaded.environment.unwrap().site.as_deref(), Some("datadoghq.eu"));
    let prune = Prune { max_deletes: Some(3), max_delete_percent: Some(30) };
    assert_eq!(loaded.project.prune, prune);
    let levels: Vec<Level> = loaded.project.lint.rules.values().map(|setting| setting.level).collect();
    assert_eq!(levels, [Level::Off, Level::At(Severity::Error), Level::Own]);
    assert_eq!(loaded.project.lint.rules["c"].paths[0].0, "monitors/**");
    let comments: Vec<&str> = loaded.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(comments, [" one", " two", " three"]);
}

#[derive(Default)]
struct Case {
    files: Vec<(PathBuf, FileText)>,
    environment: Option<String>,
    env: BTreeMap<String, String>,
}

impl pages::Case for Case {
    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        match info {
            "findings" => Some(self.findings()),
            "resources" => Some(self.resources()),
            _ => {
                self.take(info, body);
                None
            }
        }
    }
}

impl Case {
    fn take(&mut self, info: &str, body: &str) {
        if let Some((_, path)) = info.split_once("path=") {
            self.files.push((path.into(), FileText::Text(body.to_owned())));
        }
        for line in body.lines() {
            match info {
                "run" => {
                    let (name, value) = line.split_once('=').unwrap();
                    if name == "environment" {
                        self.environment = Some(value.to_owned());
                    } else {
                        self.env.insert(name.to_owned(), value.to_owned());
                    }
                }
                "missing" => {
                    let (path, why) = line.split_once(' ').unwrap();
                    self.files.push((path.into(), missing(why)));
                }
                _ => {}
            }
        }
    }

    fn load(&self) -> Loaded {
        load(Input {
            files: self.files.clone(),
            environment: self.environment.as_deref(),
            env: &|name| self.env.get(name).cloned(),
        })
    }

    fn findings(&self) -> String {
        let loaded = self.load();
        loaded.findings.iter().map(|finding| shown(finding, &loaded.sources)).collect()
    }

    fn resources(&self) -> String {
        let mut out = String::new();
        for desired in self.load().resources {
            writeln!(out, "{} {}", desired.address, desired.spec).unwrap();
            for reference in &desired.references {
                let whole = if reference.whole { ", whole" } else { "" };
                writeln!(out, "  {} -> {}{whole}", reference.at, reference.target).unwrap();
            }
            if let Some(id) = &desired.id {
                writeln!(out, "  id {id}").unwrap();
            }
            if desired.protect {
                writeln!(out, "  protected").unwrap();
            }
            for (rule, _) in &desired.ignore {
                writeln!(out, "  ignores {rule}").unwrap();
            }
            if desired.state == State::Absent {
                writeln!(out, "  absent").unwrap();
            }
        }
        out
    }
}

fn missing(why: &str) -> FileText {
    match why.split_once(' ') {
        Some(("bytes", count)) => FileText::from_bytes(vec![b'#'; count.parse().unwrap()]),
        Some(("not-utf8", before)) => FileText::from_bytes([before.as_bytes(), b"\xff\n"].concat()),
        _ => FileText::Unreadable { reason: why.to_owned() },
    }
}

fn shown(finding: &Finding, sources: &Sources) -> String {
    let mut out = format!("{}[{}] ", finding.severity.name(), finding.rule);
    if let Some(place) = finding.place {
        write!(out, "{} ", position(place, sources)).unwrap();
    }
    writeln!(out, "{}", finding.message).unwrap();
    if let Some(place) = finding.place.filter(|place| place.end > place.start) {
        let label = finding.label.as_deref().map_or(String::new(), |label| format!(" {label}"));
        writeln!(out, "  at: {:?}{label}", sources.slice(place)).unwrap();
    }
    for related in &finding.related {
        let (at, text) = (position(related.place, sources), sources.slice(related.place));
        writeln!(out, "  also: {at} {text:?} {}", related.label).unwrap();
    }
    if let Some(help) = &finding.help {
        writeln!(out, "  help: {help}").unwrap();
    }
    out
}

fn position(place: Place, sources: &Sources) -> String {
    let at = sources.line_column(place);
    format!("{}:{}:{}", sources.shown(place.source), at.line, at.column)
}
