//! Verbs for the first day: a project, its keys, a server of one's own.

use std::path::PathBuf;

use clap::{Args, Subcommand};

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
