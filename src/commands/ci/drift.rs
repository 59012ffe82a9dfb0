//! By the clock: what differs in Datadog, kept as one issue.

use anyhow::Result;
use serde_json::json;

use super::super::committed;
use super::super::drift::drifted;
use super::Ci;
use super::hub::{Hub, Written, tolerated};
use crate::exit::{Exit, Failure};
use crate::github::client::GitHubError;
use crate::github::issue::{Act, Known, decide};
use crate::github::marker::DriftMarker;
use crate::github::outputs::Outputs;
use crate::plan::Plan;
use crate::report::{Report, Verb};

impl Ci<'_> {
    /// Whatever cannot be read leaves the issue as it is.
    pub(super) async fn drift(&self, outputs: &mut Outputs) -> Result<Exit> {
        let definitions = committed::read(self.settings, self.world)?;
        if definitions.incomplete {
            self.validate(&definitions, outputs)?;
            return Ok(Exit::Findings);
        }
        let (line, compared) = drifted(&self.target, &definitions, self.settings, self.world).await?;
        let plan = &compared.plan;
        let report = Report {
            target: &line.target,
            app_url: line.app_url.as_deref(),
            findings: &compared.findings,
            ..self.show(Verb::Drift).report(&definitions, Some(plan))
        };
        outputs.findings(&compared.findings);
        outputs.plan(plan);
        outputs.set("drift", !plan.is_empty());
        self.tell(&report)?;
        let kept = self.keep(&report, plan, outputs).await;
        line.close().await;
        kept?;
        Ok(match self.judged(&compared.findings) {
            Exit::Done if self.typed.exit_code && !plan.is_empty() => Exit::Differences,
            exit => exit,
        })
    }

    async fn keep(&self, report: &Report<'_>, plan: &Plan, outputs: &mut Outputs) -> Result<(), Failure> {
        let Some(hub) = self.hub().await? else { return Ok(()) };
        let denied = |why: &str| self.notice("warning", &format!("{why}: give the job `issues: write`"));
        let known = match tolerated(self.known(&hub, report).await)? {
            Written::Yes(known) => known,
            Written::Denied(why) => {
                denied(&why);
                return Ok(());
            }
        };
        if let Some(known) = &known {
            outputs.set("issue-number", known.number);
        }
        for act in decide(known.as_ref(), report, plan, &self.context()) {
            match tolerated(self.act(&hub, act).await)? {
                Written::Yes(number) => outputs.set("issue-number", number),
                Written::Denied(why) => {
                    denied(&why);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// The open one of ours, or the newest that was closed.
    async fn known(&self, hub: &Hub, report: &Report<'_>) -> Result<Option<Known>, GitHubError> {
        let issues = hub.client.issues(&self.typed.issue_label).await?;
        let ours = issues.into_iter().filter(|issue| hub.is_ours(&issue.author)).filter_map(|issue| {
            let marker = DriftMarker::read(&issue.body)?;
            let of_this = marker.is_of(report.project, report.environment);
            of_this.then_some(Known { number: issue.number, open: issue.open, marker })
        });
        Ok(ours.max_by_key(|known| (known.open, known.number)))
    }

    async fn act(&self, hub: &Hub, act: Act) -> Result<u64, GitHubError> {
        match act {
            Act::Create { title, body } => hub.client.create_issue(&title, &body, &self.typed.issue_label).await,
            Act::Edit { number, title, body, reopen } => {
                let mut change = json!({"title": title, "body": body});
                if let Some(change) = change.as_object_mut().filter(|_| reopen) {
                    change.insert("state".to_owned(), json!("open"));
                }
                hub.client.edit_issue(number, &change).await.map(|()| number)
            }
            Act::Comment { number, body } => hub.client.create_comment(number, &body).await.map(|_| number),
            Act::Close { number } => {
                let change = json!({"state": "closed", "state_reason": "completed"});
                hub.client.edit_issue(number, &change).await.map(|()| number)
            }
        }
    }
}
