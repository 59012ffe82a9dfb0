//! Every monitor that was recorded from Datadog is valid and known, as it was sent and as it came back.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reference;
use crate::schema::{by_name, known, violations};

/// What the schema is right to find in recordings: the code and the place, each with its reason.
const RIGHTLY_TOLD: &[(&str, &str)] =
    &[("missing-field : the monitor has no `type` and `query`", "the body of an update that names only what changes")];

fn findings(name: &str, object: &Value) -> Vec<String> {
    let document = by_name(name).unwrap();
    let known = known(name).unwrap();
    let broken = violations(document, object)
        .into_iter()
        .map(|found| format!("{} {}: {}", found.code, found.pointer, found.message));
    let fields = known.unknown_fields(object).into_iter().map(|found| format!("unknown-field {}", found.pointer));
    let values = known
        .unknown_values(object)
        .into_iter()
        .map(|found| format!("unknown-value {} {}", found.pointer, found.value));
    broken.chain(fields).chain(values).collect()
}

#[test]
fn every_recorded_monitor_is_valid_and_known() {
    let Some(recordings) = reference("recordings/pairs_monitors.jsonl") else {
        return;
    };
    let mut found = BTreeSet::new();
    let mut seen = 0;
    for line in recordings.lines() {
        let pair: Value = serde_json::from_str(line).unwrap();
        for side in ["desired", "live"] {
            seen += 1;
            let told = findings("monitor", &pair[side]);
            found.extend(told.into_iter().filter(|told| !RIGHTLY_TOLD.iter().any(|(what, _)| told.starts_with(what))));
        }
    }
    assert_eq!(seen, 500);
    assert_eq!(found, BTreeSet::new());
}
