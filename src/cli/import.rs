//! What to write into files.

use std::path::PathBuf;

use clap::Args;

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
