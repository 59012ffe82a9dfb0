//! The life of one object of each neighbour of monitors and dashboards: made, in sync, changed, changed by somebody else,
//! and gone, against the embedded server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;
use std::time::Duration;

use ddsync::apply::{Looks, Stop, apply};
use ddsync::datadog::{BaseUrl, Connection, Reader, Wanted, Writer, inventory};
use ddsync::kinds;
use ddsync::lint::{self, Checked};
use ddsync::load::{FileText, Input, load};
use ddsync::model::secrets::{ApiKey, AppKey, Credentials};
use ddsync::model::{Kind, Live, Scope};
use ddsync::plan::{Action, Done, Limits, Plan, plan, policy};
use ddsync::sandbox::{Options, Sandbox};
use serde_json::{Value, json};

/// What happens to one object.
struct Story {
    kind: &'static str,
    file: &'static str,
    /// What the author changes: a text of the file, its successor, and the pointer that the plan names.
    edit: (&'static str, &'static str, &'static str),
    /// What somebody else does: verb, path with `{id}`, body, and the pointer that the plan names.
    drift: (&'static str, &'static str, Value, &'static str),
}

struct House {
    sandbox: Sandbox,
    reader: Reader,
    http: reqwest::Client,
    scope: Scope,
}

impl House {
    async fn open() -> Self {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let keys = Credentials::Keys { api: ApiKey::new("a".to_owned()), app: AppKey::new("b".to_owned()) };
        let reader = Reader::connect(Connection::new(BaseUrl::parse(&sandbox.url()).unwrap(), keys)).unwrap();
        // No proxy: the environment's is not for loopback.
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { sandbox, reader, http, scope: Scope::parse("docs").unwrap() }
    }

    async fn live(&self, checked: &Checked) -> Vec<Live> {
        let wanted: Vec<Wanted> = kinds::ALL.iter().map(|kind| wanted(kind, checked)).collect();
        inventory(&self.reader, &wanted, &self.scope).await.unwrap()
    }

    async fn plan(&self, checked: &Checked) -> Plan {
        let (plan, findings) = plan(checked, &self.live(checked).await, &self.scope, &[]);
        assert!(findings.is_empty(), "{findings:#?}");
        plan
    }

    /// Plans, expects one change, and does it; Datadog must have stored what was sent.
    async fn one(&self, checked: &Checked, action: Action, path: Option<&str>) {
        let plan = self.plan(checked).await;
        let [change] = plan.changes.as_slice() else { panic!("{:#?}", plan.changes) };
        assert_eq!(change.action, action, "{:#?}", change.fields);
        if let Some(path) = path {
            let paths: Vec<String> = change.fields.iter().map(|field| field.path.to_string()).collect();
            assert_eq!(paths, [path]);
        }
        let approved = policy::review(plan, true, Limits::default()).unwrap();
        let looks = Looks { times: 1, apart: Duration::ZERO };
        for outcome in apply(&approved, &Writer::new(self.reader.clone()), &Stop::default(), looks).await {
            let Done::Applied { notes } = outcome.result else { panic!("{:#?}", outcome.result) };
            assert_eq!(notes, Vec::<String>::new(), "{}", outcome.address);
        }
    }

    async fn in_sync(&self, checked: &Checked) {
        let plan = self.plan(checked).await;
        assert!(plan.is_empty(), "{:#?}", plan.changes);
    }

    async fn somebody(&self, method: &str, path: &str, body: &Value) -> Value {
        let url = format!("{}{path}", self.sandbox.url());
        let request = self.http.request(method.parse().unwrap(), url).header("authorization", "Bearer t");
        let answer = request.body(body.to_string()).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{method} {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }
}

fn wanted(kind: &'static Kind, checked: &Checked) -> Wanted {
    let resources = || checked.resources().iter().filter(|resource| resource.address.kind.name == kind.name);
    Wanted {
        defined: true,
        kind,
        ids: resources().filter_map(|resource| resource.id.clone()).collect(),
        naturals: resources().filter_map(|resource| kind.natural_of(&resource.spec)).collect(),
        in_full: Vec::new(),
    }
}

fn checked(files: &[(&str, &str)]) -> Checked {
    let project = ("ddsync.yaml", "version: 1\nproject: docs\n");
    let files = files.iter().chain([&project]);
    let files = files.map(|(path, text)| (PathBuf::from(path), FileText::Text((*text).to_owned()))).collect();
    let loaded = load(Input { files, environment: None, env: &|_| None });
    let context = lint::Context::plain(&loaded.sources, &loaded.project.lint);
    let checked = lint::check(loaded.resources, loaded.findings, &context);
    assert!(checked.findings().is_empty(), "{:#?}", checked.findings());
    checked
}

async fn tell(story: Story) {
    let house = House::open().await;
    let kind = kinds::by_name(story.kind).unwrap();
    let path = format!("{}/example.yaml", kind.folder);
    let read = |text: &str| checked(&[(&path, text)]);

    let first = read(story.file);
    house.one(&first, Action::Create, None).await;
    house.in_sync(&first).await;

    let (before, after, at) = story.edit;
    assert!(story.file.contains(before), "{before}");
    let second = read(&story.file.replace(before, after));
    house.one(&second, Action::Update, Some(at)).await;
    house.in_sync(&second).await;

    let (verb, place, body, at) = story.drift;
    let id = house.live(&second).await.iter().find(|live| live.kind.name == kind.name).unwrap().id.clone();
    house.somebody(verb, &place.replace("{id}", &id), &body).await;
    house.one(&second, Action::Update, Some(at)).await;
    house.in_sync(&second).await;

    if matches!(kind.delete, ddsync::model::Delete::Never) {
        return;
    }
    let gone = match kind.is_marked() {
        true => checked(&[]),
        false => read(&format!("ddsync: {{state: absent}}\n{}", story.file.replace(before, after))),
    };
    house.one(&gone, Action::Delete, None).await;
    house.in_sync(&gone).await;
}

#[tokio::test]
async fn logs_metric() {
    tell(Story {
        kind: "logs-metric",
        file: "id: checkout-errors\ncompute: {aggregation_type: distribution, path: \"@duration\"}\ngroup_by:\n  - {path: service}\n",
        edit: ("group_by:", "filter: {query: \"status:error\"}\ngroup_by:", "/filter/query"),
        drift: (
            "PATCH",
            "/api/v2/logs/config/metrics/{id}",
            json!({"data": {"type": "logs_metrics", "attributes": {"compute": {"include_percentiles": true}}}}),
            "/compute/include_percentiles",
        ),
    })
    .await;
}

#[tokio::test]
async fn spans_metric() {
    tell(Story {
        kind: "spans-metric",
        file: "id: checkout.spans\ncompute: {aggregation_type: count}\nfilter: {query: \"service:a\"}\n",
        edit: ("service:a", "service:b", "/filter/query"),
        drift: (
            "PATCH",
            "/api/v2/apm/config/metrics/{id}",
            json!({"data": {"type": "spans_metrics", "attributes": {"filter": {"query": "*"}}}}),
            "/filter/query",
        ),
    })
    .await;
}

#[tokio::test]
async fn metric_metadata() {
    tell(Story {
        kind: "metric-metadata",
        file: "id: checkout.requests\nunit: request\ndescription: What it is.\n",
        edit: ("What it is.", "What it counts.", "/description"),
        drift: ("PUT", "/api/v1/metrics/{id}", json!({"short_name": "requests"}), "/short_name"),
    })
    .await;
}

#[tokio::test]
async fn metric_tags() {
    tell(Story {
        kind: "metric-tags",
        file: "id: checkout.requests\nmetric_type: count\ntags: [env, service]\n",
        edit: ("[env, service]", "[env, service, version]", "/tags"),
        drift: (
            "PATCH",
            "/api/v2/metrics/{id}/tags",
            json!({"data": {"type": "manage_tags", "id": "checkout.requests", "attributes": {"exclude_tags_mode": true}}}),
            "/exclude_tags_mode",
        ),
    })
    .await;
}

#[tokio::test]
async fn logs_pipeline() {
    let file = "name: Checkout\nis_enabled: true\nfilter: {query: \"service:checkout\"}\nprocessors:\n  - {type: grok-parser, is_enabled: true, source: message, grok: {match_rules: \"r %{word:w}\"}}\n  - type: array-map-processor\n    source: a\n    target: a\n    processors: [{type: arithmetic-processor, expression: b, target: c}]\n";
    tell(Story {
        kind: "logs-pipeline",
        file,
        edit: ("target: c", "target: d", "/processors/1/processors/0/target"),
        drift: (
            "PUT",
            "/api/v1/logs/config/pipelines/{id}",
            json!({"name": "Checkout", "is_enabled": true, "filter": {"query": "service:checkout"},
                "tags": ["ddsync:docs", "ddsync-key:example"],
                "processors": [
                    {"type": "grok-parser", "is_enabled": true, "source": "message", "grok": {"match_rules": "r %{word:w}"}},
                    {"type": "array-map-processor", "source": "a", "target": "a", "preserve_source": false,
                        "processors": [{"type": "arithmetic-processor", "expression": "b", "target": "d"}]}]}),
            "/processors/1/preserve_source",
        ),
    })
    .await;
}

#[tokio::test]
async fn retention_filter() {
    tell(Story {
        kind: "retention-filter",
        file: "name: Failed\nenabled: true\nfilter: {query: \"status:error\"}\nfilter_type: spans-sampling-processor\nrate: 1\n",
        edit: ("rate: 1", "rate: 0.5", "/rate"),
        drift: (
            "PUT",
            "/api/v2/apm/config/retention-filters/{id}",
            json!({"data": {"type": "apm_retention_filter", "id": "x", "attributes": {"name": "Failed", "enabled": false,
                "filter": {"query": "status:error"}, "filter_type": "spans-sampling-processor", "rate": 0.5}}}),
            "/enabled",
        ),
    })
    .await;
}

#[tokio::test]
async fn webhook() {
    tell(Story {
        kind: "webhook",
        file: "name: deploy-bot\nurl: https://hooks.example.com/a\n",
        edit: ("/a", "/b", "/url"),
        drift: (
            "PUT",
            "/api/v1/integration/webhooks/configuration/webhooks/{id}",
            json!({"payload": "{}", "custom_headers": "{\"a\": \"b\"}"}),
            "/payload",
        ),
    })
    .await;
}

#[tokio::test]
async fn dashboard_list() {
    tell(Story {
        kind: "dashboard-list",
        file: "name: Checkout\ndashboards:\n  - {type: integration_timeboard, id: \"1\"}\n  - {type: integration_timeboard, id: \"2\"}\n",
        edit: ("id: \"2\"", "id: \"2\"}\n  - {type: integration_timeboard, id: \"3\"", "/dashboards/2"),
        drift: (
            "PUT",
            "/api/v2/dashboard/lists/manual/{id}/dashboards",
            json!({"dashboards": [
                {"type": "integration_timeboard", "id": "3"}, {"type": "integration_timeboard", "id": "1"}]}),
            "/dashboards/1",
        ),
    })
    .await;
}

#[tokio::test]
async fn powerpack() {
    tell(Story {
        kind: "powerpack",
        file: "name: Service\ngroup_widget:\n  definition:\n    type: group\n    layout_type: ordered\n    title: t\n    widgets:\n      - definition: {type: note, content: Runbook}\n",
        edit: ("Runbook", "See the runbook", "/group_widget/definition/widgets/0/definition/content"),
        drift: (
            "PATCH",
            "/api/v2/powerpacks/{id}",
            json!({"data": {"type": "powerpack", "attributes": {"tags": ["team:a"]}}}),
            "/tags",
        ),
    })
    .await;
}

#[tokio::test]
async fn team() {
    tell(Story {
        kind: "team",
        file: "name: Checkout\nhandle: checkout\ndescription: Runs it.\n",
        edit: ("Runs it.", "Runs the checkout.", "/description"),
        drift: (
            "PATCH",
            "/api/v2/team/{id}",
            json!({"data": {"type": "team", "attributes": {"name": "The checkout", "handle": "checkout", "banner": 5}}}),
            "/name",
        ),
    })
    .await;
}

#[tokio::test]
async fn notebook() {
    tell(Story {
        kind: "notebook",
        file: "name: Runbook\ntime: {start: \"2026-01-09T19:00:00Z\", end: \"2026-01-09T20:00:00Z\"}\ncells:\n  - {type: notebook_cells, attributes: {definition: {type: markdown, text: First}}}\n",
        edit: ("First", "First of all", "/cells/0/attributes/definition/text"),
        drift: (
            "PUT",
            "/api/v1/notebooks/{id}",
            json!({"data": {"type": "notebooks", "attributes": {
                "name": "The runbook", "time": {"start": "2026-01-09T19:00:00Z", "end": "2026-01-09T20:00:00Z"},
                "tags": ["ddsync:docs", "ddsync-key:example", "human_edited:true"],
                "cells": [{"type": "notebook_cells", "attributes": {"definition": {"type": "markdown", "text": "First of all"}}}]}}}),
            "/name",
        ),
    })
    .await;
}

#[tokio::test]
async fn service_definition() {
    tell(Story {
        kind: "service-definition",
        file: "schema-version: v2\ndd-service: checkout\nteam: E Commerce\ntags: [\"b:1\", \"a:1\"]\ncontacts:\n  - {type: email, contact: a@example.com}\n  - {type: email, contact: b@example.com}\n",
        edit: ("b@example.com", "c@example.com", "/contacts/1/contact"),
        drift: (
            "POST",
            "/api/v2/services/definitions",
            json!({"schema-version": "v2", "dd-service": "checkout", "team": "E Commerce", "tags": ["a:1", "b:1"],
                "contacts": [{"type": "email", "contact": "c@example.com"}, {"type": "email", "contact": "a@example.com"}],
                "links": [{"name": "Runbook", "type": "runbook", "url": "https://wiki.example.com"}]}),
            "/links",
        ),
    })
    .await;
}

#[tokio::test]
async fn catalog_entity() {
    tell(Story {
        kind: "catalog-entity",
        file: "apiVersion: v3\nkind: service\nmetadata:\n  name: checkout\n  tags: [\"b:1\", \"a:1\"]\n  links: []\nspec: {tier: \"1\", dependsOn: []}\ndatadog:\n  logs: [{query: \"service:checkout\"}]\n",
        edit: ("tier: \"1\"", "tier: \"2\"", "/spec/tier"),
        drift: (
            "POST",
            "/api/v2/catalog/entity",
            json!({"apiVersion": "v3", "kind": "service", "metadata": {"name": "checkout", "owner": "somebody",
                "tags": ["a:1", "b:1"]}, "spec": {"tier": "2"}, "datadog": {"logs": [{"query": "service:checkout"}]}}),
            "/metadata/owner",
        ),
    })
    .await;
}

#[tokio::test]
async fn aws_account() {
    tell(Story {
        kind: "aws-account",
        file: "aws_account_id: \"123456789012\"\naws_partition: aws\nauth_config: {role_name: Datadog}\nmetrics_config: {enabled: true}\n",
        edit: ("{role_name: Datadog}", "{role_name: DatadogRole}", "/auth_config/role_name"),
        drift: (
            "PATCH",
            "/api/v2/integration/aws/accounts/{id}",
            json!({"data": {"type": "account", "attributes": {"metrics_config": {"automute_enabled": false}}}}),
            "/metrics_config/automute_enabled",
        ),
    })
    .await;
}
