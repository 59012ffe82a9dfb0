//! From the socket to the desk and back, with the faults that strike on the way.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use axum::Router;
use axum::body::{Body as HttpBody, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Query as UrlQuery, Request, State};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use futures::stream;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::RecordedRequest;
use super::desk::{Desk, Incoming};
use super::faults::{Effect, Fault, Faults, Script};
use super::keys::Keys;
use super::listen::{Socket, Wire};
use super::record::Record;
use super::store::Database;
use super::wire::{Body, Query, Reply};

/// Dashboards of several MiB exist; beyond this a body is refused.
const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// What all requests share.
pub(super) struct Shared {
    desk: Desk,
    script: Script,
    record: Mutex<Record>,
}

impl Shared {
    pub(super) fn new(database: Database, keys: Keys, faults: Faults) -> Shared {
        Shared { desk: Desk::new(database, keys), script: Script::new(faults), record: Mutex::default() }
    }

    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner).read()
    }

    pub(super) fn set_groups(&self, monitor: &str, groups: &[(&str, &str)]) -> bool {
        self.desk.set_groups(monitor, groups)
    }

    pub(super) fn script(&self, fault: Fault) {
        self.script.add(fault);
    }
}

/// Serves until told to stop.
pub(super) async fn run(listener: TcpListener, shared: Arc<Shared>, told: oneshot::Receiver<()>) {
    let router = Router::new().fallback(handle).with_state(shared);
    let service = router.into_make_service_with_connect_info::<Wire>();
    let stop = async {
        // A dropped sender is the sandbox dropped: stop as well.
        let _ = told.await;
    };
    // axum's serve never ends in an error.
    let _ = axum::serve(Socket(listener), service).with_graceful_shutdown(stop).await;
}

async fn handle(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response<HttpBody> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return into_http(Reply::error(413, "the request body is too large or ended early"));
    };
    let query =
        UrlQuery::<Vec<(String, String)>>::try_from_uri(&parts.uri).map_or_else(|_| Vec::new(), |query| query.0);
    let incoming = Incoming {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query: Query(query),
        headers: parts.headers,
        body,
    };
    shared.record.lock().unwrap_or_else(PoisonError::into_inner).keep(&incoming);
    let effect = shared.script.strike(incoming.method.as_str(), &incoming.path);
    if let Some(reply) = effect.as_ref().and_then(Effect::instead) {
        return into_http(reply);
    }
    match &effect {
        Some(Effect::DropBefore) => {
            wire.cut();
            return into_http(Reply::no_content());
        }
        Some(Effect::Delay(time)) => tokio::time::sleep(*time).await,
        _ => {}
    }
    let mut reply = at_the_desk(Arc::clone(&shared), incoming).await;
    match effect {
        Some(Effect::LoseAnswer) => wire.cut(),
        Some(Effect::CutBody(keep)) => return cut_short(into_http(reply), keep).await,
        Some(effect) => effect.tamper(&mut reply),
        None => {}
    }
    into_http(reply)
}

/// SQLite blocks, and a handler may panic: neither is the socket's affair.
async fn at_the_desk(shared: Arc<Shared>, incoming: Incoming) -> Reply {
    tokio::task::spawn_blocking(move || shared.desk.answer(incoming))
        .await
        .unwrap_or_else(|_| Reply::error(500, "the sandbox failed on this request; its state is as before"))
}

fn into_http(reply: Reply) -> Response<HttpBody> {
    let (kind, body) = match reply.body {
        Body::Empty => (None, HttpBody::empty()),
        Body::Json(value) => (Some("application/json"), value.to_string().into()),
        Body::Html(page) => (Some("text/html; charset=utf-8"), page.into()),
        Body::Raw(bytes) => (None, bytes.into()),
    };
    let mut response = body.into_response();
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if let Some(kind) = kind {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    for (name, value) in reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.append(name, value);
        }
    }
    response
}

/// The same answer with its full length announced, ending after `keep` bytes.
async fn cut_short(response: Response<HttpBody>, keep: usize) -> Response<HttpBody> {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let mut head = Some(bytes.slice(..keep.min(bytes.len())));
    let mut flushed = false;
    let chunks = stream::poll_fn(move |context| {
        if let Some(chunk) = head.take() {
            return Poll::Ready(Some(Ok::<Bytes, std::io::Error>(chunk)));
        }
        if !flushed {
            // One turn of rest, in which the bytes so far leave for the client.
            flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionAborted.into())))
    });
    Response::from_parts(parts, HttpBody::from_stream(chunks))
}
