//! Short ways to a value in this room's tests.

use crate::model::{Node, Sources};

use super::yaml;

pub fn parsed(text: &str) -> (Sources, yaml::Parsed) {
    let mut sources = Sources::default();
    let id = sources.add("test.yaml", text);
    let parsed = yaml::parse(&sources, id);
    (sources, parsed)
}

pub fn node(text: &str) -> Node {
    let (_, parsed) = parsed(text);
    assert!(parsed.findings.is_empty(), "{text}: {:?}", parsed.findings);
    parsed.documents.into_iter().next().unwrap()
}
