//! Texts from outside, made harmless: what a terminal would obey, or a reader would not see, is written out.

/// One line of text. A line break inside it is written out, too.
pub fn line(text: &str) -> String {
    if !text.chars().any(hidden) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// Control characters, marks that reorder text, and characters without a glyph. Joiners stay: emoji and scripts need them.
pub fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Columns that a terminal gives the text: two for East Asian wide characters and emoji, none for combining marks.
pub fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200c..=0x200d | 0xfe00..=0xfe0f | 0x20d0..=0x20ff => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}2Jc\u{7}"), "a\\u{1b}[31mb\\u{9b}2Jc\\u{7}");
        assert_eq!(line("user\u{202e}nimda"), "user\\u{202e}nimda");
        assert_eq!(line("two\r\nlines\tand a tab"), "two\\r\\nlines\\tand a tab");
    }

    #[test]
    fn ordinary_text_stays() {
        for text in ["Größe 5 µs", "队列长度", "👩\u{200d}🚀", "{{#is_alert}} @slack-data"] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!((width("abc"), width("队列"), width("e\u{301}")), (3, 4, 1));
    }
}
