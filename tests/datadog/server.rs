//! A server on loopback that answers as a test tells it to, down to the bytes.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// A request as the server saw it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    pub path: String,
    pub query: HashMap<String, String>,
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Seen {
    pub fn number(&self, name: &str) -> usize {
        self.query[name].parse().unwrap()
    }
}

/// What the server does with one request.
pub enum Reply {
    Json(u16, Value),
    With(u16, &'static [(&'static str, &'static str)], &'static str),
    /// These bytes, then the connection ends.
    Raw(Vec<u8>),
    /// The connection ends without a word.
    Hangup,
    /// Neither a word nor an end, for long enough.
    Silence,
}

pub struct Server {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Server {
    /// `answer` is asked with the request and the number of requests before it.
    pub fn start(answer: impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static) -> Self {
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

    pub fn always(answer: impl Fn() -> Reply + Send + Sync + 'static) -> Self {
        Self::start(move |_, _| answer())
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn count(&self, method: &str) -> usize {
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
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
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
