//! What a client's page or log line says of an exchange that happened out of the browser's sight: "token exchange failed:
//! token endpoint returned status 403 Forbidden". Words come in; step, status, code and description go out.

use std::sync::LazyLock;

use regex_lite::Regex;

/// A failure that another program tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relayed {
    /// The sentence that tells it, cut to 300 characters.
    pub says: String,
    /// The HTTP status that the other side answered with.
    pub status: Option<u16>,
    /// The OAuth error code, if it is repeated.
    pub code: Option<String>,
    /// The server's own description, if it is repeated.
    pub description: Option<String>,
    /// Whether the words name the token endpoint, a token request or a code exchange.
    pub token_endpoint: bool,
}

impl Relayed {
    /// Looks for such words in the text of a page; none if it tells of no failed exchange.
    pub fn find(text: &str) -> Option<Relayed> {
        let at = FAILURE.find(text)?;
        let start = text.get(..at.start())?.rfind(['\n', '.', '>']).map_or(0, |dot| dot + 1);
        let says: String = text.get(start..)?.trim().chars().take(300).collect();
        let says = says.split('\n').next().unwrap_or_default().trim().to_owned();
        let tail: String = text.get(at.start()..)?.chars().take(1500).collect();
        let code = KNOWN_ERROR.find(&tail).map(|code| code.as_str().to_owned());
        let description =
            DESCRIPTION.captures(&tail).and_then(|found| found.get(1)).map(|text| text.as_str().to_owned());
        let status = STATUS
            .captures(&tail)
            .and_then(|found| found.get(1))
            .and_then(|digits| digits.as_str().parse().ok());
        Some(Relayed { token_endpoint: TOKEN.is_match(&tail), says, status, code, description })
    }
}

// A pattern that does not compile fails its test, not the person: it matches nothing.
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|_| empty())
}

#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
fn empty() -> Regex {
    Regex::new("[^\\s\\S]").unwrap()
}

static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)token (exchange|request|endpoint|retrieval|response)[^.\n]{0,60}(fail|error|returned|status|rejected|denied|refused|invalid)",
        r"|(fail(ed|ure)?|error|unable|could not|cannot)[^.\n]{0,40}(exchang\w*|redeem\w*|retriev\w*|fetch\w*|obtain\w*|get(ting)?|acquir\w*|request\w*)[^.\n]{0,30}(token|authorization code|the code)",
        r"|cannot fetch token|oauth2: |invalid_token_response|OAuthCallbackError|InternalOAuthError|TokenError|obtain access token",
        r"|code exchange (failed|error)",
    ))
});
static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:status(?: ?code)?|http(?:/\d\.\d)?|returned|response|error|code|failed)[^\d\n]{0,20}\b([45]\d\d)\b",
    )
});
static KNOWN_ERROR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(invalid_(grant|client|request|scope|token|code|target|dpop_proof)|unauthorized_client|unsupported_grant_type|access_denied|server_error|temporarily_unavailable|redirect_uri_mismatch|incorrect_client_credentials|bad_verification_code|invalid_client_secret|unsupported_country_region_territory)\b",
    )
});
static DESCRIPTION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"error_?description\\?["']?\s*[:=]\s*\\?["']?([^"'\\<\n}]{3,300})"#));
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)token|code exchange|exchang\w+ (the )?(authorization )?code|oauth2: "));

#[cfg(test)]
mod tests {
    use super::Relayed;

    #[test]
    fn words_of_clients_are_read() {
        let found = Relayed::find(
            "Sign-in\ntoken exchange failed: token endpoint returned status 403 Forbidden\nTry again",
        )
        .unwrap();
        assert_eq!(found.status, Some(403));
        assert_eq!(found.says, "token exchange failed: token endpoint returned status 403 Forbidden");
        assert!(found.token_endpoint);
        let go = Relayed::find("oauth2: cannot fetch token: 401 Unauthorized Response: {\"error\":\"invalid_client\",\"error_description\":\"Bad secret\"}").unwrap();
        assert_eq!(
            (go.code.as_deref(), go.description.as_deref()),
            (Some("invalid_client"), Some("Bad secret"))
        );
        let spring = Relayed::find("[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: 400 Bad Request").unwrap();
        assert_eq!(spring.status, Some(400));
    }

    #[test]
    fn ordinary_pages_tell_nothing() {
        for text in [
            "Signed in. You can close this window.",
            "Error 404: page not found",
            "Enter the token from your app",
            "status 200",
        ] {
            assert_eq!(Relayed::find(text), None, "{text}");
        }
    }
}
