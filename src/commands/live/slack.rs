//! Channels of Slack. The API lists the channels of an account whose name one has to know, and names no accounts: a handle
//! says its account, `@slack-Account-channel`, where there is more than one.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::each;
use super::handles::RULE;
use crate::datadog::{ApiError, Reader};
use crate::lint::live::{Answers, Handle};
use crate::load::nearest;

const ROUTE: &str = "/api/v1/integration/slack/configuration/accounts/{}/channels";

/// By the name of an account its channels; None for a name that is no account's.
type Accounts = BTreeMap<String, Option<BTreeSet<String>>>;

pub async fn ask(reader: &Reader, handles: &[&String], answers: &mut Answers) {
    let names: BTreeSet<String> =
        handles.iter().flat_map(|handle| splits(handle)).map(|(name, _)| name.to_owned()).collect();
    let ask = async |name: String| {
        let channels = channels(reader, &name).await?;
        Ok((name, channels))
    };
    let accounts: Accounts = each(RULE, names, ask, answers).await.into_iter().collect();
    let judged = handles.iter().filter_map(|handle| Some(((*handle).clone(), judge(handle, &accounts)?)));
    answers.handles.extend(judged);
}

/// Without their `#`. A name that is no account's is answered with 404; one that cannot be one with 400.
async fn channels(reader: &Reader, account: &str) -> Result<Option<BTreeSet<String>>, ApiError> {
    let answer = match reader.ask(ROUTE, account, &[]).await {
        Err(ApiError::Refused { status: 400, .. }) => None,
        answer => answer?,
    };
    let name = |channel: &Value| Some(channel.get("name")?.as_str()?.trim_start_matches('#').to_lowercase());
    Ok(answer.map(|answer| answer.as_array().into_iter().flatten().filter_map(name).collect()))
}

/// What stands behind `@slack-`.
fn named(handle: &str) -> &str {
    handle.split_once('-').map_or("", |(_, name)| name)
}

/// Account and channel, wherever the one may end: both have dashes.
fn splits(handle: &str) -> impl Iterator<Item = (&str, &str)> {
    let name = named(handle);
    let cut = move |(at, _)| Some((name.get(..at)?, name.get(at + 1..)?));
    name.match_indices('-').filter_map(cut).filter(|(account, channel)| !account.is_empty() && !channel.is_empty())
}

/// None where nothing is known: no account has any of the names, or one could not be asked. A handle without an account is one
/// of the only account that there is.
fn judge(handle: &str, accounts: &Accounts) -> Option<Handle> {
    let whole = named(handle).to_lowercase();
    let mut near = Vec::new();
    let mut complete = true;
    for (account, channel) in splits(handle) {
        let Some(answer) = accounts.get(account) else {
            complete = false;
            continue;
        };
        let Some(channels) = answer else { continue };
        if channels.contains(&channel.to_lowercase()) || channels.contains(&whole) {
            return Some(Handle::Known);
        }
        near.extend(channels.iter().map(|channel| format!("@slack-{account}-{channel}")));
    }
    let has_account = splits(handle).any(|(account, _)| matches!(accounts.get(account), Some(Some(_))));
    let near = nearest(handle, near.iter().map(String::as_str));
    (complete && has_account).then(|| Handle::Unknown(near.into_iter().map(str::to_owned).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(known: &[(&str, Option<&[&str]>)]) -> Accounts {
        let channels = |channels: &[&str]| channels.iter().map(|&name| name.to_owned()).collect();
        known.iter().map(|(name, list)| ((*name).to_owned(), list.map(channels))).collect()
    }

    #[test]
    fn the_account_ends_at_any_dash() {
        let all: Vec<_> = splits("@slack-Data-Team-load-alerts").collect();
        assert_eq!(all, [("Data", "Team-load-alerts"), ("Data-Team", "load-alerts"), ("Data-Team-load", "alerts")]);
        assert_eq!(splits("@slack-ops").count(), 0);
        assert_eq!(splits("@slack--ops-").count(), 0);
    }

    #[test]
    fn only_an_account_that_is_there_can_lack_a_channel() {
        let of_data = accounts(&[("Data", None), ("Data-Team", Some(&["load-alerts", "lag"]))]);
        assert_eq!(judge("@slack-Data-Team-lag", &of_data), Some(Handle::Known));
        let near = vec!["@slack-Data-Team-lag".to_owned()];
        assert_eq!(judge("@slack-Data-Team-lags", &of_data), Some(Handle::Unknown(near)));
        // The only account, whose name is left out.
        let alone = accounts(&[("load", Some(&["load-alerts"]))]);
        assert_eq!(judge("@slack-load-alerts", &alone), Some(Handle::Known));
        // No account of the name, and one that could not be asked.
        assert_eq!(judge("@slack-load-alerts", &accounts(&[("load", None)])), None);
        let half = accounts(&[("Data", Some(&["lag"]))]);
        assert_eq!(judge("@slack-Data-Team-lag", &half), None);
        assert_eq!(judge("@slack-ops", &of_data), None);
    }
}
