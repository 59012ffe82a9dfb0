//! ddsync keeps Datadog monitors and dashboards in Git as YAML, and makes Datadog match.

pub mod sandbox;
