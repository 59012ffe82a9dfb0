//! Lists come back whole or not at all.

use ddsync::datadog::{Event, Why};
use ddsync::kinds::{DASHBOARD, MONITOR};
use serde_json::{Value, json};

use crate::client::{client, monitors, page_of, why};
use crate::server::{Reply, Server};

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_comes_back_whole_and_in_order() {
    for (all, waves) in [(0, 1), (1, 1), (999, 1), (1000, 1), (2999, 1), (3000, 1), (3001, 2), (4000, 2), (9500, 3)] {
        let server = Server::start(move |request, _| Reply::Json(200, page_of(request, all)));
        let list = client(&server.url).reader.list(&MONITOR, None).await.unwrap();
        let ids: Vec<usize> = list.iter().map(|monitor| monitor["id"].as_u64().unwrap() as usize).collect();
        assert_eq!(ids, (0..all).collect::<Vec<_>>());
        assert_eq!(server.seen().len(), waves * 4, "{all} monitors");
    }
}

#[tokio::test]
async fn the_scope_filters_the_list_and_the_monitors_of_synthetic_tests_are_left_out() {
    let server = Server::start(|request, _| {
        assert_eq!(request.query["monitor_tags"], "ddsync:pipeline/prod");
        Reply::Json(
            200,
            match request.number("page") {
                0 => json!([{"id": 1, "type": "metric alert"}, {"id": 2, "type": "synthetics alert"}]),
                _ => json!([]),
            },
        )
    });
    let client = client(&server.url);
    let list = client.reader.list(&MONITOR, Some("ddsync:pipeline/prod")).await.unwrap();
    assert_eq!(list, [json!({"id": 1, "type": "metric alert"})]);
    let events = client.log.0.lock().unwrap();
    assert_eq!(events.first(), Some(&Event::ListStarted { kind: "monitor" }));
    assert!(events.contains(&Event::Objects { kind: "monitor", n: 2 }));
}

#[tokio::test]
async fn dashboards_are_taken_out_of_their_envelope() {
    let server = Server::start(|request, _| {
        let start = request.number("start");
        let items: Value = (start..130.min(start + 100)).map(|n| json!({"id": format!("d-{n}")})).collect();
        Reply::Json(200, json!({"dashboards": items}))
    });
    let list = client(&server.url).reader.list(&DASHBOARD, Some("ddsync:x")).await.unwrap();
    assert_eq!((list.len(), list[129]["id"].as_str()), (130, Some("d-129")));
}

#[tokio::test]
async fn a_page_that_is_not_full_before_the_last_is_an_error_after_a_second_look() {
    let server = Server::start(|request, _| {
        Reply::Json(
            200,
            match request.number("page") {
                0 => monitors(0..700),
                1 => monitors(1000..1005),
                _ => json!([]),
            },
        )
    });
    let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
    assert!(error.to_string().contains("(page 1 holds 700 of 1000 and more follow)"), "{error}");
    assert_eq!(why(error), Why::ShortList { page: 1, found: 700, most: 1000 });
    assert_eq!(server.seen().len(), 8);
}

#[tokio::test]
async fn a_list_that_moved_while_it_was_read_is_read_again() {
    let server = Server::start(|request, before| {
        let page = request.number("page");
        let moved = usize::from(before < 4 && page > 0);
        Reply::Json(
            200,
            match page {
                0 => monitors(0..1000),
                1 => monitors(1000 - moved..1500),
                _ => json!([]),
            },
        )
    });
    assert_eq!(client(&server.url).reader.list(&MONITOR, None).await.unwrap().len(), 1500);
    assert_eq!(server.seen().len(), 8);
}

#[tokio::test]
async fn one_object_on_two_pages_is_an_error_after_a_second_look() {
    let server = Server::start(|_, _| Reply::Json(200, monitors(0..1000)));
    let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
    assert_eq!(why(error), Why::Twice { id: "0".to_owned() });
    assert_eq!(server.seen().len(), 8);
}

#[tokio::test]
async fn what_is_not_a_list_is_never_an_empty_list() {
    let html = Why::Html { title: Some("Sign in".to_owned()) };
    let cases: Vec<(&str, &str, Why)> = vec![
        ("text/html", "<html><title>Sign in</title></html>", html.clone()),
        ("application/json", " <!DOCTYPE html><title>Sign in</title>", html),
        ("text/html", "[]", Why::Html { title: None }),
        ("application/json", "", Why::Empty),
        ("application/json", "{}", Why::NotAList { field: "" }),
        ("application/json", "null", Why::Empty),
        ("application/json", r#"[{"name":"no id"}]"#, Why::NoId { field: "id" }),
        ("application/json", r#"{"errors":["timed out"]}"#, Why::Errors { message: "timed out".to_owned() }),
        ("application/json", "[[]", Why::Truncated),
        ("application/json", "[}", Why::NotJson { detail: "line 1 column 2".to_owned() }),
    ];
    for (kind, body, wanted) in cases {
        let reply = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {kind}\r\n\r\n{body}");
        let server = Server::always(move || Reply::Raw(reply.clone().into_bytes()));
        let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
        assert_eq!(why(error), wanted, "{body}");
    }
}

#[tokio::test]
async fn compressed_answers_are_read_and_cut_ones_are_noticed() {
    // gzip of [{"id":1}]
    let zipped: &[u8] = &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 139, 174, 86, 202, 76, 81, 178, 50, 172, 141, 5, 0, 100, 168, 229, 104, 10, 0,
        0, 0,
    ];
    let reply = |bytes: &[u8]| {
        let head = format!(
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
            bytes.len()
        );
        Reply::Raw([head.as_bytes(), bytes].concat())
    };
    let server = Server::start(move |request, _| match request.number("page") {
        0 => reply(zipped),
        _ => Reply::Json(200, json!([])),
    });
    assert_eq!(client(&server.url).reader.list(&MONITOR, None).await, Ok(vec![json!({"id": 1})]));
    let server = Server::always(move || reply(&zipped[..zipped.len() - 9]));
    let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
    assert_eq!(why(error), Why::Truncated);
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_read_again_and_then_an_error() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n[{\"id\":1}]";
    let server = Server::always(|| Reply::Raw(cut.to_vec()));
    let error = client(&server.url).reader.list(&DASHBOARD, None).await.unwrap_err();
    assert_eq!(why(error), Why::Truncated);

    let server = Server::start(|_, before| match before {
        0 => Reply::Raw(cut.to_vec()),
        _ => Reply::Json(200, json!({"id": 7})),
    });
    assert_eq!(client(&server.url).reader.get(&MONITOR, "7").await, Ok(Some(json!({"id": 7}))));
}
