//! Text to [`Desired`], with the place of every value. Pure: whoever calls has read the files.
//!
//! Each document goes through the same steps: parse, `ddsync:` block, the environment's patch, `for_each`, defaults,
//! substitution, references. What is wrong is collected, and what is not wrong is loaded all the same.

mod assemble;
mod block;
mod budget;
mod each;
mod environment;
mod fields;
mod files;
mod hints;
mod inside;
mod lint;
mod merge;
mod owned;
mod placeholder;
mod project;
#[cfg(test)]
mod properties;
mod read;
mod references;
mod rules;
mod scalar;
mod substitute;
mod suggest;
mod syntax;
#[cfg(test)]
pub(crate) mod testing;
mod write;
mod yaml;

use std::path::PathBuf;

pub use assemble::{load, load_beside};
pub use environment::RULES as ENVIRONMENT_RULES;
pub use files::{FileText, MOST_BYTES, PROJECT_FILE, is_definition, is_document, kind_of};
pub use inside::{Inside, place_inside};
pub use lint::{Level, Lint, LintSetting, Preset};
pub use placeholder::{Segment, segments};
pub use project::{Environment, Project, Prune, Vars, suggestion as key_like};
pub use rules::RULES;
pub use substitute::escape;
pub use suggest::nearest;
pub use write::to_yaml;
pub use yaml::{Comment, Parsed, parse};

use crate::model::{Desired, Finding, Scope, Severity, Sources};

/// Everything that the result depends on.
pub struct Input<'a> {
    /// Paths relative to the root of the definitions, `ddsync.yaml` among them where it exists; in any order.
    pub files: Vec<(PathBuf, FileText)>,
    /// What `--env` says.
    pub environment: Option<&'a str>,
    /// Reads an environment variable. Asked only for names that `ddsync.yaml` lists.
    pub env: &'a dyn Fn(&str) -> Option<String>,
}

/// What could be loaded, findings or not.
#[derive(Debug)]
pub struct Loaded {
    pub project: Project,
    /// The chosen one; None where the project has none, or none could be chosen.
    pub environment: Option<Environment>,
    /// None without a project name, and with environments but none chosen.
    pub scope: Option<Scope>,
    /// By address.
    pub resources: Vec<Desired>,
    pub sources: Sources,
    /// Comments of all files by place.
    pub comments: Vec<Comment>,
    /// By place; those about the project as a whole first.
    pub findings: Vec<Finding>,
}

impl Loaded {
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }
}
