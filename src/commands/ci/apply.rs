//! On the default branch: what was approved, and nothing else.

use anyhow::Result;

use super::super::apply::{exit_of, limits};
use super::super::compare::{self, Compared};
use super::super::connect::Line;
use super::super::definitions::Definitions;
use super::super::show;
use super::Ci;
use super::hub::{Hub, Written, failed, tolerated};
use super::reviewed::{Refused, Reviewed};
use crate::apply::{Looks, Stop};
use crate::datadog::Writer;
use crate::exit::{Exit, Failure};
use crate::github::marker::Stage;
use crate::github::outputs::Outputs;
use crate::github::seal::{self, Again, Note, Sealing};
use crate::plan::{Approved, Limits, Outcome, Plan, Refusal, policy};
use crate::report::{Report, Verb};

impl Ci<'_> {
    pub(super) async fn apply(&self, outputs: &mut Outputs) -> Result<Exit> {
        let definitions = Definitions::read(self.settings, self.world)?;
        if definitions.checked.has_errors() {
            self.validate(&definitions, outputs)?;
            return Ok(Exit::Findings);
        }
        let hub = self.hub().await?;
        let (line, compared) =
            compare::compare(&self.target, self.wish(), &definitions, self.settings, self.world).await?;
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
            Err(refused) => return self.refuse(hub, reviewed, &planned, refused, outputs).await,
        };
        let stop = Stop::default();
        let outcomes = self.write(&approved, line, &stop).await;
        let exit = exit_of(&approved, &outcomes, &stop);
        let done = Report { outcomes: &outcomes, ..planned };
        let again = self.again(reviewed);
        self.tell_as(&done, &seal::summary(&done, again, &self.context()))?;
        self.seal(hub, reviewed, &done, outputs).await?;
        Ok(exit)
    }

    /// Nothing is written, and it is said why wherever somebody may look.
    async fn refuse(
        &self,
        hub: Option<&Hub>,
        reviewed: Option<&Reviewed>,
        planned: &Report<'_>,
        refused: Refused,
        outputs: &mut Outputs,
    ) -> Result<Exit> {
        outputs.set("failure-reason", refused.reason);
        let note = Note { why: &refused.message, moved: &refused.moved, run: &self.run.url };
        self.tell_as(planned, &seal::refused(planned, &note, &self.context()))?;
        self.notice("error", &format!("not applied: {}", refused.line()));
        if let (Some(hub), Some(reviewed)) = (hub, reviewed) {
            let body = seal::noted(&reviewed.comment.body, &note);
            if let Err(error) = hub.client.edit_comment(reviewed.comment.id, &body).await {
                self.notice("warning", &failed(&error).message);
            }
        }
        Err(Failure::new(refused.exit, refused.line()).help(AGAIN).into())
    }

    /// Whether the same job may be run again for what could not be written.
    fn again(&self, reviewed: Option<&Reviewed>) -> Again {
        match self.typed.any_plan || reviewed.is_some_and(|reviewed| reviewed.marker.footing().is_proven()) {
            true => Again::SameJob,
            false => Again::ByHand,
        }
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
            Ok(reviewed) => reviewed.approves(plan, planned.resources)?,
            Err(refused) => return Err(refused.clone()),
        }
        let guarded = |refusal: Refusal| Refused::guarded(refusal.to_string());
        let approved = policy::review(plan.clone(), self.typed.prune, limits).map_err(guarded)?;
        let alerting = policy::alerting(&approved);
        match alerting.is_empty() || self.typed.allow_alerting {
            true => Ok(approved),
            false => Err(guarded(Refusal::Alerting(alerting))),
        }
    }

    /// Of a cancelled job the write in flight is finished, and the rest is told as not begun.
    async fn write(&self, approved: &Approved, line: &Line, stop: &Stop) -> Vec<Outcome> {
        let writer = Writer::new(line.reader.clone());
        let applied = crate::apply::apply(approved, &writer, stop, Looks::default());
        tokio::pin!(applied);
        tokio::select! {
            // The ear first, as in `apply`.
            biased;
            () = cancelled() => stop.request(),
            outcomes = &mut applied => return outcomes,
        }
        applied.await
    }

    async fn seal(
        &self,
        hub: Option<&Hub>,
        reviewed: Option<&Reviewed>,
        report: &Report<'_>,
        outputs: &mut Outputs,
    ) -> Result<(), Failure> {
        let (Some(hub), Some(Reviewed { comment, marker })) = (hub, reviewed) else { return Ok(()) };
        let before = (marker.stage == Stage::Partial).then_some(comment.body.as_str());
        let body = seal::sealed(report, marker, &Sealing { again: self.again(reviewed), before }, &self.context());
        match tolerated(hub.client.edit_comment(comment.id, &body).await) {
            Ok(Written::Yes(written)) => outputs.set("comment-url", written.url),
            Ok(Written::Denied(why)) => self.notice("warning", &why),
            // What was written is written: a comment does not make the job fail.
            Err(failure) => self.notice("warning", &failure.message),
        }
        Ok(())
    }
}

/// The runner interrupts a cancelled job, terminates it some seconds later, and does not wait long then (GitHub's
/// documentation). From the first on neither ends the process by itself.
async fn cancelled() {
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    // Without a handler there is nothing to wait for but the end.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

const AGAIN: &str = "look at the plan above; to apply it, open a pull request, or run the apply workflow by hand, where the \
                     environment's reviewers approve it";
