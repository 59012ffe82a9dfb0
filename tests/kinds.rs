//! Runs the pages of `tests/kinds/`, one for each kind: what a definition becomes, and what is sent for it.
//!
//! Blocks of a section, by the words after the fence:
//!
//! - `yaml` is the definition `{kind}s/example.yaml`; with `path=..` another file;
//! - `json live` is an object that Datadog has: it is sent to the embedded server as somebody else would send it;
//! - `run` has a word a line: `prune` applies with `--prune`;
//! - `plan` is what `ddsync diff` says;
//! - `requests` are the writes of `ddsync apply`, in order; where all of them go well, a second plan must be empty;
//! - `outcomes` is what `ddsync apply` says afterwards;
//! - `then` are the fields that it names, a line each, of the object that Datadog has afterwards.
//!
//! `DDSYNC_BLESS=1 cargo test --test kinds` writes what comes out into the pages, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]

mod common;

use std::fmt::Write as _;

use common::house::{Definitions, House};
use common::pages::{self, Case};
use ddsync::kinds;
use ddsync::plan::{Done, Outcome, Plan};
use ddsync::report::Verb;
use ddsync::sandbox::RecordedRequest;
use serde_json::Value;
use tokio::runtime::Runtime;

#[test]
fn pages() {
    pages::check::<OneKind>("kinds");
}

/// A kind's definition against a sandbox of its own.
struct OneKind {
    runtime: Runtime,
    house: House,
    files: Vec<(String, String)>,
    prune: bool,
    planned: Option<(Definitions, Plan)>,
    outcomes: Vec<Outcome>,
}

impl Default for OneKind {
    fn default() -> Self {
        let runtime = Runtime::new().unwrap();
        let house = runtime.block_on(House::open());
        Self { runtime, house, files: Vec::new(), prune: false, planned: None, outcomes: Vec::new() }
    }
}

impl Case for OneKind {
    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        match info {
            "yaml" => self.files.push((format!("{}/example.yaml", folder_of(body)), body.to_owned())),
            "json live" => self.somebody_makes(body),
            "run" => self.prune = body.lines().any(|line| line == "prune"),
            "plan" => return Some(self.plan()),
            "requests" => return Some(self.apply()),
            "outcomes" => {
                let (definitions, plan) = self.planned.as_ref().expect("a plan stands before");
                return Some(definitions.text(Verb::Apply, plan, &[], &self.outcomes));
            }
            "then" => return Some(self.then(body)),
            file => {
                let (_, path) = file.split_once("path=").unwrap_or_else(|| panic!("what is a block `{file}`?"));
                self.files.push((path.to_owned(), body.to_owned()));
            }
        }
        None
    }
}

impl OneKind {
    fn somebody_makes(&mut self, body: &str) {
        let object: Value = serde_json::from_str(body).unwrap();
        let path = kinds::by_folder(folder_of(body)).unwrap().path;
        self.runtime.block_on(self.house.post(path, &object));
    }

    fn plan(&mut self) -> String {
        let definitions = Definitions::of(&self.files);
        let (plan, findings) = self.runtime.block_on(self.house.plan(&definitions));
        let findings: Vec<_> = definitions.checked.findings().iter().cloned().chain(findings).collect();
        let text = definitions.text(Verb::Diff, &plan, &findings, &[]);
        self.planned = Some((definitions, plan));
        text
    }

    fn apply(&mut self) -> String {
        let (definitions, plan) = self.planned.as_ref().expect("a plan stands before");
        let seen = self.house.seen();
        self.outcomes = self.runtime.block_on(self.house.carry_out(plan.clone(), self.prune));
        let writes = self.house.writes(seen);
        if self.outcomes.iter().all(|outcome| matches!(outcome.result, Done::Applied { .. })) {
            let (again, _) = self.runtime.block_on(self.house.plan(definitions));
            assert!(again.is_empty(), "applied, and not the same:\n{}", definitions.text(Verb::Diff, &again, &[], &[]));
        }
        writes.iter().map(written).collect()
    }

    fn then(&self, body: &str) -> String {
        let (definitions, _) = self.planned.as_ref().expect("a plan stands before");
        let live = self.runtime.block_on(self.house.inventory(definitions)).unwrap();
        let mut out = String::new();
        for line in body.lines() {
            let path = line.split(' ').next().unwrap();
            let value = live[0].object.pointer(path).map_or_else(|| "is not there".to_owned(), Value::to_string);
            writeln!(out, "{path} {value}").unwrap();
        }
        out
    }
}

/// Every kind is known by a field that the others do not have.
fn folder_of(body: &str) -> &'static str {
    if body.contains("layout_type") { "dashboards" } else { "monitors" }
}

fn written(request: &RecordedRequest) -> String {
    let body = request.body.as_ref().map_or_else(String::new, |body| format!("{body:#}\n"));
    format!("{} {}\n{body}", request.method, request.path)
}
