//! `ddsync completions SHELL`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::{Cli, Color};
use crate::exit::Exit;
use crate::world::World;

pub fn run(shell: Shell, world: &World) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ddsync", &mut script);
    world.print(&String::from_utf8_lossy(&script), Color::Never);
    Exit::Done
}
