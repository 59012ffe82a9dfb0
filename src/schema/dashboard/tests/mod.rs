//! The schema is judged by itself, by Datadog's OpenAPI file and by recorded dashboards.

mod described;
mod faults;
mod openapi;
mod recorded;
