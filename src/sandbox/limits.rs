//! Rate limits, counted as Datadog's headers report them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::wire::Reply;

/// A limit that one or more routes share.
pub(super) struct Bucket {
    /// Sent as `X-RateLimit-Name`.
    pub(super) name: &'static str,
    /// Requests in one period.
    pub(super) limit: u32,
    /// Seconds.
    pub(super) period: u32,
}

/// The limit of the whole organisation, on routes without a limit of their own.
pub(super) static GLOBAL_ORG: Bucket = Bucket { name: "global_org", limit: 12_000, period: 60 };

/// The windows now open.
#[derive(Default)]
pub(super) struct Limits(Mutex<HashMap<&'static str, Window>>);

struct Window {
    opened: Instant,
    used: u32,
}

/// What is left after one request.
pub(super) struct Tally {
    bucket: &'static Bucket,
    remaining: u32,
    /// Seconds until the window closes, rounded up; never above the period.
    reset: u64,
    exceeded: bool,
}

impl Limits {
    /// Counts one request.
    pub(super) fn take(&self, bucket: &'static Bucket, now: Instant) -> Tally {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let period = Duration::from_secs(bucket.period.into());
        let window = windows.entry(bucket.name).or_insert(Window { opened: now, used: 0 });
        if now.duration_since(window.opened) >= period {
            *window = Window { opened: now, used: 0 };
        }
        let exceeded = window.used >= bucket.limit;
        window.used = window.used.saturating_add(1);
        let left = period.saturating_sub(now.duration_since(window.opened));
        Tally {
            bucket,
            remaining: bucket.limit.saturating_sub(window.used),
            reset: left.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX),
            exceeded,
        }
    }
}

impl Tally {
    /// The 429, where the limit is used up. No `Retry-After`: none was ever recorded.
    pub(super) fn refusal(&self) -> Option<Reply> {
        let Bucket { limit, period, .. } = self.bucket;
        self.exceeded.then(|| {
            Reply::error(
                429,
                format!("Rate limit of {limit} requests in {period} seconds reached. Please try again later."),
            )
        })
    }

    /// Adds the `X-RateLimit-*` headers.
    pub(super) fn stamp(&self, reply: &mut Reply) {
        let Bucket { name, limit, period } = self.bucket;
        let mut add = |name: &str, value: String| reply.headers.push((format!("x-ratelimit-{name}"), value));
        add("limit", limit.to_string());
        add("period", period.to_string());
        add("remaining", self.remaining.to_string());
        add("reset", self.reset.to_string());
        add("name", (*name).to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static TWO_IN_TEN: Bucket = Bucket { name: "two", limit: 2, period: 10 };

    #[test]
    fn a_window_refuses_beyond_its_limit_and_opens_again() {
        let limits = Limits::default();
        let start = Instant::now();
        assert_eq!(limits.take(&TWO_IN_TEN, start).remaining, 1);
        let second = limits.take(&TWO_IN_TEN, start + Duration::from_millis(3500));
        assert_eq!((second.remaining, second.reset, second.exceeded), (0, 7, false));
        assert!(limits.take(&TWO_IN_TEN, start + Duration::from_secs(9)).exceeded);
        assert!(!limits.take(&TWO_IN_TEN, start + Duration::from_secs(10)).exceeded);
    }
}
