//! The socket. The only place where keys are opened.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::redirect;
use secrecy::{ExposeSecret, SecretString};

use crate::model::secrets::Credentials;

use super::answer::{Answer, RateLimit, bad};
use super::error::{ApiError, Call, Proof};
use super::fault::{self, Fault, Why};
use super::request::{Method, Request};
use super::site::BaseUrl;

/// A list of ten thousand monitors with long messages is far below; an answer above is not one.
const MOST_BYTES: usize = 256 << 20;

/// Shorter than what load balancers usually keep, so that a create seldom meets a connection that just died.
const IDLE: Duration = Duration::from_secs(20);

/// Datadog's keys have 32 and 40 characters. A stand-in such as `x` is no secret, and looking for it would garble texts.
const SHORTEST_KEY: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    pub connect: Duration,
    /// From the first byte sent to the last one read.
    pub whole: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(60) }
    }
}

pub struct Http {
    client: reqwest::Client,
    base: BaseUrl,
    credentials: Credentials,
    timeouts: Timeouts,
}

impl Http {
    pub fn new(base: BaseUrl, credentials: Credentials, timeouts: Timeouts) -> Result<Self, ApiError> {
        // Fails only where a provider is installed already, and then there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("ddsync/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers(&credentials)?)
            .connect_timeout(timeouts.connect)
            .timeout(timeouts.whole)
            .pool_idle_timeout(IDLE)
            .gzip(true)
            .https_only(base.is_https())
            // Keys go to one host, and what is sent again is decided in `retry` alone.
            .redirect(redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        if base.is_loopback() {
            builder = builder.no_proxy();
        }
        if !base.is_https() {
            // No certificates are needed, and a small machine may have none.
            builder = builder.tls_certs_only(std::iter::empty());
        }
        let client = builder.build().map_err(|error| ApiError::Setup(fault::cause(&error)))?;
        Ok(Self { client, base, credentials, timeouts })
    }

    pub fn call(&self, request: &Request) -> Call {
        Call { method: request.method, path: request.path.clone(), host: self.base.host() }
    }

    pub fn proof(&self) -> Proof {
        match &self.credentials {
            Credentials::Keys { .. } => Proof::Keys,
            Credentials::ApiKey(_) => Proof::ApiKey,
            Credentials::Bearer(_) => Proof::Bearer,
        }
    }

    /// One request, one answer, whatever its status.
    pub async fn exchange(&self, request: &Request) -> Result<Answer, ApiError> {
        let call = self.call(request);
        let transport = |error: reqwest::Error| ApiError::Transport {
            call: call.clone(),
            fault: Fault::of(&error, self.timeouts.connect, self.timeouts.whole),
        };
        let mut sent = self.client.request(method(request.method), self.base.join(&request.path, &request.query));
        if let Some(body) = &request.body {
            sent = sent.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        let mut response = sent.send().await.map_err(transport)?;
        let mut answer = head(&response);
        loop {
            match response.chunk().await {
                Ok(Some(bytes)) if answer.body.len() + bytes.len() > MOST_BYTES => {
                    return Err(bad(&call, answer.status, Why::TooLarge));
                }
                Ok(Some(bytes)) => answer.body.extend_from_slice(&bytes),
                Ok(None) => break,
                Err(error) if error.is_timeout() => return Err(transport(error)),
                Err(_) => return Err(bad(&call, answer.status, Why::Truncated)),
            }
        }
        Ok(answer)
    }

    /// Takes the keys out of what the server said: an error page may repeat the request's headers, and errors are shown.
    #[expect(clippy::disallowed_methods, reason = "the HTTP door opens the keys to keep them out of error texts")]
    pub fn redact(&self, answer: &mut Answer) {
        for (_, secret) in secrets(&self.credentials) {
            let key = secret.expose_secret().trim();
            if key.len() < SHORTEST_KEY {
                continue;
            }
            let text = String::from_utf8_lossy(&answer.body);
            if text.contains(key) {
                answer.body = text.replace(key, "[key]").into_bytes();
            }
            // Hosts are lower case.
            answer.location.take_if(|host| host.contains(&key.to_lowercase()));
        }
    }
}

/// The answer without its body.
fn head(response: &reqwest::Response) -> Answer {
    let headers = response.headers();
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    Answer {
        status: response.status().as_u16(),
        html: text(&CONTENT_TYPE).is_some_and(|kind| kind.contains("html")),
        location: text(&LOCATION)
            .and_then(|to| response.url().join(to).ok())
            .and_then(|to| to.host_str().map(str::to_owned)),
        date: text(&DATE).map(str::to_owned),
        limit: RateLimit::read(|name| headers.get(name).and_then(|value| value.to_str().ok())),
        body: Vec::new(),
    }
}

fn secrets(credentials: &Credentials) -> Vec<(&'static str, &SecretString)> {
    match credentials {
        Credentials::Keys { api, app } => vec![("DD_API_KEY", api.sealed()), ("DD_APP_KEY", app.sealed())],
        Credentials::ApiKey(api) => vec![("DD_API_KEY", api.sealed())],
        Credentials::Bearer(token) => vec![("DD_BEARER_TOKEN", token.sealed())],
    }
}

#[expect(clippy::disallowed_methods, reason = "the HTTP door opens the keys to put them into headers")]
fn headers(credentials: &Credentials) -> Result<HeaderMap, ApiError> {
    let mut headers = HeaderMap::new();
    for (variable, secret) in secrets(credentials) {
        let wrong = |problem| ApiError::BadKey { variable, problem };
        let key = secret.expose_secret().trim();
        if key.is_empty() {
            return Err(wrong("is empty"));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(wrong("has a space, a line break or a letter that no key has"));
        }
        let (name, text) = match variable {
            "DD_API_KEY" => (HeaderName::from_static("dd-api-key"), key.to_owned()),
            "DD_APP_KEY" => (HeaderName::from_static("dd-application-key"), key.to_owned()),
            _ => (AUTHORIZATION, format!("Bearer {key}")),
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| wrong("cannot stand in a header"))?;
        value.set_sensitive(true);
        headers.insert(name, value);
    }
    Ok(headers)
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}
