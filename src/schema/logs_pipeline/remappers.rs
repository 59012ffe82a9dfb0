//! Processors that give what is there another name or meaning.

use super::AnyProcessor;
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Makes an attribute the official date of the log.
    DateRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["timestamp"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "date-remapper", "sources": ["timestamp"]}
}

object! {
    /// Makes an attribute the official status of the log.
    StatusRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["level"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "status-remapper", "sources": ["level"]}
}

object! {
    /// Makes an attribute the service that the log comes from.
    ServiceRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["service"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "service-remapper", "sources": ["service"]}
}

object! {
    /// Makes an attribute the message of the log.
    MessageRemapper {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["msg"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "message-remapper", "sources": ["msg"]}
}

object! {
    /// Makes an attribute the id of the trace that the log belongs to.
    TraceRemapper {
        /// Attributes that are looked at; absent means `dd.trace_id`.
        sources: Option<Vec<String>> = ["dd.trace_id"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "trace-id-remapper"}
}

object! {
    /// Makes an attribute the id of the span that the log belongs to.
    SpanRemapper {
        /// Attributes that are looked at; absent means `dd.span_id`.
        sources: Option<Vec<String>> = ["dd.span_id"],
        #[schemars(flatten)]
        any: AnyProcessor,
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "attribute-remapper", "sources": ["user"], "target": "usr.id"}
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

object! {
    /// Drops an attribute from the log.
    ExcludeAttribute {
        /// The attribute.
        attribute_to_exclude: String = "password",
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "exclude-attribute", "attribute_to_exclude": "password"}
}
