//! Which variable says what. Values of keys are looked at, and never told.

use super::lines::{Line, State, Topic};
use crate::model::secrets::{ApiKey, AppKey, BearerToken, Credentials};
use crate::settings::{API_KEYS, APP_KEYS, BEARER_TOKENS, SITES, URLS};

/// Reads a variable that is set and not empty.
pub type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What the variables come to.
pub struct Found {
    pub lines: Vec<Line>,
    /// What to call with; None where something is missing.
    pub credentials: Option<Credentials>,
    /// For other sites, which get to see no more than this.
    pub api_key: Option<String>,
    pub site: Option<String>,
    pub url: Option<String>,
}

/// `of_environment` is the site that `ddsync.yaml` names.
pub fn found(variable: Variable<'_>, of_environment: Option<&str>) -> Found {
    let mut lines = Vec::new();
    let bearer = first(variable, BEARER_TOKENS);
    let (api, app) = (first(variable, API_KEYS), first(variable, APP_KEYS));
    for (names, what) in [(API_KEYS, "the API key"), (APP_KEYS, "the application key"), (BEARER_TOKENS, "the token")] {
        lines.extend(key_lines(variable, names, what));
    }
    let credentials = match (bearer, &api, app) {
        (Some((name, token)), api, app) => {
            let unused = [api.as_ref().map(|(name, _)| *name), app.as_ref().map(|(name, _)| *name)];
            let unused: Vec<&str> = unused.into_iter().flatten().collect();
            if !unused.is_empty() {
                let message = format!(
                    "{name} goes before {}, which {} not used",
                    unused.join(" and "),
                    if unused.len() == 1 { "is" } else { "are" }
                );
                lines.push(Line::new(Topic::Keys, State::Warning, message).next("unset what is not meant"));
            }
            Some(Credentials::Bearer(BearerToken::new(token)))
        }
        (None, Some((_, api)), Some((_, app))) => {
            Some(Credentials::Keys { api: ApiKey::new(api.clone()), app: AppKey::new(app) })
        }
        (None, api, app) => {
            for (there, names, where_made) in [
                (api.is_some(), API_KEYS, "Organization Settings > API Keys"),
                (app.is_some(), APP_KEYS, "Organization Settings > Application Keys, of a service account"),
            ] {
                if !there {
                    let name = names.first().copied().unwrap_or_default();
                    let next = format!("make one in Datadog ({where_made}) and export it as {name}");
                    lines.push(Line::new(Topic::Keys, State::Bad, format!("{name} is not set")).next(next));
                }
            }
            None
        }
    };
    let (url, site) = place(variable, of_environment, &mut lines);
    Found { lines, credentials, api_key: api.map(|(_, key)| key), site, url }
}

fn first(variable: Variable<'_>, names: &[&'static str]) -> Option<(&'static str, String)> {
    names.iter().find_map(|name| Some((*name, variable(name)?)))
}

/// That it is set, and where two names disagree.
fn key_lines(variable: Variable<'_>, names: &[&'static str], what: &str) -> Vec<Line> {
    let Some((name, value)) = first(variable, names) else { return Vec::new() };
    let mut lines = Vec::new();
    let odd = value.trim() != value || !value.trim().bytes().all(|byte| byte.is_ascii_graphic());
    if odd {
        let message = format!("{name} has a blank, a line break or a letter that no key has");
        lines.push(Line::new(Topic::Keys, State::Bad, message).next("copy the key again, without quotes"));
    } else {
        lines.push(Line::new(Topic::Keys, State::Good, format!("{name} gives {what}")));
    }
    let others = names.iter().filter(|other| **other != name);
    for other in others.filter(|other| variable(other).is_some_and(|theirs| theirs != value)) {
        let message = format!("{other} is set to something else than {name}, which goes before it");
        lines.push(
            Line::new(Topic::Keys, State::Warning, message).next(format!("unset {other}, or make them the same")),
        );
    }
    lines
}

/// The URL, or the site; and what decided it.
fn place(
    variable: Variable<'_>,
    of_environment: Option<&str>,
    lines: &mut Vec<Line>,
) -> (Option<String>, Option<String>) {
    let mut good = |message: String| lines.push(Line::new(Topic::Site, State::Good, message));
    if let Some((name, url)) = first(variable, URLS) {
        good(format!("{name} gives the whole address"));
        return (Some(url), None);
    }
    let site = match (of_environment, first(variable, SITES)) {
        (Some(site), other) => {
            good(format!("ddsync.yaml names the site {site} for this environment"));
            if let Some((name, theirs)) = other.filter(|(_, theirs)| theirs != site) {
                let message = format!("{name} says {theirs}, and ddsync.yaml goes before it");
                let line = Line::new(Topic::Site, State::Warning, message);
                lines.push(line.next(format!("unset {name}, or correct the site in ddsync.yaml")));
            }
            site.to_owned()
        }
        (None, Some((name, site))) => {
            good(format!("{name} names the site {site}"));
            site
        }
        (None, None) => {
            good("no variable names a site: datadoghq.com it is".to_owned());
            "datadoghq.com".to_owned()
        }
    };
    (None, Some(site))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(set: &[(&str, &str)], site: Option<&str>) -> String {
        let variable = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        super::super::lines::table(&found(&variable, site).lines, false)
    }

    #[test]
    fn every_variable_is_told_and_no_value() {
        let keys = [("DD_API_KEY", "s3cr3t"), ("DATADOG_API_KEY", "0th3r"), ("DATADOG_APP_KEY", "k3y")];
        insta::assert_snapshot!(told(&keys, None), @r"
        ok       keys         DD_API_KEY gives the API key
        warning  keys         DATADOG_API_KEY is set to something else than DD_API_KEY, which goes before it
                              → unset DATADOG_API_KEY, or make them the same
        ok       keys         DATADOG_APP_KEY gives the application key
        ok       site         no variable names a site: datadoghq.com it is

        3 good, 1 to look at.
        ");
        let token = [("DD_BEARER_TOKEN", "t0k3n"), ("DD_API_KEY", "s3cr3t "), ("DD_SITE", "datadoghq.eu")];
        insta::assert_snapshot!(told(&token, Some("us5.datadoghq.com")), @r"
        bad      keys         DD_API_KEY has a blank, a line break or a letter that no key has
                              → copy the key again, without quotes
        ok       keys         DD_BEARER_TOKEN gives the token
        warning  keys         DD_BEARER_TOKEN goes before DD_API_KEY, which is not used
                              → unset what is not meant
        ok       site         ddsync.yaml names the site us5.datadoghq.com for this environment
        warning  site         DD_SITE says datadoghq.eu, and ddsync.yaml goes before it
                              → unset DD_SITE, or correct the site in ddsync.yaml

        2 good, 1 bad, 2 to look at.
        ");
        insta::assert_snapshot!(told(&[("DDSYNC_API_URL", "http://127.0.0.1:1")], None), @r"
        bad      keys         DD_API_KEY is not set
                              → make one in Datadog (Organization Settings > API Keys) and export it as DD_API_KEY
        bad      keys         DD_APP_KEY is not set
                              → make one in Datadog (Organization Settings > Application Keys, of a service account) and export it as DD_APP_KEY
        ok       site         DDSYNC_API_URL gives the whole address

        1 good, 2 bad.
        ");
    }
}
