//! What a client's page, API or log tells of an exchange that happened out of sight, or of a response that it refused:
//! "token exchange failed: token endpoint returned status 403 Forbidden". Words come in; library, step, status, code and
//! description go out. What they mean is not known here.

mod libraries;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex_lite::{Captures, Regex};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::pattern::Pattern;

/// A failure that another program tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relayed {
    /// The sentence that tells it, cut to 300 characters.
    pub says: String,
    /// What is to be searched, at most 1500 characters: the sentence and what follows it; of a sentence that only wraps a
    /// server's answer, what follows.
    pub context: String,
    /// The library that speaks so, if it is known.
    pub library: Option<&'static str>,
    /// The step that failed, as far as the words name it.
    pub step: Option<Step>,
    /// The HTTP status that the other side answered with.
    pub status: Option<u16>,
    /// The OAuth error code, if it is repeated.
    pub code: Option<String>,
    /// The server's own description, if it is repeated.
    pub description: Option<String>,
    /// Whether the words name the token endpoint, a token request or a code exchange.
    pub token_endpoint: bool,
    /// Whether it was a refresh token that should be redeemed.
    pub refreshes: bool,
    /// Addresses in the text, which may tell the provider.
    pub addresses: Vec<String>,
    /// Whether a server's answer is repeated, and holds no more than a code.
    pub only_code: bool,
}

/// A step of a login, as clients name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Metadata or keys could not be fetched or do not fit.
    Discovery,
    /// The client could not be registered.
    Registration,
    /// The authorization response is an error.
    Authorization,
    /// The client's callback failed in some other way.
    Callback,
    /// The response does not belong to the request that the client remembers.
    StateCheck,
    /// The token request.
    Token,
    /// The client refuses the ID token.
    IdToken,
    Userinfo,
    /// An API refuses the access token.
    Api,
    /// The client's server does not renew its own session.
    Session,
}

impl Relayed {
    /// Looks for such words in the text of a page; none if it tells of no failed exchange.
    pub fn find(text: &str) -> Option<Relayed> {
        // Each text is searched once: many logins lead to the same pages, and a live session is judged again and again.
        type Known = HashMap<[u8; 32], Option<Box<Relayed>>>;
        static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let id: [u8; 32] = Sha256::digest(text).into();
        if let Some(known) = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return known.as_deref().cloned();
        }
        let found = Relayed::of_library(text).or_else(|| Relayed::in_general(text));
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() > 1000 {
            known.clear();
        }
        known.insert(id, found.clone().map(Box::new));
        found
    }

    /// The same of a text by itself, of which it is known that somebody wants to know what it means: an error code, or a
    /// status, or an error in words is enough.
    pub fn of_text(text: &str) -> Option<Relayed> {
        Relayed::find(text).or_else(|| {
            let found = KNOWN_ERROR.find(text).or_else(|| TELLING.find(text));
            let mut relayed = Relayed::at(text, found.map_or(0, |found| found.start()));
            relayed.complete(text);
            Some(relayed)
        })
    }

    /// What a client's own server says when it refuses a response.
    pub fn of_refusal(text: &str) -> Relayed {
        let mut relayed = Relayed::at(text, 0);
        relayed.step = Some(Step::Callback);
        relayed.complete(text);
        relayed.description = relayed.description.or_else(|| Some(text.chars().take(600).collect()));
        relayed
    }

    /// In the words of a library, without the general patterns.
    pub fn of_library(text: &str) -> Option<Relayed> {
        let lower = text.to_ascii_lowercase();
        let holds = |key: &str| memchr::memmem::find(lower.as_bytes(), key.as_bytes()).is_some();
        for library in libraries::all() {
            for (step, _, pattern) in library.lines.iter().filter(|(_, key, _)| holds(key)) {
                let pattern = Pattern::of(pattern);
                let Some(found) = pattern.captures(text) else {
                    continue;
                };
                let mut relayed = Relayed::at(text, found.get(0)?.start());
                relayed.library = Some(library.name);
                relayed.step = Some(*step);
                relayed.take(&found);
                relayed.complete(text);
                // A status before the sentence is the client's own.
                let behind = text.get(found.get(0)?.start()..).unwrap_or_default();
                let behind: String = behind.chars().take(1500).collect();
                relayed.status =
                    relayed.status.filter(|_| status(&behind).is_some() || found.name("status").is_some());
                if relayed.wraps() {
                    let rest = text.get(found.get(0)?.end()..).unwrap_or_default();
                    relayed.context = rest.chars().take(1500).collect();
                }
                return Some(relayed);
            }
        }
        None
    }

    fn in_general(text: &str) -> Option<Relayed> {
        let mut relayed = Relayed::at(text, FAILURE.find(text)?.start());
        relayed.complete(text);
        let of_person = PERSON.is_match(&relayed.says);
        relayed.token_endpoint = !of_person && TOKEN.is_match(&relayed.context);
        let named =
            if of_person { Some(Step::Userinfo) } else { relayed.token_endpoint.then_some(Step::Token) };
        relayed.step = relayed.step.or(named);
        Some(relayed)
    }

    /// The sentence around a place, and what follows.
    fn at(text: &str, place: usize) -> Relayed {
        let start = text
            .get(..place)
            .and_then(|before| {
                before.rfind(['\n', '>']).map(|at| at + 1).or_else(|| Some(before.rfind(". ")? + 2))
            })
            .unwrap_or(0);
        let rest = text.get(start..).unwrap_or_default().trim_start();
        let line = rest.split('\n').next().unwrap_or_default().trim();
        Relayed {
            says: line.chars().take(300).collect(),
            context: rest.chars().take(1500).collect(),
            ..Relayed::default()
        }
    }

    /// Whether the sentence is a library's wrapping of what a server answered, and says nothing by itself.
    pub fn wraps(&self) -> bool {
        let answered = matches!(self.step, Some(Step::Token | Step::Userinfo | Step::Api));
        let judged = matches!(self.step, Some(Step::StateCheck | Step::IdToken));
        self.only_code || self.library.is_some() && (answered || self.status.is_some() && !judged)
    }

    /// Whether a server's answer is repeated whole: what stands around it is the client's.
    pub fn says_all(&self) -> bool {
        self.only_code || self.code.is_some() && self.description.is_some() && self.token_endpoint
    }

    /// What the client repeats: the server's words where it does, else its own sentence.
    pub fn words(&self) -> &str {
        self.description.as_deref().unwrap_or(if self.wraps() { "" } else { &self.says })
    }

    /// What a pattern's groups name.
    fn take(&mut self, found: &Captures<'_>) {
        let group = |name: &str| {
            found.name(name).map(|group| group.as_str().trim().to_owned()).filter(|text| !text.is_empty())
        };
        self.status = group("status").and_then(|status| status.parse().ok()).filter(|status| *status >= 300);
        self.code = group("code").filter(|code| code.len() < 80);
        self.description = group("description");
        // A description may begin with the code: "invalid_grant (Code not valid)".
        if self.code.is_none()
            && let Some(text) = &self.description
            && let Some(code) = KNOWN_ERROR.find(text)
        {
            self.code = Some(code.as_str().to_owned());
        }
        // GitLab shows codes as words: "Invalid grant :: …".
        if self.code.is_none()
            && let Some((first, _)) = self.description.as_deref().and_then(|text| text.split_once(" :: "))
        {
            let code = first.trim().to_ascii_lowercase().replace(' ', "_");
            self.code = KNOWN_ERROR.is_match(&code).then_some(code);
        }
    }

    /// What stands further on in the text: the answer that is repeated, its status, code and description.
    fn complete(&mut self, text: &str) {
        let context = self.context.clone();
        let repeated = answer(&context);
        let general = || KNOWN_ERROR.find(&context).map(|code| code.as_str().to_owned());
        let member = |names: &[&str]| {
            let value = names.iter().find_map(|name| repeated.as_ref()?.get(name)?.as_str());
            value.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let refuses = matches!(self.step, Some(Step::StateCheck | Step::IdToken));
        if !refuses {
            self.code = self.code.take().or_else(|| member(&["error", "errorCode", "code"])).or_else(general);
            let described =
                DESCRIPTION.captures(&context).and_then(|found| (1..4).find_map(|group| found.get(group)));
            self.description = member(&["error_description", "errorSummary", "message", "detail"])
                .or_else(|| described.map(|text| text.as_str().trim().replace("\\'", "'")))
                .or_else(|| self.description.take());
            self.status = self.status.or_else(|| status(&context));
        }
        self.description = self.description.take().filter(|text| text.len() >= 3);
        let is_code = member(&["error"]).is_some_and(|code| KNOWN_ERROR.is_match(&code));
        if is_code && !refuses && self.description.is_none() {
            self.only_code = true;
            self.context.clear();
        }
        self.addresses = ADDRESS.find_iter(text).take(8).map(|found| found.as_str().to_owned()).collect();
        // Codes that only token endpoints give.
        let of_token = [
            "invalid_grant",
            "invalid_client",
            "unsupported_grant_type",
            "code_already_used",
            "bad_redirect_uri",
            "bad_client_secret",
            "incorrect_client_credentials",
            "bad_verification_code",
        ];
        let is_open = self.step.is_none_or(|step| matches!(step, Step::Authorization | Step::Callback));
        if is_open && self.code.as_deref().is_some_and(|code| of_token.contains(&code)) {
            self.step = Some(Step::Token);
        }
        let at_token = |address: &String| {
            let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
            path.ends_with("/token") || path.ends_with("access_token")
        };
        // An answer in the shape of RFC 6749, section 5.2, with the status that it had.
        let is_answer = member(&["error"]).is_some() && member(&["error_description"]).is_some();
        if is_open && is_answer && self.status.is_some() && self.code.as_deref() != Some("invalid_token") {
            self.step = Some(Step::Token);
        }
        let named = self.addresses.iter().any(at_token);
        if self.step.is_none() && self.code.is_some() && named {
            self.step = Some(Step::Token);
        }
        if self.step.is_none()
            && self.status.is_some()
            && !named
            && self.addresses.iter().any(|address| of_api(address))
        {
            self.step = Some(Step::Api);
        }
        if is_open && self.code.as_deref() == Some("invalid_token") {
            let of_state = self.description.as_deref().is_some_and(|says| STATE.is_match(says));
            self.step = Some(if of_state { Step::StateCheck } else { Step::Api });
            self.code = self.code.take().filter(|_| !of_state);
        }
        self.token_endpoint = self.step == Some(Step::Token);
        self.refreshes = self.token_endpoint && REFRESH.is_match(&self.says);
    }
}

/// Whether an address is by its own words one of an API: `api.example.com`, `graph.example.com`, `/api/…`, `/v1/…`.
fn of_api(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else { return false };
    let host = url.host_str().unwrap_or_default();
    let versioned = |part: &str| {
        let number = part.strip_prefix('v').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let mut parts = url.path().split('/');
    host.split('.').any(|label| ["api", "apis", "graph"].contains(&label))
        || parts.any(|part| part == "api" || part == "userinfo" || versioned(part))
}

/// A JSON object in a text, as it stands or with its quotation marks escaped, and Python's way of printing one.
fn answer(text: &str) -> Option<Value> {
    let object = |text: &str| -> Option<Value> {
        let begins = text.match_indices('{').take(4);
        begins.into_iter().find_map(|(at, _)| {
            let mut values = serde_json::Deserializer::from_str(text.get(at..)?).into_iter::<Value>();
            let value = values.next()?.ok().filter(Value::is_object)?;
            // An object in the place of the code (Facebook, Google's APIs).
            let inner = value.get("error").filter(|inner| inner.is_object());
            Some(inner.cloned().unwrap_or(value))
        })
    };
    object(text)
        .or_else(|| object(&text.replace("\\\"", "\"")))
        .or_else(|| object(&text.replace("\\n", " ")))
        .or_else(|| object(&text.replace('\'', "\"").replace(": None", ": null").replace(": True", ": true")))
}

fn status(text: &str) -> Option<u16> {
    if let Some(found) = STATUS.captures(text).and_then(|found| found.get(1)) {
        return found.as_str().parse().ok();
    }
    let named = NAMED_STATUS.captures(text)?.get(1)?;
    let known = [
        ("BadRequest", 400),
        ("Unauthorized", 401),
        ("Forbidden", 403),
        ("NotFound", 404),
        ("MethodNotAllowed", 405),
        ("TooManyRequests", 429),
        ("InternalServerError", 500),
        ("BadGateway", 502),
        ("ServiceUnavailable", 503),
    ];
    known.iter().find(|(name, _)| *name == named.as_str()).map(|(_, status)| *status)
}

// A pattern that does not compile fails its test, not the person: it matches nothing.
fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|_| empty())
}

#[allow(clippy::unwrap_used, reason = "a constant pattern, compiled by a test")]
fn empty() -> Regex {
    Regex::new("[^\\s\\S]").unwrap()
}

static FAILURE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(concat!(
        r"(?i)token (exchange|request|endpoint|retrieval|response)[^.\n]{0,60}(fail|error|returned|status|rejected|denied|refused|invalid)",
        r"|(fail(ed|ure)?|error|unable|could not|cannot)[^.\n]{0,40}(exchang\w*|redeem\w*|retriev\w*|fetch\w*|obtain\w*|get(ting)?|acquir\w*|request\w*)[^.\n]{0,30}(token|authorization code|the code)",
        r"|cannot fetch token|oauth2: |invalid_token_response|OAuthCallbackError|InternalOAuthError|\bTokenError|obtain access token",
        r"|code exchange (failed|error)",
        r"|(failed|failure|error): (code_already_used|bad_redirect_uri|bad_client_secret|incorrect_client_credentials|bad_verification_code|redirect_uri_mismatch|invalid_(grant|client|code))\b",
        r"|(fail(ed|ure)?|error|unable|could not|cannot)[^.\n]{0,30}(retriev\w*|fetch\w*|obtain\w*|get(ting)?|load\w*|request\w*) (the )?(user ?(info(rmation)?|profile|data)|userinfo|profile)\b[^\n]{0,60}\b[45]\d\d\b",
    ))
});
static PERSON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(user ?(info(rmation)?|profile|data)|profile)\b"));
/// Where a text by itself begins to tell of an error.
static TELLING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"AADSTS\d{4,}|AADB2C\d{4,}|MSIS\d{4,}|\b[EW]0000\d{3}\b|[A-Z]\w+(Exception|Error)\b|(?i)\b(error|exception|fail(ed|ure)|denied|forbidden|unauthorized|invalid|mismatch|expired|blocked|refused|rejected|not (match|found|allowed|valid)|missing|unable|cannot|could not)\b",
    )
});
static STATUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:status(?: ?code)?|http(?:/\d\.\d)?|returned|response|error|code|failed)[^\d\n]{0,20}\b([45]\d\d)\b",
    )
});
static NAMED_STATUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i:status(?: ?code)?)[:= ]{1,3}'?(BadRequest|Unauthorized|Forbidden|NotFound|MethodNotAllowed|TooManyRequests|InternalServerError|BadGateway|ServiceUnavailable)\b",
    )
});
static KNOWN_ERROR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(invalid_(grant|client|request|scope|token|code|target|dpop_proof|redirect_uri|client_metadata|resource|user)|unauthorized_client|unsupported_(grant|response)_type|access_denied|server_error|temporarily_unavailable|login_required|consent_required|interaction_required|account_selection_required|insufficient_scope|redirect_uri_mismatch|incorrect_client_credentials|bad_verification_code|code_already_used|bad_redirect_uri|bad_client_secret|invalid_client_secret|unsupported_country_region_territory|use_dpop_nonce|authorization_pending|expired_token|slow_down)\b",
    )
});
static DESCRIPTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?i)error_?description[\\"'\]]*\s*(?:=>|[:=])\s*(?:\\"([^"\\\n]{3,400})|'((?:[^'\\\n]|\\'){3,400})|"?([^"'\\<\n}\]]{3,300}))"#,
    )
});
static STATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(state|nonce)\b"));
static REFRESH: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)refresh(ing|_token| token|error)"));
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https?://[^\s"'<>()\\\[\]{},;`]+"#));
static TOKEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)token|code exchange|exchang\w+ (the )?(authorization )?code|oauth2: "));

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::libraries;
    use super::{Relayed, Step};

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
        assert_eq!((go.library, go.status), (Some("golang.org/x/oauth2"), Some(401)));
        let spring = Relayed::find("[invalid_token_response] An error occurred while attempting to retrieve the OAuth 2.0 Access Token Response: 400 Bad Request").unwrap();
        assert_eq!(spring.status, Some(400));
    }

    #[test]
    fn answers_are_found_however_they_are_printed() {
        for text in [
            r#"Error retrieving access token: b'{"error":"invalid_grant","error_description":"Bad code"}'"#,
            r#"{"level":"error","msg":"token exchange failed","body":"{\"error\":\"invalid_grant\",\"error_description\":\"Bad code\"}"}"#,
            "token exchange failed: {'error': 'invalid_grant', 'error_description': 'Bad code', 'x': None}",
        ] {
            let found = Relayed::find(text).unwrap();
            assert_eq!(
                (found.code.as_deref(), found.description.as_deref()),
                (Some("invalid_grant"), Some("Bad code")),
                "{text}"
            );
            assert!(found.token_endpoint, "{text}");
        }
    }

    #[test]
    fn a_refusal_by_the_client_is_no_answer_of_a_server() {
        let found = Relayed::find("Correlation failed.\n at Microsoft.AspNetCore... error 500").unwrap();
        assert_eq!((found.step, found.status, found.token_endpoint), (Some(Step::StateCheck), None, false));
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

    #[test]
    fn every_line_of_the_table_can_match() {
        let mut seen = HashSet::new();
        for library in libraries::all() {
            assert!(library.source.starts_with("https://"), "{}", library.name);
            for (_, key, pattern) in library.lines {
                assert!(regex_lite::Regex::new(pattern).is_ok(), "{pattern}");
                assert_eq!(*key, key.to_ascii_lowercase(), "{key}");
                assert!(seen.insert((library.name, pattern)), "{pattern} stands twice");
            }
        }
    }
}
