//! What must hold of an answer.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::NumberOrText;
use crate::{object, open_enum, tagged};

tagged! {
    /// One thing that must hold of an answer.
    Assertion by "type" {
        Comparison {
            "statusCode" => "the status of HTTP",
            "responseTime" => "milliseconds until the answer",
            "header" => "a header, named by `property`",
            "body" => "the body",
            "bodyHash" => "a checksum of the body",
            "certificate" => "the days for which the certificate is good",
            "property" => "a property of the certificate, named by `property`",
            "tlsVersion" => "the version of TLS",
            "minTlsVersion" => "the lowest version of TLS that is offered",
            "connection" => "whether a connection came about",
            "recordEvery" => "every record of the answer, of the type in `property`",
            "recordSome" => "some record of the answer, of the type in `property`",
            "latency" => "milliseconds of a ping, as `property` says: `avg`, `min`, `max`",
            "packetLossPercentage" => "packets that were lost, in percent",
            "packetsReceived" => "packets that came back",
            "networkHop" => "hops on the way",
            "multiNetworkHop" => "hops on the ways, as `property` says",
            "jitter" => "how uneven the latency is",
            "receivedMessage" => "the message that came back",
            "grpcHealthcheckStatus" => "the state that a health check tells",
            "grpcProto" => "the answer of a call",
            "grpcMetadata" => "metadata of the answer, named by `property`",
            "mcpToolCount" => "how many tools there are",
            "mcpToolNameLength" => "how long their names are",
            "mcpServerCapabilities" => "what the server says it can do",
        }
        Script { "javascript" => "whatever a script says" }
        Conformity { "mcpRespectsSpecification" => "whether the server speaks as it should" }
    }
    example: {"type": "statusCode", "operator": "is", "target": 200}
}

object! {
    /// A part of the answer beside what it should be.
    Comparison {
        /// How the two are compared.
        operator: ComparisonOperator = "is",
        /// What the part should be.
        target: Option<Target> = 200,
        /// Which part, where there are several: a header's name, a type of record.
        property: Option<String> = "content-type",
        /// What counts of the response time.
        #[schemars(rename = "timingsScope")]
        timings_scope: Option<TimingsScope> = "withoutDNS",
    }
    example: {"operator": "is", "target": 200}
}

open_enum! {
    /// How an answer is compared.
    ComparisonOperator {
        "is" => "equal",
        "isNot" => "not equal",
        "contains" => "has it in it",
        "doesNotContain" => "has it not in it",
        "lessThan" => "smaller",
        "lessThanOrEqual" => "smaller or equal",
        "moreThan" => "larger",
        "moreThanOrEqual" => "larger or equal",
        "matches" => "fits the regular expression",
        "doesNotMatch" => "does not fit it",
        "validates" => "fits it as a whole",
        "isInMoreThan" => "good for more days",
        "isInLessThan" => "good for fewer days",
        "doesNotExist" => "is not there",
        "isUndefined" => "has no value",
        "validatesJSONPath" => "what a JSON path finds is compared",
        "validatesJSONSchema" => "fits a JSON Schema",
        "validatesXPath" => "what an XPath finds is compared",
        "md5" => "has this MD5",
        "sha1" => "has this SHA-1",
        "sha256" => "has this SHA-256",
    }
}

/// What a part of an answer should be: a number, a text, a list of texts, or an inner comparison.
pub struct Target;

impl JsonSchema for Target {
    fn schema_name() -> Cow<'static, str> {
        "AssertionTarget".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What the part should be: a number, a text, a list of texts, or what to look for inside of it.",
            "anyOf": [{"type": ["number", "string", "array"]}, generator.subschema_for::<InnerTarget>()],
            "examples": [200],
        })
    }
}

object! {
    /// What to look for inside of a body.
    InnerTarget {
        /// The JSON path whose findings are compared.
        #[schemars(rename = "jsonPath")]
        json_path: Option<String> = "$.status",
        /// The `XPath` whose findings are compared.
        #[schemars(rename = "xPath")]
        x_path: Option<String> = "//status",
        /// How they are compared.
        operator: Option<ComparisonOperator> = "is",
        /// Which of several findings are.
        #[schemars(rename = "elementsOperator")]
        elements_operator: Option<ElementsOperator> = "firstElementMatches",
        /// What they should be.
        #[schemars(rename = "targetValue")]
        target_value: Option<NumberOrText> = "ok",
        /// The JSON Schema that the body should fit, as text.
        #[schemars(rename = "jsonSchema")]
        json_schema: Option<String> = "{\"type\": \"object\"}",
        /// Which version of JSON Schema that is.
        #[schemars(rename = "metaSchema")]
        meta_schema: Option<MetaSchema> = "draft-07",
    }
    example: {"jsonPath": "$.status", "operator": "is", "targetValue": "ok"}
}

open_enum! {
    /// Which of several findings are compared.
    ElementsOperator {
        "firstElementMatches" => "the first",
        "everyElementMatches" => "all of them",
        "atLeastOneElementMatches" => "any of them",
        "serializationMatches" => "all together, as text",
    }
}

open_enum! {
    /// Which version of JSON Schema a schema is of.
    MetaSchema {
        "draft-07" => "the seventh draft",
        "draft-06" => "the sixth draft",
    }
}

open_enum! {
    /// What counts of a response time.
    TimingsScope {
        "all" => "the whole of it",
        "withoutDNS" => "not the look-up of the name",
    }
}

object! {
    /// A script that judges the answer.
    Script {
        /// JavaScript with assertions.
        code: String = "dd.expect(dd.response.statusCode).to.equal(200);",
    }
    example: {"code": "dd.expect(dd.response.statusCode).to.equal(200);"}
}

object! {
    /// A judgement that needs nothing to compare with.
    Conformity {
        /// What is judged.
        r#type: Option<String> = "mcpRespectsSpecification",
    }
    example: {"type": "mcpRespectsSpecification"}
}
