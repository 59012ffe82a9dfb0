//! Asking Datadog: does the key fit the site, what may it read and write, how do the clocks stand, how much room is there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use super::lines::{Line, State, Topic};
use crate::datadog::{ApiError, BaseUrl, Echo, Permissions, Probe, RateLimit, SITES, Timeouts};
use crate::model::Kind;
use crate::model::secrets::{ApiKey, Credentials};

/// Seconds that two clocks may be apart: an answer takes a while.
const APART: i64 = 30;

/// What one conversation came to.
pub struct Looked {
    pub lines: Vec<Line>,
    /// Whether the rest can be asked at all.
    pub reachable: bool,
}

/// Where else a key may belong to: the name of a site and its address.
pub type Places = Vec<(String, BaseUrl)>;

/// Every site of Datadog's.
pub fn sites() -> Places {
    SITES.iter().filter_map(|site| Some((site.name.to_owned(), BaseUrl::parse(site.api).ok()?))).collect()
}

/// Whether the API key is good here, and where it is where it is not.
pub async fn fit(probe: &Probe, host: &str, key: Option<&str>, elsewhere: &Places, now: OffsetDateTime) -> Looked {
    let echo = match probe.validate().await {
        Ok(echo) => echo,
        Err(error) => return Looked { lines: vec![unreachable(host, &error)], reachable: false },
    };
    let mut lines: Vec<Line> = skew(echo.date.as_deref(), now).into_iter().collect();
    let valid = echo.answer.as_ref().ok().and_then(|value| value.get("valid")).and_then(Value::as_bool);
    match (&echo.answer, valid, key) {
        (Ok(_), Some(true), _) => {
            lines.insert(0, Line::new(Topic::Site, State::Good, format!("{host} knows the key")));
            Looked { lines, reachable: true }
        }
        // A token is not made for this question; what it may read shows next.
        (Err(_), _, None) => Looked { lines, reachable: true },
        (Err(error), _, Some(_)) if !error.is_auth() => {
            lines.insert(0, unreachable(host, error));
            Looked { lines, reachable: false }
        }
        (_, _, key) => {
            lines.insert(0, stranger(host, key, elsewhere).await);
            Looked { lines, reachable: false }
        }
    }
}

fn unreachable(host: &str, error: &ApiError) -> Line {
    Line::new(Topic::Site, State::Bad, error.to_string())
        .next(format!("check the network and the proxy settings between here and {host}"))
}

async fn stranger(host: &str, key: Option<&str>, elsewhere: &Places) -> Line {
    let message = format!("{host} does not know the API key");
    for (name, base) in elsewhere {
        let Some(key) = key else { break };
        if knows(base, key).await {
            return Line::new(Topic::Keys, State::Bad, format!("{message}: it belongs to {name}"))
                .next(format!("set DD_SITE={name}, or `site: {name}` for the environment in ddsync.yaml"));
        }
    }
    Line::new(Topic::Keys, State::Bad, format!("{message}, and no other site does"))
        .next("it was revoked or mistyped: copy it again from Organization Settings > API Keys")
}

/// No other key is shown to a site that may not be ours.
async fn knows(base: &BaseUrl, key: &str) -> bool {
    let alone = Credentials::ApiKey(ApiKey::new(key.to_owned()));
    let Ok(probe) = Probe::connect(base.clone(), alone, Timeouts::default()) else { return false };
    let valid = |echo: Echo| echo.answer.ok().and_then(|value| value.get("valid").and_then(Value::as_bool));
    probe.validate().await.ok().and_then(valid) == Some(true)
}

fn skew(date: Option<&str>, now: OffsetDateTime) -> Option<Line> {
    let theirs = OffsetDateTime::parse(date?, &Rfc2822).ok()?;
    let apart = (now - theirs).whole_seconds();
    let way = if apart > 0 { "ahead of" } else { "behind" };
    Some(match apart.abs() {
        0..=APART => Line::new(Topic::Clock, State::Good, "this machine's clock agrees with Datadog's"),
        apart => Line::new(Topic::Clock, State::Warning, format!("this machine's clock is {apart} s {way} Datadog's"))
            .next("let the machine keep time (NTP): starts of downtimes and the hours in reports depend on it"),
    })
}

/// Reads one object of each kind, and looks at what the roles permit.
pub async fn rights(probe: &Probe, kinds: &[&'static Kind]) -> Vec<Line> {
    let granted = granted(probe).await;
    let mut rooms: BTreeMap<String, RateLimit> = BTreeMap::new();
    let mut lines = Vec::new();
    for kind in kinds {
        let read = match probe.first(kind).await {
            Ok(Some(echo)) => {
                rooms.insert(echo.limit.name.clone().unwrap_or_else(|| kind.path.to_owned()), echo.limit.clone());
                Some(echo.answer.map(drop))
            }
            Ok(None) => None,
            Err(error) => Some(Err(error)),
        };
        lines.push(may_read(kind, read, granted.as_ref()));
        lines.push(may_write(kind, granted.as_ref()));
    }
    lines.push(may_audit(probe.audit().await.and_then(|echo| echo.answer.map(drop))));
    lines.extend(room(&rooms));
    lines
}

/// Nice to have: drift is told without it.
fn may_audit(read: Result<(), ApiError>) -> Line {
    let line = |state, message: String| Line::new(Topic::Permissions, state, message);
    match read {
        Ok(()) => line(State::Good, "the Audit Trail can be read (drift says who changed what)".to_owned()),
        Err(error) if error.is_auth() => {
            line(State::Warning, "the Audit Trail cannot be read: drift does not say who changed what".to_owned()).next(
                "give the keys' owner audit_logs_read, and the application key its scope, if the names are wanted",
            )
        }
        Err(error) => line(State::Unknown, format!("the Audit Trail: {error}")).next("run `ddsync doctor` again"),
    }
}

fn named(permissions: &[&str]) -> String {
    if permissions.is_empty() { "a permission".to_owned() } else { permissions.join(" and ") }
}

fn may_read(kind: &Kind, read: Option<Result<(), ApiError>>, granted: Option<&BTreeSet<String>>) -> Line {
    let needs = Permissions::of(kind).map(|needs| needs.read).unwrap_or_default();
    let line = |state, message: String| Line::new(Topic::Permissions, state, message);
    let folder = kind.folder;
    match read {
        Some(Ok(())) => line(State::Good, format!("{folder} can be read (diff, drift, import)")),
        Some(Err(ApiError::NotPermitted { status, message, .. })) => {
            let next = format!("give the keys' owner {0}, and the application key its scope {0}", named(needs));
            line(State::Bad, format!("{folder} cannot be read ({status}: {message})")).next(next)
        }
        Some(Err(ApiError::NotAuthenticated { status, message, .. })) => {
            line(State::Bad, format!("{folder} cannot be read ({status}: {message})")).next(
                "the application key is unknown here: copy it again, or make one in the organisation of the API key",
            )
        }
        Some(Err(error)) => line(State::Unknown, format!("{folder}: {error}")).next("run `ddsync doctor` again"),
        None => match granted.map(|granted| needs.iter().all(|need| granted.contains(*need))) {
            Some(true) => line(State::Good, format!("{folder} can be read ({} is granted)", named(needs))),
            Some(false) => line(State::Bad, format!("{folder} cannot be read: {} is missing", named(needs)))
                .next(format!("give the keys' owner {}", named(needs))),
            None => line(State::Unknown, format!("{folder} have no list to try: reading needs {}", named(needs))),
        },
    }
}

/// Nothing is written to find out.
fn may_write(kind: &Kind, granted: Option<&BTreeSet<String>>) -> Line {
    let line = |state, message: String| Line::new(Topic::Permissions, state, message);
    let folder = kind.folder;
    let Some(needs) = Permissions::of(kind).map(|needs| needs.write).filter(|needs| !needs.is_empty()) else {
        return line(State::Unknown, format!("{folder}: what writing needs is not documented"));
    };
    let Some(granted) = granted else {
        return line(
            State::Unknown,
            format!("{folder}: apply needs {}; whether it is granted cannot be seen", named(needs)),
        );
    };
    let missing: Vec<&str> = needs.iter().copied().filter(|need| !granted.contains(*need)).collect();
    if missing.is_empty() {
        return line(
            State::Good,
            format!("{folder} can be written by the roles (apply); a scoped key needs {}", named(needs)),
        );
    }
    line(State::Warning, format!("{folder} cannot be written: {} is missing", named(&missing)))
        .next("right for the key of diff and drift; apply needs a key whose owner has it")
}

/// What the roles of the keys' owner permit; None where that cannot be read.
async fn granted(probe: &Probe) -> Option<BTreeSet<String>> {
    let me = probe.me().await.ok()?.answer.ok()?;
    let included = names(me.get("included"));
    if !included.is_empty() {
        return Some(included);
    }
    let id = me.pointer("/data/id")?.as_str()?;
    let answer = probe.permissions(id).await.ok()?.answer.ok()?;
    Some(names(answer.get("data")))
}

fn names(items: Option<&Value>) -> BTreeSet<String> {
    let items = items.and_then(Value::as_array).into_iter().flatten();
    let permissions = items.filter(|item| item.get("type").and_then(Value::as_str) == Some("permissions"));
    permissions.filter_map(|item| item.pointer("/attributes/name")?.as_str()).map(str::to_owned).collect()
}

/// The limit that is nearest to its end; those of routes without a limit say nothing.
fn room(rooms: &BTreeMap<String, RateLimit>) -> Option<Line> {
    let share = |limit: &RateLimit| Some((limit.remaining? * 100).checked_div(limit.limit?).unwrap_or(100));
    let (name, limit) =
        rooms.iter().filter(|(_, limit)| share(limit).is_some()).min_by_key(|(_, limit)| share(limit))?;
    let (left, most) = (limit.remaining?, limit.limit?);
    let message = format!("{left} of {most} calls left in the tightest limit ({name})");
    let line = Line::new(Topic::Limits, if share(limit)? >= 20 { State::Good } else { State::Warning }, message);
    let reset = limit.reset.map_or_else(String::new, |reset| format!(" in {} s", reset.as_secs()));
    Some(match line.state {
        State::Warning => line.next(format!("ddsync waits when it is used up; it fills again{reset}")),
        _ => line,
    })
}
