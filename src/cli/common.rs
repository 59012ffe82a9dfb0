//! What several verbs take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args, Debug, Default)]
#[expect(clippy::doc_markdown, reason = "these comments are the help that a terminal shows")]
pub struct Common {
    /// Work on the definitions in DIR instead of looking for ddsync.yaml upward from here
    #[arg(short = 'C', long = "directory", value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// Environment of ddsync.yaml [env: DDSYNC_ENV]
    #[arg(short, long, value_name = "NAME", global = true)]
    pub env: Option<String>,
    /// How to show the result [env: DDSYNC_FORMAT]
    #[arg(long, value_enum, global = true)]
    pub format: Option<Format>,
    /// Write the result to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", global = true)]
    pub output: Option<PathBuf>,
    /// Colour the output [env: NO_COLOR, CLICOLOR_FORCE]
    #[arg(long, value_enum, global = true)]
    pub color: Option<Color>,
    /// Leave out progress and hints
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[expect(clippy::doc_markdown, reason = "these comments are the help that a terminal shows")]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    /// Findings for code scanning (SARIF 2.1.0)
    Sarif,
    /// Findings as test cases (JUnit XML)
    Junit,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    #[default]
    Error,
    Warning,
    Info,
    Never,
}

/// Where to look and what at.
#[derive(Args, Clone, Debug)]
pub struct Target {
    /// Only these resources, written kind/key
    #[arg(value_name = "ADDRESS")]
    pub addresses: Vec<String>,
    /// Work on the embedded server, with its state in DIR
    #[arg(long, value_name = "DIR", require_equals = true)]
    // Alone, with a folder, or not at all.
    pub sandbox: Option<Option<PathBuf>>,
}
