//! What became of each change.

use super::{Action, Left};
use crate::model::Address;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub address: Address,
    pub action: Action,
    /// The object's id after the change, where it is known.
    pub id: Option<String>,
    pub result: Done,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// Written. The notes tell what Datadog stored otherwise than it was sent.
    Applied { notes: Vec<String> },
    /// Not written, with the reason in one sentence.
    Failed { why: String, denied: bool },
    /// The new object of a replacement is there, and the old one could not go.
    Partly { why: String },
    /// The answer was lost, and looking for the object did not settle it.
    Unknown { why: String },
    /// Somebody changed the object after it was planned.
    Moved { why: String },
    /// Not begun, because this one was not written.
    Skipped { needs: Address },
    /// In the plan, and not asked for now.
    Left(Left),
    /// Not begun, because the run was interrupted.
    Interrupted,
}

impl Outcome {
    pub fn succeeded(&self) -> bool {
        matches!(self.result, Done::Applied { .. } | Done::Left(_))
    }
}
