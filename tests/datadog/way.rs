//! Redirects, silence, closed doors.

use std::io::{Read, Write};
use std::net::TcpListener;

use ddsync::datadog::{ApiError, BaseUrl, Connection, Fault, Method, Reader};
use ddsync::kinds::MONITOR;
use serde_json::json;

use crate::client::{client, client_with, hasty, keys, nowhere};
use crate::server::{Reply, Server};

#[tokio::test]
async fn a_redirect_is_not_followed_and_names_where_it_points() {
    let other = Server::always(|| Reply::Json(200, json!([])));
    let to: &'static str = Box::leak(format!("{}/api/v1/monitor", other.url.replace("127.0.0.1", "localhost")).into());
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([("location", to)]));
    for status in [301, 302, 303, 307, 308] {
        let server = Server::always(move || Reply::With(status, headers, ""));
        let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
        assert!(matches!(&error, ApiError::Redirected { to, .. } if to == "localhost"), "{error}");
    }
    assert_eq!(other.seen().len(), 0);
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_told_from_one_that_is_not_there() {
    let server = Server::always(|| Reply::Silence);
    let hurried = client_with(&server.url, keys(), hasty());
    let error = hurried.reader.get(&MONITOR, "1").await.unwrap_err();
    let ApiError::Transport { call, fault } = &error else { panic!("{error}") };
    assert_eq!(*fault, Fault::Timeout(hasty().whole));
    assert_eq!((call.method, call.path.as_str()), (Method::Get, "/api/v1/monitor/1"));
    assert_eq!(hurried.clock.slept().len(), 4);

    let error = client(&nowhere()).reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(matches!(&error, ApiError::Transport { fault: Fault::Connect(_), .. }), "{error:?}");

    let server = Server::always(|| Reply::Hangup);
    let error = client(&server.url).reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(matches!(&error, ApiError::Transport { fault: Fault::Broken(_), .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_told_so_and_not_asked_again() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let connection = Connection::new(BaseUrl::parse(&url).unwrap(), keys());
    let reader = match Reader::connect(connection) {
        Ok(reader) => reader,
        // A machine without any certificates says so before anything is sent.
        Err(error) => return assert!(error.to_string().contains("SSL_CERT_FILE"), "{error}"),
    };
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
    });
    let error = reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(matches!(&error, ApiError::Transport { fault: Fault::Tls(_), .. }), "{error:?}");
    server.join().unwrap();
}
