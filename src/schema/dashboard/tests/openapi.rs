//! placeholder
#[test]
fn dump() { std::fs::write("/tmp/dsw_schema.json", serde_json::to_string_pretty(crate::schema::dashboard::schema().as_value()).unwrap()).unwrap(); }
