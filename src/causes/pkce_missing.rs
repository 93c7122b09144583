//! Missing `code_verifier`.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::missing_parameter;
use crate::http::Initiator;
use crate::oauth::{DEVICE_GRANT, Kind, Message, Part};
use crate::rule::{Location, client_auth};
use crate::rules::token_request::pkce_verifier_missing;

pub static CAUSE: Cause = Cause {
    id: "pkce_missing",
    title: "Missing `code_verifier`",
    says: "The authorization request has a `code_challenge`, and the token request has no `code_verifier`",
    story: "Who begins with PKCE must end with it: the provider has stored the challenge and waits for \
            the verifier. It is lost when another part (a server, a second library) redeems the code, or \
            with the session.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &[],
    fix: &[
        "Send the `code_verifier` of this login in the token request.",
        "Let the part that began the login redeem the code, or hand the verifier over together with the \
         code.",
        "Log in again from the start.",
    ],
    refuted_by: &["The token request's body, as sent, holds `code_verifier`."],
    alike: &[&super::pkce_verifier_mismatch::CAUSE, &super::pkce_required::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = kept_by_page(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = known_by_nothing(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.grant_refused() {
        if let Some(weight) = of_device(case) {
            return Some(case.heard_too(weight, &CAUSE));
        }
        if let Some(weight) = missing_parameter::misspelt(case, "code_verifier") {
            return Some(case.heard_too(weight, &CAUSE));
        }
        if let Some(weight) = compared_with_none(case) {
            return Some(weight);
        }
        return match case.decided_by(&CAUSE, &pkce_verifier_missing::RULE) {
            Some(found) if found.strength >= Strength::ServerError => Some(found),
            found => set_up(case).or(found),
        };
    }
    case.said(&CAUSE)
}

/// A public client that began with a challenge brings no verifier, by which alone some servers know it: they say that it did not
/// prove itself.
/// <https://docs.spring.io/spring-authorization-server/reference/guides/how-to-pkce.html>
fn known_by_nothing(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_client"]))?;
    let challenged =
        case.flow.authorization_request().is_some_and(|asked| asked.params.has("code_challenge"));
    let none = request.grant() == Some("authorization_code")
        && !request.body_not_recorded()
        && !request.params.has("code_verifier");
    let public = case.config.token_endpoint_auth_method.as_deref() == Some("none")
        && client_auth::shows_none(request)
        && request.client_id() == case.config.client_id;
    let bare = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let place = Location::param(request, "code_verifier");
    (challenged && none && public && bare).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The public client began with a `code_challenge` and brings no `code_verifier`: nothing shows the server who it is")
            .evidence(Evidence::at("Verifier", place, "not sent"))
    })
}

/// A page that asked with a challenge of its own hands the code to its server without the verifier, and the code is refused.
fn kept_by_page(case: &Case<'_>) -> Option<Weight> {
    let failed =
        case.failed().filter(|failed| matches!(failed.kind, Kind::TokenRequest | Kind::ClientPage))?;
    let asked = case.flow.authorization_request().filter(|asked| asked.led_by.is_none())?;
    let (challenge, code) = (asked.given("code_challenge")?, failed.given("code")?);
    let body = failed.exchange.request.body.text()?;
    let bare = case.error_code() == Some("invalid_grant")
        && case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let by_page = failed.exchange.initiator == Initiator::Script && failed.given("grant_type").is_none();
    let by_server = case.flow.around.before(asked.exchange).iter().any(|earlier| {
        earlier.response.body.text().is_some_and(|text| text.len() < 16_384 && text.contains(challenge))
    });
    let brings = failed.params.0.iter().any(|param| param.name.to_ascii_lowercase().contains("verifier"));
    let says = "The page hands the code to its server and no verifier with it, although it had asked with a `code_challenge`";
    let place = Location::of(failed, Part::RequestBody, None);
    (bare && by_page && !by_server && !brings && body.contains(code)).then(|| {
        Weight::new(Strength::ServerError, 1.1)
            .summary(says)
            .evidence(Evidence::at("Verifier", place, "none in the body"))
            .fix("Keep the verifier until the callback, under a key of its own for each login, and hand it over with the code.")
    })
}

/// The server says that verifier and challenge do not fit, and the request brings no verifier.
pub fn compared_with_none(case: &Case<'_>) -> Option<Weight> {
    // What a client's own server is sent is not what it sends on.
    let to_provider = |request: &&Message<'_>| {
        request.kind == Kind::TokenRequest && request.because != crate::oauth::HANDED_ON
    };
    let request = case.failed().filter(to_provider)?;
    let redeems = request.grant() == Some("authorization_code");
    let none = redeems && !request.body_not_recorded() && !request.params.has("code_verifier");
    let said =
        case.heard.first().filter(|_| none && case.hears_first(&super::pkce_verifier_mismatch::CAUSE))?;
    let says = "The server compares a `code_verifier`, and the token request has none";
    let evidence = Evidence::at("Verifier", Location::param(request, "code_verifier"), "not sent");
    Some(Weight::new(said.strength, 1.0).summary(says).evidence(evidence).evidence(said.evidence.clone()))
}

/// The client is set up for PKCE, its code comes without a verifier, and the server says `invalid_request` and no more.
fn set_up(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.grant() == Some("authorization_code"))?;
    let open = case.config.pkce == Some(true) && case.says_nothing_more() && !request.body_not_recorded();
    let asked = case.flow.authorization_request();
    let challenged = asked.is_none_or(|asked| asked.params.has("code_challenge"));
    let whole = ["code", "redirect_uri"].iter().all(|name| request.given(name).is_some());
    let lacks = open && whole && challenged && !request.params.has("code_verifier");
    let evidence = Evidence::at("Verifier", Location::param(request, "code_verifier"), "not sent");
    let says = "The client is set up for PKCE, and the token request has no `code_verifier`";
    lacks.then(|| Weight::new(Strength::ServerError, 1.2).summary(says).evidence(evidence))
}

/// A device was authorized with a `code_challenge`, and its poll brings no verifier.
fn of_device(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.grant() == Some(DEVICE_GRANT))?;
    let asked =
        case.flow.first(Kind::DeviceAuthorization).filter(|asked| asked.given("code_challenge").is_some())?;
    let waits = matches!(case.error_code(), Some("authorization_pending" | "slow_down" | "expired_token"));
    let brings = failed.params.has("code_verifier") || failed.body_not_recorded();
    (!waits && !brings).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The device asked with a `code_challenge`, and polls without the `code_verifier`")
            .evidence(Evidence::at("Challenge", Location::param(asked, "code_challenge"), "sent"))
            .evidence(Evidence::at("Verifier", Location::param(failed, "code_verifier"), "not sent"))
    })
}
