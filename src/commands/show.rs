//! Report -> text, on its way out.

use anyhow::Result;

use super::compare::Compared;
use super::connect::Line;
use super::definitions::Definitions;
use crate::cli::Format;
use crate::exit::{Exit, Failure};
use crate::model::{Finding, Severity};
use crate::plan::{Outcome, Plan};
use crate::report::{self, Report, Verb};
use crate::settings::Settings;
use crate::world::World;

/// Which run is told about, and to whom.
pub struct Show<'a> {
    pub verb: Verb,
    pub settings: &'a Settings,
    pub world: &'a World,
}

impl Show<'_> {
    /// Findings alone: there is no plan, because loading failed or none was asked for.
    pub fn findings(&self, definitions: &Definitions) -> Result<Exit> {
        self.checked(definitions, definitions.findings())?;
        Ok(Exit::Findings)
    }

    pub fn checked(&self, definitions: &Definitions, findings: &[Finding]) -> Result<()> {
        self.render(&Report { findings, ..self.report(definitions, None) })
    }

    pub fn plan(
        &self,
        definitions: &Definitions,
        line: &Line,
        compared: &Compared,
        outcomes: &[Outcome],
    ) -> Result<()> {
        let Compared { plan, findings, .. } = compared;
        let app_url = line.app_url.as_deref();
        let report = self.report(definitions, Some(plan));
        self.render(&Report { target: &line.target, app_url, findings, outcomes, ..report })
    }

    pub fn report<'a>(&self, definitions: &'a Definitions, plan: Option<&'a Plan>) -> Report<'a> {
        Report {
            verb: self.verb,
            project: definitions.project.name.as_ref().map_or("", |name| name.as_str()),
            environment: definitions.environment(),
            target: "",
            app_url: None,
            sources: &definitions.sources,
            resources: definitions.checked.resources(),
            findings: &[],
            plan,
            outcomes: &[],
        }
    }

    /// A file gets no colours.
    fn style(&self) -> report::Style {
        let color = self.settings.output.is_none() && self.world.colors(self.settings.color);
        report::Style { color, width: self.world.width }
    }

    fn render(&self, report: &Report<'_>) -> Result<()> {
        let format = match self.settings.format {
            Format::Text => report::Format::Text,
            Format::Json => report::Format::Json,
            Format::Markdown => report::Format::Markdown,
            Format::Sarif => report::Format::Sarif,
            Format::Junit => report::Format::Junit,
            Format::Github => report::Format::Github,
        };
        let mut rendered = report::render(report, format, self.style());
        if self.settings.format == Format::Github {
            rendered.stdout = report::github::render(report, &folder(self.settings, self.world));
        }
        put(&rendered.stdout, self.settings, self.world)?;
        if !self.settings.quiet {
            self.world.say(&rendered.stderr, self.settings.color);
        }
        Ok(())
    }
}

/// A result, on standard output or in the file that was named for it.
///
/// # Errors
///
/// The file cannot be written.
pub fn put(text: &str, settings: &Settings, world: &World) -> Result<(), Failure> {
    let Some(path) = &settings.output else {
        world.print(text, settings.color);
        return Ok(());
    };
    let failed = |error| Failure::error(format!("cannot write {}: {error}", path.display()));
    world.write(&world.cwd.join(path), text).map_err(failed)
}

/// From the repository's root to the definitions, with a slash at its end where it is not empty: annotations name files
/// from there.
pub fn folder(settings: &Settings, world: &World) -> String {
    let workspace = world.variable("GITHUB_WORKSPACE").map(std::path::PathBuf::from);
    let above = settings.root.ancestors().find(|folder| world.exists(&folder.join(".git")));
    let inner = workspace.as_deref().and_then(|folder| settings.root.strip_prefix(folder).ok());
    let inner = inner.or_else(|| settings.root.strip_prefix(above?).ok());
    let inner = inner.map(|inner| inner.to_string_lossy().replace('\\', "/")).unwrap_or_default();
    if inner.is_empty() { inner } else { format!("{inner}/") }
}

pub fn worst(findings: &[Finding]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}

pub fn has_errors(findings: &[Finding]) -> bool {
    worst(findings) == Some(Severity::Error)
}
