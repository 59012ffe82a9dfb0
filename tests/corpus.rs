//! What the rules say about objects that Datadog accepted, recorded on their way in (as they were sent) and out (as they were
//! read). An error there is either a fault that Datadog lets pass or a fault of the rule: each is argued in
//! `tests/corpus/accepted.md`, and one that is not fails this test.
//!
//! The recordings stand beside the project and are not part of it; without them the test says so and passes. Objects are
//! named by the digest of what they are, so that nothing of them is copied. `DDSYNC_BLESS=1` writes the table; a new row has
//! no argument yet, and fails until somebody writes one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "common/recordings.rs"]
mod recorded;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ddsync::kinds;
use ddsync::lint::subject::QueryTree;
use ddsync::lint::{self, Checked, Context, Subjects};
use ddsync::load::{FileText, Input, escape, load, to_yaml};
use ddsync::model::{Desired, Kind, Severity};
use serde_json::Value;
use time::Date;

const CORPUS: &[(&str, &Kind)] =
    &[("monitors", &kinds::MONITOR), ("dashboards", &kinds::DASHBOARD), ("slos", &kinds::SLO)];

#[test]
fn what_datadog_accepted_is_not_accused() {
    let mut seen = BTreeSet::new();
    let mut tally = Tally::default();
    for (file, kind) in CORPUS {
        let Some(objects) = objects(file, kind) else { return };
        for object in objects.into_iter().filter(|object| seen.insert(digest(kind, object))) {
            tally.look(kind, &object);
        }
    }
    print!("{}", tally.shown());
    compare(&tally.errors);
}

/// Every object of a kind that was sent or read.
fn objects(file: &str, kind: &Kind) -> Option<Vec<Value>> {
    let mut objects = Vec::new();
    for pair in recorded::pairs(file)? {
        let sides: &[&str] = if is_partial(kind, &pair) { &["live"] } else { &["desired", "live"] };
        objects.extend(sides.iter().map(|side| opened(kind, &pair[side])));
    }
    Some(objects)
}

/// A write of some fields, which keeps the others: no definition.
fn is_partial(kind: &Kind, pair: &Value) -> bool {
    let required = ddsync::schema::by_name(kind.name).unwrap().root()["required"].as_array().unwrap().iter();
    let sent = opened(kind, &pair["desired"]);
    pair["op"] != "create" && required.filter_map(Value::as_str).any(|field| sent.get(field).is_none())
}

fn opened(kind: &Kind, value: &Value) -> Value {
    let value = value.clone();
    if value.get("data").is_some() { (kind.open)(value).unwrap() } else { (kind.open_item)(value).unwrap() }
}

/// FNV-1a, shortened: names an object without telling of it.
fn digest(kind: &Kind, object: &Value) -> String {
    let text = format!("{} {object}", kind.name);
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:08x}", text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, mix) >> 32)
}

/// As a person would write it into a file.
fn as_definition(object: &Value) -> Value {
    match object {
        Value::String(text) => Value::String(escape(text)),
        Value::Array(items) => items.iter().map(as_definition).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), as_definition(value))).collect(),
        other => other.clone(),
    }
}

type Errors = BTreeMap<(String, String), BTreeSet<String>>;

#[derive(Default)]
struct Tally {
    /// Read without fault, and all, by what it is.
    parsed: BTreeMap<&'static str, (usize, usize)>,
    /// Findings by rule and severity, and the objects that have one.
    findings: BTreeMap<(String, Severity), usize>,
    /// By rule and general sentence, the objects.
    errors: Errors,
}

impl Tally {
    fn look(&mut self, kind: &Kind, object: &Value) {
        let name = digest(kind, object);
        let checked = checked(kind, &name, object);
        self.count_parsed(checked.resources());
        for finding in checked.findings() {
            *self.findings.entry((finding.rule.to_owned(), finding.severity)).or_default() += 1;
            if finding.severity == Severity::Error {
                println!("{} {name}: {}: {}", kind.name, finding.rule, finding.message);
                let entry = (finding.rule.to_owned(), general(&finding.message));
                self.errors.entry(entry).or_default().insert(format!("{}:{name}", kind.name));
            }
        }
    }

    fn count_parsed(&mut self, resources: &[Desired]) {
        let mut add = |what, good: bool| {
            let (read, all) = self.parsed.entry(what).or_default();
            *read += usize::from(good);
            *all += 1;
        };
        let subjects = Subjects::of(resources);
        for monitor in &subjects.monitors {
            add("queries of monitors", monitor.sound().is_some());
            for text in &monitor.texts {
                add("names and messages", text.template.faults.is_empty());
            }
            for variable in &monitor.variables {
                variable.metric.iter().for_each(|(_, tree)| add("metric queries of variables", tree.is_clean()));
                variable.search.iter().for_each(|(_, tree)| add("searches of variables", tree.is_clean()));
            }
        }
        for dashboard in &subjects.dashboards {
            for (_, request, query) in dashboard.queries() {
                match &query.tree {
                    QueryTree::Metric(tree) => add("metric queries of widgets", tree.is_clean()),
                    QueryTree::Search(tree) => add("searches of widgets", tree.is_clean()),
                }
                request.formulas.iter().for_each(|formula| add("formulas of widgets", formula.tree.is_clean()));
            }
        }
        for slo in &subjects.slos {
            slo.formulas.iter().for_each(|formula| add("formulas of SLOs", formula.tree.is_clean()));
        }
    }

    fn shown(&self) -> String {
        let mut out = String::new();
        for (what, (read, all)) in &self.parsed {
            writeln!(out, "{what:<32} parsed {read} of {all}").unwrap();
        }
        for ((rule, severity), count) in &self.findings {
            writeln!(out, "{rule:<32} {:<9}{count:>6}", severity.name()).unwrap();
        }
        out
    }
}

fn checked(kind: &Kind, name: &str, object: &Value) -> Checked {
    let definition = to_yaml(&as_definition(object));
    let files = [
        ("ddsync.yaml".to_owned(), "project: corpus\n".to_owned()),
        (format!("{}/x{name}.yaml", kind.folder), definition),
    ];
    let files = files.into_iter().map(|(path, text)| (PathBuf::from(path), FileText::Text(text)));
    let loaded = load(Input { files: files.collect(), environment: None, env: &|_| None });
    assert_eq!(loaded.resources.len(), 1, "{name}: {:?}", loaded.findings);
    let context = Context {
        sources: &loaded.sources,
        comments: &loaded.comments,
        settings: &loaded.project.lint,
        today: Date::MIN,
        baseline: None,
        answers: None,
    };
    lint::check(loaded.resources, loaded.findings, &context)
}

/// The sentence without its names and numbers, which are the object's.
fn general(message: &str) -> String {
    let mut out = String::new();
    for (index, part) in message.split('`').enumerate() {
        if index % 2 == 1 {
            out.push_str("`..`");
            continue;
        }
        let mut digits = false;
        for c in part.chars() {
            let digit = c.is_ascii_digit() || (digits && c == '.');
            if !digit {
                out.push(c);
            } else if !digits {
                out.push('N');
            }
            digits = digit;
        }
    }
    out.replace('|', "\\|")
}

struct Row {
    objects: BTreeSet<String>,
    verdict: String,
    why: String,
}

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/accepted.md")
}

fn accepted(text: &str) -> BTreeMap<(String, String), Row> {
    let cells = |line: &str| -> Vec<String> {
        line.replace("\\|", "\u{1}").split('|').map(|cell| cell.trim().replace('\u{1}', "\\|")).collect()
    };
    let rows = text.lines().filter(|line| line.starts_with("| ")).map(cells).skip(1);
    rows.map(|cells| {
        let [_, rule, sentence, verdict, why, objects, _] = cells.as_slice() else {
            panic!("a row has five cells: {cells:?}")
        };
        let objects = objects.split_whitespace().map(str::to_owned).collect();
        ((rule.clone(), sentence.clone()), Row { objects, verdict: verdict.clone(), why: why.clone() })
    })
    .collect()
}

fn compare(errors: &Errors) {
    let text = std::fs::read_to_string(page()).unwrap();
    let known = accepted(&text);
    let head = text.split("| rule").next().unwrap();
    let mut table = "| rule | sentence | verdict | why | objects |\n|---|---|---|---|---|\n".to_owned();
    for ((rule, sentence), objects) in errors {
        let row = known.get(&(rule.clone(), sentence.clone()));
        let (verdict, why) = row.map_or(("?", "?"), |row| (row.verdict.as_str(), row.why.as_str()));
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        writeln!(table, "| {rule} | {sentence} | {verdict} | {why} | {} |", objects.join(" ")).unwrap();
    }
    if std::env::var_os("DDSYNC_BLESS").is_some() {
        std::fs::write(page(), format!("{head}{table}")).unwrap();
    }
    for (entry, objects) in errors {
        let row =
            known.get(entry).unwrap_or_else(|| panic!("nobody argued for this accusation: {entry:?} {objects:?}"));
        assert_eq!(&row.objects, objects, "{entry:?}");
        assert!(matches!(row.verdict.as_str(), "true" | "false") && row.why.len() > 3, "{entry:?}: {}", row.verdict);
    }
    let gone: Vec<_> = known.keys().filter(|entry| !errors.contains_key(*entry)).collect();
    assert!(gone.is_empty(), "argued for, and no longer said: {gone:?}");
}
