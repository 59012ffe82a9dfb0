//! Logs pipelines, as `POST /api/v1/logs/config/pipelines` takes them.

use serde_json::Value;

use super::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

object! {
    /// Works on logs as they come in: parses, renames, enriches.
    LogsPipeline {
        /// Name of the pipeline.
        name: String = "Checkout",
        /// Whether the pipeline works; absent means that it does not.
        is_enabled: Option<Flag> = true,
        /// Which logs it works on.
        filter: Option<PipelineFilter> = {"query": "service:checkout"},
        /// What is done with a log, in order.
        processors: Option<Vec<Processor>> = [{"type": "date-remapper", "is_enabled": true, "sources": ["timestamp"]}],
        /// What it is for.
        description: Option<String> = "Access logs of the checkout.",
        /// Its labels. Their order means nothing.
        tags: Option<Vec<String>> = ["team:checkout"],
        /// Id of the pipeline in Datadog. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "9R-fEK0LRyWg0HzDbM-gOg",
        /// Always `pipeline`. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        r#type: Option<String> = "pipeline",
        /// Whether it came with an integration. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        is_read_only: Option<Flag> = false,
    }
    example: {
        "name": "Checkout",
        "is_enabled": true,
        "filter": {"query": "service:checkout"},
        "processors": [{"type": "date-remapper", "is_enabled": true, "sources": ["timestamp"]}]
    }
}

object! {
    /// Which logs a pipeline works on.
    PipelineFilter {
        /// A search in the language of the Log Explorer.
        query: Option<String> = "service:checkout",
    }
    example: {"query": "service:checkout"}
}

tagged! {
    /// One thing that is done with a log.
    Processor by "type" {
        GrokParser { "grok-parser" => "takes a text apart by rules" }
        DateRemapper { "date-remapper" => "makes an attribute the date of the log" }
        StatusRemapper { "status-remapper" => "makes an attribute the status of the log" }
        ServiceRemapper { "service-remapper" => "makes an attribute the service of the log" }
        MessageRemapper { "message-remapper" => "makes an attribute the message of the log" }
        TraceRemapper { "trace-id-remapper" => "links the log with its trace" }
        SpanRemapper { "span-id-remapper" => "links the log with its span" }
        AttributeRemapper { "attribute-remapper" => "renames an attribute or tag" }
        UrlParser { "url-parser" => "takes an address apart" }
        UserAgentParser { "user-agent-parser" => "reads what browser it was" }
        CategoryProcessor { "category-processor" => "sets a value by the first search that matches" }
        ArithmeticProcessor { "arithmetic-processor" => "computes a number" }
        StringBuilder { "string-builder-processor" => "builds a text" }
        NestedPipeline { "pipeline" => "a pipeline inside this one" }
        GeoIpParser { "geo-ip-parser" => "finds the place of an address" }
        LookupProcessor { "lookup-processor" => "looks a value up" }
        ArrayProcessor { "array-processor" => "works on a list" }
        ArrayMapProcessor { "array-map-processor" => "works on each item of a list" }
        DecoderProcessor { "decoder-processor" => "decodes a text" }
        SchemaProcessor { "schema-processor" => "brings the log into a schema" }
        ExcludeAttribute { "exclude-attribute" => "drops an attribute" }
    }
    example: {"type": "date-remapper", "is_enabled": true, "sources": ["timestamp"]}
}

object! {
    /// Takes a text apart by rules.
    GrokParser {
        /// Attribute whose text is parsed.
        source: String = "message",
        /// The rules.
        grok: GrokRules = {"match_rules": "access %{ip:client} %{word:method}"},
        /// Example logs that show the rules at work; 5 at most.
        samples: Option<Vec<String>> = ["10.0.0.1 GET"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "grok-parser", "source": "message", "grok": {"match_rules": "access %{ip:client} %{word:method}"}}
}

object! {
    /// Makes an attribute the official date of the log.
    DateRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["timestamp"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "date-remapper", "sources": ["timestamp"]}
}

object! {
    /// Makes an attribute the official status of the log.
    StatusRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["level"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "status-remapper", "sources": ["level"]}
}

object! {
    /// Makes an attribute the service that the log comes from.
    ServiceRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["service"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "service-remapper", "sources": ["service"]}
}

object! {
    /// Makes an attribute the message of the log.
    MessageRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["msg"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "message-remapper", "sources": ["msg"]}
}

object! {
    /// Makes an attribute the id of the trace that the log belongs to.
    TraceRemapper {
        /// Attributes that are looked at; absent means `dd.trace_id`.
        sources: Option<Vec<String>> = ["dd.trace_id"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "trace-id-remapper"}
}

object! {
    /// Makes an attribute the id of the span that the log belongs to.
    SpanRemapper {
        /// Attributes that are looked at; absent means `dd.span_id`.
        sources: Option<Vec<String>> = ["dd.span_id"],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "span-id-remapper"}
}

object! {
    /// Moves or copies an attribute or tag to another name.
    AttributeRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["user"],
        /// What the sources are.
        source_type: Option<RemapType> = "attribute",
        /// Attribute that gets the result.
        target: String = "usr.id",
        /// What the target is.
        target_type: Option<RemapType> = "attribute",
        /// Type that the value is turned into.
        target_format: Option<TargetFormat> = "string",
        /// Whether the source stays beside the target.
        preserve_source: Option<Flag> = true,
        /// Whether a target that is there already is overwritten.
        override_on_conflict: Option<Flag> = false,
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "attribute-remapper", "sources": ["user"], "target": "usr.id"}
}

object! {
    /// Takes a web address apart.
    UrlParser {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["http.url"],
        /// Attribute that gets the result.
        target: String = "http.url_details",
        /// Whether slashes at the end of a path are dropped.
        normalize_ending_slashes: Option<Flag> = false,
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "url-parser", "sources": ["http.url"], "target": "http.url_details"}
}

object! {
    /// Reads browser, system and device out of a user agent.
    UserAgentParser {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["http.useragent"],
        /// Attribute that gets the result.
        target: String = "http.useragent_details",
        /// Whether the source is percent-encoded.
        is_encoded: Option<Flag> = false,
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "user-agent-parser", "sources": ["http.useragent"], "target": "http.useragent_details"}
}

object! {
    /// Sets an attribute by the first search that matches the log.
    CategoryProcessor {
        /// The searches in order, each with its value.
        categories: Vec<Category> = [{"name": "error", "filter": {"query": "@http.status_code:>=500"}}],
        /// Attribute that gets the result.
        target: String = "http.status_category",
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "category-processor", "categories": [{"name": "error", "filter": {"query": "@http.status_code:>=500"}}], "target": "http.status_category"}
}

object! {
    /// Computes a number of attributes.
    ArithmeticProcessor {
        /// The formula, with names of attributes in it.
        expression: String = "(end - start) / 1000",
        /// Attribute that gets the result.
        target: String = "duration",
        /// Whether a missing attribute counts as 0 or as an empty text; otherwise nothing is computed.
        is_replace_missing: Option<Flag> = false,
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "arithmetic-processor", "expression": "(end - start) / 1000", "target": "duration"}
}

object! {
    /// Builds a text of attributes.
    StringBuilder {
        /// The text, with `%{attribute}` in it.
        template: String = "%{http.method} %{http.url}",
        /// Attribute that gets the result.
        target: String = "request",
        /// Whether a missing attribute counts as 0 or as an empty text; otherwise nothing is computed.
        is_replace_missing: Option<Flag> = false,
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "string-builder-processor", "template": "%{http.method} %{http.url}", "target": "request"}
}

object! {
    /// A pipeline inside a pipeline.
    NestedPipeline {
        /// Which logs it works on.
        filter: Option<PipelineFilter> = {"query": "source:nginx"},
        /// What it is for.
        description: Option<String> = "Access logs.",
        /// Its labels.
        tags: Option<Vec<String>> = ["team:web"],
        /// What is done, in order.
        processors: Option<Vec<Processor>> = [],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "pipeline"}
}

object! {
    /// Finds out where an internet address is.
    GeoIpParser {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["network.client.ip"],
        /// Attribute that gets the result.
        target: String = "network.client.geoip",
        /// What becomes of the address afterwards.
        ip_processing_behavior: Option<String> = "do-nothing",
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "geo-ip-parser", "sources": ["network.client.ip"], "target": "network.client.geoip"}
}

object! {
    /// Looks a value up in a table of its own or in a reference table.
    LookupProcessor {
        /// Attribute whose value is looked up.
        source: String = "service_id",
        /// Attribute that gets the result.
        target: String = "service",
        /// Rows as `value,result`.
        lookup_table: Option<Vec<String>> = ["1,checkout"],
        /// Name of the reference table, instead of rows.
        lookup_enrichment_table: Option<String> = "services",
        /// Result where the value is in no row.
        default_lookup: Option<String> = "unknown",
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "lookup-processor", "source": "service_id", "target": "service"}
}

object! {
    /// Works on an attribute that is a list.
    ArrayProcessor {
        /// What is done with the list.
        operation: ArrayOperation = {"type": "length", "source": "tags", "target": "tag_count"},
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "array-processor", "operation": {"type": "length", "source": "tags", "target": "tag_count"}}
}

object! {
    /// Works on each item of a list.
    ArrayMapProcessor {
        /// The list.
        source: String = "items",
        /// Attribute that gets the result.
        target: String = "items",
        /// Whether the source stays beside the target.
        preserve_source: Option<Flag> = true,
        /// What is done with each item, in order: `$sourceElem` and `$targetElem` name it.
        processors: Vec<Processor> = [],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "array-map-processor", "source": "items", "target": "items", "processors": []}
}

object! {
    /// Decodes a text.
    DecoderProcessor {
        /// Attribute with the encoded text.
        source: String = "payload",
        /// Attribute that gets the result.
        target: String = "decoded",
        /// How it is encoded.
        binary_to_text_encoding: BinaryEncoding = "base64",
        /// What the bytes are.
        input_representation: InputRepresentation = "utf_8",
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "decoder-processor", "source": "payload", "target": "decoded", "binary_to_text_encoding": "base64", "input_representation": "utf_8"}
}

object! {
    /// Brings the log into the form of a schema such as OCSF.
    SchemaProcessor {
        /// Which schema.
        schema: SchemaChoice = {"schema_type": "ocsf", "version": "1.5.0", "class_uid": 3001, "class_name": "Account Change"},
        /// How attributes become fields of the schema, in order.
        mappers: Vec<Mapper> = [],
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "schema-processor", "schema": {"schema_type": "ocsf", "version": "1.5.0", "class_uid": 3001, "class_name": "Account Change"}, "mappers": []}
}

object! {
    /// Drops an attribute from the log.
    ExcludeAttribute {
        /// The attribute.
        attribute_to_exclude: String = "password",
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"type": "exclude-attribute", "attribute_to_exclude": "password"}
}

object! {
    /// The rules of a grok parser.
    GrokRules {
        /// A rule a line: its name, then the pattern.
        match_rules: String = "access %{ip:client} %{word:method}",
        /// Rules that the others use, a line each.
        support_rules: Option<String> = "client %{ip}",
    }
    example: {"match_rules": "access %{ip:client} %{word:method}"}
}

object! {
    /// A value, and the logs that get it.
    Category {
        /// The value.
        name: Option<String> = "error",
        /// Which logs get it.
        filter: Option<PipelineFilter> = {"query": "@http.status_code:>=500"},
    }
    example: {"name": "error", "filter": {"query": "@http.status_code:>=500"}}
}

open_enum! {
    /// Attribute or tag.
    RemapType {
        "attribute" => "a field of the log",
        "tag" => "a label of the log",
    }
}

open_enum! {
    /// Type that a value is turned into.
    TargetFormat {
        "auto" => "as it comes",
        "string" => "a text",
        "integer" => "a whole number",
        "double" => "a number",
    }
}

open_enum! {
    /// How a text is encoded.
    BinaryEncoding {
        "base64" => "64 characters",
        "base16" => "hexadecimal digits",
    }
}

open_enum! {
    /// What the decoded bytes are.
    InputRepresentation {
        "utf_8" => "a text",
        "integer" => "a number",
    }
}

tagged! {
    /// What is done with a list.
    ArrayOperation by "type" {
        AppendOperation { "append" => "adds a value to the list" }
        LengthOperation { "length" => "counts the items" }
        SelectOperation { "select" => "takes a value out of the item that matches" }
        KeyValueOperation { "key-value" => "makes attributes of items that are pairs" }
    }
    example: {"type": "length", "source": "tags", "target": "tag_count"}
}

object! {
    /// Adds a value to a list.
    AppendOperation {
        /// The list, or the value that is added to one.
        source: String = "tags",
        /// Attribute that gets the result.
        target: String = "source_ips",
        /// Whether the source stays beside the target.
        preserve_source: Option<Flag> = true,
    }
    example: {"type": "append", "source": "network.client.ip", "target": "source_ips"}
}

object! {
    /// Counts the items of a list.
    LengthOperation {
        /// The list, or the value that is added to one.
        source: String = "tags",
        /// Attribute that gets the result.
        target: String = "tag_count",
    }
    example: {"type": "length", "source": "tags", "target": "tag_count"}
}

object! {
    /// Takes a value out of the item that matches.
    SelectOperation {
        /// The list, or the value that is added to one.
        source: String = "tags",
        /// Attribute that gets the result.
        target: String = "referrer",
        /// Which item: `key:value`.
        filter: String = "name:Referrer",
        /// Key of the value that is taken.
        value_to_extract: String = "value",
    }
    example: {"type": "select", "source": "headers", "target": "referrer", "filter": "name:Referrer", "value_to_extract": "value"}
}

object! {
    /// Makes attributes of items that are pairs.
    KeyValueOperation {
        /// The list, or the value that is added to one.
        source: String = "tags",
        /// Attribute that gets the pairs; absent means the root of the log.
        target: Option<String> = "extracted",
        /// Key that holds the name.
        key_to_extract: String = "name",
        /// Key that holds the value.
        value_to_extract: String = "value",
        /// Whether a target that is there already is overwritten.
        override_on_conflict: Option<Flag> = false,
    }
    example: {"type": "key-value", "source": "tags", "key_to_extract": "name", "value_to_extract": "value"}
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
