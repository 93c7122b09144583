//! What the rules on authorization requests share: the request whose parameters are in sight, and whether the provider
//! took it. A request that was taken cannot be why the login failed.

use super::{Class, Finding, Severity, Verdict};
use crate::flow::Flow;
use crate::oauth::{Kind, Message};

/// What became of the authorization request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The provider sent the browser back: with a code, a token, or an error that is about the person.
    Accepted,
    /// The provider refused it.
    Refused,
    /// The capture does not tell.
    Open,
}

/// The authorization request, or the pushed one, if its parameters can be read.
///
/// # Errors
/// The verdict to give where there is none, or where its parameters are elsewhere.
pub fn readable<'a, 'c>(flow: &'a Flow<'c>) -> Result<&'a Message<'c>, Verdict> {
    let Some(request) = flow.authorization_request() else { return Err(Verdict::NotApplicable) };
    if request.body_not_recorded() && request.client_id().is_none() {
        return Err(Verdict::lacks("The body of the authorization request is not in the capture."));
    }
    let refers = |name: &str| request.kind == Kind::AuthorizationRequest && request.given(name).is_some();
    if refers("request_uri") {
        return Err(Verdict::lacks(
            "The request's parameters stand behind its `request_uri`; the request that pushed them is not in the capture.",
        ));
    }
    let is_open = || request.params.0.iter().any(crate::http::Param::is_carried);
    if request.given("request").is_some() && !is_open() {
        return Err(Verdict::lacks(
            "The request's parameters stand in a request object (`request`) that cannot be read.",
        ));
    }
    Ok(request)
}

/// Judges a parameter of the authorization request; not applicable where it is not given.
pub fn on(flow: &Flow<'_>, name: &str, judge: impl FnOnce(&Message<'_>, &str) -> Verdict) -> Verdict {
    let request = match readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    match request.given(name) {
        None => Verdict::NotApplicable,
        Some(value) if super::token::is_redacted(value) => super::token::blanked(name),
        Some(value) => judge(request, value),
    }
}

/// The words of a list that is separated by spaces.
pub fn words(list: &str) -> Vec<&str> {
    list.split_whitespace().collect()
}

/// Names in backticks, separated by commas.
pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether the request protects the code with PKCE and `S256`.
pub fn has_pkce(request: &Message<'_>) -> bool {
    request.given("code_challenge").is_some() && request.given("code_challenge_method") == Some("S256")
}

/// What became of the authorization request.
pub fn stage(flow: &Flow<'_>) -> Stage {
    let brings = |message: &Message<'_>| {
        let names = ["code", "access_token", "id_token", "response"];
        names.iter().any(|name| message.given(name).is_some()) || about_person(message)
    };
    if responses(flow).any(brings) {
        return Stage::Accepted;
    }
    match refusing(flow).next() {
        Some(_) => Stage::Refused,
        None => Stage::Open,
    }
}

/// Authorization responses, as issued and as delivered.
pub fn responses<'a, 'c>(flow: &'a Flow<'c>) -> impl Iterator<Item = &'a Message<'c>> {
    let received = flow.of(Kind::Callback).filter(|message| !message.is_notification());
    flow.of(Kind::AuthorizationResponse).chain(received)
}

/// Errors that a provider gives after it has taken the request (RFC 6749, section 4.1.2.1; OpenID Connect Core, section
/// 3.1.2.6).
fn about_person(message: &Message<'_>) -> bool {
    let codes = [
        "access_denied",
        "login_required",
        "interaction_required",
        "consent_required",
        "account_selection_required",
        "temporarily_unavailable",
    ];
    message.given("error").is_some_and(|error| codes.contains(&error))
}

/// Messages that refuse the authorization request: failures on the way to the response, and short pages at its end that
/// name an error code with a status that does not (IdentityServer).
fn refusing<'a, 'c>(flow: &'a Flow<'c>) -> impl Iterator<Item = &'a Message<'c>> {
    let early = |message: &&Message<'c>| match message.kind {
        Kind::AuthorizationRequest
        | Kind::PushedAuthorization
        | Kind::Interaction
        | Kind::AuthorizationResponse => true,
        Kind::Callback => message.given("error").is_some(),
        _ => false,
    };
    let ends = responses(flow).next().is_none();
    let pages = flow.of(Kind::AuthorizationRequest).chain(flow.of(Kind::Interaction));
    let failed = flow.failures.iter().filter_map(|failure| flow.messages.get(failure.message)).filter(early);
    failed.chain(pages.filter(move |message| ends && names_error(message)))
}

fn names_error(message: &Message<'_>) -> bool {
    let codes = [
        "invalid_request",
        "invalid_client",
        "unauthorized_client",
        "invalid_scope",
        "unsupported_response_type",
    ];
    let page = message.answer.page.as_deref().unwrap_or_default();
    page.len() < 1000 && codes.iter().any(|code| page.contains(code))
}

/// Whether the provider refused the request in words that name one of these, all in lower case.
pub fn refused_for(flow: &Flow<'_>, words: &[&str]) -> bool {
    refusing(flow).any(|message| {
        let own =
            ["error", "error_description", "error_hint"].map(|name| message.given(name).unwrap_or_default());
        let said = format!("{} {}", own.join(" "), message.answer.words()).to_lowercase();
        words.iter().any(|word| said.contains(word))
    })
}

/// A finding as grave as what became of the request: proven if it was refused, likely if nobody knows, and a remark on
/// conformance if the provider took it.
pub fn settled(flow: &Flow<'_>, finding: Finding) -> Finding {
    match stage(flow) {
        Stage::Refused => finding,
        Stage::Open => finding.severity(Severity::Warning).likely(),
        Stage::Accepted => finding.severity(Severity::Warning).class(Class::Conformance),
    }
}

/// Whether the client went on to redeem the code, in the capture or by its own words: then it took the response.
pub fn went_on(flow: &Flow<'_>) -> bool {
    let told = |message: &Message<'_>| message.relayed.as_ref().is_some_and(|relayed| relayed.token_endpoint);
    flow.code_requests().next().is_some() || flow.messages.iter().any(told)
}

/// A finding on a response: a remark on conformance if the client took it nevertheless.
pub fn taken(flow: &Flow<'_>, finding: Finding) -> Finding {
    if went_on(flow) { finding.severity(Severity::Warning).class(Class::Conformance) } else { finding }
}
