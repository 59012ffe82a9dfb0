//! The files of a new project, as values.

use serde_json::{Map, json};

use super::workflows;
use crate::kinds;
use crate::schema;

/// How the name of a schema's file ends.
pub const SCHEMA: &str = ".schema.json";

/// What the files depend on.
pub struct Ground {
    pub project: String,
    /// From the root of the repository to the definitions, without slashes at its ends; empty where they are one.
    pub inner: String,
    /// The branch that is applied.
    pub branch: String,
    /// Of the `ddsync.yaml` that is there.
    pub environments: Vec<String>,
    /// What the workflows use; without it there are none.
    pub action: Option<String>,
    /// There is a definition already.
    pub defines: bool,
}

pub struct File {
    /// From the root of the repository.
    pub path: String,
    pub text: String,
    /// In a few words.
    pub about: &'static str,
    /// Where such a file is there already: a word that shows that ours is in it, and what to add where it is not.
    pub else_add: Option<(&'static str, &'static str)>,
}

impl Ground {
    fn at(&self, path: &str) -> String {
        if self.inner.is_empty() { path.to_owned() } else { format!("{}/{path}", self.inner) }
    }
}

/// Everything that a project wants to have.
pub fn files(ground: &Ground) -> Vec<File> {
    let file = |path: String, text: String, about| File { path, text, about, else_add: None };
    let mut files =
        vec![file(ground.at("ddsync.yaml"), project(ground), "the project: its name, defaults and variables")];
    if !ground.defines {
        files.push(file(ground.at("monitors/cpu-high.yaml"), MONITOR.to_owned(), "a first monitor"));
    }
    for document in schema::ALL {
        files.push(file(ground.at(document.file), document.text(), "the schemas that editors and reviewers read"));
    }
    files.push(File {
        else_add: Some((".ddsync", "add a line with `.ddsync/`, the sandbox's state")),
        ..file(ground.at(".gitignore"), ".ddsync/\n".to_owned(), "keeps the sandbox's state out of Git")
    });
    files.push(File {
        else_add: Some((SCHEMA, "map the schemas under `yaml.schemas` for completion in every file")),
        ..file(".vscode/settings.json".to_owned(), settings(ground), "completion in every definition")
    });
    files.push(File {
        else_add: Some(("redhat.vscode-yaml", "recommend `redhat.vscode-yaml`, which reads the schemas")),
        ..file(".vscode/extensions.json".to_owned(), EXTENSIONS.to_owned(), "the extension that reads the schemas")
    });
    files.push(File {
        else_add: Some(("ddsync", "add a local hook that runs `ddsync validate`")),
        ..file(".pre-commit-config.yaml".to_owned(), pre_commit(ground), "validates before each commit")
    });
    files.extend(workflows::all(ground).into_iter().map(|(path, text, about)| file(path, text, about)));
    files
}

fn project(ground: &Ground) -> String {
    let name = &ground.project;
    format!(
        "\
# yaml-language-server: $schema=schemas/ddsync.schema.json
#
# No key stands here: ddsync reads DD_API_KEY and DD_APP_KEY from the environment.
version: 1
project: \"{name}\" # what marks objects in Datadog as yours

# Merged under every definition of the kind; a definition's own value wins and lists of tags are united.
defaults:
  monitor:
    tags: [\"service:{name}\"]
    options:
      include_tags: true # a notification names the group and the tags that fired

# Stands in a definition as ${{vars.notify}}.
vars:
  notify: \"\" # whom monitors tell: \"@slack-my-channel\", \"@pagerduty-my-service\", \"@me@example.com\"

# Two accounts, or two sets of objects in one? See `environments` in the README of ddsync.

# `apply --prune` refuses to delete more than this in one run.
prune:
  max_deletes: 5
  max_delete_percent: 50
"
    )
}

const MONITOR: &str = "\
# yaml-language-server: $schema=../schemas/monitor.schema.json
name: \"CPU is busy on {{host.name}}\"
type: query alert
query: \"avg(last_15m):avg:system.cpu.idle{*} by {host} < 10\"
priority: 4

message: |
  {{#is_alert}}
  **{{host.name}} has had only {{value}} % of its CPU to spare for 15 minutes** (alert below {{threshold}} %).

  Look at the processes of the host, and at what was deployed to it.
  {{/is_alert}}
  {{#is_recovery}}
  {{host.name}} is back to normal.
  {{/is_recovery}}

  ${vars.notify}

options:
  thresholds:
    critical: 10
    critical_recovery: 20 # some way off, so that it does not flap
  on_missing_data: default
  require_full_window: false
  new_group_delay: 300 # a host that starts is busy for a while
";

const EXTENSIONS: &str = "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n";

/// Which schema is for which files.
fn settings(ground: &Ground) -> String {
    let mut schemas = Map::new();
    for document in schema::ALL {
        let files = match kinds::ALL.iter().find(|kind| Some(kind.name) == document.kind) {
            Some(kind) => ["yaml", "yml"].map(|end| ground.at(&format!("{}/**/*.{end}", kind.folder))).to_vec(),
            None => vec![ground.at("ddsync.yaml")],
        };
        schemas.insert(format!("./{}", ground.at(document.file)), json!(files));
    }
    // Maps with text keys: there is nothing in it that JSON cannot say.
    serde_json::to_string_pretty(&json!({"yaml.schemas": schemas})).unwrap_or_default() + "\n"
}

fn pre_commit(ground: &Ground) -> String {
    let (inner, files) = match ground.inner.as_str() {
        "" => (String::new(), String::new()),
        inner => (format!(" -C {inner}"), format!("^{}/.*", inner.replace('.', r"\."))),
    };
    format!(
        "\
repos:
  - repo: local
    hooks:
      - id: ddsync-validate
        name: ddsync validate
        entry: ddsync{inner} validate
        language: system
        files: '{files}\\.(yaml|yml|json)$'
        pass_filenames: false # definitions refer to each other
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground() -> Ground {
        Ground {
            project: "shop".to_owned(),
            inner: String::new(),
            branch: "main".to_owned(),
            environments: Vec::new(),
            action: Some("./".to_owned()),
            defines: false,
        }
    }

    #[test]
    fn every_path_is_written_once() {
        let mut paths: Vec<String> = files(&ground()).into_iter().map(|file| file.path).collect();
        let all = paths.len();
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), all);
    }

    #[test]
    fn a_folder_below_keeps_its_definitions_and_the_repository_its_workflows() {
        let files = files(&Ground { inner: "infra/datadog".to_owned(), defines: true, ..ground() });
        let paths: Vec<&str> =
            files.iter().map(|file| file.path.as_str()).filter(|path| !path.ends_with(SCHEMA)).collect();
        assert_eq!(
            paths,
            [
                "infra/datadog/ddsync.yaml",
                "infra/datadog/.gitignore",
                ".vscode/settings.json",
                ".vscode/extensions.json",
                ".pre-commit-config.yaml",
                ".github/workflows/datadog-plan.yml",
                ".github/workflows/datadog-apply.yml",
                ".github/workflows/datadog-drift.yml",
            ]
        );
        let text = |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.as_str()).unwrap();
        assert!(text(".github/workflows/datadog-plan.yml").contains("directory: infra/datadog\n"));
        assert!(text(".pre-commit-config.yaml").contains("ddsync -C infra/datadog validate"));
        assert!(text(".vscode/settings.json").contains("./infra/datadog/schemas/monitor.schema.json"));
    }
}
