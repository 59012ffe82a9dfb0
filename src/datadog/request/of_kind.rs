//! What a kind asks for: its list, and one of its objects.

use serde_json::{Value, json};

use super::{Method, Request, encoded};
use crate::model::{CanDelete, Create, Delete, IdType, Kind, Natural, Paging, Part, Read, Verb};

/// An id that cannot be one: sent anyway, it would be the path of something else (the collection, say).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` cannot be the id of a {kind}: take it from the end of the address that the browser shows")]
pub struct BadId {
    pub kind: &'static str,
    pub id: String,
}

impl Request {
    fn of_object(method: Method, kind: &Kind, id: &str, known: Option<&Value>) -> Result<Self, BadId> {
        Ok(Self {
            path: (kind.object)(kind, &segment(kind, id)?, known),
            route: (kind.object)(kind, "{id}", known),
            ..Self::plain(method, kind.path)
        })
    }

    /// The `index`-th page (0-based), as long as the API allows. Unpaged kinds have one page.
    /// `filter` is a tag, used where the kind's list can filter by one.
    pub fn list_page(kind: &Kind, filter: Option<&str>, index: usize) -> Self {
        let mut request = Self::plain(Method::Get, kind.listing.path.unwrap_or(kind.path));
        for (name, value) in kind.listing.with {
            request = request.with(name, *value);
        }
        if let (Some(parameter), Some(tag)) = (kind.listing.filter, filter) {
            request = request.with(parameter, tag);
        }
        match kind.listing.paging {
            Paging::None | Paging::Unlisted => request,
            Paging::Numbered { page, size, most } => request.with(page, index.to_string()).with(size, most.to_string()),
            Paging::Offset { start, count, most } => {
                request.with(start, (index * most).to_string()).with(count, most.to_string())
            }
        }
    }

    /// `known` is what is known of the object already; some paths depend on its sort.
    pub fn get(kind: &Kind, id: &str, known: Option<&Value>) -> Result<Self, BadId> {
        if let Read::Filtered(parameter) = kind.read {
            segment(kind, id)?;
            return Ok(Self::list_page(kind, None, 0).with(parameter, id));
        }
        let query = kind.read_with.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Ok(Self { query: query.collect(), ..Self::of_object(Method::Get, kind, id, known)? })
    }

    /// Fails where the path needs a natural key and the object has none that could be one.
    pub fn create(kind: &Kind, object: Value) -> Result<Self, BadId> {
        let natural = kind.natural_of(&object);
        let to_object = |method| Self::of_object(method, kind, natural.as_deref().unwrap_or_default(), Some(&object));
        let request = match kind.create {
            Create::Post => Self::plain(Method::Post, kind.path),
            Create::PostTo(path) => Self::plain(Method::Post, &path(&object)),
            Create::PostObject => to_object(Method::Post)?,
            Create::PutObject => to_object(Method::Put)?,
        };
        // Where a natural key is the id, a new object has it already.
        let id = match kind.natural {
            Natural::At(path) if path.strip_prefix('/') == Some(kind.id.field) => natural,
            _ => None,
        };
        Ok(Self { body: Some((kind.wrap)(object, id.as_deref())), ..request })
    }

    pub fn update(kind: &Kind, id: &str, object: Value) -> Result<Self, BadId> {
        let method = match kind.update.verb {
            Verb::Put => Method::Put,
            Verb::Patch => Method::Patch,
            Verb::Post => {
                return Ok(Self { body: Some((kind.wrap)(object, Some(id))), ..Self::plain(Method::Post, kind.path) });
            }
        };
        let request = Self::of_object(method, kind, id, Some(&object))?;
        Ok(Self { body: Some((kind.wrap)(object, Some(id))), ..request })
    }

    /// None where objects of the kind cannot be deleted.
    pub fn delete(kind: &Kind, id: &str) -> Result<Option<Self>, BadId> {
        let encoded = Self::of_object(Method::Delete, kind, id, None)?;
        Ok(match kind.delete {
            Delete::Object => Some(encoded),
            Delete::Post { path, field } => {
                Some(Self { body: Some(json!({ field: [kind.id_value(id)] })), ..Self::plain(Method::Post, path) })
            }
            Delete::Never => None,
        })
    }

    pub fn read_part(kind: &Kind, part: &Part, id: &str) -> Result<Self, BadId> {
        Ok(Self::plain(Method::Get, &part.path.replace("{id}", &segment(kind, id)?)))
    }

    pub fn write_part(kind: &Kind, part: &Part, id: &str, value: &Value) -> Result<Self, BadId> {
        let path = part.path.replace("{id}", &segment(kind, id)?);
        Ok(Self { body: Some(json!({ part.field: value })), ..Self::plain(Method::Put, &path) })
    }

    /// None where the API has no such question for this kind.
    pub fn can_delete(kind: &Kind, id: &str) -> Result<Option<Self>, BadId> {
        segment(kind, id)?;
        Ok(kind.can_delete.map(|CanDelete { path, parameter }| Self::plain(Method::Get, path).with(parameter, id)))
    }

    /// Asks what the API would refuse of the object; None where the kind has no such question. A question asked by POST,
    /// which keeps nothing.
    pub fn would_refuse(kind: &Kind, object: Value) -> Option<Self> {
        Some(Self { body: Some((kind.wrap)(object, None)), ..Self::plain(Method::Post, kind.validate?) })
    }

    /// A list of one object, as far as the API counts; None where there is no list.
    pub fn first(kind: &Kind) -> Option<Self> {
        let (page, size) = match kind.listing.paging {
            Paging::Unlisted => return None,
            Paging::None => return Some(Self::list_page(kind, None, 0)),
            Paging::Numbered { page, size, .. } => (page, size),
            Paging::Offset { start, count, .. } => (start, count),
        };
        let mut request = Self::plain(Method::Get, kind.listing.path.unwrap_or(kind.path));
        for (name, value) in kind.listing.with {
            request = request.with(name, *value);
        }
        Some(request.with(page, "0").with(size, "1"))
    }
}

fn segment(kind: &Kind, id: &str) -> Result<String, BadId> {
    let good = match kind.id.json {
        IdType::Integer => !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()),
        // Dot segments are resolved away, encoded or not (URL standard).
        IdType::Text => !matches!(id, "" | "." | ".."),
    };
    if good { Ok(encoded(id)) } else { Err(BadId { kind: kind.name, id: id.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kinds::{DASHBOARD, MONITOR};

    fn query(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn monitors_are_listed_by_page_and_scope() {
        assert_eq!(
            Request::list_page(&MONITOR, Some("ddsync:pipeline/prod"), 3),
            Request {
                method: Method::Get,
                path: "/api/v1/monitor".to_owned(),
                route: "/api/v1/monitor".to_owned(),
                query: query(&[("monitor_tags", "ddsync:pipeline/prod"), ("page", "3"), ("page_size", "1000")]),
                body: None,
            }
        );
    }

    #[test]
    fn dashboards_are_listed_by_offset_and_cannot_be_filtered() {
        assert_eq!(
            Request::list_page(&DASHBOARD, Some("ddsync:pipeline"), 2).query,
            query(&[("start", "200"), ("count", "100")])
        );
    }

    #[test]
    fn an_unpaged_kind_has_one_plain_page() {
        let kind = Kind { path: "/api/v1/thing", ..Kind::REST };
        assert_eq!(Request::list_page(&kind, None, 0), Request::plain(Method::Get, "/api/v1/thing"));
    }

    #[test]
    fn one_object_is_read_updated_and_deleted_under_its_id() {
        let at = |method, body| Request {
            method,
            path: "/api/v1/monitor/42".to_owned(),
            route: "/api/v1/monitor/{id}".to_owned(),
            query: Vec::new(),
            body,
        };
        let assets = vec![("with_assets".to_owned(), "true".to_owned())];
        assert_eq!(Request::get(&MONITOR, "42", None), Ok(Request { query: assets, ..at(Method::Get, None) }));
        assert_eq!(Request::delete(&MONITOR, "42"), Ok(Some(at(Method::Delete, None))));
        assert_eq!(
            Request::update(&MONITOR, "42", json!({"name": "a"})),
            Ok(at(Method::Put, Some(json!({"name": "a"}))))
        );
    }

    #[test]
    fn a_create_is_a_post_to_the_collection() {
        let request = Request::create(&DASHBOARD, json!({"title": "t"})).unwrap();
        assert_eq!((request.method, request.path.as_str()), (Method::Post, "/api/v1/dashboard"));
        assert_eq!(request.body, Some(json!({"title": "t"})));
    }

    #[test]
    fn the_update_verb_is_the_kinds() {
        let kind = Kind { path: "/p", update: crate::model::Update { verb: Verb::Patch, merges: true }, ..Kind::REST };
        assert_eq!(Request::update(&kind, "x", json!({})).map(|request| request.method), Ok(Method::Patch));
    }

    #[test]
    fn only_monitors_are_asked_whether_they_can_go() {
        let request = Request::can_delete(&MONITOR, "42").unwrap().unwrap();
        assert_eq!(request.path, "/api/v1/monitor/can_delete");
        assert_eq!(request.query, query(&[("monitor_ids", "42")]));
        assert_eq!(Request::can_delete(&DASHBOARD, "abc-def-ghi"), Ok(None));
    }

    #[test]
    fn an_id_never_becomes_another_path() {
        assert_eq!(
            Request::get(&DASHBOARD, "a/b?c#d é", None).unwrap().path,
            "/api/v1/dashboard/a%2Fb%3Fc%23d%20%C3%A9"
        );
        for id in ["", ".", ".."] {
            assert!(Request::delete(&DASHBOARD, id).is_err(), "{id:?}");
        }
        for id in ["", "..", "abc", "1/2", "-1", "can_delete"] {
            assert!(Request::get(&MONITOR, id, None).is_err(), "{id:?}");
        }
    }
}
