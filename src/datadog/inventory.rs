//! What Datadog has of ours, read in full before anything is planned.

use futures::future::join_all;
use serde_json::Value;

use super::{ApiError, Reader};
use crate::model::{Desired, Detail, Key, Kind, Live, Paging, Pointer, Scope};

/// One kind, and the objects of it that definitions name by id.
pub struct Wanted {
    pub kind: &'static Kind,
    pub ids: Vec<String>,
    /// Natural keys of the definitions.
    pub naturals: Vec<String>,
    /// Resources that define what the list leaves out ([`Listing::lacks`](crate::model::Listing)).
    pub in_full: Vec<Key>,
    /// A definition of the kind exists.
    pub defined: bool,
}

impl Wanted {
    /// What these resources need to be compared with, as far as they are of the kind.
    pub fn of(kind: &'static Kind, resources: &[Desired]) -> Self {
        let of_kind: Vec<&Desired> =
            resources.iter().filter(|resource| resource.address.kind.name == kind.name).collect();
        let has = |resource: &Desired, path: &&str| Pointer::parse(path).find(&resource.spec).is_some();
        let lacking = of_kind.iter().filter(|resource| kind.listing.lacks.iter().any(|path| has(resource, path)));
        Self {
            kind,
            ids: of_kind.iter().filter_map(|resource| resource.id.clone()).collect(),
            naturals: of_kind.iter().filter_map(|resource| kind.natural_of(&resource.spec)).collect(),
            in_full: lacking.map(|resource| resource.address.key.clone()).collect(),
            defined: !of_kind.is_empty(),
        }
    }
}

/// Every object that bears a mark of `scope`, and those that `wanted` names by id if they exist. Whole objects: where the
/// list shows summaries, each is read by id.
///
/// # Errors
///
/// Any read that failed: half an inventory would make duplicates.
pub async fn inventory(reader: &Reader, wanted: &[Wanted], scope: &Scope) -> Result<Vec<Live>, ApiError> {
    Ok(survey(reader, wanted, scope, Strangers::Seen).await?.ours)
}

/// Ours, and what was seen of others on the way.
#[derive(Debug, Default)]
pub struct Survey {
    pub ours: Vec<Live>,
    /// Objects of others as the list shows them: summaries of some kinds.
    pub strangers: Vec<Live>,
    /// Kinds that the keys may not read and no file defines. Nothing of them can be made twice, and what no file asks for
    /// any more is not seen.
    pub unseen: Vec<&'static Kind>,
}

/// How far one looks for objects of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strangers {
    /// Those that a list for ours shows anyway.
    Seen,
    /// All, by unfiltered lists.
    All,
}

/// [`inventory`], and the objects of others.
///
/// # Errors
///
/// As of [`inventory`].
pub async fn survey(
    reader: &Reader,
    wanted: &[Wanted],
    scope: &Scope,
    strangers: Strangers,
) -> Result<Survey, ApiError> {
    // All are waited for, so that of several errors the same one is told each time.
    let kinds = join_all(wanted.iter().map(|wanted| of_kind(reader, wanted, scope, strangers))).await;
    let mut whole = Survey::default();
    for (wanted, found) in wanted.iter().zip(kinds) {
        match found {
            Err(ApiError::NotPermitted { .. }) if !wanted.defined => whole.unseen.push(wanted.kind),
            found => {
                let Survey { ours, strangers, .. } = found?;
                whole.ours.extend(ours);
                whole.strangers.extend(strangers);
            }
        }
    }
    Ok(whole)
}

async fn of_kind(reader: &Reader, wanted: &Wanted, scope: &Scope, all: Strangers) -> Result<Survey, ApiError> {
    let kind = wanted.kind;
    let tag = kind.listing.filter.filter(|_| all == Strangers::Seen).map(|_| scope.tag());
    let listed = reader.list(kind, tag.as_deref()).await?;
    let listed: Vec<Live> = listed.into_iter().filter_map(|object| Live::new(kind, object)).collect();
    let natural = |live: &Live| kind.natural_of(&live.object);
    let ours = |live: &Live| {
        live.mark.as_ref().is_some_and(|mark| mark.scope == *scope)
            || wanted.ids.contains(&live.id)
            || natural(live).is_some_and(|natural| wanted.naturals.contains(&natural))
    };
    let (ours, strangers): (Vec<Live>, Vec<Live>) = listed.into_iter().partition(ours);
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
    Ok(Survey { ours: found, strangers, unseen: Vec::new() })
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
