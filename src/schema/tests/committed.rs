//! The files under `schemas/` are what the types make.

use std::path::Path;

use crate::kinds;
use crate::schema::{ALL, fields_in_order, known};

#[test]
#[expect(clippy::disallowed_methods, reason = "compares with the committed files, and writes them when asked to")]
fn the_committed_schemas_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stale: Vec<&str> = ALL
        .iter()
        .filter(|document| {
            let file = root.join(document.file);
            if std::env::var_os("DDSYNC_WRITE_SCHEMAS").is_some() {
                std::fs::write(&file, document.text()).unwrap();
            }
            std::fs::read_to_string(&file).ok() != Some(document.text())
        })
        .map(|document| document.file)
        .collect();
    assert!(
        stale.is_empty(),
        "{stale:?} are not what the types make: run `cargo run -- schema --write`, or this test with DDSYNC_WRITE_SCHEMAS=1"
    );
}

#[test]
fn making_a_schema_twice_gives_the_same_bytes() {
    for document in ALL {
        let again = format!("{:#}\n", (document.schema)().to_value());
        assert_eq!(again, document.text(), "{}", document.file);
    }
}

#[test]
fn each_schema_says_its_draft_and_its_format_version() {
    for document in ALL {
        let root = document.root();
        assert_eq!(root["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(root["$id"], format!("urn:ddsync:schema:v1:{}", document.name));
        assert!(jsonschema::draft202012::meta::is_valid(root), "{}", document.file);
        document.validator();
    }
}

#[test]
fn every_kind_has_a_schema_that_takes_the_ddsync_block() {
    for kind in kinds::ALL {
        let known = known(kind.name).unwrap_or_else(|| panic!("{} has no schema", kind.name));
        let object = serde_json::json!({});
        let block = crate::model::Pointer::parse("/ddsync/environments/staging/options");
        assert!(known.knows(&object, &block), "{}", kind.name);
    }
}

#[test]
fn the_fields_of_a_kind_come_in_the_order_of_its_type() {
    let monitor = fields_in_order("monitor");
    assert_eq!(monitor[..6], ["ddsync", "name", "type", "query", "message", "tags"]);
    assert_eq!(fields_in_order("dashboard")[..3], ["ddsync", "title", "description"]);
    assert!(fields_in_order("nothing").is_empty());
}
