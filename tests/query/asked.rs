//! What rules and editors ask of the trees.

use ddsync::query::tree::{Comparator, Part, Style, Variable};
use ddsync::query::{self, Dialect, MonitorQuery, Walk, facts_at, tables};

fn monitor(text: &str) -> MonitorQuery {
    let parsed = query::monitor("query alert", text);
    assert!(parsed.is_clean(), "{text}\n{:?}", parsed.faults);
    parsed.tree.unwrap()
}

#[test]
fn a_metric_monitor_tells_its_parts() {
    let text = "sum(last_1h):sum:err{env:prod,!role:db,zone IN (a, b)} by {host,env}.as_count() / abs(sum:hits{env:prod}) >= 5.5";
    let query = monitor(text);
    assert_eq!(query.window().unwrap().seconds(), 3600);
    let condition = query.condition().unwrap();
    assert_eq!((condition.comparator, condition.threshold.number()), (Comparator::AtLeast, Some(5.5)));
    assert_eq!(condition.threshold.span().of(text), "5.5");
    let names: Vec<&str> = query.metrics().iter().map(|metric| metric.name.text.as_str()).collect();
    assert_eq!(names, ["err", "hits"]);
    let keys: Vec<&str> = query.group_keys().iter().map(|key| key.span.of(text)).collect();
    assert_eq!(keys, ["host", "env"]);
    let pinned: Vec<String> =
        query.pinned().iter().map(|(key, values)| format!("{key}={}", values.join("|"))).collect();
    assert_eq!(pinned, ["env=prod", "zone=a|b", "env=prod"]);
    let excluded: Vec<String> = query.filters()[0].excluded().iter().map(|(key, _)| key.to_string()).collect();
    assert_eq!(excluded, ["role"]);
    let methods: Vec<String> = query.all_methods().iter().map(ToString::to_string).collect();
    assert_eq!(methods, [".as_count()"]);
    assert_eq!(query.calls().len(), 1);
    assert_eq!(query.binaries()[0].operator_span.of(text), "/");
    assert!(query.metrics()[0].modifier_before_group_by().is_none());
    assert!(!query.has_placeholder());
}

#[test]
fn a_group_by_behind_a_modifier_is_seen() {
    let query = monitor("sum(last_5m):sum:m{*}.as_count() by {x} > 1");
    assert_eq!(query.metrics()[0].modifier_before_group_by().unwrap().name.text, "as_count");
}

#[test]
fn styles_of_a_scope_are_told_apart() {
    let mixed = query::scope("{a:b,c:d AND NOT e:f}").tree.unwrap();
    let styles: Vec<Style> = mixed.filter.unwrap().styles().iter().map(|(style, _)| *style).collect();
    assert_eq!(styles, [Style::Symbolic, Style::Boolean, Style::Boolean]);
    let negated = query::scope("{a NOT IN (!x)}").tree.unwrap();
    assert_eq!(negated.filter.unwrap().styles().last().unwrap().0, Style::Symbolic);
}

#[test]
fn chains_tell_window_and_keys() {
    let text = r#"logs("a:\"b\" (c").rollup("count").by("@x.y, z").last("5m") > 2"#;
    let parsed = query::monitor("log alert", text);
    assert!(parsed.faults.is_empty());
    let query = parsed.tree.unwrap();
    assert_eq!(query.window().unwrap().span.of(text), "5m");
    assert_eq!(query.group_keys().iter().map(|key| key.span.of(text)).collect::<Vec<_>>(), ["@x.y", "z"]);
    let inner = &query.inner_faults()[0];
    assert_eq!(&text[..inner.span.start], r#"logs("a:\"b\" (c"#);
    let jobs =
        query::monitor("data-jobs alert", "formula(\"failed_runs(run_query)\").by(a,b).last(10d) > 0").tree.unwrap();
    assert_eq!(jobs.window().unwrap().seconds(), 864_000);
    assert_eq!(jobs.group_keys().len(), 2);
    assert_eq!(jobs.query_names()[0].text, "run_query");
}

#[test]
fn a_query_of_another_type_is_read_as_what_it_is() {
    let parsed = query::monitor("query alert", "logs(\"x\").index(\"*\").rollup(\"count\").last(\"5m\") > 1");
    let chain = parsed.clean().unwrap();
    assert_eq!(chain.dialect(), Dialect::Chain);
    assert!(
        !tables::fits("query alert", chain) && tables::fits("log alert", chain) && !tables::fits("rum alert", chain)
    );
    assert_eq!(tables::types_of(chain), ["log alert"]);
    let metric = query::monitor("log alert", "avg(last_5m):avg:m{*} > 1").tree.unwrap();
    assert_eq!(tables::types_of(&metric), ["query alert", "metric alert"]);
    let events = query::monitor("event-v2 alert", "events(\"x\").rollup(\"count\").last(\"5m\") > 1").tree.unwrap();
    assert_eq!(tables::types_of(&events), ["event-v2 alert", "event alert"]);
    for (text, dialect) in [
        ("\"a\".over(\"*\")", Some(Dialect::ServiceCheck)),
        ("1 && ${monitor:x}", Some(Dialect::Composite)),
        ("%{a:b} || 2", Some(Dialect::Composite)),
        ("error_budget(\"x\")", Some(Dialect::SloAlert)),
        ("formula(\"a\")", Some(Dialect::Formula)),
        ("log(\"a\")", Some(Dialect::Chain)),
        ("avg:system.load.1{*}", Some(Dialect::Metric)),
        ("no_query", Some(Dialect::Opaque)),
        ("", None),
        ("hello world", None),
    ] {
        assert_eq!(query::dialect_of(text), dialect, "{text}");
    }
}

/// Every type has a dialect, and the query of one that it does not know is read as what it looks like.
#[test]
fn all_types_are_dispatched() {
    assert_eq!(tables::MONITOR_TYPES.len(), 23);
    for kind in tables::MONITOR_TYPES {
        let empty = query::monitor(kind.name, "");
        assert!(empty.tree.is_some() || !empty.faults.is_empty(), "{}", kind.name);
    }
    assert!(query::monitor("watchdog alert", "avg(last_5m):avg:m{*} > 1").is_clean());
}

#[test]
fn template_variables_are_nodes() {
    let text = "sum:m{$env,cluster:$cluster,host:web-$view.name.value} by {$group.key}";
    let parsed = query::metric(text);
    let variables = parsed.clean().unwrap().variables();
    assert_eq!(
        variables.iter().map(|v| v.span.of(text)).collect::<Vec<_>>(),
        ["$env", "$cluster", "$view.name.value", "$group.key"]
    );
    let declared = ["view", "view.name", "env"];
    let resolved = variables[2].resolve(declared).unwrap();
    assert_eq!((resolved.name, resolved.part), ("view.name", Part::Value));
    assert_eq!(variables[1].resolve(declared), None);
    assert_eq!((variables[3].likely().name, variables[3].likely().part), ("group", Part::Key));
    let env = Variable { text: "environment".to_owned(), ..variables[0].clone() };
    assert_eq!(env.resolve(declared), None);
    let dashed = Variable { text: "env-x".to_owned(), ..env };
    assert_eq!(dashed.resolve(declared).unwrap().rest, "-x");
    let search = query::search("service:$service.value $env -host:web-$x message:\"$y\"");
    let names: Vec<String> = search.clean().unwrap().variables().into_iter().map(|variable| variable.text).collect();
    assert_eq!(names, ["service.value", "env", "x", "y"]);
    assert!(query::expression("avg:m{env:${vars.env}}").clean().unwrap().variables().is_empty());
}

#[test]
fn placeholders_are_seen() {
    for text in
        ["avg:m{env:${a.b}}", "avg:m{${a.b}}", "avg:${a.b}{*}", "${a.b} + 1", "avg:m{*} by {${a.b}}", "f('${a.b}')"]
    {
        let parsed = query::expression(text);
        assert!(parsed.clean().is_some_and(Walk::has_placeholder), "{text} {:?}", parsed.faults);
    }
    assert!(monitor("avg(last_5m):avg:m{*} > ${a.b}").has_placeholder());
    assert!(monitor("avg(last_${a.b}m):avg:m{*} > 1").window().is_none());
    assert!(query::search("env:${a.b}").tree.unwrap().has_placeholder());
    assert!(query::monitor("composite", "1 && ${monitor:x}").tree.unwrap().has_placeholder());
}

#[test]
fn composites_can_be_evaluated() {
    let Some(MonitorQuery::Composite(tree)) = query::monitor("composite", "(1 && !${monitor:x}) || 1").tree else {
        panic!("a composite");
    };
    assert_eq!(
        tree.members().iter().map(|member| member.text.as_str()).collect::<Vec<_>>(),
        ["1", "${monitor:x}", "1"]
    );
    assert!(tree.holds(&|member| member == "1"));
    assert!(!tree.holds(&|member| member != "1"));
}

#[test]
fn an_editor_learns_what_stands_where() {
    let text = "avg(last_5m):abs(avg:m.n{env:prod} by {host}.fill(zero)) > 90";
    let query = monitor(text);
    let at = |needle: &str| {
        let found = facts_at(&query, text, text.find(needle).unwrap() + 1).unwrap();
        format!("{} `{}`", found.kind, found.name)
    };
    assert_eq!(at("avg("), "a time aggregator `avg`");
    assert_eq!(at("last_5m"), "an evaluation window `last_5m`");
    assert_eq!(at("abs"), "a function `abs`");
    assert_eq!(at("avg:m"), "a space aggregator `avg`");
    assert_eq!(at("m.n"), "a metric `m.n`");
    assert_eq!(at("env:prod"), "the key of a tag `env`");
    assert_eq!(at("prod"), "the value of a tag `prod`");
    assert_eq!(at("host"), "a key to group by `host`");
    assert_eq!(at("fill"), "a modifier `fill`");
    assert_eq!(at("zero"), "an argument `zero`");
    assert_eq!(at("> 90"), "a condition `> 90`");
}

/// The tables do not contradict themselves.
#[test]
fn tables_are_sound() {
    for function in tables::FUNCTIONS {
        assert!(function.least <= function.most() && function.least > 0, "{}", function.name);
        for inside in function.forbidden_inside {
            assert!(tables::function(inside).is_some(), "{inside}");
        }
    }
    let mut names: Vec<&str> = tables::function_names().collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), tables::FUNCTIONS.len());
    assert_eq!(tables::function("top10_max").unwrap().name, "top10");
    assert!(tables::function("top_max").is_none() && tables::function("top10_most").is_none());
    for source in tables::SOURCES {
        for kind in source.types {
            assert!(tables::monitor_type(kind).is_some_and(|kind| kind.dialects.contains(&Dialect::Chain)), "{kind}");
        }
    }
    for source in tables::DATA_SOURCES {
        for kind in source.types {
            let formula = tables::monitor_type(kind).is_some_and(|kind| kind.dialects.contains(&Dialect::Formula));
            assert!(formula || *kind == "event alert", "{kind}");
        }
    }
    assert!(
        tables::is_space_aggregator("p99.9")
            && !tables::is_space_aggregator("p999")
            && !tables::is_space_aggregator("mean")
    );
    assert!(tables::is_time_aggregator("percentile") && !tables::is_time_aggregator("count"));
}
