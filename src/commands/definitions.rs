//! files -> load -> Desired -> lint -> Checked.

use std::path::PathBuf;

use crate::exit::{Exit, Failure};
use crate::lint::baseline::{self, Baseline};
use crate::lint::live::Answers;
use crate::lint::{self, Checked};
use crate::load::{self, Environment, FileText, Input, Loaded, Project};
use crate::model::{Address, Finding, Key, Scope, Severity, Sources};
use crate::settings::Settings;
use crate::world::World;

/// The project as its files tell it, looked at by every rule.
pub struct Definitions {
    pub project: Project,
    pub environment: Option<Environment>,
    /// None where `ddsync.yaml` does not say well who owns what; a finding tells.
    pub scope: Option<Scope>,
    pub sources: Sources,
    pub checked: Checked,
    /// Loading found errors, so resources may be missing: what no file seems to ask for may have been asked for.
    pub incomplete: bool,
}

impl Definitions {
    /// # Errors
    ///
    /// There are no definitions at all; everything else is a finding.
    pub fn read(settings: &Settings, world: &World) -> Result<Self, Failure> {
        Self::some(files(settings, world), settings, world)
    }

    /// # Errors
    ///
    /// As [`Definitions::read`].
    pub fn some(files: Files, settings: &Settings, world: &World) -> Result<Self, Failure> {
        let definitions = Self::of(files, settings, world)?;
        if definitions.checked.resources().is_empty() && !definitions.incomplete {
            return Err(nothing_defined(settings));
        }
        Ok(definitions)
    }

    /// # Errors
    ///
    /// No environment is chosen; that there is nothing is none.
    pub fn of(files: Files, settings: &Settings, world: &World) -> Result<Self, Failure> {
        Self::judged(files, None, settings, world)
    }

    /// The same definitions, looked at again with what Datadog answered.
    ///
    /// # Errors
    ///
    /// As [`Definitions::of`].
    pub fn with_answers(answers: &Answers, settings: &Settings, world: &World) -> Result<Self, Failure> {
        Self::judged(files(settings, world), Some(answers), settings, world)
    }

    fn judged(files: Files, answers: Option<&Answers>, settings: &Settings, world: &World) -> Result<Self, Failure> {
        let variable = |name: &str| world.variable(name).map(str::to_owned);
        let input = Input { files, environment: settings.environment.as_deref(), env: &variable };
        let Loaded { project, environment, scope, resources, sources, comments, findings } = load::load(input);
        unchosen(&findings)?;
        let incomplete = findings.iter().any(|finding| finding.severity == Severity::Error);
        let baseline = accepted(settings, world)?;
        let context = lint::Context {
            sources: &sources,
            comments: &comments,
            settings: &project.lint,
            today: world.today(),
            baseline: baseline.as_ref(),
            answers,
        };
        let checked = lint::check(resources, findings, &context);
        Ok(Self { project, environment, scope, sources, checked, incomplete })
    }

    /// As [`Definitions::read`], with these texts in place of the files'.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn with(texts: &[(PathBuf, String)], settings: &Settings, world: &World) -> Result<Self, Failure> {
        let text_of = |path: &PathBuf| texts.iter().find(|(changed, _)| changed == path).map(|(_, text)| text.clone());
        let files = files(settings, world).into_iter().map(|(path, read)| {
            let text = text_of(&path);
            (path, text.map_or(read, FileText::Text))
        });
        Self::of(files.collect(), settings, world)
    }

    pub fn findings(&self) -> &[Finding] {
        self.checked.findings()
    }

    pub fn environment(&self) -> Option<&str> {
        self.environment.as_ref().map(|environment| environment.name.as_str())
    }
}

fn accepted(settings: &Settings, world: &World) -> Result<Option<Baseline>, Failure> {
    let path = settings.root.join(baseline::FILE);
    if !world.exists(&path) {
        return Ok(None);
    }
    let text = world.read(&path).map_err(|error| Failure::error(format!("cannot read {}: {error}", path.display())))?;
    let read = Baseline::parse(&text).map_err(|error| Failure::error(error.to_string()));
    read.map(Some).map_err(|failure| failure.help("delete it, or run `ddsync validate --write-baseline`"))
}

/// Paths relative to the root of the definitions, and what stands there.
pub type Files = Vec<(PathBuf, FileText)>;

pub fn files(settings: &Settings, world: &World) -> Files {
    world.read_tree(&settings.root, load::is_definition)
}

/// An address as it was typed.
///
/// # Errors
///
/// It names no kind, or its key cannot be one.
pub fn address(text: &str) -> Result<Address, Failure> {
    let wrong = |why: String| Failure::error(why).help("an address is kind/key, such as monitor/pipeline-failure");
    let (kind, key) = text.split_once('/').ok_or_else(|| wrong(format!("`{text}` is not an address")))?;
    let kind = crate::kinds::by_name(kind).ok_or_else(|| unknown_kind(kind))?;
    let key = Key::parse(key).map_err(|error| wrong(error.to_string()))?;
    Ok(Address::new(kind, key))
}

fn unknown_kind(kind: &str) -> Failure {
    let names = || crate::kinds::ALL.iter().map(|kind| kind.name);
    let failure = Failure::error(format!("`{kind}` is no kind"));
    match load::nearest(kind, names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help(format!("the kinds are {}", names().collect::<Vec<_>>().join(", "))),
    }
}

/// Which environment is meant is a question of the command line, not a fault of a file.
fn unchosen(findings: &[Finding]) -> Result<(), Failure> {
    let about = |finding: &&Finding| finding.place.is_none() && load::ENVIRONMENT_RULES.contains(&finding.rule);
    let Some(finding) = findings.iter().find(about) else {
        return Ok(());
    };
    let failure = Failure::error(&finding.message);
    Err(match &finding.help {
        Some(help) => failure.help(help),
        None => failure,
    })
}

fn nothing_defined(settings: &Settings) -> Failure {
    Failure::new(Exit::Error, format!("there is no definition in {}", settings.root.display()))
        .help("put a YAML file into monitors/, dashboards/ or another kind's folder beside ddsync.yaml")
}
