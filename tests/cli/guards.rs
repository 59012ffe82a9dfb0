//! What is not done, however it is asked for.

use ddsync::sandbox::{Effect, Fault, Options, Sandbox};

use super::project::{FAILURES, Project};

fn numbered(project: &Project, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let text = FAILURES.replace("Failures", &format!("Monitor {number}")).replace("> 3", &format!("> {number}"));
        project.write(&format!("monitors/m{number:02}.yaml"), text);
    }
}

#[test]
fn too_many_deletions_are_refused() {
    let mut project = Project::empty();
    project.write("ddsync.yaml", "version: 1\nproject: small\nprune: {max_deletes: 2, max_delete_percent: 15}\n");
    numbered(&project, 0..12);
    project.exits(0, "apply --sandbox -q");
    for path in ["monitors/m00.yaml", "monitors/m01.yaml", "monitors/m02.yaml"] {
        project.remove(path);
    }
    let refused = project.exits(7, "apply --sandbox --prune");
    assert!(refused.err.contains("the plan deletes 3 objects and the limit is 2"), "{}", refused.err);
    project.exits(0, "apply --sandbox");
    numbered(&project, 2..3);
    let refused = project.exits(7, "apply --sandbox --prune");
    assert!(refused.err.contains("2 of 12 objects, 16 %, and the limit is 15 %"), "{}", refused.err);
    numbered(&project, 1..2);
    project.exits(0, "apply --sandbox --prune");
    assert_eq!(project.exits(0, "drift --sandbox").code, 0);
}

#[test]
fn a_protected_object_outlives_its_file() {
    let mut project = Project::small();
    project.write("monitors/failures.yaml", format!("ddsync: {{protect: true}}\n{FAILURES}"));
    project.exits(0, "apply --sandbox -q");
    project.note("another type would need another monitor");
    project.write(
        "monitors/failures.yaml",
        "ddsync: {protect: true}\nname: Failures\ntype: log alert\nmessage: Errors. @slack-data\n\
         query: 'logs(\"status:error\").index(\"*\").rollup(\"count\").last(\"5m\") > 3'\n",
    );
    project.exits(7, "apply --sandbox --prune");
    project.remove("monitors/failures.yaml");
    project.exits(0, "apply --sandbox --prune");
    project.exits(2, "drift --sandbox");
    project.note("the definition comes back as another type, unprotected");
    project.write(
        "monitors/failures.yaml",
        "name: Failures\ntype: log alert\nmessage: Errors. @slack-data\n\
         query: 'logs(\"status:error\").index(\"*\").rollup(\"count\").last(\"5m\") > 3'\n",
    );
    project.exits(0, "apply --sandbox --prune");
    golden!("protected", project);
}

/// A pipeline that forgot `--yes` must not hang and must not write.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_nobody_is_asked() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::small();
    let refused = project.at(&sandbox).exits(1, "apply");
    assert!(refused.err.contains("add --yes to apply without asking"), "{}", refused.err);
    assert!(sandbox.requests().iter().all(|request| request.method == "GET"));
    golden!("no_terminal", project);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_is_none_writes_nothing() {
    let body = "{\"data\": []}".to_owned();
    let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
    let answer = Effect::Answer { status: 200, headers, body };
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    sandbox.script(Fault::once("GET", "/api/v1/monitor", answer).times(usize::MAX));
    let mut project = Project::small();
    let refused = project.at(&sandbox).exits(1, "apply --yes");
    assert!(refused.err.contains("JSON that is not a list"), "{}", refused.err);
    assert!(sandbox.requests().iter().all(|request| request.method == "GET"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_wrong_in_part_is_told() {
    let sandbox = Sandbox::start(Options::default()).await.unwrap();
    let mut project = Project::small();
    project.write("monitors/bad.yaml", "name: Bad\ntype: composite\nquery: 1 && 2\nmessage: Both. @slack-data\n");
    project.write(
        "dashboards/on-bad.yaml",
        "title: On bad\nlayout_type: ordered\ndescription: ${monitor:bad}\nwidgets: []\n",
    );
    project.at(&sandbox).exits(6, "apply --yes");
    golden!("in_part", project);
}
