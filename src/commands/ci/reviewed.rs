//! What reviewers agreed to, and whether it is what would be applied now.

use super::Ci;
use super::hub::{Hub, Written, tolerated};
use crate::exit::{Exit, Failure};
use crate::github::client::Comment;
use crate::github::marker::{Marker, Stage};
use crate::github::{comment, status};
use crate::model::Desired;
use crate::plan::{self, Footing, Moved, Plan};
use crate::report::Report;

/// The plan that reviewers saw.
pub struct Reviewed {
    pub comment: Comment,
    pub marker: Marker,
}

/// Why nothing is applied.
#[derive(Clone)]
pub struct Refused {
    pub exit: Exit,
    /// The output `failure-reason`.
    pub reason: &'static str,
    pub message: String,
    /// What is not as it was reviewed, as far as that is known.
    pub moved: Vec<Moved>,
}

impl Refused {
    fn stale(reason: &'static str, message: String) -> Self {
        Self { exit: Exit::Stale, reason, message, moved: Vec::new() }
    }

    pub fn guarded(message: String) -> Self {
        Self { exit: Exit::Guarded, reason: "guard", message, moved: Vec::new() }
    }

    /// In one line, with the first resources.
    pub fn line(&self) -> String {
        const MOST: usize = 5;
        let named: Vec<String> = self.moved.iter().take(MOST).map(ToString::to_string).collect();
        let rest = self.moved.len().saturating_sub(MOST);
        let rest = if rest > 0 { format!("; and {rest} more") } else { String::new() };
        match named.is_empty() {
            true => self.message.clone(),
            false => format!("{} - {}{rest}", self.message, named.join("; ")),
        }
    }
}

impl Reviewed {
    /// # Errors
    ///
    /// The plan is another one than the one that was reviewed, or not the rest of it.
    pub fn approves(&self, plan: &Plan, resources: &[Desired]) -> Result<(), Refused> {
        let then = self.marker.footing();
        let now = Footing::of(plan, resources, env!("CARGO_PKG_VERSION"));
        if then.digest == now.digest || self.marker.stage == Stage::Partial && then.covers(plan, resources) {
            return Ok(());
        }
        match self.marker.stage {
            Stage::Partial => Err(not_the_rest(&then, &now)),
            Stage::Open | Stage::Done => Err(another(&then, &now)),
        }
    }
}

/// The reason, and what is to be said of it.
struct Ground {
    reason: &'static str,
    words: String,
}

fn another(then: &Footing, now: &Footing) -> Refused {
    let moved = then.moved(now);
    let Ground { reason, words } = ground(then, now, &moved);
    let (old, new) = (comment::short(&then.digest), comment::short(&now.digest));
    let message = format!("{words}: plan {old} was reviewed and {new} would be applied");
    Refused { moved, ..Refused::stale(reason, message) }
}

fn not_the_rest(then: &Footing, now: &Footing) -> Refused {
    if !then.is_proven() {
        let message =
            "a part of the plan was applied before, and it has too many changes to tell the rest from what came later";
        return Refused::stale("plan-not-found", message.to_owned());
    }
    let mut moved = then.moved(now);
    let Ground { reason, words } = ground(then, now, &moved);
    // What is no longer to be done was done.
    let left = |moved: &Moved| now.stands.iter().flatten().any(|stand| stand.address == moved.address);
    moved.retain(left);
    let message = format!("a part of the plan was applied before, and what is left is not as it was reviewed: {words}");
    Refused { moved, ..Refused::stale(reason, message) }
}

/// Which of the files, ddsync and Datadog moved; the first of them is the reason.
fn ground(then: &Footing, now: &Footing, moved: &[Moved]) -> Ground {
    let mut grounds: Vec<(&'static str, String)> = Vec::new();
    if then.files != now.files {
        grounds.push(("config-changed", "the definitions are not those that were reviewed".to_owned()));
    }
    if then.prune != now.prune {
        let (with, without) = if then.prune { ("with", "without") } else { ("without", "with") };
        grounds.push(("config-changed", format!("the plan was made {with} `prune` and this run is {without} it")));
    }
    let live = || moved.iter().any(|moved| moved.grounds.contains(&plan::Ground::Live));
    if then.tool != now.tool {
        grounds.push(("tool-changed", format!("ddsync {} made the plan and {} would apply it", then.tool, now.tool)));
    } else if grounds.is_empty() || live() {
        grounds.push(("live-changed", "Datadog changed since the review".to_owned()));
    }
    let reason = grounds.first().map_or("live-changed", |(reason, _)| reason);
    let words: Vec<String> = grounds.into_iter().map(|(_, words)| words).collect();
    Ground { reason, words: words.join(", and ") }
}

impl Ci<'_> {
    /// The comment on the pull request that brought this commit, checked against the status of its last commit.
    pub(super) async fn reviewed(
        &self,
        hub: Option<&Hub>,
        report: &Report<'_>,
    ) -> Result<Result<Reviewed, Refused>, Failure> {
        let missing = |message: String| Ok(Err(Refused::stale("plan-not-found", message)));
        let Some(hub) = hub else {
            return missing("without GITHUB_TOKEN the reviewed plan cannot be read".to_owned());
        };
        let pulls = match tolerated(hub.client.pulls_of(&self.run.sha).await)? {
            Written::Yes(pulls) => pulls,
            Written::Denied(why) => return missing(format!("{why}: give the job `pull-requests: write`")),
        };
        let Some(pull) = pulls.iter().find(|pull| pull.merged) else {
            return missing(format!("no merged pull request has the commit {}", self.run.sha));
        };
        let number = pull.number;
        let known = match tolerated(hub.plan_comment(number, report.project, report.environment).await)? {
            Written::Yes(known) => known,
            Written::Denied(why) => return missing(why),
        };
        let (comment, marker) = match known {
            Some((_, Marker { stage: Stage::Done, .. })) => {
                return missing(format!("the plan of pull request {number} was applied, and this is what came later"));
            }
            Some(known) => known,
            None => return missing(format!("pull request {number} has no plan of ddsync")),
        };
        let context = status::context(report.environment);
        match tolerated(hub.client.status(&pull.head, &context).await)? {
            Written::Yes(Some(said)) if status::digest(&said) == Some(&marker.digest) => {}
            Written::Yes(said) => {
                let said = said.as_deref().and_then(status::digest).map_or("no plan", comment::short);
                return missing(format!(
                    "the comment on pull request {number} says plan {}, and the status `{context}` of its last commit says {said}",
                    comment::short(&marker.digest)
                ));
            }
            Written::Denied(why) => {
                self.notice("warning", &format!("{why}: the comment alone is believed; give the job `statuses: read`"));
            }
        }
        Ok(Ok(Reviewed { comment, marker }))
    }
}
