//! Runs the pages of `tests/kinds/`, one for each kind: what a definition becomes, and what is sent for it.
//!
//! Blocks of a section, by the words after the fence. Time passes from block to block: a section may change its files and
//! plan again.
//!
//! - `yaml` is the definition `example.yaml` in the folder of the page's kind; with `path=..` another file;
//! - `removed` are files that are gone, a path a line;
//! - `json live` is an object that Datadog has: somebody else makes it, with the page's kind or that of `kind=..`;
//! - `http` is another request of somebody else: verb and path, then the body; `{id}` is the id of the page's first object;
//! - `run` has a word a line: `prune` applies with `--prune`;
//! - `findings` is what `ddsync validate` says;
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
use ddsync::datadog::Writer;
use ddsync::kinds;
use ddsync::model::Kind;
use ddsync::plan::{Done, Outcome, Plan, Wish};
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
    kind: &'static Kind,
    runtime: Runtime,
    house: House,
    files: Vec<(String, String)>,
    prune: bool,
    /// The id of the first object that was made.
    first: Option<String>,
    planned: Option<(Definitions, Plan)>,
    outcomes: Vec<Outcome>,
}

impl Default for OneKind {
    fn default() -> Self {
        let runtime = Runtime::new().unwrap();
        let house = runtime.block_on(House::open());
        Self {
            kind: &kinds::MONITOR,
            runtime,
            house,
            files: Vec::new(),
            prune: false,
            first: None,
            planned: None,
            outcomes: Vec::new(),
        }
    }
}

impl Case for OneKind {
    fn page(&mut self, page: &str) {
        self.kind = kinds::by_name(page).unwrap_or_else(|| panic!("a page of `{page}`, which is no kind"));
    }

    fn block(&mut self, info: &str, body: &str) -> Option<String> {
        let (word, option) = info.split_once(' ').unwrap_or((info, ""));
        let named = option.strip_prefix("path=");
        match word {
            "yaml" | "json" if word == "yaml" || named.is_some() => {
                let own = || format!("{}/example.yaml", self.kind.folder);
                let path = named.map_or_else(own, str::to_owned);
                self.files.retain(|(other, _)| *other != path);
                self.files.push((path, body.to_owned()));
            }
            "removed" => self.files.retain(|(path, _)| !body.lines().any(|gone| gone == path)),
            "json" => {
                let other = option.strip_prefix("live kind=").map(|name| kinds::by_name(name).unwrap());
                self.somebody_makes(other.unwrap_or(self.kind), body);
            }
            "http" => self.somebody_asks(body),
            "run" => self.prune = body.lines().any(|line| line == "prune"),
            "findings" => {
                let definitions = Definitions::with_findings(&self.files);
                return Some(definitions.told());
            }
            "plan" => return Some(self.plan()),
            "requests" => return Some(self.apply()),
            "outcomes" => {
                let (definitions, plan) = self.planned.as_ref().expect("a plan stands before");
                return Some(definitions.text(Verb::Apply, plan, &[], &self.outcomes));
            }
            "then" => return Some(self.then(body)),
            other => panic!("what is a block `{other}`?"),
        }
        None
    }
}

impl OneKind {
    fn somebody_makes(&mut self, kind: &'static Kind, body: &str) {
        let object: Value = serde_json::from_str(body).unwrap();
        let writer = Writer::new(self.house.reader.clone());
        let made = self.runtime.block_on(writer.create(kind, object)).unwrap();
        if kind.name == self.kind.name && self.first.is_none() {
            self.first = kind.id_of(&made);
        }
    }

    fn somebody_asks(&mut self, text: &str) {
        let (line, body) = text.split_once('\n').unwrap_or((text, ""));
        let (method, path) = line.split_once(' ').unwrap();
        let path = path.replace("{id}", self.first.as_deref().unwrap_or("{id}"));
        let body = if body.trim().is_empty() { Value::Null } else { serde_json::from_str(body).unwrap() };
        self.runtime.block_on(self.house.raw(method, &path, &body));
    }

    fn plan(&mut self) -> String {
        let definitions = Definitions::of(&self.files);
        let (plan, findings) =
            self.runtime.block_on(self.house.plan_for(&definitions, Wish { only: &[], prune: self.prune }));
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
        let of_kind = self.outcomes.iter().find(|outcome| outcome.address.kind.name == self.kind.name);
        if self.first.is_none() {
            self.first = of_kind.and_then(|outcome| outcome.id.clone());
        }
        if self.outcomes.iter().all(|outcome| matches!(outcome.result, Done::Applied { .. })) {
            let wish = Wish { only: &[], prune: self.prune };
            let (again, _) = self.runtime.block_on(self.house.plan_for(definitions, wish));
            assert!(again.is_empty(), "applied, and not the same:\n{}", definitions.text(Verb::Diff, &again, &[], &[]));
        }
        writes.iter().map(written).collect()
    }

    fn then(&self, body: &str) -> String {
        let (definitions, _) = self.planned.as_ref().expect("a plan stands before");
        let live = self.runtime.block_on(self.house.inventory(definitions)).unwrap();
        let object = live.iter().find(|live| live.kind.name == self.kind.name).expect("an object");
        let mut out = String::new();
        for line in body.lines() {
            let path = line.split(' ').next().unwrap();
            let value = object.object.pointer(path).map_or_else(|| "is not there".to_owned(), Value::to_string);
            writeln!(out, "{path} {value}").unwrap();
        }
        out
    }
}

fn written(request: &RecordedRequest) -> String {
    let body = request.body.as_ref().map_or_else(String::new, |body| format!("{body:#}\n"));
    format!("{} {}\n{body}", request.method, request.path)
}
