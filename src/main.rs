//! Parse, build the world, run, print, exit.
#![warn(clippy::disallowed_methods, clippy::disallowed_macros)]

use std::process::ExitCode;

use clap::Parser as _;
use ddsync::cli::{Cli, Color};
use ddsync::commands;
use ddsync::datadog::ApiError;
use ddsync::exit::{Exit, Failure};
use ddsync::world::World;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => return usage_exit(&usage),
    };
    let color = cli.common.color.unwrap_or_default();
    let world = match World::of_process() {
        Ok(world) => world,
        Err(error) => return bare_exit(&format!("the working directory cannot be read: {error}")),
    };
    match commands::run(cli, &world).await {
        Ok(exit) => exit.into(),
        Err(error) => tell(&error, &world, color).into(),
    }
}

/// clap would exit with 2, which here means differences.
fn usage_exit(usage: &clap::Error) -> ExitCode {
    drop(usage.print());
    let exit = if usage.use_stderr() { Exit::Error } else { Exit::Done };
    exit.into()
}

#[expect(clippy::disallowed_macros, reason = "there is no world to print through")]
fn bare_exit(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    Exit::Error.into()
}

/// `error:` and what to do, as cargo says it.
fn tell(error: &anyhow::Error, world: &World, color: Color) -> Exit {
    let red = anstyle::AnsiColor::Red.on_default().bold();
    let cyan = anstyle::AnsiColor::Cyan.on_default().bold();
    let failure = error.downcast_ref::<Failure>();
    let mut text = format!("{red}error{red:#}: {error}\n");
    if let Some(help) = failure.and_then(|failure| failure.help.as_ref()) {
        text.push_str(&format!("{cyan}help{cyan:#}: {help}\n"));
    }
    world.say(&text, color);
    match (failure, error.downcast_ref::<ApiError>()) {
        (Some(failure), _) => failure.exit,
        (None, Some(api)) if api.is_auth() => Exit::Denied,
        _ => Exit::Error,
    }
}
