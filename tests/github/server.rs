//! A GitHub of our own on loopback: as much of its API as a plan and an issue ask for, with the answers that hurt.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};

/// Whom the workflow's token writes as.
pub const BOT: &str = "github-actions[bot]";

/// Answers instead of the real ones.
#[derive(Clone)]
pub struct Fault {
    pub method: &'static str,
    /// Part of the path.
    pub path: &'static str,
    pub status: u16,
    /// How often; `usize::MAX` is always.
    pub times: usize,
}

#[derive(Default)]
pub struct Pages {
    pub comments: Vec<Value>,
    pub issues: Vec<Value>,
    pub statuses: Vec<Value>,
    pub pulls: Vec<Value>,
    pub branches: Vec<String>,
    pub proposed: Vec<Value>,
    faults: Vec<Fault>,
    log: String,
    next: u64,
    /// What GraphQL says of the token; None is nothing.
    viewer: Option<String>,
}

#[derive(Clone)]
pub struct GitHub {
    pub url: String,
    pages: Arc<Mutex<Pages>>,
}

impl GitHub {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let viewer = Some(BOT.to_owned());
        let pages = Arc::new(Mutex::new(Pages { next: 1000, viewer, ..Pages::default() }));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&pages));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { url, pages }
    }

    pub fn with<T>(&self, look: impl FnOnce(&mut Pages) -> T) -> T {
        look(&mut self.pages.lock().unwrap())
    }

    pub fn fault(&self, method: &'static str, path: &'static str, status: u16, times: usize) {
        self.with(|pages| pages.faults.push(Fault { method, path, status, times }));
    }

    pub fn says(&self, author: &str, body: &str) {
        self.with(|pages| drop(pages.comment(author, body)));
    }

    /// What was asked since the last time.
    pub fn log(&self) -> String {
        self.with(|pages| std::mem::take(&mut pages.log))
    }

    /// The bodies of the comments that the token wrote.
    pub fn ours(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        self.with(|pages| {
            let ours = pages.comments.iter().filter(|comment| comment["user"]["login"] == BOT);
            ours.map(|comment| text(&comment["body"])).collect()
        })
    }

    pub fn no_viewer(&self) {
        self.with(|pages| pages.viewer = None);
    }
}

impl Pages {
    fn comment(&mut self, author: &str, body: &str) -> Value {
        self.next += 1;
        let id = self.next;
        let comment = json!({
            "id": id, "body": body, "user": {"login": author},
            "html_url": format!("https://github.com/shop/infra/pull/7#issuecomment-{id}"),
        });
        self.comments.push(comment.clone());
        comment
    }

    fn answer(&mut self, method: &str, path: &str, query: &[(String, String)], body: &Value) -> (u16, Value) {
        if let Some(fault) =
            self.faults.iter_mut().find(|fault| fault.times > 0 && fault.method == method && path.contains(fault.path))
        {
            fault.times = fault.times.saturating_sub(usize::from(fault.times != usize::MAX));
            let message = if fault.status == 403 { "Resource not accessible by integration" } else { "scripted" };
            return (fault.status, json!({"message": message}));
        }
        if path == "/graphql" {
            return match &self.viewer {
                Some(login) => (200, json!({"data": {"viewer": {"login": login}}})),
                None => (403, json!({"message": "Resource not accessible by integration"})),
            };
        }
        let too_long = body["body"].as_str().is_some_and(|text| text.chars().count() > 65_536);
        if too_long {
            return (
                422,
                json!({"message": "Validation Failed", "errors": [{"code": "custom", "message": "body is too long"}]}),
            );
        }
        let Some(path) = path.strip_prefix("/repos/shop/infra/") else { return (404, json!({"message": "Not Found"})) };
        let parts: Vec<&str> = path.split('/').collect();
        match (method, parts.as_slice()) {
            ("GET", ["issues", _, "comments"]) => (200, page(&self.comments, query)),
            ("POST", ["issues", _, "comments"]) => (201, self.comment(BOT, body["body"].as_str().unwrap())),
            ("PATCH", ["issues", "comments", id]) => {
                match self.comments.iter_mut().find(|one| one["id"].as_u64() == id.parse().ok()) {
                    Some(comment) => {
                        comment["body"] = body["body"].clone();
                        (200, comment.clone())
                    }
                    None => (404, json!({"message": "Not Found"})),
                }
            }
            ("POST", ["statuses", sha]) => {
                let mut status = body.clone();
                status["sha"] = json!(sha);
                self.statuses.insert(0, status);
                (201, json!({}))
            }
            ("GET", ["commits", sha, "statuses"]) => {
                let of: Vec<Value> = self.statuses.iter().filter(|one| one["sha"] == *sha).cloned().collect();
                (200, page(&of, query))
            }
            ("GET", ["commits", _, "pulls"]) => (200, page(&self.pulls, query)),
            ("GET", ["git", "commits", sha]) => (200, json!({"sha": sha, "tree": {"sha": "t1"}})),
            ("POST", ["git", "trees"]) => (201, json!({"sha": "t2"})),
            ("POST", ["git", "commits"]) => (201, json!({"sha": "c2"})),
            ("PATCH", ["git", "refs", "heads", ..]) if self.branches.is_empty() => {
                (422, json!({"message": "Reference does not exist"}))
            }
            ("PATCH", ["git", "refs", "heads", ..]) => (200, json!({})),
            ("POST", ["git", "refs"]) => {
                self.branches.push(body["ref"].as_str().unwrap().to_owned());
                (201, json!({}))
            }
            ("GET", ["pulls"]) => (200, page(&self.proposed, query)),
            ("POST", ["pulls"]) => {
                let pull = json!({"number": 8, "html_url": "https://github.com/shop/infra/pull/8"});
                self.proposed.push(pull.clone());
                (201, pull)
            }
            ("PATCH", ["pulls", _]) => (200, self.proposed[0].clone()),
            ("GET", ["issues"]) => {
                let newest: Vec<Value> = self.issues.iter().rev().cloned().collect();
                (200, page(&newest, query))
            }
            ("POST", ["issues"]) => {
                let mut issue = body.clone();
                issue["number"] = json!(40 + self.issues.len());
                issue["state"] = json!("open");
                issue["user"] = json!({"login": BOT});
                self.issues.push(issue.clone());
                (201, issue)
            }
            ("PATCH", ["issues", number]) => {
                match self.issues.iter_mut().find(|one| one["number"].as_u64() == number.parse().ok()) {
                    Some(issue) => {
                        for (field, value) in body.as_object().unwrap() {
                            issue[field] = value.clone();
                        }
                        (200, issue.clone())
                    }
                    None => (404, json!({"message": "Not Found"})),
                }
            }
            _ => (404, json!({"message": "Not Found"})),
        }
    }
}

fn page(all: &[Value], query: &[(String, String)]) -> Value {
    let number =
        |name: &str| query.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.parse::<usize>().ok());
    let size = number("per_page").unwrap_or(30);
    let from = (number("page").unwrap_or(1) - 1) * size;
    json!(all.iter().skip(from).take(size).collect::<Vec<_>>())
}

async fn answer(State(pages): State<Arc<Mutex<Pages>>>, request: Request) -> Response<axum::body::Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let known = parts.headers.get("authorization").is_some_and(|token| token == "Bearer ghs_token");
    let query = parts.uri.query().unwrap_or_default();
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let (method, path) = (parts.method.as_str().to_owned(), parts.uri.path().to_owned());
    let mut pages = pages.lock().unwrap();
    let (status, value) =
        if known { pages.answer(&method, &path, &pairs, &body) } else { (401, json!({"message": "Bad credentials"})) };
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    writeln!(pages.log, "{method} {path}{query} -> {status}").unwrap();
    if path != "/graphql" {
        for (field, value) in body.as_object().into_iter().flatten() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            // A marker holds digests; it is read back in other tests.
            let shown = text.lines().map(|line| {
                if line.starts_with("<!-- ddsync") && line.len() > 60 { "<!-- the marker -->" } else { line }
            });
            let shown = shown.collect::<Vec<_>>().join("\n    | ");
            writeln!(pages.log, "    {field}: {shown}").unwrap();
        }
    }
    let mut response = Response::new(value.to_string().into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    // Nobody waits in a test.
    if status >= 500 {
        response.headers_mut().insert("retry-after", "0".parse().unwrap());
    }
    response
}
