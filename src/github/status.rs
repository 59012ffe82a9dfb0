//! The line beside a commit. It holds the digest, so that a comment that somebody edited approves nothing.

use crate::plan::{Action, Plan};

/// GitHub cuts longer ones.
const MOST: usize = 140;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Success,
    Failure,
    Error,
}

impl State {
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failure => "failure",
            Self::Error => "error",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub state: State,
    /// `ddsync/plan (prod)`.
    pub context: String,
    pub description: String,
}

/// One for each environment.
pub fn context(environment: Option<&str>) -> String {
    environment.map_or_else(|| "ddsync/plan".to_owned(), |name| format!("ddsync/plan ({name})"))
}

pub fn planned(environment: Option<&str>, plan: &Plan, errors: usize) -> Status {
    let words = [
        (Action::Create, "new"),
        (Action::Update, "changed"),
        (Action::Adopt, "adopted"),
        (Action::Replace, "replaced"),
        (Action::Delete, "deleted"),
    ];
    let counts = words.iter().map(|(action, word)| (plan.count(*action), word)).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, word)| format!("{count} {word}")).collect();
    let what = if counts.is_empty() { "no changes".to_owned() } else { counts.join(", ") };
    match errors {
        // Room for the digest first: it is what the status is for.
        0 => Status {
            state: State::Success,
            context: context(environment),
            description: format!("{} {}", cut(&what, MOST - plan.digest.len() - 1), plan.digest),
        },
        errors => failed(environment, &crate::report::count(errors, "error")),
    }
}

pub fn failed(environment: Option<&str>, what: &str) -> Status {
    Status { state: State::Failure, context: context(environment), description: cut(what, MOST) }
}

pub fn broken(environment: Option<&str>, what: &str) -> Status {
    Status { state: State::Error, context: context(environment), description: cut(what, MOST) }
}

/// The digest of a status that was set here.
pub fn digest(description: &str) -> Option<&str> {
    description.split_whitespace().last().filter(|word| word.starts_with("sha256:"))
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
