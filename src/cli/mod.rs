//! What was typed. What is meant by it is decided in `settings.rs`.

mod ci;
mod common;
mod definitions;
mod import;
mod live;
mod start;

use clap::{Parser, Subcommand};

pub use ci::{Ci, CiVerb};
pub use common::{Color, Common, FailOn, Format, Target};
pub use definitions::{Explain, Schema, Validate};
pub use import::Import;
pub use live::{Apply, Diff, Drift, Release};
pub use start::{Doctor, Init, Sandbox, SandboxAction};

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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
