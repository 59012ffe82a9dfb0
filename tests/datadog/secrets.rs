//! Keys that never show.

use ddsync::kinds::MONITOR;
use serde_json::json;

use crate::client::{API_KEY, APP_KEY, client, nowhere};
use crate::server::{Reply, Seen, Server};

#[tokio::test]
async fn no_key_ever_stands_in_an_error_or_an_event() {
    let echo = |status: u16, kind: &str, request: &Seen| {
        let (api, app) = (&request.headers["dd-api-key"], &request.headers["dd-application-key"]);
        let body = match kind {
            "text/html" => format!("<html><title>{api} {app}</title>"),
            _ => json!({"errors": [format!("bad key {api}, {app}")]}).to_string(),
        };
        format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-type: {kind}\r\nlocation: https://{api}.org/{app}\r\n\r\n{body}"
        )
    };
    let mut told = String::new();
    for status in [200, 302, 400, 401, 403, 404, 409, 429, 500, 502] {
        for kind in ["text/html", "application/json"] {
            let server = Server::start(move |request, _| Reply::Raw(echo(status, kind, request).into_bytes()));
            let client = client(&server.url);
            let read = client.reader.list(&MONITOR, None).await.unwrap_err();
            let write = client.writer.create(&MONITOR, json!({})).await.unwrap_err();
            told += &format!("{read} {read:?} {write} {write:?} {:?}\n", client.log.0.lock().unwrap());
        }
    }
    let client = client(&nowhere());
    let error = client.reader.list(&MONITOR, None).await.unwrap_err();
    told += &format!("{error} {error:?}");
    assert!(told.contains("[key]"));
    for key in [API_KEY, APP_KEY] {
        let line = told.lines().find(|line| line.contains(key));
        assert_eq!(line, None);
    }
}
