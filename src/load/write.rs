//! JSON values to YAML text.

use serde_json::Value;

/// YAML that [`super::parse`] reads back as `value`, ending with a newline.
pub fn to_yaml(value: &Value) -> String {
    // Writing into memory fails on nothing that a JSON value can be; JSON is YAML as well.
    serde_yaml::to_string(value).unwrap_or_else(|_| format!("{value}\n"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Number, json};

    use super::super::testing::parsed;
    use super::*;

    fn read(yaml: &str) -> Value {
        let (_, parsed) = parsed(yaml);
        assert!(parsed.findings.is_empty(), "{yaml:?}: {:?}", parsed.findings);
        parsed.documents.first().map_or(Value::Null, |node| node.to_value())
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[ -~\n\t]{0,40}",
            "[-+.0-9eExob_:]{0,8}",
            "([a-z ]{0,6}[ \t]{0,2}\n){0,4}[a-z]{0,3}",
            "[\u{0}-\u{1f}\u{7f}-\u{a0}\u{2028}\u{2029}\u{feff}a]{0,6}",
            proptest::sample::select(vec![
                "no",
                "on",
                "yes",
                "off",
                "y",
                "n",
                "1e3",
                "012",
                "~",
                "- a",
                "null",
                "true",
                "NULL",
                "True",
                ".inf",
                ".nan",
                "0x1f",
                "0o7",
                "0b1",
                "<<",
                "=",
                "a: b",
                "a #b",
                "#a",
                "|",
                ">",
                "@a",
                "%a",
                "`a",
                "*a",
                "&a",
                "!a",
                "---",
                "...",
                "? a",
                "",
                " ",
                "\n",
                "\n\n",
                " a",
                "a ",
                "a\n",
                "a\n\n",
                "\na",
                " \na",
                "a\n b",
                "1:30",
                "2026-01-02",
                "1_000",
                "{{x}}",
                "${vars.x}",
                "[a",
                "{a",
                "\"",
                "'",
                "\\",
                "-",
                "--- a",
                "+1",
            ])
            .prop_map(str::to_owned),
        ]
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_filter_map("finite", |n| Number::from_f64(n).map(Value::from)),
            texts().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((texts(), inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_written_is_read_back(value in values()) {
            let yaml = to_yaml(&value);
            prop_assert_eq!(read(&yaml), value, "{}", yaml);
        }

        #[test]
        fn json_is_yaml(value in values()) {
            // DEL is the one character that JSON allows in a text and YAML does not.
            let json = value.to_string().replace('\u{7f}', "");
            let value: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read(&json), value.clone());
            let mut tabbed = Vec::new();
            let formatter = serde_json::ser::PrettyFormatter::with_indent(b"\t");
            let mut serializer = serde_json::Serializer::with_formatter(&mut tabbed, formatter);
            serde::Serialize::serialize(&value, &mut serializer).unwrap();
            prop_assert_eq!(read(&String::from_utf8(tabbed).unwrap()), value);
        }
    }

    #[test]
    fn readable() {
        let monitor = json!({"name": "a", "message": "one\ntwo\n", "on": "no", "tags": ["a:b"]});
        assert_eq!(
            to_yaml(&monitor),
            "name: a\nmessage: |\n  one\n  two\n'on': 'no'\ntags:\n- a:b\n"
        );
    }
}
