//! What came in, for tests that ask afterwards.

use std::collections::VecDeque;

use axum::body::Bytes;

use super::RecordedRequest;
use super::desk::Incoming;

/// A sandbox may run for days: beyond this the oldest requests are forgotten.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// What a request weighs beside its body, roughly.
const BASE_WEIGHT: usize = 512;

/// The latest requests, oldest first.
#[derive(Default)]
pub(super) struct Record {
    requests: VecDeque<Kept>,
    weight: usize,
}

/// A request with its body as it came: it is parsed only for whoever asks.
struct Kept {
    request: RecordedRequest,
    body: Bytes,
}

impl Record {
    pub(super) fn keep(&mut self, incoming: &Incoming) {
        let request = RecordedRequest {
            method: incoming.method.to_string(),
            path: incoming.path.clone(),
            query: incoming.query.0.clone(),
            body: None,
        };
        self.weight += BASE_WEIGHT + incoming.body.len();
        self.requests.push_back(Kept { request, body: incoming.body.clone() });
        while self.weight > MOST_BYTES {
            let Some(oldest) = self.requests.pop_front() else { break };
            self.weight -= BASE_WEIGHT + oldest.body.len();
        }
    }

    pub(super) fn read(&self) -> Vec<RecordedRequest> {
        let parsed =
            |kept: &Kept| RecordedRequest { body: serde_json::from_slice(&kept.body).ok(), ..kept.request.clone() };
        self.requests.iter().map(parsed).collect()
    }
}
