//! A file on the whole way: loading, rules, fixes, report.
#![no_main]
#![allow(dead_code, reason = "the way is shared, and each target goes a part of it")]

#[path = "../../tests/hostile/way.rs"]
mod way;

libfuzzer_sys::fuzz_target!(|text: &str| way::walk(&[("monitors/example.yaml".to_owned(), text.to_owned())]));
