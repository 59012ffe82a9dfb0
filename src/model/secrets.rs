//! Keys and tokens. None of them has `Debug`, `Display` or `Serialize`; `datadog/http.rs` opens the keys, `github/socket.rs`
//! the token, and nobody else.

use secrecy::SecretString;

/// `DD_API_KEY`.
pub struct ApiKey(SecretString);

/// `DD_APP_KEY`.
pub struct AppKey(SecretString);

/// `DD_BEARER_TOKEN`.
pub struct BearerToken(SecretString);

/// `GITHUB_TOKEN`.
pub struct GitHubToken(SecretString);

macro_rules! secret {
    ($name:ident) => {
        impl $name {
            pub fn new(text: String) -> Self {
                Self(SecretString::from(text))
            }

            /// The sealed text; opening it is what clippy forbids outside the HTTP door.
            pub fn sealed(&self) -> &SecretString {
                &self.0
            }
        }
    };
}

secret!(ApiKey);
secret!(AppKey);
secret!(BearerToken);
secret!(GitHubToken);

/// How requests prove who they are.
pub enum Credentials {
    Keys {
        api: ApiKey,
        app: AppKey,
    },
    /// Enough to ask whether the key is good.
    ApiKey(ApiKey),
    Bearer(BearerToken),
}
