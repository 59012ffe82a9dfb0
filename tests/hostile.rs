//! Whatever is in a file, ddsync says what is wrong with it: nothing panics, nothing takes long, every place is in the file.
//!
//! Real definitions are spoiled, as text and value by value, and go all the way from loading to the report. The cases are the
//! same every day; `DDSYNC_FUZZ_SECONDS=1800 cargo test --test hostile -- --nocapture` looks that long for others, in each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::needless_pass_by_value, reason = "proptest gives its cases away")]

mod hostile {
    pub mod long;
    pub mod mending;
    pub mod part;
    pub mod seeds;
    pub mod spoil;
    pub mod way;
}

#[path = "common/recordings.rs"]
mod recorded;

use std::sync::LazyLock;

use hostile::{long, mending, part, seeds, spoil, way};
use proptest::prelude::*;
use proptest::sample::select;

static DEFINITIONS: LazyLock<Vec<seeds::Seed>> = LazyLock::new(seeds::definitions);
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| seeds::texts(&DEFINITIONS));

fn definition() -> impl Strategy<Value = seeds::Seed> {
    (0..DEFINITIONS.len()).prop_map(|index| DEFINITIONS[index].clone())
}

fn text() -> impl Strategy<Value = String> {
    (0..TEXTS.len()).prop_map(|index| TEXTS[index].clone())
}

/// Bytes of the file are lost, doubled, swapped; most files are no YAML afterwards.
#[test]
fn files() {
    let strategy = (definition(), spoil::changes(1..8));
    long::check("files", 200, &strategy, |(seed, changes)| {
        way::walk(&[(seed.path, spoil::spoiled(&seed.text, &changes))]);
    });
}

/// The file stays YAML, and its texts and values are others.
#[test]
fn values() {
    let strategy = (definition(), proptest::collection::vec(spoil::value_change(), 1..4));
    long::check("values", 300, &strategy, |(seed, changes)| {
        let mut value = seeds::value(&seed);
        changes.iter().for_each(|change| change.apply(&mut value));
        way::walk(&[(seed.path, spoil::written(&value))]);
    });
}

/// Two definitions at once, of which each may be what the other names.
#[test]
fn projects() {
    let strategy = (definition(), definition(), spoil::value_change(), spoil::changes(0..3));
    long::check("projects", 60, &strategy, |(one, two, change, changes)| {
        let mut value = seeds::value(&one);
        change.apply(&mut value);
        let path = one.path.replace("example", "other");
        way::walk(&[(path, spoil::written(&value)), (two.path, spoil::spoiled(&two.text, &changes))]);
    });
}

/// Every text in every language: one that is spoiled is often of another than it was.
#[test]
fn languages() {
    let monitor_type = select(seeds::TYPES).prop_map(str::to_owned);
    let strategy = (text(), spoil::changes(1..6), monitor_type);
    long::check("languages", 1000, &strategy, |(text, changes, monitor_type)| {
        let text = spoil::spoiled(&text, &changes);
        way::queries(&monitor_type, &text);
        way::message(&text);
    });
}

/// Every fix of every definition that is known.
#[test]
fn fixes() {
    let made: usize = DEFINITIONS.iter().map(mending::check).sum();
    println!("fixes: {made} made in {} definitions", DEFINITIONS.len());
    assert!(made > 0, "no definition has anything to mend");
}

/// What an editor is told of a file at every key is what `validate` says of it.
#[test]
fn one_file_alone() {
    let compared: usize = DEFINITIONS.chunks(60).map(part::same_alone).sum();
    assert!(compared > DEFINITIONS.len() / 4, "{compared} findings are too few to tell");
}
