//! Whatever is edited: the file then says exactly the new value, and the other bytes are as they were.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::{Change, Edit, Slot, document, edit};
use crate::load;
use crate::load::testing::texts;
use crate::model::{Node, Pointer, Sources};

fn parsed(text: &str) -> Option<Node> {
    let mut sources = Sources::default();
    let id = sources.add("test.yaml", text);
    let parsed = load::parse(&sources, id);
    (parsed.findings.is_empty() && parsed.documents.len() == 1).then(|| parsed.documents.into_iter().next())?
}

fn leaves() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1000.0..1000.0).prop_map(Value::from),
        texts().prop_map(Value::from),
    ]
}

fn values() -> impl Strategy<Value = Value> {
    leaves().prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec(("[a-z]{1,4}", inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn maps() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((prop_oneof![3 => "[a-z]{1,4}".boxed(), 1 => texts().boxed()], values()), 1..6)
        .prop_map(|pairs| pairs.into_iter().collect())
}

/// Comments after lines that can bear one, and between lines.
fn commented(yaml: &str, every: usize) -> String {
    let mut text = String::new();
    for (at, line) in yaml.lines().enumerate() {
        let plain =
            line.ends_with(|c: char| c.is_ascii_lowercase() || c == ':') && !line.contains(['|', '"', '\'', '#']);
        text.push_str(line);
        if every > 0 && at % every == 0 && plain && parsed(&format!("{text}   # after\n")).is_some() {
            text.push_str("   # after");
        }
        text.push('\n');
    }
    text
}

fn pointers(value: &Value) -> Vec<Pointer> {
    fn walk(at: &Pointer, value: &Value, found: &mut Vec<Pointer>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, child)| {
                found.push(at.key(key));
                walk(&at.key(key), child, found);
            }),
            Value::Array(items) => items.iter().enumerate().for_each(|(index, child)| {
                found.push(at.index(index));
                walk(&at.index(index), child, found);
            }),
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&Pointer::root(), value, &mut found);
    found
}

fn page(map: &Map<String, Value>, every: usize) -> Option<(String, Node)> {
    let text = commented(&document(map), every);
    let node = parsed(&text).filter(|node| node.to_value() == Value::Object(map.clone()))?;
    Some((text, node))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(map in maps()) {
        let text = document(&map);
        let node = parsed(&text);
        prop_assert!(node.is_some(), "{}", text);
        prop_assert_eq!(node.unwrap().to_value(), Value::Object(map), "{}", text);
    }

    #[test]
    fn a_value_that_is_set_is_the_only_change(map in maps(), which in any::<usize>(), new in values(), every in 0..3usize) {
        let Some((text, node)) = page(&map, every) else { return Ok(()) };
        let mut expected = Value::Object(map);
        let all = pointers(&expected);
        let at = all[which % all.len()].clone();
        *at.find_mut(&mut expected).unwrap() = new.clone();
        let place = node.find(&at).unwrap().place;
        let edited = edit(&text, &node, &[Edit { at: at.clone(), change: Change::Set(new) }]);
        let edited = edited.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let read = parsed(&edited).map(|node| node.to_value());
        prop_assert_eq!(read, Some(expected), "{}\n---\n{}---\n{}", at, text, edited);
        let before = text[..place.start].trim_end();
        // Blank lines may be part of a value that keeps them.
        let after = text[super::splice::next_line(&text, place.end)..].trim_start_matches('\n');
        prop_assert!(edited.starts_with(before) && edited.ends_with(after), "{}---\n{}", text, edited);
        let comment = |text: &str| text.lines().filter(|line| line.ends_with("   # after")).count();
        let lost = comment(&text[place.start..place.end]);
        prop_assert!(comment(&edited) >= comment(&text) - lost, "{}---\n{}", text, edited);
    }

    #[test]
    fn a_key_that_goes_is_the_only_change(map in maps(), which in any::<usize>(), every in 0..3usize) {
        let Some((text, node)) = page(&map, every) else { return Ok(()) };
        let mut expected = Value::Object(map);
        let all: Vec<Pointer> = pointers(&expected).into_iter().filter(|at| at.parent().unwrap().find(&expected).unwrap().is_object()).collect();
        let at = all[which % all.len()].clone();
        let parent = at.parent().unwrap();
        let Some(Value::Object(inner)) = parent.find_mut(&mut expected) else { return Ok(()) };
        let key = match at.tokens().last().unwrap() {
            crate::model::Token::Key(key) => key.clone(),
            crate::model::Token::Index(index) => index.to_string(),
        };
        inner.shift_remove(&key);
        if parent.is_root() && inner.is_empty() {
            return Ok(());
        }
        let edited = edit(&text, &node, &[Edit { at: at.clone(), change: Change::Remove }]);
        let edited = edited.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let read = parsed(&edited).map(|node| node.to_value());
        prop_assert_eq!(read, Some(expected), "{}\n---\n{}---\n{}", at, text, edited);
    }

    #[test]
    fn a_key_that_comes_is_the_only_change(map in maps(), which in any::<usize>(), new in values(), every in 0..3usize) {
        let Some((text, node)) = page(&map, every) else { return Ok(()) };
        let mut expected = Value::Object(map);
        let mut all = pointers(&expected);
        all.push(Pointer::root());
        all.retain(|at| at.find(&expected).unwrap().is_object());
        let at = all[which % all.len()].clone();
        at.find_mut(&mut expected).unwrap().as_object_mut().unwrap().insert("NEW".to_owned(), new.clone());
        let edited = edit(&text, &node, &[Edit { at: at.key("NEW"), change: Change::Set(new) }]);
        let edited = edited.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let read = parsed(&edited).map(|node| node.to_value());
        prop_assert_eq!(read, Some(expected), "{}\n---\n{}---\n{}", at, text, edited);
    }

    #[test]
    fn items_come_go_and_move(
        items in prop::collection::vec(values(), 0..6),
        order in prop::collection::vec(prop_oneof![any::<usize>().prop_map(Ok), values().prop_map(Err)], 0..6),
        sorted in any::<bool>(),
        every in 0..3usize,
    ) {
        let mut kept = Vec::new();
        let mut slots = Vec::new();
        for wish in order {
            match wish {
                Ok(at) if !items.is_empty() && !kept.contains(&(at % items.len())) => {
                    kept.push(at % items.len());
                    slots.push(Slot::Keep(at % items.len()));
                }
                Ok(_) => {}
                Err(value) => slots.push(Slot::New(value)),
            }
        }
        if sorted {
            kept.sort_unstable();
            let mut next = kept.into_iter();
            for slot in &mut slots {
                if let Slot::Keep(at) = slot {
                    *at = next.next().unwrap();
                }
            }
        }
        let expected: Vec<Value> = slots.iter().map(|slot| match slot {
            Slot::Keep(at) => items[*at].clone(),
            Slot::New(value) => value.clone(),
        }).collect();
        let map = Map::from_iter([("a".to_owned(), Value::from(1)), ("list".to_owned(), Value::from(items)), ("z".to_owned(), Value::from("end"))]);
        let Some((text, node)) = page(&map, every) else { return Ok(()) };
        let at = Pointer::root().key("list");
        let edited = edit(&text, &node, &[Edit { at, change: Change::Items(slots) }]);
        let edited = edited.unwrap_or_else(|error| panic!("{error}\n{text}"));
        let read = parsed(&edited).map(|node| node.to_value()["list"].clone());
        prop_assert_eq!(read, Some(Value::from(expected)), "{}---\n{}", text, edited);
    }
}

/// The document with one edit made.
fn edited(text: &str, at: &str, change: Change) -> String {
    let node = parsed(text).unwrap();
    edit(text, &node, &[Edit { at: Pointer::parse(at), change }]).unwrap_or_else(|error| error.to_string())
}

#[test]
fn styles_stay() {
    let set = |value: Value| Change::Set(value);
    for (text, at, value, expected) in [
        ("a: 1 # one\n", "/a", Value::from(2), "a: 2 # one\n"),
        ("a: 'it' # x\n", "/a", Value::from("it's"), "a: 'it''s' # x\n"),
        ("a: \"b\"\n", "/a", Value::from("c"), "a: \"c\"\n"),
        ("a: b\n", "/a", Value::from("c: d"), "a: \"c: d\"\n"),
        ("a:\nb: 1\n", "/a", Value::from(5), "a: 5\nb: 1\n"),
        ("a: # why\n  b: 1\n", "/a", Value::from(5), "a: # why\n  5\n"),
        (
            "a: |  # note\n      one\n      two\nb: 1\n",
            "/a",
            Value::from("one\n2\n"),
            "a: |  # note\n      one\n      2\nb: 1\n",
        ),
        ("a: >-\n  one\n  two\n", "/a", Value::from("three"), "a: |-\n  three\n"),
        ("a: |+\n  one\n\n\nb: 1\n", "/a", Value::from("one\n\n"), "a: |+\n  one\n\nb: 1\n"),
        ("a:\n  b: |+\n    one\n\nc: 1\n", "/a", Value::from(5), "a: 5\nc: 1\n"),
        ("a: &x b\nc: 1\n", "/a", Value::from("d"), "a: &x d\nc: 1\n"),
        ("{\"a\": \"b\", \"c\": 1}\n", "/a", Value::from("d"), "{\"a\": \"d\", \"c\": 1}\n"),
        ("{\n  \"a\": \"b\"\n}\n", "/c", Value::from("d"), "{\n  \"a\": \"b\",\n  \"c\": \"d\"\n}\n"),
        ("a: {b: 1}\n", "/a/c", Value::from("d, e"), "a: {b: 1, c: \"d, e\"}\n"),
        ("a:\n  b: 1 # one\n\nc: 2\n", "/a/d", Value::from(2), "a:\n  b: 1 # one\n  d: 2\n\nc: 2\n"),
        ("a: 1", "/b", Value::from(2), "a: 1\nb: 2"),
        ("l:\n- a: 1\n  b: 2\n", "/l/0/c", Value::from(3), "l:\n- a: 1\n  b: 2\n  c: 3\n"),
        ("a: 1\n---\nb: 2\n", "/x", Value::from(3), "more than one"),
    ] {
        if parsed(text).is_some() {
            assert_eq!(edited(text, at, set(value)), expected, "{text}");
        }
    }
}

#[test]
fn keys_go_with_their_lines() {
    for (text, at, expected) in [
        ("a: 1 # one\nb: 2\n", "/a", "b: 2\n"),
        ("a: {b: 1, c: 2}\n", "/a/b", "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", "/a/c", "a: {b: 1}\n"),
        ("a:\n  b: 1\nc: 2\n", "/a/b", "a: {}\nc: 2\n"),
        ("l:\n- a: 1\n  b: 2\n", "/l/0/a", "l:\n- b: 2\n"),
        ("a: |\n  one\n\n  two\n# next\nb: 1\n", "/a", "# next\nb: 1\n"),
    ] {
        assert_eq!(edited(text, at, Change::Remove), expected, "{text}");
    }
}

#[test]
fn aliases_are_left() {
    for (text, at) in
        [("a: &x 1\nb: *x\n", "/b"), ("a: &x {c: 1}\nb: *x\n", "/b/c"), ("a: &x {c: 1}\nb:\n  <<: *x\n", "/b/c")]
    {
        let told = edited(text, at, Change::Set(Value::from(2)));
        assert!(told.contains("alias"), "{text}: {told}");
    }
}
