//! The spans of a tree, all of them: to compare two trees without them, and to tell where a part of a text stands in it.

use crate::syntax::{Fault, Parsed, Span};

/// Something with spans in it.
pub trait Spans {
    /// Gives each span to `change`, in any order.
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span));

    /// The same with all spans empty: equal trees mean the same, wherever they stand.
    #[must_use]
    fn without_spans(&self) -> Self
    where
        Self: Clone,
    {
        let mut bare = self.clone();
        bare.each_span(&mut |span| *span = Span::default());
        bare
    }
}

impl Spans for Span {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        change(self);
    }
}

impl<T: Spans> Spans for Vec<T> {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.iter_mut().for_each(|item| item.each_span(change));
    }
}

impl<T: Spans> Spans for Option<T> {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.iter_mut().for_each(|item| item.each_span(change));
    }
}

impl<T: Spans> Spans for Box<T> {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        (**self).each_span(change);
    }
}

impl<T: Spans> Spans for Parsed<T> {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        self.tree.each_span(change);
        self.faults.each_span(change);
    }
}

impl Spans for Fault {
    fn each_span(&mut self, change: &mut dyn FnMut(&mut Span)) {
        change(&mut self.span);
        if let Some(fix) = &mut self.fix {
            change(&mut fix.span);
        }
    }
}

/// `spans!(Type { field, field })` for a struct, `spans!(Type: Variant, Variant)` for an enum of one value each.
macro_rules! spans {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl $crate::query::tree::Spans for $name {
            fn each_span(&mut self, change: &mut dyn FnMut(&mut $crate::syntax::Span)) {
                $(self.$field.each_span(change);)*
            }
        }
    };
    ($name:ident: $($variant:ident),* $(,)?) => {
        impl $crate::query::tree::Spans for $name {
            fn each_span(&mut self, change: &mut dyn FnMut(&mut $crate::syntax::Span)) {
                match self {
                    $(Self::$variant(inner) => inner.each_span(change),)*
                }
            }
        }
    };
}
pub(super) use spans;
