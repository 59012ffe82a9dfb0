//! What was typed or pasted: `monitor/123`, or the address of an object's page in a browser.

use crate::kinds;
use crate::model::{IdType, Kind};

/// One object, or a resource of the project: `id` may also be a key, and who has the project at hand decides.
#[derive(Clone, Debug)]
pub struct Target {
    pub kind: &'static Kind,
    pub id: String,
    /// `app.datadoghq.eu`, where a page was pasted.
    pub host: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTarget {
    #[error("`{0}` is no kind: there are {kinds}", kinds = kind_names())]
    UnknownKind(String),
    #[error("`{0}` is the page of nothing that can be imported: there are {kinds}", kinds = kind_names())]
    UnknownPage(String),
    #[error("`{0}` names nothing: write kind/id, or paste the address of its page in Datadog")]
    Neither(String),
}

fn kind_names() -> String {
    kinds::ALL.iter().map(|kind| kind.name).collect::<Vec<_>>().join(", ")
}

impl Target {
    pub fn parse(text: &str) -> Result<Self, BadTarget> {
        let text = text.trim();
        let bare = text.split_once("://").map(|(_, rest)| rest);
        let looks_like_host = text.split('/').next().is_some_and(|first| first.contains('.'));
        match bare {
            Some(rest) => page(text, rest),
            None if looks_like_host && text.contains('/') => page(text, text),
            None => address(text),
        }
    }

    /// Whether the id has the form that ids of its kind have; a key may lack it.
    pub fn could_be_id(&self) -> bool {
        match self.kind.id.json {
            IdType::Integer => self.id.bytes().all(|byte| byte.is_ascii_digit()),
            IdType::Text => true,
        }
    }
}

fn address(text: &str) -> Result<Target, BadTarget> {
    let (kind, id) = text.split_once('/').ok_or_else(|| BadTarget::Neither(text.to_owned()))?;
    let kind = kinds::by_name(kind).ok_or_else(|| BadTarget::UnknownKind(kind.to_owned()))?;
    if id.is_empty() {
        return Err(BadTarget::Neither(text.to_owned()));
    }
    Ok(Target { kind, id: id.to_owned(), host: None })
}

/// `rest` is the address without its scheme.
fn page(text: &str, rest: &str) -> Result<Target, BadTarget> {
    let (host, path) = rest.split_at(rest.find(['/', '#', '?']).unwrap_or(rest.len()));
    let found = kinds::ALL.iter().filter_map(|kind| Some((kind.page.len(), *kind, id_in(kind, path)?)));
    // The longest template says most.
    let found = found.max_by_key(|(length, ..)| *length);
    let (_, kind, id) = found.ok_or_else(|| BadTarget::UnknownPage(text.to_owned()))?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    Ok(Target { kind, id, host: Some(host) })
}

/// The id where the template of the kind's page has it. What follows is of no account: a title, `/edit`, a time frame.
fn id_in(kind: &Kind, path: &str) -> Option<String> {
    let (template, wanted) = kind.page.split_once('?').unwrap_or((kind.page, ""));
    let (plain, query) = path.split_once('?').unwrap_or((path, ""));
    let query = query.split('#').next().unwrap_or_default();
    // Pages of some years ago had the id behind a `#`.
    let mut steps = plain.split(['/', '#']).filter(|step| !step.is_empty());
    let mut id = None;
    for step in template.split(['/', '#']).filter(|step| !step.is_empty()) {
        let found = steps.next()?;
        match step.split_once("{id}") {
            Some((before, after)) => id = Some(found.strip_prefix(before)?.strip_suffix(after)?.to_owned()),
            None if step == found => {}
            None => return None,
        }
    }
    if let Some((name, "{id}")) =
        wanted.split('&').find_map(|pair| pair.split_once('=').filter(|(_, id)| *id == "{id}"))
    {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        id = pairs.find(|(key, _)| *key == name).map(|(_, id)| id.to_owned());
    }
    let id = decoded(&id?);
    let target = Target { kind: kinds::by_name(kind.name)?, id, host: None };
    (!target.id.is_empty() && target.could_be_id()).then_some(target.id)
}

/// `%3A` and the like; what is none stays.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                plain.push(code);
                at += 3;
            }
            _ => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(plain).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match Target::parse(text) {
            Ok(target) => format!("{}/{}", target.kind.name, target.id),
            Err(error) => format!("{error:?}").split('(').next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn what_people_paste() {
        for (text, target) in [
            ("monitor/123", "monitor/123"),
            ("dashboard/abc-def-ghi", "dashboard/abc-def-ghi"),
            (" monitor/pipeline-failure\n", "monitor/pipeline-failure"),
            ("https://app.datadoghq.com/monitors/123", "monitor/123"),
            ("https://app.datadoghq.eu/monitors/123?view=spans&from_ts=1#x", "monitor/123"),
            ("https://us3.datadoghq.com/monitors/123/edit", "monitor/123"),
            ("https://acme.datadoghq.com/monitors/123/", "monitor/123"),
            ("https://app.ddog-gov.com/monitors#123/edit", "monitor/123"),
            ("https://ap1.datadoghq.com:443/dashboard/abc-def-ghi/my-title?tpl_var_env=x", "dashboard/abc-def-ghi"),
            ("app.datadoghq.eu/dashboard/abc-def-ghi", "dashboard/abc-def-ghi"),
            ("https://app.datadoghq.eu/dashboard/abc%2Ddef-ghi", "dashboard/abc-def-ghi"),
            ("https://app.datadoghq.eu/monitors/manage?q=x", "UnknownPage"),
            ("https://app.datadoghq.eu/monitors", "UnknownPage"),
            ("https://app.datadoghq.eu/logs?query=x", "UnknownPage"),
            ("https://app.datadoghq.eu", "UnknownPage"),
            ("monitr/123", "UnknownKind"),
            ("monitor/", "Neither"),
            ("123", "Neither"),
            ("", "Neither"),
        ] {
            assert_eq!(shown(text), target, "{text}");
        }
    }

    #[test]
    fn the_host_is_kept_without_port_and_user() {
        let target = Target::parse("https://me@App.datadoghq.eu:443/monitors/1").unwrap();
        assert_eq!(target.host.as_deref(), Some("app.datadoghq.eu"));
    }
}
