//! A few cases every day, and many when asked.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestError, TestRunner};

/// For one case. Far above what any takes, far below what an exponential parser does.
const MOST: Duration = Duration::from_secs(20);

/// Runs `cases` cases that are always the same, or others for `DDSYNC_FUZZ_SECONDS`.
pub fn check<S: Strategy>(name: &str, cases: u32, strategy: &S, case: impl Fn(S::Value))
where
    S::Value: Debug,
{
    let seconds = std::env::var("DDSYNC_FUZZ_SECONDS").ok().map(|text| text.parse().expect("seconds"));
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut done = 0u64;
    let last = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{name}.txt"));
    let slowest = std::cell::Cell::new(Duration::ZERO);
    loop {
        let mut config = Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
        if end.is_none() {
            config.rng_seed = RngSeed::Fixed(20_260_101);
        }
        let ran = TestRunner::new(config).run(strategy, |value| {
            // What ends the process is no panic: the last case is in this file then.
            std::fs::write(&last, format!("{value:#?}")).unwrap();
            let start = Instant::now();
            case(value);
            let took = start.elapsed();
            slowest.set(slowest.get().max(took));
            assert!(took < MOST, "it took {took:?}");
            Ok(())
        });
        match ran {
            Ok(()) => done += u64::from(cases),
            Err(TestError::Fail(why, value)) => panic!("{name}, after {done} cases: {why}\n{value:#?}"),
            Err(other) => panic!("{name}: {other}"),
        }
        if end.is_none_or(|end| Instant::now() >= end) {
            println!("{name}: {done} cases, the slowest took {:?}", slowest.get());
            return;
        }
    }
}
