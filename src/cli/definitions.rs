//! Verbs that look at the files and ask nobody.

use std::path::PathBuf;

use clap::Args;

use super::FailOn;

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
