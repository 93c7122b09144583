//! Where a `Location` leads.

/// Resolves a `Location` against the URL that answered with it (RFC 9110, section 10.2.2). An absolute one is kept as
/// written: its bytes are evidence. What cannot be resolved is given back unchanged.
pub fn resolve(base: &str, location: &str) -> String {
    let absolute = location.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    });
    if absolute {
        return location.to_owned();
    }
    // Only a web server redirects; with a file's address for its base, joining ends in an assertion of `url`.
    let Some(base) = url::Url::parse(base).ok().filter(|base| base.scheme().starts_with("http")) else {
        return location.to_owned();
    };
    let origin = super::origin_of(&base);
    if location.starts_with('/') && !location.starts_with("//") && !origin.is_empty() {
        return format!("{origin}{location}");
    }
    base.join(location).map_or_else(|_| location.to_owned(), String::from)
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn absolute_locations_keep_their_bytes() {
        assert_eq!(resolve("https://op/auth", "https://RP.example/cb?x=%2f"), "https://RP.example/cb?x=%2f");
        assert_eq!(resolve("https://op/auth", "com.example.app:/cb?code=1"), "com.example.app:/cb?code=1");
    }

    #[test]
    fn relative_locations_are_joined() {
        assert_eq!(resolve("https://op/a/b?x", "/login?y=1#z"), "https://op/login?y=1#z");
        assert_eq!(resolve("https://op/a/b?x", "c"), "https://op/a/c");
        assert_eq!(resolve("not a url", "/login"), "/login");
    }

    #[test]
    fn a_file_redirects_nowhere() {
        assert_eq!(resolve("file:/\u{1}/v:?.", "../"), "../");
    }
}
