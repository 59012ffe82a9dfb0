//! Logs pipelines, as `POST /api/v1/logs/config/pipelines` takes them; processors by family.

mod arrays;
mod makers;
mod parsers;
mod remappers;
mod schemas;

use super::shapes::Flag;
use crate::{object, tagged};

use arrays::{ArrayMapProcessor, ArrayProcessor};
use makers::{ArithmeticProcessor, CategoryProcessor, LookupProcessor, StringBuilder};
use parsers::{DecoderProcessor, GeoIpParser, GrokParser, UrlParser, UserAgentParser};
use remappers::{
    AttributeRemapper, DateRemapper, ExcludeAttribute, MessageRemapper, ServiceRemapper, SpanRemapper, StatusRemapper,
    TraceRemapper,
};
use schemas::SchemaProcessor;

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
    /// What every processor may have.
    AnyProcessor {
        /// What the processor is called.
        name: Option<String> = "Parse access logs",
        /// Whether the processor works; absent means that it does not.
        is_enabled: Option<Flag> = true,
    }
    example: {"name": "Parse access logs", "is_enabled": true}
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "pipeline"}
}
