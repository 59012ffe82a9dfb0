//! Reads, and nothing else.

use std::sync::Arc;

use futures::stream::{self, StreamExt, TryStreamExt};
use serde_json::Value;

use crate::model::secrets::Credentials;
use crate::model::{Kind, Natural, Read};

use super::answer::bad;
use super::body;
use super::clock::{Clock, SystemClock};
use super::error::{ApiError, Proof};
use super::fault::Why;
use super::http::{Http, Timeouts};
use super::limits::{Limits, Parallel};
use super::list;
use super::progress::{Event, Progress, Silent};
use super::request::Request;
use super::retry::Policy;
use super::session::Session;
use super::site::BaseUrl;

/// Everything that a client needs to know.
pub struct Connection {
    pub base_url: BaseUrl,
    pub credentials: Credentials,
    pub policy: Policy,
    pub timeouts: Timeouts,
    pub parallel: Parallel,
    pub progress: Arc<dyn Progress>,
    pub clock: Arc<dyn Clock>,
}

impl Connection {
    /// With the usual patience, and silent.
    pub fn new(base_url: BaseUrl, credentials: Credentials) -> Self {
        Self {
            base_url,
            credentials,
            policy: Policy::default(),
            timeouts: Timeouts::default(),
            parallel: Parallel::default(),
            progress: Arc::new(Silent),
            clock: Arc::new(SystemClock),
        }
    }
}

/// Whether something else still needs the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deletable {
    Yes,
    /// Why not, in Datadog's words.
    No(String),
}

/// A client that can only read. Clones share connections and limits.
#[derive(Clone)]
pub struct Reader {
    pub(super) session: Arc<Session>,
    reads: usize,
}

impl Reader {
    /// Nothing is sent yet. Fails where a key cannot be one, or this machine has no certificates to trust.
    pub fn connect(connection: Connection) -> Result<Self, ApiError> {
        let Connection { base_url, credentials, policy, timeouts, parallel, progress, clock } = connection;
        Ok(Self {
            session: Arc::new(Session {
                http: Http::new(base_url, credentials, timeouts)?,
                policy,
                limits: Limits::new(parallel),
                clock,
                progress,
            }),
            reads: parallel.reads.max(1),
        })
    }

    /// Every object of the kind, in the API's order, without those that belong to something else. `filter` is a tag;
    /// kinds that cannot filter by one answer with all. A list that is not whole is an error.
    pub async fn list(&self, kind: &'static Kind, filter: Option<&str>) -> Result<Vec<Value>, ApiError> {
        list::list(&self.session, kind, filter).await
    }

    /// None where there is no such object, which is also so for an id that cannot be one.
    pub async fn get(&self, kind: &'static Kind, id: &str) -> Result<Option<Value>, ApiError> {
        let Ok(request) = Request::get(kind, id, None) else {
            return Ok(None);
        };
        let Some(mut object) = self.one(kind, id, &request).await? else { return Ok(None) };
        // Some sorts of an object are whole only at a path of their own.
        let whole = Request::get(kind, id, Some(&object))?;
        if whole.path != request.path {
            let Some(found) = self.one(kind, id, &whole).await? else { return Ok(None) };
            object = found;
        }
        for part in kind.parts {
            let answer = self.session.read(&Request::read_part(kind, part, id)?).await?;
            if let (Some(map), Some(value)) = (object.as_object_mut(), answer.get(part.field)) {
                map.insert(part.field.to_owned(), value.clone());
            }
        }
        self.session.progress.event(Event::Objects { kind: kind.name, n: 1 });
        Ok(Some(object))
    }

    async fn one(&self, kind: &'static Kind, id: &str, request: &Request) -> Result<Option<Value>, ApiError> {
        match self.session.read(request).await {
            Ok(answer) => {
                let found = match kind.read {
                    Read::Object => object(kind, answer, Some(id)),
                    Read::Filtered(_) => {
                        let items =
                            list::items(kind, answer).map_err(|why| bad(&self.session.http.call(request), 200, why))?;
                        return Ok(items.into_iter().find(|item| kind.id_of(item).as_deref() == Some(id)));
                    }
                };
                found.map(Some).map_err(|why| bad(&self.session.http.call(request), 200, why))
            }
            Err(ApiError::NotFound { .. }) => Ok(None),
            Err(ApiError::Refused { status: 400, message, .. }) if body::means_absent(&message) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// In the order of the ids, with a bounded number under way at once. The first error ends it.
    pub async fn get_many(&self, kind: &'static Kind, ids: &[String]) -> Result<Vec<Option<Value>>, ApiError> {
        stream::iter(ids.to_vec())
            .map(|id| {
                let reader = self.clone();
                async move { reader.get(kind, &id).await }
            })
            .buffered(self.reads)
            .try_collect()
            .await
    }

    /// Asks Datadog whether anything still needs the object. Yes where the API has no such question.
    pub async fn can_delete(&self, kind: &'static Kind, id: &str) -> Result<Deletable, ApiError> {
        let Some(request) = Request::can_delete(kind, id)? else {
            return Ok(Deletable::Yes);
        };
        let answer = match self.session.read(&request).await {
            Ok(answer) => answer,
            Err(
                ApiError::Refused { status: 409, message, .. }
                | ApiError::BadAnswer { why: Why::Errors { message }, .. },
            ) => return Ok(Deletable::No(message)),
            Err(ApiError::NotFound { .. }) => return Ok(Deletable::Yes),
            Err(error) => return Err(error),
        };
        let ok = answer.pointer("/data/ok").and_then(Value::as_array);
        let ok = ok.ok_or_else(|| bad(&self.session.http.call(&request), 200, Why::NotAList { field: "data.ok" }))?;
        let (number, text) = (kind.id_value(id), Value::String(id.to_owned()));
        Ok(if ok.contains(&number) || ok.contains(&text) {
            Deletable::Yes
        } else {
            Deletable::No("Datadog does not say that it can go".to_owned())
        })
    }

    /// What Datadog would refuse of the object, in its words; None where it would take it, or cannot be asked.
    pub async fn refusal(&self, kind: &'static Kind, object: Value) -> Result<Option<String>, ApiError> {
        let Some(request) = Request::would_refuse(kind, object) else { return Ok(None) };
        match self.session.read(&request).await {
            Ok(_) => Ok(None),
            Err(ApiError::Refused { status: 400, message, .. }) => Ok(Some(message)),
            Err(error) => Err(error),
        }
    }

    /// The answer to a question that belongs to no kind; None where the API says 404. `{}` in the route is filled with
    /// `name`, percent-encoded.
    pub async fn ask(&self, route: &str, name: &str, query: &[(&str, String)]) -> Result<Option<Value>, ApiError> {
        let path = route.replace("{}", &super::request::encoded(name));
        match self.session.read(&Request::ask(&path, route, query)).await {
            Ok(answer) => Ok(Some(answer)),
            Err(ApiError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Asks whether the API key is good on this site. The application key shows only in use.
    pub async fn validate_keys(&self) -> Result<(), ApiError> {
        let request = Request::validate();
        let answer = self.session.read(&request).await?;
        let call = self.session.http.call(&request);
        match answer.get("valid") {
            Some(Value::Bool(true)) => Ok(()),
            Some(Value::Bool(false)) => Err(ApiError::NotAuthenticated {
                call,
                status: 200,
                message: "not valid".to_owned(),
                proof: self.session.http.proof(),
            }),
            _ => Err(bad(&call, 200, Why::NotAnObject)),
        }
    }

    /// What this client shows to be let in.
    pub fn proof(&self) -> Proof {
        self.session.http.proof()
    }
}

/// The object out of its answer. Some answers leave out an id that was asked for by name.
pub(super) fn object(kind: &Kind, answer: Value, id: Option<&str>) -> Result<Value, Why> {
    match answer {
        Value::Null => return Err(Why::Empty),
        Value::Object(_) => {}
        _ => return Err(Why::NotAnObject),
    }
    let Some(mut object) = (kind.open)(answer).filter(Value::is_object) else { return Err(Why::NotAnObject) };
    if kind.id_of(&object).is_none() {
        match (object.as_object_mut(), id.filter(|_| !matches!(kind.natural, Natural::Nothing))) {
            (Some(map), Some(id)) => drop(map.insert(kind.id.field.to_owned(), kind.id_value(id))),
            _ => return Err(Why::NoId { field: kind.id.field }),
        }
    }
    Ok(object)
}
