//! Requests as values: what is asked, without how it is sent.

mod of_kind;

use std::fmt::{self, Write};

use serde_json::Value;

pub use of_kind::BadId;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    pub method: Method,
    /// Absolute path with ids percent-encoded, without the query: `/api/v1/monitor/123`.
    pub path: String,
    /// The path with `{id}` for the id: calls of one route share a rate limit.
    pub route: String,
    /// Names and values, not encoded yet.
    pub query: Vec<(String, String)>,
    pub body: Option<Value>,
}

impl Request {
    fn plain(method: Method, path: &str) -> Self {
        Self { method, path: path.to_owned(), route: path.to_owned(), query: Vec::new(), body: None }
    }

    fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query.push((name.to_owned(), value.into()));
        self
    }

    /// A question that belongs to no kind. `route` is the path with names in place of what differs by call.
    pub fn ask(path: &str, route: &str, query: &[(&str, String)]) -> Self {
        let plain = Self { route: route.to_owned(), ..Self::plain(Method::Get, path) };
        query.iter().fold(plain, |request, (name, value)| request.with(name, value.as_str()))
    }

    /// A question that is asked by POST, and keeps nothing.
    pub fn search(path: &str, body: Value) -> Self {
        Self { body: Some(body), ..Self::plain(Method::Post, path) }
    }

    /// Asks whether the API key is good. The application key is not looked at (OpenAPI v1).
    pub fn validate() -> Self {
        Self::plain(Method::Get, "/api/v1/validate")
    }

    /// The user behind the keys (named in OpenAPI v2, without a page of its own).
    pub fn me() -> Self {
        Self::plain(Method::Get, "/api/v2/current_user")
    }

    /// What the roles of a user permit.
    pub fn permissions(user: &str) -> Self {
        let route = "/api/v2/users/{id}/permissions";
        Self { path: route.replace("{id}", &encoded(user)), ..Self::plain(Method::Get, route) }
    }
}

pub(super) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut path, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => path.push(char::from(byte)),
            // Writing to a String cannot fail.
            other => drop(write!(path, "%{other:02X}")),
        }
        path
    })
}
