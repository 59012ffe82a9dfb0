//! A folder of definitions, and a terminal that stands in it.

use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use ddsync::sandbox::Sandbox;
use serde_json::Value;
use tempfile::TempDir;

pub const FAILURES: &str = "\
name: Failures
type: query alert
query: \"sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3\"
message: Runs fail. @slack-data
";
pub const SLOW: &str = "\
name: Slow
type: query alert
query: \"avg(last_15m):avg:pipeline.stage.duration{*} > 300\"
message: A stage is slow. @slack-data
options:
  thresholds: {critical: 300, warning: 240}
";
pub const BOARD: &str = "title: Board\nlayout_type: ordered\nwidgets:\n\
                         - definition: {type: note, content: Hello}\n\
                         - definition: {type: alert_graph, alert_id: \"${monitor:slow}\", viz_type: timeseries}\n";

/// The least that a `ddsync.yaml` says.
const SMALL: &str = "version: 1\nproject: small\n";

/// Keys as long as real ones, to be looked for in what is printed.
pub const API_KEY: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub const APP_KEY: &str = "f9e8d7c6b5a493827160f5e4d3c2b1a00a1b2c3d";

/// Everything typed so far and what came of it.
pub struct Project {
    folder: TempDir,
    env: Vec<(String, String)>,
    session: String,
}

pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl Project {
    /// Nothing but a `ddsync.yaml`.
    pub fn empty() -> Self {
        let project = Self::bare();
        project.write("ddsync.yaml", SMALL);
        project
    }

    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), env: Vec::new(), session: String::new() }
    }

    /// Two monitors and a dashboard that shows one of them.
    pub fn small() -> Self {
        let project = Self::empty();
        project.write("monitors/failures.yaml", FAILURES);
        project.write("monitors/slow.yaml", SLOW);
        project.write("dashboards/board.yaml", BOARD);
        project
    }

    /// A copy of the definitions of this repository.
    pub fn ours() -> Self {
        let project = Self::bare();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::copy(root.join("ddsync.yaml"), project.path("ddsync.yaml")).unwrap();
        for folder in ["monitors", "dashboards"] {
            std::fs::create_dir(project.path(folder)).unwrap();
            for file in std::fs::read_dir(root.join(folder)).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), project.path(folder).join(file.file_name())).unwrap();
            }
        }
        project
    }

    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// From here on this server is Datadog.
    pub fn at(&mut self, sandbox: &Sandbox) -> &mut Self {
        self.set("DDSYNC_API_URL", &sandbox.url()).set("DD_API_KEY", API_KEY).set("DD_APP_KEY", APP_KEY)
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.write(path, text.replace(from, to));
        writeln!(self.session, "# in {path}: `{from}` becomes `{to}`\n").unwrap();
    }

    pub fn remove(&mut self, path: &str) {
        std::fs::remove_file(self.path(path)).unwrap();
        writeln!(self.session, "# {path} is removed\n").unwrap();
    }

    /// A line of prose in the session.
    pub fn note(&mut self, text: &str) {
        writeln!(self.session, "# {text}\n").unwrap();
    }

    pub fn command(&self, typed: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ddsync"));
        command.args(typed.split_whitespace()).current_dir(self.folder.path()).env_clear().env("COLUMNS", "80");
        command.envs(self.env.iter().cloned());
        command
    }

    /// Types `ddsync ..`; keeps what comes of it in the session.
    pub fn run(&mut self, typed: &str) -> Run {
        let output = self.command(typed).output().unwrap();
        let here = self.folder.path().canonicalize().unwrap();
        let clean = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let text = text.replace(&here.display().to_string(), "[folder]");
            text.replace(&self.folder.path().display().to_string(), "[folder]")
        };
        let (out, err) = (clean(output.stdout), clean(output.stderr));
        let code = output.status.code().expect("an exit code");
        for key in [API_KEY, APP_KEY] {
            assert!(!out.contains(key) && !err.contains(key), "a key is printed:\n{out}{err}");
        }
        writeln!(self.session, "$ ddsync {typed}\n{out}{}[exit {code}]\n", marked(&err)).unwrap();
        Run { code, out, err }
    }

    /// Types it and wants this exit code.
    pub fn exits(&mut self, code: i32, typed: &str) -> Run {
        let run = self.run(typed);
        assert_eq!(run.code, code, "ddsync {typed}\n{}{}", run.out, run.err);
        run
    }
}

impl fmt::Display for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.session)
    }
}

/// So that standard error can be told from standard output.
fn marked(err: &str) -> String {
    err.lines().map(|line| format!("2> {line}").trim_end().to_owned() + "\n").collect()
}

/// A plain client, for whoever goes behind our back. No proxy: the environment's is not for loopback.
pub fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}
