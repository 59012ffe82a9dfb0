//! Processors that take a text apart.

use super::AnyProcessor;
use crate::schema::shapes::Flag;
use crate::{object, open_enum};

object! {
    /// Takes a text apart by rules.
    GrokParser {
        /// Attribute whose text is parsed.
        source: String = "message",
        /// The rules.
        grok: GrokRules = {"match_rules": "access %{ip:client} %{word:method}"},
        /// Example logs that show the rules at work; 5 at most.
        samples: Option<Vec<String>> = ["10.0.0.1 GET"],
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "grok-parser", "source": "message", "grok": {"match_rules": "access %{ip:client} %{word:method}"}}
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
    /// Takes a web address apart.
    UrlParser {
        /// Attributes that are looked at; the first that is there counts.
        sources: Vec<String> = ["http.url"],
        /// Attribute that gets the result.
        target: String = "http.url_details",
        /// Whether slashes at the end of a path are dropped.
        normalize_ending_slashes: Option<Flag> = false,
        #[schemars(flatten)]
        any: AnyProcessor,
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "user-agent-parser", "sources": ["http.useragent"], "target": "http.useragent_details"}
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "geo-ip-parser", "sources": ["network.client.ip"], "target": "network.client.geoip"}
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
        #[schemars(flatten)]
        any: AnyProcessor,
    }
    example: {"type": "decoder-processor", "source": "payload", "target": "decoded", "binary_to_text_encoding": "base64", "input_representation": "utf_8"}
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
