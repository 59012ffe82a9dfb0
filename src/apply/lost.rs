//! Creates. One whose answer is lost is looked for by its mark: in the end there is one object, never two.

use serde_json::Value;

use super::hand::{Hand, Result, failed, stored};
use crate::datadog::{ApiError, WriteError};
use crate::model::{Live, Paging};
use crate::plan::resolve::Ids;
use crate::plan::{Change, Done};

impl Hand<'_> {
    /// Sends a create once. Where its answer is lost, the mark tells whether it was done; only if no object bears it
    /// after several looks is the create sent a second and last time.
    pub async fn create(&self, change: &Change, ids: &Ids) -> Result {
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
}

/// The id in `Duplicate of an existing monitor_id:123 org_id:456` (50 recordings).
fn twin_of(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("monitor_id:")?;
    let id: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!id.is_empty()).then_some(id)
}
