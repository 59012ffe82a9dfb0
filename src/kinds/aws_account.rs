//! Amazon accounts that Datadog reads, `/api/v2/integration/aws/accounts`. An account can be there once.

use serde_json::{Value, json};

use crate::model::{Default, History, Kind, Listing, Lit, Natural, Pointer, Update, Verb, envelope};

pub static AWS_ACCOUNT: Kind = Kind {
    name: "aws-account",
    folder: "aws-accounts",
    label: "aws_account_id",
    path: "/api/v2/integration/aws/accounts",
    page: "/integrations/amazon-web-services?accountConfigId={id}",
    natural: Natural::At("/aws_account_id"),
    open: envelope::resource,
    open_item: envelope::resource_item,
    wrap: |attributes, id| envelope::as_resource("account", attributes, id),
    listing: Listing { items: "data", ..Kind::REST.listing },
    update: Update { verb: Verb::Patch, merges: true },
    history: History { at: "/modified_at", by: "", asset: "" },
    server_owned: &["/id", "/created_at", "/modified_at"],
    write_only: &["/auth_config/secret_access_key"],
    secrets: &["/auth_config/secret_access_key"],
    defaults: DEFAULTS,
    sets: &[
        "/account_tags",
        "/aws_regions/include_only",
        "/logs_config/lambda_forwarder/lambdas",
        "/logs_config/lambda_forwarder/sources",
        "/metrics_config/namespace_filters/*",
        "/traces_config/xray_services/include_only",
    ],
    body,
    ..Kind::REST
};

/// What a block has where nothing is said (41 recordings; the flags of metrics and resources: OpenAPI v2).
const DEFAULTS: &[Default] = &[
    Default::new("/account_tags", Lit::EmptyList),
    // Made by Datadog for a role.
    Default::new("/auth_config/external_id", Lit::Unmanaged),
    Default::new("/aws_regions/include_all", Lit::Bool(true)),
    Default::new("/aws_regions", Lit::EmptyObject),
    Default::new("/logs_config/lambda_forwarder/lambdas", Lit::EmptyList),
    Default::new("/logs_config/lambda_forwarder/sources", Lit::EmptyList),
    Default::new("/logs_config/lambda_forwarder/log_source_config/tag_filters", Lit::EmptyList),
    Default::new("/logs_config/lambda_forwarder/log_source_config", Lit::EmptyObject),
    Default::new("/logs_config/lambda_forwarder", Lit::EmptyObject),
    Default::new("/logs_config", Lit::EmptyObject),
    Default::new("/metrics_config/enabled", Lit::Bool(true)),
    Default::new("/metrics_config/automute_enabled", Lit::Bool(true)),
    Default::new("/metrics_config/collect_custom_metrics", Lit::Bool(false)),
    Default::new("/metrics_config/collect_cloudwatch_alarms", Lit::Bool(false)),
    Default::new("/metrics_config/tag_filters", Lit::EmptyList),
    Default::new("/metrics_config/metric_name_filters", Lit::EmptyList),
    // Two namespaces until 2025, three since.
    Default::new("/metrics_config/namespace_filters", Lit::Unmanaged),
    Default::new("/metrics_config", Lit::EmptyObject),
    Default::new("/resources_config/cloud_security_posture_management_collection", Lit::Bool(false)),
    Default::new("/resources_config/extended_collection", Lit::Bool(true)),
    Default::new("/resources_config", Lit::EmptyObject),
    Default::new("/traces_config/xray_services/include_only", Lit::EmptyList),
    Default::new("/traces_config/xray_services", Lit::EmptyObject),
    Default::new("/traces_config", Lit::EmptyObject),
];

/// A PATCH may keep what a block leaves out, so a leaf that is to go back to its default is sent with it.
fn body(account: &mut Value, live: Option<&Value>) {
    let Some(live) = live else { return };
    for rule in DEFAULTS {
        let (Some(default), at) = (rule.value.value(), Pointer::parse(rule.at.0)) else { continue };
        let (Some((parent, leaf)), Some(is)) = (rule.at.0.rsplit_once('/'), at.find(live)) else { continue };
        let leaf_of_block = !parent.is_empty() && (default.is_boolean() || default == json!([]));
        if leaf_of_block
            && *is != default
            && let Some(Value::Object(block)) = Pointer::parse(parent).find_mut(account)
            // The members of a union replace each other: another one in the file is the whole answer.
            && (block.is_empty() || !(leaf.starts_with("include_")))
        {
            block.entry(leaf).or_insert(default);
        }
    }
}
