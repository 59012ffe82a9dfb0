//! A sandbox with a plain HTTP client in front.

use ddsync::sandbox::{Fault, Faults, Options, Sandbox};
use serde_json::Value;

/// A running sandbox and its client; it goes away with the value.
pub struct House {
    pub sandbox: Sandbox,
    http: reqwest::Client,
}

/// An answer, whole.
#[derive(Debug)]
pub struct Told {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    /// Null where it is empty or not JSON.
    pub body: Value,
}

impl Told {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The first text under `errors`.
    pub fn error(&self) -> &str {
        self.body["errors"][0].as_str().unwrap_or_default()
    }
}

impl House {
    pub async fn open() -> House {
        House::with(Options::default()).await
    }

    pub async fn scripted(faults: Vec<Fault>) -> House {
        House::with(Options { faults: Faults(faults), ..Options::default() }).await
    }

    pub async fn with(options: Options) -> House {
        let sandbox = Sandbox::start(options).await.expect("the sandbox starts");
        // reqwest wants a TLS provider even for plain HTTP; a second test finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // No proxy: the environment's is not for loopback.
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        House { sandbox, http }
    }

    pub async fn get(&self, path: &str) -> Told {
        self.told("GET", path, &Value::Null).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Told {
        self.told("POST", path, body).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Told {
        self.told("PUT", path, body).await
    }

    pub async fn delete(&self, path: &str) -> Told {
        self.told("DELETE", path, &Value::Null).await
    }

    pub async fn told(&self, method: &str, path: &str, body: &Value) -> Told {
        self.send(method, path, body).await.expect("an answer")
    }

    pub async fn send(&self, method: &str, path: &str, body: &Value) -> reqwest::Result<Told> {
        let mut request = self.plain(method, path).header("dd-api-key", "a").header("dd-application-key", "b");
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        tell(request).await
    }

    /// A request without keys.
    pub fn plain(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method.parse().unwrap(), format!("{}{path}", self.sandbox.url()))
    }
}

pub async fn tell(request: reqwest::RequestBuilder) -> reqwest::Result<Told> {
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = serde_json::from_str(&response.text().await?).unwrap_or_default();
    Ok(Told { status, headers, body })
}
