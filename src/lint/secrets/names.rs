//! Names that tell: what stands behind them nobody else may know.

/// One of these is enough.
const WORDS: &[&str] = &[
    "apikey",
    "appkey",
    "authorization",
    "authtoken",
    "credential",
    "credentials",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "secrets",
    "session",
    "sessionid",
    "signature",
    "token",
    "tokens",
];

/// A key opens something only beside one of these: a partition key or an idempotency key is none.
const OPENED: &[&str] = &[
    "access",
    "api",
    "app",
    "application",
    "auth",
    "dd",
    "encryption",
    "function",
    "functions",
    "integration",
    "license",
    "master",
    "private",
    "routing",
    "secret",
    "service",
    "shared",
    "signing",
    "subscription",
];

/// What is said about a secret, and is none itself: `token_url`, `password-field`, `SESSION_TTL`.
const ABOUT: &[&str] = &[
    "algorithm",
    "count",
    "endpoint",
    "enabled",
    "expiry",
    "expires",
    "field",
    "file",
    "format",
    "header",
    "id",
    "input",
    "length",
    "limit",
    "location",
    "name",
    "path",
    "policy",
    "prefix",
    "required",
    "timeout",
    "ttl",
    "type",
    "uri",
    "url",
    "usage",
    "version",
];

/// Whether a header, a field or a variable of this name holds a secret.
pub fn is_telling(name: &str) -> bool {
    let words = words(name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let is_key = words.iter().any(|word| matches!(word.as_str(), "key" | "keys"));
    let is_about = words.last().is_some_and(|last| ABOUT.contains(&last.as_str()));
    !is_about && (has(WORDS) || is_key && has(OPENED))
}

/// The words of `X-Api-Key`, `api_key` and `apiKey`, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for c in name.chars() {
        if !c.is_alphanumeric() || small && c.is_uppercase() {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::is_telling;

    #[test]
    fn names_that_tell_and_names_that_do_not() {
        for name in [
            "Authorization",
            "X-Api-Key",
            "DD-APPLICATION-KEY",
            "apiKey",
            "LOGIN_PASSWORD",
            "clientSecret",
            "PRIVATE-TOKEN",
            "sessionid",
        ] {
            assert!(is_telling(name), "{name}");
        }
        for name in [
            "Idempotency-Key",
            "Sec-WebSocket-Key",
            "PARTITION_KEY",
            "key",
            "X-Keyword",
            "TOKEN_URL",
            "token_type",
            "accessKeyId",
            "PASSWORD_FIELD",
            "Accept",
            "X-Tokenizer",
            "Signature-Input",
        ] {
            assert!(!is_telling(name), "{name}");
        }
    }
}
