//! On the default branch: what was approved, and nothing else.

use anyhow::Result;

use super::super::apply::{exit_of, limits};
use super::super::compare::{self, Compared, Wish};
use super::super::connect::Line;
use super::super::definitions::Definitions;
use super::super::show;
use super::Ci;
use super::hub::{Hub, Written, tolerated};
use crate::apply::{Looks, Stop};
use crate::datadog::Writer;
use crate::exit::{Exit, Failure};
use crate::github::client::Comment;
use crate::github::marker::Marker;
use crate::github::outputs::Outputs;
use crate::github::{comment, seal, status};
use crate::plan::{Approved, Limits, Outcome, Plan, policy};
use crate::report::{Report, Verb};

/// The plan that reviewers saw.
struct Reviewed {
    comment: Comment,
    marker: Marker,
}

/// Why nothing is applied.
#[derive(Clone)]
struct Refused {
    exit: Exit,
    /// The output `failure-reason`.
    reason: &'static str,
    message: String,
}

impl Refused {
    fn stale(reason: &'static str, message: String) -> Self {
        Self { exit: Exit::Stale, reason, message }
    }
}

impl Ci<'_> {
    pub(super) async fn apply(&self, outputs: &mut Outputs) -> Result<Exit> {
        let definitions = Definitions::read(self.settings, self.world)?;
        if definitions.checked.has_errors() {
            self.validate(&definitions, outputs)?;
            return Ok(Exit::Findings);
        }
        let hub = self.hub().await?;
        let (line, compared) =
            compare::compare(&self.target, Wish::PLAIN, &definitions, self.settings, self.world).await?;
        let exit = self.carry_out(&definitions, &line, compared, hub.as_ref(), outputs).await;
        line.close().await;
        exit
    }

    async fn carry_out(
        &self,
        definitions: &Definitions,
        line: &Line,
        compared: Compared,
        hub: Option<&Hub>,
        outputs: &mut Outputs,
    ) -> Result<Exit> {
        let Compared { plan, findings, .. } = compared;
        outputs.findings(&findings);
        outputs.plan(&plan);
        let planned = Report {
            target: &line.target,
            app_url: line.app_url.as_deref(),
            findings: &findings,
            ..self.show(Verb::Apply).report(definitions, Some(&plan))
        };
        let found = self.reviewed(hub, &planned).await?;
        let reviewed = found.as_ref().ok();
        if show::has_errors(&findings) {
            self.tell(&planned)?;
            return Ok(Exit::Findings);
        }
        if plan.is_empty() {
            self.tell(&planned)?;
            self.seal(hub, reviewed, &planned, outputs).await?;
            return Ok(Exit::Done);
        }
        let approved = match self.approved(&found, &planned, &plan, limits(definitions.project.prune)) {
            Ok(approved) => approved,
            Err(refused) => {
                self.tell(&planned)?;
                outputs.set("failure-reason", refused.reason);
                if let (Some(hub), Some(reviewed)) = (hub, reviewed) {
                    self.note(hub, &reviewed.comment, &refused.message).await;
                }
                return Err(Failure::new(refused.exit, refused.message).help(AGAIN).into());
            }
        };
        let stop = Stop::default();
        let outcomes = self.write(&approved, line, &stop).await;
        let exit = exit_of(&approved, &outcomes, &stop);
        let done = Report { outcomes: &outcomes, ..planned };
        self.tell_as(&done, &seal::summary(&done, &self.context()))?;
        self.seal(hub, reviewed, &done, outputs).await?;
        Ok(exit)
    }

    /// What reviewers agreed to, and the guards.
    fn approved(
        &self,
        found: &Result<Reviewed, Refused>,
        planned: &Report<'_>,
        plan: &Plan,
        limits: Limits,
    ) -> Result<Approved, Refused> {
        match found {
            _ if self.typed.any_plan => {}
            Ok(reviewed) => moved(&reviewed.marker, &self.marker(planned))?,
            Err(refused) => return Err(refused.clone()),
        }
        policy::review(plan.clone(), self.typed.prune, limits).map_err(|refusal| Refused {
            exit: Exit::Guarded,
            reason: "guard",
            message: refusal.to_string(),
        })
    }

    /// A cancelled job is interrupted first: the write in flight is finished, and the rest is told as not begun.
    async fn write(&self, approved: &Approved, line: &Line, stop: &Stop) -> Vec<Outcome> {
        let writer = Writer::new(line.reader.clone());
        let applied = crate::apply::apply(approved, &writer, stop, Looks::default());
        tokio::pin!(applied);
        tokio::select! {
            outcomes = &mut applied => return outcomes,
            _ = tokio::signal::ctrl_c() => stop.request(),
        }
        applied.await
    }

    /// The comment on the pull request that brought this commit, checked against the status of its last commit.
    async fn reviewed(&self, hub: Option<&Hub>, report: &Report<'_>) -> Result<Result<Reviewed, Refused>, Failure> {
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
        let Some((comment, marker)) = known else {
            return missing(format!("pull request {number} has no plan that is still to be applied"));
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

    async fn seal(
        &self,
        hub: Option<&Hub>,
        reviewed: Option<&Reviewed>,
        report: &Report<'_>,
        outputs: &mut Outputs,
    ) -> Result<(), Failure> {
        let (Some(hub), Some(Reviewed { comment, marker })) = (hub, reviewed) else { return Ok(()) };
        let body = seal::sealed(report, marker, &self.context());
        match tolerated(hub.client.edit_comment(comment.id, &body).await) {
            Ok(Written::Yes(written)) => outputs.set("comment-url", written.url),
            Ok(Written::Denied(why)) => self.notice("warning", &why),
            // What was written is written: a comment does not make the job fail.
            Err(failure) => self.notice("warning", &failure.message),
        }
        Ok(())
    }
}

const AGAIN: &str = "look at the plan above; to apply it, open a pull request, or run the apply workflow by hand, where the \
                     environment's reviewers approve it";

fn moved(reviewed: &Marker, now: &Marker) -> Result<(), Refused> {
    if reviewed.digest == now.digest {
        return Ok(());
    }
    let (old, new) = (comment::short(&reviewed.digest), comment::short(&now.digest));
    let plans = format!("plan {old} was reviewed and {new} would be applied");
    let (reason, what) = if reviewed.files != now.files {
        ("config-changed", "the definitions are not those that were reviewed".to_owned())
    } else if reviewed.tool != now.tool {
        ("tool-changed", format!("ddsync {} made the plan and {} would apply it", reviewed.tool, now.tool))
    } else {
        ("live-changed", "Datadog changed since the review".to_owned())
    };
    Err(Refused::stale(reason, format!("{what}: {plans}")))
}
