//! What a workflow asks for.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FailOn;

const CI: &str = "\
Reads what happened from the variables of GitHub Actions. Without a word it plans on pull_request and merge_group, applies on
a push to the default branch, and looks for drift on schedule. GITHUB_TOKEN writes the comment, the status and the issue.";

#[derive(Args, Debug)]
#[command(after_help = CI)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Ci {
    /// What to do; the event decides where it is left out
    #[arg(value_enum)]
    pub verb: Option<CiVerb>,
    /// Delete what no file asks for, on apply; and say so on plan
    #[arg(long)]
    pub prune: bool,
    /// Apply although a monitor that is changed or deleted alerts right now
    #[arg(long)]
    pub allow_alerting: bool,
    /// Apply although no pull request showed this very plan
    #[arg(long)]
    pub any_plan: bool,
    /// Exit with 2 on drift; the issue tells of it anyway
    #[arg(long)]
    pub exit_code: bool,
    /// Write no comment and no status
    #[arg(long)]
    pub no_comment: bool,
    /// Write no annotations
    #[arg(long)]
    pub no_annotations: bool,
    /// Write no job summary
    #[arg(long)]
    pub no_summary: bool,
    /// Keep no issue
    #[arg(long)]
    pub no_issue: bool,
    /// Label of the issue
    #[arg(long, value_name = "LABEL", default_value = "datadog-drift")]
    pub issue_label: String,
    /// Exit with 3 from this severity up
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Work on the embedded server, with its state in DIR
    #[arg(long, value_name = "DIR", require_equals = true)]
    pub sandbox: Option<Option<PathBuf>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CiVerb {
    Validate,
    Plan,
    Apply,
    Drift,
    /// Open a pull request that takes drift into the files
    Adopt,
}
