//! Every dashboard that was recorded from Datadog is valid, as it was sent and as it came back.

use serde_json::Value;

use super::reference;
use crate::schema::dashboard::schema;

/// Recorded faults that the schema is right to find: (place, text of the error), each with its reason.
const RIGHTLY_REFUSED: &[(&str, &str)] = &[];

#[test]
fn every_recorded_dashboard_is_valid() {
    let Some(recordings) = reference("recordings/pairs_dashboards.jsonl") else { return };
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let mut faults = Vec::new();
    let mut seen = 0;
    for line in recordings.lines() {
        let pair: Value = serde_json::from_str(line).unwrap();
        for side in ["desired", "live"] {
            seen += 1;
            faults.extend(validator.iter_errors(&pair[side]).filter(|error| !is_known(&error.to_string())).map(|error| {
                format!("{} {side} {}: {}", pair["cas"], error.instance_path(), error.to_string().chars().take(200).collect::<String>())
            }));
        }
    }
    faults.sort();
    faults.dedup();
    assert!(seen > 600, "only {seen} bodies");
    assert_eq!(faults, Vec::<String>::new());
}

fn is_known(error: &str) -> bool {
    RIGHTLY_REFUSED.iter().any(|(_, text)| error.contains(text))
}
