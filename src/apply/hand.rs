//! Does one step.

use serde_json::Value;

use super::Looks;
use super::schedule::Task;
use super::steps::Part;
use crate::datadog::{Deletable, WriteError, Writer};
use crate::model::{Live, Mark};
use crate::plan::resolve::Ids;
use crate::plan::{Action, Canonical, Change, Done, diff};

pub struct Hand<'a> {
    pub writer: &'a Writer,
    pub looks: Looks,
}

/// The object's id where it is known, and what became of the step.
pub type Result = (Option<String>, Done);

/// What a planned object is when it is read once more, right before it is written.
pub enum Now {
    AsPlanned(Value),
    Gone,
}

impl Hand<'_> {
    pub async fn carry_out(&self, task: &Task<'_>, ids: &Ids) -> Result {
        let change = task.change;
        let missing = change.references.iter().find(|reference| !ids.contains_key(&reference.target));
        if let Some(missing) = missing {
            let why = format!("it refers to {0}, which does not exist yet: apply {0} as well", missing.target);
            return (change.id.clone(), Done::Failed { why, denied: false });
        }
        match (change.action, task.part) {
            (_, Part::Old) => self.retire(change).await,
            (Action::Create, _) => self.create(change, ids).await,
            (Action::Update | Action::Adopt, _) => self.update(change, ids).await,
            (Action::Delete, _) => self.delete(change, change.live_mark()).await,
            (Action::Replace, _) if change.stands_beside() => self.make_beside(task, ids).await,
            (Action::Replace, _) => match self.delete(change, change.live_mark()).await {
                (_, Done::Applied { .. }) => self.create(change, ids).await,
                refused => refused,
            },
        }
    }

    async fn update(&self, change: &Change, ids: &Ids) -> Result {
        let id = change.id.clone().unwrap_or_default();
        match self.still_as_planned(change, change.live_mark()).await {
            Ok(Now::AsPlanned(_)) => {}
            Ok(Now::Gone) => {
                let why = "it was deleted after the plan was made: run again to create it anew".to_owned();
                return (Some(id), Done::Moved { why });
            }
            Err(done) => return (Some(id), done),
        }
        let body = change.body(ids);
        match self.writer.update(change.address.kind, &id, body.clone()).await {
            Ok(answer) => stored(change, &body, &answer),
            Err(WriteError::Lost(error)) => (Some(id), Done::Unknown { why: error.to_string() }),
            Err(error) => (Some(id), failed(&error)),
        }
    }

    /// `mark` is what the object has to bear.
    pub async fn delete(&self, change: &Change, mark: Option<&Mark>) -> Result {
        let (kind, id) = (change.address.kind, change.id.clone().unwrap_or_default());
        match self.still_as_planned(change, mark).await {
            Ok(Now::AsPlanned(_)) => {}
            Ok(Now::Gone) => {
                return (Some(id), Done::Applied { notes: vec!["it was gone already".to_owned()] });
            }
            Err(done) => return (Some(id), done),
        }
        if let Err(done) = self.unused(change).await {
            return (Some(id), done);
        }
        match self.writer.delete(kind, &id).await {
            Ok(()) => (Some(id), Done::Applied { notes: Vec::new() }),
            Err(WriteError::Lost(error)) => (Some(id), Done::Unknown { why: error.to_string() }),
            Err(error) => (Some(id), failed(&error)),
        }
    }

    /// Asks Datadog whether anything uses the object, and passes its answer on.
    pub async fn unused(&self, change: &Change) -> std::result::Result<(), Done> {
        let id = change.id.as_deref().unwrap_or_default();
        match self.writer.reader().can_delete(change.address.kind, id).await {
            Ok(Deletable::Yes) => Ok(()),
            Ok(Deletable::No(why)) => {
                Err(Done::Failed { why: format!("something still uses it: {why}"), denied: false })
            }
            Err(error) => Err(Done::Failed { why: error.to_string(), denied: error.is_auth() }),
        }
    }

    /// Reads the object once more, right before it is written. Nothing is planned about an object that is to be created.
    pub async fn still_as_planned(&self, change: &Change, mark: Option<&Mark>) -> std::result::Result<Now, Done> {
        let (Some(planned), Some(id)) = (&change.live, &change.id) else {
            return Ok(Now::Gone);
        };
        let kind = change.address.kind;
        match self.writer.reader().get(kind, id).await {
            Ok(Some(now)) => match moved(planned, &now, mark) {
                paths if paths.is_empty() => Ok(Now::AsPlanned(now)),
                paths => {
                    let paths = paths.join(", ");
                    let why = format!("somebody changed {paths} after the plan was made: look at it and run again");
                    Err(Done::Moved { why })
                }
            },
            Ok(None) => Ok(Now::Gone),
            Err(error) => Err(Done::Failed { why: error.to_string(), denied: error.is_auth() }),
        }
    }
}

/// What is otherwise than planned.
fn moved(planned: &Live, now: &Value, mark: Option<&Mark>) -> Vec<String> {
    let kind = planned.kind;
    let moved = diff(kind, &Canonical::beside(kind, now, &planned.object), &Canonical::of(kind, &planned.object));
    let mut paths: Vec<String> = moved.iter().map(|field| field.path.to_string()).collect();
    if Mark::read(kind, now).as_ref() != mark {
        paths.push("its ddsync mark".to_owned());
    }
    paths
}

/// What Datadog stored otherwise than it was sent is told: a new quirk is seen on its first day.
pub fn stored(change: &Change, body: &Value, answer: &Value) -> Result {
    let kind = change.address.kind;
    let fields = diff(kind, &Canonical::beside(kind, answer, body), &Canonical::of(kind, body));
    let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
    let note = |field: &crate::plan::FieldChange| {
        format!("Datadog stored {} as {}; {} was sent", field.path, shown(&field.before), shown(&field.after))
    };
    let id = kind.id_of(answer).or_else(|| change.id.clone());
    (id, Done::Applied { notes: fields.iter().map(note).collect() })
}

pub fn failed(error: &WriteError) -> Done {
    Done::Failed { why: error.to_string(), denied: error.is_auth() }
}
