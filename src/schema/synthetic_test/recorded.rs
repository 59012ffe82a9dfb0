//! Steps of browser and mobile tests, as the recorder of the UI makes them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::NumberOrText;
use super::request::TestFile;
use super::steps::StepFlow;
use crate::schema::shapes::{Flag, Integer, Number};
use crate::{object, open_enum};

object! {
    /// A step of a browser or mobile test.
    RecordedStep {
        /// What people call it.
        name: Option<String> = "Open",
        /// What it does.
        r#type: RecordedType = "goToUrl",
        /// With what; each type has its own.
        params: Option<StepParams> = {"value": "https://example.com"},
        /// Seconds after which it has failed.
        timeout: Option<Integer> = 60,
        #[schemars(flatten)]
        flow: StepFlow,
        /// Whether no screenshot is taken.
        #[schemars(rename = "noScreenshot")]
        no_screenshot: Option<Flag> = false,
        /// Whether the recorder has a new element for a mobile step.
        #[schemars(rename = "hasNewStepElement")]
        has_new_step_element: Option<Flag> = false,
        /// Id that Datadog gave the step. An update keeps it.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        public_id: Option<String> = "abc-def-ghi",
        /// Where the recorder was. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        context: Option<Value> = {},
    }
    example: {"name": "Open", "type": "goToUrl", "params": {"value": "https://example.com"}}
}

open_enum! {
    /// What a step of a browser or mobile test does.
    RecordedType {
        "goToUrl" => "opens an address",
        "goToUrlAndMeasureTti" => "opens an address and measures until it can be used",
        "refresh" => "loads the page anew",
        "click" => "clicks on an element",
        "hover" => "moves over an element",
        "drag" => "takes an element",
        "drop" => "lets it go over another",
        "scroll" => "scrolls",
        "selectOption" => "chooses of a list",
        "typeText" => "types",
        "pressKey" => "presses a key",
        "uploadFiles" => "uploads files",
        "wait" => "seconds pass",
        "assertCurrentUrl" => "the address must be so",
        "assertElementAttribute" => "an element must have an attribute",
        "assertElementContent" => "an element must have a content",
        "assertElementPresent" => "an element must be there",
        "assertEmail" => "a mail must come",
        "assertFileDownload" => "a file must come",
        "assertFromJavascript" => "a script must agree",
        "assertPageContains" => "the page must have a text",
        "assertPageLacks" => "the page must not have a text",
        "assertRequests" => "the page must have asked",
        "extractFromJavascript" => "a script makes a variable",
        "extractFromEmailBody" => "a mail makes a variable",
        "extractVariable" => "an element makes a variable",
        "goToEmailLink" => "follows the link of a mail",
        "playSubTest" => "another test runs",
        "runApiTest" => "a request is sent",
        "assertScreenContains" => "the screen must have a text",
        "assertScreenLacks" => "the screen must not have a text",
        "tap" => "taps on an element",
        "doubleTap" => "taps twice",
        "flick" => "flicks",
        "scrollToElement" => "scrolls until an element is seen",
        "openDeeplink" => "opens a link into the application",
        "pressBack" => "goes back",
        "restartApplication" => "starts the application anew",
        "rotate" => "turns the device",
        "toggleWiFi" => "turns the network on or off",
    }
}

object! {
    /// With what a step does its work; each type has its own.
    StepParams {
        /// Text, address, key or seconds.
        value: Option<Value> = "https://example.com",
        /// How an assertion compares.
        check: Option<String> = "contains",
        /// The element that it is about.
        element: Option<Element> = {"userLocator": {"values": [{"type": "css", "value": "#go"}]}},
        /// The attribute that it is about.
        attribute: Option<String> = "href",
        /// JavaScript.
        code: Option<String> = "return true;",
        /// Variable that it makes.
        variable: Option<Value> = {"name": "CODE", "example": "123"},
        /// How the value of the variable is found.
        pattern: Option<Value> = {"type": "regex", "value": ".*"},
        /// The request that is sent.
        request: Option<Value> = {"config": {"request": {"method": "GET", "url": "https://example.com"}}},
        /// The requests that the page must have sent.
        requests: Option<Value> = {"count": {"type": "atLeast", "value": 1}},
        /// The mail that must come, or that a link is taken from.
        email: Option<Value> = {"subject": "Welcome"},
        /// The file that must come.
        file: Option<Value> = {"nameCheck": {"type": "contains", "value": "report"}},
        /// The files that are uploaded. Their content is taken in and never shown.
        files: Option<Vec<TestFile>> = [{"name": "rows.csv", "content": "YTtiCg==", "encoding": "base64"}],
        /// Keys held beside the key: `Alt`, `Control`, `meta`, `Shift`.
        modifiers: Option<Vec<String>> = ["Shift"],
        /// Milliseconds between two keys.
        delay: Option<NumberOrText> = 25,
        /// Whether text is added to what is there.
        #[schemars(rename = "appendToContent")]
        append_to_content: Option<Flag> = false,
        /// How it clicks.
        #[schemars(rename = "clickType")]
        click_type: Option<String> = "primary",
        /// Whether a script clicks.
        #[schemars(rename = "clickWithJavascript")]
        click_with_javascript: Option<Flag> = false,
        /// Whether it clicks to upload.
        #[schemars(rename = "withClick")]
        with_click: Option<Flag> = false,
        /// Whether the enter key is pressed afterwards.
        #[schemars(rename = "withEnter")]
        with_enter: Option<Flag> = false,
        /// How far to the right.
        x: Option<Number> = 0,
        /// How far down.
        y: Option<Number> = 200,
        /// In which direction.
        direction: Option<String> = "down",
        /// How often it scrolls at most.
        #[schemars(rename = "maxScrolls")]
        max_scrolls: Option<Integer> = 3,
        /// From where to where.
        positions: Option<Vec<Value>> = [{"x": 1, "y": 2}],
        /// Whether the network is on.
        enabled: Option<Flag> = true,
        /// The other test; takes a reference.
        #[schemars(rename = "subtestPublicId")]
        subtest_public_id: Option<String> = "${synthetic-test:log-in}",
        /// Tab in which the other test runs.
        #[schemars(rename = "playingTabId")]
        playing_tab_id: Option<Integer> = 0,
        /// The other test, as a read shows it. Server-owned: dropped on load.
        #[schemars(extend("readOnly" = true, "doNotSuggest" = true))]
        subtest: Option<Value> = {"name": "Log in"},
    }
    example: {"value": "https://example.com"}
}

/// An element of a page or a screen: as the recorder found it, or its JSON as text.
pub struct Element;

impl JsonSchema for Element {
    fn schema_name() -> Cow<'static, str> {
        "Element".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An element of the page or the screen, as the recorder found it.",
            "anyOf": [generator.subschema_for::<FoundElement>(), {"type": "string"}],
            "examples": [{"userLocator": {"values": [{"type": "css", "value": "#go"}]}}],
        })
    }
}

object! {
    /// An element as the recorder found it.
    FoundElement {
        /// How a person says where it is; better than what the recorder found.
        #[schemars(rename = "userLocator")]
        user_locator: Option<UserLocator> = {"values": [{"type": "css", "value": "#go"}]},
        /// How the recorder finds it again.
        #[schemars(rename = "multiLocator")]
        multi_locator: Option<Value> = {"ab": "/*[local-name()=\"html\"][1]"},
        /// Its HTML when it was recorded.
        #[schemars(rename = "targetOuterHTML")]
        target_outer_html: Option<String> = "<button>",
        /// Page on which it was recorded.
        url: Option<String> = "https://example.com",
        /// What it stands in on a screen.
        context: Option<String> = "NATIVE_APP",
        /// What sort of thing that is.
        #[schemars(rename = "contextType")]
        context_type: Option<String> = "native",
        /// What it is, in words.
        #[schemars(rename = "elementDescription")]
        element_description: Option<String> = "button",
        /// Its text.
        #[schemars(rename = "textContent")]
        text_content: Option<String> = "Go",
        /// Where it is on the screen, in parts of the whole.
        #[schemars(rename = "relativePosition")]
        relative_position: Option<Value> = {"x": 0.5, "y": 0.5},
        /// Name of the view that it is in.
        #[schemars(rename = "viewName")]
        view_name: Option<String> = "Start",
    }
    example: {"userLocator": {"values": [{"type": "css", "value": "#go"}]}}
}

object! {
    /// How a person says where an element is.
    UserLocator {
        /// The ways to find it.
        values: Option<Vec<Value>> = [{"type": "css", "value": "#go"}],
        /// Whether the test fails where it is not found so.
        #[schemars(rename = "failTestOnCannotLocate")]
        fail_test_on_cannot_locate: Option<Flag> = true,
    }
    example: {"values": [{"type": "css", "value": "#go"}]}
}
