//! Definitions, a sandbox, and the way between them that the commands take, without files and without waiting.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ddsync::apply::{Looks, Stop, apply};
use ddsync::datadog::{ApiError, BaseUrl, Clock, Connection, Pause, Reader, Timeouts, Wanted, Writer, inventory};
use ddsync::kinds;
use ddsync::lint::{self, Checked};
use ddsync::load::{FileText, Input, load};
use ddsync::model::secrets::{ApiKey, AppKey, Credentials};
use ddsync::model::{Finding, Live, Scope, Severity, Sources};
use ddsync::plan::{Limits, Outcome, Plan, Wish, plan_for, policy};
use ddsync::report::{self, Format, Report, SANDBOX, Verb};
use ddsync::sandbox::{Fault, Faults, Options, RecordedRequest, Sandbox};
use serde_json::Value;

pub const MONITORS: &str = "/api/v1/monitor";
pub const DASHBOARDS: &str = "/api/v1/dashboard";

/// Once is enough: the sandbox lists what it has.
pub const ONE_LOOK: Looks = Looks { times: 1, apart: Duration::ZERO };

/// A project as its files tell it.
pub struct Definitions {
    pub scope: Scope,
    pub sources: Sources,
    pub checked: Checked,
}

impl Definitions {
    /// Of a project called `docs`, unless there is a `ddsync.yaml` among the files. What lint rules say of them is not the
    /// matter here.
    pub fn of<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Self {
        let definitions = Self::with_findings(files);
        let broken = |finding: &&Finding| finding.severity == Severity::Error && lint::by_id(finding.rule).is_none();
        let broken: Vec<&Finding> = definitions.checked.findings().iter().filter(broken).collect();
        assert!(broken.is_empty(), "{broken:#?}");
        definitions
    }

    /// Whatever is wrong with them. A variable of the environment has its name in brackets as its value.
    pub fn with_findings<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Self {
        let files = files.iter().map(|(path, text)| (PathBuf::from(path.as_ref()), text.as_ref().to_owned()));
        let mut files: Vec<(PathBuf, FileText)> = files.map(|(path, text)| (path, FileText::Text(text))).collect();
        if !files.iter().any(|(path, _)| path.ends_with("ddsync.yaml")) {
            files.push(("ddsync.yaml".into(), FileText::Text("version: 1\nproject: docs\n".to_owned())));
        }
        let loaded = load(Input { files, environment: None, env: &|name| Some(format!("[{name}]")) });
        let context = lint::Context::plain(&loaded.sources, &loaded.project.lint);
        let checked = lint::check(loaded.resources, loaded.findings, &context);
        Self { scope: loaded.scope.expect("a scope"), sources: loaded.sources, checked }
    }

    /// What people are told.
    pub fn text(&self, verb: Verb, plan: &Plan, findings: &[Finding], outcomes: &[Outcome]) -> String {
        self.report(verb, Some(plan), findings, outcomes)
    }

    /// What is wrong with them.
    pub fn told(&self) -> String {
        self.report(Verb::Validate, None, self.checked.findings(), &[])
    }

    fn report(&self, verb: Verb, plan: Option<&Plan>, findings: &[Finding], outcomes: &[Outcome]) -> String {
        let report = Report {
            verb,
            project: self.scope.project(),
            environment: None,
            target: SANDBOX,
            app_url: None,
            sources: &self.sources,
            resources: self.checked.resources(),
            findings,
            plan,
            outcomes,
        };
        report::render(&report, Format::Text, report::Style::default()).stdout
    }

    fn wanted(&self) -> Vec<Wanted> {
        kinds::ALL.iter().map(|kind| Wanted::of(kind, self.checked.resources())).collect()
    }
}

/// A sandbox, our client for it, and a plain one for whoever goes behind our back.
pub struct House {
    pub sandbox: Sandbox,
    pub reader: Reader,
    http: reqwest::Client,
}

impl House {
    pub async fn open() -> Self {
        Self::scripted(Vec::new()).await
    }

    pub async fn scripted(faults: Vec<Fault>) -> Self {
        Self::with(faults, Timeouts::default()).await
    }

    pub async fn with(faults: Vec<Fault>, timeouts: Timeouts) -> Self {
        let options = Options { faults: Faults(faults), ..Options::default() };
        let sandbox = Sandbox::start(options).await.expect("the sandbox starts");
        let keys = Credentials::Keys { api: ApiKey::new("a".to_owned()), app: AppKey::new("b".to_owned()) };
        let connection = Connection::new(BaseUrl::parse(&sandbox.url()).unwrap(), keys);
        let reader = Reader::connect(Connection { clock: Arc::new(Hurry::default()), timeouts, ..connection }).unwrap();
        // No proxy: the environment's is not for loopback.
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { sandbox, reader, http }
    }

    /// A request of somebody else. Panics where it is refused.
    pub async fn raw(&self, method: &str, path: &str, body: &Value) -> Value {
        raw(&self.http, &self.sandbox, method, path, body).await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.raw("GET", path, &Value::Null).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        self.raw("POST", path, body).await
    }

    /// Every object of the path as a list shows it.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let answer = self.get(path).await;
        answer.get("dashboards").unwrap_or(&answer).as_array().expect("a list").clone()
    }

    pub async fn inventory(&self, definitions: &Definitions) -> Result<Vec<Live>, ApiError> {
        inventory(&self.reader, &definitions.wanted(), &definitions.scope).await
    }

    /// What applying does, without deletions.
    pub async fn plan(&self, definitions: &Definitions) -> (Plan, Vec<Finding>) {
        self.plan_for(definitions, Wish::default()).await
    }

    pub async fn plan_for(&self, definitions: &Definitions, wish: Wish<'_>) -> (Plan, Vec<Finding>) {
        let live = self.inventory(definitions).await.expect("everything can be read");
        plan_for(&definitions.checked, &live, &definitions.scope, wish)
    }

    /// Plans and applies, deleting too.
    pub async fn apply(&self, definitions: &Definitions) -> Vec<Outcome> {
        let (plan, findings) = self.plan_for(definitions, Wish { only: &[], prune: true }).await;
        assert_eq!(findings, []);
        self.carry_out(plan, true).await
    }

    pub async fn carry_out(&self, plan: Plan, prune: bool) -> Vec<Outcome> {
        let approved = policy::review(plan, prune, Limits::default()).expect("a plan that may be applied");
        apply(&approved, &Writer::new(self.reader.clone()), &Stop::default(), ONE_LOOK).await
    }

    /// What came in from the `from`th request on that is no read.
    pub fn writes(&self, from: usize) -> Vec<RecordedRequest> {
        let requests = self.sandbox.requests().into_iter().skip(from);
        requests.filter(|request| request.method != "GET").collect()
    }

    pub fn seen(&self) -> usize {
        self.sandbox.requests().len()
    }
}

/// A plain request with some keys. Panics where it is refused.
pub async fn raw(http: &reqwest::Client, sandbox: &Sandbox, method: &str, path: &str, body: &Value) -> Value {
    let request = http.request(method.parse().unwrap(), format!("{}{path}", sandbox.url()));
    let mut request = request.header("dd-api-key", "a").header("dd-application-key", "ana@example.com");
    if !body.is_null() {
        request = request.body(body.to_string());
    }
    let response = request.send().await.expect("an answer");
    let status = response.status();
    let text = response.text().await.expect("a whole answer");
    assert!(status.is_success(), "{method} {path}: {status} {text}");
    serde_json::from_str(&text).unwrap_or_default()
}

/// Pauses pass at once.
struct Hurry {
    start: Instant,
    slept: Mutex<Duration>,
}

impl Default for Hurry {
    fn default() -> Self {
        Self { start: Instant::now(), slept: Mutex::default() }
    }
}

impl Clock for Hurry {
    fn now(&self) -> Instant {
        self.start + *self.slept.lock().unwrap()
    }

    fn sleep(&self, time: Duration) -> Pause<'_> {
        *self.slept.lock().unwrap() += time;
        Box::pin(std::future::ready(()))
    }

    fn random(&self) -> f64 {
        0.5
    }
}
