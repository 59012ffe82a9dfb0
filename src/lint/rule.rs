//! What a rule is: data for everybody, and one function.

use super::subject::{Dashboard, Expression, Monitor, Resource, SearchText, Slo};
use super::told::Told;
use super::{Context, Subjects};
use crate::model::Severity;

/// One thing that can be wrong. Its file holds the function and this value; its page in `tests/rules/` says what it means,
/// with definitions that it speaks about and definitions about which it is silent.
pub struct Rule {
    /// Kebab-case, stable.
    pub id: &'static str,
    /// How loud its findings are unless they say otherwise.
    pub severity: Severity,
    pub repair: Repair,
    /// Whether it says that something is missing: a typing mistake elsewhere in the resource may then be behind it.
    pub of_absence: bool,
    pub check: Check,
    /// Markdown; the first line is `# id`, the first paragraph the summary.
    pub page: &'static str,
    /// What `lint:` in `ddsync.yaml` may set beside level and paths: name and meaning.
    pub options: &'static [(&'static str, &'static str)],
}

/// What can be done about a finding without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    None,
    /// The help says what to write.
    Hint,
    /// Some findings bear a fix.
    Sometimes,
    Always,
}

impl Repair {
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "no",
            Self::Hint => "hint",
            Self::Sometimes => "some",
            Self::Always => "yes",
        }
    }
}

/// What the rule looks at, one at a time or all at once.
pub enum Check {
    Monitor(fn(&Monitor<'_>, &Context<'_>, &mut Told<'_>)),
    Dashboard(fn(&Dashboard<'_>, &Context<'_>, &mut Told<'_>)),
    Slo(fn(&Slo<'_>, &Context<'_>, &mut Told<'_>)),
    /// Expressions over metrics, in monitors, widgets and objectives.
    Expression(fn(&Expression<'_, '_>, &Context<'_>, &mut Told<'_>)),
    /// Searches over events, in monitors and widgets.
    Search(fn(&SearchText<'_, '_>, &Context<'_>, &mut Told<'_>)),
    /// Any kind.
    Resource(fn(&Resource<'_>, &Context<'_>, &mut Told<'_>)),
    /// Across resources.
    Project(fn(&Subjects<'_>, &Context<'_>, &mut Told<'_>)),
    /// With what Datadog answered; silent without answers.
    Live(fn(&Subjects<'_>, &super::live::Answers, &Context<'_>, &mut Told<'_>)),
    /// Told by the engine itself, which alone knows: what the comments silence.
    Engine,
}

impl Rule {
    /// What a rule has unless it says otherwise.
    pub const REST: Self = Self {
        id: "",
        severity: Severity::Warning,
        repair: Repair::None,
        of_absence: false,
        check: Check::Engine,
        page: "",
        options: &[],
    };

    /// The first paragraph of its page, on one line.
    pub fn summary(&self) -> String {
        let paragraph = self.page.split("\n\n").nth(1).unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn is_live(&self) -> bool {
        matches!(self.check, Check::Live(_))
    }

    /// It looks at one thing at a time, and what it says does not depend on the rest of the project.
    pub fn is_local(&self) -> bool {
        !matches!(self.check, Check::Project(_) | Check::Live(_))
    }
}
