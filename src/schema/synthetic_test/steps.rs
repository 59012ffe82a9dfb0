//! Steps of a `multi` test.

use serde_json::Value;

use super::assertions::Assertion;
use super::options::TestRetry;
use super::request::TestRequest;
use crate::schema::shapes::{Flag, Integer};
use crate::{object, open_enum, tagged};

tagged! {
    /// A step of a `multi` test.
    ApiStep by "subtype" {
        RequestStep {
            "http" => "a request of HTTP",
            "grpc" => "a call of gRPC",
            "ssl" => "TLS and its certificate",
            "tcp" => "TCP",
            "dns" => "DNS",
            "icmp" => "ping",
            "udp" => "UDP",
            "websocket" => "WebSocket",
            "mcp" => "the Model Context Protocol",
        }
        WaitStep { "wait" => "seconds pass" }
        SubtestStep { "playSubTest" => "another test runs" }
    }
    example: {"name": "Rest", "subtype": "wait", "value": 5}
}

object! {
    /// A step that asks.
    RequestStep {
        /// What people call it.
        name: String = "Log in",
        /// What it asks.
        request: TestRequest = {"method": "POST", "url": "https://pipeline.example.com/login"},
        /// What must hold of the answer.
        assertions: Vec<Assertion> = [{"type": "statusCode", "operator": "is", "target": 200}],
        /// Values of the answer for later steps.
        #[schemars(rename = "extractedValues")]
        extracted_values: Option<Vec<ExtractedValue>> = [{"name": "ID", "type": "http_body", "parser": {"type": "json_path", "value": "$.id"}}],
        /// JavaScript that makes variables of the answer.
        #[schemars(rename = "extractedValuesFromScript")]
        extracted_values_from_script: Option<String> = "dd.variable.set('ID', dd.response.body);",
        /// How often it is repeated before it has failed.
        retry: Option<TestRetry> = {"count": 1, "interval": 300},
        /// Whether the test goes on where it fails.
        #[schemars(rename = "allowFailure")]
        allow_failure: Option<Flag> = false,
        /// Whether its failure is that of the test, where it may fail.
        #[schemars(rename = "isCritical")]
        is_critical: Option<Flag> = true,
        /// Whether the test ends where it succeeds.
        #[schemars(rename = "exitIfSucceed")]
        exit_if_succeed: Option<Flag> = false,
        /// Id that Datadog gave the step. An update keeps it.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "abc-def-ghi",
    }
    example: {
        "name": "Log in",
        "request": {"method": "POST", "url": "https://pipeline.example.com/login"},
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}]
    }
}

object! {
    /// A step that waits.
    WaitStep {
        /// What people call it.
        name: String = "Rest",
        /// For how many seconds.
        #[schemars(range(min = 0, max = 180))]
        value: Integer = 5,
        /// Id that Datadog gave the step. An update keeps it.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "abc-def-ghi",
    }
    example: {"name": "Rest", "value": 5}
}

object! {
    /// A step that is another test.
    SubtestStep {
        /// What people call it.
        name: String = "Log in",
        /// The other test; takes a reference.
        #[schemars(rename = "subtestPublicId")]
        subtest_public_id: String = "${synthetic-test:log-in}",
        /// JavaScript that makes variables of the answer.
        #[schemars(rename = "extractedValuesFromScript")]
        extracted_values_from_script: Option<String> = "dd.variable.set('ID', '1');",
        /// How often it is repeated before it has failed.
        retry: Option<TestRetry> = {"count": 1, "interval": 300},
        #[schemars(flatten)]
        flow: StepFlow,
        /// Id that Datadog gave the step. An update keeps it.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        id: Option<String> = "abc-def-ghi",
        /// The other test, as a read shows it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        subtest: Option<Value> = {"name": "Log in"},
    }
    example: {"name": "Log in", "subtestPublicId": "${synthetic-test:log-in}"}
}

object! {
    /// When a step runs, and what comes of its success or failure.
    StepFlow {
        /// Whether the test goes on where it fails.
        #[schemars(rename = "allowFailure")]
        allow_failure: Option<Flag> = false,
        /// Whether it runs where an earlier step failed.
        #[schemars(rename = "alwaysExecute")]
        always_execute: Option<Flag> = false,
        /// Whether its failure is that of the test, where it may fail.
        #[schemars(rename = "isCritical")]
        is_critical: Option<Flag> = true,
        /// Whether the test ends where it succeeds.
        #[schemars(rename = "exitIfSucceed")]
        exit_if_succeed: Option<Flag> = false,
    }
    example: {"allowFailure": true, "isCritical": false}
}

object! {
    /// A value of an answer, kept under a name.
    ExtractedValue {
        /// Its name, used as `{{ NAME }}`.
        name: Option<String> = "ID",
        /// Where it is.
        r#type: Option<ExtractedFrom> = "http_body",
        /// Header or metadata that it is in.
        field: Option<String> = "location",
        /// How it is found there.
        parser: Option<Parser> = {"type": "json_path", "value": "$.id"},
        /// Whether results hide it.
        secure: Option<Flag> = false,
    }
    example: {"name": "ID", "type": "http_body", "parser": {"type": "json_path", "value": "$.id"}}
}

open_enum! {
    /// Where a value is.
    ExtractedFrom {
        "http_body" => "in the body",
        "http_header" => "in a header",
        "http_status_code" => "it is the status",
        "grpc_message" => "in the answer of gRPC",
        "grpc_metadata" => "in metadata of gRPC",
    }
}

object! {
    /// How a value is found.
    Parser {
        /// By what.
        r#type: ParserType = "json_path",
        /// The path or the expression.
        value: Option<String> = "$.id",
    }
    example: {"type": "json_path", "value": "$.id"}
}

open_enum! {
    /// By what a value is found.
    ParserType {
        "raw" => "it is the whole",
        "json_path" => "a JSON path",
        "regex" => "a regular expression",
        "x_path" => "an XPath",
    }
}
