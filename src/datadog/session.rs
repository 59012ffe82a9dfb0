//! One request carried through: held back by limits, sent, sent again where that is safe.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::clock::Clock;
use super::error::{ApiError, WriteError};
use super::http::Http;
use super::limits::Limits;
use super::progress::{Event, Progress};
use super::request::{Method, Request};
use super::retry::{self, Decision, Policy, Repeat, Trouble};

pub struct Session {
    pub http: Http,
    pub policy: Policy,
    pub limits: Limits,
    pub clock: Arc<dyn Clock>,
    pub progress: Arc<dyn Progress>,
}

/// The last failure, and whether an earlier one may have been carried out.
struct Failure {
    error: ApiError,
    perhaps_done: bool,
}

impl Session {
    pub async fn read(&self, request: &Request) -> Result<Value, ApiError> {
        self.carry(request).await.map_err(|failure| failure.error)
    }

    pub async fn write(&self, request: &Request) -> Result<Value, WriteError> {
        self.carry(request).await.map_err(|Failure { error, perhaps_done }| match error {
            // Whatever became of an earlier try: now it is not there.
            error @ ApiError::NotFound { .. } if request.method != Method::Post => WriteError::Gone(error),
            error if perhaps_done => WriteError::Lost(error),
            error => WriteError::Refused(error),
        })
    }

    async fn carry(&self, request: &Request) -> Result<Value, Failure> {
        // PATCH merges here, so a second one changes nothing more.
        let repeat = if request.method == Method::Post { Repeat::Harmful } else { Repeat::Harmless };
        let (started, mut failures, mut perhaps_done) = (self.clock.now(), 0, false);
        loop {
            let error = match self.once(request, started).await {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            perhaps_done |= !error.is_certain();
            let trouble = error.trouble();
            failures += u32::from(!matches!(trouble, Trouble::Limited(_)));
            let spent = self.clock.now().duration_since(started);
            match retry::next(&self.policy, repeat, trouble, failures, spent, self.clock.random()) {
                Decision::GiveUp => return Err(Failure { error, perhaps_done }),
                Decision::Retry(pause) => self.pause(trouble, failures, pause, &error).await,
            }
        }
    }

    async fn once(&self, request: &Request, started: Instant) -> Result<Value, ApiError> {
        self.hold_back(request, started).await?;
        let mut answer = {
            let _place = self.limits.place(request.method).await;
            self.http.exchange(request).await?
        };
        self.limits.note(request, &answer.limit, self.clock.now());
        let call = self.http.call(request);
        answer.value(&call, self.http.proof()).or_else(|_| {
            self.http.redact(&mut answer);
            answer.value(&call, self.http.proof())
        })
    }

    /// Waits while the request's bucket is used up, rather than be refused.
    async fn hold_back(&self, request: &Request, started: Instant) -> Result<(), ApiError> {
        while let Some(time) = self.limits.wait(request, self.clock.now()) {
            let call = self.http.call(request);
            let spent = self.clock.now().duration_since(started);
            if time > self.policy.longest_limit || spent + time > self.policy.patience {
                return Err(ApiError::RateLimited { call, reset: Some(time) });
            }
            let why = format!("the rate limit of {call} is used up");
            self.progress.event(Event::Waiting { time, why });
            self.clock.sleep(time).await;
        }
        Ok(())
    }

    async fn pause(&self, trouble: Trouble, attempt: u32, pause: Duration, error: &ApiError) {
        let why = error.to_string();
        self.progress.event(match trouble {
            Trouble::Limited(_) => Event::Waiting { time: pause, why },
            Trouble::Unopened | Trouble::Broken | Trouble::Final => Event::Retrying { attempt, pause, why },
        });
        self.clock.sleep(pause).await;
    }
}
