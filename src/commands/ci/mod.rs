//! `ddsync ci`: the pipeline inside GitHub Actions, told where reviewers look.

mod adopt;
mod apply;
mod drift;
mod hub;
mod plan;
mod reviewed;

use anyhow::Result;
use serde_json::Value;

use super::compare::{SameName, Wish};
use super::definitions::Definitions;
use super::show::{self, Show};
use super::validate;
use crate::cli::{self, CiVerb, Color, Target};
use crate::datadog::ApiError;
use crate::exit::{Exit, Failure};
use crate::github::comment::{self, Context};
use crate::github::event::{Event, Run};
use crate::github::outputs::Outputs;
use crate::model::Finding;
use crate::report::{self, Format, Report, Verb, inert, visible};
use crate::settings::Settings;
use crate::world::World;
use hub::Hub;

pub async fn run(typed: &cli::Ci, settings: &Settings, world: &World) -> Result<Exit> {
    let ci = Ci::open(typed, settings, world)?;
    let mut outputs = Outputs::default();
    let done = ci.go(&mut outputs).await;
    if let Ok(exit) = &done {
        if outputs.get("failure-reason").is_empty() {
            outputs.set("failure-reason", reason(*exit));
        }
    } else if outputs.get("failure-reason").is_empty() {
        outputs.set("failure-reason", done.as_ref().err().map_or("", |error| reason(exit_of(error))));
    }
    if let Some(path) = world.variable("GITHUB_OUTPUT") {
        let failed = |error| Failure::error(format!("cannot write GITHUB_OUTPUT: {error}"));
        world.append(path.as_ref(), &outputs.file(&world.token())).map_err(failed)?;
    }
    done.map_err(|error| harmless(&error))
}

/// An error goes into the log, where a line of it must not become a command.
fn harmless(error: &anyhow::Error) -> anyhow::Error {
    let exit = exit_of(error);
    let help = error.downcast_ref::<Failure>().and_then(|failure| failure.help.clone());
    Failure { exit, message: visible::line(&error.to_string()), help }.into()
}

fn exit_of(error: &anyhow::Error) -> Exit {
    match (error.downcast_ref::<Failure>(), error.downcast_ref::<ApiError>()) {
        (Some(failure), _) => failure.exit,
        (None, Some(api)) if api.is_auth() => Exit::Denied,
        _ => Exit::Error,
    }
}

fn reason(exit: Exit) -> &'static str {
    match exit {
        Exit::Done | Exit::Differences => "",
        Exit::Error | Exit::Interrupted => "internal",
        Exit::Findings => "validation",
        Exit::Denied => "auth",
        Exit::Stale => "live-changed",
        Exit::Partial => "partial",
        Exit::Guarded => "guard",
    }
}

/// One run of a workflow.
struct Ci<'a> {
    typed: &'a cli::Ci,
    settings: &'a Settings,
    world: &'a World,
    run: Run,
    folder: String,
    target: Target,
}

impl<'a> Ci<'a> {
    fn open(typed: &'a cli::Ci, settings: &'a Settings, world: &'a World) -> Result<Self, Failure> {
        let here = "run it in a workflow, or use `ddsync diff`, `apply` and `drift`";
        let variable = |name: &str| world.variable(name).map(str::to_owned);
        let event = match world.variable("GITHUB_EVENT_PATH") {
            Some(path) => {
                let failed = |why: String| Failure::error(format!("cannot read GITHUB_EVENT_PATH: {why}"));
                let text = world.read(path.as_ref()).map_err(|error| failed(error.to_string()))?;
                serde_json::from_str(&text).map_err(|error| failed(error.to_string()))?
            }
            None => Value::Null,
        };
        let run = Run::read(&variable, &event).map_err(|error| Failure::error(error.to_string()).help(here))?;
        let target = Target { addresses: Vec::new(), sandbox: typed.sandbox.clone() };
        Ok(Self { typed, settings, world, run, folder: show::folder(settings, world), target })
    }

    async fn go(&self, outputs: &mut Outputs) -> Result<Exit> {
        match self.verb()? {
            CiVerb::Validate => self.validate(&Definitions::read(self.settings, self.world)?, outputs),
            CiVerb::Plan => self.plan(outputs).await,
            CiVerb::Apply => self.apply(outputs).await,
            CiVerb::Drift => self.drift(outputs).await,
            CiVerb::Adopt => self.adopt(outputs).await,
        }
    }

    fn verb(&self) -> Result<CiVerb, Failure> {
        match (self.typed.verb, &self.run.event) {
            (Some(verb), _) => Ok(verb),
            (None, Event::PullRequest { .. } | Event::MergeGroup { .. }) => Ok(CiVerb::Plan),
            (None, Event::Push { default_branch: true }) => Ok(CiVerb::Apply),
            (None, Event::Other { name }) if name == "schedule" => Ok(CiVerb::Drift),
            (None, Event::Push { .. }) => Err(Failure::error("this push is not to the default branch")
                .help("say what to do: ddsync ci validate, plan, apply or drift")),
            (None, Event::Other { name }) => Err(Failure::error(format!("nothing is known to do on `{name}`"))
                .help("say what to do: ddsync ci validate, plan, apply or drift")),
        }
    }

    /// Plan and apply ask the same, or their digests would differ.
    fn wish(&self) -> Wish {
        Wish { same_name: SameName::Warn, prune: self.typed.prune }
    }

    fn context(&self) -> Context<'_> {
        Context { run: &self.run, folder: &self.folder, prune: self.typed.prune, tool: env!("CARGO_PKG_VERSION") }
    }

    fn show(&self, verb: Verb) -> Show<'_> {
        Show { verb, settings: self.settings, world: self.world }
    }

    /// None where nothing is to be written to GitHub, or nothing to write with.
    async fn hub(&self) -> Result<Option<Hub>, Failure> {
        let wanted = match self.verb()? {
            CiVerb::Plan | CiVerb::Apply => !self.typed.no_comment,
            CiVerb::Drift => !self.typed.no_issue,
            CiVerb::Validate => false,
            CiVerb::Adopt => true,
        };
        if wanted { Hub::open(&self.run, self.world).await } else { Ok(None) }
    }

    fn validate(&self, definitions: &Definitions, outputs: &mut Outputs) -> Result<Exit> {
        let findings = definitions.findings();
        let report = Report { findings, ..self.show(Verb::Validate).report(definitions, None) };
        outputs.findings(findings);
        self.tell(&report)?;
        Ok(self.judged(findings))
    }

    fn judged(&self, findings: &[Finding]) -> Exit {
        let reaches = validate::reaches(findings, self.typed.fail_on.unwrap_or_default());
        if reaches { Exit::Findings } else { Exit::Done }
    }

    /// The log, the annotations and the summary.
    fn tell(&self, report: &Report<'_>) -> Result<(), Failure> {
        self.tell_as(report, &comment::summary(report, &self.context()))
    }

    fn tell_as(&self, report: &Report<'_>, summary: &str) -> Result<(), Failure> {
        let color = self.world.colors(self.settings.color);
        let style = report::Style { color, width: self.world.width };
        let rendered = report::render(report, Format::Text, style);
        let token = self.world.token();
        // The hints on standard error are for a terminal: here a comment, a merge or another run comes next.
        self.world.print(&inert::guarded(&rendered.stdout, &token), self.settings.color);
        if !self.typed.no_annotations {
            self.world.print(&report::github::render(report, &self.folder), Color::Never);
        }
        let path = self.world.variable("GITHUB_STEP_SUMMARY").filter(|_| !self.typed.no_summary);
        if let Some(path) = path {
            let failed = |error| Failure::error(format!("cannot write GITHUB_STEP_SUMMARY: {error}"));
            self.world.append(path.as_ref(), summary).map_err(failed)?;
        }
        Ok(())
    }

    /// One line in the log that is an annotation, too.
    fn notice(&self, level: &str, message: &str) {
        let message = inert::command(&visible::line(message));
        self.world.print(&format!("::{level} title=ddsync::{message}\n"), Color::Never);
    }
}
