//! The query languages of monitors and widgets: parsers, syntax trees with spans, and what the words mean.
