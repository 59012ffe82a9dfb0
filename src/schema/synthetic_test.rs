//! Synthetic tests, as `POST /api/v1/synthetics/tests/{api,browser,mobile}` takes them.
//!
//! Requests, assertions and steps are open: they have a form of their own for each subtype and each type of step.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

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
        steps: Option<Vec<Value>> = [{"name": "Open", "type": "goToUrl", "params": {"value": "https://example.com"}}],

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
        assertions: Option<Vec<Value>> = [{"type": "statusCode", "operator": "is", "target": 200}],
        /// The request; of a browser test, where it starts. Secrets belong into global variables: `{{ TOKEN }}`.
        request: Option<Value> = {"method": "GET", "url": "https://pipeline.example.com/health"},
        /// The steps of a `multi` test, one after the other. `subtestPublicId` takes a reference to another test.
        steps: Option<Vec<Value>> = [{
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

object! {
    /// When a test runs and when it alerts.
    TestOptions {
        /// Seconds from run to run, from 30 to a week.
        #[schemars(range(min = 30, max = 604_800))]
        tick_every: Option<Integer> = 300,
        /// Seconds for which it must fail before it alerts.
        #[schemars(range(min = 0, max = 7200))]
        min_failure_duration: Option<Integer> = 120,
        /// How many locations must fail at one moment of that time.
        #[schemars(range(min = 1))]
        min_location_failed: Option<Integer> = 1,
        /// How often a failed run is repeated before it counts.
        retry: Option<TestRetry> = {"count": 2, "interval": 300},
        /// The days and hours in which it runs.
        scheduling: Option<TestScheduling> = {
            "timezone": "Europe/Berlin", "timeframes": [{"day": 1, "from": "07:00", "to": "16:00"}]
        },
        /// What its monitor is called; the test's own name where this is absent.
        monitor_name: Option<String> = "The pipeline's API is down",
        /// How its monitor tells people.
        monitor_options: Option<TestMonitorOptions> = {"renotify_interval": 60},
        /// How urgent its alert is, from 1 (highest) to 5 (lowest).
        #[schemars(range(min = 1, max = 5))]
        monitor_priority: Option<Integer> = 2,
        /// Ids of the roles that may edit it. Restriction policies replace it.
        #[schemars(extend("deprecated" = true))]
        restricted_roles: Option<Vec<String>> = ["4e508ad0-1630-11f0-a6fb-da7ad0900005"],
        /// What it does in a pipeline.
        ci: Option<TestCi> = {"executionRule": "blocking"},
        /// Whether Datadog looks into its alerts by itself; false where it is absent.
        bits_ai_auto_investigate: Option<Flag> = false,
        /// Downtimes that silence it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        downtime_ids: Option<Vec<Value>> = [],

        /// Whether an HTTP test follows redirects.
        follow_redirects: Option<Flag> = true,
        /// Whether an HTTP test passes over bad certificates.
        allow_insecure: Option<Flag> = false,
        /// Which HTTP is spoken.
        #[schemars(rename = "httpVersion")]
        http_version: Option<HttpVersion> = "any",
        /// Whether a TLS test takes a certificate that signs itself.
        accept_self_signed: Option<Flag> = false,
        /// Whether a TLS test fails where the certificate was revoked.
        #[schemars(rename = "checkCertificateRevocation")]
        check_certificate_revocation: Option<Flag> = true,
        /// Whether a TLS test leaves missing certificates of the chain unfetched.
        #[schemars(rename = "disableAiaIntermediateFetching")]
        disable_aia_intermediate_fetching: Option<Flag> = false,
        /// Whether a TLS test leaves the certificate unjudged.
        ignore_certificate_validation: Option<Flag> = false,

        /// The devices of a browser or mobile test. Their order means nothing.
        device_ids: Option<Vec<String>> = ["laptop_large"],
        /// Whether a browser test passes over bad certificates; false where it is absent.
        #[schemars(rename = "ignoreServerCertificateError")]
        ignore_server_certificate_error: Option<Flag> = false,
        /// Whether a browser test works without the rules of other origins.
        #[schemars(rename = "disableCors")]
        disable_cors: Option<Flag> = false,
        /// Whether a browser test works without the site's content security policy.
        #[schemars(rename = "disableCsp")]
        disable_csp: Option<Flag> = false,
        /// Whether no screenshots are kept.
        #[schemars(rename = "noScreenshot")]
        no_screenshot: Option<Flag> = false,
        /// Seconds that the first page of a browser test may take.
        #[schemars(rename = "initialNavigationTimeout")]
        initial_navigation_timeout: Option<Integer> = 15,
        /// Addresses that a browser test does not load.
        #[schemars(rename = "blockedRequestPatterns")]
        blocked_request_patterns: Option<Vec<String>> = ["https://ads.example.com/*"],
        /// Whether a browser test keeps headers and bodies of what the page fetches.
        #[schemars(rename = "captureNetworkPayloads")]
        capture_network_payloads: Option<Flag> = false,
        /// Whether a browser test is profiled.
        #[schemars(rename = "enableProfiling")]
        enable_profiling: Option<Flag> = false,
        /// Whether a browser test looks for weaknesses. No longer offered.
        #[schemars(rename = "enableSecurityTesting", extend("deprecated" = true))]
        enable_security_testing: Option<Flag> = false,
        /// Whether a browser test is seen in real user monitoring, and where.
        #[schemars(rename = "rumSettings")]
        rum_settings: Option<RumSettings> = {"isEnabled": false},

        /// The application of a mobile test.
        #[schemars(rename = "mobileApplication")]
        mobile_application: Option<Value> = {"applicationId": "ab0e0aed", "referenceId": "6115922a", "referenceType": "version"},
        /// Seconds that a step of a mobile test may take.
        #[schemars(rename = "defaultStepTimeout")]
        default_step_timeout: Option<Integer> = 10,
        /// Whether a mobile test leaves the system's questions unanswered.
        #[schemars(rename = "disableAutoAcceptAlert")]
        disable_auto_accept_alert: Option<Flag> = false,
        /// Whether a mobile test goes on where the application crashes.
        #[schemars(rename = "allowApplicationCrash")]
        allow_application_crash: Option<Flag> = false,
        /// Who may do what with a mobile test.
        bindings: Option<Vec<Value>> = [{"relation": "editor", "principals": ["team:abc"]}],
        /// How much a mobile test writes down. Datadog's own.
        #[schemars(extend("doNotSuggest" = true))]
        verbosity: Option<Integer> = 1,
    }
    example: {"tick_every": 300, "min_location_failed": 1}
}

object! {
    /// How often a failed run is repeated.
    TestRetry {
        /// How many times.
        #[schemars(range(min = 0))]
        count: Option<Integer> = 2,
        /// Milliseconds between two of them.
        #[schemars(range(min = 0))]
        interval: Option<Number> = 300,
    }
    example: {"count": 2, "interval": 300}
}

object! {
    /// The days and hours in which a test runs.
    TestScheduling {
        /// The hours, day by day.
        timeframes: Vec<TestTimeframe> = [{"day": 1, "from": "07:00", "to": "16:00"}],
        /// The time zone they are in.
        timezone: String = "Europe/Berlin",
    }
    example: {"timezone": "Europe/Berlin", "timeframes": [{"day": 1, "from": "07:00", "to": "16:00"}]}
}

object! {
    /// The hours of one day.
    TestTimeframe {
        /// The day, from 1 (Monday) to 7.
        #[schemars(range(min = 1, max = 7))]
        day: Integer = 1,
        /// From when.
        from: String = "07:00",
        /// Until when.
        to: String = "16:00",
    }
    example: {"day": 1, "from": "07:00", "to": "16:00"}
}

object! {
    /// How the monitor of a test tells people.
    TestMonitorOptions {
        /// Minutes after which people are told again; 0 is never.
        #[schemars(range(min = 0))]
        renotify_interval: Option<Integer> = 60,
        /// How many times people are told again.
        #[schemars(range(min = 0))]
        renotify_occurrences: Option<Integer> = 3,
        /// What is added when people are told again.
        escalation_message: Option<String> = "Nobody has looked yet.",
        /// What a notification leaves out.
        notification_preset_name: Option<String> = "show_all",
        /// Whether the title shows the tags. Filled in by Datadog.
        include_tags: Option<Flag> = true,
        /// What a run without data means. Filled in by Datadog.
        on_missing_data: Option<String> = "show_no_data",
        /// Whether people are told when somebody edits it. Filled in by Datadog.
        notify_audit: Option<Flag> = false,
        /// Whether people are told when data stops. Filled in by Datadog.
        notify_no_data: Option<Flag> = false,
        /// Seconds for which a new host is passed over. Filled in by Datadog.
        new_host_delay: Option<Integer> = 300,
        /// Whether only its creator may edit it. Filled in by Datadog.
        locked: Option<Flag> = false,
    }
    example: {"renotify_interval": 60}
}

object! {
    /// What a test does in a pipeline.
    TestCi {
        /// What its failure means there.
        #[schemars(rename = "executionRule")]
        execution_rule: ExecutionRule = "blocking",
    }
    example: {"executionRule": "blocking"}
}

open_enum! {
    /// What the failure of a test means in a pipeline.
    ExecutionRule {
        "blocking" => "the pipeline fails",
        "non_blocking" => "it is told and nothing more",
        "skipped" => "the test does not run",
    }
}

open_enum! {
    /// Which HTTP a test speaks.
    HttpVersion {
        "any" => "HTTP/2 where the server has it",
        "http1" => "HTTP/1.1",
        "http2" => "HTTP/2",
    }
}

object! {
    /// Whether a browser test is seen in real user monitoring, and where.
    RumSettings {
        /// Whether it is.
        #[schemars(rename = "isEnabled")]
        is_enabled: Flag = false,
        /// The application that it is seen in.
        #[schemars(rename = "applicationId")]
        application_id: Option<String> = "4e508ad0-1630-11f0-a6fb-da7ad0900005",
        /// The token that it shows there.
        #[schemars(rename = "clientTokenId")]
        client_token_id: Option<Integer> = 12_345,
    }
    example: {"isEnabled": false}
}
