//! Every dashboard that was recorded from Datadog is valid, as it was sent and as it came back.

use serde_json::Value;

use crate::schema::dashboard::schema;
use crate::schema::tests::reference;

#[test]
fn every_recorded_dashboard_is_valid() {
    let Some(recordings) = reference("recordings/pairs_dashboards.jsonl") else {
        return;
    };
    let validator = jsonschema::validator_for(schema().as_value()).unwrap();
    let mut faults = Vec::new();
    let mut bodies = 0;
    for line in recordings.lines() {
        let pair: Value = serde_json::from_str(line).unwrap();
        for side in ["desired", "live"] {
            bodies += 1;
            let errors = validator.iter_errors(&pair[side]);
            faults.extend(errors.map(|error| format!("{} {side} {}: {error}", pair["cas"], error.instance_path())));
        }
    }
    assert!(bodies > 600, "only {bodies} bodies");
    assert_eq!(faults, Vec::<String>::new());
}
