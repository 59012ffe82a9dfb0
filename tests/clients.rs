//! The official Python clients against the sandbox: `tests/clients/run.py`.
//!
//! They are installed once, into a virtual environment under `target/`. Without Python, or without a package index to
//! reach, the test says so and passes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]
#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a test has no world")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ddsync::sandbox::{Options, Sandbox};

const REQUIREMENTS: &str = include_str!("clients/requirements.txt");

#[tokio::test(flavor = "multi_thread")]
async fn the_official_python_clients_work() {
    let python = match environment() {
        Ok(python) => python,
        Err(why) => return println!("skipped: {why}"),
    };
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/run.py");
    let mut run = Command::new(python);
    run.arg(script).arg(sandbox.url());
    for proxy in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
        run.env_remove(proxy);
    }
    let output = tokio::task::spawn_blocking(move || run.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "both clients: ok");
    sandbox.stop().await;
}

/// The interpreter of an environment with the clients in it.
fn environment() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python-clients");
    let python = folder.join("bin/python3");
    let marker = folder.join("installed.txt");
    if std::fs::read_to_string(&marker).is_ok_and(|installed| installed == REQUIREMENTS) {
        return Ok(python);
    }
    let requirements = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/requirements.txt");
    succeed(
        Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder),
        "python3 cannot make an environment",
    )?;
    succeed(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--retries", "1", "--timeout", "15", "--requirement"])
            .arg(requirements),
        "pip cannot install the clients",
    )?;
    std::fs::write(&marker, REQUIREMENTS).map_err(|error| error.to_string())?;
    Ok(python)
}

fn succeed(command: &mut Command, failure: &str) -> Result<(), String> {
    let output = command.output().map_err(|error| format!("{failure}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{failure}: {}", said(&output).lines().last().unwrap_or_default()))
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
