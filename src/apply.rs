//! Approved -> Outcomes: each change once, in order, and everything that happened is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use serde_json::Value;

use crate::datadog::{ApiError, Deletable, WriteError, Writer};
use crate::model::{Address, Live, Mark, Paging};
use crate::plan::resolve::Ids;
use crate::plan::{Action, Approved, Canonical, Change, Done, Left, Outcome, diff};

/// Writes under way at the same time. More gains little and makes Datadog's edge answer 512.
const AT_ONCE: usize = 8;

/// Asked for by Ctrl-C: what is in flight is finished, nothing new is begun.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn request(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    pub fn requested(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// How often and how far apart a lost create is looked for: a new object may take a moment to be listed.
#[derive(Clone, Copy, Debug)]
pub struct Looks {
    pub times: u32,
    pub apart: Duration,
}

impl Default for Looks {
    fn default() -> Self {
        Self { times: 4, apart: Duration::from_secs(2) }
    }
}

/// Carries the approved plan out. Outcomes come in the order of the plan, one for each of its changes.
pub async fn apply(approved: &Approved, writer: &Writer, stop: &Stop, looks: Looks) -> Vec<Outcome> {
    let mut run = Run::new(approved);
    let mut flying = FuturesUnordered::new();
    loop {
        while !stop.requested() && flying.len() < AT_ONCE {
            let Some(change) = run.next() else { break };
            let ids = run.ids.clone();
            flying.push(async move { (change, Hand { writer, looks }.carry_out(change, &ids).await) });
        }
        match flying.next().await {
            Some((change, result)) => run.settle(change, result),
            None => return run.finish(stop),
        }
    }
}

/// Who waits for whom.
struct Run<'a> {
    approved: &'a Approved,
    waiting: Vec<&'a Change>,
    needs: BTreeMap<Address, BTreeSet<Address>>,
    written: BTreeSet<Address>,
    ids: Ids,
    outcomes: BTreeMap<Address, Outcome>,
}

impl<'a> Run<'a> {
    fn new(approved: &'a Approved) -> Self {
        let plan = approved.plan();
        let mut run = Self {
            approved,
            waiting: approved.changes().collect(),
            needs: plan.dependencies(),
            written: BTreeSet::new(),
            ids: plan.ids.clone(),
            outcomes: BTreeMap::new(),
        };
        for (address, left) in approved.left() {
            run.leave(address, *left);
        }
        run
    }

    /// An object that is not replaced after all keeps its id, so those that refer to it need not wait.
    fn leave(&mut self, address: &Address, left: Left) {
        let Some(change) = self.approved.plan().changes.iter().find(|change| change.address == *address) else {
            return;
        };
        if let (Action::Replace, Some(id)) = (change.action, &change.id) {
            self.ids.insert(address.clone(), id.clone());
            self.written.insert(address.clone());
        }
        self.record(change, Done::Left(left));
    }

    fn next(&mut self) -> Option<&'a Change> {
        let ready =
            |change: &&Change| self.needs.get(&change.address).is_none_or(|needs| needs.is_subset(&self.written));
        let at = self.waiting.iter().position(ready)?;
        Some(self.waiting.remove(at))
    }

    fn settle(&mut self, change: &'a Change, (id, result): (Option<String>, Done)) {
        if matches!(result, Done::Applied { .. }) {
            self.written.insert(change.address.clone());
            if let Some(id) = &id {
                self.ids.insert(change.address.clone(), id.clone());
            }
        }
        let outcome = Outcome { address: change.address.clone(), action: change.action, id, result };
        self.outcomes.insert(change.address.clone(), outcome);
    }

    fn record(&mut self, change: &Change, result: Done) {
        let id = change.id.clone();
        let outcome = Outcome { address: change.address.clone(), action: change.action, id, result };
        self.outcomes.insert(change.address.clone(), outcome);
    }

    /// What was never ready waits for something that was not written; with a stop, for the next run.
    fn finish(mut self, stop: &Stop) -> Vec<Outcome> {
        for change in std::mem::take(&mut self.waiting) {
            let unwritten = |needs: &BTreeSet<Address>| needs.difference(&self.written).next().cloned();
            let result = match self.needs.get(&change.address).and_then(unwritten) {
                Some(needs) if !stop.requested() => Done::Skipped { needs },
                _ => Done::Interrupted,
            };
            self.record(change, result);
        }
        let order = self.approved.plan().changes.iter();
        order.filter_map(|change| self.outcomes.remove(&change.address)).collect()
    }
}

/// Does one change.
struct Hand<'a> {
    writer: &'a Writer,
    looks: Looks,
}

type Result = (Option<String>, Done);

impl Hand<'_> {
    async fn carry_out(&self, change: &Change, ids: &Ids) -> Result {
        let missing = change.references.iter().find(|reference| !ids.contains_key(&reference.target));
        if let Some(missing) = missing {
            let why = format!("it refers to {0}, which does not exist yet: apply {0} as well", missing.target);
            return (change.id.clone(), Done::Failed { why, denied: false });
        }
        match change.action {
            Action::Create => self.create(change, ids).await,
            Action::Update | Action::Adopt => self.update(change, ids).await,
            Action::Delete => self.delete(change).await,
            Action::Replace => match self.delete(change).await {
                (_, Done::Applied { .. }) => self.create(change, ids).await,
                refused => refused,
            },
        }
    }

    /// Sends a create once. Where its answer is lost, the mark tells whether it was done; only if no object bears it
    /// after several looks is the create sent a second and last time.
    async fn create(&self, change: &Change, ids: &Ids) -> Result {
        let body = change.body(ids);
        let mut lost = match self.writer.create(change.address.kind, body.clone()).await {
            Ok(answer) => return stored(change, &body, &answer),
            Err(WriteError::Lost(lost)) => lost,
            Err(error) => return self.refused_create(change, &body, error).await,
        };
        for last in [false, true] {
            match self.look_for(change).await {
                Ok(Some(found)) => return stored(change, &body, &found.object),
                Ok(None) if !last => match self.writer.create(change.address.kind, body.clone()).await {
                    Ok(answer) => return stored(change, &body, &answer),
                    Err(WriteError::Lost(again)) => lost = again,
                    Err(error) => return self.refused_create(change, &body, error).await,
                },
                Ok(None) => {}
                Err(error) => {
                    let why = format!("{lost}; looking for the object failed as well: {error}");
                    return (None, Done::Unknown { why });
                }
            }
        }
        (None, Done::Unknown { why: format!("{lost}; no object bears its mark yet: run apply again, it looks first") })
    }

    async fn look_for(&self, change: &Change) -> std::result::Result<Option<Live>, ApiError> {
        let kind = change.address.kind;
        let spec = change.spec.as_ref();
        let natural =
            spec.and_then(|spec| kind.natural_of(spec)).filter(|_| matches!(kind.listing.paging, Paging::Unlisted));
        if let Some(natural) = natural {
            let found = self.writer.reader().get(kind, &natural).await?;
            return Ok(found.and_then(|object| Live::new(kind, object)));
        }
        let tag = kind.listing.filter.map(|_| change.mark().scope.tag());
        for look in 0..self.looks.times.max(1) {
            if look > 0 {
                tokio::time::sleep(self.looks.apart).await;
            }
            let listed = self.writer.reader().list(kind, tag.as_deref()).await?;
            let found = listed.into_iter().filter_map(|object| Live::new(kind, object));
            if let Some(found) = found.into_iter().find(|live| change.is_made(live)) {
                // A summary would look like an object that lost its fields.
                let whole = self.writer.reader().get(kind, &found.id).await?;
                return Ok(Some(whole.and_then(|object| Live::new(kind, object)).unwrap_or(found)));
            }
        }
        Ok(None)
    }

    /// Datadog names the twin where it refuses an exact copy; a twin with our mark is our own lost create.
    async fn refused_create(&self, change: &Change, body: &Value, error: WriteError) -> Result {
        let kind = change.address.kind;
        if let Some(twin) = twin_of(&error.to_string())
            && let Ok(Some(object)) = self.writer.reader().get(kind, &twin).await
            && let Some(live) = Live::new(kind, object)
        {
            if change.is_made(&live) {
                return stored(change, body, &live.object);
            }
            let why = format!("{error}; to manage that one write `id: {twin}` in the `ddsync` block of the definition");
            return (None, Done::Failed { why, denied: false });
        }
        (None, failed(&error))
    }

    async fn update(&self, change: &Change, ids: &Ids) -> Result {
        let id = change.id.clone().unwrap_or_default();
        match self.still_as_planned(change).await {
            Ok(true) => {}
            Ok(false) => {
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

    async fn delete(&self, change: &Change) -> Result {
        let (kind, id) = (change.address.kind, change.id.clone().unwrap_or_default());
        match self.still_as_planned(change).await {
            Ok(true) => {}
            Ok(false) => {
                return (Some(id), Done::Applied { notes: vec!["it was gone already".to_owned()] });
            }
            Err(done) => return (Some(id), done),
        }
        match self.writer.reader().can_delete(kind, &id).await {
            Ok(Deletable::Yes) => {}
            Ok(Deletable::No(why)) => {
                let why = format!("something still uses it: {why}");
                return (Some(id), Done::Failed { why, denied: false });
            }
            Err(error) => {
                return (Some(id), Done::Failed { why: error.to_string(), denied: error.is_auth() });
            }
        }
        match self.writer.delete(kind, &id).await {
            Ok(()) => (Some(id), Done::Applied { notes: Vec::new() }),
            Err(WriteError::Lost(error)) => (Some(id), Done::Unknown { why: error.to_string() }),
            Err(error) => (Some(id), failed(&error)),
        }
    }

    /// Reads the object once more, right before it is written. False where it is gone.
    async fn still_as_planned(&self, change: &Change) -> std::result::Result<bool, Done> {
        let (Some(planned), Some(id)) = (&change.live, &change.id) else {
            return Ok(true);
        };
        let kind = change.address.kind;
        let now = match self.writer.reader().get(kind, id).await {
            Ok(Some(now)) => now,
            Ok(None) => return Ok(false),
            Err(error) => {
                return Err(Done::Failed { why: error.to_string(), denied: error.is_auth() });
            }
        };
        let moved = diff(kind, &Canonical::beside(kind, &now, &planned.object), &Canonical::of(kind, &planned.object));
        let mark = Mark::read(kind, &now);
        if moved.is_empty() && mark == planned.mark {
            return Ok(true);
        }
        let mut paths: Vec<String> = moved.iter().map(|field| field.path.to_string()).collect();
        if mark != planned.mark {
            paths.push("its ddsync mark".to_owned());
        }
        let why = format!("somebody changed {} after the plan was made: look at it and run again", paths.join(", "));
        Err(Done::Moved { why })
    }
}

/// Takes the mark off one object, and nothing else. The object is read again right before: what is sent is what it is
/// then, without the mark.
pub async fn release(planned: &Live, writer: &Writer) -> Done {
    let kind = planned.kind;
    let now = match writer.reader().get(kind, &planned.id).await {
        Ok(now) => now.and_then(|object| Live::new(kind, object)),
        Err(error) => return Done::Failed { why: error.to_string(), denied: error.is_auth() },
    };
    let Some(now) = now else { return Done::Moved { why: "it was deleted meanwhile".to_owned() } };
    if now.mark != planned.mark {
        return Done::Moved { why: "somebody changed its ddsync mark meanwhile: look at it and run again".to_owned() };
    }
    match writer.update(kind, &now.id, crate::plan::release(&now)).await {
        Ok(answer) if Mark::read(kind, &answer).is_none() => Done::Applied { notes: Vec::new() },
        Ok(_) => Done::Failed { why: "Datadog kept the mark".to_owned(), denied: false },
        Err(WriteError::Lost(error)) => Done::Unknown { why: error.to_string() },
        Err(error) => failed(&error),
    }
}

/// What Datadog stored otherwise than it was sent is told: a new quirk is seen on its first day.
fn stored(change: &Change, body: &Value, answer: &Value) -> Result {
    let kind = change.address.kind;
    let fields = diff(kind, &Canonical::beside(kind, answer, body), &Canonical::of(kind, body));
    let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
    let note = |field: &crate::plan::FieldChange| {
        format!("Datadog stored {} as {}; {} was sent", field.path, shown(&field.before), shown(&field.after))
    };
    let id = kind.id_of(answer).or_else(|| change.id.clone());
    (id, Done::Applied { notes: fields.iter().map(note).collect() })
}

fn failed(error: &WriteError) -> Done {
    Done::Failed { why: error.to_string(), denied: error.is_auth() }
}

/// The id in `Duplicate of an existing monitor_id:123 org_id:456` (50 recordings).
fn twin_of(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("monitor_id:")?;
    let id: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!id.is_empty()).then_some(id)
}
