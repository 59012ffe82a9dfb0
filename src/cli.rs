//! What was typed. What is meant by it is decided in `settings.rs`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const AFTER: &str = "\
Exit codes: 0 done or in sync, 1 error, 2 differences, 3 findings, 4 not authenticated or permitted,
5 stale plan, 6 applied in part, 7 refused by a guard, 130 interrupted.

Keys come from the environment: DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN; DD_SITE names the site.
Try it without an account: ddsync apply --sandbox";

/// Keeps Datadog monitors and dashboards in Git as YAML, and makes Datadog match.
#[derive(Debug, Parser)]
#[command(name = "ddsync", version, after_help = AFTER, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

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

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the definitions; offline, without keys
    Validate(Validate),
    /// Show what applying would change; writes nothing
    Diff(Diff),
    /// Create and update what differs, and with --prune delete what no file asks for
    Apply(Apply),
    /// Show what differs in Datadog from the definitions; exits with 2 if anything does
    Drift(Drift),
    /// Write what Datadog has into definition files; writes nothing to Datadog
    Import(Import),
    /// Stop managing resources: takes the mark off and leaves the objects as they are
    Release(Release),
    /// The embedded Datadog-compatible server
    Sandbox(Sandbox),
    /// The JSON Schemas of the definition files
    Schema(Schema),
    /// Tell what a rule or an error means
    Explain(Explain),
    /// Inside GitHub Actions: comment, status, summary, issue, and apply what was approved
    Ci(Ci),
    /// Write a first project, or what an existing one lacks: settings, schemas, workflows
    Init(Init),
    /// Look at keys, site, permissions, limits and ownership, and say what to do
    Doctor(Doctor),
    /// Print a completion script for a shell
    Completions {
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Validate {
    /// Report on these files and folders only; everything is loaded all the same
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Exit with 3 from this severity up
    #[arg(long, value_enum)]
    pub fail_on: Option<FailOn>,
    /// Mend in the files what can be mended without a person
    #[arg(long)]
    pub fix: bool,
    /// Also run the rules that ask Datadog; reads only, and needs keys
    #[arg(long)]
    pub live: bool,
    /// With --fix: show the changes and write nothing
    #[arg(long, requires = "fix")]
    pub diff: bool,
    /// Report only on files that differ from this commit; everything is loaded all the same
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Accept today's findings: they are written to ddsync-baseline.json and not told again
    #[arg(long, conflicts_with_all = ["fix", "paths", "changed_since"])]
    pub write_baseline: bool,
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

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct Diff {
    #[command(flatten)]
    pub target: Target,
    /// Exit with 2 if there are differences
    #[arg(long)]
    pub exit_code: bool,
    /// Also run the lint rules that ask Datadog
    #[arg(long)]
    pub live: bool,
    /// Show what `apply --prune` would change
    #[arg(long)]
    pub prune: bool,
    /// Tell changes of this branch from drift: compare with the definitions at this git reference
    #[arg(long, value_name = "REF")]
    pub base: Option<String>,
    /// Show what `apply --adopt` would change
    #[arg(long)]
    pub adopt: bool,
    /// Write the plan to FILE, for `apply --plan FILE`
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed or not")]
pub struct Apply {
    #[command(flatten)]
    pub target: Target,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
    /// Also delete managed objects that no file asks for
    #[arg(long)]
    pub prune: bool,
    /// Take over objects that nobody manages and that have the name of one to be created
    #[arg(long)]
    pub adopt: bool,
    /// Apply just the plan in FILE, or nothing if it no longer holds
    #[arg(long, value_name = "FILE", conflicts_with_all = ["prune", "adopt", "addresses"])]
    pub plan: Option<PathBuf>,
    /// Change and delete monitors although they alert right now, without asking
    #[arg(long)]
    pub allow_alerting: bool,
}

#[derive(Args, Debug)]
pub struct Drift {
    #[command(flatten)]
    pub target: Target,
}

const IMPORT: &str = "\
Examples:
  ddsync import monitor/274449666
  ddsync import https://app.datadoghq.eu/dashboard/abc-def-ghi/pipeline-overview
  ddsync import --tag team:data --kind monitor
  ddsync import --update                 (every resource that drifted)
  ddsync import --update monitor/pipeline-failure

Each object becomes a file in the folder of its kind, and `ddsync apply` adopts it. Nothing is written unless the new
files mean exactly what Datadog has.";

#[derive(Args, Debug)]
#[command(after_help = IMPORT)]
pub struct Import {
    /// What to import: kind/id, or the address of its page in Datadog
    #[arg(value_name = "URL|KIND/ID")]
    pub targets: Vec<String>,
    /// Import every object that nobody's mark is on
    #[arg(long)]
    pub all: bool,
    /// Import the objects that bear this tag
    #[arg(long, value_name = "TAG")]
    pub tag: Option<String>,
    /// Import objects of this kind only; may be repeated
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// Write what changed in Datadog back into the files that are there, value by value
    #[arg(long)]
    pub update: bool,
    /// Work on the embedded server, with its state in DIR
    #[arg(long, value_name = "DIR", require_equals = true)]
    pub sandbox: Option<Option<PathBuf>>,
}

#[derive(Args, Debug)]
pub struct Release {
    /// The resources to let go, written kind/key
    #[arg(value_name = "ADDRESS", required = true)]
    pub addresses: Vec<String>,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
    /// Work on the embedded server, with its state in DIR
    #[arg(long, value_name = "DIR", require_equals = true)]
    pub sandbox: Option<Option<PathBuf>>,
}

#[derive(Args, Debug)]
pub struct Sandbox {
    #[command(subcommand)]
    pub action: SandboxAction,
}

#[derive(Debug, Subcommand)]
pub enum SandboxAction {
    /// Serve on loopback until Ctrl-C, and print the variables that point ddsync at it
    Serve {
        /// Port to listen on; 0 takes a free one
        #[arg(long, default_value_t = 8620)]
        port: u16,
    },
    /// Forget everything that was stored
    Reset,
    /// Print where the state is kept
    Path,
}

#[derive(Args, Debug)]
#[group(multiple = false)]
pub struct Schema {
    /// Write schemas/*.schema.json
    #[arg(long)]
    pub write: bool,
    /// Fail if schemas/*.schema.json are not up to date
    #[arg(long)]
    pub check: bool,
    /// Print one: monitor, dashboard, ddsync
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// The rule in the brackets of a finding
    #[arg(value_name = "RULE", required_unless_present = "list")]
    pub rule: Option<String>,
    /// List all rules
    #[arg(long)]
    pub list: bool,
}

const CI: &str = "\
Reads what happened from the variables of GitHub Actions. Without a word it plans on pull_request and merge_group, applies on
a push to the default branch, and looks for drift on schedule. GITHUB_TOKEN writes the comment, the status and the issue.";

#[derive(Args, Debug)]
#[command(after_help = CI)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that somebody types")]
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

#[derive(Args, Debug)]
pub struct Init {
    /// Name of the project; the folder's name where it is left out
    #[arg(long, value_name = "NAME")]
    pub project: Option<String>,
    /// What the workflows use: OWNER/REPOSITORY@COMMIT
    #[arg(long, value_name = "ACTION")]
    pub action: Option<String>,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
}

#[derive(Args, Debug)]
pub struct Doctor {
    /// Look at every kind, also those that no file defines
    #[arg(long)]
    pub all: bool,
    /// Look at the embedded server, with its state in DIR
    #[arg(long, value_name = "DIR", require_equals = true)]
    pub sandbox: Option<Option<PathBuf>>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
