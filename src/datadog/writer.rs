//! Writes: create, update, delete. What happened is told by the type of the error.

use serde_json::Value;

use crate::model::Kind;

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
        self.object(kind, &Request::create(kind, body)).await
    }

    /// The object as Datadog stored it; [`WriteError::Gone`] where there is none any more.
    pub async fn update(&self, kind: &'static Kind, id: &str, body: Value) -> Result<Value, WriteError> {
        self.object(kind, &Request::update(kind, id, body).map_err(refused)?).await
    }

    /// An object that is gone already is deleted.
    pub async fn delete(&self, kind: &'static Kind, id: &str) -> Result<(), WriteError> {
        let request = Request::delete(kind, id).map_err(refused)?;
        match self.reader.session.write(&request).await {
            Ok(_) | Err(WriteError::Gone(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn object(&self, kind: &'static Kind, request: &Request) -> Result<Value, WriteError> {
        let session = &self.reader.session;
        let answer = session.write(request).await?;
        object(kind, answer).map_err(|why| WriteError::Lost(bad(&session.http.call(request), 200, why)))
    }
}

fn refused(id: BadId) -> WriteError {
    WriteError::Refused(id.into())
}
