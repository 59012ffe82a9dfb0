//! What is sent again, and when.

use std::time::Duration;

use ddsync::datadog::{ApiError, Event, WriteError};
use ddsync::kinds::{DASHBOARD, MONITOR};
use serde_json::json;

use crate::client::client;
use crate::server::{Reply, Server};

#[tokio::test]
async fn reads_go_on_after_what_passes() {
    for status in [500, 502, 503, 504, 512] {
        let server = Server::start(move |_, before| match before {
            0 => Reply::Json(status, json!({"errors": ["Bad Gateway"]})),
            1 => Reply::Hangup,
            _ => Reply::Json(200, json!({"id": 1})),
        });
        let client = client(&server.url);
        assert!(client.reader.get(&MONITOR, "1").await.unwrap().is_some());
        assert_eq!(client.clock.slept(), [Duration::from_millis(250), Duration::from_millis(500)]);
        assert_eq!(server.seen().len(), 3);
    }
}

#[tokio::test]
async fn reads_give_up_after_five_tries_and_tell_each() {
    let server = Server::always(|| Reply::With(502, &[("content-type", "text/html")], "<title>Bad Gateway</title>"));
    let client = client(&server.url);
    let error = client.reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(matches!(error, ApiError::Server { status: 502, .. }), "{error}");
    assert_eq!(server.seen().len(), 5);
    let attempts: Vec<u32> = client.log.0.lock().unwrap().iter().filter_map(attempt).collect();
    assert_eq!(attempts, [1, 2, 3, 4]);
}

fn attempt(event: &Event) -> Option<u32> {
    match event {
        Event::Retrying { attempt, .. } => Some(*attempt),
        _ => None,
    }
}

#[tokio::test]
async fn refusals_are_not_asked_again() {
    for status in [400, 401, 402, 403, 404, 409, 422, 501] {
        let server = Server::start(move |_, _| Reply::Json(status, json!({"errors": ["no"]})));
        assert!(client(&server.url).reader.list(&DASHBOARD, None).await.is_err());
        assert!(server.seen().len() <= 2, "{status}: two pages are asked for side by side, each once");
    }
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_as_long_as_it_says() {
    let server = Server::start(|_, before| match before {
        0 => Reply::With(429, &[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "7")], "<html>"),
        _ => Reply::Json(200, json!({"id": 1})),
    });
    let client = client(&server.url);
    assert!(client.reader.get(&MONITOR, "1").await.unwrap().is_some());
    assert_eq!(client.clock.slept(), [Duration::from_millis(7500)]);
    assert!(matches!(client.log.0.lock().unwrap()[..], [Event::Waiting { .. }, Event::Objects { .. }]));
}

#[tokio::test]
async fn a_used_up_limit_holds_the_next_call_of_its_bucket_back() {
    let server = Server::always(|| {
        let headers =
            &[("X-RateLimit-Name", "get_monitors"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9")];
        Reply::With(200, headers, r#"{"id":1}"#)
    });
    let client = client(&server.url);
    client.reader.get(&MONITOR, "1").await.unwrap();
    assert!(client.clock.slept().is_empty());
    client.reader.get(&DASHBOARD, "other-bucket").await.unwrap();
    assert!(client.clock.slept().is_empty());
    client.reader.get(&MONITOR, "2").await.unwrap();
    assert_eq!(client.clock.slept(), [Duration::from_secs(9)]);
}

#[tokio::test]
async fn a_limit_of_an_hour_is_an_error_at_once() {
    let server =
        Server::always(|| Reply::With(429, &[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "3504")], ""));
    let client = client(&server.url);
    for _ in 0..2 {
        let error = client.writer.create(&MONITOR, json!({})).await.unwrap_err();
        let WriteError::Refused(ApiError::RateLimited { reset, .. }) = &error else { panic!("{error}") };
        assert_eq!(*reset, Some(Duration::from_secs(3504)));
    }
    assert!(client.clock.slept().is_empty());
    assert_eq!(server.seen().len(), 1, "the second is not even sent");
}
