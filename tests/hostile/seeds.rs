//! Definitions as people write them: those of the rules' pages, and those that were recorded, where there are recordings
//! beside the project.

use std::path::{Path, PathBuf};

use ddsync::load;
use ddsync::model::Sources;
use serde_json::Value;

use super::spoil;
use crate::recorded;

#[derive(Clone, Debug)]
pub struct Seed {
    pub path: String,
    pub text: String,
}

pub const TYPES: &[&str] = &[
    "query alert",
    "metric alert",
    "log alert",
    "event-v2 alert",
    "service check",
    "composite",
    "slo alert",
    "error-tracking alert",
    "process alert",
    "cost alert",
    "",
    "no such type",
];

/// Recordings that have texts in the languages, and where their definitions stand.
const RECORDED: &[(&str, &str)] = &[("monitors", "monitors"), ("dashboards", "dashboards"), ("slos", "slos")];

/// A large file makes a case slow and no better.
const MOST_BYTES: usize = 12_000;

pub fn definitions() -> Vec<Seed> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = Vec::new();
    for page in std::fs::read_dir(root.join("tests/rules")).unwrap() {
        of_page(&std::fs::read_to_string(page.unwrap().path()).unwrap(), &mut seeds);
    }
    assert!(!seeds.is_empty(), "the pages have no definitions");
    for (name, folder) in RECORDED {
        let pairs = recorded::pairs(name).unwrap_or_default();
        let texts = pairs.iter().map(|pair| spoil::written(&escaped(&pair["desired"])));
        seeds.extend(texts.map(|text| Seed { path: format!("{folder}/example.yaml"), text }));
    }
    seeds.retain(|seed| seed.text.len() < MOST_BYTES);
    seeds.sort_by(|one, other| (&one.path, &one.text).cmp(&(&other.path, &other.text)));
    seeds.dedup_by(|one, other| one.text == other.text);
    seeds
}

fn of_page(page: &str, seeds: &mut Vec<Seed>) {
    for block in page.split("\n```yaml").skip(1) {
        let (info, body) = block.split_once('\n').unwrap();
        let text = body.split("\n```").next().unwrap_or_default().to_owned() + "\n";
        let path = if info.trim().is_empty() { "monitors/example.yaml" } else { info.trim() };
        seeds.push(Seed { path: path.to_owned(), text });
    }
}

/// What Datadog has is no template of ours.
pub fn escaped(value: &Value) -> Value {
    let mut value = value.clone();
    spoil::each_text(&mut value, &mut |text| *text = load::escape(text));
    value
}

/// The first document as a value.
pub fn value(seed: &Seed) -> Value {
    let mut sources = Sources::default();
    let id = sources.add(PathBuf::from(&seed.path), seed.text.clone());
    load::parse(&sources, id).documents.first().map(ddsync::model::Node::to_value).unwrap_or_default()
}

/// Every text of the definitions.
pub fn texts(seeds: &[Seed]) -> Vec<String> {
    let mut texts = Vec::new();
    for seed in seeds {
        spoil::each_text(&mut value(seed), &mut |text| texts.push(text.clone()));
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}
