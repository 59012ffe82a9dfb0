//! What the doctor has to tell, as a table and as JSON.

use anstyle::AnsiColor;
use serde::Serialize;

use crate::report::visible;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Good,
    /// Nobody can say from here.
    Unknown,
    Warning,
    Bad,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Unknown => "?",
            Self::Warning => "warning",
            Self::Bad => "bad",
        }
    }

    fn color(self) -> AnsiColor {
        match self {
            Self::Good => AnsiColor::Green,
            Self::Unknown => AnsiColor::Cyan,
            Self::Warning => AnsiColor::Yellow,
            Self::Bad => AnsiColor::Red,
        }
    }
}

/// What a trouble is about; it decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    Project,
    Keys,
    Site,
    Clock,
    Limits,
    Permissions,
    Ownership,
}

impl Topic {
    fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Keys => "keys",
            Self::Site => "site",
            Self::Clock => "clock",
            Self::Limits => "limits",
            Self::Permissions => "permissions",
            Self::Ownership => "ownership",
        }
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub topic: Topic,
    pub state: State,
    pub message: String,
    /// What to do; null where nothing is to be done.
    pub next: Option<String>,
}

impl Line {
    pub fn new(topic: Topic, state: State, message: impl AsRef<str>) -> Self {
        Self { topic, state, message: visible::line(message.as_ref()), next: None }
    }

    #[must_use]
    pub fn next(mut self, next: impl AsRef<str>) -> Self {
        self.next = Some(visible::line(next.as_ref()));
        self
    }
}

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    checks: &'a [Line],
}

pub fn json(lines: &[Line]) -> String {
    // Texts and null: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&Document { version: 1, checks: lines }).unwrap_or_default() + "\n"
}

/// One row for each line, and its next step below it.
pub fn table(lines: &[Line], color: bool) -> String {
    let mut text = String::new();
    for line in lines {
        let state = format!("{:8}", line.state.word());
        let style = line.state.color().on_default().bold();
        let state = if color { format!("{style}{state}{style:#}") } else { state };
        text.push_str(&format!("{state} {:12} {}\n", line.topic.word(), line.message));
        if let Some(next) = &line.next {
            text.push_str(&format!("{:21} → {next}\n", ""));
        }
    }
    text.push_str(&format!("\n{}\n", verdict(lines)));
    text
}

fn verdict(lines: &[Line]) -> String {
    let count = |state| lines.iter().filter(|line| line.state == state).count();
    let words = [(State::Bad, "bad"), (State::Warning, "to look at"), (State::Unknown, "unknown")];
    let told: Vec<String> = words
        .into_iter()
        .filter_map(|(state, word)| Some(count(state)).filter(|n| *n > 0).map(|n| format!("{n} {word}")))
        .collect();
    let good = count(State::Good);
    match told.as_slice() {
        [] => format!("All {good} checks are good."),
        told => format!("{good} good, {}.", told.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_names_the_next_step() {
        let lines = [
            Line::new(Topic::Keys, State::Good, "DD_API_KEY is set"),
            Line::new(Topic::Site, State::Bad, "not\u{1b}[2J here").next("set DD_SITE"),
        ];
        assert_eq!(
            table(&lines, false),
            "ok       keys         DD_API_KEY is set\n\
             bad      site         not\\u{1b}[2J here\n                      → set DD_SITE\n\n1 good, 1 bad.\n"
        );
        assert!(table(&lines, true).contains("\u{1b}["));
    }
}
