//! Who is behind the handles, as far as the documented API tells: people, teams, webhooks, paging services, channels of
//! Slack and Teams.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cache::Cache;
use super::{skip, slack};
use crate::datadog::{ApiError, Reader};
use crate::lint::live::{Answers, Handle, Questions};
use crate::load::nearest;
use crate::message::Service;

pub const RULE: &str = "handle-not-found";

/// Somebody who was found is remembered; a handle that was not found may be there a minute later, and is asked for again.
pub async fn ask(reader: &Reader, questions: &Questions, cache: &mut Cache, answers: &mut Answers) {
    let (known, asked): (Vec<&String>, Vec<&String>) =
        questions.handles.iter().partition(|handle| cache.handles.contains(*handle));
    look(reader, &asked, answers).await;
    let found = answers.handles.iter().filter(|(_, answer)| **answer == Handle::Known);
    cache.handles.extend(found.map(|(handle, _)| handle.clone()));
    answers.handles.extend(known.into_iter().map(|handle| (handle.clone(), Handle::Known)));
}

async fn look(reader: &Reader, asked: &[&String], answers: &mut Answers) {
    let of = |services: &[Service]| -> Vec<&String> {
        let is = |handle: &&&String| services.contains(&Service::of(handle.trim_start_matches('@')));
        asked.iter().filter(is).copied().collect()
    };
    slack::ask(reader, &of(&[Service::Slack]), answers).await;
    for (handles, directory) in [
        (of(&[Service::Email]), Directory::Users),
        (of(&[Service::Team, Service::OnCall]), Directory::Teams),
        (of(&[Service::Opsgenie]), Directory::Opsgenie),
        (of(&[Service::MicrosoftTeams]), Directory::Channels),
    ] {
        if handles.is_empty() {
            continue;
        }
        match directory.names(reader).await {
            Ok(names) => answers.handles.extend(looked_up(&handles, &names)),
            Err(error) => skip(RULE, &error, answers),
        }
    }
    for (service, route) in [
        (Service::Webhook, "/api/v1/integration/webhooks/configuration/webhooks/{}"),
        (Service::PagerDuty, "/api/v1/integration/pagerduty/configuration/services/{}"),
    ] {
        for handle in of(&[service]) {
            let Some((_, name)) = handle.split_once('-') else { continue };
            match reader.ask(route, name, &[]).await {
                Ok(Some(_)) => drop(answers.handles.insert(handle.clone(), Handle::Known)),
                Ok(None) => drop(answers.handles.insert(handle.clone(), Handle::Unknown(Vec::new()))),
                Err(error) => {
                    skip(RULE, &error, answers);
                    break;
                }
            }
        }
    }
}

/// A list of names that can be asked for whole.
#[derive(Clone, Copy)]
enum Directory {
    Users,
    Teams,
    Opsgenie,
    Channels,
}

impl Directory {
    /// Handles by name, with why nothing is sent to them.
    async fn names(self, reader: &Reader) -> Result<BTreeMap<String, Option<String>>, ApiError> {
        let mut names = BTreeMap::new();
        match self {
            Self::Users => {
                for user in pages(reader, "/api/v2/users").await? {
                    let email = text(&user, "/attributes/email").or_else(|| text(&user, "/attributes/handle"));
                    let disabled = user.pointer("/attributes/disabled").and_then(Value::as_bool).unwrap_or_default();
                    let pending = text(&user, "/attributes/status").as_deref() == Some("Pending");
                    let why = match (disabled, pending) {
                        (true, _) => Some("the user is disabled".to_owned()),
                        (false, true) => Some("the user has not accepted the invitation".to_owned()),
                        (false, false) => None,
                    };
                    names.extend(email.map(|email| (format!("@{}", email.to_lowercase()), why)));
                }
            }
            Self::Teams => {
                for team in pages(reader, "/api/v2/team").await? {
                    for prefix in ["@team-", "@oncall-"] {
                        names.extend(text(&team, "/attributes/handle").map(|name| (format!("{prefix}{name}"), None)));
                    }
                }
            }
            Self::Opsgenie => {
                for service in whole(reader, "/api/v2/integration/opsgenie/services").await? {
                    names.extend(text(&service, "/attributes/name").map(|name| (format!("@opsgenie-{name}"), None)));
                }
            }
            Self::Channels => {
                for route in [
                    "/api/v2/integration/ms-teams/configuration/tenant-based-handles",
                    "/api/v2/integration/ms-teams/configuration/workflows-webhook-handles",
                ] {
                    for handle in whole(reader, route).await? {
                        names.extend(text(&handle, "/attributes/name").map(|name| (format!("@teams-{name}"), None)));
                    }
                }
            }
        }
        Ok(names)
    }
}

/// An address that no user has gets its mails all the same.
fn looked_up(handles: &[&String], names: &BTreeMap<String, Option<String>>) -> Vec<(String, Handle)> {
    let look = |handle: &&String| {
        let found = match names.get(&handle.to_lowercase()).or_else(|| names.get(*handle)) {
            Some(None) => Handle::Known,
            Some(Some(why)) => Handle::Inactive(why.clone()),
            None if handle.trim_start_matches('@').contains('@') => return None,
            None => {
                let near = nearest(handle, names.keys().map(String::as_str));
                Handle::Unknown(near.into_iter().map(str::to_owned).collect())
            }
        };
        Some(((*handle).clone(), found))
    };
    handles.iter().filter_map(look).collect()
}

async fn whole(reader: &Reader, route: &str) -> Result<Vec<Value>, ApiError> {
    let answer = reader.ask(route, "", &[]).await?.unwrap_or_default();
    Ok(answer.get("data").and_then(Value::as_array).cloned().unwrap_or_default())
}

/// As long as pages are full.
async fn pages(reader: &Reader, route: &str) -> Result<Vec<Value>, ApiError> {
    const SIZE: usize = 100;
    let mut all = Vec::new();
    loop {
        let page = (all.len() / SIZE).to_string();
        let query = [("page[size]", SIZE.to_string()), ("page[number]", page)];
        let answer = reader.ask(route, "", &query).await?.unwrap_or_default();
        let items = answer.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
        let full = items.len() == SIZE;
        all.extend(items);
        if !full {
            return Ok(all);
        }
    }
}

fn text(value: &Value, at: &str) -> Option<String> {
    value.pointer(at).and_then(Value::as_str).map(str::to_owned)
}
