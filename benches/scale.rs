//! A large organisation: 5,000 monitors and 1,000 dashboards. `cargo bench` measures; `cargo test --bench scale` runs each once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench ends by panicking")]
#![allow(clippy::disallowed_methods, reason = "nothing here runs before a user")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ddsync::lint::{self, Checked};
use ddsync::load::{FileText, Input, Loaded, load, load_beside};
use ddsync::model::{Address, Live, Mark, Scope};
use ddsync::plan::{Three, Wish, plan_for, sides};

/// As in the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const MONITORS: usize = 5_000;
const DASHBOARDS: usize = 1_000;
const WIDGETS: usize = 12;

type Files = Vec<(PathBuf, FileText)>;

/// `tweak` goes into every definition.
fn files(tweak: usize) -> Files {
    let project = "version: 1\nproject: bench\ndefaults: {monitor: {tags: [\"service:pipeline\"]}}\nvars: {notify: \"@slack-data\"}\n";
    let mut files = vec![(PathBuf::from("ddsync.yaml"), FileText::Text(project.to_owned()))];
    files
        .extend((0..MONITORS).map(|at| (format!("monitors/m{at:04}.yaml").into(), FileText::Text(monitor(at, tweak)))));
    files.extend(
        (0..DASHBOARDS).map(|at| (format!("dashboards/d{at:04}.yaml").into(), FileText::Text(dashboard(at, tweak)))),
    );
    files
}

fn monitor(at: usize, tweak: usize) -> String {
    format!(
        "name: Stage {at} is slow\ntype: query alert\n\
         query: \"avg(last_15m):avg:pipeline.duration{{stage:s{at}}} by {{host}} > 300\"\n\
         message: |\n  {{{{#is_alert}}}}Stage {at} takes {{{{value}}}} seconds.{{{{/is_alert}}}}\n  ${{vars.notify}}\n\
         tags: [team:data, stage:s{at}]\npriority: 3\n\
         options:\n  thresholds: {{critical: 300, warning: {}}}\n  renotify_interval: 60\n",
        200 + tweak
    )
}

fn dashboard(at: usize, tweak: usize) -> String {
    let widget = |number: usize| {
        format!(
            "- definition:\n    type: timeseries\n    title: Graph {number}\n    requests:\n    - response_format: timeseries\n      \
             queries: [{{data_source: metrics, name: q, query: \"avg:pipeline.duration{{stage:s{at}}}.rollup({})\"}}]\n      \
             formulas: [{{formula: q}}]\n- definition: {{type: alert_value, alert_id: \"${{monitor:m{:04}}}\"}}\n",
            60 + tweak,
            (at * WIDGETS + number) % MONITORS
        )
    };
    let widgets: String = (0..WIDGETS / 2).map(widget).collect();
    format!("title: Stage {at}\nlayout_type: ordered\nwidgets:\n{widgets}")
}

fn loaded(files: Files) -> Loaded {
    load(Input { files, environment: None, env: &|_| None })
}

fn checked(files: Files) -> Checked {
    let loaded = loaded(files);
    let context = lint::Context::plain(&loaded.sources, &loaded.project.lint);
    let checked = lint::check(loaded.resources, loaded.findings, &context);
    assert!(!checked.has_errors(), "{:?}", checked.findings().first());
    checked
}

fn scope() -> Scope {
    Scope::parse("bench").unwrap()
}

/// What Datadog would have after an apply.
fn live(checked: &Checked) -> Vec<Live> {
    let monitors = checked.resources().iter().filter(|one| one.address.kind.name == "monitor");
    let numbered = monitors.enumerate().map(|(at, one)| (one.address.clone(), (170_000_000 + at).to_string()));
    let ids: ddsync::plan::resolve::Ids = numbered.collect();
    let objects = checked.resources().iter().enumerate().map(|(at, one)| {
        let kind = one.address.kind;
        let mut object = ddsync::plan::resolve::resolve(one, &ids);
        let id = ids.get(&one.address).cloned().unwrap_or_else(|| format!("abc-{at:03}-xyz"));
        object[kind.id.field] = kind.id_value(&id);
        Mark { scope: scope(), key: one.address.key.clone(), protect: false }.write(kind, &mut object);
        Live::new(kind, object).unwrap()
    });
    objects.collect()
}

fn scale(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("5000 monitors and 1000 dashboards");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.throughput(Throughput::Elements((MONITORS + DASHBOARDS) as u64));
    group.bench_function("load", |bencher| {
        bencher.iter_batched(|| files(0), |files| black_box(loaded(files)), BatchSize::LargeInput);
    });
    group.bench_function("load and validate", |bencher| {
        bencher.iter_batched(|| files(0), |files| black_box(checked(files)), BatchSize::LargeInput);
    });
    let (before, after) = (checked(files(0)), checked(files(1)));
    let live = live(&before);
    let plan = |checked: &Checked| plan_for(checked, &live, &scope(), Wish { only: &[], prune: true }).0;
    assert!(plan(&before).is_empty() && plan(&after).changes.len() == MONITORS + DASHBOARDS);
    group.bench_function("plan, nothing changed", |bencher| bencher.iter(|| black_box(plan(&before))));
    group.bench_function("plan, everything changed", |bencher| bencher.iter(|| black_box(plan(&after))));
    let changed = plan(&after);
    let three = Three { name: "main", base: before.resources(), head: after.resources(), live: &live };
    group.bench_function("three sides, everything changed", |bencher| {
        bencher.iter(|| black_box(sides(&three, &changed)));
    });
    group.finish();
}

/// The project stays; one file changes at every key.
fn editor(criterion: &mut Criterion) {
    let addresses: Vec<Address> = loaded(files(0)).resources.iter().map(|one| one.address.clone()).collect();
    let project = files(0).swap_remove(0);
    let mut group = criterion.benchmark_group("one file of 6000 changes");
    let one = [
        ("a monitor", "monitors/m0007.yaml", monitor(7, 1)),
        ("a dashboard", "dashboards/d0007.yaml", dashboard(7, 1)),
    ];
    for (name, path, text) in one {
        let files = || vec![project.clone(), (PathBuf::from(path), FileText::Text(text.clone()))];
        group.bench_function(name, |bencher| {
            bencher.iter_batched(files, |files| black_box(part(files, &addresses)), BatchSize::SmallInput);
        });
    }
    group.finish();
}

fn part(files: Files, others: &[Address]) -> Checked {
    let loaded = load_beside(Input { files, environment: None, env: &|_| None }, others);
    let context = lint::Context::plain(&loaded.sources, &loaded.project.lint);
    let checked = lint::check_part(loaded.resources, loaded.findings, &context);
    assert!(!checked.has_errors(), "{:?}", checked.findings().first());
    checked
}

criterion_group!(benches, scale, editor);
criterion_main!(benches);
