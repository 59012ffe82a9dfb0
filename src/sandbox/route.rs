//! What a kind is to the server: a name and a table of routes.

use axum::http::Method;
use serde_json::Value;

use super::kinds;
use super::limits::Bucket;
use super::wire::{Handler, percent_decode};

/// A kind of object: one value per file in `kinds/`.
pub(super) struct Kind {
    /// The name under which its objects are stored.
    pub(super) name: &'static str,
    /// What a person calls one of its objects.
    pub(super) title: fn(&Value) -> &str,
    pub(super) routes: &'static [Route],
}

/// One verb on one path.
pub(super) struct Route {
    pub(super) method: Method,
    /// `{..}` stands for one segment.
    pub(super) path: &'static str,
    /// The rate limit it counts against; the recordings show many routes without any.
    pub(super) bucket: Option<&'static Bucket>,
    pub(super) needs: Needs,
    pub(super) run: Handler,
}

/// The keys that a route asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    ApiKey,
    BothKeys,
}

impl Route {
    pub(super) const fn new(method: Method, path: &'static str, run: Handler) -> Route {
        Route { method, path, bucket: None, needs: Needs::BothKeys, run }
    }

    pub(super) const fn limited(mut self, bucket: &'static Bucket) -> Route {
        self.bucket = Some(bucket);
        self
    }

    pub(super) const fn with_api_key_alone(mut self) -> Route {
        self.needs = Needs::ApiKey;
        self
    }
}

/// What a request line leads to.
pub(super) enum Found {
    Route(&'static Route, Vec<String>),
    /// The path is known; the verbs it takes.
    OtherVerb(Vec<&'static str>),
    Nothing,
}

/// Looks the request up; of several fitting paths the one with the fewest `{..}` wins (`/search` before `/{id}`).
pub(super) fn find(method: &Method, path: &str) -> Found {
    let mut fitting: Vec<(&'static Route, Vec<String>)> =
        routes().filter_map(|route| Some((route, fit(route.path, path)?))).collect();
    let Some(fewest) = fitting.iter().map(|(_, params)| params.len()).min() else {
        return Found::Nothing;
    };
    fitting.retain(|(_, params)| params.len() == fewest);
    match fitting.iter().position(|(route, _)| route.method == *method) {
        Some(place) => {
            let (route, params) = fitting.swap_remove(place);
            Found::Route(route, params)
        }
        None => Found::OtherVerb(fitting.iter().map(|(route, _)| verb(route)).collect()),
    }
}

/// Every route of every kind, in registry order.
pub(super) fn routes() -> impl Iterator<Item = &'static Route> {
    kinds::ALL.iter().flat_map(|kind| kind.routes)
}

/// `GET`, `POST`, ...
pub(super) fn verb(route: &'static Route) -> &'static str {
    route.method.as_str()
}

fn fit(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut params = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(params),
            (Some(place), Some(segment)) if place.starts_with('{') && !segment.is_empty() => {
                params.push(percent_decode(segment));
            }
            (Some(place), Some(segment)) if place == segment => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_route_is_told_apart_and_leads_to_itself() {
        let mut seen = HashSet::new();
        for route in routes() {
            assert!(route.path.starts_with("/api/v"), "{}", route.path);
            assert!(seen.insert((verb(route), route.path)), "{} {} stands twice", verb(route), route.path);
            let example = route.path.replace('{', "a%2F").replace('}', "");
            let Found::Route(found, params) = find(&route.method, &example) else {
                panic!("{} {example} leads nowhere", verb(route));
            };
            assert_eq!(found.path, route.path);
            assert!(params.iter().all(|param| param.starts_with("a/")));
        }
    }
}
