//! Scripted faults: what a client must survive.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;

use super::wire::{Body, Reply};

/// One scripted fault.
#[derive(Debug, Clone)]
pub struct Fault {
    /// Which requests it lies in wait for.
    pub matcher: Matcher,
    /// How many fitting requests it strikes; `usize::MAX` is all of them.
    pub times: usize,
    /// What happens to them.
    pub effect: Effect,
}

/// Which requests a fault lies in wait for.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// `GET`, `POST`, ...; none is any.
    pub method: Option<String>,
    /// The path, without its query.
    pub path: Path,
    /// How many fitting requests go by unharmed first.
    pub skip: usize,
}

/// A path, or what it starts with.
#[derive(Debug, Clone)]
pub enum Path {
    /// This very path.
    Exact(String),
    /// This path and everything that starts with it.
    Prefix(String),
}

/// What a fault does.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The connection ends before the request is handled.
    DropBefore,
    /// The request is handled; its answer never arrives.
    LoseAnswer,
    /// The answer says its full length, and ends after so many bytes.
    CutBody(usize),
    /// The request is not handled; this is answered instead.
    Answer {
        /// The HTTP status.
        status: u16,
        /// Names and values; `content-type` among them, where it matters.
        headers: Vec<(String, String)>,
        /// The body, as it is.
        body: String,
    },
    /// The request is not handled; a gateway's HTML page comes back with this status.
    Html(u16),
    /// The request is handled after this long.
    Delay(Duration),
    /// A list answer keeps only its first so many items.
    ShortList(usize),
    /// A list answer lacks the objects with these ids, as a stale read does.
    OmitIds(Vec<String>),
}

impl Fault {
    /// Strikes the first request with this method whose path starts so.
    #[must_use]
    pub fn once(method: &str, path_prefix: &str, effect: Effect) -> Fault {
        let path = Path::Prefix(path_prefix.to_owned());
        Fault { matcher: Matcher { method: Some(method.to_owned()), path, skip: 0 }, times: 1, effect }
    }

    /// Lets so many fitting requests go by first.
    #[must_use]
    pub fn after(mut self, skip: usize) -> Fault {
        self.matcher.skip = skip;
        self
    }

    /// Strikes so many fitting requests.
    #[must_use]
    pub fn times(mut self, times: usize) -> Fault {
        self.times = times;
        self
    }

    /// Strikes this very path alone, and not what lies below it.
    #[must_use]
    pub fn exactly(mut self) -> Fault {
        if let Path::Prefix(path) = self.matcher.path {
            self.matcher.path = Path::Exact(path);
        }
        self
    }
}

/// The script of a sandbox.
#[derive(Debug, Clone, Default)]
pub struct Faults(pub Vec<Fault>);

/// The script as it is played.
pub(super) struct Script(Mutex<Vec<Scripted>>);

struct Scripted {
    fault: Fault,
    /// Fitting requests so far.
    seen: usize,
}

impl Script {
    pub(super) fn new(faults: Faults) -> Script {
        Script(Mutex::new(faults.0.into_iter().map(|fault| Scripted { fault, seen: 0 }).collect()))
    }

    pub(super) fn add(&self, fault: Fault) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Scripted { fault, seen: 0 });
    }

    /// The effect on this request. Every fault counts it; the first one due strikes.
    pub(super) fn strike(&self, method: &str, path: &str) -> Option<Effect> {
        let mut script = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut effect = None;
        for Scripted { fault, seen } in script.iter_mut().filter(|entry| entry.fault.matcher.fits(method, path)) {
            *seen = seen.saturating_add(1);
            let due = *seen > fault.matcher.skip && *seen - fault.matcher.skip <= fault.times;
            if due && effect.is_none() {
                effect = Some(fault.effect.clone());
            }
        }
        effect
    }
}

impl Matcher {
    fn fits(&self, method: &str, path: &str) -> bool {
        let path_fits = match &self.path {
            Path::Exact(exact) => path == exact,
            Path::Prefix(prefix) => path.starts_with(prefix),
        };
        path_fits && self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
    }
}

impl Effect {
    /// The answer that stands in for the real one.
    pub(super) fn instead(&self) -> Option<Reply> {
        match self {
            Effect::Answer { status, headers, body } => {
                Some(Reply { status: *status, headers: headers.clone(), body: Body::Raw(body.clone().into_bytes()) })
            }
            Effect::Html(status) => Some(Reply::new(
                *status,
                Body::Html(format!("<html><body><h1>{status} Error</h1>The server could not serve you.</body></html>")),
            )),
            _ => None,
        }
    }

    /// Thins out a list answer.
    pub(super) fn tamper(&self, reply: &mut Reply) {
        let Body::Json(body) = &mut reply.body else { return };
        let Some(items) = items(body) else { return };
        match self {
            Effect::ShortList(keep) => items.truncate(*keep),
            Effect::OmitIds(ids) => items.retain(|item| !ids.contains(&id_text(item))),
            _ => {}
        }
    }
}

/// A list answer's items: the bare array, or the first array of its envelope (`dashboards`, `data`, ...).
fn items(body: &mut Value) -> Option<&mut Vec<Value>> {
    match body {
        Value::Array(items) => Some(items),
        Value::Object(envelope) => envelope.values_mut().find_map(Value::as_array_mut),
        _ => None,
    }
}

fn id_text(item: &Value) -> String {
    match item.get("id") {
        Some(Value::String(id)) => id.clone(),
        Some(id) => id.to_string(),
        None => String::new(),
    }
}
