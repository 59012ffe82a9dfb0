//! Who changed what differs: the objects say when, and the Audit Trail says who.

use serde_json::Value;

use crate::datadog::{ApiError, Audited, Reader};
use crate::model::{Address, Mark};
use crate::plan::{Change, Plan, Touched};

/// Adds to the drifts of a plan who made them. What nobody tells stays unknown, and is no error.
pub async fn add(plan: &mut Plan, reader: &Reader) {
    let asked = asked(plan, reader).await;
    let Some(drifts) = plan.drifts.as_mut() else { return };
    match asked {
        Ok(told) => {
            for (address, event) in told {
                drifts.of.entry(address).and_modify(|drift| drift.touched = drift.touched.completed(&event));
            }
        }
        Err(error) if error.is_auth() => {
            drifts.untold =
                Some("who changed it is unknown: the keys may not read the Audit Trail (audit_logs_read)".to_owned());
        }
        Err(error) => drifts.untold = Some(format!("who changed it is unknown: {error}")),
    }
}

/// The newest event about each.
async fn asked(plan: &Plan, reader: &Reader) -> Result<Vec<(Address, Touched)>, ApiError> {
    let known = |change: &&Change| !change.address.kind.history.asset.is_empty();
    let (there, gone): (Vec<&Change>, Vec<&Change>) =
        plan.changes.iter().filter(known).partition(|change| change.id.is_some());
    let mut told = Vec::new();
    if !there.is_empty() {
        let ids: Vec<&str> = there.iter().filter_map(|change| change.id.as_deref()).collect();
        told.extend(newest(&there, &reader.changes_of(&assets(&there), &ids).await?, is_about));
    }
    if !gone.is_empty() {
        told.extend(newest(&gone, &reader.deletions(&assets(&gone)).await?, is_of_the_deleted));
    }
    Ok(told)
}

fn assets(changes: &[&Change]) -> Vec<&'static str> {
    let mut assets: Vec<&str> = changes.iter().map(|change| change.address.kind.history.asset).collect();
    assets.sort_unstable();
    assets.dedup();
    assets
}

fn newest(changes: &[&Change], events: &[Audited], about: fn(&Change, &Audited) -> bool) -> Vec<(Address, Touched)> {
    let newest = |change: &Change| {
        let event = events.iter().filter(|event| about(change, event)).max_by_key(|event| event.at)?;
        Some((change.address.clone(), Touched { by: event.by.clone(), at: Some(event.at) }))
    };
    changes.iter().filter_map(|change| newest(change)).collect()
}

fn is_about(change: &Change, event: &Audited) -> bool {
    change.id.as_deref() == Some(event.id.as_str()) && change.address.kind.history.asset == event.asset
}

/// Its mark tells which one it was. A dashboard's state has the dashboard one level deeper.
fn is_of_the_deleted(change: &Change, event: &Audited) -> bool {
    let kind = change.address.kind;
    let Some(before) = event.before.as_ref().filter(|_| kind.history.asset == event.asset) else {
        return false;
    };
    let ours = |object: &Value| {
        Mark::read(kind, object).is_some_and(|mark| mark.scope == change.mark().scope && mark.key == change.mark().key)
    };
    ours(before) || before.get("dashboard_definition").is_some_and(ours)
}
