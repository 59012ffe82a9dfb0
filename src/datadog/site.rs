//! Where Datadog lives: sites by name, or a whole base URL.

use std::net::IpAddr;

use reqwest::Url;

use crate::model::Kind;

/// A Datadog region. An organisation lives on one of them, and its keys work there alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Site {
    /// As `DD_SITE` has it.
    pub name: &'static str,
    pub api: &'static str,
    /// Where people look. Only the two oldest sites and the first government one have an `app.` host.
    pub app: &'static str,
}

#[rustfmt::skip]
pub static SITES: &[Site] = &[
    Site { name: "datadoghq.com",     api: "https://api.datadoghq.com",     app: "https://app.datadoghq.com" },
    Site { name: "datadoghq.eu",      api: "https://api.datadoghq.eu",      app: "https://app.datadoghq.eu" },
    Site { name: "us3.datadoghq.com", api: "https://api.us3.datadoghq.com", app: "https://us3.datadoghq.com" },
    Site { name: "us5.datadoghq.com", api: "https://api.us5.datadoghq.com", app: "https://us5.datadoghq.com" },
    Site { name: "ap1.datadoghq.com", api: "https://api.ap1.datadoghq.com", app: "https://ap1.datadoghq.com" },
    Site { name: "ap2.datadoghq.com", api: "https://api.ap2.datadoghq.com", app: "https://ap2.datadoghq.com" },
    Site { name: "ddog-gov.com",      api: "https://api.ddog-gov.com",      app: "https://app.ddog-gov.com" },
    Site { name: "us2.ddog-gov.com",  api: "https://api.us2.ddog-gov.com",  app: "https://us2.ddog-gov.com" },
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    #[error("`{name}` is not a Datadog site{}: there are {}", suggestion(*.meant), names())]
    Unknown { name: String, meant: Option<&'static str> },
    #[error("`{url}` is not a base URL ({why}): write DDSYNC_API_URL as https://host")]
    NotAUrl { url: String, why: String },
    #[error(
        "`{url}` would send the keys unencrypted: write https://, as http:// is only for this machine itself (127.0.0.1, ::1, localhost)"
    )]
    Unencrypted { url: String },
    #[error(
        "the base URL for {host} has a user name or a password in it: take it out, keys come from DD_API_KEY and DD_APP_KEY"
    )]
    Credentials { host: String },
}

fn suggestion(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!(" (did you mean `{name}`?)"))
}

fn names() -> String {
    SITES.iter().map(|site| site.name).collect::<Vec<_>>().join(", ")
}

impl Site {
    pub fn named(name: &str) -> Result<&'static Self, SiteError> {
        SITES
            .iter()
            .find(|site| site.name == name)
            .ok_or_else(|| SiteError::Unknown { name: name.to_owned(), meant: closest(name) })
    }
}

/// People paste the address of the page, write the host of the API, or the region alone.
fn closest(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase();
    let host = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or(host);
    let host = ["api.", "app."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
    let region = match host {
        "us" | "us1" => "datadoghq.com",
        "eu" | "eu1" => "datadoghq.eu",
        "gov" | "us1-fed" => "ddog-gov.com",
        "us2" | "us2-fed" => "us2.ddog-gov.com",
        other => other,
    };
    let by_region = SITES.iter().find(|site| site.name == region || site.name.split('.').next() == Some(region));
    by_region.map(|site| site.name).or_else(|| {
        SITES
            .iter()
            .map(|site| (strsim::damerau_levenshtein(region, site.name), site.name))
            .filter(|(distance, _)| *distance <= 3)
            .min()
            .map(|(_, name)| name)
    })
}

/// Where requests go: `https`, or `http` to this machine; no user, query or fragment in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    /// `https://host[:port][/path]`; plain `http` to loopback alone.
    pub fn parse(text: &str) -> Result<Self, SiteError> {
        let not_a_url = |why: &str| SiteError::NotAUrl { url: without_user(text), why: why.to_owned() };
        let url = Url::parse(text.trim()).map_err(|error| not_a_url(&error.to_string()))?;
        let host = url.host_str().ok_or_else(|| not_a_url("it has no host"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SiteError::Credentials { host: host.to_owned() });
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(not_a_url("it has a `?` or a `#`"));
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host) => Ok(Self(url)),
            "http" => Err(SiteError::Unencrypted { url: url.to_string() }),
            other => Err(not_a_url(&format!("`{other}:` is not https"))),
        }
    }

    /// As people know it, with the port where it is not the usual one.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_loopback)
    }

    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// `path` is absolute and already encoded; `query` is not.
    pub(super) fn join(&self, path: &str, query: &[(String, String)]) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path().trim_end_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What did not parse may still hold a password.
fn without_user(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, rest)) => format!("..@{rest}"),
        None => text.to_owned(),
    }
}

/// The API, and the application that people look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub api: BaseUrl,
    /// Without a slash at the end.
    pub app: String,
}

impl Endpoint {
    /// A site by its `DD_SITE` name.
    pub fn of_site(name: &str) -> Result<Self, SiteError> {
        let site = Site::named(name)?;
        Ok(Self { api: BaseUrl::parse(site.api)?, app: site.app.to_owned() })
    }

    /// A whole base URL. Where it is a site's own, people look at that site; otherwise at the same host.
    pub fn of_url(text: &str) -> Result<Self, SiteError> {
        let api = BaseUrl::parse(text)?;
        let of_site = SITES.iter().find(|site| {
            let is = |url: &str| url.strip_prefix("https://") == Some(api.host().as_str());
            is(site.api) || is(site.app)
        });
        let app = match of_site {
            Some(site) => site.app.to_owned(),
            None => api.join("", &[]).to_string().trim_end_matches('/').to_owned(),
        };
        Ok(Self { api, app })
    }

    /// The page where a person opens this object.
    pub fn page(&self, kind: &Kind, id: &str) -> String {
        format!("{}{}", self.app, kind.page.replace("{id}", id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::{DASHBOARD, MONITOR};

    #[test]
    fn every_site_has_an_api_and_a_page() {
        for site in SITES {
            let endpoint = Endpoint::of_site(site.name).unwrap();
            assert_eq!(endpoint.api.host(), format!("api.{}", site.name));
            assert!(endpoint.page(&MONITOR, "7").ends_with(&format!("{}/monitors/7", site.name)));
            assert_eq!(Endpoint::of_url(site.api).unwrap().app, site.app, "{}", site.name);
        }
        assert_eq!(
            Endpoint::of_site("us5.datadoghq.com").unwrap().page(&DASHBOARD, "abc"),
            "https://us5.datadoghq.com/dashboard/abc"
        );
    }

    #[test]
    fn an_unknown_site_is_told_what_was_meant() {
        for (typed, meant) in [
            ("datadoghq.co", "datadoghq.com"),
            ("datadog.eu", "datadoghq.eu"),
            ("https://app.datadoghq.eu/", "datadoghq.eu"),
            ("api.us3.datadoghq.com", "us3.datadoghq.com"),
            ("us5", "us5.datadoghq.com"),
            ("EU1", "datadoghq.eu"),
            ("us2", "us2.ddog-gov.com"),
        ] {
            let error = Site::named(typed).unwrap_err();
            assert_eq!(error, SiteError::Unknown { name: typed.to_owned(), meant: Some(meant) });
        }
        assert_eq!(
            Site::named("example.org").unwrap_err().to_string(),
            "`example.org` is not a Datadog site: there are datadoghq.com, datadoghq.eu, us3.datadoghq.com, \
             us5.datadoghq.com, ap1.datadoghq.com, ap2.datadoghq.com, ddog-gov.com, us2.ddog-gov.com"
        );
    }

    #[test]
    fn plain_http_goes_to_this_machine_only() {
        for good in [
            "https://proxy.example.org/datadog/",
            "http://127.0.0.1:8080",
            "http://127.9.9.9",
            "http://[::1]:80",
            "http://localhost:1/",
        ] {
            assert!(BaseUrl::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.datadoghq.com",
            "http://localhost.example.org",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://128.0.0.1",
            "http://[::ffff:1.2.3.4]",
        ] {
            assert!(matches!(BaseUrl::parse(bad), Err(SiteError::Unencrypted { .. })), "{bad}");
        }
    }

    #[test]
    fn a_url_with_a_password_is_refused_and_not_repeated() {
        for bad in ["https://me:hunter2@api.datadoghq.com", "https://hunter2@x.org", "hunter2@x:y:z", "ftp://hunter2@x"]
        {
            let error = BaseUrl::parse(bad).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
        for bad in ["", "api.datadoghq.com", "https://x/?a=b", "https://x/#a", "file:///etc/passwd"] {
            assert!(matches!(BaseUrl::parse(bad), Err(SiteError::NotAUrl { .. })), "{bad}");
        }
    }

    #[test]
    fn paths_stand_under_the_base_and_queries_are_encoded() {
        let url = BaseUrl::parse("https://proxy.example.org:8443/datadog/").unwrap();
        let query = [("monitor_tags".to_owned(), "ddsync:a/b&c d".to_owned())];
        assert_eq!(
            url.join("/api/v1/monitor", &query).as_str(),
            "https://proxy.example.org:8443/datadog/api/v1/monitor?monitor_tags=ddsync%3Aa%2Fb%26c+d"
        );
        assert_eq!(url.host(), "proxy.example.org:8443");
        assert_eq!(url.join("/x/a%2Fb", &[]).path(), "/datadog/x/a%2Fb");
    }
}
