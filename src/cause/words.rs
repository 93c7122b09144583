//! The words of a failed message, ready to be looked up: where they were said, code, status and everything beside it. A
//! message comes in; what the words mean is not known here.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::oauth::{Kind, Landing, Message, Step};
use crate::provider::Place;

/// What a message says, ready to be searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub place: Place,
    pub status: Option<u16>,
    pub code: String,
    /// Description, page and further texts.
    pub text: String,
    /// Whether a client says it to whom a code had come: what it repeats of a server is of the code's redemption.
    pub redeems: bool,
    /// Whether the place is not known: a text or an answer by itself.
    pub anywhere: bool,
}

impl Words {
    /// The words of a message: its answer's error and page, the response's parameters, what a client's page repeats.
    pub fn of(message: &Message<'_>) -> Words {
        let answer = &message.answer;
        let place = place(message);
        let mut code = answer.error.as_ref().map(|error| error.code.clone()).unwrap_or_default();
        let mut text = answer.error.as_ref().map(|error| error.description.clone()).unwrap_or_default();
        if let Some(error) = message.given("error").filter(|_| place == Place::Callback) {
            code = error.to_owned();
            let names = ["error_description", "error_hint", "error_subcode", "error_reason", "error_message"];
            // Supabase's own code; others have a number in it.
            let own = message.given("error_code").filter(|code| code.contains('_'));
            let given: Vec<&str> = names.iter().filter_map(|name| message.given(name)).chain(own).collect();
            // What was handed to the client's server it may repeat.
            text = if given.is_empty() { text } else { given.join(" ") };
        }
        if let Some(relayed) = &message.relayed {
            code = relayed.code.clone().unwrap_or(code);
            text = format!("{text} {}", relayed.words()).trim().to_owned();
        }
        // LINE writes `LOGIN_REQUIRED`.
        let small = code.to_ascii_lowercase();
        if !crate::provider::is_standard(&code) && crate::provider::is_standard(&small) {
            code = small;
        }
        if let Some(named) = token_code(message).filter(|_| !crate::provider::is_standard(&code)) {
            code = named;
        }
        // The status in words says nothing more.
        if is_vague(message) || REASONS.iter().any(|reason| code.eq_ignore_ascii_case(reason)) {
            code.clear();
        }
        // Where a sentence stands in the code's place, it is words.
        if code.contains(' ') {
            text = format!("{code} {text}").trim().to_owned();
            code.clear();
        }
        // Of a long log only what belongs to the sentence counts.
        let alone = message.relayed.as_ref().filter(|_| message.exchange.is_alone());
        let page = alone
            .map(|relayed| relayed.context.as_str())
            .or(answer.page.as_deref())
            .filter(|_| message.relayed.as_ref().is_none_or(|relayed| !relayed.says_all()))
            .filter(|_| alone.is_none_or(|relayed| relayed.description.is_none()))
            .unwrap_or_default();
        // The sentence begins its context.
        if !text.is_empty() && page.trim_start().starts_with(text.as_str()) {
            text.clear();
        }
        let landed = message.landed.as_ref();
        if let Some(landed) = landed.filter(|landed| crate::provider::is_standard(&landed.code)) {
            code.clone_from(&landed.code);
        }
        let landed_on = landed.map(|landed| landed.says.as_str()).unwrap_or_default();
        let explained = explained_at(message).unwrap_or_default();
        // Each for itself: what is wrong in one is not said of the other's matter.
        let parts = [text.as_str(), &further_words(message), page, landed_on, &explained];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
        text = parts.join("\n").trim().to_owned();
        if code.is_empty()
            && let Some((named, says)) = crate::flow::own_error_address(message)
        {
            text = format!("{text} {says}").trim().to_owned();
            code = named;
        }
        if code.is_empty() {
            code = code_in(page);
        }
        // A status line whose phrase is a code of its own: `401 INVALID_OAUTHSCOPE`.
        let phrase = message.exchange.response.status_text.trim();
        let is_code = phrase.contains('_') && !phrase.contains(char::is_whitespace);
        if code.is_empty() && is_code && answer.status.is_some_and(|status| status >= 400) {
            phrase.clone_into(&mut code);
        }
        Words {
            place,
            redeems: place == Place::Callback && redeems(message),
            anywhere: is_anywhere(message),
            status: message
                .relayed
                .as_ref()
                .and_then(|relayed| relayed.status)
                .or(landed.and_then(Landing::status))
                .or(answer.status),
            code,
            text,
        }
    }
}

/// RFC 9110, section 15.
const REASONS: [&str; 9] = [
    "Bad Request",
    "Unauthorized",
    "Forbidden",
    "Not Found",
    "Conflict",
    "Unprocessable Entity",
    "Too Many Requests",
    "Internal Server Error",
    "Service Unavailable",
];

/// Where a message's words were said.
fn place(message: &Message<'_>) -> Place {
    // What a client tells of its own request is the token endpoint's word; what it refuses itself is its own.
    match message.relayed.as_ref().and_then(|relayed| relayed.step) {
        // A connection that failed is no word of the other side.
        Some(Step::Token) if message.kind == Kind::Callback && is_cut_off(message) => return Place::Callback,
        Some(Step::Token) if is_unread(message) => return Place::Callback,
        Some(Step::Token | Step::Session) => return Place::Token,
        Some(Step::Authorization | Step::Callback) | None if repeats_code(message) => return Place::Token,
        Some(Step::Userinfo | Step::Api) => return Place::Api,
        Some(
            Step::Authorization
            | Step::StateCheck
            | Step::IdToken
            | Step::Callback
            | Step::Discovery
            | Step::Registration,
        ) => return Place::Callback,
        None if token_code(message).is_some() => return Place::Token,
        None => {}
    }
    match message.kind {
        _ if is_of_api(message) => Place::Api,
        // Token endpoints answer with JSON (RFC 6749, section 5.2).
        Kind::TokenRequest if message.exchange.is_alone() && message.answer.is_page() => Place::Page,
        // The client's own server speaks, and may repeat what it heard.
        Kind::TokenRequest if message.because == crate::oauth::HANDED_ON => Place::Callback,
        // A page hands the error of the authorization response to the client's server.
        Kind::TokenRequest | Kind::ClientPage if message.given("error").is_some() => Place::Callback,
        Kind::AuthorizationResponse | Kind::Callback => Place::Callback,
        Kind::AuthorizationRequest | Kind::Interaction | Kind::Logout => Place::Page,
        Kind::Userinfo | Kind::ApiCall | Kind::Introspection => Place::Api,
        _ => Place::Token,
    }
}

/// Whether a client to whom a code came repeats a code of the specifications: it is what the code's redemption was answered with.
fn repeats_code(message: &Message<'_>) -> bool {
    let relayed = message.relayed.as_ref().and_then(|relayed| relayed.code.as_deref());
    let answered = message.answer.error.as_ref().map(|error| error.code.as_str());
    let landed = message.landed.as_ref().map(|landed| landed.code.as_str());
    let mut codes = [relayed, answered.filter(|_| !is_vague(message)), landed].into_iter().flatten();
    redeems(message)
        // These two clients say of themselves as well.
        && codes.any(|code| crate::oauth::is_registered_error(code) && !["access_denied", "server_error"].contains(&code))
}

/// Whether a client to which a code came says `invalid_request` of what came, and no more than that the login failed.
fn is_vague(message: &Message<'_>) -> bool {
    let error = message.answer.error.as_ref().filter(|error| error.code == "invalid_request");
    let failed = |name: &str| ["authentication", "login", "sign-in", "authorization"].contains(&name);
    let says = error.map(|error| error.description.trim_end_matches('.').to_ascii_lowercase());
    redeems(message) && says.is_some_and(|says| says.strip_suffix(" failed").is_some_and(failed))
}

/// Whether a code came to the client that speaks.
fn redeems(message: &Message<'_>) -> bool {
    let by_client = message.kind == Kind::Callback || message.because == crate::oauth::HANDED_ON;
    by_client && message.given("code").is_some() && message.given("error").is_none()
}

/// Whether it is not known who said it: a text that names no step, an answer without its request, a capture's only refusal.
fn is_anywhere(message: &Message<'_>) -> bool {
    let step = message.relayed.as_ref().and_then(|relayed| relayed.step);
    message.exchange.is_alone() && step.is_none() || message.because == crate::oauth::ONLY
}

/// Whether an answer without its request is none of a token endpoint, which names a code (RFC 6749, section 5.2).
fn is_of_api(message: &Message<'_>) -> bool {
    let code = message.answer.error.as_ref().map(|error| error.code.as_str());
    message.exchange.is_alone()
        && message.relayed.is_none()
        && matches!(message.answer.status, Some(401 | 403))
        && message.answer.json.is_some()
        && !code.is_some_and(crate::oauth::is_registered_error)
}

/// Whether a client tells of an answer that it could not read.
fn is_unread(message: &Message<'_>) -> bool {
    let says = message.relayed.as_ref().map(|relayed| relayed.context.to_ascii_lowercase());
    says.is_some_and(|says| says.contains("failed to parse server response"))
}

/// Whether a client tells of a connection that failed.
fn is_cut_off(message: &Message<'_>) -> bool {
    let says =
        message.relayed.as_ref().map(|relayed| relayed.context.to_ascii_lowercase()).unwrap_or_default();
    ["timed out", "timeout", "econnre", "refused", "unreachable", "could not resolve", "getaddrinfo"]
        .iter()
        .any(|word| says.contains(word))
}

/// The code on the client's page, after a callback that brought none, which only a token endpoint answers with.
fn token_code(message: &Message<'_>) -> Option<String> {
    let handed_on = message.kind == Kind::TokenRequest && message.given("grant_type").is_none();
    let at_client = matches!(message.kind, Kind::Callback | Kind::ClientPage) || handed_on;
    if !at_client || message.given("error").is_some() {
        return None;
    }
    let landed = message.landed.as_ref().map(|landed| landed.says.as_str()).unwrap_or_default();
    let text = format!("{} {landed}", message.answer.words());
    let codes = [
        "invalid_grant",
        "invalid_client",
        "unauthorized_client",
        "unsupported_grant_type",
        "redirect_uri_mismatch",
    ];
    // `invalid_client_id` is another code.
    let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let whole = |code: &str| text.split(code).skip(1).any(|rest| !rest.starts_with(goes_on));
    codes.into_iter().find(|code| whole(code)).map(str::to_owned)
}

/// What else an error answer says beside code and description: hints of fosite, reasons of X and LinkedIn, messages of
/// clients' own endpoints.
fn further_words(message: &Message<'_>) -> String {
    let names = [
        "error_hint",
        "error_debug",
        "hint",
        "reason",
        "title",
        "detail",
        "details",
        "detailedMessage",
        "message",
        "error_message",
        "ErrorMessage",
        "errorMessage",
        "error_user_msg",
        "cause",
        "suberror",
        "required_enrollment",
    ];
    let answer = &message.answer;
    let failed = answer.error.is_some() || answer.status.is_some_and(|status| status >= 400);
    let said = answer.error.as_ref().map(|error| error.description.as_str()).unwrap_or_default();
    let texts: Vec<&str> =
        names.iter().filter_map(|name| answer.text(name)).filter(|text| failed && *text != said).collect();
    texts.join(" ")
}

/// What the address of the explanation (RFC 6749, section 5.2) names, where that is a URN: Oracle Health's own code.
fn explained_at(message: &Message<'_>) -> Option<String> {
    let failed = message.answer.error.is_some() || message.given("error").is_some();
    let address = message.given("error_uri").or_else(|| message.answer.text("error_uri"));
    crate::oauth::urn_in(address.filter(|_| failed)?)
}

/// The error code that a page prints: "Error 400: redirect_uri_mismatch", "there was an error : invalid_request".
fn code_in(page: &str) -> String {
    static PRINTED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)(?:\berror(?: code)?(?: \d{3})?|\b[45]\d\d)\s*[:=：]?\s*["'`(]?([a-z]+(?:_[a-z0-9]+)+)\b"#,
        )
        .ok()
    });
    // `response_mode=web_message`: a page whose script hands the response over.
    static HANDED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"authorization_response[^<]{0,400}?"?error"?\s*:\s*"([a-z_]+)""#).ok());
    let handed = HANDED.as_ref().and_then(|pattern| pattern.captures(page)?.get(1));
    if let Some(code) = handed {
        return code.as_str().to_owned();
    }
    let start: String = page.chars().take(1500).collect();
    let found = PRINTED.as_ref().and_then(|pattern| {
        let codes = pattern.captures_iter(&start).filter_map(|found| found.get(1));
        let mut codes = codes.map(|code| code.as_str()).filter(|code| !is_parameter(code));
        codes.next().map(str::to_owned)
    });
    found.unwrap_or_default()
}

/// Names that follow "error" in sentences and are no codes.
fn is_parameter(word: &str) -> bool {
    [
        "redirect_uri",
        "client_id",
        "response_type",
        "error_description",
        "error_uri",
        "code_challenge",
        "grant_type",
    ]
    .contains(&word)
}
