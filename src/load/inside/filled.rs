//! Values with `${...}` filled in: what stands between them is looked for.

use std::ops::Range;

use super::Glyph;
use crate::load::segments;
use crate::model::Style;

type Bytes = Vec<Range<usize>>;

/// For each byte of the value the bytes of the file, and which parts of the value were filled in.
pub fn align(value: &str, glyphs: Vec<Glyph>, style: Style) -> Option<(Bytes, Vec<Range<usize>>)> {
    let glyphs = if style == Style::Literal { unindented(glyphs) } else { glyphs };
    let text: String = glyphs.iter().map(|glyph| glyph.c).collect();
    if style == Style::Folded || (style != Style::Literal && text.contains('\n')) {
        return None;
    }
    // The glyph of each byte of the text.
    let owner: Vec<&Glyph> = glyphs.iter().flat_map(|glyph| std::iter::repeat_n(glyph, glyph.c.len_utf8())).collect();
    let from = |range: &Range<usize>| {
        let (first, last) = (owner.get(range.start)?, owner.get(range.end.checked_sub(1)?)?);
        Some(first.bytes.start..last.bytes.end)
    };
    let (mut bytes, mut filled, mut gap) = (Vec::with_capacity(value.len()), Vec::new(), None);
    let mut rest = value;
    let segments = segments(&text);
    for (index, segment) in segments.iter().enumerate() {
        let Some(means) = &segment.means else {
            gap = Some(from(&segment.range)?);
            continue;
        };
        let last = index + 1 == segments.len();
        // How a block ends is the header's to say.
        let means = if last { means.trim_end() } else { means.as_str() };
        let at = match (&gap, last) {
            (None, _) => rest.starts_with(means).then_some(0)?,
            (Some(_), true) => rest.trim_end().strip_suffix(means)?.len(),
            (Some(_), false) => rest.find(means)?,
        };
        if let Some(gap) = gap.take() {
            filled.push(bytes.len()..bytes.len() + at);
            bytes.extend(std::iter::repeat_n(gap, at));
        }
        if segment.range.len() == means.len() || last {
            let own = owner.get(segment.range.start..)?.iter().take(means.len());
            bytes.extend(own.map(|glyph| glyph.bytes.clone()));
        } else {
            filled.push(bytes.len()..bytes.len() + means.len());
            bytes.extend(std::iter::repeat_n(from(&segment.range)?, means.len()));
        }
        rest = rest.get(at + means.len()..)?;
    }
    if let Some(gap) = gap {
        filled.push(bytes.len()..value.len());
        bytes.extend(std::iter::repeat_n(gap, rest.len()));
    }
    Some((bytes, filled))
}

/// Without the blanks that every line of a block begins with.
fn unindented(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let lines: Vec<&[Glyph]> = glyphs.split(|glyph| glyph.c == '\n').collect();
    let blanks = |line: &&[Glyph]| line.iter().take_while(|glyph| glyph.c == ' ').count();
    let says = |line: &&&[Glyph]| line.iter().any(|glyph| !glyph.c.is_whitespace());
    let indent = lines.iter().filter(says).map(blanks).min().unwrap_or_default();
    let mut column = 0;
    let keep = |glyph: &Glyph| {
        let indentation = glyph.c == ' ' && column < indent;
        column = if glyph.c == '\n' { 0 } else { column + 1 };
        !indentation && glyph.c != '\r'
    };
    let mut keep = keep;
    glyphs.into_iter().filter(|glyph| keep(glyph)).collect()
}
