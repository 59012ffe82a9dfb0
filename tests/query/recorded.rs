//! Every query of the recorded traffic is read. The recordings stand beside the project; without them the test says so.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use crate::page::outcome;

/// Each text once, with the kind that its place makes it.
pub fn texts() -> Option<BTreeSet<(String, String)>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/recordings");
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let Some(kind) = name.strip_prefix("pairs_").filter(|kind| *kind != "synthetics") else {
            continue;
        };
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let pair: Value = serde_json::from_str(line).unwrap();
            gather(kind, "", &pair["desired"], &mut found);
            gather(kind, "", &pair["live"], &mut found);
        }
    }
    Some(found)
}

/// Fields that hold a text of a language, by the file, the field above, and the name.
fn gather(file: &str, above: &str, value: &Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(file, above, item, found)),
        Value::Object(fields) => {
            for (name, inner) in fields {
                if let Some(text) = inner.as_str()
                    && let Some(kind) = kind_of(file, above, name, value)
                {
                    found.insert((kind, text.to_owned()));
                }
                gather(file, name, inner, found);
            }
        }
        _ => {}
    }
}

fn kind_of(file: &str, above: &str, name: &str, object: &Value) -> Option<String> {
    let word = |key: &str| object.get(key).and_then(Value::as_str);
    let is_metric = matches!(word("data_source"), Some("metrics" | "cloud_cost" | "datadog_usage"));
    let kind = match name {
        "query" if above == "search" || above == "filter" => "search",
        "query" if is_metric => "expression",
        "query" if word("type").is_some_and(|kind| ddsync::query::tables::monitor_type(kind).is_some()) => {
            return word("type").map(|kind| format!("monitor {kind}"));
        }
        "query" | "query_string" | "jobs_query" | "query_filter"
            if word("data_source") != Some("data_quality_metrics") =>
        {
            "search"
        }
        "q" if above == "events" => "search",
        "q" => "metric",
        "numerator" | "denominator" if above == "query" => "expression",
        "formula" => "formula",
        "rrule" => "rrule",
        "scope" if file == "downtimes" || file == "monitor_notification_rules" => "filter",
        _ => return None,
    };
    Some(kind.to_owned())
}

#[test]
fn all_are_read_and_written_again() {
    let Some(texts) = texts() else {
        println!("skipped: no recordings beside the project");
        return;
    };
    let mut wrong = Vec::new();
    let mut counts = std::collections::BTreeMap::<&str, (usize, usize)>::new();
    for (kind, text) in &texts {
        let outcome = outcome(kind, text);
        let count = counts.entry(kind.split(' ').next().unwrap()).or_default();
        count.1 += 1;
        if outcome.faults.is_empty() && outcome.canonical.is_some() && outcome.again {
            count.0 += 1;
        } else {
            wrong.push(format!("{kind}: {text}\n    {:?} -> {:?}", outcome.faults, outcome.canonical));
        }
    }
    for (kind, (read, all)) in &counts {
        println!("{kind:<12} parsed {read} of {all}");
    }
    assert!(texts.len() > 200, "only {} texts were found", texts.len());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
