//! Answers as values, and what they mean.

use std::time::Duration;

use serde_json::Value;

use super::body;
use super::error::{ApiError, Call, Proof};
use super::fault::Why;

/// The `X-RateLimit-*` headers. Many routes send none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    pub name: Option<String>,
    /// Calls in one window.
    pub limit: Option<u64>,
    /// Calls left in the window.
    pub remaining: Option<u64>,
    /// Until the window starts again.
    pub reset: Option<Duration>,
}

impl RateLimit {
    /// From the texts of the headers, by name.
    pub fn read<'a>(header: impl Fn(&'static str) -> Option<&'a str>) -> Self {
        let seconds = |name| header(name)?.trim().parse::<f64>().ok();
        Self {
            name: header("x-ratelimit-name").map(str::to_owned),
            limit: header("x-ratelimit-limit").and_then(|text| text.trim().parse().ok()),
            remaining: header("x-ratelimit-remaining").and_then(|text| text.trim().parse().ok()),
            // Datadog was never recorded with Retry-After; a proxy before it may well send it.
            reset: seconds("x-ratelimit-reset")
                .or_else(|| seconds("retry-after"))
                .and_then(|seconds| Duration::try_from_secs_f64(seconds.ceil()).ok()),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// The content type says so.
    pub html: bool,
    /// Host that a redirect points at.
    pub location: Option<String>,
    /// The `Date` header.
    pub date: Option<String>,
    pub limit: RateLimit,
    pub body: Vec<u8>,
}

impl Answer {
    /// The JSON of a good answer (null where it is empty, as deletes answer), or what is wrong.
    pub fn value(&self, call: &Call, proof: Proof) -> Result<Value, ApiError> {
        match self.status {
            200..=299 => self.json().map_err(|why| bad(call, self.status, why)),
            _ => Err(self.error(call.clone(), proof)),
        }
    }

    fn json(&self) -> Result<Value, Why> {
        if self.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Value::Null);
        }
        if self.is_html() {
            return Err(self.html_page());
        }
        let value: Value = serde_json::from_slice(&self.body).map_err(|error| {
            if error.is_eof() {
                Why::Truncated
            } else {
                Why::NotJson { detail: format!("line {} column {}", error.line(), error.column()) }
            }
        })?;
        match body::errors_within(&value) {
            Some(message) => Err(Why::Errors { message }),
            None => Ok(value),
        }
    }

    fn error(&self, call: Call, proof: Proof) -> ApiError {
        let status = self.status;
        let message = body::message(&self.body).unwrap_or_else(|| "no reason given".to_owned());
        match status {
            300..=399 => ApiError::Redirected {
                call,
                status,
                to: self.location.clone().unwrap_or_else(|| "an unnamed place".to_owned()),
            },
            429 => ApiError::RateLimited { call, reset: self.limit.reset },
            // No route of the API answers these in HTML but through its edge, a firewall or a proxy.
            400..=499 if self.is_html() => bad(&call, status, self.html_page()),
            401 => ApiError::NotAuthenticated { call, status, message, proof },
            403 if is_about_keys(&message) => ApiError::NotAuthenticated { call, status, message, proof },
            403 => ApiError::NotPermitted { call, status, message, proof },
            404 => ApiError::NotFound { call, message },
            500.. => ApiError::Server { call, status, message },
            _ => ApiError::Refused { call, status, message },
        }
    }

    fn is_html(&self) -> bool {
        self.html || body::is_html(&self.body)
    }

    fn html_page(&self) -> Why {
        Why::Html { title: body::title(&self.body) }
    }
}

pub fn bad(call: &Call, status: u16, why: Why) -> ApiError {
    ApiError::BadAnswer { call: call.clone(), status, why }
}

/// The edge says a bare "Forbidden" to keys that it does not know; a missing permission is told in other words.
fn is_about_keys(message: &str) -> bool {
    let lower = message.to_lowercase();
    matches!(lower.as_str(), "forbidden" | "unauthorized")
        || lower.contains("api key")
        || lower.contains("application key")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::request::Method;
    use super::*;

    fn call() -> Call {
        Call { method: Method::Post, path: "/api/v1/monitor".to_owned(), host: "api.datadoghq.com".to_owned() }
    }

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            html: false,
            location: None,
            date: None,
            limit: RateLimit::default(),
            body: body.as_bytes().to_vec(),
        }
    }

    fn told(status: u16, body: &str) -> String {
        answer(status, body).value(&call(), Proof::Keys).unwrap_err().to_string()
    }

    #[test]
    fn a_good_answer_is_its_json() {
        let value = |body| answer(200, body).value(&call(), Proof::Keys);
        assert_eq!(value(r#"{"id":1,"errors":null}"#), Ok(json!({"id": 1, "errors": null})));
        assert_eq!(value("  "), Ok(Value::Null));
        assert_eq!(answer(204, "").value(&call(), Proof::Keys), Ok(Value::Null));
    }

    #[test]
    fn every_refusal_is_one_sentence_that_names_the_call() {
        insta::assert_snapshot!(
            [
                told(400, r#"{"errors":["The value provided for parameter 'query' is invalid"]}"#),
                told(401, r#"{"errors":["Unauthorized"]}"#),
                told(402, r#"{"errors":["Quota reached for browser tests: 5."]}"#),
                told(403, r#"{"status":"error","code":403,"errors":["Forbidden"],"statuspage":"http://s"}"#),
                told(403, r#"{"errors":["Access was denied to this resource."]}"#),
                told(403, "<html><title>403 Forbidden</title></html>"),
                told(404, r#"{"errors":["Monitor not found"]}"#),
                told(409, r#"{"errors":[{"status":"409","title":"Conflict","detail":"it is there already"}]}"#),
                told(422, ""),
                told(429, "<html></html>"),
                told(502, r#"{"status":"error","code":502,"errors":["Bad Gateway"]}"#),
                told(500, "<html><title>Oops</title></html>"),
                told(302, ""),
                told(200, "<html><title>Log in</title></html>"),
                told(200, r#"[{"id":1},{"id""#),
                told(200, "[1,]"),
                told(200, r#"{"errors":["partial failure"]}"#),
            ]
            .join("\n"),
            @r#"
            api.datadoghq.com refused POST /api/v1/monitor (400: The value provided for parameter 'query' is invalid): correct the definition
            api.datadoghq.com does not accept DD_API_KEY and DD_APP_KEY for POST /api/v1/monitor (401: Unauthorized): check them, and that DD_SITE is the site where they were made
            api.datadoghq.com refused POST /api/v1/monitor (402: Quota reached for browser tests: 5): ask Datadog for a higher quota, or remove something
            api.datadoghq.com does not accept DD_API_KEY and DD_APP_KEY for POST /api/v1/monitor (403: Forbidden): check them, and that DD_SITE is the site where they were made
            DD_API_KEY and DD_APP_KEY may not POST /api/v1/monitor (403: Access was denied to this resource): give their owner the permission, and the application key its scope
            api.datadoghq.com answered POST /api/v1/monitor (403) with an HTML page titled "403 Forbidden" instead of JSON: check DD_SITE or DDSYNC_API_URL, and whether a proxy answers instead of Datadog
            POST /api/v1/monitor found nothing (Monitor not found): check the id, and that DD_SITE and the keys are of the right organisation
            api.datadoghq.com refused POST /api/v1/monitor (409: Conflict: it is there already): change or remove what it conflicts with
            api.datadoghq.com refused POST /api/v1/monitor (422: no reason given): correct the definition
            POST /api/v1/monitor is over its rate limit: try again later
            api.datadoghq.com failed at POST /api/v1/monitor (502: Bad Gateway): try again, and look at https://status.datadoghq.com if it goes on
            api.datadoghq.com failed at POST /api/v1/monitor (500: an HTML page titled "Oops"): try again, and look at https://status.datadoghq.com if it goes on
            POST /api/v1/monitor was redirected from api.datadoghq.com to an unnamed place and not followed, as the keys are for the first alone: set DD_SITE or DDSYNC_API_URL to where your organisation lives
            api.datadoghq.com answered POST /api/v1/monitor (200) with an HTML page titled "Log in" instead of JSON: check DD_SITE or DDSYNC_API_URL, and whether a proxy answers instead of Datadog
            api.datadoghq.com answered POST /api/v1/monitor (200) with an answer that is cut off: try again
            api.datadoghq.com answered POST /api/v1/monitor (200) with something that is not JSON (line 1 column 4): check whether a proxy changes answers
            api.datadoghq.com answered POST /api/v1/monitor (200) with errors beside the data (partial failure): try again
            "#
        );
    }

    #[test]
    fn the_wrong_site_and_the_missing_permission_are_told_apart() {
        for (body, wanted) in [
            (r#"{"errors":["Forbidden"]}"#, "not authenticated"),
            (r#"{"errors":["Invalid API key"]}"#, "not authenticated"),
            (r#"{"errors":["Failed permission authorization checks"]}"#, "not permitted"),
        ] {
            let error = answer(403, body).value(&call(), Proof::Bearer).unwrap_err();
            let told = match error {
                ApiError::NotAuthenticated { .. } => "not authenticated",
                ApiError::NotPermitted { .. } => "not permitted",
                _ => "something else",
            };
            assert_eq!((told, error.is_auth()), (wanted, true), "{body}");
        }
    }

    #[test]
    fn headers_of_a_limit_are_read_as_whole_seconds() {
        let limit = RateLimit::read(|name| match name {
            "x-ratelimit-name" => Some("get_monitors"),
            "x-ratelimit-remaining" => Some("0"),
            "x-ratelimit-reset" => Some("6.2"),
            _ => None,
        });
        assert_eq!(
            limit,
            RateLimit {
                name: Some("get_monitors".to_owned()),
                limit: None,
                remaining: Some(0),
                reset: Some(Duration::from_secs(7)),
            }
        );
        let odd = RateLimit::read(|name| matches!(name, "retry-after").then_some("-3"));
        assert_eq!(odd, RateLimit::default());
    }
}
