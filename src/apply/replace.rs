//! Replacements: the new object stands beside the old one until everybody has moved over.
//!
//! The old one first gets a mark of its own (`failures.replaced-123`). From then on no two objects bear one mark, a lost
//! create is found like any other, and a run that ends halfway leaves nothing that the next plan does not understand: an
//! object of ours that no file asks for, which `--prune` deletes.

use serde_json::Value;

use super::hand::{Hand, Now, Result, failed};
use super::schedule::Task;
use crate::datadog::WriteError;
use crate::model::{Live, Mark};
use crate::plan::resolve::Ids;
use crate::plan::{Change, Done, remark};

impl Hand<'_> {
    /// Makes the new object. Where only others use the old one nothing is begun: it could never go.
    pub async fn make_beside(&self, task: &Task<'_>, ids: &Ids) -> Result {
        let change = task.change;
        let old = match self.still_as_planned(change, change.live_mark()).await {
            Ok(Now::AsPlanned(old)) => old,
            Ok(Now::Gone) => return self.create(change, ids).await,
            Err(done) => return (change.id.clone(), done),
        };
        if !task.has_followers
            && let Err(done) = self.unused(change).await
        {
            return (change.id.clone(), done);
        }
        let retired = change.retired_mark();
        // A run that ended halfway has marked it already.
        if change.live_mark() != Some(&retired)
            && let Err(done) = self.mark(change, &old, Some(&retired)).await
        {
            return (change.id.clone(), done);
        }
        match self.create(change, ids).await {
            (_, Done::Failed { why, denied }) => {
                let back = self.mark(change, &old, change.live_mark()).await;
                let why = match back {
                    Ok(()) => why,
                    Err(_) => format!("{why}; the old one still bears the mark {}", retired.key),
                };
                (change.id.clone(), Done::Failed { why, denied })
            }
            made => made,
        }
    }

    /// Deletes what was replaced.
    pub async fn retire(&self, change: &Change) -> Result {
        self.delete(change, Some(&change.retired_mark())).await
    }

    /// Writes another mark on what is otherwise as planned.
    async fn mark(&self, change: &Change, old: &Value, mark: Option<&Mark>) -> std::result::Result<(), Done> {
        let kind = change.address.kind;
        let Some(old) = Live::new(kind, old.clone()) else { return Ok(()) };
        match self.writer.update(kind, &old.id, remark(&old, mark)).await {
            Ok(_) => Ok(()),
            Err(WriteError::Lost(error)) => Err(Done::Unknown { why: error.to_string() }),
            Err(error) => Err(failed(&error)),
        }
    }
}
