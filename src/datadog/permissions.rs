//! Which permissions the API asks for, by the path of a kind's collection (Datadog's OpenAPI documents, `x-permission`).

use crate::model::Kind;

/// What reading and writing objects of a kind needs. Empty is: nothing is documented.
#[derive(Debug, PartialEq, Eq)]
pub struct Permissions {
    path: &'static str,
    /// For `diff`, `drift` and `import`.
    pub read: &'static [&'static str],
    /// For `apply`, beside those.
    pub write: &'static [&'static str],
}

const fn needs(path: &'static str, read: &'static [&'static str], write: &'static [&'static str]) -> Permissions {
    Permissions { path, read, write }
}

#[rustfmt::skip]
static ALL: &[Permissions] = &[
    needs("/api/v1/dashboard",                    &["dashboards_read"],            &["dashboards_write"]),
    needs("/api/v1/dashboard/lists/manual",       &["dashboards_read"],            &["dashboards_write"]),
    needs("/api/v1/integration/webhooks/configuration/webhooks",
                                                  &["integrations_read"],          &["create_webhooks", "manage_integrations"]),
    needs("/api/v1/logs/config/indexes",          &["logs_read_config"],           &["logs_modify_indexes"]),
    needs("/api/v1/logs/config/pipelines",        &["logs_read_config"],           &["logs_write_pipelines"]),
    needs("/api/v1/metrics",                      &["metrics_read"],               &["metrics_metadata_write"]),
    needs("/api/v1/monitor",                      &["monitors_read"],              &["monitors_write"]),
    needs("/api/v1/notebooks",                    &["notebooks_read"],             &["notebooks_write"]),
    needs("/api/v1/slo",                          &["slos_read"],                  &["slos_write"]),
    needs("/api/v1/slo/correction",               &["slos_read"],                  &["slos_corrections"]),
    needs("/api/v1/synthetics/private-locations", &["synthetics_private_location_read"], &["synthetics_private_location_write"]),
    needs("/api/v1/synthetics/tests",             &["synthetics_read"],            &["synthetics_write"]),
    needs("/api/v1/synthetics/variables",         &["synthetics_global_variable_read"], &["synthetics_global_variable_write"]),
    needs("/api/v2/apm/config/metrics",           &["apm_read"],                   &["apm_generate_metrics"]),
    needs("/api/v2/apm/config/retention-filters", &["apm_retention_filter_read"],  &["apm_retention_filter_write"]),
    needs("/api/v2/authn_mappings",               &["user_access_read"],           &["user_access_manage"]),
    needs("/api/v2/downtime",                     &["monitors_downtime"],          &["monitors_downtime"]),
    needs("/api/v2/integration/aws/accounts",     &["aws_configuration_read"],     &["aws_configurations_manage", "aws_configuration_edit"]),
    needs("/api/v2/logs/config/archives",         &["logs_read_archives"],         &["logs_write_archives"]),
    needs("/api/v2/logs/config/custom-destinations",
                                                  &["logs_read_config", "logs_read_data"], &["logs_write_forwarding_rules"]),
    needs("/api/v2/logs/config/metrics",          &["logs_read_config"],           &["logs_generate_metrics"]),
    needs("/api/v2/metrics",                      &["metrics_read"],               &["metric_tags_write"]),
    needs("/api/v2/monitor/notification_rule",    &["monitors_read"],              &["monitor_config_policy_write"]),
    needs("/api/v2/monitor/policy",               &["monitors_read"],              &["monitor_config_policy_write"]),
    needs("/api/v2/on-call/escalation-policies",  &["on_call_read"],               &["on_call_write"]),
    needs("/api/v2/on-call/schedules",            &["on_call_read"],               &["on_call_write"]),
    needs("/api/v2/powerpacks",                   &["dashboards_read"],            &["dashboards_write"]),
    needs("/api/v2/roles",                        &["user_access_read"],           &["user_access_manage"]),
    needs("/api/v2/rum/applications",             &["rum_apps_read"],              &["rum_apps_write"]),
    needs("/api/v2/security_monitoring/rules",    &["security_monitoring_rules_read"], &["security_monitoring_rules_write"]),
    needs("/api/v2/services/definitions",         &["apm_service_catalog_read"],   &["apm_service_catalog_write"]),
    needs("/api/v2/team",                         &["teams_read"],                 &["teams_manage"]),
];

impl Permissions {
    /// None where nobody has looked it up.
    pub fn of(kind: &Kind) -> Option<&'static Self> {
        ALL.iter().find(|needs| needs.path == kind.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_line() {
        let missing: Vec<&str> =
            crate::kinds::ALL.iter().filter(|kind| Permissions::of(kind).is_none()).map(|kind| kind.path).collect();
        assert!(missing.is_empty(), "which permissions does the API ask for at {missing:?}?");
    }
}
