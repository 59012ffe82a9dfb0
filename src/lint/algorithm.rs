//! What the functions with an algorithm have in common: arguments that are one of a few words.

use super::subject::Monitor;
use super::told::Told;
use crate::model::Severity;
use crate::query::tree::Argument;
use crate::syntax::nearest;

/// The lengths of a season.
pub const SEASONS: &[&str] = &["hourly", "daily", "weekly"];

/// What an argument is called, the argument if it is there, and what it may say.
pub type Choice<'a> = (&'static str, Option<&'a Argument>, &'static [&'static str]);

/// An argument and what it says, where it is a word without a `${...}`.
pub fn said(argument: Option<&Argument>) -> Option<(&Argument, String)> {
    let argument = argument?;
    let said = argument.value.said().filter(|said| !said.contains('$'))?;
    Some((argument, said))
}

/// Tells of arguments that are none of their words; a word that is like none may be a new one.
pub fn choices(monitor: &Monitor<'_>, of: &str, choices: &[Choice<'_>], told: &mut Told<'_>) {
    let query = Monitor::query_at();
    for (what, argument, known) in choices {
        let Some((argument, word)) = said(*argument) else { continue };
        if known.iter().any(|known| known.eq_ignore_ascii_case(&word)) {
            continue;
        }
        let span = argument.value.span();
        let telling =
            told.about(monitor, format!("`{word}` is no {what} of {of}")).inside(&query, span).label("unknown");
        match nearest(&word, known.iter().copied()) {
            Some(near) => telling.help(format!("did you mean `{near}`?")).fix_text(
                format!("write `{near}`"),
                &query,
                span,
                format!("'{near}'"),
            ),
            None => telling.severity(Severity::Warning).help(format!("it is one of {}", known.join(", "))),
        };
    }
}
