//! What holds for every route: keys, unknown paths, limits, the state file, the index page.

use std::time::Duration;

use ddsync::sandbox::{Keys, Options, Sandbox, SandboxError, Store, reset};
use serde_json::{Value, json};

use super::client::{House, tell};

fn board(title: &str) -> Value {
    json!({"title": title, "layout_type": "ordered", "widgets": []})
}

#[tokio::test]
async fn keys_are_asked_for() {
    let house = House::open().await;
    let monitors = || house.plain("GET", "/api/v1/monitor");
    let none = tell(monitors()).await.unwrap();
    assert_eq!((none.status, none.error()), (403, "Forbidden"));
    assert_eq!(tell(monitors().header("dd-api-key", "a")).await.unwrap().status, 403);
    assert_eq!(tell(monitors().header("authorization", "Bearer t")).await.unwrap().status, 200);
    let validate = tell(house.plain("GET", "/api/v1/validate").header("dd-api-key", "a")).await.unwrap();
    assert_eq!((validate.status, validate.body), (200, json!({"valid": true})));
    assert_eq!(tell(house.plain("GET", "/api/v1/validate")).await.unwrap().status, 403);
}

#[tokio::test]
async fn only_the_right_keys_open_a_locked_house() {
    let keys = Keys::Exactly { api: "api".to_owned(), app: "app".to_owned() };
    let house = House::with(Options { keys, ..Options::default() }).await;
    assert_eq!(house.get("/api/v1/monitor").await.status, 403);
    let right = house.plain("GET", "/api/v1/monitor").header("dd-api-key", "api").header("dd-application-key", "app");
    assert_eq!(tell(right).await.unwrap().status, 200);
}

#[tokio::test]
async fn gaps_are_told_apart_from_missing_objects() {
    let house = House::open().await;
    let unknown = house.get("/api/v2/nothing").await;
    assert_eq!(unknown.status, 501);
    assert!(unknown.error().starts_with("the ddsync sandbox does not know GET /api/v2/nothing; it serves: "));
    assert!(unknown.error().contains("DELETE /api/v1/dashboard/{id}"));
    let verb = house.told("PATCH", "/api/v1/monitor/1", &json!({})).await;
    assert_eq!((verb.status, verb.header("allow")), (405, "GET, PUT, DELETE"));
    let broken = house.plain("POST", "/api/v1/monitor").header("authorization", "Bearer t").body("{\"name\":");
    assert_eq!(tell(broken).await.unwrap().status, 400);
    assert_eq!(house.post("/api/v1/monitor", &json!([1])).await.status, 400);
    assert_eq!(house.get("/api/v1/monitor?page=x").await.status, 400);
}

#[tokio::test]
async fn the_sixty_first_list_of_dashboards_in_a_minute_is_refused() {
    let house = House::open().await;
    let first = house.get("/api/v1/dashboard").await;
    assert_eq!(first.header("x-ratelimit-limit"), "60");
    assert_eq!(first.header("x-ratelimit-period"), "60");
    assert_eq!(first.header("x-ratelimit-remaining"), "59");
    assert_eq!(first.header("x-ratelimit-name"), "get_custom_dashboards");
    for _ in 1..60 {
        assert_eq!(house.get("/api/v1/dashboard").await.status, 200);
    }
    let refused = house.get("/api/v1/dashboard").await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.error(), "Rate limit of 60 requests in 60 seconds reached. Please try again later.");
    assert_eq!(refused.header("x-ratelimit-remaining"), "0");
    let reset: u64 = refused.header("x-ratelimit-reset").parse().unwrap();
    assert!((1..=60).contains(&reset));
    assert!(refused.headers.get("retry-after").is_none());
    let other = house.post("/api/v1/dashboard", &board("t")).await;
    assert_eq!((other.status, other.header("x-ratelimit-name")), (200, "global_org"));
    let id = other.body["id"].as_str().unwrap();
    let deleted = house.delete(&format!("/api/v1/dashboard/{id}")).await;
    assert!(deleted.headers.get("x-ratelimit-limit").is_none());
}

#[tokio::test]
async fn the_state_file_outlives_the_server_until_reset() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/sandbox.db");
    let options = || Options { store: Store::File(path.clone()), ..Options::default() };
    let house = House::with(options()).await;
    let made = house.post("/api/v1/dashboard", &board("kept")).await.body;
    let own = format!("/api/v1/dashboard/{}", made["id"].as_str().unwrap());
    house.sandbox.stop().await;
    let house = House::with(options()).await;
    assert_eq!(house.get(&own).await.body, made);
    assert_ne!(house.post("/api/v1/dashboard", &board("kept")).await.body["id"], made["id"]);
    house.sandbox.stop().await;
    assert!(reset(&path).unwrap());
    assert!(!path.exists());
    assert!(!reset(&path).unwrap());
    let house = House::with(options()).await;
    assert_eq!(house.get(&own).await.status, 404);
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "a shopping list, long enough to be taken for a header if nobody looked at it".repeat(4))
        .unwrap();
    let foreign = folder.path().join("other.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    for path in [&text, &foreign] {
        let before = std::fs::read(path).unwrap();
        assert!(reset(path).is_err());
        assert!(Sandbox::start(Options { store: Store::File(path.clone()), ..Options::default() }).await.is_err());
        assert_eq!(std::fs::read(path).unwrap(), before);
    }
    assert!(matches!(reset(&foreign), Err(SandboxError::NotOurs { .. })));
}

#[tokio::test]
async fn a_taken_port_is_an_error_that_names_it() {
    let house = House::open().await;
    let port: u16 = house.sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    let error = Sandbox::start(Options { port, ..Options::default() }).await.err().unwrap();
    assert!(error.to_string().contains(&format!("127.0.0.1:{port}")));
}

#[tokio::test]
async fn requests_are_recorded_without_their_keys() {
    let house = House::open().await;
    house.get("/api/v1/monitor?page=0&name=a%20b").await;
    house.post("/api/v1/dashboard", &board("t")).await;
    let requests = house.sandbox.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!((requests[0].method.as_str(), requests[0].path.as_str()), ("GET", "/api/v1/monitor"));
    assert_eq!(requests[0].query, [("page".to_owned(), "0".to_owned()), ("name".to_owned(), "a b".to_owned())]);
    assert_eq!(requests[1].body, Some(board("t")));
}

#[tokio::test]
async fn the_index_page_is_escaped() {
    let house = House::open().await;
    house.post("/api/v1/dashboard", &board("<script>alert('x')</script> & \"co\"")).await;
    let page = house.plain("GET", "/").send().await.unwrap().text().await.unwrap();
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;co&quot;"));
    assert!(!page.contains("<script>"));
}

#[tokio::test]
async fn many_at_once_do_not_disturb_each_other() {
    let house = House::open().await;
    let posts = (0..40).map(|number| {
        let body = board(&format!("b{number}"));
        let house = &house;
        async move { house.post("/api/v1/dashboard", &body).await.body["id"].as_str().unwrap().to_owned() }
    });
    let mut ids = futures::future::join_all(posts).await;
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 40);
    let stopped = tokio::time::timeout(Duration::from_secs(20), house.sandbox.stop()).await;
    assert!(stopped.is_ok());
}
