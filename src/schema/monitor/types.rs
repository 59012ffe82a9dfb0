//! The types of monitors: what each watches and how its query reads.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use crate::schema::shapes;

/// One type of monitor.
pub struct Type {
    pub name: &'static str,
    pub meaning: &'static str,
    /// A query of this type, as an editor offers it.
    pub query: &'static str,
}

const fn known(name: &'static str, meaning: &'static str, query: &'static str) -> Type {
    Type { name, meaning, query }
}

/// Every type of the API. `metric alert` and `query alert` are one type under two names.
pub static TYPES: &[Type] = &[
    known(
        "query alert",
        "a metric or a formula over metrics crosses a threshold, anomalies, forecasts, outliers and changes included",
        "avg(last_5m):avg:system.load.1{env:prod} by {host} > 4",
    ),
    known(
        "metric alert",
        "the older name of `query alert`; Datadog treats both as one",
        "sum(last_5m):sum:pipeline.runs{status:failed}.as_count() > 3",
    ),
    known(
        "service check",
        "a check of the Agent reports a bad status several times in a row",
        "\"postgres.can_connect\".over(\"env:prod\").by(\"host\").last(4).count_by_status()",
    ),
    known(
        "event-v2 alert",
        "a number of events, by event search",
        "events(\"source:deploy status:error\").rollup(\"count\").last(\"15m\") > 0",
    ),
    known(
        "event alert",
        "the retired form of `event-v2 alert`",
        "events('priority:all \"backup failed\"').rollup('count').last('1h') > 0",
    ),
    known(
        "log alert",
        "a number or a measure of indexed logs",
        "logs(\"service:loader status:error\").index(\"*\").rollup(\"count\").by(\"host\").last(\"5m\") > 100",
    ),
    known(
        "trace-analytics alert",
        "a number or a measure of indexed spans",
        "trace-analytics(\"service:api @duration:>1s\").rollup(\"count\").last(\"5m\") > 20",
    ),
    known(
        "rum alert",
        "a number or a measure of events from browsers and mobile applications",
        "rum(\"@type:error\").rollup(\"count\").by(\"@application.name\").last(\"5m\") > 50",
    ),
    known(
        "audit alert",
        "what people did in the Datadog account",
        "audits(\"@evt.name:Monitor @action:deleted\").rollup(\"count\").last(\"5m\") > 0",
    ),
    known(
        "ci-pipelines alert",
        "runs of CI pipelines",
        "ci-pipelines(\"ci_level:pipeline @ci.status:error\").rollup(\"count\").last(\"1h\") > 3",
    ),
    known(
        "ci-tests alert",
        "runs of tests in CI",
        "ci-tests(\"@test.status:fail\").rollup(\"count\").by(\"@test.service\").last(\"1h\") > 5",
    ),
    known(
        "error-tracking alert",
        "issues of Error Tracking, new ones or those that many people meet",
        "error-tracking(\"service:api\").source(\"traces\").new().rollup(\"count\").by(\"issue.id\").last(\"1d\") > 0",
    ),
    known(
        "database-monitoring alert",
        "queries and plans seen by Database Monitoring",
        "database-monitoring(\"dbm_type:activity db:orders\").rollup(\"count\").last(\"5m\") > 100",
    ),
    known(
        "network-performance alert",
        "traffic between services, from Cloud Network Monitoring",
        "network-performance(\"client_service:api\").rollup(\"sum\", \"network.bytes_written\").last(\"5m\") > 1000000",
    ),
    known(
        "network-path alert",
        "loss and latency on the way to a destination",
        "network-path(\"destination.hostname:example.com\").index(\"netpath-path\").rollup(\"count\").last(\"15m\") > 5",
    ),
    known(
        "llm-observability alert",
        "spans of applications built on language models",
        "llm-observability(\"@ml_app:assistant status:error\").rollup(\"count\").last(\"2h\") > 0",
    ),
    known(
        "process alert",
        "how many live processes match",
        "processes(\"celery\").over(\"env:prod\").rollup(\"count\").by(\"host\").last(\"10m\") < 1",
    ),
    known(
        "cost alert",
        "cloud cost: a sum, a change, an anomaly or a forecast",
        "formula(\"query1\").last(\"7d\") > 500",
    ),
    known(
        "data-quality alert",
        "freshness, row counts and other measures of tables, by one `data_quality_metrics` variable",
        "formula(\"query1\").last(\"30m\") > 1000",
    ),
    known(
        "data-jobs alert",
        "runs of data jobs such as Spark, Airflow or dbt, by one variable named `run_query`",
        "formula(\"failed_runs(run_query)\").by(job_name).last(10d) > 0",
    ),
    known(
        "composite",
        "true or false combinations of other monitors' states",
        "${monitor:pipeline-failure} && !${monitor:maintenance}",
    ),
    known(
        "slo alert",
        "the error budget of a service level objective, or how fast it burns",
        "error_budget(\"0123456789abcdef0123456789abcdef\").over(\"7d\") > 75",
    ),
    known("synthetics alert", "made by Datadog beside a synthetic test, never by hand", "no_query"),
];

/// What a monitor watches.
pub struct MonitorType;

impl JsonSchema for MonitorType {
    fn schema_name() -> Cow<'static, str> {
        "MonitorType".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::MonitorType").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let values: Vec<_> = TYPES.iter().map(|kind| (kind.name, kind.meaning)).collect();
        shapes::open_enum(
            "What the monitor watches, and so the language of its query. It cannot change once the monitor exists.",
            &values,
        )
    }
}

/// One `if`/`then` a type, which only tells an editor how a query of that type reads: nothing is refused by it.
#[must_use]
pub fn query_hints(mut schema: Schema) -> Schema {
    let hints: Vec<Value> = TYPES.iter().map(hint).collect();
    schema.insert("allOf".to_owned(), Value::Array(hints));
    schema
}

fn hint(kind: &Type) -> Value {
    json!({
        "if": {"properties": {"type": {"const": kind.name}}, "required": ["type"]},
        "then": {"properties": {"query": {"examples": [kind.query]}}},
    })
}
