//! Letting go.

use super::hand::failed;
use crate::datadog::{WriteError, Writer};
use crate::model::{Live, Mark};
use crate::plan::{Done, remark};

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
    match writer.update(kind, &now.id, remark(&now, None)).await {
        Ok(answer) if Mark::read(kind, &answer).is_none() => Done::Applied { notes: Vec::new() },
        Ok(_) => Done::Failed { why: "Datadog kept the mark".to_owned(), denied: false },
        Err(WriteError::Lost(error)) => Done::Unknown { why: error.to_string() },
        Err(error) => failed(&error),
    }
}
