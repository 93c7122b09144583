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
    if refers("request") {
        return Err(Verdict::lacks("The request's parameters stand in a signed request object (`request`)."));
    }
    Ok(request)
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
    flow.of(Kind::AuthorizationResponse).chain(flow.of(Kind::Callback))
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

fn refusing<'a, 'c>(flow: &'a Flow<'c>) -> impl Iterator<Item = &'a Message<'c>> {
    let early = |message: &&Message<'c>| match message.kind {
        Kind::AuthorizationRequest
        | Kind::PushedAuthorization
        | Kind::Interaction
        | Kind::AuthorizationResponse => true,
        Kind::Callback => message.given("error").is_some(),
        _ => false,
    };
    flow.failures.iter().filter_map(|failure| flow.messages.get(failure.message)).filter(early)
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

/// Whether a host is only known in a house or laboratory: a name without a dot, a reserved ending, a private address.
pub fn is_internal(url: &url::Url) -> bool {
    let endings = [".local", ".internal", ".test", ".lan", ".localdomain", ".home.arpa"];
    match url.host() {
        Some(url::Host::Domain(name)) => !name.contains('.') || endings.iter().any(|end| name.ends_with(end)),
        Some(url::Host::Ipv4(address)) => address.is_private() || address.is_link_local(),
        Some(url::Host::Ipv6(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        None => false,
    }
}
