//! Processors that bring a log into a schema.

use serde_json::Value;

use super::remappers::TargetFormat;
use super::{AnyProcessor, PipelineFilter};
use crate::schema::shapes::{Flag, Integer};
use crate::{object, tagged};

object! {
    /// Brings the log into the form of a schema such as OCSF.
    SchemaProcessor {
        /// Which schema.
        schema: SchemaChoice = {"schema_type": "ocsf", "version": "1.5.0", "class_uid": 3001, "class_name": "Account Change"},
        /// How attributes become fields of the schema, in order.
        mappers: Vec<Mapper> = [],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "schema-processor", "schema": {"schema_type": "ocsf", "version": "1.5.0", "class_uid": 3001, "class_name": "Account Change"}, "mappers": []}
}

object! {
    /// Which schema a log is brought into.
    SchemaChoice {
        /// The family of schemas.
        schema_type: String = "ocsf",
        /// Version of the schema.
        version: String = "1.5.0",
        /// Number of the class.
        class_uid: Integer = 3001,
        /// Name of the class.
        class_name: String = "Account Change",
        /// Profiles that add fields to the class.
        profiles: Option<Vec<String>> = ["security_control"],
        /// Extensions of the schema.
        extensions: Option<Vec<Value>> = [],
    }
    example: {"schema_type": "ocsf", "version": "1.5.0", "class_uid": 3001, "class_name": "Account Change"}
}

tagged! {
    /// How attributes become a field of the schema.
    Mapper by "type" {
        SchemaRemapper { "schema-remapper" => "moves an attribute to a field" }
        SchemaCategoryMapper { "schema-category-mapper" => "sets a field by the first search that matches" }
    }
    example: {"type": "schema-remapper", "name": "user", "sources": ["usr.id"], "target": "ocsf.user.uid"}
}

object! {
    /// Moves an attribute to a field.
    SchemaRemapper {
        /// What the mapper is called.
        name: String = "user",
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["usr.id"],
        /// Attribute that gets the result.
        target: String = "ocsf.user.uid",
        /// Type that the value is turned into.
        target_format: Option<TargetFormat> = "string",
        /// Whether the source stays beside the target.
        preserve_source: Option<Flag> = true,
        /// Whether a target that is there already is overwritten.
        override_on_conflict: Option<Flag> = false,
    }
    example: {"type": "schema-remapper", "name": "user", "sources": ["usr.id"], "target": "ocsf.user.uid"}
}

object! {
    /// Sets a field by the first search that matches.
    SchemaCategoryMapper {
        /// What the mapper is called.
        name: String = "user",
        /// The searches in order, each with its value.
        categories: Vec<SchemaCategory> = [{"id": 3, "name": "Password Change", "filter": {"query": "@eventName:ChangePassword"}}],
        /// The fields that are set.
        targets: CategoryTargets = {"id": "ocsf.activity_id", "name": "ocsf.activity_name"},
        /// What is set where no search matches.
        fallback: Option<CategoryFallback> = {"values": {"ocsf.activity_id": "99"}, "sources": {}},
    }
    example: {"type": "schema-category-mapper", "name": "activity", "categories": [], "targets": {"id": "ocsf.activity_id"}}
}

object! {
    /// A value, and the logs that get it.
    SchemaCategory {
        /// Number of the value.
        id: Integer = 3,
        /// Name of the value.
        name: String = "Password Change",
        /// Which logs get it.
        filter: PipelineFilter = {"query": "@eventName:ChangePassword"},
    }
    example: {"id": 3, "name": "Password Change", "filter": {"query": "@eventName:ChangePassword"}}
}

object! {
    /// The fields that a category sets.
    CategoryTargets {
        /// Field that gets the number.
        id: Option<String> = "ocsf.activity_id",
        /// Field that gets the name.
        name: Option<String> = "ocsf.activity_name",
    }
    example: {"id": "ocsf.activity_id", "name": "ocsf.activity_name"}
}

object! {
    /// What is set where no search matches.
    CategoryFallback {
        /// Field to value.
        values: Option<Value> = {"ocsf.activity_id": "99"},
        /// Field to the attributes that it is taken from.
        sources: Option<Value> = {},
    }
    example: {"values": {"ocsf.activity_id": "99"}, "sources": {}}
}
