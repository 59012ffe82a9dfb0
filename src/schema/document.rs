//! The registry: every schema, its file and its root type.

use std::sync::OnceLock;

use jsonschema::{PatternOptions, Validator};
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::known::Known;
use super::{
    block::Block,
    dashboard::Dashboard,
    monitor::{Monitor, query_hints},
    project::Project,
    shapes,
};

/// Version of the file format, as `version:` in files and as part of every schema's `$id`.
pub const FORMAT: u32 = 1;

/// One schema, and so one sort of file.
pub struct Document {
    /// `monitor`, `dashboard`, `ddsync`.
    pub name: &'static str,
    /// Where it is committed, from the root of the repository.
    pub file: &'static str,
    /// The kind whose definitions it describes; none for `ddsync.yaml`.
    pub kind: Option<&'static str>,
    /// Makes the schema anew; [`Document::root`] keeps it.
    pub schema: fn() -> Schema,
    root: OnceLock<Value>,
    validator: OnceLock<Validator>,
    known: OnceLock<Known>,
}

/// Files below `monitors/`.
pub static MONITOR: Document = Document::new("monitor", "schemas/monitor.schema.json", Some("monitor"), || {
    query_hints(definition::<Monitor>("monitor"))
});

/// Files below `dashboards/`.
pub static DASHBOARD: Document = Document::new("dashboard", "schemas/dashboard.schema.json", Some("dashboard"), || {
    definition::<Dashboard>("dashboard")
});

/// The document of a kind whose schema is its authoring type and nothing more.
macro_rules! plain {
    ($name:literal, $authoring:ty) => {{
        static DOCUMENT: Document =
            Document::new($name, concat!("schemas/", $name, ".schema.json"), Some($name), || {
                definition::<$authoring>($name)
            });
        &DOCUMENT
    }};
}

/// `ddsync.yaml`.
pub static DDSYNC: Document =
    Document::new("ddsync", "schemas/ddsync.schema.json", None, || closed(headed::<Project>("ddsync", "ddsync.yaml")));

/// Every schema, in the order in which people read them.
pub static ALL: &[&Document] = &[
    &MONITOR,
    &DASHBOARD,
    plain!("slo", super::slo::Slo),
    plain!("downtime", super::downtime::Downtime),
    plain!("synthetic-test", super::synthetic_test::SyntheticTest),
    plain!("notification-rule", super::notification_rule::NotificationRule),
    plain!("monitor-policy", super::monitor_policy::MonitorPolicy),
    plain!("dashboard-list", super::dashboard_list::DashboardList),
    plain!("powerpack", super::powerpack::Powerpack),
    plain!("notebook", super::notebook::Notebook),
    plain!("logs-pipeline", super::logs_pipeline::LogsPipeline),
    plain!("logs-pipeline-order", super::logs_pipeline_order::LogsPipelineOrder),
    plain!("logs-metric", super::logs_metric::LogsMetric),
    plain!("spans-metric", super::spans_metric::SpansMetric),
    plain!("retention-filter", super::retention_filter::RetentionFilter),
    plain!("metric-metadata", super::metric_metadata::MetricMetadata),
    plain!("metric-tags", super::metric_tags::MetricTags),
    plain!("webhook", super::webhook::Webhook),
    plain!("team", super::team::Team),
    plain!("service-definition", super::service_definition::ServiceDefinition),
    plain!("catalog-entity", super::catalog_entity::CatalogEntity),
    plain!("aws-account", super::aws_account::AwsAccount),
    &DDSYNC,
];

impl Document {
    const fn new(name: &'static str, file: &'static str, kind: Option<&'static str>, schema: fn() -> Schema) -> Self {
        Self { name, file, kind, schema, root: OnceLock::new(), validator: OnceLock::new(), known: OnceLock::new() }
    }

    /// The schema as JSON, made once per process.
    pub fn root(&self) -> &Value {
        self.root.get_or_init(|| (self.schema)().to_value())
    }

    /// The schema as it is committed: the same bytes for the same types, with a final newline.
    pub fn text(&self) -> String {
        format!("{:#}\n", self.root())
    }

    /// The compiled schema. Its patterns run in linear time, whatever the text.
    pub(super) fn validator(&self) -> &Validator {
        self.validator.get_or_init(|| {
            let options = jsonschema::options().with_pattern_options(PatternOptions::regex());
            // The schema is ours and constant; a test compiles each one.
            options.build(self.root()).unwrap_or_else(|error| unreachable!("{}: {error}", self.file))
        })
    }

    /// The schema as an index of known fields.
    pub fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::new(self.root()))
    }

    /// What people call a whole file of this sort.
    pub(super) fn noun(&self) -> String {
        match self.kind {
            Some(kind) => format!("the {kind}"),
            None => "`ddsync.yaml`".to_owned(),
        }
    }
}

/// The schema of this name, which is also the name of its kind.
pub fn by_name(name: &str) -> Option<&'static Document> {
    ALL.iter().copied().find(|document| document.name == name)
}

/// The top-level fields of a kind in the order in which people write them; empty for a kind without a schema.
pub fn fields_in_order(kind: &str) -> &'static [String] {
    static ORDERS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    let orders = ORDERS.get_or_init(|| ALL.iter().map(|document| field_names(document.root())).collect());
    let at = ALL.iter().position(|document| document.kind == Some(kind));
    at.and_then(|at| orders.get(at)).map_or(&[], Vec::as_slice)
}

fn field_names(root: &Value) -> Vec<String> {
    let properties = root.get("properties").and_then(Value::as_object);
    properties.map_or_else(Vec::new, |properties| properties.keys().cloned().collect())
}

/// A kind's schema: Datadog's object, and the `ddsync` block before it.
fn definition<T: JsonSchema>(name: &str) -> Schema {
    let mut schema = headed::<T>(name, &format!("Datadog {name}"));
    let mut block = closed(shapes::generator().into_root_schema_for::<Block>());
    block.remove("$schema");
    let mut moved = block.remove("$defs").unwrap_or_else(|| json!({}));
    let property = json!({
        "$ref": "#/$defs/Block",
        "description": "What ddsync itself should know about this file. Datadog never sees it.",
        "examples": [{"version": FORMAT, "key": "pipeline-failure"}],
    });
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.shift_insert(0, "ddsync".to_owned(), property);
    }
    let definitions = schema.ensure_object().entry("$defs").or_insert_with(|| json!({}));
    if let (Value::Object(definitions), Value::Object(moved)) = (definitions, &mut moved) {
        definitions.append(moved);
        definitions.insert("Block".to_owned(), block.to_value());
        definitions.sort_keys();
    }
    schema
}

/// A root schema with its head: which draft it is, what it is called, and the format version in its id.
fn headed<T: JsonSchema>(name: &str, title: &str) -> Schema {
    let schema = shapes::generator().into_root_schema_for::<T>();
    let mut headed = Schema::from(serde_json::Map::from_iter([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("$id".to_owned(), json!(format!("urn:ddsync:schema:v{FORMAT}:{name}"))),
        ("title".to_owned(), json!(title)),
    ]));
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        headed.ensure_object().entry(keyword.clone()).or_insert_with(|| value.clone());
    }
    headed
}

/// Refuses unknown fields: what is ours grows with us alone, so an unknown field is a slip.
fn closed(mut schema: Schema) -> Schema {
    RecursiveTransform(|schema: &mut Schema| {
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".to_owned(), json!(false));
        }
    })
    .transform(&mut schema);
    schema
}
