//! A client whose clock does not wait and whose events are kept.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ddsync::datadog::{ApiError, BaseUrl, Clock, Connection, Event, Pause, Progress, Reader, Timeouts, Why, Writer};
use ddsync::model::secrets::{ApiKey, AppKey, Credentials};
use serde_json::{Value, json};

use crate::server::Seen;

pub const API_KEY: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub const APP_KEY: &str = "f9e8d7c6b5a493827160f5e4d3c2b1a00a1b2c3d";

/// Sleeps pass at once and are remembered.
pub struct FakeClock {
    start: Instant,
    slept: Mutex<Vec<Duration>>,
}

impl FakeClock {
    pub fn slept(&self) -> Vec<Duration> {
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
pub struct Log(pub Mutex<Vec<Event>>);

impl Progress for Log {
    fn event(&self, event: Event) {
        self.0.lock().unwrap().push(event);
    }
}

pub struct Client {
    pub reader: Reader,
    pub writer: Writer,
    pub clock: Arc<FakeClock>,
    pub log: Arc<Log>,
}

pub fn keys() -> Credentials {
    Credentials::Keys { api: ApiKey::new(API_KEY.to_owned()), app: AppKey::new(format!("{APP_KEY}\n")) }
}

pub fn client(url: &str) -> Client {
    client_with(url, keys(), Timeouts::default())
}

pub fn client_with(url: &str, credentials: Credentials, timeouts: Timeouts) -> Client {
    let clock = Arc::new(FakeClock { start: Instant::now(), slept: Mutex::default() });
    let log = Arc::new(Log::default());
    let reader = Reader::connect(Connection {
        timeouts,
        clock: clock.clone(),
        progress: log.clone(),
        ..Connection::new(BaseUrl::parse(url).unwrap(), credentials)
    })
    .unwrap();
    Client { writer: Writer::new(reader.clone()), reader, clock, log }
}

/// So that a silent server is noticed soon.
pub fn hasty() -> Timeouts {
    Timeouts { whole: Duration::from_millis(150), ..Timeouts::default() }
}

/// An address where nobody listens.
pub fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

pub fn monitors(ids: std::ops::Range<usize>) -> Value {
    ids.map(|id| json!({"id": id, "name": format!("monitor {id}")})).collect()
}

/// Cuts `all` into pages as Datadog does.
pub fn page_of(request: &Seen, all: usize) -> Value {
    let (page, size) = (request.number("page"), request.number("page_size"));
    monitors((page * size).min(all)..((page + 1) * size).min(all))
}

pub fn why(error: ApiError) -> Why {
    match error {
        ApiError::BadAnswer { why, .. } => why,
        other => panic!("not a bad answer: {other}"),
    }
}
