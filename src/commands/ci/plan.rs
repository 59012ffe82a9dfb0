//! On a pull request: what merging would do.

use anyhow::Result;

use super::super::compare::{self, Wish};
use super::super::definitions::Definitions;
use super::super::show;
use super::Ci;
use super::hub::{Hub, Written, failed, tolerated};
use crate::exit::{Exit, Failure};
use crate::github::event::Event;
use crate::github::marker::{Marker, files_digest};
use crate::github::outputs::Outputs;
use crate::github::status::{self, Status};
use crate::github::{comment, seal};
use crate::model::Severity;
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
        let compared = compare::compare(&self.target, Wish::PLAIN, &definitions, self.settings, self.world).await;
        let (line, compared) = match compared {
            Ok(compared) => compared,
            Err(error) => {
                self.tell_of_failure(definitions.environment()).await;
                return Err(error);
            }
        };
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

    fn has_no_keys(&self, definitions: &Definitions) -> bool {
        let site = definitions.environment.as_ref().and_then(|environment| environment.site.as_deref());
        self.typed.sandbox.is_none() && Account::of(self.world, site).is_err()
    }

    pub(super) fn marker(&self, report: &Report<'_>) -> Marker {
        Marker {
            project: report.project.to_owned(),
            environment: report.environment.map(str::to_owned),
            digest: report.plan.map(|plan| plan.digest.clone()).unwrap_or_default(),
            files: files_digest(report.resources),
            head: self.run.head().to_owned(),
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            sealed: false,
        }
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
            Written::Yes(known) => known.map(|(comment, _)| comment),
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

    /// A word on the comment of the plan that was not applied.
    pub(super) async fn note(&self, hub: &Hub, known: &crate::github::client::Comment, why: &str) {
        let body = seal::noted(&known.body, why, &self.run.url);
        if let Err(error) = hub.client.edit_comment(known.id, &body).await {
            self.notice("warning", &failed(&error).message);
        }
    }
}
