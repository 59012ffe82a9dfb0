//! The Datadog client against a scripted server on loopback: what goes wrong on the wire, and what is told.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ddsync::datadog::{
    ApiError, BaseUrl, Clock, Connection, Deletable, Event, Fault, Method, Pause, Progress, Reader, Timeouts, Why,
    WriteError, Writer,
};
use ddsync::kinds::{DASHBOARD, MONITOR};
use ddsync::model::secrets::{ApiKey, AppKey, BearerToken, Credentials};
use serde_json::{Value, json};

const API_KEY: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const APP_KEY: &str = "f9e8d7c6b5a493827160f5e4d3c2b1a00a1b2c3d";

/// A request as the server saw it.
#[derive(Clone, Debug)]
struct Seen {
    method: String,
    path: String,
    query: HashMap<String, String>,
    headers: HashMap<String, String>,
    body: String,
}

impl Seen {
    fn number(&self, name: &str) -> usize {
        self.query[name].parse().unwrap()
    }
}

/// What the server does with one request.
enum Reply {
    Json(u16, Value),
    With(u16, &'static [(&'static str, &'static str)], &'static str),
    /// These bytes, then the connection ends.
    Raw(Vec<u8>),
    /// The connection ends without a word.
    Hangup,
    /// Neither a word nor an end, for long enough.
    Silence,
}

struct Server {
    url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// `answer` is asked with the request and the number of requests before it.
    fn start(answer: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&seen));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, log) = (Arc::clone(&answer), Arc::clone(&log));
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let Some(request) = read_request(&mut stream) else {
                        return;
                    };
                    let before = {
                        let mut log = log.lock().unwrap();
                        log.push(request.clone());
                        log.len() - 1
                    };
                    write_reply(&mut stream, answer(&request, before));
                });
            }
        });
        Self { url, seen }
    }

    fn always(answer: impl Fn() -> Reply + Send + Sync + 'static) -> Self {
        Self::start(move |_, _| answer())
    }

    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    fn count(&self, method: &str) -> usize {
        self.seen().iter().filter(|request| request.method == method).count()
    }
}

fn read_request(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
        match stream.read(&mut buffer) {
            Ok(n) if n > 0 => bytes.extend_from_slice(&buffer[..n]),
            _ => return None,
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: HashMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length: usize = headers.get("content-length").map_or(0, |text| text.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        let n = stream.read(&mut buffer).ok().filter(|n| *n > 0)?;
        body.extend_from_slice(&buffer[..n]);
    }
    let url = reqwest::Url::parse(&format!("http://host{target}")).unwrap();
    Some(Seen {
        method,
        path: url.path().to_owned(),
        query: url.query_pairs().into_owned().collect(),
        headers,
        body: String::from_utf8(body).unwrap(),
    })
}

fn write_reply(stream: &mut TcpStream, reply: Reply) {
    let whole = |status: u16, headers: &[(&str, &str)], body: &str| {
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        format!(
            "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}",
            body.len()
        )
        .into_bytes()
    };
    let bytes = match reply {
        Reply::Json(status, body) => whole(status, &[("content-type", "application/json")], &body.to_string()),
        Reply::With(status, headers, body) => whole(status, headers, body),
        Reply::Raw(bytes) => bytes,
        Reply::Hangup => return,
        Reply::Silence => {
            std::thread::sleep(Duration::from_secs(20));
            return;
        }
    };
    let _ = stream.write_all(&bytes);
}

/// Sleeps pass at once and are remembered.
struct FakeClock {
    start: Instant,
    slept: Mutex<Vec<Duration>>,
}

impl FakeClock {
    fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap().clone()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.slept().iter().sum::<Duration>()
    }

    fn sleep(&self, time: Duration) -> Pause<'_> {
        self.slept.lock().unwrap().push(time);
        Box::pin(std::future::ready(()))
    }

    fn random(&self) -> f64 {
        0.5
    }
}

#[derive(Default)]
struct Log(Mutex<Vec<Event>>);

impl Progress for Log {
    fn event(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

struct Client {
    reader: Reader,
    writer: Writer,
    clock: Arc<FakeClock>,
    log: Arc<Log>,
}

fn keys() -> Credentials {
    Credentials::Keys {
        api: ApiKey::new(API_KEY.to_owned()),
        app: AppKey::new(format!("{APP_KEY}\n")),
    }
}

fn client(url: &str) -> Client {
    client_with(url, keys(), Timeouts::default())
}

fn client_with(url: &str, credentials: Credentials, timeouts: Timeouts) -> Client {
    let clock = Arc::new(FakeClock {
        start: Instant::now(),
        slept: Mutex::default(),
    });
    let log = Arc::new(Log::default());
    let reader = Reader::connect(Connection {
        timeouts,
        clock: clock.clone(),
        progress: log.clone(),
        ..Connection::new(BaseUrl::parse(url).unwrap(), credentials)
    })
    .unwrap();
    Client {
        writer: Writer::new(reader.clone()),
        reader,
        clock,
        log,
    }
}

/// So that a silent server is noticed soon.
fn hasty() -> Timeouts {
    Timeouts {
        whole: Duration::from_millis(150),
        ..Timeouts::default()
    }
}

/// An address where nobody listens.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn monitors(ids: std::ops::Range<usize>) -> Value {
    ids.map(|id| json!({"id": id, "name": format!("monitor {id}")}))
        .collect()
}

/// Cuts `all` into pages as Datadog does.
fn page_of(request: &Seen, all: usize) -> Value {
    let (page, size) = (request.number("page"), request.number("page_size"));
    monitors((page * size).min(all)..((page + 1) * size).min(all))
}

fn why(error: ApiError) -> Why {
    match error {
        ApiError::BadAnswer { why, .. } => why,
        other => panic!("not a bad answer: {other}"),
    }
}

// ---------------------------------------------------------------------------------------------- lists

#[tokio::test]
async fn a_long_list_is_read_page_by_page_and_comes_back_whole_and_in_order() {
    for (all, waves) in [
        (0, 1),
        (1, 1),
        (999, 1),
        (1000, 1),
        (2999, 1),
        (3000, 1),
        (3001, 2),
        (4000, 2),
        (9500, 3),
    ] {
        let server = Server::start(move |request, _| Reply::Json(200, page_of(request, all)));
        let list = client(&server.url).reader.list(&MONITOR, None).await.unwrap();
        let ids: Vec<usize> = list
            .iter()
            .map(|monitor| monitor["id"].as_u64().unwrap() as usize)
            .collect();
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
    let list = client
        .reader
        .list(&MONITOR, Some("ddsync:pipeline/prod"))
        .await
        .unwrap();
    assert_eq!(list, [json!({"id": 1, "type": "metric alert"})]);
    let events = client.log.0.lock().unwrap();
    assert_eq!(events.first(), Some(&Event::ListStarted { kind: "monitor" }));
    assert!(events.contains(&Event::Objects { kind: "monitor", n: 2 }));
}

#[tokio::test]
async fn dashboards_are_taken_out_of_their_envelope() {
    let server = Server::start(|request, _| {
        let start = request.number("start");
        let items: Value = (start..130.min(start + 100))
            .map(|n| json!({"id": format!("d-{n}")}))
            .collect();
        Reply::Json(200, json!({"dashboards": items}))
    });
    let list = client(&server.url)
        .reader
        .list(&DASHBOARD, Some("ddsync:x"))
        .await
        .unwrap();
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
    assert!(
        error.to_string().contains("(page 1 holds 700 of 1000 and more follow)"),
        "{error}"
    );
    assert_eq!(
        why(error),
        Why::ShortList {
            page: 1,
            found: 700,
            most: 1000
        }
    );
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
    assert_eq!(
        client(&server.url).reader.list(&MONITOR, None).await.unwrap().len(),
        1500
    );
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
    let html = Why::Html {
        title: Some("Sign in".to_owned()),
    };
    let cases: Vec<(&str, &str, Why)> = vec![
        ("text/html", "<html><title>Sign in</title></html>", html.clone()),
        ("application/json", " <!DOCTYPE html><title>Sign in</title>", html),
        ("text/html", "[]", Why::Html { title: None }),
        ("application/json", "", Why::Empty),
        ("application/json", "{}", Why::NotAList { field: "" }),
        ("application/json", "null", Why::Empty),
        ("application/json", r#"[{"name":"no id"}]"#, Why::NoId { field: "id" }),
        (
            "application/json",
            r#"{"errors":["timed out"]}"#,
            Why::Errors {
                message: "timed out".to_owned(),
            },
        ),
        ("application/json", "[[]", Why::Truncated),
        (
            "application/json",
            "[}",
            Why::NotJson {
                detail: "line 1 column 2".to_owned(),
            },
        ),
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
    assert_eq!(
        client(&server.url).reader.list(&MONITOR, None).await,
        Ok(vec![json!({"id": 1})])
    );
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
    assert_eq!(
        client(&server.url).reader.get(&MONITOR, "7").await,
        Ok(Some(json!({"id": 7})))
    );
}

// ---------------------------------------------------------------------------------------------- reads

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
        assert_eq!(
            request.headers["user-agent"],
            concat!("ddsync/", env!("CARGO_PKG_VERSION"))
        );
        assert_eq!(request.headers["accept-encoding"], "gzip");
    }
    assert_eq!(seen[0].path, "/api/v1/dashboard/abc");
    assert_eq!(
        (seen[1].method.as_str(), seen[1].path.as_str()),
        ("POST", "/api/v1/dashboard")
    );
    assert_eq!(seen[1].headers["content-type"], "application/json");
    assert_eq!(seen[1].body, r#"{"title":"é"}"#);
}

#[tokio::test]
async fn a_bearer_token_stands_alone() {
    let server = Server::always(|| Reply::Json(200, json!({"valid": true})));
    let token = Credentials::Bearer(BearerToken::new("tok-123".to_owned()));
    client_with(&server.url, token, Timeouts::default())
        .reader
        .validate_keys()
        .await
        .unwrap();
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
    assert_eq!(
        why(error),
        Why::Html {
            title: Some("nginx".to_owned())
        }
    );
    assert!(matches!(
        client.writer.delete(&MONITOR, "1").await,
        Err(WriteError::Refused(_))
    ));
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
        "2" => Reply::Json(
            409,
            json!({"data": {"ok": []}, "errors": {"2": ["monitor [2,A] is referenced in slos: B"]}}),
        ),
        "3" => Reply::Json(200, json!({"data": {"ok": []}, "errors": {"3": ["used by 4"]}})),
        "4" => Reply::Json(200, json!({"data": {"ok": []}, "errors": null})),
        _ => Reply::Json(200, json!({})),
    });
    let reader = client(&server.url).reader;
    assert_eq!(reader.can_delete(&MONITOR, "1").await, Ok(Deletable::Yes));
    let no = |text: &str| Ok(Deletable::No(text.to_owned()));
    assert_eq!(
        reader.can_delete(&MONITOR, "2").await,
        no("monitor [2,A] is referenced in slos: B")
    );
    assert_eq!(reader.can_delete(&MONITOR, "3").await, no("used by 4"));
    assert_eq!(
        reader.can_delete(&MONITOR, "4").await,
        no("Datadog does not say that it can go")
    );
    assert_eq!(
        why(reader.can_delete(&MONITOR, "5").await.unwrap_err()),
        Why::NotAList { field: "data.ok" }
    );
    assert_eq!(reader.can_delete(&DASHBOARD, "abc").await, Ok(Deletable::Yes));
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn keys_are_checked_before_they_are_sent_and_by_asking() {
    for (api, variable) in [("", "DD_API_KEY"), ("two words", "DD_API_KEY"), ("clé", "DD_API_KEY")] {
        let credentials = Credentials::Keys {
            api: ApiKey::new(api.to_owned()),
            app: AppKey::new(APP_KEY.to_owned()),
        };
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

// ---------------------------------------------------------------------------------------------- retries

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
        assert_eq!(
            client.clock.slept(),
            [Duration::from_millis(250), Duration::from_millis(500)]
        );
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
        assert!(
            server.seen().len() <= 2,
            "{status}: two pages are asked for side by side, each once"
        );
    }
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_as_long_as_it_says() {
    let server = Server::start(|_, before| match before {
        0 => Reply::With(
            429,
            &[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "7")],
            "<html>",
        ),
        _ => Reply::Json(200, json!({"id": 1})),
    });
    let client = client(&server.url);
    assert!(client.reader.get(&MONITOR, "1").await.unwrap().is_some());
    assert_eq!(client.clock.slept(), [Duration::from_millis(7500)]);
    assert!(matches!(
        client.log.0.lock().unwrap()[..],
        [Event::Waiting { .. }, Event::Objects { .. }]
    ));
}

#[tokio::test]
async fn a_used_up_limit_holds_the_next_call_of_its_bucket_back() {
    let server = Server::always(|| {
        let headers = &[
            ("X-RateLimit-Name", "get_monitors"),
            ("X-RateLimit-Remaining", "0"),
            ("X-RateLimit-Reset", "9"),
        ];
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
    let server = Server::always(|| {
        Reply::With(
            429,
            &[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "3504")],
            "",
        )
    });
    let client = client(&server.url);
    for _ in 0..2 {
        let error = client.writer.create(&MONITOR, json!({})).await.unwrap_err();
        let WriteError::Refused(ApiError::RateLimited { reset, .. }) = &error else {
            panic!("{error}")
        };
        assert_eq!(*reset, Some(Duration::from_secs(3504)));
    }
    assert!(client.clock.slept().is_empty());
    assert_eq!(server.seen().len(), 1, "the second is not even sent");
}

// ---------------------------------------------------------------------------------------------- writes

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
        assert!(
            error.to_string().contains("look first whether it was written"),
            "{error}"
        );
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
    assert_eq!(
        client1.writer.create(&MONITOR, json!({})).await,
        Ok(json!({"id": 5, "name": "a"}))
    );
    assert_eq!((server.count("POST"), client1.clock.slept().len()), (2, 1));

    for status in [400, 401, 403, 404, 409, 501] {
        let server = Server::start(move |_, _| Reply::Json(status, json!({"errors": ["no"]})));
        let error = client(&server.url)
            .writer
            .create(&MONITOR, json!({}))
            .await
            .unwrap_err();
        assert!(matches!(error, WriteError::Refused(_)), "{status}: {error}");
        assert_eq!(server.count("POST"), 1);
    }

    let client2 = client(&nowhere());
    let error = client2.writer.create(&MONITOR, json!({})).await.unwrap_err();
    assert!(
        matches!(
            &error,
            WriteError::Refused(ApiError::Transport {
                fault: Fault::Connect(_),
                ..
            })
        ),
        "{error:?}"
    );
    assert_eq!(
        client2.clock.slept().len(),
        4,
        "where nobody listens, trying again is harmless"
    );
}

#[tokio::test]
async fn updates_and_deletes_are_sent_again() {
    let server = Server::start(|request, before| match (before, request.method.as_str()) {
        (0 | 2, _) => Reply::Hangup,
        (_, "PUT") => Reply::Json(200, json!({"id": 5})),
        _ => Reply::Json(200, json!({"deleted_monitor_id": 5})),
    });
    let client = client(&server.url);
    assert_eq!(
        client.writer.update(&MONITOR, "5", json!({})).await,
        Ok(json!({"id": 5}))
    );
    assert_eq!(client.writer.delete(&MONITOR, "5").await, Ok(()));
    assert_eq!((server.count("PUT"), server.count("DELETE")), (2, 2));
}

#[tokio::test]
async fn an_object_that_is_gone_is_told_on_update_and_fine_on_delete() {
    let server = Server::always(|| Reply::Json(404, json!({"errors": ["Monitor not found"]})));
    let writer = client(&server.url).writer;
    assert!(matches!(
        writer.update(&MONITOR, "5", json!({})).await,
        Err(WriteError::Gone(_))
    ));
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
    let error = client(&server.url)
        .writer
        .update(&MONITOR, "5", json!({}))
        .await
        .unwrap_err();
    assert!(
        matches!(error, WriteError::Lost(ApiError::NotPermitted { .. })) && error.is_auth(),
        "{error}"
    );
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_not_sent() {
    let server = Server::always(|| Reply::Json(200, json!({})));
    let writer = client(&server.url).writer;
    for id in ["", "..", "1/../2", "x"] {
        let error = writer.delete(&MONITOR, id).await.unwrap_err();
        assert!(
            matches!(error, WriteError::Refused(ApiError::BadId(_))),
            "{id:?}: {error}"
        );
    }
    assert!(writer.delete(&DASHBOARD, "").await.is_err());
    assert_eq!(server.seen().len(), 0);
}

// ---------------------------------------------------------------------------------------------- the way there

#[tokio::test]
async fn a_redirect_is_not_followed_and_names_where_it_points() {
    let other = Server::always(|| Reply::Json(200, json!([])));
    let to: &'static str = Box::leak(format!("{}/api/v1/monitor", other.url.replace("127.0.0.1", "localhost")).into());
    let headers: &'static [(&str, &str)] = Box::leak(Box::new([("location", to)]));
    for status in [301, 302, 303, 307, 308] {
        let server = Server::always(move || Reply::With(status, headers, ""));
        let error = client(&server.url).reader.list(&MONITOR, None).await.unwrap_err();
        assert!(
            matches!(&error, ApiError::Redirected { to, .. } if to == "localhost"),
            "{error}"
        );
    }
    assert_eq!(other.seen().len(), 0);
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_told_from_one_that_is_not_there() {
    let server = Server::always(|| Reply::Silence);
    let hurried = client_with(&server.url, keys(), hasty());
    let error = hurried.reader.get(&MONITOR, "1").await.unwrap_err();
    let ApiError::Transport { call, fault } = &error else {
        panic!("{error}")
    };
    assert_eq!(*fault, Fault::Timeout(hasty().whole));
    assert_eq!((call.method, call.path.as_str()), (Method::Get, "/api/v1/monitor/1"));
    assert_eq!(hurried.clock.slept().len(), 4);

    let error = client(&nowhere()).reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(
        matches!(
            &error,
            ApiError::Transport {
                fault: Fault::Connect(_),
                ..
            }
        ),
        "{error:?}"
    );

    let server = Server::always(|| Reply::Hangup);
    let error = client(&server.url).reader.get(&MONITOR, "1").await.unwrap_err();
    assert!(
        matches!(
            &error,
            ApiError::Transport {
                fault: Fault::Broken(_),
                ..
            }
        ),
        "{error:?}"
    );
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
    assert!(
        matches!(
            &error,
            ApiError::Transport {
                fault: Fault::Tls(_),
                ..
            }
        ),
        "{error:?}"
    );
    server.join().unwrap();
}

// ---------------------------------------------------------------------------------------------- secrets

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
