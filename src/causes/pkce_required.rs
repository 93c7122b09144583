//! Missing PKCE.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::malformed_parameter;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::authorization_request::pkce_absent;

pub static CAUSE: Cause = Cause {
    id: "pkce_required",
    title: "Missing PKCE",
    says: "The provider demands PKCE, and the authorization request has no `code_challenge`",
    story: "PKCE ties the code to the program that asked for it. Providers demand it for public clients, \
            and more and more for all.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the authorization request",
    console: &[],
    fix: &[
        "Switch PKCE on in the client's library (`S256`).",
        "Send `code_challenge` and `code_challenge_method=S256` in the authorization request, and \
         `code_verifier` in the token request.",
        "Log in again from the start.",
    ],
    refuted_by: &["The authorization request, as the provider received it, holds a `code_challenge`."],
    alike: &[
        &super::pkce_missing::CAUSE,
        &super::wrong_platform_type::CAUSE,
        &super::public_client_sends_secret::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let set_up = case.config.pkce == Some(true);
    let untold = case.heard.iter().all(|said| said.strength <= Strength::Status);
    if set_up
        && untold
        && case.failed_at_authorization()
        && let Some(found) = case.found(&pkce_absent::RULE, Strength::Fits)
    {
        return Some(case.heard_too(found.times(1.5), &CAUSE));
    }
    if let Some(weight) = unproven(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) =
        own_scheme(case).or_else(|| nothing_else_missing(case)).or_else(|| never_asked(case))
    {
        return Some(weight);
    }
    // A code of the server's own would name PKCE.
    let may_be = case.error_code().is_none_or(crate::provider::is_standard);
    if !may_be || !(case.failed_at_authorization() || case.grant_refused()) {
        return case.said(&CAUSE);
    }
    case.supported_by(&CAUSE, &[&pkce_absent::RULE], "(?i)(pkce|code.?challenge|code.?verifier)")
}

/// Amazon Cognito's app clients without a secret may leave PKCE out; `invalid_client` tells there that the client has a secret.
/// <https://github.com/aws-amplify/amplify-js/issues/4426>
const NEVER_DEMAND: [&str; 1] = ["cognito"];

/// A public client, which sends no secret, redeems a code that was asked for without a challenge, and the server does not know
/// who it is: some take the verifier for its proof.
/// <https://github.com/spring-attic/spring-authorization-server/issues/1640>
fn unproven(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| case.is_refused(Kind::TokenRequest, &["invalid_client"]))?;
    let asked =
        case.flow.authorization_request().filter(|_| !NEVER_DEMAND.contains(&case.flow.provider.id))?;
    let bare = case.error_code() == Some("invalid_client")
        && case.config.is_confidential() == Some(false)
        && request.given("client_id").is_some()
        && request.given("code").is_some()
        && crate::rule::client_auth::methods(request).is_empty()
        && !request.exchange.request.headers.has("authorization");
    let without = request.given("code_verifier").is_none() && asked.given("code_challenge").is_none();
    let says = "The client is public and proves itself in no way: neither by a secret nor by PKCE";
    let place = Location::param(asked, "code_challenge");
    (bare && without && case.lacks_description()).then(|| {
        let evidence =
            Evidence::at("PKCE", place, "no `code_challenge`, and no `code_verifier` with the code");
        Weight::new(Strength::ServerError, 1.3).summary(says).evidence(evidence)
    })
}

/// Discord takes redirect URIs with a scheme of an app's own only together with PKCE, and blames the URI.
/// <https://github.com/discord/discord-api-docs/issues/2036>
fn own_scheme(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|_| case.flow.provider.id == "discord")?;
    let uri = asked.given("redirect_uri")?;
    let own = uri.split_once(':').is_some_and(|(scheme, _)| !scheme.starts_with("http"));
    let refused = own && case.failed_at_authorization() && asked.given("code_challenge").is_none();
    let says = "The redirect URI has a scheme of an app's own, which Discord takes only together with PKCE";
    let place = Location::param(asked, "redirect_uri");
    (refused && case.says("(?i)redirect_uri")).then(|| {
        let seen = Evidence::at("Redirect URI", place, "of an app's own scheme, without `code_challenge`");
        case.heard_too(Weight::new(Strength::ServerCode, 1.5).summary(says).evidence(seen), &CAUSE)
    })
}

/// The authorization endpoint says `invalid_request` and no more, although all that RFC 6749 (section 4.1.1) asks for is there.
fn nothing_else_missing(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|_| case.failed_at_authorization())?;
    let first = case.heard.first()?.causes.first()?.id;
    let open = case.says_nothing_more() && first == malformed_parameter::CAUSE.id;
    let given = |name: &&str| asked.given(name).is_some_and(|value| !value.contains(' ') || *name == "scope");
    let whole = ["client_id", "response_type", "redirect_uri", "scope"].iter().all(given);
    let usual = |name: &str, most: usize| asked.given(name).is_none_or(|value| value.len() <= most);
    let whole = whole && usual("nonce", 64) && usual("state", 512) && !asked.params.repeats();
    // A parameter that holds an object of its own is the likelier one to be wrong, and so is a URI with a fragment.
    let whole = whole
        && !asked.given("redirect_uri").is_some_and(|uri| uri.contains('#'))
        && !["claims", "request", "authorization_details"].iter().any(|name| asked.params.has(name));
    let by_code = asked.given("response_type") == Some("code") && !asked.params.has("code_challenge");
    let says = "The provider says `invalid_request` and no more; all that OAuth demands is there, and no `code_challenge`";
    let found = case.found(&pkce_absent::RULE, Strength::ServerError).filter(|_| open && whole && by_code)?;
    Some(case.heard_too(found.summary(says), &CAUSE))
}

/// The token endpoint misses PKCE, and the authorization request had no challenge either.
fn never_asked(case: &Case<'_>) -> Option<Weight> {
    let asked = case.flow.authorization_request().filter(|_| case.failed_at(Kind::TokenRequest))?;
    let said = case.heard.first().filter(|said| said.strength >= Strength::ServerError)?;
    let misses = said.causes.iter().take(2).any(|named| named.id == super::pkce_missing::CAUSE.id)
        && !asked.params.has("code_challenge");
    let said = Some(said).filter(|_| misses)?;
    let place = Location::of(asked, Part::RequestQuery, None);
    let summary = "The server misses PKCE, and the authorization request has no `code_challenge`";
    let weight = Weight::new(said.strength, 1.2).summary(summary);
    Some(case.heard_too(weight.evidence(Evidence::at("Challenge", place, "not sent")), &CAUSE))
}
