//! Scripted faults, as a client meets them.

use std::time::{Duration, Instant};

use ddsync::sandbox::{Effect, Fault};
use serde_json::{Value, json};

use super::client::House;

const DASHBOARDS: &str = "/api/v1/dashboard";

fn board(title: &str) -> Value {
    json!({"title": title, "layout_type": "ordered", "widgets": []})
}

async fn stored(house: &House) -> usize {
    house.get(DASHBOARDS).await.body["dashboards"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_dropped_request_was_not_handled() {
    let house = House::scripted(vec![Fault::once("POST", DASHBOARDS, Effect::DropBefore)]).await;
    assert!(house.send("POST", DASHBOARDS, &board("a")).await.is_err());
    assert_eq!(stored(&house).await, 0);
    assert_eq!(house.post(DASHBOARDS, &board("a")).await.status, 200);
    assert_eq!(house.sandbox.requests().len(), 3);
}

#[tokio::test]
async fn a_lost_answer_was_handled() {
    let house = House::scripted(vec![Fault::once("POST", DASHBOARDS, Effect::LoseAnswer)]).await;
    assert!(house.send("POST", DASHBOARDS, &board("a")).await.is_err());
    assert_eq!(stored(&house).await, 1);
}

#[tokio::test]
async fn a_cut_body_ends_early() {
    let house = House::open().await;
    house.post(DASHBOARDS, &board("a")).await;
    house.sandbox.script(Fault::once("GET", DASHBOARDS, Effect::CutBody(25)));
    let response = house.plain("GET", DASHBOARDS).header("authorization", "Bearer t").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert!(response.content_length().unwrap() > 25);
    let mut response = response;
    let first = response.chunk().await.unwrap().unwrap();
    assert_eq!(first.len(), 25);
    assert!(response.chunk().await.is_err());
    assert_eq!(stored(&house).await, 1);
}

#[tokio::test]
async fn an_answer_can_be_put_in_place() {
    let answer = Effect::Answer {
        status: 503,
        headers: vec![("content-type".to_owned(), "application/json".to_owned()), ("x-a".to_owned(), "b".to_owned())],
        body: "{\"errors\":[\"later\"]}".to_owned(),
    };
    let second = Fault::once("GET", "/api/v1/monitor", answer).after(1).times(2);
    let html = Fault::once("GET", "/api/v1/validate", Effect::Html(502));
    let house = House::scripted(vec![second, html]).await;
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(house.get("/api/v1/monitor").await.status);
    }
    assert_eq!(seen, [200, 503, 503, 200]);
    let html = house.get("/api/v1/validate").await;
    assert_eq!((html.status, html.header("content-type")), (502, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn a_delay_delays() {
    let wait = Duration::from_millis(120);
    let house = House::scripted(vec![Fault::once("GET", "/api/v1/validate", Effect::Delay(wait))]).await;
    let start = Instant::now();
    assert_eq!(house.get("/api/v1/validate").await.status, 200);
    assert!(start.elapsed() >= wait);
}

#[tokio::test]
async fn lists_can_be_short_and_stale() {
    let house = House::open().await;
    let mut ids = Vec::new();
    for title in ["a", "b", "c"] {
        ids.push(house.post(DASHBOARDS, &board(title)).await.body["id"].as_str().unwrap().to_owned());
    }
    house.sandbox.script(Fault::once("GET", DASHBOARDS, Effect::ShortList(1)).exactly());
    house.sandbox.script(Fault::once("GET", DASHBOARDS, Effect::OmitIds(vec![ids[1].clone()])).exactly().after(1));
    // By id the list's faults do not strike.
    assert_eq!(house.get(&format!("{DASHBOARDS}/{}", ids[1])).await.status, 200);
    let shown = async || {
        let body = house.get(DASHBOARDS).await.body;
        body["dashboards"].as_array().unwrap().iter().map(|board| board["title"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown().await, ["a"]);
    assert_eq!(shown().await, ["a", "c"]);
    assert_eq!(shown().await, ["a", "b", "c"]);
}
