//! One read, looked at closely: what a client that wants the object alone throws away.

use serde_json::Value;

use super::answer::RateLimit;
use super::audit;
use super::error::ApiError;
use super::http::{Http, Timeouts};
use super::request::Request;
use super::site::BaseUrl;
use crate::model::Kind;
use crate::model::secrets::Credentials;

/// A client that asks once and never again.
pub struct Probe {
    http: Http,
}

/// What came back, good or not.
#[derive(Debug)]
pub struct Echo {
    pub answer: Result<Value, ApiError>,
    /// The `Date` header, as it came.
    pub date: Option<String>,
    pub limit: RateLimit,
}

impl Probe {
    /// Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// A key that cannot be one, or no certificates to trust.
    pub fn connect(base: BaseUrl, credentials: Credentials, timeouts: Timeouts) -> Result<Self, ApiError> {
        Ok(Self { http: Http::new(base, credentials, timeouts)? })
    }

    /// Whether the API key is good on this site.
    ///
    /// # Errors
    ///
    /// No answer came.
    pub async fn validate(&self) -> Result<Echo, ApiError> {
        self.read(&Request::validate()).await
    }

    /// The first object of a kind; None where the kind has no list.
    ///
    /// # Errors
    ///
    /// No answer came.
    pub async fn first(&self, kind: &Kind) -> Result<Option<Echo>, ApiError> {
        match Request::first(kind) {
            Some(request) => Ok(Some(self.read(&request).await?)),
            None => Ok(None),
        }
    }

    /// Whose keys these are, with the roles and permissions that the API includes.
    ///
    /// # Errors
    ///
    /// No answer came.
    pub async fn me(&self) -> Result<Echo, ApiError> {
        self.read(&Request::me()).await
    }

    /// What the roles of a user permit.
    ///
    /// # Errors
    ///
    /// No answer came.
    pub async fn permissions(&self, user: &str) -> Result<Echo, ApiError> {
        self.read(&Request::permissions(user)).await
    }

    /// Whether the Audit Trail can be read.
    ///
    /// # Errors
    ///
    /// No answer came.
    pub async fn audit(&self) -> Result<Echo, ApiError> {
        self.read(&audit::search("@evt.name:Monitor", 1)).await
    }

    async fn read(&self, request: &Request) -> Result<Echo, ApiError> {
        let mut answer = self.http.exchange(request).await?;
        self.http.redact(&mut answer);
        let value = answer.value(&self.http.call(request), self.http.proof());
        Ok(Echo { answer: value, date: answer.date, limit: answer.limit })
    }
}
