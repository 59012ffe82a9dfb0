//! The socket to GitHub: pages, retries, and what an answer means. The token is opened here and nowhere else.
//!
//! reqwest is here anyway; a client of the whole API would weigh more than all of this room.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, redirect};
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::event::Run;
use crate::model::secrets::GitHubToken;

/// Items of a page; more is not allowed.
const PAGE: usize = 100;
/// Pages of a list. Nobody reads a pull request of ten thousand comments.
const PAGES: usize = 100;
/// How often a call is sent.
const TRIES: u32 = 4;
/// Longest pause between two of them.
const LONGEST: Duration = Duration::from_secs(60);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GitHubError {
    #[error("GitHub does not permit {call} ({message})")]
    Denied { call: String, message: String },
    #[error("GitHub finds nothing at {call}")]
    Gone { call: String },
    #[error("GitHub refuses {call} (422: {message})")]
    Refused { call: String, message: String },
    #[error("GitHub failed at {call} ({why})")]
    Failed { call: String, why: String },
    #[error("{0}")]
    Setup(String),
}

/// Calls for one repository.
pub struct Client {
    http: reqwest::Client,
    api: String,
    pub(super) graphql: String,
    pub(super) repository: String,
}

impl Client {
    /// Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// An address that would show the token to others on the way, or a token that cannot be one.
    #[expect(clippy::disallowed_methods, reason = "the door to GitHub opens its token to put it into a header")]
    pub fn connect(run: &Run, token: &GitHubToken) -> Result<Self, GitHubError> {
        let setup = |why: &str| GitHubError::Setup(why.to_owned());
        for url in [&run.api, &run.graphql] {
            crate::datadog::BaseUrl::parse(url)
                .map_err(|_| setup("GITHUB_API_URL is no https:// address (http:// is only for this machine)"))?;
        }
        let loopback = crate::datadog::BaseUrl::parse(&run.api).is_ok_and(|api| api.is_loopback());
        // Fails only where a provider is installed already, and then there is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bearer = format!("Bearer {}", token.sealed().expose_secret().trim());
        let mut bearer = HeaderValue::try_from(bearer).map_err(|_| setup("GITHUB_TOKEN cannot stand in a header"))?;
        bearer.set_sensitive(true);
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, bearer);
        headers.insert(ACCEPT, HeaderValue::from_static("application/vnd.github+json"));
        headers.insert("x-github-api-version", HeaderValue::from_static("2022-11-28"));
        let mut builder = reqwest::Client::builder()
            .user_agent(concat!("ddsync/", env!("CARGO_PKG_VERSION")))
            .default_headers(headers)
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .redirect(redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        if loopback {
            // No certificates are needed, and the proxy is not for this machine.
            builder = builder.no_proxy().tls_certs_only(std::iter::empty());
        }
        let http = builder.build().map_err(|error| setup(&error.to_string()))?;
        let trimmed = |url: &str| url.trim_end_matches('/').to_owned();
        Ok(Self { http, api: trimmed(&run.api), graphql: trimmed(&run.graphql), repository: run.repository.clone() })
    }

    pub(super) async fn repository(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, GitHubError> {
        let url = format!("{}/repos/{}/{path}", self.api, self.repository);
        self.send(&method, &url, &[], body).await
    }

    /// Every page, to the first that is not full.
    pub(super) async fn list(&self, path: &str, query: &[(&str, &str)]) -> Result<Vec<Value>, GitHubError> {
        let url = format!("{}/repos/{}/{path}", self.api, self.repository);
        let mut all = Vec::new();
        for page in 1..=PAGES {
            let (size, page) = (PAGE.to_string(), page.to_string());
            let paged = [("per_page", size.as_str()), ("page", page.as_str())];
            let query: Vec<(&str, &str)> = query.iter().copied().chain(paged).collect();
            let answer = self.send(&Method::GET, &url, &query, None).await?;
            let Value::Array(items) = answer else { return Err(strange(path)) };
            let full = items.len() >= PAGE;
            all.extend(items);
            if !full {
                break;
            }
        }
        Ok(all)
    }

    /// Sent again where GitHub says when to come back, and where it failed at something that may be asked twice.
    pub(super) async fn send(
        &self,
        method: &Method,
        url: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Value, GitHubError> {
        let call = format!("{method} {}", url.strip_prefix(&self.api).unwrap_or(url));
        // A comment that is posted twice stands there twice. The question after the viewer is a POST, too.
        let harmless = *method != Method::POST || url == self.graphql;
        let mut tries = 1;
        loop {
            let answer = match self.once(method, url, query, body).await {
                Ok(answer) => answer,
                Err(why) => Answer { status: 0, wait: None, limited: false, body: Value::String(why) },
            };
            let again = match answer.status {
                0 | 500..=599 => harmless,
                403 | 429 => answer.limited,
                _ => false,
            };
            if !again || tries >= TRIES {
                return answer.result(&call);
            }
            let pause = answer.wait.unwrap_or_else(|| Duration::from_secs(1 << tries));
            if pause > LONGEST {
                return answer.result(&call);
            }
            tokio::time::sleep(pause).await;
            tries += 1;
        }
    }

    async fn once(
        &self,
        method: &Method,
        url: &str,
        query: &[(&str, &str)],
        body: Option<&Value>,
    ) -> Result<Answer, String> {
        let mut url = reqwest::Url::parse(url).map_err(|error| error.to_string())?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let mut request = self.http.request(method.clone(), url);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        let response = request.send().await.map_err(|error| error.without_url().to_string())?;
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        let seconds = |name: &str| header(name).and_then(|text| text.parse().ok()).map(Duration::from_secs);
        let status = response.status().as_u16();
        let wait = seconds("retry-after");
        let limited = status == 429 || wait.is_some() || header("x-ratelimit-remaining") == Some("0");
        let bytes = response.bytes().await.map_err(|error| error.without_url().to_string())?;
        Ok(Answer { status, wait, limited, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null) })
    }
}

struct Answer {
    /// 0 where there was none.
    status: u16,
    wait: Option<Duration>,
    /// Refused for now, not for ever.
    limited: bool,
    body: Value,
}

impl Answer {
    fn result(self, call: &str) -> Result<Value, GitHubError> {
        let call = call.to_owned();
        let message =
            text(&self.body, "/message").or_else(|| self.body.as_str().map(str::to_owned)).unwrap_or_default();
        match self.status {
            200..=299 => Ok(self.body),
            401 | 403 if !self.limited => Err(GitHubError::Denied { call, message }),
            404 | 410 => Err(GitHubError::Gone { call }),
            422 => Err(GitHubError::Refused { call, message }),
            0 => Err(GitHubError::Failed { call, why: message }),
            status => Err(GitHubError::Failed { call, why: format!("{status} {message}").trim_end().to_owned() }),
        }
    }
}

pub(super) fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

pub(super) fn strange(call: &str) -> GitHubError {
    GitHubError::Failed { call: call.to_owned(), why: "the answer is not what GitHub documents".to_owned() }
}
