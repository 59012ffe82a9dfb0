//! A project in a folder of its own, with a sandbox beside it.

use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use ddsync::sandbox::{Options, Sandbox, Store};
use serde_json::Value;

pub const PROJECT: &str = "version: 1\nproject: pipeline\n";

pub struct Yard {
    folder: tempfile::TempDir,
}

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Yard {
    pub fn new(project: &str) -> Self {
        let yard = Self { folder: tempfile::tempdir().unwrap() };
        yard.write("ddsync.yaml", project);
        yard
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Definition files below the folder of a kind, by name.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).into_iter().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// A run against the sandbox.
    pub fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::cargo_bin("ddsync").unwrap();
        command.current_dir(self.folder.path()).env_clear().env("COLUMNS", "160");
        let Output { status, stdout, stderr } = command.args(arguments).arg("--sandbox").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Said { code: status.code().unwrap_or(-1), out: text(stdout), err: text(stderr) }
    }

    /// A run that has to end well.
    pub fn ok(&self, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}\n{}\n{}", said.out, said.err);
        said
    }

    /// The plan as JSON.
    pub fn diff(&self, more: &[&str]) -> Value {
        let arguments = [&["diff", "--format", "json"], more].concat();
        serde_json::from_str(&self.run(&arguments).out).unwrap()
    }

    /// Somebody at work in Datadog, behind the project's back.
    pub fn behind<T>(&self, work: impl AsyncFnOnce(&Hand) -> T) -> T {
        std::fs::create_dir_all(self.path(".ddsync")).unwrap();
        let store = Store::File(self.path(".ddsync/sandbox.db"));
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let sandbox = Sandbox::start(Options { store, ..Options::default() }).await.unwrap();
            // reqwest wants a TLS provider even for plain HTTP; a second test finds it installed.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let hand = Hand { url: sandbox.url(), http: reqwest::Client::builder().no_proxy().build().unwrap() };
            let done = work(&hand).await;
            sandbox.stop().await;
            done
        })
    }

    /// One object made by hand; its id.
    pub fn create(&self, path: &str, body: &Value) -> String {
        self.behind(async |hand| id_of(&hand.send("POST", path, body).await))
    }

    pub fn change(&self, path: &str, edit: impl Fn(&mut Value)) {
        self.behind(async |hand| {
            let mut object = hand.send("GET", path, &Value::Null).await;
            edit(&mut object);
            hand.send("PUT", path, &object).await;
        });
    }
}

pub struct Hand {
    url: String,
    http: reqwest::Client,
}

impl Hand {
    /// The answer, which has to be a good one.
    pub async fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        self.try_to(method, path, body).await.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub async fn try_to(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.url));
        let mut request = request.header("dd-api-key", "a").header("dd-application-key", "b");
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        let response = request.send().await.map_err(|error| error.to_string())?;
        let (good, text) = (response.status().is_success(), response.text().await.unwrap());
        if good { Ok(serde_json::from_str(&text).unwrap_or_default()) } else { Err(text) }
    }
}

pub fn id_of(object: &Value) -> String {
    match &object["id"] {
        Value::String(id) => id.clone(),
        id => id.to_string(),
    }
}

/// Actions of a plan, with how many of each there are.
pub fn counts(plan: &Value) -> Vec<(String, u64)> {
    let summary = plan["summary"].as_object().unwrap().iter();
    summary.map(|(action, count)| (action.clone(), count.as_u64().unwrap())).filter(|(_, count)| *count > 0).collect()
}
