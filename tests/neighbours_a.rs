//! The neighbours of monitors and dashboards, from files to a sandbox and back: SLOs, downtimes, notification rules,
//! monitor policies and synthetic tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "a test writes files and starts the binary")]

#[path = "common/recordings.rs"]
mod recorded;

use std::process::{Command, Output};

use ddsync::sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A project in a folder of its own, and a sandbox to apply it to.
struct Project {
    folder: TempDir,
    sandbox: Sandbox,
    http: reqwest::Client,
}

impl Project {
    async fn open() -> Project {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("ddsync.yaml"),
            "version: 1\nproject: pipeline\nprune: {max_delete_percent: 100}\n",
        )
        .unwrap();
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        Project { folder, sandbox, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    fn file(&self, path: &str, text: &str) {
        let file = self.folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }

    fn remove(&self, folder: &str) {
        std::fs::remove_dir_all(self.folder.path().join(folder)).unwrap();
    }

    /// A project without any definition is refused, so something is left beside what goes.
    fn bystander(&self) {
        self.file("monitors/other.yaml", "name: Other\ntype: query alert\nquery: 'avg(last_5m):avg:a{*} > 1'\n");
    }

    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ddsync"))
            .args(words)
            .current_dir(self.folder.path())
            .env_clear()
            .env("DDSYNC_API_URL", self.sandbox.url())
            .env("DD_API_KEY", "a")
            .env("DD_APP_KEY", "b")
            .output()
            .unwrap()
    }

    /// What it says; it must go well.
    fn says(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(output.status.success(), "{words:?} ended with {:?}\n{out}\n{err}", output.status.code());
        out
    }

    /// Applies, and a second look finds nothing to do.
    fn settles(&self, words: &[&str]) -> String {
        let said = self.says(&[&["apply", "--yes"], words].concat());
        assert_eq!(self.plan()["changes"], json!([]), "after\n{said}");
        said
    }

    fn plan(&self) -> Value {
        serde_json::from_str(&self.says(&["diff", "--format", "json"])).unwrap()
    }

    /// Paths of the fields that the one change of the plan would write.
    fn drift(&self) -> Vec<String> {
        let plan = self.plan();
        let changes = plan["changes"].as_array().unwrap();
        let fields = changes.iter().flat_map(|change| change["fields"].as_array().unwrap());
        fields.map(|field| field["path"].as_str().unwrap().to_owned()).collect()
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let mut request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.sandbox.url()));
        request = request.header("dd-api-key", "a").header("dd-application-key", "b");
        if !body.is_null() {
            request = request.body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, &Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// `DELETE /api/v1/slo`: the writes of a method so far, by their collection.
    fn writes(&self, method: &str) -> Vec<String> {
        let collection = |path: &str| path.rsplit_once('/').unwrap().0.to_owned();
        let requests = self.sandbox.requests();
        requests.iter().filter(|request| request.method == method).map(|request| collection(&request.path)).collect()
    }
}

const SLO: &str = r"
name: Runs succeed
type: metric
tags: [Team:Data]
thresholds: [{timeframe: 30d, target: 99}]
query:
  numerator: sum:runs{ok}.as_count()
  denominator: sum:runs{ok}.as_count() + sum:runs{failed}.as_count()
";

#[tokio::test(flavor = "multi_thread")]
async fn an_slo_lives_in_both_of_its_forms() {
    let project = Project::open().await;
    project.bystander();
    project.file("slos/runs.yaml", SLO);
    project.settles(&[]);
    let mut live = project.get("/api/v1/slo").await["data"][0].clone();
    assert_eq!(live["tags"], json!(["ddsync-key:runs", "ddsync:pipeline", "team:data"]));
    let path = format!("/api/v1/slo/{}", live["id"].as_str().unwrap());

    live["query"]["numerator"] = json!("sum:runs{done}.as_count()");
    live.as_object_mut().unwrap().shift_remove("sli_specification");
    assert_eq!(project.call("PUT", &path, &live).await.0, 200);
    assert_eq!(project.drift(), ["/query/numerator"]);
    project.settles(&[]);

    // The same, written the other way.
    let formulas = r"
name: Runs succeed
type: metric
tags: [Team:Data]
thresholds: [{timeframe: 30d, target: 99, warning: 99.5}]
sli_specification:
  count:
    good_events_formula: {formula: query1}
    bad_events_formula: {formula: query2}
    queries:
      - {data_source: metrics, name: query1, query: 'sum:runs{ok}.as_count()'}
      - {data_source: metrics, name: query2, query: 'sum:runs{failed}.as_count()'}
";
    project.file("slos/runs.yaml", formulas);
    project.settles(&[]);
    assert_eq!(project.get(&path).await["data"]["thresholds"][0]["warning_display"], "99.5");

    project.remove("slos");
    project.settles(&["--prune"]);
    assert_eq!(project.get("/api/v1/slo").await["data"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_downtime_is_written_changed_and_cancelled() {
    let project = Project::open().await;
    let file = |schedule: &str| {
        let text =
            format!("scope: env:staging\nmonitor_identifier: {{monitor_tags: [b, a]}}\nmessage: Moving.\n{schedule}");
        project.file("downtimes/move.yaml", &text);
    };
    project.bystander();
    file("schedule: {start: '2050-01-02T03:04:05Z', end: '2060-01-02T03:04:05.622Z'}\n");
    project.settles(&[]);
    let live = project.get("/api/v2/downtime").await["data"][0].clone();
    assert_eq!(live["attributes"]["schedule"]["end"], "2060-01-02T03:04:05.622000+00:00");
    assert_eq!(live["attributes"]["message"], "Moving.\nManaged by ddsync (pipeline:move)");
    let path = format!("/api/v2/downtime/{}", live["id"].as_str().unwrap());

    let change =
        json!({"data": {"type": "downtime", "id": live["id"], "attributes": {"notify_end_types": ["canceled"]}}});
    assert_eq!(project.call("PATCH", &path, &change).await.0, 200);
    assert_eq!(project.drift(), ["/notify_end_types"]);
    project.settles(&[]);
    assert_eq!(project.get(&path).await["data"]["attributes"]["notify_end_types"], json!(["expired"]));

    // Once becomes again and again, and then from now on for good.
    file("schedule: {recurrences: [{rrule: FREQ=DAILY, duration: 1h}]}\n");
    project.settles(&[]);
    file("");
    project.settles(&[]);
    assert_eq!(project.get(&path).await["data"]["attributes"]["status"], "active");

    project.remove("downtimes");
    project.settles(&["--prune"]);
    assert_eq!(project.get(&path).await["data"]["attributes"]["status"], "canceled");
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_and_policies_are_known_by_their_names_and_never_pruned() {
    let project = Project::open().await;
    let rule = |to: &str| format!("name: To data\nfilter: {{tags: ['team:data']}}\nrecipients: [{to}]\n");
    let policy = |values: &str| format!("policy: {{tag_key: team, valid_tag_values: [{values}]}}\n");
    project.file("notification-rules/data.yaml", &rule("slack-data"));
    project.file("monitor-policies/team.yaml", &policy("data"));
    project.settles(&[]);
    project.file("notification-rules/data.yaml", &rule("slack-data, jira-data"));
    project.file("monitor-policies/team.yaml", &policy("data, web"));
    assert_eq!(project.drift(), ["/policy/valid_tag_values", "/recipients"]);
    project.settles(&[]);
    let rules = project.get("/api/v2/monitor/notification_rule").await;
    assert_eq!(rules["data"][0]["attributes"]["recipients"], json!(["slack-data", "jira-data"]));
    assert_eq!(rules["data"].as_array().unwrap().len(), 1);

    project.remove("notification-rules");
    project.file("monitor-policies/team.yaml", &format!("ddsync: {{state: absent}}\n{}", policy("data")));
    project.settles(&["--prune"]);
    assert_eq!(project.get("/api/v2/monitor/notification_rule").await["data"].as_array().unwrap().len(), 1);
    assert_eq!(project.get("/api/v2/monitor/policy").await["data"], json!([]));
}

/// Everything that refers to something else, each by the key of the other.
const TOGETHER: &[(&str, &str)] = &[
    (
        "monitors/failed.yaml",
        "name: Failed\ntype: query alert\nquery: 'sum(last_5m):sum:runs{failed}.as_count() > 3'\n",
    ),
    ("monitors/slow.yaml", "name: Slow\ntype: query alert\nquery: 'avg(last_5m):avg:runs.seconds{*} > 60'\n"),
    ("monitors/both.yaml", "name: Both\ntype: composite\nquery: '${monitor:failed} && ${monitor:slow}'\n"),
    (
        "slos/calm.yaml",
        "name: Calm\ntype: monitor\nmonitor_ids: ['${monitor:failed}']\nthresholds: [{timeframe: 30d, target: 99}]\n",
    ),
    (
        "monitors/budget.yaml",
        "name: Budget\ntype: slo alert\nquery: 'error_budget(\"${slo:calm}\").over(\"30d\") > 75'\n\
         options: {thresholds: {critical: 75}}\n",
    ),
    (
        "dashboards/all.yaml",
        "title: All\nlayout_type: ordered\nwidgets:\n  - definition: {type: alert_graph, alert_id: '${monitor:both}', viz_type: timeseries}\n  \
         - definition: {type: slo, slo_id: '${slo:calm}', view_type: detail, time_windows: [30d], view_mode: overall}\n  \
         - definition: {type: alert_value, alert_id: '${monitor:budget}'}\n",
    ),
    ("downtimes/night.yaml", "scope: env:prod\nmonitor_identifier: {monitor_id: '${monitor:slow}'}\n"),
    ("notification-rules/data.yaml", "name: To data\nfilter: {tags: ['team:data']}\nrecipients: [slack-data]\n"),
];

#[tokio::test(flavor = "multi_thread")]
async fn all_of_them_come_at_once_and_go_the_other_way_round() {
    let project = Project::open().await;
    for (path, text) in TOGETHER {
        project.file(path, text);
    }
    project.settles(&[]);
    assert_eq!(project.plan()["summary"]["unchanged"], TOGETHER.len());

    let monitors = project.get("/api/v1/monitor").await;
    let id = |name: &str| {
        let found = monitors.as_array().unwrap().iter().find(|monitor| monitor["name"] == name);
        found.unwrap()["id"].to_string()
    };
    let slo = project.get("/api/v1/slo").await["data"][0]["id"].as_str().unwrap().to_owned();
    let downtime = project.get("/api/v2/downtime").await["data"][0]["attributes"].clone();
    assert_eq!(downtime["monitor_identifier"]["monitor_id"].to_string(), id("Slow"));
    // What something else uses is not deleted.
    for (path, status) in [
        (format!("/api/v1/monitor/{}", id("Failed")), 400),
        (format!("/api/v1/monitor/{}", id("Slow")), 400),
        (format!("/api/v1/slo/{slo}"), 409),
    ] {
        assert_eq!(project.call("DELETE", &path, &Value::Null).await.0, status, "{path}");
    }
    let (status, told) = project.call("GET", &format!("/api/v1/slo/can_delete?ids={slo}"), &Value::Null).await;
    assert_eq!((status, &told["data"]["ok"]), (409, &json!([])));

    let refused = project.writes("DELETE").len();
    for (path, _) in TOGETHER {
        std::fs::remove_file(project.folder.path().join(path)).unwrap();
    }
    // A rule bears no mark, so it goes by word only.
    let absent = format!("ddsync: {{state: absent}}\n{}", TOGETHER.last().unwrap().1);
    project.file("notification-rules/data.yaml", &absent);
    project.settles(&["--prune"]);

    let gone = project.writes("DELETE").split_off(refused);
    assert_eq!(gone.len(), TOGETHER.len(), "{gone:?}");
    let first = |path: &str| gone.iter().position(|one| one == path).unwrap();
    assert!(first("/api/v1/dashboard") < first("/api/v1/slo"), "{gone:?}");
    assert_eq!(project.get("/api/v1/monitor").await, json!([]));
    assert_eq!(project.get("/api/v1/slo").await["data"], json!([]));
    assert_eq!(project.get("/api/v1/dashboard").await["dashboards"], json!([]));
    assert_eq!(project.get("/api/v2/monitor/notification_rule").await["data"], json!([]));
}

/// What was recorded is valid by the kind's schema, and every field and value of it is known.
#[test]
fn what_was_recorded_is_known_to_the_schemas() {
    const FILES: &[(&str, &str)] = &[
        ("slo", "slos"),
        ("downtime", "downtimes"),
        ("notification-rule", "monitor_notification_rules"),
        ("monitor-policy", "monitor_policies"),
        ("synthetic-test", "synthetics"),
        ("logs-pipeline", "logs_pipelines"),
        ("service-definition", "service_definitions"),
        ("team", "teams"),
        ("notebook", "notebooks"),
        ("powerpack", "powerpacks"),
        ("retention-filter", "retention_filters"),
        ("logs-metric", "logs_metrics"),
        ("spans-metric", "spans_metrics"),
        ("aws-account", "aws_accounts"),
    ];
    let mut told = std::collections::BTreeSet::new();
    for (name, file) in FILES {
        let kind = ddsync::kinds::by_name(name).unwrap();
        let document = ddsync::schema::by_name(name).unwrap();
        for pair in recorded::pairs(file).unwrap_or_default() {
            for side in ["desired", "live"] {
                let object = pair[side].clone();
                let open = if object.get("data").is_some() { kind.open } else { kind.open_item };
                let object = open(object).unwrap();
                for found in ddsync::schema::violations(document, &object) {
                    told.insert(format!("{name}: {} {}", found.pointer, found.message));
                }
                for unknown in document.known().unknown_fields(&object) {
                    told.insert(format!("{name}: unknown {}", unknown.pointer));
                }
                for unknown in document.known().unknown_values(&object) {
                    told.insert(format!("{name}: unknown {} {}", unknown.pointer, unknown.value));
                }
            }
        }
    }
    // The body of a PATCH that names only what changes.
    let parts = ["downtime:  the downtime has no", "spans-metric:  the spans-metric has no", "spans-metric: /compute "];
    told.retain(|text| !parts.iter().any(|part| text.starts_with(part)));
    assert!(told.is_empty(), "{told:#?}");
}

const WALK: &str = r"
name: Log in
type: api
subtype: multi
message: ''
locations: ['aws:eu-central-1']
tags: [team:data]
options: {tick_every: 300, monitor_options: {renotify_interval: 60}}
config:
  configVariables: [{type: text, name: TOKEN, pattern: secret, secure: true}]
  steps:
    - name: First
      subtype: http
      request: {method: GET, url: 'https://example.com/a'}
      assertions: [{type: statusCode, operator: is, target: 200}]
    - {name: Second, subtype: playSubTest, subtestPublicId: '${synthetic-test:health}'}
";

#[tokio::test(flavor = "multi_thread")]
async fn synthetic_tests_are_read_whole_and_their_monitors_left_alone() {
    let project = Project::open().await;
    project.bystander();
    let health = "name: Health\ntype: api\nsubtype: http\nmessage: ''\nlocations: ['aws:eu-central-1']\noptions: {tick_every: 60}\n\
                  config: {request: {method: GET, url: 'https://example.com'}, assertions: []}\n";
    let page = "name: Page\ntype: browser\nmessage: ''\nlocations: ['aws:eu-central-1']\noptions: {tick_every: 900}\n\
                config: {request: {method: GET, url: 'https://example.com'}, assertions: []}\n\
                steps: [{name: Open, type: goToUrl, params: {value: 'https://example.com'}}]\n";
    project.file("synthetic-tests/health.yaml", health);
    project.file("synthetic-tests/page.yaml", page);
    project.file("synthetic-tests/walk.yaml", WALK);
    project.settles(&[]);
    let tests = project.get("/api/v1/synthetics/tests").await["tests"].clone();
    let id = |name: &str| {
        let found = tests.as_array().unwrap().iter().find(|test| test["name"] == name).unwrap();
        found["public_id"].as_str().unwrap().to_owned()
    };
    let page_path = format!("/api/v1/synthetics/tests/browser/{}", id("Page"));
    let before = project.get(&page_path).await;
    assert_eq!(project.get(&format!("/api/v1/synthetics/tests/{}", id("Page"))).await.get("steps"), None);
    let walk = project.get(&format!("/api/v1/synthetics/tests/api/{}", id("Log in"))).await;
    assert_eq!(walk["config"]["steps"][1]["subtestPublicId"], id("Health"));
    // Each test has a monitor with its tags, and so with its mark; it belongs to the test.
    assert_eq!(project.get("/api/v1/monitor").await.as_array().unwrap().len(), 4);

    // A person pauses one, which is theirs to do, and changes a step of another.
    let pause = json!({"new_status": "paused"});
    let status = format!("/api/v1/synthetics/tests/{}/status", id("Health"));
    assert_eq!(project.call("PUT", &status, &pause).await.0, 200);
    let mut sent = json!({});
    for field in ["name", "type", "message", "tags", "locations", "config", "options", "steps"] {
        sent[field] = before[field].clone();
    }
    sent["steps"][0]["name"] = json!("Opened");
    assert_eq!(project.call("PUT", &page_path, &sent).await.0, 200);
    assert_eq!(project.drift(), ["/steps/0/name"]);
    project.settles(&[]);
    let after = project.get(&page_path).await;
    assert_eq!(after["steps"], before["steps"], "the step keeps its id");
    assert_eq!(project.get(&format!("/api/v1/synthetics/tests/{}", id("Health"))).await["status"], "paused");

    // Taken over again by its id, a test keeps what a read does not show.
    let walk_path = format!("/api/v1/synthetics/tests/api/{}", id("Log in"));
    let mut unmarked = json!({"tags": ["team:data"]});
    for field in ["name", "type", "subtype", "message", "locations", "config", "options"] {
        unmarked[field] = walk[field].clone();
    }
    assert_eq!(project.call("PUT", &walk_path, &unmarked).await.0, 200);
    project.file("synthetic-tests/walk.yaml", &format!("ddsync: {{id: {}}}{WALK}", id("Log in")));
    assert_eq!(project.plan()["summary"]["adopt"], 1);
    project.settles(&[]);
    let put = project.sandbox.requests().into_iter().rfind(|request| request.method == "PUT").unwrap();
    assert_eq!(put.body.unwrap()["config"]["configVariables"][0]["pattern"], "secret");

    project.remove("synthetic-tests");
    project.settles(&["--prune"]);
    assert_eq!(project.get("/api/v1/synthetics/tests").await["tests"], json!([]));
    assert_eq!(project.get("/api/v1/monitor").await.as_array().unwrap().len(), 1);
}
