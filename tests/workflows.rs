//! The action and the workflows, as a runner would take them: their files are read, and their steps run in bash on the built
//! binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_truncation, clippy::needless_pass_by_value, reason = "small numbers, short helpers")]
#![cfg(unix)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn action() -> Value {
    yaml(&root().join("action.yml"))
}

fn workflows() -> Vec<(String, Value)> {
    let folder = std::fs::read_dir(root().join(".github/workflows")).unwrap();
    let mut found: Vec<(String, Value)> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), yaml(&path)))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(found.len(), 5, "{found:?}");
    found
}

fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_object().unwrap();
    jobs.values().flat_map(|job| job["steps"].as_array().unwrap()).collect()
}

/// A runner's machine: a workspace, the environment files, and the built binary on the PATH.
struct Runner {
    folder: tempfile::TempDir,
    env: BTreeMap<String, String>,
}

struct Ran {
    output: Output,
    outputs: String,
}

impl Ran {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned() + &String::from_utf8_lossy(&self.output.stderr)
    }

    fn code(&self) -> i32 {
        self.output.status.code().unwrap()
    }
}

impl Runner {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for name in ["workspace", "temp", "tools"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        let built = Path::new(env!("CARGO_BIN_EXE_ddsync")).parent().unwrap().display().to_string();
        let event = root().join("tests/github/events/pull_request_fork.json").display().to_string();
        let env = [
            ("PATH", format!("{built}:{}", std::env::var("PATH").unwrap())),
            ("HOME", at("temp")),
            ("CI", "true".to_owned()),
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("GITHUB_ACTION_PATH", root().display().to_string()),
            ("GITHUB_WORKSPACE", at("workspace")),
            ("GITHUB_OUTPUT", at("output")),
            ("GITHUB_PATH", at("path")),
            ("GITHUB_ENV", at("env")),
            ("GITHUB_STEP_SUMMARY", at("summary")),
            ("GITHUB_REPOSITORY", "shop/infra".to_owned()),
            ("GITHUB_RUN_ID", "4711".to_owned()),
            ("GITHUB_SHA", "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3".to_owned()),
            ("GITHUB_EVENT_NAME", "pull_request".to_owned()),
            ("GITHUB_EVENT_PATH", event),
            ("RUNNER_OS", "Linux".to_owned()),
            ("RUNNER_ARCH", "X64".to_owned()),
            ("RUNNER_TEMP", at("temp")),
            ("RUNNER_TOOL_CACHE", at("tools")),
        ];
        let runner = Self { folder, env: env.into_iter().map(|(name, value)| (name.to_owned(), value)).collect() };
        // Steps are tried here, not style.
        let off = ddsync::lint::ALL.iter().map(|rule| format!("  {}: off\n", rule.id)).collect::<String>();
        runner.write("workspace/ddsync.yaml", &format!("version: 1\nproject: small\nlint:\n{off}"));
        runner.write(
            "workspace/monitors/slow.yaml",
            "name: Slow\ntype: query alert\nquery: \"avg(last_5m):avg:a{*} > 3\"\n",
        );
        runner
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::write(self.path(name), text).unwrap();
    }

    fn set(&mut self, name: &str, value: impl Into<String>) -> &mut Self {
        self.env.insert(name.to_owned(), value.into());
        self
    }

    /// As a runner does: the script in a file, `bash --noprofile --norc -eo pipefail FILE`, its variables beside the job's.
    fn step(&self, step: &Value, inputs: &BTreeMap<&str, &str>) -> Ran {
        // Where none is named, a Linux runner takes bash without pipefail.
        let options: &[&str] = match step.get("shell") {
            Some(shell) => {
                assert_eq!(shell, "bash");
                &["--noprofile", "--norc", "-eo", "pipefail"]
            }
            None => &["-e"],
        };
        let script = self.path("temp/step.sh");
        std::fs::write(&script, step["run"].as_str().unwrap()).unwrap();
        let folder = step["working-directory"].as_str().unwrap_or_default();
        let mut command = Command::new("bash");
        command.args(options).arg(&script).current_dir(self.path("workspace").join(folder));
        command.env_clear().envs(&self.env);
        for (name, value) in step["env"].as_object().into_iter().flatten() {
            command.env(name, evaluated(value.as_str().unwrap(), inputs));
        }
        let output = command.output().unwrap();
        Ran { output, outputs: std::fs::read_to_string(self.path("output")).unwrap_or_default() }
    }

    /// The action with these inputs, the others as `action.yml` has them.
    fn run(&self, given: &[(&'static str, &'static str)]) -> Ran {
        let action = action();
        let defaults = action["inputs"].as_object().unwrap();
        let mut inputs: BTreeMap<&str, &str> =
            defaults.iter().map(|(name, input)| (name.as_str(), input["default"].as_str().unwrap())).collect();
        inputs.insert("github-token", "");
        for (name, value) in given {
            assert!(inputs.insert(name, value).is_some(), "{name} is no input");
        }
        self.step(named(&action, "run"), &inputs)
    }
}

/// The value of an expression that names an input; others are what a test says they are.
fn evaluated(text: &str, inputs: &BTreeMap<&str, &str>) -> String {
    let Some(inner) = text.strip_prefix("${{ ").and_then(|text| text.strip_suffix(" }}")) else {
        return text.to_owned();
    };
    match inner.strip_prefix("inputs.") {
        Some(name) => (*inputs.get(name).unwrap_or_else(|| panic!("{name} is no input"))).to_owned(),
        None => (*inputs.get(inner).unwrap_or_else(|| panic!("{inner} is not known here"))).to_owned(),
    }
}

fn named<'a>(action: &'a Value, id: &str) -> &'a Value {
    action["runs"]["steps"].as_array().unwrap().iter().find(|step| step["id"] == id).unwrap()
}

/// The table of scopes in the docs, from what `doctor` knows. `DDSYNC_BLESS=1` writes it.
#[test]
fn the_docs_name_the_scopes_of_every_kind() {
    let words = |scopes: &[&str]| scopes.iter().map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", ");
    let mut table = "\n| folder | `diff`, `drift`, `import`, `ci plan`, `ci drift` | beside those: `apply`, `release`, `ci apply` |\n\
                     |---|---|---|\n"
        .to_owned();
    for kind in ddsync::kinds::ALL {
        let needs = ddsync::datadog::Permissions::of(kind).unwrap_or_else(|| panic!("{} needs nothing?", kind.name));
        table.push_str(&format!("| `{}/` | {} | {} |\n", kind.folder, words(needs.read), words(needs.write)));
    }
    let page = root().join("docs/github.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (before, rest) = text.split_once("<!-- scopes -->").unwrap();
    let (there, after) = rest.split_once("<!-- /scopes -->").unwrap();
    if std::env::var_os("DDSYNC_BLESS").is_some() {
        std::fs::write(&page, format!("{before}<!-- scopes -->\n{table}\n<!-- /scopes -->{after}")).unwrap();
    } else {
        assert_eq!(there.trim(), table.trim(), "DDSYNC_BLESS=1 writes the table of docs/github.md");
    }
}

/// What the docs show is what the action takes.
#[test]
fn the_docs_use_inputs_that_there_are() {
    let text = std::fs::read_to_string(root().join("docs/github.md")).unwrap();
    let mut shown = 0;
    for block in text.split("```yaml\n").skip(1) {
        let block: Value = serde_yaml::from_str(block.split("```").next().unwrap()).unwrap();
        for step in block.as_array().unwrap() {
            for name in step["with"].as_object().unwrap().keys() {
                assert!(action()["inputs"].get(name).is_some(), "{name}");
                shown += 1;
            }
        }
    }
    assert!(shown > 0);
    let from_templates = workflows().into_iter().filter(|(name, _)| name.starts_with("datadog-"));
    for (file, workflow) in from_templates {
        for step in steps(&workflow).into_iter().filter(|step| step["uses"] == "./") {
            for (name, value) in step["with"].as_object().unwrap() {
                assert!(action()["inputs"].get(name).is_some(), "{file}: {name}");
                assert!(!value.is_null(), "{file}: {name}");
            }
        }
    }
}

#[test]
fn the_action_describes_every_input_and_output() {
    let action = action();
    for part in ["inputs", "outputs"] {
        for (name, one) in action[part].as_object().unwrap() {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}");
            assert!(one["description"].as_str().unwrap().len() > 10, "{name} is not described");
        }
    }
    let outputs: Vec<&String> = action["outputs"].as_object().unwrap().keys().collect();
    let ours: Vec<&str> = ddsync::github::outputs::NAMES.iter().copied().chain(["version"]).collect();
    assert_eq!(outputs, ours, "outputs of the action and of `ddsync ci`");
    // Every input reaches the script.
    let env = named(&action, "run")["env"].to_string();
    for name in action["inputs"].as_object().unwrap().keys() {
        assert!(env.contains(&format!("inputs.{name} ")), "{name} goes nowhere");
    }
}

#[test]
fn no_script_holds_an_expression_and_no_action_floats() {
    let mut all: Vec<(String, Value)> = workflows();
    all.push(("action.yml".to_owned(), json!({"jobs": {"action": {"steps": action()["runs"]["steps"]}}})));
    for (name, workflow) in &all {
        for step in steps(workflow) {
            if let Some(run) = step["run"].as_str() {
                assert!(!run.contains("${{"), "{name}: {run}");
            }
            if let Some(uses) = step["uses"].as_str().filter(|uses| *uses != "./") {
                let commit = uses.split_once('@').unwrap().1;
                assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{name}: {uses}");
            }
        }
    }
}

#[test]
fn jobs_may_no_more_than_they_need() {
    for (name, workflow) in workflows() {
        assert_eq!(workflow["permissions"], json!({}), "{name}");
        for (job, body) in workflow["jobs"].as_object().unwrap() {
            assert!(body["permissions"].is_object(), "{name}: {job} says nothing of its permissions");
            assert!(body["timeout-minutes"].is_number(), "{name}: {job} may run for ever");
            let text = body.to_string();
            let writes = text.contains("DD_APP_KEY_WRITE");
            assert_eq!(writes, name == "datadog-apply.yml", "{name}: {job} holds the key that writes");
            assert!(!writes || body["environment"].is_string(), "the key that writes is behind an environment");
        }
    }
}

#[test]
fn a_validation_runs_and_leaves_outputs_and_a_summary() {
    let runner = Runner::new();
    let ran = runner.run(&[("command", "validate")]);
    assert_eq!(ran.code(), 0, "{}", ran.text());
    assert!(ran.outputs.starts_with("changes<<"), "{}", ran.outputs);
    let summary = std::fs::read_to_string(runner.path("summary")).unwrap();
    assert!(summary.contains("1 definition is valid"), "{summary}");
    runner.write("workspace/monitors/bad.yaml", "name: x\ntype: query alert\n");
    let ran = runner.run(&[("command", "validate")]);
    assert_eq!(ran.code(), 3, "{}", ran.text());
    assert!(ran.text().contains("::error file=monitors/bad.yaml,line=1"), "{}", ran.text());
    let ran = runner.run(&[("command", "validate"), ("fail-on", "never"), ("annotations", "false")]);
    assert_eq!((ran.code(), ran.text().contains("::error")), (0, false), "{}", ran.text());
}

#[test]
fn the_event_decides_where_the_command_is_empty_and_a_folder_is_found() {
    let runner = Runner::new();
    runner.write("workspace/infra/ddsync.yaml", "version: 1\nproject: inner\nenvironments: {prod: {}, staging: {}}\n");
    runner.write("workspace/infra/monitors/x.yaml", "name: x\ntype: query alert\n");
    let ran = runner.run(&[("directory", "infra"), ("environment", "prod")]);
    assert_eq!(ran.code(), 3, "{}", ran.text());
    assert!(ran.text().contains("gets no key") && ran.text().contains("file=infra/monitors/x.yaml"), "{}", ran.text());
}

#[test]
fn inputs_are_words_and_never_commands() {
    let runner = Runner::new();
    let marker = runner.path("temp/pwned").display().to_string();
    let evil: &'static str = Box::leak(format!("x$(touch {marker})`touch {marker}`; touch {marker}").into_boxed_str());
    for input in ["environment", "issue-label", "directory", "site", "command", "fail-on", "prune", "api-key"] {
        let ran = runner.run(&[(input, evil)]);
        assert!(!Path::new(&marker).exists(), "{input} was run: {}", ran.text());
    }
    let ran = runner.run(&[("command", "destroy")]);
    assert_eq!((ran.code(), ran.text().contains("the input command is none of")), (1, true), "{}", ran.text());
    let ran = runner.run(&[("prune", "yes")]);
    assert!(ran.text().contains("the input prune is neither true nor false"), "{}", ran.text());
}

#[test]
fn keys_of_the_inputs_reach_ddsync_and_empty_ones_hide_nothing() {
    let mut runner = Runner::new();
    // Instead of the binary, something that tells what it was given.
    runner.write("bin/ddsync", "#!/bin/sh\necho \"$DD_API_KEY|$DD_APP_KEY|$DD_SITE|$DDSYNC_ENV|$*\"\n");
    Command::new("chmod").args(["+x"]).arg(runner.path("bin/ddsync")).status().unwrap();
    let path = format!("{}:{}", runner.path("bin").display(), runner.env["PATH"]);
    runner.set("PATH", path).set("DD_API_KEY", "of-the-job");
    let workspace = runner.path("workspace").display().to_string();
    let ran = runner.run(&[
        ("command", "apply"),
        ("app-key", "of-the-input"),
        ("prune", "true"),
        ("require-approved-plan", "false"),
    ]);
    assert_eq!(
        ran.text(),
        format!(
            "of-the-job|of-the-input|||ci apply -C {workspace}/. --prune --any-plan --issue-label datadog-drift --fail-on error\n"
        )
    );
    let ran = runner.run(&[
        ("command", "drift"),
        ("site", "datadoghq.eu"),
        ("environment", "prod"),
        ("fail-on-drift", "true"),
        ("issue", "false"),
    ]);
    assert_eq!(
        ran.text(),
        format!(
            "of-the-job||datadoghq.eu|prod|ci drift -C {workspace}/. --exit-code --no-issue --issue-label datadog-drift --fail-on error\n"
        )
    );
}

/// A runner interrupts the process that it started, and nobody else hears of it.
#[test]
fn the_process_of_the_step_becomes_ddsync() {
    let mut runner = Runner::new();
    runner.write("bin/ddsync", "#!/bin/sh\necho \"ddsync $$\"\n");
    Command::new("chmod").args(["+x"]).arg(runner.path("bin/ddsync")).status().unwrap();
    let path = format!("{}:{}", runner.path("bin").display(), runner.env["PATH"]);
    runner.set("PATH", path);
    let mut action = action();
    let step = action["runs"]["steps"].as_array_mut().unwrap().iter_mut().find(|step| step["id"] == "run").unwrap();
    step["run"] = json!(format!("echo \"step $$\"\n{}", step["run"].as_str().unwrap()));
    let defaults = self::action();
    let inputs = defaults["inputs"].as_object().unwrap().iter();
    let mut inputs: BTreeMap<&str, &str> =
        inputs.map(|(name, input)| (name.as_str(), input["default"].as_str().unwrap())).collect();
    inputs.insert("github-token", "");
    let text = runner.step(step, &inputs).text();
    let number = |word: &str| text.lines().find_map(|line| line.strip_prefix(word)).unwrap().to_owned();
    assert_eq!(number("step "), number("ddsync "), "{text}");
}

/// A copy of the action's scripts, with a release that is really there.
fn released(runner: &mut Runner, sum: Option<&str>) -> std::net::TcpListener {
    let here = runner.path("action/.github/action");
    std::fs::create_dir_all(&here).unwrap();
    for script in ["install", "run"] {
        std::fs::copy(root().join(".github/action").join(script), here.join(script)).unwrap();
    }
    runner.write("action/Cargo.toml", "[package]\nversion = \"1.2.3\"\n\n[dependencies]\n# version = \"9\"\n");
    runner.write("pack/ddsync", "#!/bin/sh\necho released\n");
    Command::new("chmod").arg("+x").arg(runner.path("pack/ddsync")).status().unwrap();
    let archive = runner.path("temp/ddsync-1.2.3-x86_64-unknown-linux-musl.tar.gz");
    let tar =
        Command::new("tar").arg("-czf").arg(&archive).arg("-C").arg(runner.path("pack")).arg(".").status().unwrap();
    assert!(tar.success());
    let real = Command::new("sha256sum").arg(&archive).output().unwrap();
    let real = String::from_utf8(real.stdout).unwrap().split(' ').next().unwrap().to_owned();
    let name = "ddsync-1.2.3-x86_64-unknown-linux-musl.tar.gz";
    runner.write("action/.github/action/checksums", &format!("# sums\n{}  {name}\n", sum.unwrap_or(&real)));
    runner.write("served.tar.gz", "");
    std::fs::rename(archive, runner.path("served.tar.gz")).unwrap();
    let action = runner.path("action").display().to_string();
    runner.set("GITHUB_ACTION_PATH", action);
    std::net::TcpListener::bind("127.0.0.1:0").unwrap()
}

/// Answers one download.
fn serve(listener: std::net::TcpListener, file: PathBuf) -> std::thread::JoinHandle<String> {
    use std::io::{Read as _, Write as _};
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let read = socket.read(&mut request).unwrap();
        let body = std::fs::read(file).unwrap();
        write!(socket, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len()).unwrap();
        socket.write_all(&body).unwrap();
        String::from_utf8_lossy(&request[..read]).lines().next().unwrap().to_owned()
    })
}

fn install(runner: &Runner, server: &'static str, repository: &'static str) -> Ran {
    let inputs = BTreeMap::from([("github.server_url", server), ("github.action_repository", repository)]);
    runner.step(named(&action(), "install"), &inputs)
}

#[test]
fn the_release_that_is_pinned_is_installed() {
    let mut runner = Runner::new();
    let listener = released(&mut runner, None);
    let server: &'static str = Box::leak(format!("http://{}", listener.local_addr().unwrap()).into_boxed_str());
    let served = serve(listener, runner.path("served.tar.gz"));
    let ran = install(&runner, server, "example/ddsync");
    assert_eq!(ran.code(), 0, "{}", ran.text());
    assert_eq!(
        served.join().unwrap(),
        "GET /example/ddsync/releases/download/v1.2.3/ddsync-1.2.3-x86_64-unknown-linux-musl.tar.gz HTTP/1.1"
    );
    assert_eq!(ran.outputs, "version=1.2.3\n");
    let folder = std::fs::read_to_string(runner.path("path")).unwrap();
    let told = Command::new(Path::new(folder.trim()).join("ddsync")).output().unwrap();
    assert_eq!(told.stdout, b"released\n");
    // The second time it is there, and nobody is asked.
    assert_eq!(install(&runner, server, "example/ddsync").code(), 0);
}

#[test]
fn another_file_than_the_pinned_one_is_refused() {
    let mut runner = Runner::new();
    let listener = released(&mut runner, Some(&"0".repeat(64)));
    let server: &'static str = Box::leak(format!("http://{}", listener.local_addr().unwrap()).into_boxed_str());
    let served = serve(listener, runner.path("served.tar.gz"));
    let ran = install(&runner, server, "example/ddsync");
    served.join().unwrap();
    assert_eq!((ran.code(), ran.text().contains("is not the file that this action pins")), (1, true), "{}", ran.text());
    assert!(!runner.path("path").exists());
}

#[test]
fn without_a_release_the_source_is_built() {
    let mut runner = Runner::new();
    // A cargo that tells what it was asked, and leaves a binary.
    runner.write(
        "bin/cargo",
        "#!/bin/sh\necho \"cargo $*\"\nmkdir -p \"$CARGO_TARGET_DIR/release\"\n\
         printf '#!/bin/sh\\necho ddsync 9.9.9\\n' >\"$CARGO_TARGET_DIR/release/ddsync\"\nchmod +x \"$CARGO_TARGET_DIR/release/ddsync\"\n",
    );
    Command::new("chmod").arg("+x").arg(runner.path("bin/cargo")).status().unwrap();
    let path = format!("{}:{}", runner.path("bin").display(), runner.env["PATH"]);
    runner.set("PATH", path);
    let ran = install(&runner, "https://github.com", "");
    assert_eq!((ran.code(), ran.outputs.as_str()), (0, "version=9.9.9\n"), "{}", ran.text());
    assert!(ran.text().contains("cargo build --release --locked --manifest-path"), "{}", ran.text());
}

/// The sums of a release stand in a commit after its tag: at the next tag they are still those of the one before.
#[test]
fn the_release_of_another_version_is_not_installed() {
    let mut runner = Runner::new();
    let listener = released(&mut runner, None);
    runner.write("action/Cargo.toml", "[package]\nversion = \"1.2.4\"\n");
    runner.write("bin/cargo", "#!/bin/sh\necho \"cargo $*\"\nexit 9\n");
    Command::new("chmod").arg("+x").arg(runner.path("bin/cargo")).status().unwrap();
    let path = format!("{}:{}", runner.path("bin").display(), runner.env["PATH"]);
    runner.set("PATH", path);
    let server: &'static str = Box::leak(format!("http://{}", listener.local_addr().unwrap()).into_boxed_str());
    let ran = install(&runner, server, "example/ddsync");
    assert_eq!((ran.code(), ran.text().contains("cargo build --release --locked")), (9, true), "{}", ran.text());
}

fn release_step(name: &str) -> Value {
    let release = workflows().into_iter().find(|(file, _)| file == "release.yml").unwrap().1;
    let step = steps(&release).into_iter().find(|step| step["name"] == name);
    step.unwrap_or_else(|| panic!("release.yml has no step {name}")).clone()
}

const LINUX: [&str; 2] = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-musl"];

/// The steps of a release that need no runner of GitHub's, one after the other, on what is here.
#[test]
fn a_release_is_packed_as_the_action_unpacks_it() {
    let runner = Runner::new();
    let version = env!("CARGO_PKG_VERSION");
    let tag: &'static str = concat!("v", env!("CARGO_PKG_VERSION"));
    for file in ["LICENSE", "README.md", "CHANGELOG.md", "Cargo.toml", "ddsync.yaml", "monitors", "dashboards"] {
        let there = runner.path("workspace");
        let copied = Command::new("cp").arg("-R").arg(root().join(file)).arg(there).status().unwrap();
        assert!(copied.success(), "{file}");
    }
    let step = |name: &str, target: &'static str| {
        let known = BTreeMap::from([("github.ref_name", tag), ("matrix.target", target)]);
        let ran = runner.step(&release_step(name), &known);
        assert_eq!(ran.code(), 0, "{name}: {}", ran.text());
        ran
    };
    step("The tag is the version", LINUX[0]);
    let wrong = BTreeMap::from([("github.ref_name", "v99.0.0")]);
    assert_eq!(runner.step(&release_step("The tag is the version"), &wrong).code(), 1);
    for target in LINUX {
        // Built for this machine, and called by what it stands for.
        let folder = runner.path("workspace/target").join(target).join("release");
        std::fs::create_dir_all(&folder).unwrap();
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_ddsync"), folder.join("ddsync")).unwrap();
        std::fs::write(folder.join("ddsync.d"), "").unwrap();
        std::fs::remove_dir_all(runner.path("workspace/packed")).ok();
        // Both try it in one place: the second finds it done.
        let told = if target == LINUX[0] { "Applied: " } else { "No changes." };
        assert!(step("Try it", target).text().contains(told));
        step("Pack", target);
        let archive = runner.path("workspace/dist").join(format!("ddsync-{version}-{target}.tar.gz"));
        let listed = Command::new("tar").arg("-tzf").arg(archive).output().unwrap();
        let mut listed: Vec<String> = String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect();
        listed.sort();
        assert_eq!(listed, ["./", "./CHANGELOG.md", "./LICENSE", "./README.md", "./ddsync"]);
    }
    sums_are_what_the_action_looks_for(&runner, &step);
    image_holds_the_binaries(&runner, &step);
    // Nothing to pack is a fault, and not an archive without a binary.
    std::fs::remove_file(runner.path("workspace/target").join(LINUX[0]).join("release/ddsync")).unwrap();
    let known = BTreeMap::from([("github.ref_name", tag), ("matrix.target", LINUX[0])]);
    assert_ne!(runner.step(&release_step("Pack"), &known).code(), 0);
}

fn sums_are_what_the_action_looks_for(runner: &Runner, step: &dyn Fn(&str, &'static str) -> Ran) {
    step("Sum up", LINUX[0]);
    let sums = std::fs::read_to_string(runner.path("workspace/dist/checksums")).unwrap();
    for target in LINUX {
        let name = format!("ddsync-{}-{target}.tar.gz", env!("CARGO_PKG_VERSION"));
        let line = sums.lines().find(|line| line.ends_with(&format!("  {name}"))).unwrap_or_else(|| panic!("{sums}"));
        assert_eq!(line.len(), 64 + 2 + name.len(), "{line}");
    }
    step("Say what is left to do", LINUX[0]);
    let summary = std::fs::read_to_string(runner.path("summary")).unwrap();
    assert!(summary.contains(&sums) && summary.contains("`.github/action/checksums`"), "{summary}");
}

fn image_holds_the_binaries(runner: &Runner, step: &dyn Fn(&str, &'static str) -> Ran) {
    if !Path::new("/etc/ssl/certs/ca-certificates.crt").exists() {
        eprintln!("skipped: this machine keeps its certificates elsewhere");
        return;
    }
    step("Lay out", LINUX[0]);
    let image = runner.path("workspace/image");
    for platform in ["linux/amd64", "linux/arm64"] {
        assert!(image.join(platform).join("ddsync").exists(), "{platform}");
    }
    let file = std::fs::read_to_string(image.join("Dockerfile")).unwrap();
    assert!(file.starts_with("FROM scratch\n") && file.contains("COPY ${TARGETPLATFORM}/ddsync /ddsync"), "{file}");
    for line in file.lines().filter(|line| line.starts_with("COPY ")) {
        let from = line.split(' ').nth(1).unwrap().replace("${TARGETPLATFORM}", "linux/amd64");
        assert!(image.join(&from).exists(), "{line}");
    }
}
