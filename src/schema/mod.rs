//! The authoring types, which make `schemas/*.schema.json`. They never rebuild an object.

pub mod dashboard;
pub mod shapes;
