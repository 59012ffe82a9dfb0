//! Reading objects, and asking about them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ddsync::datadog::{BaseUrl, Connection, Deletable, Reader, Timeouts, Why, WriteError};
use ddsync::kinds::{DASHBOARD, MONITOR};
use ddsync::model::secrets::{ApiKey, AppKey, BearerToken, Credentials};
use serde_json::json;

use crate::client::{API_KEY, APP_KEY, client, client_with, why};
use crate::server::{Reply, Server};

#[tokio::test]
async fn requests_carry_keys_a_name_and_json() {
    let server = Server::start(|_, _| Reply::Json(200, json!({"id": "abc", "title": "t"})));
    let client = client(&server.url);
    client.reader.get(&DASHBOARD, "abc").await.unwrap();
    client.writer.create(&DASHBOARD, json!({"title": "é"})).await.unwrap();
    let seen = server.seen();
    for request in &seen {
        assert_eq!(request.headers["dd-api-key"], API_KEY);
        assert_eq!(request.headers["dd-application-key"], APP_KEY);
        assert_eq!(request.headers["user-agent"], concat!("ddsync/", env!("CARGO_PKG_VERSION")));
        assert_eq!(request.headers["accept-encoding"], "gzip");
    }
    assert_eq!(seen[0].path, "/api/v1/dashboard/abc");
    assert_eq!((seen[1].method.as_str(), seen[1].path.as_str()), ("POST", "/api/v1/dashboard"));
    assert_eq!(seen[1].headers["content-type"], "application/json");
    assert_eq!(seen[1].body, r#"{"title":"é"}"#);
}

#[tokio::test]
async fn a_bearer_token_stands_alone() {
    let server = Server::always(|| Reply::Json(200, json!({"valid": true})));
    let token = Credentials::Bearer(BearerToken::new("tok-123".to_owned()));
    client_with(&server.url, token, Timeouts::default()).reader.validate_keys().await.unwrap();
    let headers = &server.seen()[0].headers;
    assert_eq!(headers["authorization"], "Bearer tok-123");
    assert!(!headers.contains_key("dd-api-key") && !headers.contains_key("dd-application-key"));
}

#[tokio::test]
async fn an_object_that_is_not_there_is_none() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/api/v1/monitor/1" => Reply::Json(404, json!({"errors": ["Monitor not found"]})),
        _ => Reply::Json(400, json!({"errors": ["Invalid URL param: id must be an uuid"]})),
    });
    let reader = client(&server.url).reader;
    assert_eq!(reader.get(&MONITOR, "1").await, Ok(None));
    assert_eq!(reader.get(&DASHBOARD, "odd").await, Ok(None));
    assert_eq!(reader.get(&MONITOR, "not-a-number").await, Ok(None));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_404_page_of_a_proxy_does_not_mean_that_the_object_is_gone() {
    let server = Server::always(|| Reply::With(404, &[("content-type", "text/html")], "<title>nginx</title>"));
    let client = client(&server.url);
    let error = client.reader.get(&MONITOR, "1").await.unwrap_err();
    assert_eq!(why(error), Why::Html { title: Some("nginx".to_owned()) });
    assert!(matches!(client.writer.delete(&MONITOR, "1").await, Err(WriteError::Refused(_))));
}

#[tokio::test]
async fn many_objects_come_back_in_the_order_asked_and_few_at_once() {
    let (now, most) = (Arc::new(Mutex::new(0_usize)), Arc::new(Mutex::new(0_usize)));
    let (under_way, highest) = (now.clone(), most.clone());
    let server = Server::start(move |request, _| {
        {
            let mut now = under_way.lock().unwrap();
            *now += 1;
            let mut highest = highest.lock().unwrap();
            *highest = (*highest).max(*now);
        }
        std::thread::sleep(Duration::from_millis(5));
        *under_way.lock().unwrap() -= 1;
        let id = request.path.rsplit('/').next().unwrap().to_owned();
        match id.as_str() {
            "d-13" => Reply::Json(404, json!({"errors": ["Dashboard with ID d-13 not found"]})),
            _ => Reply::Json(200, json!({"id": id})),
        }
    });
    let ids: Vec<String> = (0..60).map(|n| format!("d-{n}")).collect();
    let objects = client(&server.url).reader.get_many(&DASHBOARD, &ids).await.unwrap();
    for (id, object) in ids.iter().zip(&objects) {
        let wanted = (id != "d-13").then(|| json!({"id": id}));
        assert_eq!(object, &wanted);
    }
    assert_eq!(objects.len(), 60);
    assert!((2..=16).contains(&*most.lock().unwrap()), "{most:?}");
}

#[tokio::test]
async fn datadog_is_asked_whether_an_object_can_go() {
    let server = Server::start(|request, _| match request.query["monitor_ids"].as_str() {
        "1" => Reply::Json(200, json!({"data": {"ok": [1]}, "errors": null})),
        "2" => {
            Reply::Json(409, json!({"data": {"ok": []}, "errors": {"2": ["monitor [2,A] is referenced in slos: B"]}}))
        }
        "3" => Reply::Json(200, json!({"data": {"ok": []}, "errors": {"3": ["used by 4"]}})),
        "4" => Reply::Json(200, json!({"data": {"ok": []}, "errors": null})),
        _ => Reply::Json(200, json!({})),
    });
    let reader = client(&server.url).reader;
    assert_eq!(reader.can_delete(&MONITOR, "1").await, Ok(Deletable::Yes));
    let no = |text: &str| Ok(Deletable::No(text.to_owned()));
    assert_eq!(reader.can_delete(&MONITOR, "2").await, no("monitor [2,A] is referenced in slos: B"));
    assert_eq!(reader.can_delete(&MONITOR, "3").await, no("used by 4"));
    assert_eq!(reader.can_delete(&MONITOR, "4").await, no("Datadog does not say that it can go"));
    assert_eq!(why(reader.can_delete(&MONITOR, "5").await.unwrap_err()), Why::NotAList { field: "data.ok" });
    assert_eq!(reader.can_delete(&DASHBOARD, "abc").await, Ok(Deletable::Yes));
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn keys_are_checked_before_they_are_sent_and_by_asking() {
    for (api, variable) in [("", "DD_API_KEY"), ("two words", "DD_API_KEY"), ("clé", "DD_API_KEY")] {
        let credentials = Credentials::Keys { api: ApiKey::new(api.to_owned()), app: AppKey::new(APP_KEY.to_owned()) };
        let connection = Connection::new(BaseUrl::parse("http://127.0.0.1:1").unwrap(), credentials);
        let error = Reader::connect(connection).err().unwrap();
        assert!(error.is_auth() && error.to_string().starts_with(variable), "{error}");
    }
    let server = Server::start(|_, before| match before {
        0 => Reply::Json(200, json!({"valid": true})),
        1 => Reply::Json(200, json!({"valid": false})),
        _ => Reply::Json(403, json!({"errors": ["Forbidden"]})),
    });
    let reader = client(&server.url).reader;
    assert_eq!(reader.validate_keys().await, Ok(()));
    assert!(reader.validate_keys().await.unwrap_err().is_auth());
    let error = reader.validate_keys().await.unwrap_err();
    assert!(error.is_auth() && error.to_string().contains("DD_SITE"), "{error}");
    assert_eq!(server.seen()[0].path, "/api/v1/validate");
}
