//! When a test runs, how it alerts, and how each sort of test goes about it.

use serde_json::Value;

use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

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
