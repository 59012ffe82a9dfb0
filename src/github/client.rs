//! The socket to GitHub: the few calls that a plan and an issue need. A token is opened here and nowhere else.
//!
//! reqwest is here anyway; a client of the whole API would weigh more than all of this room.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, redirect};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use super::adopt::{File, encoded};
use super::event::Run;
use super::status::Status;
use crate::model::secrets::GitHubToken;

/// Items of a page; more is not allowed.
const PAGE: usize = 100;
/// Pages of a list. Nobody reads a pull request of ten thousand comments.
const PAGES: usize = 100;
/// How often a call is sent.
const TRIES: u32 = 4;
/// Longest pause between two of them.
const LONGEST: Duration = Duration::from_secs(60);

/// Who writes with the token of a workflow.
const ACTIONS: &str = "github-actions[bot]";

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

/// A comment of a pull request or an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: u64,
    pub author: String,
    pub body: String,
    /// Where a person reads it.
    pub url: String,
}

/// A pull request, as far as an apply asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    pub number: u64,
    pub head: String,
    pub merged: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    pub number: u64,
    pub author: String,
    pub open: bool,
    pub body: String,
}

/// Calls for one repository.
pub struct Client {
    http: reqwest::Client,
    api: String,
    graphql: String,
    repository: String,
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

    /// The login that comments are written under.
    ///
    /// # Errors
    ///
    /// GitHub failed; that it does not say is none.
    pub async fn viewer(&self) -> Result<String, GitHubError> {
        let query = json!({"query": "{ viewer { login } }"});
        let answer = self.send(&Method::POST, &self.graphql, &[], Some(&query)).await;
        match answer {
            Ok(answer) => Ok(text(&answer, "/data/viewer/login").unwrap_or_else(|| ACTIONS.to_owned())),
            Err(GitHubError::Failed { call, why }) => Err(GitHubError::Failed { call, why }),
            Err(_) => Ok(ACTIONS.to_owned()),
        }
    }

    /// All of them, the newest last.
    pub async fn comments(&self, issue: u64) -> Result<Vec<Comment>, GitHubError> {
        let items = self.list(&format!("issues/{issue}/comments"), &[]).await?;
        Ok(items.iter().filter_map(comment).collect())
    }

    pub async fn create_comment(&self, issue: u64, body: &str) -> Result<Comment, GitHubError> {
        let call = format!("issues/{issue}/comments");
        let answer = self.repository(Method::POST, &call, Some(&json!({"body": body}))).await?;
        comment(&answer).ok_or_else(|| strange(&call))
    }

    pub async fn edit_comment(&self, id: u64, body: &str) -> Result<Comment, GitHubError> {
        let call = format!("issues/comments/{id}");
        let answer = self.repository(Method::PATCH, &call, Some(&json!({"body": body}))).await?;
        comment(&answer).ok_or_else(|| strange(&call))
    }

    pub async fn set_status(&self, commit: &str, status: &Status, url: &str) -> Result<(), GitHubError> {
        let body = json!({
            "state": status.state.name(), "context": status.context, "description": status.description,
            "target_url": url,
        });
        self.repository(Method::POST, &format!("statuses/{commit}"), Some(&body)).await.map(drop)
    }

    /// The description of the newest status of this context; None where there is none.
    pub async fn status(&self, commit: &str, context: &str) -> Result<Option<String>, GitHubError> {
        let all = self.list(&format!("commits/{commit}/statuses"), &[]).await?;
        let of_context = all.iter().find(|status| text(status, "/context").as_deref() == Some(context));
        Ok(of_context.and_then(|status| text(status, "/description")))
    }

    /// Pull requests that brought the commit.
    pub async fn pulls_of(&self, commit: &str) -> Result<Vec<Pull>, GitHubError> {
        let items = self.list(&format!("commits/{commit}/pulls"), &[]).await?;
        let pull = |item: &Value| {
            Some(Pull {
                number: item.get("number")?.as_u64()?,
                head: text(item, "/head/sha")?,
                merged: item.get("merged_at").is_some_and(|at| !at.is_null()),
            })
        };
        Ok(items.iter().filter_map(pull).collect())
    }

    /// Open and closed ones with this label, pull requests left out.
    pub async fn issues(&self, label: &str) -> Result<Vec<Issue>, GitHubError> {
        let query = [("labels", label), ("state", "all"), ("sort", "created"), ("direction", "desc")];
        let items = self.list("issues", &query).await?;
        let issue = |item: &Value| {
            Some(Issue {
                number: item.get("number")?.as_u64()?,
                author: text(item, "/user/login")?,
                open: text(item, "/state")? == "open",
                body: text(item, "/body").unwrap_or_default(),
            })
        };
        Ok(items.iter().filter(|item| item.get("pull_request").is_none()).filter_map(issue).collect())
    }

    pub async fn create_issue(&self, title: &str, body: &str, label: &str) -> Result<u64, GitHubError> {
        let sent = json!({"title": title, "body": body, "labels": [label]});
        let answer = self.repository(Method::POST, "issues", Some(&sent)).await?;
        answer.get("number").and_then(Value::as_u64).ok_or_else(|| strange("issues"))
    }

    /// `change` is what to set: title, body, state.
    pub async fn edit_issue(&self, number: u64, change: &Value) -> Result<(), GitHubError> {
        self.repository(Method::PATCH, &format!("issues/{number}"), Some(change)).await.map(drop)
    }

    /// A commit on top of `parent` with these files, on no branch yet. GitHub signs it.
    pub async fn commit(&self, parent: &str, message: &str, files: &[File]) -> Result<String, GitHubError> {
        let call = format!("git/commits/{parent}");
        let below = self.repository(Method::GET, &call, None).await?;
        let base = text(&below, "/tree/sha").ok_or_else(|| strange(&call))?;
        let entry = |file: &File| json!({"path": file.path, "mode": "100644", "type": "blob", "content": file.text});
        let tree = json!({"base_tree": base, "tree": files.iter().map(entry).collect::<Vec<_>>()});
        let tree = self.repository(Method::POST, "git/trees", Some(&tree)).await?;
        let tree = text(&tree, "/sha").ok_or_else(|| strange("git/trees"))?;
        let commit = json!({"message": message, "tree": tree, "parents": [parent]});
        let commit = self.repository(Method::POST, "git/commits", Some(&commit)).await?;
        text(&commit, "/sha").ok_or_else(|| strange("git/commits"))
    }

    /// Makes a branch that leads to the commit, or moves it there.
    pub async fn point(&self, branch: &str, commit: &str) -> Result<(), GitHubError> {
        let moved = json!({"sha": commit, "force": true});
        let there = format!("git/refs/heads/{}", encoded(branch));
        match self.repository(Method::PATCH, &there, Some(&moved)).await {
            // GitHub says 422 of a branch that is not there.
            Err(GitHubError::Gone { .. } | GitHubError::Refused { .. }) => {
                let new = json!({"ref": format!("refs/heads/{branch}"), "sha": commit});
                self.repository(Method::POST, "git/refs", Some(&new)).await.map(drop)
            }
            other => other.map(drop),
        }
    }

    /// The pull request of the branch, opened where there is none; its address.
    pub async fn propose(&self, branch: &str, base: &str, title: &str, body: &str) -> Result<String, GitHubError> {
        let owner = self.repository.split('/').next().unwrap_or_default();
        let head = format!("{owner}:{branch}");
        let open = self.list("pulls", &[("head", &head), ("base", base), ("state", "open")]).await?;
        let (method, path) = match open.first().and_then(|pull| pull.get("number")?.as_u64()) {
            Some(number) => (Method::PATCH, format!("pulls/{number}")),
            None => (Method::POST, "pulls".to_owned()),
        };
        let mut sent = json!({"title": title, "body": body});
        if let Some(sent) = sent.as_object_mut().filter(|_| method == Method::POST) {
            sent.insert("head".to_owned(), json!(branch));
            sent.insert("base".to_owned(), json!(base));
        }
        let answer = self.repository(method, &path, Some(&sent)).await?;
        text(&answer, "/html_url").ok_or_else(|| strange(&path))
    }

    async fn repository(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, GitHubError> {
        let url = format!("{}/repos/{}/{path}", self.api, self.repository);
        self.send(&method, &url, &[], body).await
    }

    /// Every page, to the first that is not full.
    async fn list(&self, path: &str, query: &[(&str, &str)]) -> Result<Vec<Value>, GitHubError> {
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
    async fn send(
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

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

fn comment(item: &Value) -> Option<Comment> {
    Some(Comment {
        id: item.get("id")?.as_u64()?,
        author: text(item, "/user/login")?,
        body: text(item, "/body").unwrap_or_default(),
        url: text(item, "/html_url").unwrap_or_default(),
    })
}

fn strange(call: &str) -> GitHubError {
    GitHubError::Failed { call: call.to_owned(), why: "the answer is not what GitHub documents".to_owned() }
}
