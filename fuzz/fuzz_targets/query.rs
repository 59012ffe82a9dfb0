//! A text in every query language. The first line is the type of a monitor.
#![no_main]
#![allow(dead_code, reason = "the way is shared, and each target goes a part of it")]

#[path = "../../tests/hostile/way.rs"]
mod way;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (monitor_type, query) = text.split_once('\n').unwrap_or(("query alert", text));
    way::queries(monitor_type, query);
});
