//! Verbs that compare the files with Datadog, and make it match.

use std::path::PathBuf;

use clap::Args;

use super::Target;

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
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
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
