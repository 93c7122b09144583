//! Missing `redirect_uri`.

use crate::cause::{Case, Cause, Evidence, Said, Strength, Trouble, Weight, Who};
use crate::causes::missing_parameter;
use crate::oauth::{Kind, Message};
use crate::rule::{Location, token};
use crate::rules::authorization_request;
use crate::rules::token_request::token_redirect_uri_missing;

pub static CAUSE: Cause = Cause {
    id: "redirect_uri_missing",
    title: "Missing `redirect_uri`",
    says: "The `redirect_uri` is needed and absent",
    story: "If the authorization request names a redirect URI, the token request must repeat it (RFC \
            6749, section 4.1.3). With several registered URIs the authorization request must name one, \
            too.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the request",
    console: &[],
    fix: &[
        "Send in the token request the same `redirect_uri` as in the authorization request.",
        "Log in again from the start: the code of this login is used up.",
    ],
    refuted_by: &["Both requests, as sent, hold the same `redirect_uri`."],
    alike: &[&super::redirect_uri_mismatch_authorize::CAUSE, &super::redirect_uri_mismatch_token::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.grant_refused() {
        if let Some(weight) = missing_parameter::misspelt(case, "redirect_uri") {
            return Some(case.heard_too(weight, &CAUSE));
        }
        // The same endpoint took a code without it.
        let failed = case.failed()?;
        let took = |other: &Message<'_>| {
            token::succeeded(other)
                && other.exchange.address() == failed.exchange.address()
                && other.given("code").is_some()
                && !other.params.has("redirect_uri")
        };
        if case.flow.of(Kind::TokenRequest).any(took) {
            return None;
        }
        let Some(weight) = case.proven_by(&CAUSE, &[&token_redirect_uri_missing::RULE]) else {
            return left_out(case);
        };
        // Many servers do without it; one that says whose the code is has looked further, one that speaks of the client's
        // credentials not so far.
        let names_none = |said: &Said| said.causes.iter().all(|named| !named.id.starts_with("redirect_uri_"));
        let is_of_else = |said: &Said| {
            said.causes.first().is_some_and(|first| {
                first.id == crate::causes::code_wrong_client::CAUSE.id
                    || said.strength == Strength::ServerCode && names_none(said)
                    || first.id.starts_with("client_assertion_")
            })
        };
        // A code that is told to have expired was found.
        let is_late = case.says(
            r"(?i)\bcode\b.{0,8}\b(has|is|was|had) (already )?expired|\bexpired (authori[sz]ation )?code\b",
        );
        return Some(if is_late || case.heard.iter().any(is_of_else) {
            weight.weaker(Strength::Fits).times(0.5)
        } else {
            weight
        });
    }
    if let Some(weight) = at_known_client(case) {
        return Some(weight);
    }
    if case.failed_at_authorization() {
        let rules = [&authorization_request::redirect_uri_missing::RULE];
        if let Some(weight) = case.standing_out(&rules) {
            return Some(case.heard_too(weight, &CAUSE));
        }
        return case.supported_by(&CAUSE, &rules, "(?i)redirect");
    }
    if case.failed_at(Kind::Registration) {
        return None;
    }
    case.said(&CAUSE)
}

/// A code comes without the `redirect_uri` that goes with it, and the server says `invalid_request` and no more.
fn left_out(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| !request.body_not_recorded() && case.says_nothing_more())?;
    let redeems = request.given("grant_type") == Some("authorization_code")
        && request.given("code").is_some()
        && request.given("redirect_uri").is_none();
    let asked = case.flow.authorization_request();
    let named = asked.is_none_or(|asked| asked.given("redirect_uri").is_some());
    let does_without = token_redirect_uri_missing::DO_WITHOUT.contains(&case.flow.provider.id);
    let evidence =
        Evidence::at("Redirect URI", Location::param(request, "redirect_uri"), "none in the token request");
    (redeems && named && !does_without && !request.params.repeats()).then(|| {
        Weight::new(Strength::ServerError, 1.2)
            .summary("The request redeems a code and names no `redirect_uri`")
            .evidence(evidence)
    })
}

/// A client that was just given a code may use that grant: refused with a bare `unauthorized_client`, its request lacks the URI
/// (IdentityServer answers so).
fn at_known_client(case: &Case<'_>) -> Option<Weight> {
    let redeems = case
        .failed()
        .is_some_and(|failed| failed.kind == Kind::TokenRequest && failed.given("code").is_some());
    let bare = case.error_code() == Some("unauthorized_client") && case.lacks_description();
    let issued = case.flow.authorization_response().is_some_and(|response| response.given("code").is_some());
    let weight = case.found(&token_redirect_uri_missing::RULE, Strength::Contradiction)?;
    (redeems && bare && issued).then(|| case.heard_too(weight, &CAUSE))
}
