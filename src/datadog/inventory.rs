//! What Datadog has of ours, read in full before anything is planned.

use futures::future::try_join_all;
use serde_json::Value;

use super::{ApiError, Reader};
use crate::model::{Detail, Key, Kind, Live, Paging, Scope};

/// One kind, and the objects of it that definitions name by id.
pub struct Wanted {
    pub kind: &'static Kind,
    pub ids: Vec<String>,
    /// Natural keys of the definitions.
    pub naturals: Vec<String>,
    /// Resources that define what the list leaves out ([`Listing::lacks`](crate::model::Listing)).
    pub in_full: Vec<Key>,
}

/// Every object that bears a mark of `scope`, and those that `wanted` names by id if they exist. Whole objects: where the
/// list shows summaries, each is read by id.
///
/// # Errors
///
/// Any read that failed: half an inventory would make duplicates.
pub async fn inventory(reader: &Reader, wanted: &[Wanted], scope: &Scope) -> Result<Vec<Live>, ApiError> {
    let kinds = wanted.iter().map(|wanted| of_kind(reader, wanted, scope));
    Ok(try_join_all(kinds).await?.into_iter().flatten().collect())
}

async fn of_kind(reader: &Reader, wanted: &Wanted, scope: &Scope) -> Result<Vec<Live>, ApiError> {
    let kind = wanted.kind;
    let tag = kind.listing.filter.map(|_| scope.tag());
    let listed = reader.list(kind, tag.as_deref()).await?;
    let listed: Vec<Live> = listed.into_iter().filter_map(|object| Live::new(kind, object)).collect();
    let natural = |live: &Live| kind.natural_of(&live.object);
    let ours = |live: &Live| {
        live.mark.as_ref().is_some_and(|mark| mark.scope == *scope)
            || wanted.ids.contains(&live.id)
            || natural(live).is_some_and(|natural| wanted.naturals.contains(&natural))
    };
    let ours: Vec<Live> = listed.into_iter().filter(ours).collect();
    // Where there is no list, the natural keys are the ids.
    let named = matches!(kind.listing.paging, Paging::Unlisted).then_some(&wanted.naturals).into_iter().flatten();
    let mut unlisted: Vec<String> = wanted.ids.iter().chain(named).cloned().collect();
    unlisted.retain(|id| !ours.iter().any(|live| live.id == *id));
    unlisted.dedup();
    let mut found = match kind.listing.detail {
        Detail::Full => in_full(reader, wanted, ours).await?,
        Detail::Summary => whole(reader, kind, ours.into_iter().map(|live| live.id).collect(), Gone::Strange).await?,
    };
    let mut named = whole(reader, kind, unlisted, Gone::Fine).await?;
    // A read by id also finds what a list leaves out: a downtime that is over, say.
    named.retain(|live| !(kind.foreign)(&live.object));
    found.extend(named);
    Ok(found)
}

async fn in_full(reader: &Reader, wanted: &Wanted, ours: Vec<Live>) -> Result<Vec<Live>, ApiError> {
    let lacking = |live: &Live| live.mark.as_ref().is_some_and(|mark| wanted.in_full.contains(&mark.key));
    let (lacking, mut found): (Vec<Live>, Vec<Live>) = ours.into_iter().partition(lacking);
    let ids = lacking.into_iter().map(|live| live.id).collect();
    found.extend(whole(reader, wanted.kind, ids, Gone::Strange).await?);
    Ok(found)
}

/// Whether an object that is not there is told of.
#[derive(Clone, Copy, PartialEq)]
enum Gone {
    /// A definition names it; the plan says that it is missing.
    Fine,
    /// The list had it a moment ago: taking it for deleted would make a duplicate.
    Strange,
}

async fn whole(reader: &Reader, kind: &'static Kind, ids: Vec<String>, gone: Gone) -> Result<Vec<Live>, ApiError> {
    let objects: Vec<Option<Value>> = reader.get_many(kind, &ids).await?;
    let mut found = Vec::with_capacity(objects.len());
    for (id, object) in ids.iter().zip(objects) {
        match object.and_then(|object| Live::new(kind, object)) {
            Some(live) => found.push(live),
            None if gone == Gone::Fine => {}
            None => {
                return Err(ApiError::Vanished { kind: kind.name, id: id.clone() });
            }
        }
    }
    Ok(found)
}
