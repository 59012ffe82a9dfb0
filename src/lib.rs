pub mod datadog;
pub mod kinds;
pub mod lint;
pub mod load;
pub mod model;
pub mod plan;
pub mod report;
pub mod schema;
