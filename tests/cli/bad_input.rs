//! Everything that people get wrong, and what they are told.

use super::project::{FAILURES, Project};

const CASES: [(&str, &[(&str, &str)]); 11] = [
    ("tab", &[("monitors/a.yaml", "name: A\noptions:\n\tthresholds: {critical: 1}\n")]),
    (
        "duplicate_key",
        &[(
            "monitors/a.yaml",
            "name: A\ntype: query alert\nquery: \"avg(last_5m):avg:a{*} > 1\"\nname: B\nmessage: Tell @slack-data\n",
        )],
    ),
    ("alias_bomb", &[("monitors/a.yaml", BOMB)]),
    (
        "unknown_variable",
        &[(
            "monitors/a.yaml",
            "name: A ${vars.nme}\ntype: query alert\nmessage: Tell @slack-data\nquery: \"avg(last_5m):avg:a{*} > 1\"\n",
        )],
    ),
    (
        "reference_to_nothing",
        &[
            (
                "monitors/a.yaml",
                "name: A\ntype: composite\nmessage: Tell @slack-data\nquery: \"${monitor:failure} && ${dashbord:x}\"\n",
            ),
            ("monitors/failures.yaml", FAILURES),
        ],
    ),
    (
        "reference_circle",
        &[
            (
                "monitors/a.yaml",
                "name: A\ntype: query alert\nquery: \"avg(last_5m):avg:a{*} > 1\"\nmessage: ${dashboard:b}\n",
            ),
            ("dashboards/b.yaml", "title: B\nlayout_type: ordered\ndescription: ${monitor:a}\nwidgets: []\n"),
        ],
    ),
    ("two_files_with_one_key", &[("monitors/failures.yaml", FAILURES), ("monitors/team/failures.yml", FAILURES)]),
    (
        "no_yaml",
        &[
            ("monitors/a.yaml", "name: [A\n"),
            ("monitors/b.json", "{\"name\": \"B\", \"message\": \"Tell @slack-data\",}"),
        ],
    ),
    ("version_2", &[("monitors/a.yaml", "ddsync: {version: 2}\nname: A\n")]),
    ("project_of_version_2", &[("ddsync.yaml", "version: 2\nproject: small\n"), ("monitors/failures.yaml", FAILURES)]),
    (
        "schema",
        &[(
            "monitors/a.yaml",
            "name: 7\ntype: qery alert\nquery: \"avg(last_5m):avg:a{*} > 1\"\nmessage: Tell @slack-data\npriority: 9\noptions: {thresholds: high}\n",
        )],
    ),
];

const BOMB: &str = "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
                    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n\
                    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n\
                    name: *f\nmessage: Tell @slack-data\n";

/// Each is an error with a place, for every command, and nothing is written.
#[test]
fn what_cannot_be_read_is_shown_where_it_stands() {
    let mut sessions = String::new();
    for (name, files) in CASES {
        let mut project = Project::empty();
        for (path, text) in files {
            project.write(path, text);
        }
        let told = project.exits(3, "validate").out;
        assert!(told.starts_with("error[") && told.contains("--> "), "{name}: {told}");
        sessions.push_str(&format!("# {name}\n\n{project}"));
        assert!(project.exits(3, "apply --sandbox").out.starts_with("error["), "{name}");
        assert!(!project.path(".ddsync").exists(), "{name}: nothing is begun");
    }
    golden!("bad_input", sessions);
}

#[test]
fn files_that_are_none() {
    let mut project = Project::empty();
    project.write("monitors/latin.yaml", b"name: caf\xe9\n");
    project.write("monitors/large.yaml", vec![b'#'; 5 << 20]);
    project.exits(3, "validate");
    golden!("files_that_are_none", project);
}

#[test]
fn an_empty_folder_is_told() {
    let mut project = Project::empty();
    project.exits(1, "validate");
    project.exits(1, "apply --sandbox --prune");
    std::fs::create_dir(project.path("monitors")).unwrap();
    project.exits(1, "diff --sandbox");
    golden!("empty_folder", project);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut project = Project::small();
    let path = project.path("monitors/failures.yaml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return println!("skipped: whoever runs this can read everything");
    }
    let told = project.exits(3, "validate").out;
    assert!(told.contains("monitors/failures.yaml") && told.contains("Permission denied"), "{told}");
}

/// A link into nowhere cannot be read by anybody.
#[cfg(unix)]
#[test]
fn a_broken_link_is_told() {
    let mut project = Project::small();
    std::os::unix::fs::symlink("nowhere", project.path("monitors/link.yaml")).unwrap();
    let told = project.exits(3, "validate").out;
    assert!(told.contains("monitors/link.yaml"), "{told}");
    // What is there is not deleted for it.
    project.exits(3, "apply --sandbox --prune");
    golden!("broken_link", project);
}
