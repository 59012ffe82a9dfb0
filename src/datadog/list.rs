//! A whole list from its pages, or an error; never a part of it.

use std::collections::HashSet;

use futures::future::try_join_all;
use serde_json::Value;

use crate::model::{Kind, Paging, envelope};

use super::answer::bad;
use super::error::ApiError;
use super::fault::Why;
use super::progress::Event;
use super::request::Request;
use super::session::Session;

/// A list that is longer does not honour its page number.
const MOST_PAGES: usize = 2000;

/// Every object of the kind, foreign ones left out.
pub async fn list(session: &Session, kind: &'static Kind, filter: Option<&str>) -> Result<Vec<Value>, ApiError> {
    let mut objects = match gather(session, kind, filter).await {
        // Somebody created or deleted one while the pages were read: once more from the start.
        Err(ApiError::BadAnswer { why, .. }) if why.is_unsteady() => gather(session, kind, filter).await?,
        result => result?,
    };
    objects.retain(|object| !(kind.foreign)(object));
    Ok(objects)
}

async fn gather(session: &Session, kind: &'static Kind, filter: Option<&str>) -> Result<Vec<Value>, ApiError> {
    session.progress.event(Event::ListStarted { kind: kind.name });
    let first = Request::list_page(kind, filter, 0);
    let spoiled = |why| bad(&session.http.call(&first), 200, why);
    let mut pages = Pages::new(kind);
    // How many pages are asked for at once; two of dashboards, as their list is limited to 60 calls a minute.
    let width = match kind.listing.paging {
        Paging::Unlisted => return Ok(Vec::new()),
        Paging::None => {
            pages.add(page(session, kind, filter, 0).await?).map_err(spoiled)?;
            return Ok(pages.objects);
        }
        Paging::Numbered { .. } => 4,
        Paging::Offset { .. } => 2,
    };
    for start in (0..MOST_PAGES).step_by(width) {
        let wave = (start..start + width).map(|index| page(session, kind, filter, index));
        for items in try_join_all(wave).await? {
            pages.add(items).map_err(spoiled)?;
        }
        if pages.ended {
            return Ok(pages.objects);
        }
    }
    Err(spoiled(Why::Endless { pages: MOST_PAGES }))
}

async fn page(
    session: &Session,
    kind: &'static Kind,
    filter: Option<&str>,
    index: usize,
) -> Result<Vec<Value>, ApiError> {
    let request = Request::list_page(kind, filter, index);
    let answer = session.read(&request).await?;
    let items = items(kind, answer).map_err(|why| bad(&session.http.call(&request), 200, why))?;
    session.progress.event(Event::Objects { kind: kind.name, n: items.len() });
    Ok(items)
}

pub(super) fn items(kind: &Kind, answer: Value) -> Result<Vec<Value>, Why> {
    let field = kind.listing.items;
    let mut answer = envelope::linked(answer);
    let list = if field.is_empty() { Some(&mut answer) } else { answer.get_mut(field) };
    match list.map(Value::take) {
        Some(Value::Array(items)) => Ok(opened(kind, items)),
        Some(Value::Null) if field.is_empty() => Err(Why::Empty),
        _ => Err(Why::NotAList { field }),
    }
}

/// What stands in the list as an object; an item that is none is kept as it is, and told for its missing id.
fn opened(kind: &Kind, items: Vec<Value>) -> Vec<Value> {
    items.into_iter().map(|item| (kind.open_item)(item).unwrap_or(Value::Null)).collect()
}

/// Pages in their order. Only an empty page ends a list: a short one may be a server's own lower bound.
struct Pages {
    kind: &'static Kind,
    objects: Vec<Value>,
    seen: HashSet<String>,
    count: usize,
    /// Number (from 1) and length of the first page that was not full.
    short: Option<(usize, usize)>,
    ended: bool,
}

impl Pages {
    fn new(kind: &'static Kind) -> Self {
        Self { kind, objects: Vec::new(), seen: HashSet::new(), count: 0, short: None, ended: false }
    }

    fn add(&mut self, items: Vec<Value>) -> Result<(), Why> {
        let most = match self.kind.listing.paging {
            Paging::None | Paging::Unlisted => usize::MAX,
            Paging::Numbered { most, .. } | Paging::Offset { most, .. } => most,
        };
        self.count += 1;
        if items.is_empty() {
            self.ended = true;
        } else if let Some((page, found)) = self.short {
            return Err(Why::ShortList { page, found, most });
        }
        if items.len() < most {
            self.short.get_or_insert((self.count, items.len()));
        }
        for item in items {
            let Some(id) = self.kind.id_of(&item) else {
                return Err(Why::NoId { field: self.kind.id.field });
            };
            if self.seen.contains(&id) {
                return Err(Why::Twice { id });
            }
            self.seen.insert(id);
            self.objects.push(item);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::kinds::{DASHBOARD, MONITOR};

    static SMALL: Kind = Kind {
        listing: crate::model::Listing {
            paging: Paging::Offset { start: "start", count: "count", most: 2 },
            ..Kind::REST.listing
        },
        ..Kind::REST
    };

    fn pages(pages: &[&[&str]]) -> (Result<(), Why>, Pages) {
        let mut all = Pages::new(&SMALL);
        let result = pages.iter().try_for_each(|ids| all.add(ids.iter().map(|id| json!({"id": id})).collect()));
        (result, all)
    }

    #[test]
    fn an_empty_page_ends_the_list() {
        for (given, ended) in [
            (vec![&["a", "b"][..], &["c"], &[]], true),
            (vec![&["a", "b"][..], &[], &[]], true),
            (vec![&[][..]], true),
            (vec![&["a", "b"][..], &["c"]], false),
        ] {
            let (result, all) = pages(&given);
            assert_eq!((result, all.ended), (Ok(()), ended), "{given:?}");
            assert_eq!(all.objects.len(), given.concat().len());
        }
    }

    #[test]
    fn a_page_that_is_not_full_must_be_the_last() {
        let (result, _) = pages(&[&["a", "b"], &["c"], &["d"]]);
        assert_eq!(result, Err(Why::ShortList { page: 2, found: 1, most: 2 }));
        let (result, _) = pages(&[&[], &["d"]]);
        assert_eq!(result, Err(Why::ShortList { page: 1, found: 0, most: 2 }));
    }

    #[test]
    fn an_object_stands_in_a_list_once() {
        let (result, _) = pages(&[&["a", "b"], &["b", "c"]]);
        assert_eq!(result, Err(Why::Twice { id: "b".to_owned() }));
    }

    #[test]
    fn what_is_no_list_is_never_an_empty_one() {
        assert_eq!(items(&MONITOR, json!([])), Ok(vec![]));
        assert_eq!(items(&DASHBOARD, json!({"dashboards": [1]})), Ok(vec![json!(1)]));
        assert_eq!(items(&MONITOR, json!(null)), Err(Why::Empty));
        for (kind, answer) in [
            (&MONITOR, json!({})),
            (&MONITOR, json!({"monitors": []})),
            (&DASHBOARD, json!([])),
            (&DASHBOARD, json!({"dashboards": null})),
            (&DASHBOARD, json!({"dashboards": {}})),
            (&DASHBOARD, json!(null)),
        ] {
            assert_eq!(items(kind, answer), Err(Why::NotAList { field: kind.listing.items }));
        }
        for item in [json!({"name": "no id"}), json!({"id": null}), json!(7)] {
            assert_eq!(Pages::new(&MONITOR).add(vec![item]), Err(Why::NoId { field: "id" }));
        }
    }
}
