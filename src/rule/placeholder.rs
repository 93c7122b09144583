//! Values that somebody forgot to fill in.

/// Whether a value is the word that a program writes where none is set.
pub fn is_unset(value: &str) -> bool {
    let words = ["undefined", "null", "none", "nan", "nil", "[object object]", "true", "false"];
    words.iter().any(|word| value.trim().eq_ignore_ascii_case(word))
}

/// What kind of placeholder a value is; none if it looks like a real one.
pub fn placeholder(value: &str) -> Option<&'static str> {
    let lower = value.trim().to_ascii_lowercase();
    let plain: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let between =
        |open: &str, close: &str| lower.len() > 2 && lower.starts_with(open) && lower.ends_with(close);
    let known: [(bool, &'static str); 6] = [
        (is_unset(value), "what a program writes for a value that is not set"),
        (
            between("${", "}") || between("{{", "}}") || between("#{", "}"),
            "a template variable that was not replaced",
        ),
        (
            between("%", "%")
                || (lower.starts_with('$') && lower.len() > 1)
                || lower.contains("process.env."),
            "the name of an environment variable instead of its value",
        ),
        (between("<", ">") || between("[", "]"), "an example in brackets"),
        (
            plain.starts_with("your")
                && ["client", "app", "id", "secret", "api"].iter().any(|word| plain.contains(word)),
            "an example that should have been replaced",
        ),
        (
            [
                "clientid",
                "changeme",
                "replaceme",
                "todo",
                "xxx",
                "xxxx",
                "xxxxx",
                "xxxxxx",
                "insertclientidhere",
            ]
            .contains(&plain.as_str()),
            "an example that should have been replaced",
        ),
    ];
    known.iter().find(|(holds, _)| *holds).map(|(_, says)| *says)
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn forgotten_values_are_known() {
        for value in [
            "YOUR_CLIENT_ID",
            "undefined",
            "null",
            "[object Object]",
            "${CLIENT_ID}",
            "%CLIENT_ID%",
            "<client-id>",
            "{{id}}",
        ] {
            assert!(placeholder(value).is_some(), "{value}");
        }
        for value in [
            "shop",
            "spa-public",
            "0oa1b2c3",
            "my_client_id",
            "youtube-app",
            "https://app.example.com/client.json",
        ] {
            assert!(placeholder(value).is_none(), "{value}");
        }
    }
}
