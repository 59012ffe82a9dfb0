//! The query languages, from outside: the pages of `tests/query/`, the recorded queries, hostile texts.
//!
//! Blocks of a page hold one text a line. `monitor <type>`, `metric`, `expression`, `formula`, `scope`, `filter`, `search` and
//! `rrule` are given; `canonical` is how each is written again, `faults` what is wrong with each, where, and what would make
//! it right. `DDSYNC_BLESS=1 cargo test --test query` writes both, to be reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

#[path = "query/asked.rs"]
mod asked;
#[path = "query/generated.rs"]
mod generated;
#[path = "query/hostile.rs"]
mod hostile;
#[path = "query/pages.rs"]
mod page;
#[path = "query/recorded.rs"]
mod recorded;
