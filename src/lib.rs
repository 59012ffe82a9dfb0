
pub mod schema;
