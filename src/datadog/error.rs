//! What went wrong with a call, as one sentence that says what to do.

use std::fmt;
use std::time::Duration;

use super::fault::{Fault, Why};
use super::request::{BadId, Method};
use super::retry::Trouble;

/// What was called. The query is left out: it says nothing that helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub method: Method,
    pub path: String,
    /// With the port where it is not the usual one.
    pub host: String,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// What the caller showed to be let in, by the names of the variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    Keys,
    ApiKey,
    Bearer,
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keys => "DD_API_KEY and DD_APP_KEY",
            Self::ApiKey => "DD_API_KEY",
            Self::Bearer => "DD_BEARER_TOKEN",
        })
    }
}

#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ApiError {
    #[error(
        "{} does not accept {proof} for {call} ({status}: {message}): check them, and that DD_SITE is the site where they were made",
        .call.host
    )]
    NotAuthenticated { call: Call, status: u16, message: String, proof: Proof },
    #[error(
        "{proof} may not {call} ({status}: {message}): give their owner the permission, and the application key its scope"
    )]
    NotPermitted { call: Call, status: u16, message: String, proof: Proof },
    #[error(
        "{call} found nothing ({message}): check the id, and that DD_SITE and the keys are of the right organisation"
    )]
    NotFound { call: Call, message: String },
    #[error("{call} is over its rate limit: try again {}", after(*.reset))]
    RateLimited { call: Call, reset: Option<Duration> },
    #[error("{} refused {call} ({status}: {message}): {}", .call.host, advice(*.status, .call.method))]
    Refused { call: Call, status: u16, message: String },
    #[error("{} failed at {call} ({status}: {message}): try again, and look at https://status.datadoghq.com if it goes on", .call.host)]
    Server { call: Call, status: u16, message: String },
    #[error("{call} did not get through to {}: {fault}", .call.host)]
    Transport { call: Call, fault: Fault },
    #[error(
        "{call} was redirected from {} to {to} and not followed, as the keys are for the first alone: set DD_SITE or DDSYNC_API_URL to where your organisation lives",
        .call.host
    )]
    Redirected { call: Call, status: u16, to: String },
    #[error("{} answered {call} ({status}) with {why}", .call.host)]
    BadAnswer { call: Call, status: u16, why: Why },
    /// Taking it for deleted would make a duplicate.
    #[error("{kind} {id} was listed and is not there any more: somebody deletes while this reads, try again")]
    Vanished { kind: &'static str, id: String },
    #[error(transparent)]
    BadId(#[from] BadId),
    #[error("{variable} {problem}: copy the key again")]
    BadKey { variable: &'static str, problem: &'static str },
    #[error(
        "the HTTP client cannot start ({0}): check the certificates of this machine (SSL_CERT_FILE) and its proxy settings"
    )]
    Setup(String),
}

fn after(reset: Option<Duration>) -> String {
    reset.map_or_else(|| "later".to_owned(), |reset| format!("in {} s", reset.as_secs()))
}

fn advice(status: u16, method: Method) -> &'static str {
    match (status, method) {
        (402, _) => "ask Datadog for a higher quota, or remove something",
        (408, _) => "try again",
        (409, _) => "change or remove what it conflicts with",
        (_, Method::Post | Method::Put | Method::Patch) => "correct the definition",
        (_, Method::Delete) => "remove what stands in the way",
        (_, Method::Get) => "check what was asked for",
    }
}

impl ApiError {
    /// Not let in, or not allowed: exit code 4.
    pub fn is_auth(&self) -> bool {
        matches!(self, Self::NotAuthenticated { .. } | Self::NotPermitted { .. } | Self::BadKey { .. })
    }

    /// A write that ended so was certainly not carried out.
    pub(super) fn is_certain(&self) -> bool {
        match self {
            Self::NotAuthenticated { .. }
            | Self::NotPermitted { .. }
            | Self::NotFound { .. }
            | Self::RateLimited { .. }
            | Self::Redirected { .. }
            | Self::Vanished { .. }
            | Self::BadId(_)
            | Self::BadKey { .. }
            | Self::Setup(_) => true,
            Self::Refused { status, .. } => *status != 408,
            // Not implemented, HTTP version: nothing was begun.
            Self::Server { status, .. } => matches!(status, 501 | 505),
            Self::Transport { fault, .. } => fault.is_unopened(),
            Self::BadAnswer { status, .. } => (400..500).contains(status),
        }
    }

    pub(super) fn trouble(&self) -> Trouble {
        match self {
            Self::RateLimited { reset, .. } => Trouble::Limited(*reset),
            Self::Transport { fault: Fault::Tls(_), .. } => Trouble::Final,
            Self::Transport { fault, .. } if fault.is_unopened() => Trouble::Unopened,
            Self::Transport { .. }
            | Self::Refused { status: 408, .. }
            | Self::Server { status: 500 | 502 | 503 | 504 | 512, .. } => Trouble::Broken,
            Self::BadAnswer { why, .. } if why.is_passing() => Trouble::Broken,
            Self::NotAuthenticated { .. }
            | Self::NotPermitted { .. }
            | Self::NotFound { .. }
            | Self::Refused { .. }
            | Self::Server { .. }
            | Self::Redirected { .. }
            | Self::BadAnswer { .. }
            | Self::Vanished { .. }
            | Self::BadId(_)
            | Self::BadKey { .. }
            | Self::Setup(_) => Trouble::Final,
        }
    }
}

/// How a write failed, told by what is known of the object now.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum WriteError {
    /// Nothing was written.
    #[error(transparent)]
    Refused(ApiError),
    /// The object to update is not there any more.
    #[error(transparent)]
    Gone(ApiError),
    /// It may have been written or not: look before writing again.
    #[error("{0}; look first whether it was written all the same")]
    Lost(ApiError),
}

impl WriteError {
    pub fn cause(&self) -> &ApiError {
        match self {
            Self::Refused(error) | Self::Gone(error) | Self::Lost(error) => error,
        }
    }

    /// Not let in, or not allowed: exit code 4.
    pub fn is_auth(&self) -> bool {
        self.cause().is_auth()
    }
}
