//! What holds for any text.

use std::path::PathBuf;

use proptest::prelude::*;

use super::{FileText, Input, Loaded, load, place_inside, to_yaml};
use crate::model::{Node, Place, Sources, Style, Tree};

/// A definition with everything in it, to be spoiled.
const SEED: &str = r#"# yaml-language-server: $schema=x
ddsync:
  key: a
  ignore: [x] # ddsync: ignore[x] -- reason
  environments: {prod: {options: {a: null}}}
  for_each: {stage: [a, "b c", 3]}
base: &base {a: 1, b: [~, .5, 0x1f]}
name: 'it''s ${each.stage} é'
message: |2-
    two ${vars.x}
   one
folded: >+
  some
  text

    more $${x}

plain: one
  two # three
merge: {<<: *base, c: *base}
query: "a\tb\u00e9\
   ${monitor:a-${each.stage}}"
? - key
: !!str 12
---
[]
...
"#;

fn spoiled() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0usize..4, "[-\\[\\]{}:#&*!|>'\"%@`,? \t\n\r~<0-9a-z$.é]{0,4}");
    prop::collection::vec(cut, 1..6).prop_map(|cuts| {
        let mut chars: Vec<char> = SEED.chars().collect();
        for (at, gone, new) in cuts {
            let at = at.index(chars.len() + 1);
            let end = (at + gone).min(chars.len());
            chars.splice(at..end, new.chars());
        }
        chars.into_iter().collect()
    })
}

fn loaded(project: &str, definition: &str) -> Loaded {
    let file = |path: &str, text: &str| (PathBuf::from(path), FileText::Text(text.to_owned()));
    load(Input {
        files: vec![file("ddsync.yaml", project), file("monitors/a.yaml", definition)],
        environment: None,
        env: &|_| None,
    })
}

fn check(sources: &Sources, place: Place) {
    let text = sources.text(place.source);
    assert!(text.get(place.start..place.end).is_some(), "{place:?} in {text:?}");
}

fn check_tree(sources: &Sources, node: &Node) {
    check(sources, node.place);
    match &node.tree {
        Tree::Text(text, _) => {
            for (at, c) in text.char_indices() {
                check(sources, place_inside(sources, node, at..at + c.len_utf8()));
            }
            check(sources, place_inside(sources, node, text.len() + 1..text.len() + 9));
        }
        Tree::List(items) => items.iter().for_each(|item| check_tree(sources, item)),
        Tree::Map(map) => map.values().for_each(|entry| {
            check(sources, entry.key);
            check_tree(sources, &entry.node);
        }),
        _ => {}
    }
}

fn check_all(loaded: &Loaded) {
    for finding in &loaded.findings {
        let related = finding.related.iter().map(|related| related.place);
        related.chain(finding.place).for_each(|place| check(&loaded.sources, place));
        assert!(super::RULES.iter().any(|(rule, _)| *rule == finding.rule), "{}", finding.rule);
    }
    for comment in &loaded.comments {
        assert_eq!(loaded.sources.slice(comment.place), format!("#{}", comment.text));
    }
    for desired in &loaded.resources {
        check(&loaded.sources, desired.place);
        check_tree(&loaded.sources, &desired.tree);
        for reference in &desired.references {
            let text = reference.at.find(&desired.spec).and_then(|value| value.as_str());
            let target = &reference.target;
            let written = format!("${{{}:{}}}", target.kind.name, target.key);
            assert!(text.is_some_and(|text| text.contains(&written)), "{text:?} {written}");
        }
    }
}

/// Every character that the file writes as itself is found where it stands.
fn check_inside(yaml: &str) {
    let (sources, parsed) = super::testing::parsed(yaml);
    let mut rest: Vec<&Node> = parsed.documents.iter().collect();
    while let Some(node) = rest.pop() {
        match &node.tree {
            Tree::Text(text, style) => {
                for (at, c) in text.char_indices().filter(|(_, c)| c.is_ascii_graphic()) {
                    let found = sources.slice(place_inside(&sources, node, at..at + c.len_utf8()));
                    let mut wanted = vec![c.to_string()];
                    match (style, c) {
                        (Style::SingleQuoted, '\'') => wanted.push("''".to_owned()),
                        (Style::DoubleQuoted, '"' | '\\') => wanted.push(format!("\\{c}")),
                        _ => {}
                    }
                    assert!(wanted.iter().any(|wanted| wanted == found), "{c} is {found:?} in {yaml:?}");
                }
            }
            Tree::List(items) => rest.extend(items),
            Tree::Map(map) => rest.extend(map.values().map(|entry| &entry.node)),
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn any_text_loads(text in any::<String>()) {
        check_all(&loaded("project: p\nvars: {x: 1}\n", &text));
        check_all(&loaded(&text, SEED));
    }

    #[test]
    fn spoiled_yaml_loads(text in spoiled()) {
        check_all(&loaded("project: p\nvars: {x: 1}\nenvironments: {prod: }\ndefault_environment: prod\n", &text));
        check_all(&loaded(&text, SEED));
    }

    #[test]
    fn carets_find_what_was_written(text in "([a-z'\"\\\\#:é]{0,5}[ \t\n]{0,3}){0,6}") {
        check_inside(&to_yaml(&serde_json::json!({"a": [text]})));
        let indented: String = text.lines().flat_map(|line| ["   ", line.trim_start(), "\n"]).collect();
        check_inside(&format!("a: >+\n{indented}"));
        check_inside(&format!("- |2\n{indented}"));
        let words: Vec<&str> = text.split([' ', '\t', '\n', '#', ':', '\'', '"', '\\']).filter(|word| !word.is_empty()).collect();
        check_inside(&format!("a: x{}\n", words.join("\n\n  ")));
        check_inside(&format!("a: '{}'\n", words.join("\n  ''")));
        check_inside(&format!("a: \"{}\"\n", words.join(" \\\n  ")));
    }
}

#[test]
fn the_seed_is_whole() {
    let loaded = loaded("project: p\nvars: {x: 1}\nenvironments: {prod: }\ndefault_environment: prod\n", SEED);
    let rules: Vec<&str> = loaded.findings.iter().map(|finding| finding.rule).collect();
    // The second of the three refers to `a-b c`, and the others to themselves.
    let expected = ["broken-reference", "reference-circle", "reference-circle", "key-not-text", "not-a-map"];
    assert_eq!(rules, expected);
}
