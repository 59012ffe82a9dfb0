//! On a pull request: what merging would do.

use anyhow::Result;

use super::super::base;
use super::super::compare::{self, Compared};
use super::super::definitions::Definitions;
use super::super::diff;
use super::super::show;
use super::Ci;
use super::hub::{Hub, Written, tolerated};
use crate::exit::{Exit, Failure};
use crate::github::comment;
use crate::github::event::Event;
use crate::github::marker::{Marker, Stage};
use crate::github::outputs::Outputs;
use crate::github::status::{self, Status};
use crate::model::Severity;
use crate::plan::Footing;
use crate::report::{Report, Verb};
use crate::settings::Account;

impl Ci<'_> {
    pub(super) async fn plan(&self, outputs: &mut Outputs) -> Result<Exit> {
        let definitions = Definitions::read(self.settings, self.world)?;
        if matches!(self.run.event, Event::PullRequest { fork: true, .. }) {
            self.notice(
                "notice",
                "a pull request from a fork gets no key: its definitions are validated, and not compared",
            );
            return self.validate(&definitions, outputs);
        }
        if self.has_no_keys(&definitions) {
            self.notice("warning", "there are no keys: the definitions are validated, and no plan is made");
            return self.validate(&definitions, outputs);
        }
        if definitions.incomplete {
            let exit = self.validate(&definitions, outputs)?;
            let report = self.show(Verb::Diff).report(&definitions, None);
            self.publish(&Report { findings: definitions.findings(), ..report }, outputs).await?;
            return Ok(exit);
        }
        let compared = compare::compare(&self.target, self.wish(), &definitions, self.settings, self.world).await;
        let (line, mut compared) = match compared {
            Ok(compared) => compared,
            Err(error) => {
                self.tell_of_failure(definitions.environment()).await;
                return Err(error);
            }
        };
        self.tell_apart(&definitions, &mut compared);
        let report = Report {
            target: &line.target,
            app_url: line.app_url.as_deref(),
            findings: &compared.findings,
            ..self.show(Verb::Diff).report(&definitions, Some(&compared.plan))
        };
        outputs.findings(&compared.findings);
        outputs.plan(&compared.plan);
        self.tell(&report)?;
        let published = self.publish(&report, outputs).await;
        line.close().await;
        published?;
        Ok(self.judged(&compared.findings))
    }

    /// The branch's own changes from drift: the first parent of the merge that GitHub tries is the base.
    fn tell_apart(&self, definitions: &Definitions, compared: &mut Compared) {
        let Event::PullRequest { base, .. } = &self.run.event else { return };
        match base::read(&format!("{}^1", self.run.sha), self.settings, self.world) {
            Ok(found) => diff::add_sides(base, &found, definitions, compared),
            Err(failure) => {
                let why = crate::report::visible::line(&failure.message);
                let note = format!(
                    "drift is not told apart from the branch's own changes: {why} (check out with fetch-depth: 2)\n"
                );
                self.world.say(&note, self.settings.color);
            }
        }
    }

    fn has_no_keys(&self, definitions: &Definitions) -> bool {
        let site = definitions.environment.as_ref().and_then(|environment| environment.site.as_deref());
        self.typed.sandbox.is_none() && Account::of(self.world, site).is_err()
    }

    fn marker(&self, report: &Report<'_>) -> Marker {
        let footing = match report.plan {
            Some(plan) => Footing::of(plan, report.resources, env!("CARGO_PKG_VERSION")),
            None => Footing::nothing(report.resources, env!("CARGO_PKG_VERSION")),
        };
        Marker::of(footing, report.project, report.environment, self.run.head())
    }

    /// The comment first: whoever sees the status looks for it.
    async fn publish(&self, report: &Report<'_>, outputs: &mut Outputs) -> Result<(), Failure> {
        let Some(hub) = self.hub().await? else { return Ok(()) };
        if let Event::PullRequest { number, .. } = self.run.event {
            self.comment(&hub, number, report, outputs).await?;
        }
        let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let status = match report.plan {
            Some(plan) => status::planned(report.environment, plan, errors),
            None => status::failed(report.environment, &crate::report::count(errors, "error")),
        };
        self.set_status(&hub, &status).await
    }

    async fn comment(&self, hub: &Hub, pull: u64, report: &Report<'_>, outputs: &mut Outputs) -> Result<(), Failure> {
        let known = match tolerated(hub.plan_comment(pull, report.project, report.environment).await)? {
            // One that was applied is history: what comes now is another plan.
            Written::Yes(known) => known.filter(|(_, marker)| marker.stage == Stage::Open).map(|(comment, _)| comment),
            Written::Denied(why) => {
                self.notice("warning", &format!("{why}: give the job `pull-requests: write`"));
                return Ok(());
            }
        };
        let nothing = report.plan.is_some_and(crate::plan::Plan::is_empty) && !show::has_errors(report.findings);
        if nothing && known.is_none() {
            return Ok(());
        }
        let (marker, context) = (self.marker(report), self.context());
        let body = comment::plan(report, &marker, &context);
        let least = comment::least(report, &marker, &context);
        match tolerated(hub.put_comment(pull, known.as_ref(), &body, &least).await)? {
            Written::Yes(written) => outputs.set("comment-url", written.url),
            Written::Denied(why) => self.notice("warning", &format!("{why}: give the job `pull-requests: write`")),
        }
        Ok(())
    }

    async fn set_status(&self, hub: &Hub, status: &Status) -> Result<(), Failure> {
        match tolerated(hub.client.set_status(self.run.head(), status, &self.run.url).await)? {
            Written::Yes(()) => {}
            Written::Denied(why) => self.notice("warning", &format!("{why}: give the job `statuses: write`")),
        }
        Ok(())
    }

    /// Datadog could not be read: an older plan must not look like this commit's. The comment stays as it is.
    async fn tell_of_failure(&self, environment: Option<&str>) {
        let Ok(Some(hub)) = self.hub().await else { return };
        let status = status::broken(environment, "Datadog could not be read; see the log");
        if let Err(failure) = self.set_status(&hub, &status).await {
            self.notice("warning", &failure.message);
        }
    }
}
