//! Time and chance, so that a test can hold both.

use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::time::{Duration, Instant};

/// A wait under way.
pub type Pause<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;

    fn sleep(&self, time: Duration) -> Pause<'_>;

    /// From 0 up to 1.
    fn random(&self) -> f64;
}

/// The machine's own.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn sleep(&self, time: Duration) -> Pause<'_> {
        Box::pin(tokio::time::sleep(time))
    }

    fn random(&self) -> f64 {
        // Each RandomState is seeded anew; jitter needs no better source.
        let [a, b, c, d, ..] = RandomState::new().build_hasher().finish().to_le_bytes();
        f64::from(u32::from_le_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
    }
}
