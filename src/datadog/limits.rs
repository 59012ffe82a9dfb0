//! Who may send now: a bounded number at once, and nobody into a rate limit that is used up.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit};

use super::answer::RateLimit;
use super::request::{Method, Request};

/// How many requests are under way at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parallel {
    pub reads: usize,
    pub writes: usize,
}

impl Default for Parallel {
    fn default() -> Self {
        Self { reads: 16, writes: 8 }
    }
}

pub struct Limits {
    reads: Semaphore,
    writes: Semaphore,
    buckets: Mutex<Buckets>,
}

impl Limits {
    pub fn new(parallel: Parallel) -> Self {
        Self {
            reads: Semaphore::new(parallel.reads.max(1)),
            writes: Semaphore::new(parallel.writes.max(1)),
            buckets: Mutex::default(),
        }
    }

    /// A place among those under way; held until dropped.
    pub async fn place(&self, method: Method) -> Option<SemaphorePermit<'_>> {
        let lane = if method == Method::Get { &self.reads } else { &self.writes };
        // Fails only on a closed semaphore, and nobody closes these.
        lane.acquire().await.ok()
    }

    /// How long this request has to wait before it is sent.
    pub fn wait(&self, request: &Request, now: Instant) -> Option<Duration> {
        self.buckets().wait(request, now)
    }

    pub fn note(&self, request: &Request, limit: &RateLimit, now: Instant) {
        self.buckets().note(request, limit, now);
    }

    fn buckets(&self) -> std::sync::MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the headers said. A bucket is known by `X-RateLimit-Name` once an answer had it, and by method and route before.
#[derive(Default)]
struct Buckets {
    names: HashMap<(Method, String), String>,
    used_up_until: HashMap<String, Instant>,
}

impl Buckets {
    fn bucket(&self, request: &Request) -> String {
        let key = (request.method, request.route.clone());
        match self.names.get(&key) {
            Some(name) => name.clone(),
            None => format!("{} {}", request.method, request.route),
        }
    }

    fn wait(&self, request: &Request, now: Instant) -> Option<Duration> {
        let until = *self.used_up_until.get(&self.bucket(request))?;
        until.checked_duration_since(now).filter(|left| !left.is_zero())
    }

    fn note(&mut self, request: &Request, limit: &RateLimit, now: Instant) {
        if let Some(name) = &limit.name {
            self.names.insert((request.method, request.route.clone()), name.clone());
        }
        if let (Some(0), Some(reset)) = (limit.remaining, limit.reset) {
            self.used_up_until.insert(self.bucket(request), now + reset);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{DASHBOARD, MONITOR};

    const SECOND: Duration = Duration::from_secs(1);

    fn limit(name: Option<&str>, remaining: u64, reset: u64) -> RateLimit {
        RateLimit {
            name: name.map(str::to_owned),
            limit: None,
            remaining: Some(remaining),
            reset: Some(SECOND * u32::try_from(reset).unwrap()),
        }
    }

    #[test]
    fn a_used_up_bucket_holds_back_its_own_calls_until_it_is_full_again() {
        let (start, mut buckets) = (Instant::now(), Buckets::default());
        let one = Request::get(&MONITOR, "1", None).unwrap();
        let other = Request::get(&MONITOR, "2", None).unwrap();
        buckets.note(&one, &limit(None, 0, 7), start);
        assert_eq!(buckets.wait(&other, start + SECOND * 2), Some(SECOND * 5));
        assert_eq!(buckets.wait(&other, start + SECOND * 7), None);
        for free in [Request::delete(&MONITOR, "1").unwrap().unwrap(), Request::list_page(&MONITOR, None, 0)] {
            assert_eq!(buckets.wait(&free, start), None);
        }
    }

    #[test]
    fn a_bucket_with_something_left_holds_nobody_back() {
        let (start, mut buckets) = (Instant::now(), Buckets::default());
        let request = Request::list_page(&DASHBOARD, None, 0);
        buckets.note(&request, &limit(Some("get_custom_dashboards"), 1, 59), start);
        assert_eq!(buckets.wait(&request, start), None);
    }

    #[test]
    fn calls_of_one_named_bucket_wait_together() {
        let (start, mut buckets) = (Instant::now(), Buckets::default());
        let list = Request::list_page(&DASHBOARD, None, 0);
        let get = Request::get(&DASHBOARD, "abc", None).unwrap();
        buckets.note(&get, &limit(Some("global_org"), 10, 3), start);
        buckets.note(&list, &limit(Some("global_org"), 0, 3), start);
        assert_eq!(buckets.wait(&get, start), Some(SECOND * 3));
    }
}
