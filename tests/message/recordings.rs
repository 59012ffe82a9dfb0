//! Every recorded name and message reads without a fault; without the recordings the test says so and passes.

use std::collections::BTreeSet;

use ddsync::message::eval::parse_in;
use ddsync::message::parse;
use serde_json::Value;

use crate::common::recordings;

/// Recordings of what has names and messages that are templates.
const RECORDED: &[&str] = &["monitors", "monitor_templates", "synthetics", "downtimes", "downtimes_v1"];

/// Texts that Datadog took and that have a fault all the same, and why. There are none.
const EXPLAINED: &[(&str, &str)] = &[];

/// The distinct recorded texts; None without the recordings.
pub fn texts() -> Option<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for name in RECORDED {
        recordings::pairs(name)?.iter().for_each(|pair| collect(pair, &mut found));
    }
    Some(found)
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if ["name", "message", "escalation_message"].contains(&key.as_str()) => {
                        found.insert(text.clone());
                    }
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

#[test]
fn recorded_texts_have_no_faults() {
    let Some(texts) = texts() else {
        println!("skipped: no recordings beside the project");
        return;
    };
    let mut wrong = Vec::new();
    let mut expressions = 0;
    for text in &texts {
        let template = parse(text);
        let mut faults: Vec<_> = template.faults.iter().map(|fault| fault.fault.clone()).collect();
        for (_, tag) in template.helpers().filter(|(_, tag)| tag.name.text == "eval") {
            expressions += tag.args.len();
            faults.extend(tag.args.iter().flat_map(|arg| parse_in(text, arg.inner).faults));
        }
        if !faults.is_empty() && !EXPLAINED.iter().any(|(known, _)| known == text) {
            wrong.push(format!("{text:?}: {faults:#?}"));
        }
    }
    let tags = texts.iter().filter(|text| text.contains("{{")).count();
    println!(
        "parsed {} of {} texts, {tags} with tags, {expressions} expressions",
        texts.len() - wrong.len(),
        texts.len()
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
