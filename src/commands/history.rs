//! Who changed what differs: the objects say when, and the Audit Trail says who.

use std::collections::BTreeMap;

use crate::datadog::{ApiError, Audited, Reader};
use crate::model::{Address, Mark};
use crate::plan::{Change, Edit, Plan, Touched};

/// Adds to the drifts of a plan who made them. What nobody tells stays unknown, and is no error.
pub async fn add(plan: &mut Plan, reader: &Reader) {
    let asked = asked(plan, reader).await;
    let Plan { changes, drifts: Some(drifts), .. } = plan else { return };
    match asked {
        Ok(told) => {
            for change in changes {
                let edits = told.get(&change.address).map(Vec::as_slice).unwrap_or_default();
                drifts.of.entry(change.address.clone()).and_modify(|drift| drift.take(change, edits));
            }
        }
        Err(error) if error.is_auth() => {
            drifts.untold =
                Some("who changed it is unknown: the keys may not read the Audit Trail (audit_logs_read)".to_owned());
        }
        Err(error) => drifts.untold = Some(format!("who changed it is unknown: {error}")),
    }
}

/// The edits of each, the newest first.
type Told = BTreeMap<Address, Vec<Edit>>;

async fn asked(plan: &Plan, reader: &Reader) -> Result<Told, ApiError> {
    let known = |change: &&Change| !change.address.kind.history.asset.is_empty();
    let (there, gone): (Vec<&Change>, Vec<&Change>) =
        plan.changes.iter().filter(known).partition(|change| change.id.is_some());
    let mut told = Told::new();
    if !there.is_empty() {
        let ids: Vec<&str> = there.iter().filter_map(|change| change.id.as_deref()).collect();
        told.extend(edits(&there, reader.changes_of(&assets(&there), &ids).await?, is_about));
    }
    if !gone.is_empty() {
        told.extend(edits(&gone, reader.deletions(&assets(&gone)).await?, is_of_the_deleted));
    }
    Ok(told)
}

fn assets(changes: &[&Change]) -> Vec<&'static str> {
    let mut assets: Vec<&str> = changes.iter().map(|change| change.address.kind.history.asset).collect();
    assets.sort_unstable();
    assets.dedup();
    assets
}

fn edits(changes: &[&Change], mut events: Vec<Audited>, about: fn(&Change, &Audited) -> bool) -> Told {
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    let of = |change: &&Change| {
        // Where an event does not show what came of it, the one after it shows what it began with.
        let mut later = change.live.as_ref().map(|live| live.object.clone());
        let edits = events.iter().filter(|event| about(change, event)).map(|event| {
            let touched = Touched { by: event.by.clone(), at: Some(event.at) };
            let after = event.after.clone().or_else(|| later.take());
            later.clone_from(&event.before);
            Edit { touched, before: event.before.clone(), after }
        });
        (change.address.clone(), edits.collect())
    };
    changes.iter().map(of).collect()
}

fn is_about(change: &Change, event: &Audited) -> bool {
    change.id.as_deref() == Some(event.id.as_str()) && change.address.kind.history.asset == event.asset
}

/// Its mark tells which one it was.
fn is_of_the_deleted(change: &Change, event: &Audited) -> bool {
    let kind = change.address.kind;
    let before = event.before.as_ref().filter(|_| kind.history.asset == event.asset);
    let mark = before.and_then(|before| Mark::read(kind, before));
    mark.is_some_and(|mark| mark.scope == change.mark().scope && mark.key == change.mark().key)
}
