//! A repository with a workflow, its GitHub and its Datadog.

use std::path::{Path, PathBuf};

use ddsync::sandbox::Sandbox;
use serde_json::{Value, json};

use super::project::{Project, Run, http};
use super::server::GitHub;

/// What the pull request's first commit is called in its event.
pub const HEAD: &str = "4be21d0aa0c1e2d3f4a5b6c7d8e9f00112233445";
pub const MERGED: &str = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3";

pub struct Shop {
    pub project: Project,
    pub github: GitHub,
    pub datadog: Sandbox,
    runs: usize,
}

/// What one step of a job left behind.
pub struct Step {
    pub run: Run,
    pub outputs: String,
    pub summary: String,
    /// What was asked of GitHub.
    pub asked: String,
}

impl Shop {
    /// Two monitors and a dashboard, applied; the keys are those of the sandbox.
    pub async fn open() -> Self {
        let shop = Self::new().await;
        let mut shop = shop;
        shop.project.exits(0, "apply --yes -q");
        shop
    }

    /// Nothing is applied yet.
    pub async fn new() -> Self {
        let github = GitHub::start().await;
        let datadog = Sandbox::start(ddsync::sandbox::Options::default()).await.unwrap();
        let mut project = Project::small();
        std::fs::create_dir(project.path(".git")).unwrap();
        project.at(&datadog);
        let shop = Self { project, github, datadog, runs: 0 };
        shop.settings("");
        shop
    }

    /// These stories are not about style: every rule is silent. `more` is what else `ddsync.yaml` says.
    pub fn settings(&self, more: &str) {
        let off = ddsync::lint::ALL.iter().map(|rule| format!("  {}: off\n", rule.id));
        let text = format!("version: 1\nproject: small\n{more}lint:\n{}", off.collect::<String>());
        self.project.write("ddsync.yaml", text);
    }

    /// One run of `ddsync ci ..` for an event of `tests/github/events`.
    pub fn ci(&mut self, event: &str, typed: &str) -> Step {
        self.ci_at(MERGED, event, typed)
    }

    /// The same of another commit.
    pub fn ci_at(&mut self, commit: &str, event: &str, typed: &str) -> Step {
        let (mut command, files) = self.prepared(commit, event, typed);
        self.step(command.output().unwrap(), &files)
    }

    /// The job is cancelled as soon as `now` says so.
    pub fn cancelled(&mut self, event: &str, typed: &str, now: impl Fn(&Sandbox) -> bool) -> Step {
        let (prepared, files) = self.prepared(MERGED, event, typed);
        let mut command = std::process::Command::new(prepared.get_program());
        command.args(prepared.get_args()).current_dir(self.project.path("")).env_clear();
        command.envs(prepared.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let piped = std::process::Stdio::piped;
        let child = command.stdout(piped()).stderr(piped()).spawn().unwrap();
        while !now(&self.datadog) {
            std::thread::yield_now();
        }
        let killed = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        self.step(child.wait_with_output().unwrap(), &files)
    }

    /// The command in the surroundings of a runner, and the two files that it writes.
    fn prepared(&mut self, commit: &str, event: &str, typed: &str) -> (assert_cmd::Command, [PathBuf; 2]) {
        let name = match event {
            "push_main" => "push",
            "schedule" => "schedule",
            _ => "pull_request",
        };
        self.runs += 1;
        let file = |what: &str| self.project.path(&format!(".git/{what}-{}", self.runs));
        let (outputs, summary) = (file("output"), file("summary"));
        let mut command = self.project.command(&format!("ci {typed}"));
        command
            .env("CI", "true")
            .env("GITHUB_ACTIONS", "true")
            .env("NO_COLOR", "1")
            .env("GITHUB_TOKEN", "ghs_token")
            .env("GITHUB_API_URL", &self.github.url)
            .env("GITHUB_GRAPHQL_URL", format!("{}/graphql", self.github.url))
            .env("GITHUB_REPOSITORY", "shop/infra")
            .env("GITHUB_RUN_ID", "4711")
            .env("GITHUB_SHA", commit)
            .env("GITHUB_EVENT_NAME", name)
            .env(
                "GITHUB_EVENT_PATH",
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/github/events/{event}.json")),
            )
            .env("GITHUB_WORKSPACE", self.project.path(""))
            .env("GITHUB_OUTPUT", &outputs)
            .env("GITHUB_STEP_SUMMARY", &summary);
        (command, [outputs, summary])
    }

    fn step(&self, output: std::process::Output, [outputs, summary]: &[PathBuf; 2]) -> Step {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run = Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        for secret in [super::project::API_KEY, super::project::APP_KEY, "ghs_token"] {
            assert!(!run.out.contains(secret) && !run.err.contains(secret), "{}{}", run.out, run.err);
        }
        let read = |path: &Path| std::fs::read_to_string(path).unwrap_or_default();
        Step { run, outputs: outputs_of(&read(outputs)), summary: read(summary), asked: self.github.log() }
    }

    /// The pull request was merged.
    pub fn merge(&self, head: &str) {
        let pull = json!({"number": 7, "merged_at": "2026-03-02T10:00:00Z", "head": {"sha": head}, "merge_commit_sha": MERGED});
        self.github.with(|pages| pages.pulls = vec![pull]);
    }

    /// Somebody edits a monitor in Datadog.
    pub async fn edit_live(&self, name: &str, change: Value) {
        let all = self.raw("GET", "/api/v1/monitor", &Value::Null).await;
        let of_name = all.as_array().unwrap().iter().find(|monitor| monitor["name"] == name).unwrap();
        self.raw("PUT", &format!("/api/v1/monitor/{}", of_name["id"]), &change).await;
    }

    pub async fn raw(&self, method: &str, path: &str, body: &Value) -> Value {
        let request = http().request(method.parse().unwrap(), format!("{}{path}", self.datadog.url()));
        let mut request = request.header("dd-api-key", "a").header("dd-application-key", "ana@example.com");
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        let text = request.send().await.unwrap().text().await.unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

impl Step {
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.run.code, code, "{}{}\n{}", self.run.out, self.run.err, self.asked);
        self
    }

    pub fn output(&self, name: &str) -> &str {
        let start = format!("{name}=");
        self.outputs
            .lines()
            .find_map(|line| line.strip_prefix(start.as_str()))
            .unwrap_or_else(|| panic!("no output {name}"))
    }

    /// The lines of the log that the runner obeys, as it would find them.
    pub fn commands(&self) -> Vec<&str> {
        let mut stopped: Option<String> = None;
        let mut found = Vec::new();
        for line in self.run.out.lines().chain(self.run.err.lines()) {
            let line = line.trim_start();
            match &stopped {
                Some(end) if line == end => stopped = None,
                Some(_) => {}
                None => match line.strip_prefix("::stop-commands::") {
                    Some(token) => stopped = Some(format!("::{token}::")),
                    None if line.starts_with("::") || line.contains("##[") => found.push(line),
                    None => {}
                },
            }
        }
        assert_eq!(stopped, None, "commands stay stopped");
        found
    }

    /// What the comment says of what was not applied, and the error.
    pub fn noted(&self) -> String {
        let note = self.asked.split("<!-- ddsync:note -->").nth(1).and_then(|rest| rest.split("<!-- /ddsync").next());
        format!("== note{}\n== error\n{}", note.unwrap_or_default().trim_end_matches([' ', '|', '\n']), self.run.err)
    }

    /// The whole step, as a page.
    pub fn told(&self) -> String {
        format!(
            "== exit {}\n== asked of GitHub\n{}== annotations\n{}\n== outputs\n{}",
            self.run.code,
            self.asked,
            self.commands().join("\n"),
            self.outputs
        )
    }
}

/// `name=value` of an environment file with delimiters that nobody could guess.
fn outputs_of(file: &str) -> String {
    let mut lines = file.lines();
    let mut out = String::new();
    let mut tokens = Vec::new();
    while let Some(line) = lines.next() {
        let (name, token) = line.split_once("<<").expect("a delimiter");
        assert_eq!(token.len(), 32, "{token}");
        tokens.push(token);
        let value: Vec<&str> = lines.by_ref().take_while(|line| *line != token).collect();
        out.push_str(&format!("{name}={}\n", value.join("\\n")));
    }
    out
}
