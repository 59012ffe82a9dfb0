//! Writes: create, update, delete. What happened is told by the type of the error.

use serde_json::Value;

use crate::model::{Kind, Part};

use super::answer::bad;
use super::error::WriteError;
use super::reader::{Reader, object};
use super::request::{BadId, Request};

/// A client that can write; made from a [`Reader`], whose connections and limits it shares.
#[derive(Clone)]
pub struct Writer {
    reader: Reader,
}

impl Writer {
    pub fn new(reader: Reader) -> Self {
        Self { reader }
    }

    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The object as Datadog stored it. Sent a second time only where the first was certainly not handled.
    pub async fn create(&self, kind: &'static Kind, body: Value) -> Result<Value, WriteError> {
        let (body, parts) = apart(kind, body);
        let natural = kind.natural_of(&body);
        let object = self.object(kind, natural.as_deref(), &Request::create(kind, body).map_err(refused)?).await?;
        self.with_parts(kind, object, parts).await
    }

    /// The object as Datadog stored it; [`WriteError::Gone`] where there is none any more.
    pub async fn update(&self, kind: &'static Kind, id: &str, body: Value) -> Result<Value, WriteError> {
        let (mut body, parts) = apart(kind, body);
        if let Some(complete) = kind.complete
            && let Some(now) = self.reader.get(kind, id).await.map_err(WriteError::Refused)?
        {
            complete(&mut body, &now);
        }
        let object = self.object(kind, Some(id), &Request::update(kind, id, body).map_err(refused)?).await?;
        self.with_parts(kind, object, parts).await
    }

    /// An object that is gone already is deleted.
    pub async fn delete(&self, kind: &'static Kind, id: &str) -> Result<(), WriteError> {
        let Some(request) = Request::delete(kind, id).map_err(refused)? else { return Ok(()) };
        match self.reader.session.write(&request).await {
            Ok(_) | Err(WriteError::Gone(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn object(&self, kind: &'static Kind, id: Option<&str>, request: &Request) -> Result<Value, WriteError> {
        let session = &self.reader.session;
        let answer = session.write(request).await?;
        object(kind, answer, id).map_err(|why| WriteError::Lost(bad(&session.http.call(request), 200, why)))
    }

    async fn with_parts(&self, kind: &'static Kind, mut object: Value, parts: Parts) -> Result<Value, WriteError> {
        for (part, value) in parts {
            let id = kind.id_of(&object).unwrap_or_default();
            let request = Request::write_part(kind, part, &id, &value).map_err(refused)?;
            let answer = self.reader.session.write(&request).await?;
            let stored = answer.get(part.field).cloned().unwrap_or(value);
            if let Some(map) = object.as_object_mut() {
                map.insert(part.field.to_owned(), stored);
            }
        }
        Ok(object)
    }
}

type Parts = Vec<(&'static Part, Value)>;

/// The body without the fields that are written on their own, and those.
fn apart(kind: &'static Kind, mut body: Value) -> (Value, Parts) {
    let mut take = |part: &Part| body.as_object_mut()?.shift_remove(part.field);
    let parts = kind.parts.iter().filter_map(|part| Some((part, take(part)?))).collect();
    (body, parts)
}

fn refused(id: BadId) -> WriteError {
    WriteError::Refused(id.into())
}
