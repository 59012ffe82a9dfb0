//! Between which values an expression stays, whatever the metrics say.

use crate::query::tree::{Binary, Call, Comparator, Expr, Operator};

/// Both ends count in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub low: f64,
    pub high: f64,
}

/// What a condition says of every value within bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Never,
    Always,
    /// It depends on the value.
    Open,
}

impl Bounds {
    pub const ANY: Self = Self { low: f64::NEG_INFINITY, high: f64::INFINITY };
    /// Of what counts something.
    pub const COUNT: Self = Self { low: 0.0, high: f64::INFINITY };

    pub fn judge(self, comparator: Comparator, threshold: f64) -> Verdict {
        let Self { low, high } = self;
        let (never, always) = match comparator {
            Comparator::Above => (high <= threshold, low > threshold),
            Comparator::AtLeast => (high < threshold, low >= threshold),
            Comparator::Below => (low >= threshold, high < threshold),
            Comparator::AtMost => (low > threshold, high <= threshold),
            Comparator::Equal => (threshold < low || threshold > high, false),
            Comparator::NotEqual => (false, threshold < low || threshold > high),
        };
        match (never, always) {
            (true, _) => Verdict::Never,
            (_, true) => Verdict::Always,
            _ => Verdict::Open,
        }
    }

    /// Of an expression; `named` knows the queries of a formula.
    pub fn of(expr: &Expr, named: &dyn Fn(&str) -> Self) -> Self {
        match expr {
            Expr::Number(number) => Self { low: number.value, high: number.value },
            Expr::Name(name) => named(&name.text),
            Expr::Metric(metric) => match &metric.aggregator {
                Some(aggregator) if aggregator.name.is("count") => Self::COUNT,
                _ => Self::ANY,
            },
            Expr::Call(call) => Self::of_call(call, named),
            Expr::Binary(binary) => Self::of_binary(binary, named),
            Expr::Paren(paren) => Self::of(&paren.inner, named),
            Expr::Unary(unary) if unary.operator == Operator::Minus => Self::of(&unary.operand, named).negated(),
            Expr::Unary(unary) => Self::of(&unary.operand, named),
            Expr::Modified(_) | Expr::Placeholder(_) | Expr::Missing(_) => Self::ANY,
        }
    }

    fn of_call(call: &Call, named: &dyn Fn(&str) -> Self) -> Self {
        let series = || call.series().map_or(Self::ANY, |series| Self::of(series, named));
        let number = call.positional(1).and_then(|argument| argument.value.number());
        match (call.name.text.as_str(), number) {
            ("count_nonzero" | "count_not_null", _) => Self::COUNT,
            ("abs", _) => Self { low: 0.0, high: f64::INFINITY },
            ("clamp_min", Some(number)) => series().map(|value| value.max(number)),
            ("clamp_max", Some(number)) => series().map(|value| value.min(number)),
            ("default_zero", _) => series().with(0.0),
            ("default", Some(number)) => series().with(number),
            // The share of points that are unusual.
            ("anomalies", _) => Self { low: 0.0, high: 1.0 },
            _ => Self::ANY,
        }
    }

    fn of_binary(binary: &Binary, named: &dyn Fn(&str) -> Self) -> Self {
        let (left, right) = (Self::of(&binary.left, named), Self::of(&binary.right, named));
        let factor = binary.left.number().map(|factor| (factor, right));
        let factor = factor.or_else(|| binary.right.number().map(|factor| (factor, left)));
        match (binary.operator, factor) {
            (Operator::Plus, _) => Self::checked(left.low + right.low, left.high + right.high),
            (Operator::Minus, _) => Self::checked(left.low - right.high, left.high - right.low),
            (Operator::Times, Some((factor, other))) if factor > 0.0 => {
                Self::checked(other.low * factor, other.high * factor)
            }
            (Operator::Divide, _) => match binary.right.number() {
                Some(divisor) if divisor > 0.0 => Self::checked(left.low / divisor, left.high / divisor),
                _ => Self::ANY,
            },
            _ => Self::ANY,
        }
    }

    /// Several values in the bounds, put together.
    pub fn over_time(self, aggregator: &str) -> Self {
        match aggregator {
            "avg" | "min" | "max" | "percentile" => self,
            "sum" => Self {
                low: if self.low >= 0.0 { self.low } else { f64::NEG_INFINITY },
                high: if self.high <= 0.0 { self.high } else { f64::INFINITY },
            },
            _ => Self::ANY,
        }
    }

    fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { low: change(self.low), high: change(self.high) }
    }

    fn with(self, value: f64) -> Self {
        Self { low: self.low.min(value), high: self.high.max(value) }
    }

    fn negated(self) -> Self {
        Self { low: -self.high, high: -self.low }
    }

    fn checked(low: f64, high: f64) -> Self {
        if low.is_nan() || high.is_nan() { Self::ANY } else { Self { low, high } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_expressions() {
        for (text, low, high) in [
            ("avg:a{*}", f64::NEG_INFINITY, f64::INFINITY),
            ("count_nonzero(avg:a{*} by {b})", 0.0, f64::INFINITY),
            ("clamp_max(avg:a{*} / avg:b{*}, 1) * 100", f64::NEG_INFINITY, 100.0),
            ("clamp_min(clamp_max(avg:a{*}, 5), 7)", 7.0, 7.0),
            ("10 - abs(avg:a{*})", f64::NEG_INFINITY, 10.0),
            ("default(clamp_min(avg:a{*}, 3), -1)", -1.0, f64::INFINITY),
            ("-(abs(avg:a{*}) + 1) / 2", f64::NEG_INFINITY, -0.5),
            ("abs(avg:a{*}) - abs(avg:b{*})", f64::NEG_INFINITY, f64::INFINITY),
        ] {
            let parsed = crate::query::expression(text);
            let bounds = Bounds::of(parsed.clean().unwrap(), &|_| Bounds::ANY);
            assert_eq!(bounds, Bounds { low, high }, "{text}");
        }
    }
}
