pub mod datadog;
pub mod kinds;
pub mod model;
