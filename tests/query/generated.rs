//! Whatever tree there is: written and read again it is the same.

use ddsync::query::tree::{
    Argument, Binary, Bound, Bounds, Call, Clause, Comparator, Compare, Composite, CompositeJoined, CompositeNot,
    CompositeParen, Condition, Duration, Expr, Field, Filter, Group, GroupBy, Head, In, InForm, Joined, Joint, List,
    Literal, Method, MetricMonitor, MetricQuery, Modified, Not, NotSign, Number, Operator, Paren, Quote, Range,
    Reference, Scope, Search, SearchFunction, SearchJoined, SearchJoint, SearchNot, SearchParen, SearchValue,
    SpaceAggregator, Tag, Text, Threshold, Unary, Unit, Value, Variable, Window, WindowKind, Word,
};
use ddsync::query::{self, MonitorQuery, Spans};
use ddsync::syntax::Span;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

const NOWHERE: Span = Span { start: 0, end: 0 };

fn word(pattern: &'static str) -> impl Strategy<Value = Word> + Clone {
    let reserved = ["and", "or", "in", "not", "by", "v"];
    pattern.prop_filter("a word of the language", move |text| !reserved.contains(&text.as_str())).prop_map(bare)
}

fn bare(text: String) -> Word {
    Word::new(NOWHERE, text)
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> + Clone {
    proptest::sample::select(all)
}

fn number() -> impl Strategy<Value = Number> + Clone {
    pick(&["0", "42", "1.5", ".5", "1e3", "2.", "1E-2"]).prop_map(|text| Number {
        span: NOWHERE,
        value: text.parse().unwrap(),
        text: text.to_owned(),
    })
}

fn text() -> impl Strategy<Value = Text> + Clone {
    (pick(&[Quote::Single, Quote::Double]), "([a-z (){}:,.]|\\\\\"|\\\\'|\\\\\\\\|\\\\:){0,6}")
        .prop_map(|(quote, raw)| Text { span: NOWHERE, quote, raw })
}

fn duration() -> impl Strategy<Value = Duration> + Clone {
    (1_u64..999, pick(&Unit::ALL)).prop_map(|(amount, unit)| Duration { span: NOWHERE, amount, unit })
}

fn value() -> impl Strategy<Value = Value> + Clone {
    let plain = word("[a-z0-9*/][a-z0-9*/:._$-]{0,6}").prop_map(|word| (word.text, None));
    let quoted =
        ("[a-z ():,]{0,5}", pick(&[Quote::Single, Quote::Double])).prop_map(|(text, quote)| (text, Some(quote)));
    prop_oneof![plain, quoted].prop_map(|(text, quote)| Value { span: NOWHERE, text, quote })
}

fn variable() -> impl Strategy<Value = Variable> + Clone {
    "[a-z][a-z0-9_.-]{0,5}[a-z]".prop_map(|text| Variable { span: NOWHERE, text })
}

const KEY: &str = "[a-z@_][a-z0-9_./@-]{0,5}";

const SIGNS: &[NotSign] = &[NotSign::Word, NotSign::Bang, NotSign::Minus];

fn atom() -> impl Strategy<Value = Filter> + Clone {
    let forms = pick(&[InForm::In, InForm::NotIn, InForm::Colon]);
    prop_oneof![
        Just(Filter::All(NOWHERE)),
        word(KEY).prop_map(Filter::Bare),
        (word(KEY), value()).prop_map(|(key, value)| Filter::Tag(Tag { span: NOWHERE, key, value })),
        (word(KEY), forms, vec(value(), 1..4)).prop_map(|(key, form, values)| Filter::In(In {
            span: NOWHERE,
            key,
            form,
            values
        })),
        variable().prop_map(Filter::Variable),
        Just(Filter::Placeholder(bare("${vars.x}".to_owned()))),
    ]
}

fn filter() -> impl Strategy<Value = Filter> + Clone {
    atom().prop_recursive(3, 16, 3, |inner| {
        let paren = inner.prop_map(|inner| Filter::Paren(Paren { span: NOWHERE, inner: Box::new(inner) }));
        let primary = prop_oneof![3 => atom(), 1 => paren];
        let not = (vec(pick(SIGNS), 0..3), primary).prop_map(|(signs, operand)| {
            signs.into_iter().fold(operand, |operand, sign| {
                Filter::Not(Not { span: NOWHERE, sign, sign_span: NOWHERE, operand: Box::new(operand) })
            })
        });
        let joints = vec(pick(&[Joint::Comma, Joint::Word, Joint::Blank]), 3);
        let and = (vec(not, 1..4), joints).prop_map(|(operands, joints)| joined(operands, joints, Filter::And));
        vec(and, 1..3).prop_map(|operands| joined(operands, vec![Joint::Word; 3], Filter::Or))
    })
}

fn joined(mut operands: Vec<Filter>, joints: Vec<Joint>, make: fn(Joined) -> Filter) -> Filter {
    if operands.len() == 1 {
        return operands.remove(0);
    }
    let joints = joints.into_iter().take(operands.len() - 1).map(|joint| (joint, NOWHERE)).collect();
    make(Joined { span: NOWHERE, operands, joints })
}

fn scope() -> impl Strategy<Value = Scope> + Clone {
    option::weighted(0.9, filter()).prop_map(|filter| Scope { span: NOWHERE, filter })
}

fn plain_literal() -> impl Strategy<Value = Literal> + Clone {
    prop_oneof![
        text().prop_map(Literal::Text),
        word("[a-z@][a-z/_.:*-]{0,5}").prop_map(Literal::Word),
        number().prop_map(|number| Literal::Expr(Expr::Number(number))),
        duration().prop_map(Literal::Duration),
        scope().prop_map(Literal::Scope),
    ]
}

fn keyword() -> impl Strategy<Value = Argument> + Clone {
    (word("[a-z_]{1,6}"), plain_literal()).prop_map(|(name, value)| Argument { span: NOWHERE, name: Some(name), value })
}

fn positional(value: Literal) -> Argument {
    Argument { span: NOWHERE, name: None, value }
}

fn method() -> impl Strategy<Value = Method> + Clone {
    let argument = prop_oneof![3 => plain_literal().prop_map(positional), 1 => keyword()];
    (word("[a-z_]{1,8}"), vec(argument, 0..3)).prop_map(|(name, arguments)| Method { span: NOWHERE, name, arguments })
}

fn bounds() -> impl Strategy<Value = SpaceAggregator> + Clone {
    let bound = (any::<bool>(), pick(&Comparator::ALL), number()).prop_map(|(or, comparator, number)| Bound {
        span: NOWHERE,
        or,
        comparator,
        number,
    });
    vec(bound, 1..3).prop_map(|mut bounds| {
        bounds[0].or = false;
        let bounds = Bounds { span: NOWHERE, variable: bare("v".to_owned()), bounds };
        SpaceAggregator { span: NOWHERE, name: bare("count".to_owned()), bounds: Some(bounds) }
    })
}

fn metric() -> impl Strategy<Value = Expr> + Clone {
    let plain = word("[a-z][a-z0-9]{0,4}|p9[0-9]\\.[0-9]").prop_map(|name| SpaceAggregator {
        span: NOWHERE,
        name,
        bounds: None,
    });
    let aggregator = option::of(prop_oneof![5 => plain, 1 => bounds()]);
    let name = word("[a-z][a-z0-9_]{0,4}(\\.[a-z0-9_]{1,4}){0,2}");
    let key = prop_oneof![word(KEY), variable().prop_map(|variable| bare(variable.to_string()))];
    let group_by = option::of(vec(key, 1..4).prop_map(|keys| GroupBy { span: NOWHERE, keys }));
    (aggregator, name, option::of(scope()), group_by, vec(method(), 0..3)).prop_map(
        |(aggregator, name, scope, group_by, modifiers)| {
            Expr::Metric(Box::new(MetricQuery { span: NOWHERE, aggregator, name, scope, group_by, modifiers }))
        },
    )
}

/// Over metrics, or over the names of queries.
fn expr(leaf: impl Strategy<Value = Expr> + Clone + 'static) -> impl Strategy<Value = Expr> + Clone {
    let placeholder = Just(Expr::Placeholder(bare("${vars.x}".to_owned())));
    let leaf = prop_oneof![4 => leaf, 1 => number().prop_map(Expr::Number), 1 => placeholder];
    leaf.clone().prop_recursive(3, 16, 3, move |inner| {
        let primary = prop_oneof![
            leaf.clone(),
            inner.clone().prop_map(paren),
            call(inner.clone()),
            (prop_oneof![inner.clone().prop_map(paren), call(inner)], vec(method(), 1..3)).prop_map(
                |(inner, modifiers)| { Expr::Modified(Modified { span: NOWHERE, inner: Box::new(inner), modifiers }) }
            ),
        ];
        let unary = (vec(pick(&[Operator::Minus, Operator::Plus]), 0..2), primary).prop_map(|(signs, operand)| {
            signs.into_iter().fold(operand, |operand, operator| {
                Expr::Unary(Unary { span: NOWHERE, operator, operand: Box::new(operand) })
            })
        });
        let tight = pick(&[Operator::Times, Operator::Divide, Operator::Modulo, Operator::Power]);
        let term = (unary.clone(), vec((tight, unary), 0..2)).prop_map(chained);
        (term.clone(), vec((pick(&[Operator::Plus, Operator::Minus]), term), 0..3)).prop_map(chained)
    })
}

fn paren(inner: Expr) -> Expr {
    Expr::Paren(Group { span: NOWHERE, inner: Box::new(inner) })
}

fn call(inner: impl Strategy<Value = Expr> + Clone + 'static) -> impl Strategy<Value = Expr> + Clone {
    let list = vec(number().prop_map(|number| Literal::Expr(Expr::Number(number))), 0..3)
        .prop_map(|items| Literal::List(List { span: NOWHERE, items }));
    let literal = prop_oneof![
        3 => inner.prop_map(Literal::Expr),
        1 => text().prop_map(Literal::Text),
        1 => duration().prop_map(Literal::Duration),
        1 => list,
        1 => scope().prop_map(Literal::Scope),
    ];
    let argument = prop_oneof![3 => literal.prop_map(positional), 1 => keyword()];
    (word("[a-z][a-z0-9_]{0,6}"), vec(argument, 0..4))
        .prop_map(|(name, arguments)| Expr::Call(Call { span: NOWHERE, name, arguments }))
}

fn chained((first, rest): (Expr, Vec<(Operator, Expr)>)) -> Expr {
    rest.into_iter().fold(first, |left, (operator, right)| {
        let (left, right) = (Box::new(left), Box::new(right));
        Expr::Binary(Binary { span: NOWHERE, left, operator, operator_span: NOWHERE, right })
    })
}

fn condition() -> impl Strategy<Value = Condition> + Clone {
    let threshold = prop_oneof![
        4 => number().prop_map(Threshold::Number),
        1 => Just(Threshold::Dynamic(NOWHERE)),
        1 => Just(Threshold::Placeholder(bare("${vars.x}".to_owned()))),
    ];
    (pick(&Comparator::ALL), threshold).prop_map(|(comparator, threshold)| Condition {
        span: NOWHERE,
        comparator,
        comparator_span: NOWHERE,
        threshold,
    })
}

fn monitor() -> impl Strategy<Value = MetricMonitor> {
    let head = (word("[a-z][a-z0-9_]{0,6}"), pick(&WindowKind::ALL), duration()).prop_map(
        |(time_aggregator, kind, length)| Head {
            span: NOWHERE,
            change: None,
            time_aggregator,
            window: Some(Window { span: NOWHERE, kind, length }),
        },
    );
    (head, expr(metric()), condition()).prop_map(|(head, expr, condition)| MetricMonitor {
        span: NOWHERE,
        head,
        expr,
        condition: Some(condition),
    })
}

fn search_leaf() -> impl Strategy<Value = Clause> + Clone {
    let word_value = "[a-z0-9*/][a-z0-9*/:.,_$-]{0,6}";
    let field = |value: BoxedStrategy<SearchValue>| {
        (word("[@#]?[a-z][a-z._/]{0,5}|\\*"), value)
            .prop_map(|(key, value)| Clause::Field(Field { span: NOWHERE, key, value }))
    };
    prop_oneof![
        word("[a-z*?/][a-z0-9*?.,-]{0,6}(\\\\[: ()\"])?").prop_map(Clause::Word),
        double().prop_map(Clause::Text),
        variable().prop_map(Clause::Variable),
        field(word(word_value).prop_map(SearchValue::Word).boxed()),
        field(double().prop_map(SearchValue::Text).boxed()),
        field(range().prop_map(SearchValue::Range).boxed()),
        field(compare().prop_map(SearchValue::Compare).boxed()),
        vec(word("[@a-z0-9./]{1,8}"), 1..3).prop_map(|arguments| {
            Clause::Function(SearchFunction { span: NOWHERE, name: bare("CIDR".to_owned()), arguments })
        }),
    ]
}

fn double() -> impl Strategy<Value = Text> + Clone {
    text().prop_map(|text| Text { quote: Quote::Double, ..text })
}

fn range() -> impl Strategy<Value = Range> + Clone {
    (any::<bool>(), word("[0-9]{1,3}|\\*"), word("[0-9]{1,3}|\\*"), any::<bool>()).prop_map(
        |(includes_low, low, high, includes_high)| Range { span: NOWHERE, includes_low, low, high, includes_high },
    )
}

fn compare() -> impl Strategy<Value = Compare> + Clone {
    let comparators = pick(&[Comparator::Above, Comparator::AtLeast, Comparator::Below, Comparator::AtMost]);
    (comparators, word("-?[0-9]{1,3}")).prop_map(|(comparator, bound)| Compare { span: NOWHERE, comparator, bound })
}

/// In the parentheses of a field more may stand.
fn clause(leaf: impl Strategy<Value = Clause> + Clone + 'static) -> impl Strategy<Value = Clause> + Clone {
    leaf.clone().prop_recursive(3, 16, 3, move |inner| {
        let parens = inner.prop_map(|inner| SearchParen { span: NOWHERE, inner: Box::new(inner) });
        let primary = prop_oneof![3 => leaf.clone(), 1 => parens.prop_map(Clause::Paren)];
        let not = (vec(pick(SIGNS), 0..3), primary).prop_map(|(signs, operand)| {
            signs.into_iter().fold(operand, |operand, sign| {
                Clause::Not(SearchNot { span: NOWHERE, sign, operand: Box::new(operand) })
            })
        });
        let joints = vec(pick(&[SearchJoint::Word, SearchJoint::Sign, SearchJoint::Blank]), 3);
        let and = (vec(not, 1..4), joints).prop_map(|(operands, joints)| searched(operands, joints, Clause::And));
        let joints = vec(pick(&[SearchJoint::Word, SearchJoint::Sign]), 3);
        (vec(and, 1..3), joints).prop_map(|(operands, joints)| searched(operands, joints, Clause::Or))
    })
}

fn searched(mut operands: Vec<Clause>, joints: Vec<SearchJoint>, make: fn(SearchJoined) -> Clause) -> Clause {
    if operands.len() == 1 {
        return operands.remove(0);
    }
    let joints = joints.into_iter().take(operands.len() - 1).map(|joint| (joint, NOWHERE)).collect();
    make(SearchJoined { span: NOWHERE, operands, joints })
}

fn search() -> impl Strategy<Value = Search> {
    let in_field =
        clause(prop_oneof![search_leaf(), range().prop_map(Clause::Range), compare().prop_map(Clause::Compare)]);
    let group = (word("[@#]?[a-z]{1,4}"), in_field).prop_map(|(key, inner)| {
        let value = SearchValue::Group(SearchParen { span: NOWHERE, inner: Box::new(inner) });
        Clause::Field(Field { span: NOWHERE, key, value })
    });
    option::weighted(0.95, clause(prop_oneof![4 => search_leaf(), 1 => group]))
        .prop_map(|clause| Search { span: NOWHERE, clause })
}

fn composite() -> impl Strategy<Value = Composite> {
    let reference =
        word("[a-z-]{1,5}").prop_map(|key| Reference { span: NOWHERE, kind: bare("monitor".to_owned()), key });
    let leaf = prop_oneof![
        word("[1-9][0-9]{0,5}").prop_map(Composite::Id),
        reference.prop_map(Composite::Reference),
        Just(Composite::Placeholder(bare("${vars.x}".to_owned()))),
    ];
    leaf.clone().prop_recursive(3, 16, 3, move |inner| {
        let paren = inner.prop_map(|inner| Composite::Paren(CompositeParen { span: NOWHERE, inner: Box::new(inner) }));
        let not = (0_usize..3, prop_oneof![3 => leaf.clone(), 1 => paren]).prop_map(|(times, operand)| {
            (0..times)
                .fold(operand, |operand, _| Composite::Not(CompositeNot { span: NOWHERE, operand: Box::new(operand) }))
        });
        let and = vec(not, 1..4).prop_map(|operands| members(operands, Composite::And));
        vec(and, 1..3).prop_map(|operands| members(operands, Composite::Or))
    })
}

fn members(mut operands: Vec<Composite>, make: fn(CompositeJoined) -> Composite) -> Composite {
    match operands.len() {
        1 => operands.remove(0),
        _ => make(CompositeJoined { span: NOWHERE, operands }),
    }
}

/// The tree of the text without its spans, or what is wrong with it.
fn read<T: Spans + Clone + std::fmt::Debug>(
    parsed: &ddsync::syntax::Parsed<T>,
    text: &str,
) -> Result<T, TestCaseError> {
    let clean = parsed.clean().map(Spans::without_spans);
    clean.ok_or_else(|| TestCaseError::fail(format!("{text}\n{:?}", parsed.faults)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn metric_monitors(tree in monitor()) {
        let text = tree.to_string();
        prop_assert_eq!(read(&query::monitor("query alert", &text), &text)?, MonitorQuery::Metric(tree), "{}", text);
    }

    #[test]
    fn formulas(tree in expr(word("[a-z][a-z0-9_]{0,6}").prop_map(Expr::Name))) {
        let text = tree.to_string();
        prop_assert_eq!(read(&query::formula(&text), &text)?, tree, "{}", text);
    }

    #[test]
    fn scopes(tree in scope()) {
        let text = tree.to_string();
        prop_assert_eq!(read(&query::scope(&text), &text)?, tree, "{}", text);
    }

    #[test]
    fn searches(tree in search()) {
        let text = tree.to_string();
        prop_assert_eq!(read(&query::search(&text), &text)?, tree, "{}", text);
    }

    #[test]
    fn composites(tree in composite()) {
        let text = tree.to_string();
        prop_assert_eq!(read(&query::monitor("composite", &text), &text)?, MonitorQuery::Composite(tree), "{}", text);
    }

    /// A search keeps its places inside the quotes, with and without backslashes.
    #[test]
    fn searches_in_quotes(tree in search()) {
        let search = tree.to_string();
        let quoted = search.replace('\\', "\\\\").replace('"', "\\\"");
        let text = format!("logs(\"{quoted}\").rollup(\"count\").last(\"5m\") > 1");
        let parsed = query::monitor("log alert", &text);
        let Some(MonitorQuery::Chain(chain)) = parsed.clean() else {
            return Err(TestCaseError::fail(format!("{text}\n{parsed:?}")));
        };
        prop_assert_eq!(read(&chain.search, &text)?, tree, "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}|[a-z:{}()\"'.,$ !<>=*&|-]{0,40}") {
        for kind in ["metric", "formula", "scope", "filter", "search", "rrule", "monitor query alert", "monitor composite"] {
            crate::page::outcome(kind, &text);
        }
    }
}
