//! The recordings beside the project. They are no part of it: without them a suite says so and passes.

use std::path::Path;

use serde_json::Value;

/// The recorded writes of one file (`monitors`), each with what was then read; None, with a word, where there are none.
pub fn pairs(name: &str) -> Option<Vec<Value>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/recordings/pairs_{name}.jsonl"));
    let Ok(text) = std::fs::read_to_string(file) else {
        println!("skipped: no recordings of {name} beside the project");
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}
