//! The trees. Each node has its span; `Display` writes a tree as one would write it by hand, and reading that again gives
//! the same tree but for the spans ([`Spans::without_spans`]).

mod argument;
pub mod chain;
mod composite;
mod condition;
mod expr;
mod method;
mod metric;
mod monitor;
mod recurrence;
mod scope;
mod search;
mod spans;
mod style;
mod time;
pub(super) mod variable;
mod word;

pub use argument::{Argument, List, Literal};
pub use chain::{EventChain, FormulaMonitor, ServiceCheck, SloAlert};
pub use composite::{Composite, CompositeJoined, CompositeNot, CompositeParen};
pub use condition::{Comparator, Condition, Threshold};
pub use expr::{Binary, Call, Expr, Group, Modified, Operator, Unary};
pub use method::Method;
pub use metric::{Bound, Bounds, Change, GroupBy, Head, MetricMonitor, MetricQuery, SpaceAggregator};
pub use monitor::{Dialect, MonitorQuery};
pub use recurrence::{Recurrence, RulePart};
pub use scope::{Filter, In, InForm, Joined, Joint, Not, NotSign, Paren, Scope, Tag, Value};
pub use search::{
    Clause, Compare, Field, Range, Search, SearchFunction, SearchJoined, SearchJoint, SearchNot, SearchParen,
    SearchValue,
};
pub use spans::Spans;
pub use style::Style;
pub use time::{Duration, Shift, ShiftForm, Unit, Window, WindowKind};
pub use variable::{Part, Resolved, Variable};
pub use word::{Number, Quote, Reference, Text, Word};

use spans::spans;
