//! One request, from its keys to its answer.

use std::time::Instant;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use serde_json::Value;

use super::keys::Keys;
use super::kinds::{self, account};
use super::limits::{Limits, Tally};
use super::route::{Found, Needs, Route, find, routes, verb};
use super::store::Database;
use super::wire::{Answer, Call, Query, Reply};
use super::{clock, index};

/// Answers requests, one transaction each.
pub(super) struct Desk {
    database: Database,
    keys: Keys,
    limits: Limits,
}

/// A request off the wire.
pub(super) struct Incoming {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Desk {
    pub(super) fn new(database: Database, keys: Keys) -> Desk {
        Desk { database, keys, limits: Limits::default() }
    }

    /// See [`Sandbox::set_groups`](super::Sandbox::set_groups).
    pub(super) fn set_groups(&self, monitor: &str, groups: &[(&str, &str)]) -> bool {
        self.database.within(account::HANDLE, |objects| kinds::set_groups(objects, monitor, groups)).is_ok()
    }

    pub(super) fn answer(&self, incoming: Incoming) -> Reply {
        if incoming.path == "/" && incoming.method == Method::GET {
            return either(self.database.within(account::HANDLE, index::page));
        }
        let found = find(&incoming.method, &incoming.path);
        let needs = match &found {
            Found::Route(route, _) => route.needs,
            _ => Needs::BothKeys,
        };
        if !self.keys.admit(&incoming.headers, needs) {
            return Reply::gateway(403, "Forbidden");
        }
        match found {
            Found::Route(route, params) => self.route(route, params, incoming),
            Found::OtherVerb(verbs) => other_verb(&incoming, &verbs),
            Found::Nothing => unknown(&incoming),
        }
    }

    fn route(&self, route: &'static Route, params: Vec<String>, incoming: Incoming) -> Reply {
        let tally = route.bucket.map(|bucket| self.limits.take(bucket, Instant::now()));
        let mut reply =
            tally.as_ref().and_then(Tally::refusal).unwrap_or_else(|| either(self.run(route, params, incoming)));
        if let Some(tally) = &tally {
            tally.stamp(&mut reply);
        }
        reply
    }

    fn run(&self, route: &'static Route, params: Vec<String>, incoming: Incoming) -> Answer {
        let body = match incoming.body.as_ref() {
            [] => Value::Null,
            bytes => serde_json::from_slice(bytes)
                .map_err(|error| Reply::bad_request(format!("the request body is not valid JSON: {error}")))?,
        };
        let query = incoming.query;
        let now = clock::now();
        let who = account::of(&incoming.headers);
        self.database.within(&who, |objects| (route.run)(&Call { params, query, body, objects, now }))
    }
}

/// A refusal is an answer too.
fn either(answer: Answer) -> Reply {
    answer.unwrap_or_else(|refusal| refusal)
}

fn other_verb(incoming: &Incoming, verbs: &[&str]) -> Reply {
    let (method, path, allowed) = (&incoming.method, &incoming.path, verbs.join(", "));
    let mut reply = Reply::error(405, format!("{method} is not allowed on {path}; it takes: {allowed}"));
    reply.headers.push(("allow".to_owned(), allowed));
    reply
}

/// 501 and not 404, so that a client cannot take a gap in the sandbox for a missing object.
fn unknown(incoming: &Incoming) -> Reply {
    let served: Vec<String> = routes().map(|route| format!("{} {}", verb(route), route.path)).collect();
    let (method, path, served) = (&incoming.method, &incoming.path, served.join(", "));
    Reply::error(501, format!("the ddsync sandbox does not know {method} {path}; it serves: {served}"))
}
