//! `avg(last_5m)` and `change(avg(last_5m),1h_ago)`.

use super::Parser;
use crate::query::tree::{Change, Head, Shift, ShiftForm, Window, WindowKind, Word};
use crate::syntax::{Fault, Span};

impl Parser<'_> {
    /// Up to the colon, which is not read.
    pub(super) fn head(&mut self) -> Option<Head> {
        self.blanks();
        let start = self.at();
        let Some(name) = self.identifier() else {
            return self.no_head();
        };
        self.open_head(&name)?;
        self.blanks();
        if self.is_call() {
            return self.change(start, name);
        }
        let window = self.window()?;
        self.close_head("the window")?;
        Some(Head { span: self.since(start), change: None, time_aggregator: name, window })
    }

    fn no_head<T>(&mut self) -> Option<T> {
        let fault = self.fault("a time aggregation, `avg(last_5m):`, at the start", &["a time aggregator"]);
        self.tell(fault)
    }

    /// The `(` behind a name. `max:last_5m):` has a colon there; `avg:system.load{..}` has no head at all.
    fn open_head(&mut self, name: &Word) -> Option<()> {
        if self.eat("(").is_some() {
            return Some(());
        }
        let mut fault = self.fault(&format!("`(` and a window behind `{}`", name.text), &["`(`"]);
        if self.cursor.starts_with(":") && self.is_window_behind(1) {
            let colon = Span::new(self.at(), self.at() + 1);
            self.tell::<()>(fault.hint("the window stands in brackets: `max(last_5m):`").fix(colon, "("));
            self.cursor.jump(colon.end);
            return Some(());
        }
        if fault.hint.is_none() {
            fault = fault
                .hint("the query of a metric monitor begins with a window: `avg(last_5m):avg:system.load.1{*} > 1`");
        }
        self.tell(fault)
    }

    fn is_window_behind(&self, bytes: usize) -> bool {
        let rest = self.cursor.rest().get(bytes..).unwrap_or_default().trim_start();
        WindowKind::ALL.iter().any(|kind| rest.strip_prefix(kind.word()).is_some_and(|rest| rest.starts_with('_')))
    }

    /// A word with `(` behind it: `avg(` inside `change(`.
    pub(super) fn is_call(&self) -> bool {
        let rest = self.cursor.rest();
        let name = rest.find(|c: char| !super::words::is_word(c)).unwrap_or(rest.len());
        name > 0 && rest.get(name..).is_some_and(|rest| rest.trim_start().starts_with('('))
    }

    fn change(&mut self, start: usize, name: Word) -> Option<Head> {
        let time_aggregator = self.identifier()?;
        self.open_head(&time_aggregator)?;
        self.blanks();
        let window = self.window()?;
        self.close_head("the window")?;
        if self.eat(",").is_none() {
            return self.expected(&format!("`,` and a shift, as in `{}(avg(last_5m),1h_ago)`", name.text), &["`,`"]);
        }
        let shift = self.shift()?;
        self.close_head("the shift")?;
        Some(Head { span: self.since(start), change: Some(Change { name, shift }), time_aggregator, window })
    }

    fn close_head(&mut self, behind: &str) -> Option<()> {
        if self.eat(")").is_some() {
            return Some(());
        }
        if self.cursor.starts_with(":") {
            let here = Span::point(self.at());
            let fault = self.fault(&format!("`)` behind {behind}"), &["`)`"]).fix(here, ")");
            self.tell::<()>(fault);
            return Some(());
        }
        self.expected(&format!("`)` behind {behind}"), &["`)`"])
    }

    /// Some(None) where a `${...}` stands in it.
    #[expect(clippy::option_option, reason = "the outer None is a fault, as everywhere in the parsers")]
    fn window(&mut self) -> Option<Option<Window>> {
        const WORDS: &[&str] = &["`last_`", "`next_`", "`current_`"];
        let start = self.at();
        if let Some(kind) = WindowKind::ALL.into_iter().find(|kind| self.is_window(*kind)) {
            self.cursor.jump(start + kind.word().len() + 1);
            if self.skip_open_window() {
                return Some(None);
            }
            let Some(length) = self.duration(|_| false) else {
                let what = format!("a length behind `{}_`, such as `5m`, `2h` or `1d`", kind.word());
                return self.expected(&what, &["a duration"]);
            };
            return Some(Some(Window { span: self.since(start), kind, length }));
        }
        if self.skip_open_window() {
            return Some(None);
        }
        let fault = self.fault("a window such as `last_5m`", WORDS);
        if let Some(length) = self.duration(|_| false) {
            self.tell::<()>(fault.hint("a window says which way it looks").fix(Span::point(start), "last_"));
            return Some(Some(Window { span: self.since(start), kind: WindowKind::Last, length }));
        }
        let known = ["last_", "next_", "current_"].iter().any(|word| self.cursor.starts_with(word));
        self.tell(match known {
            true => fault,
            false => fault
                .hint("the query of a metric monitor begins with a window: `avg(last_5m):avg:system.load.1{*} > 1`"),
        })
    }

    fn is_window(&self, kind: WindowKind) -> bool {
        self.cursor.rest().strip_prefix(kind.word()).is_some_and(|rest| rest.starts_with('_'))
    }

    /// Goes behind a length with a `${...}` in it.
    fn skip_open_window(&mut self) -> bool {
        let start = self.at();
        let found = self.run(super::words::is_word).has_placeholder();
        if !found {
            self.cursor.jump(start);
        }
        found
    }

    #[expect(clippy::option_option, reason = "the outer None is a fault, as everywhere in the parsers")]
    fn shift(&mut self) -> Option<Option<Shift>> {
        self.blanks();
        let start = self.at();
        if self.skip_open_window() {
            return Some(None);
        }
        let last = self.cursor.eat("last_").is_some();
        let Some(length) = self.duration(|c| c == '_') else {
            self.cursor.jump(start);
            return self.expected("a shift such as `1h_ago` or `last_1h`", &["a duration"]);
        };
        let ago = self.cursor.eat("_ago").is_some();
        let form = match (last, ago) {
            (true, false) => ShiftForm::Last,
            (false, true) => ShiftForm::Ago,
            (false, false) => ShiftForm::Bare,
            (true, true) => {
                let span = self.since(start);
                let message = format!(
                    "expected one of `last_` and `_ago` in the shift, found both in `{}`",
                    span.of(self.text())
                );
                self.tell::<()>(Fault::new(span, message).fix(span, format!("{length}_ago")));
                ShiftForm::Ago
            }
        };
        if self.peek().is_some_and(super::words::is_word) {
            return self.expected("`,` or `)` behind the shift", &["`)`"]);
        }
        Some(Some(Shift { span: self.since(start), form, length }))
    }
}
