//! Writes, and what is known of them afterwards.

use ddsync::datadog::{ApiError, Fault, WriteError};
use ddsync::kinds::{DASHBOARD, MONITOR};
use serde_json::json;

use crate::client::{client, client_with, hasty, keys, nowhere};
use crate::server::{Reply, Server};

#[tokio::test]
async fn a_create_whose_answer_is_lost_is_sent_once() {
    let replies: Vec<fn() -> Reply> = vec![
        || Reply::Hangup,
        || Reply::Silence,
        || Reply::Json(500, json!({"errors": ["Internal"]})),
        || Reply::Json(503, json!({"errors": ["Unavailable"]})),
        || Reply::Json(504, json!({"errors": ["504 GATEWAY TIMEOUT"]})),
        || Reply::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\":".to_vec()),
        || Reply::Raw(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec()),
        || Reply::Raw(b"HTTP/1.1 2".to_vec()),
        || Reply::With(200, &[("content-type", "text/html")], "<html>"),
        || Reply::Json(200, json!({"name": "no id"})),
        || Reply::Json(200, json!([])),
        || Reply::Json(408, json!({"errors": ["too slow"]})),
    ];
    for (n, reply) in replies.into_iter().enumerate() {
        let server = Server::always(reply);
        let client = client_with(&server.url, keys(), hasty());
        let error = client.writer.create(&MONITOR, json!({"name": "a"})).await.unwrap_err();
        assert!(matches!(error, WriteError::Lost(_)), "reply {n}: {error}");
        assert!(error.to_string().contains("look first whether it was written"), "{error}");
        assert_eq!(server.count("POST"), 1, "reply {n}");
        assert!(client.clock.slept().is_empty(), "reply {n}");
    }
}

#[tokio::test]
async fn a_create_that_was_certainly_not_handled_is_refused_or_sent_again() {
    let server = Server::start(|_, before| match before {
        0 => Reply::With(429, &[("X-RateLimit-Reset", "2")], ""),
        _ => Reply::Json(200, json!({"id": 5, "name": "a"})),
    });
    let client1 = client(&server.url);
    assert_eq!(client1.writer.create(&MONITOR, json!({})).await, Ok(json!({"id": 5, "name": "a"})));
    assert_eq!((server.count("POST"), client1.clock.slept().len()), (2, 1));

    for status in [400, 401, 403, 404, 409, 501] {
        let server = Server::start(move |_, _| Reply::Json(status, json!({"errors": ["no"]})));
        let error = client(&server.url).writer.create(&MONITOR, json!({})).await.unwrap_err();
        assert!(matches!(error, WriteError::Refused(_)), "{status}: {error}");
        assert_eq!(server.count("POST"), 1);
    }

    let client2 = client(&nowhere());
    let error = client2.writer.create(&MONITOR, json!({})).await.unwrap_err();
    assert!(matches!(&error, WriteError::Refused(ApiError::Transport { fault: Fault::Connect(_), .. })), "{error:?}");
    assert_eq!(client2.clock.slept().len(), 4, "where nobody listens, trying again is harmless");
}

#[tokio::test]
async fn updates_and_deletes_are_sent_again() {
    let server = Server::start(|request, before| match (before, request.method.as_str()) {
        (0 | 2, _) => Reply::Hangup,
        (_, "PUT") => Reply::Json(200, json!({"id": 5})),
        _ => Reply::Json(200, json!({"deleted_monitor_id": 5})),
    });
    let client = client(&server.url);
    assert_eq!(client.writer.update(&MONITOR, "5", json!({})).await, Ok(json!({"id": 5})));
    assert_eq!(client.writer.delete(&MONITOR, "5").await, Ok(()));
    assert_eq!((server.count("PUT"), server.count("DELETE")), (2, 2));
}

#[tokio::test]
async fn an_object_that_is_gone_is_told_on_update_and_fine_on_delete() {
    let server = Server::always(|| Reply::Json(404, json!({"errors": ["Monitor not found"]})));
    let writer = client(&server.url).writer;
    assert!(matches!(writer.update(&MONITOR, "5", json!({})).await, Err(WriteError::Gone(_))));
    assert_eq!(writer.delete(&MONITOR, "5").await, Ok(()));
    let server = Server::always(|| Reply::Raw(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec()));
    assert_eq!(client(&server.url).writer.delete(&DASHBOARD, "abc").await, Ok(()));
}

#[tokio::test]
async fn an_update_that_may_have_been_written_by_an_earlier_try_is_lost() {
    let server = Server::start(|_, before| match before {
        0 => Reply::Hangup,
        _ => Reply::Json(403, json!({"errors": ["Access was denied to this resource."]})),
    });
    let error = client(&server.url).writer.update(&MONITOR, "5", json!({})).await.unwrap_err();
    assert!(matches!(error, WriteError::Lost(ApiError::NotPermitted { .. })) && error.is_auth(), "{error}");
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_not_sent() {
    let server = Server::always(|| Reply::Json(200, json!({})));
    let writer = client(&server.url).writer;
    for id in ["", "..", "1/../2", "x"] {
        let error = writer.delete(&MONITOR, id).await.unwrap_err();
        assert!(matches!(error, WriteError::Refused(ApiError::BadId(_))), "{id:?}: {error}");
    }
    assert!(writer.delete(&DASHBOARD, "").await.is_err());
    assert_eq!(server.seen().len(), 0);
}
