//! Runs the pages of `tests/rules/`, one for each rule: what it finds, what it makes of it, and where it is silent.
//!
//! Blocks of a section, by the words after the fence:
//!
//! - `yaml` is the definition `monitors/example.yaml`; `yaml PATH` another file, `ddsync.yaml` too. Several of one path in one
//!   section are looked at one by one;
//! - `json answers` is what Datadog answers, for live rules;
//! - `findings` is what the rule says, as a terminal shows it;
//! - `fixed` is what `validate --fix` changes.
//!
//! In a section whose heading begins with `Fires` the rule finds something in each definition, in one that begins with
//! `Silent` in none. `DDSYNC_BLESS=1 cargo test --test rules` writes what comes out into the pages, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::needless_pass_by_value, reason = "short helpers")]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use common::pages::{self, Case};
use ddsync::lint::{self, Checked, Context, fix};
use ddsync::load::{FileText, Input, Loaded, load};
use ddsync::model::{Finding, Severity, Sources};
use ddsync::report::{self, Format, Report, Verb};
use time::{Date, Month};

#[test]
fn pages() {
    pages::check::<Section>("rules");
}

/// One fault, one finding: what loading, the form and all rules say of a definition together.
#[test]
fn together() {
    pages::check::<Together>("together");
}

#[test]
fn every_rule_has_its_page_and_every_page_its_rule() {
    let pages: BTreeSet<String> =
        pages::on_disk("rules").iter().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let rules: BTreeSet<String> = lint::ALL.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(pages, rules);
    for rule in lint::ALL {
        assert!(rule.page.starts_with(&format!("# {}\n\n", rule.id)), "{}", rule.id);
        assert!(rule.summary().ends_with('.'), "{}: {}", rule.id, rule.summary());
        assert!(rule.page.contains("\n## Fires") && rule.page.contains("\n## Silent"), "{}", rule.id);
    }
}

/// One section of a page.
#[derive(Default)]
struct Section {
    rule: String,
    heading: String,
    /// Each with the files that stand beside it.
    example: Option<String>,
    files: Vec<(String, String)>,
    answers: Option<lint::live::Answers>,
}

impl Case for Section {
    fn page(&mut self, page: &str) {
        page.clone_into(&mut self.rule);
    }

    fn heading(&mut self, heading: &str) {
        heading.clone_into(&mut self.heading);
    }

    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        match info.split_once(' ').unwrap_or((info, "")) {
            ("yaml", "") => {
                self.judge();
                self.files.retain(|(path, _)| path == "ddsync.yaml");
                self.example = Some(body.to_owned());
            }
            ("yaml", path) => {
                // The same file again is another example.
                if self.files.iter().any(|(known, _)| known == path) {
                    self.judge();
                    self.example = None;
                    self.files.retain(|(path, _)| path == "ddsync.yaml");
                }
                self.files.push((path.to_owned(), body.to_owned()));
            }
            ("json", "answers") => self.answers = Some(serde_json::from_str(body).unwrap()),
            ("findings", _) => return Some(self.findings()),
            ("fixed", _) => return Some(self.fixed()),
            _ => panic!("a page has no blocks `{info}`"),
        }
        None
    }

    fn end(&mut self) {
        self.judge();
    }
}

/// A section whose `findings` are those of everybody.
#[derive(Default)]
struct Together(Section);

impl Case for Together {
    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        match info {
            "findings" => {
                let (sources, checked) = self.0.checked(&self.0.all_files());
                Some(rendered(&sources, checked.findings()))
            }
            given => self.0.block(given, body),
        }
    }
}

impl Section {
    fn judge(&self) {
        if self.example.is_none() && self.files.iter().all(|(path, _)| path == "ddsync.yaml") {
            return;
        }
        let (sources, checked) = self.checked(&self.all_files());
        let found = self.own(checked.findings());
        let shown = || rendered(&sources, &found);
        if self.heading.starts_with("Fires") {
            assert!(!found.is_empty(), "{}, {}: silent about\n{}", self.rule, self.heading, self.shown_files());
        } else if self.heading.starts_with("Silent") {
            assert!(found.is_empty(), "{}, {}: finds\n{}", self.rule, self.heading, shown());
        }
    }

    fn shown_files(&self) -> String {
        self.all_files().iter().map(|(path, text)| format!("--- {path}\n{text}")).collect()
    }

    fn all_files(&self) -> Vec<(String, String)> {
        let mut files = self.files.clone();
        files.extend(self.example.iter().map(|text| ("monitors/example.yaml".to_owned(), text.clone())));
        if !files.iter().any(|(path, _)| path == "ddsync.yaml") {
            files.push(("ddsync.yaml".to_owned(), "project: docs\n".to_owned()));
        }
        files
    }

    fn load(files: &[(String, String)]) -> Loaded {
        let files = files.iter().map(|(path, text)| (PathBuf::from(path), FileText::Text(text.clone())));
        load(Input { files: files.collect(), environment: None, env: &|name| Some(format!("[{name}]")) })
    }

    fn checked(&self, files: &[(String, String)]) -> (Sources, Checked) {
        let loaded = Self::load(files);
        let context = Context {
            sources: &loaded.sources,
            comments: &loaded.comments,
            settings: &loaded.project.lint,
            today: Date::from_calendar_date(2026, Month::November, 21).unwrap(),
            baseline: None,
            answers: self.answers.as_ref(),
        };
        let checked = lint::check(loaded.resources, loaded.findings, &context);
        (loaded.sources, checked)
    }

    fn own(&self, findings: &[Finding]) -> Vec<Finding> {
        findings.iter().filter(|finding| finding.rule == self.rule).cloned().collect()
    }

    fn findings(&self) -> String {
        let (sources, checked) = self.checked(&self.all_files());
        rendered(&sources, &self.own(checked.findings()))
    }

    /// What the fixes of this rule change. Each makes its finding go away, and none makes another.
    fn fixed(&self) -> String {
        let files = self.all_files();
        let (sources, checked) = self.checked(&files);
        let own = self.own(checked.findings());
        let mut after = files.clone();
        let mut out = String::new();
        for file in fix::fixed(checked.resources(), &own, &sources) {
            let path = sources.shown(file.source);
            let before = sources.text(file.source).to_owned();
            let diff = similar::TextDiff::from_lines(&before, &file.text);
            let body = diff.unified_diff().context_radius(1).to_string();
            let body = body
                .lines()
                .filter(|line| !line.starts_with("@@"))
                .fold(String::new(), |text, line| text + line + "\n");
            write!(out, "{path}\n{body}").unwrap();
            for done in &file.done {
                writeln!(out, "{}", done.what).unwrap();
            }
            let (_, text) = after.iter_mut().find(|(name, _)| *name == path).unwrap();
            *text = file.text;
        }
        let (_, again) = self.checked(&after);
        let fixable = own.iter().filter(|finding| finding.fix.is_some()).count();
        let left = self.own(again.findings()).len();
        assert!(left + fixable <= own.len(), "{}: a fix does not make its finding go away\n{out}", self.rule);
        let worse = again.findings().iter().filter(|finding| finding.severity >= Severity::Info).count();
        assert!(worse + fixable <= checked.findings().len(), "{}: a fix makes another finding\n{out}", self.rule);
        out
    }
}

fn rendered(sources: &Sources, findings: &[Finding]) -> String {
    let report = Report {
        verb: Verb::Validate,
        project: "docs",
        environment: None,
        target: "",
        app_url: None,
        sources,
        resources: &[],
        findings,
        plan: None,
        outcomes: &[],
    };
    let text = report::render(&report, Format::Text, report::Style { color: false, width: 110 }).stdout;
    // What follows counts them.
    let counts =
        |line: &&str| line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(" in ") && !line.contains('|');
    let lines: Vec<&str> = text.lines().take_while(|line| !counts(line)).collect();
    let text = lines.join("\n");
    format!("{}\n", text.trim_end())
}
