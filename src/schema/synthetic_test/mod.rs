//! Synthetic tests, as `POST /api/v1/synthetics/tests/{api,browser,mobile}` takes them.

mod assertions;
mod options;
mod recorded;
mod request;
mod steps;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::shapes::{Flag, Integer};
use crate::{object, open_enum};

use assertions::Assertion;
use options::TestOptions;
use recorded::RecordedStep;
use request::TestRequest;
use steps::ApiStep;

/// A number, or text with a variable of the test in it: `{{ PORT }}`.
pub(super) struct NumberOrText;

impl JsonSchema for NumberOrText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "NumberOrText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["number", "string"]})
    }
}

object! {
    /// Does what a user or a client would do, again and again, and tells people when it does not work.
    SyntheticTest {
        /// What people call it; also the name of its monitor.
        name: String = "The pipeline's API answers",
        /// What sort of test it is. It cannot change once the test exists.
        r#type: TestType = "api",
        /// What an API test speaks; `multi` has steps.
        subtype: Option<TestSubtype> = "http",
        /// What people are told when it fails; `@name` sends it to that person or channel.
        message: Option<String> = "The API is down. @slack-data",
        /// Labels by which people find it. Its monitor bears them too.
        tags: Option<Vec<String>> = ["team:data"],
        /// Whether it runs. A file that leaves this out leaves it to people.
        status: Option<TestStatus> = "live",
        /// Where it runs from: Datadog's locations, or private ones as `pl:..`. Their order means nothing.
        locations: Option<Vec<String>> = ["aws:eu-central-1"],
        /// What is asked, and what is expected.
        config: TestConfig = {
            "request": {"method": "GET", "url": "https://pipeline.example.com/health"},
            "assertions": [{"type": "statusCode", "operator": "is", "target": 200}]
        },
        /// When it runs and when it alerts.
        options: Option<TestOptions> = {"tick_every": 300, "min_location_failed": 1},
        /// What a browser or mobile test does, one step after the other, as the recorder of the UI made it.
        steps: Option<Vec<RecordedStep>> = [{"name": "Open", "type": "goToUrl", "params": {"value": "https://example.com"}}],

        /// Id of the test. Server-owned: dropped on load; to adopt a test write `ddsync.id`.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        public_id: Option<String> = "abc-def-ghi",
        /// Its monitor. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        monitor_id: Option<Integer> = 172_531_796,
        /// Number of the organisation. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        org_id: Option<Integer> = 321_813,
        /// When it was made. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_at: Option<String> = "2025-05-19T10:55:26.975150+00:00",
        /// Who made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        created_by: Option<Value> = {"handle": "ada@example.com"},
        /// Who made it, as a read shows it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        creator: Option<Value> = {"handle": "ada@example.com"},
        /// When it was last edited. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_at: Option<String> = "2025-05-19T10:55:26.975150+00:00",
        /// Who last edited it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        modified_by: Option<Value> = {"handle": "ada@example.com"},
        /// When it was deleted; always null. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        deleted_at: Option<String> = null,
        /// What made it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        creation_source: Option<String> = "terraform",
        /// Notes of Datadog's own tools. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        metadata: Option<Value> = {},
        /// The state of its monitor as a number. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        overall_state: Option<Integer> = 2,
        /// When that state last changed. Runtime state: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        overall_state_modified: Option<String> = "1970-01-01T00:00:00+00:00",
        /// How many steps it has. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        #[schemars(rename = "stepCount")]
        step_count: Option<Value> = {"total": 4},
    }
    example: {
        "name": "The pipeline's API answers",
        "type": "api",
        "subtype": "http",
        "locations": ["aws:eu-central-1"],
        "config": {
            "request": {"method": "GET", "url": "https://pipeline.example.com/health"},
            "assertions": [{"type": "statusCode", "operator": "is", "target": 200}]
        },
        "options": {"tick_every": 300}
    }
}

open_enum! {
    /// What sort of test it is.
    TestType {
        "api" => "one request, or several steps of them",
        "browser" => "a recorded walk through a site",
        "mobile" => "a recorded walk through an application",
    }
}

open_enum! {
    /// What an API test speaks.
    TestSubtype {
        "http" => "HTTP",
        "multi" => "several steps, each with a subtype of its own",
        "ssl" => "TLS and its certificate",
        "tcp" => "TCP",
        "dns" => "DNS",
        "icmp" => "ping",
        "udp" => "UDP",
        "websocket" => "WebSocket",
        "grpc" => "gRPC",
        "mcp" => "the Model Context Protocol",
    }
}

open_enum! {
    /// Whether a test runs.
    TestStatus {
        "live" => "it runs",
        "paused" => "it does not",
    }
}

object! {
    /// What a test asks, and what it expects.
    TestConfig {
        /// What must hold of the answer. For API tests with one request.
        assertions: Option<Vec<Assertion>> = [{"type": "statusCode", "operator": "is", "target": 200}],
        /// The request; of a browser test, where it starts. Secrets belong into global variables: `{{ TOKEN }}`.
        request: Option<TestRequest> = {"method": "GET", "url": "https://pipeline.example.com/health"},
        /// The steps of a `multi` test, one after the other. `subtestPublicId` takes a reference to another test.
        steps: Option<Vec<ApiStep>> = [{
            "name": "Log in",
            "subtype": "http",
            "request": {"method": "POST", "url": "https://pipeline.example.com/login"},
            "assertions": [{"type": "statusCode", "operator": "is", "target": 200}]
        }],
        /// Variables of an API test.
        #[schemars(rename = "configVariables")]
        config_variables: Option<Vec<TestVariable>> = [{"type": "text", "name": "CODE", "pattern": "{{numeric(3)}}"}],
        /// Variables of a browser test.
        variables: Option<Vec<TestVariable>> = [{"type": "text", "name": "CODE", "pattern": "{{numeric(3)}}"}],
        /// JavaScript that makes variables before the test.
        #[schemars(rename = "variablesFromScript")]
        variables_from_script: Option<String> = "dd.variable.set('DAY', '1');",
        /// Cookies of a browser test, as `Set-Cookie` writes them.
        #[schemars(rename = "setCookie")]
        set_cookie: Option<String> = "consent=no",
        /// What a mobile application is started with.
        #[schemars(rename = "initialApplicationArguments")]
        initial_application_arguments: Option<BTreeMap<String, String>> = {"locale": "en"},
    }
    example: {
        "request": {"method": "GET", "url": "https://pipeline.example.com/health"},
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}]
    }
}

object! {
    /// A value with a name, used as `{{ NAME }}`.
    TestVariable {
        /// Where its value comes from.
        r#type: TestVariableType = "text",
        /// Its name, in capitals.
        name: String = "CODE",
        /// How its value is made.
        pattern: Option<String> = "{{numeric(3)}}",
        /// A value as it might be.
        example: Option<String> = "123",
        /// Id of the global variable.
        id: Option<String> = "7865d47f-47df-43b5-a612-e2dea9ed40e8",
        /// Whether results hide it. Datadog never shows its value again, so it is not compared.
        secure: Option<Flag> = false,
    }
    example: {"type": "text", "name": "CODE", "pattern": "{{numeric(3)}}"}
}

open_enum! {
    /// Where the value of a variable comes from.
    TestVariableType {
        "text" => "its own pattern",
        "global" => "a global variable",
        "email" => "an address that Datadog makes",
        "element" => "an element of the page",
        "javascript" => "a script",
    }
}
