//! A text as a message.
#![no_main]
#![allow(dead_code, reason = "the way is shared, and each target goes a part of it")]

#[path = "../../tests/hostile/way.rs"]
mod way;

libfuzzer_sys::fuzz_target!(|text: &str| way::message(text));
