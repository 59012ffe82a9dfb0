//! Short ways to a value in tests.

use proptest::prelude::*;

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

/// Texts of every sort: plain ones, and those that YAML takes for something else when they stand bare.
pub fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~\n\t]{0,40}",
        "[-+.0-9eExob_:]{0,8}",
        "([a-z ]{0,6}[ \t]{0,2}\n){0,4}[a-z]{0,3}\n{0,3}",
        "[\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{2029}\u{feff}a]{0,6}",
        proptest::sample::select(NO_PLAIN).prop_map(str::to_owned),
    ]
}

#[rustfmt::skip]
const NO_PLAIN: &[&str] = &[
    "no", "on", "yes", "off", "y", "n", "1e3", "012", "~", "- a", "null", "true", "NULL", "True", ".inf", ".nan",
    "0x1f", "0o7", "0b1", "<<", "=", "a: b", "a #b", "#a", "|", ">", "@a", "%a", "`a", "*a", "&a", "!a", "---", "...",
    "? a", "", " ", "\n", "\n\n", " a", "a ", "a\n", "a\n\n", "\na", " \na", "a\n b", "1:30", "2026-01-02", "1_000",
    "{{x}}", "${vars.x}", "[a", "{a", "\"", "'", "\\", "-", "--- a", "+1", "a:", "🔥", "it's", "a, b", "5m",
    "a\n\n  \n", "---\nb\n...\n", "\u{e000}",
];
