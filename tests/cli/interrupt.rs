//! Ctrl-C: in the middle of an apply, and at the end of a sandbox.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ddsync::sandbox::{Effect, Fault, Options, Sandbox};

use super::project::{API_KEY, APP_KEY, Project};

#[tokio::test(flavor = "multi_thread")]
async fn the_write_in_flight_is_finished_and_everything_is_told() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    sandbox
        .script(Fault::once("POST", "/api/v1/monitor", Effect::Delay(Duration::from_millis(1500))).times(usize::MAX));
    let project = Project::small();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ddsync"));
    let child = command
        .args(["apply", "--yes"])
        .current_dir(project.path(""))
        .env_clear()
        .envs([("DDSYNC_API_URL", sandbox.url().as_str()), ("DD_API_KEY", API_KEY), ("DD_APP_KEY", APP_KEY)])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let posts = || sandbox.requests().iter().filter(|request| request.method == "POST").count();
    while posts() < 2 {
        tokio::task::yield_now().await;
    }
    interrupt(&child);
    let output = tokio::task::spawn_blocking(move || child.wait_with_output()).await.unwrap().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(130), "{out}{err}");
    assert!(err.contains("finishing the write in flight"), "{err}");
    assert!(out.contains("created    monitor/failures") && out.contains("created    monitor/slow"), "{out}");
    assert!(out.contains("not begun  dashboard/board: interrupted before its turn"), "{out}");
    // The dashboard was not begun.
    assert_eq!(posts(), 2);
}

/// As the page of the sandbox says: start it, paste its lines, use it like an account.
#[test]
fn a_sandbox_for_people_serves_until_ctrl_c() {
    let mut project = Project::small();
    let child = Command::new(env!("CARGO_BIN_EXE_ddsync"))
        .args(["sandbox", "serve", "--port", "0"])
        .current_dir(project.path(""))
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Served(child) = &mut Served(child.unwrap());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for name in ["DDSYNC_API_URL", "DD_API_KEY", "DD_APP_KEY"] {
        let line = lines.next().unwrap().unwrap();
        let (variable, value) = line.strip_prefix("export ").unwrap().split_once('=').unwrap();
        assert_eq!(variable, name);
        project.set(variable, value);
    }
    project.exits(0, "apply --yes");
    project.exits(0, "drift");
    interrupt(child);
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // The state outlives the server.
    project.exits(0, "drift --sandbox");
    project.exits(1, "sandbox serve --port http");
}

/// Ends with the test, also with one that fails.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        // It has ended by itself where all went well.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn interrupt(child: &Child) {
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
}
