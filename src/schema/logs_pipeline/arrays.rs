//! Processors of lists.

use super::{AnyProcessor, Processor};
use crate::schema::shapes::Flag;
use crate::{object, tagged};

object! {
    /// Works on an attribute that is a list.
    ArrayProcessor {
        /// What is done with the list.
        operation: ArrayOperation = {"type": "length", "source": "tags", "target": "tag_count"},
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "array-processor", "operation": {"type": "length", "source": "tags", "target": "tag_count"}}
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "array-map-processor", "source": "items", "target": "items", "processors": []}
}
