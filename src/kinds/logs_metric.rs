//! Metrics made of logs, `/api/v2/logs/config/metrics`.

use super::derived_metric::DERIVED_METRIC;
use crate::model::{Kind, envelope};

pub static LOGS_METRIC: Kind = Kind {
    name: "logs-metric",
    folder: "logs-metrics",
    path: "/api/v2/logs/config/metrics",
    wrap: |attributes, id| envelope::as_resource("logs_metrics", attributes, id),
    ..DERIVED_METRIC
};
