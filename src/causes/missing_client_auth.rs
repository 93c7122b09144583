//! Missing client credentials.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::{Exchange, Initiator};
use crate::oauth::{Kind, Part};
use crate::rule::{Location, client_auth, others};
use crate::rules::authorization_request::pushed_request_client_auth;
use crate::rules::token_request::{client_auth_missing, token_request_not_post};

pub static CAUSE: Cause = Cause {
    id: "missing_client_auth",
    title: "Missing client credentials",
    says: "The client is registered as confidential and sent no credentials",
    story: "A confidential client must prove itself at the token endpoint. An empty environment variable, \
            a header that a proxy drops, or a library set up for a public client leaves the proof out.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &["client type"],
    fix: &[
        "Send the client's secret by the registered method: `Authorization: Basic`, or `client_secret` in \
         the body.",
        "Check that the variable that holds the secret is set in this environment.",
        "Register the client as public, with PKCE, if it runs in a browser or on people's devices and \
         cannot keep a secret.",
    ],
    refuted_by: &[
        "The request as the server receives it holds credentials.",
        "The client is registered as public.",
    ],
    alike: &[
        &super::wrong_client_auth_method::CAUSE,
        &super::wrong_client_secret::CAUSE,
        &super::wrong_platform_type::CAUSE,
    ],
    weigh,
};

/// What a server names while it still asks who the client is.
const OF_CLIENT: [&str; 11] = [
    "client_assertion_audience",
    "client_assertion_expired",
    "client_assertion_invalid",
    "code_wrong_client",
    "duplicate_client_auth",
    "expired_client_secret",
    "missing_client_auth",
    "public_client_sends_secret",
    "wrong_client_auth_method",
    "wrong_client_id",
    "wrong_client_secret",
];

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = unhashed(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if !case.credentials_refused() || case.failed().is_some_and(super::wrong_endpoint::is_at_token) {
        return case.said(&CAUSE);
    }
    if let Some(weight) = known_without_secret(case).or_else(|| demanded(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = empty_secret(case).or_else(|| left_out(case)).or_else(|| headless(case)) {
        return Some(weight);
    }
    if let Some(weight) = beside_tokens(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    let pushed = case.failed_at(Kind::PushedAuthorization);
    let weight = match pushed {
        true => case.proven_by(&CAUSE, &[&pushed_request_client_auth::RULE])?,
        false => case.decided_by(&CAUSE, &client_auth_missing::RULE)?,
    };
    // Who names another fault in words of its own has come past the credentials.
    let of_other = case.heard.first().is_some_and(|said| {
        said.strength >= Strength::ServerCode
            && !said.causes.iter().any(|named| OF_CLIENT.contains(&named.id))
    });
    let beside = case.hears_of_credentials() || of_other;
    let weight = if beside { weight.weaker(Strength::Fits).times(0.4) } else { weight };
    let exchange = case.failed()?.exchange;
    // A GET behind a redirect has lost everything, the credentials with it.
    let is_empty = exchange.request.method == "GET" && case.failed()?.params.0.is_empty();
    if is_empty && case.finding(&token_request_not_post::RULE).is_some() {
        return Some(weight.weaker(Strength::Fits).times(0.2));
    }
    let by_script = exchange.initiator == Initiator::Script || exchange.request.headers.has("origin");
    // A page in the browser has no credentials to send; then the client's registration is the likelier place.
    let by_design = (by_script || super::wrong_platform_type::asks_public_for_secret(case))
        && weight.strength != Strength::Contradiction;
    Some(if by_design { weight.times(0.6) } else { weight })
}

/// A public client that got a code under its id, sends no credentials with it, and is refused with no more than `invalid_client`: the
/// server knows it, as one with a secret.
fn known_without_secret(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let general = r"(?i)^\W*invalid_client client authentication failed\b";
    let bare =
        case.error_code() == Some("invalid_client") && (case.lacks_description() || case.says(general));
    let by_script = request.exchange.request.headers.has("origin");
    let is_public = case.config.is_confidential().map_or(by_script, |confidential| !confidential);
    let asked = case.flow.authorization_request().and_then(|asked| asked.given("client_id"));
    let known = case.flow.authorization_response().is_some_and(|response| response.given("code").is_some());
    let same = request.given("client_id").is_some() && asked == request.given("client_id");
    let none = client_auth::methods(request).is_empty() && !request.exchange.request.headers.0.is_empty();
    // Without it that may be what is missed.
    let verified = request.given("code_verifier").is_some();
    let place = Location::param(request, "client_id");
    (bare && verified && is_public && known && same && none && !request.body_not_recorded()).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The server knows the client, to which it has just given a code, and asks it for credentials: it is registered as one with a secret")
            .evidence(Evidence::at("`client_id`", place, "got a code; no credentials beside it"))
            .fix("Register the client as public: at IdentityServer `RequireClientSecret = false`, elsewhere the authentication method `none`.")
    })
}

/// A request of a confidential client to another endpoint that authenticates clients as the token endpoint does (RFC 8628,
/// section 3.1; RFC 7662, section 2.1), and that carries nothing to do so.
fn beside_tokens(case: &Case<'_>) -> Option<Weight> {
    let kinds = [Kind::DeviceAuthorization, Kind::BackchannelAuthentication, Kind::Introspection];
    let request = case.failed().filter(|request| kinds.contains(&request.kind) && !case.flow.sanitized)?;
    let vague = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let refused = vague && matches!(case.error_code(), Some("invalid_client" | "unauthorized_client"));
    let place = Location::param(request, "client_id");
    (refused && client_auth::shows_none(request) && case.config.is_confidential() == Some(true)).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary("The request carries no client authentication, and the client is a confidential one")
            .evidence(Evidence::at("Client", place, "alone, without credentials"))
    })
}

/// Amazon Cognito misses the hash by which a client with a secret proves itself, and the call has none.
/// <https://github.com/wolfeidau/cognito-vue-bootstrap/issues/14>
fn unhashed(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.says("(?i)secret.?hash"))?;
    let call = failed.exchange.request.body.text()?.to_ascii_lowercase();
    let hashes = ["secret_hash", "secrethash"].iter().any(|name| call.contains(name));
    let place = Location::of(failed, Part::RequestBody, None);
    (!hashes && call.contains("clientid")).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The app client has a secret, and the call has no hash that is made with it")
            .evidence(Evidence::at("Call", place, "has no `SECRET_HASH`"))
            .fix("Let pages and apps use an app client without a secret; a server computes `SECRET_HASH`.")
    })
}

/// Providers without public clients for a code: the secret is required.
const WANTS_SECRET: [&str; 2] = [
    // https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps
    "github",
    // https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
    "linkedin",
];

/// A code is redeemed there without any secret.
fn demanded(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let bare = request.given("code").is_some()
        && client_auth::methods(request).is_empty()
        && !request.params.has("client_secret")
        && !request.exchange.request.headers.0.is_empty()
        && !request.body_not_recorded();
    let provider = case.flow.provider;
    (bare
        && WANTS_SECRET.contains(&provider.id)
        && case.hears_one_of(&["wrong_client_secret", "wrong_client_id"]))
    .then(|| {
        let place = Location::of(request, Part::RequestBody, None);
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The token request has no `client_secret`, and {} demands one", provider.name))
            .evidence(Evidence::at("Secret", place, "none"))
    })
}

/// The place for the secret is there, and empty: a variable that is not set where the client runs.
fn empty_secret(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let refused = matches!(case.error_code(), Some("invalid_client" | "unauthorized_client"));
    let in_header = request.basic().is_some();
    let has_place = in_header || request.params.has("client_secret");
    if !refused
        || !has_place
        || !client_auth::methods(request).is_empty()
        || super::public_client_sends_secret::wants_none(case)
    {
        return None;
    }
    let place = match in_header {
        true => Location::of(request, Part::RequestHeader, Some("authorization")),
        false => Location::param(request, "client_secret"),
    };
    let says = "The secret that the client sends is empty";
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(says);
    Some(case.heard_too(weight.evidence(Evidence::at("Secret", place, "empty")), &CAUSE).fix(
        "Check the name of the variable that holds the secret, and that it is set for the running process.",
    ))
}

/// The registration in the capture brought a secret, and the request that is refused has none.
fn left_out(case: &Case<'_>) -> Option<Weight> {
    let request =
        case.failed().filter(|request| request.kind == Kind::TokenRequest && !case.flow.sanitized)?;
    let id = request.client_id()?;
    let shown = !request.headers_not_recorded() && !request.body_not_recorded();
    let none =
        client_auth::methods(request).is_empty() && !request.exchange.request.headers.has("authorization");
    let vague = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    if !(shown && none && vague) {
        return None;
    }
    let brought = |earlier: &&Exchange| {
        earlier.answered("client_id").as_deref() == Some(id.as_str())
            && earlier.answered("client_secret").is_some_and(|secret| !secret.is_empty())
            && earlier.answered("token_endpoint_auth_method").as_deref() != Some("none")
    };
    let registration = case.flow.around.before(request.exchange).iter().rev().find(brought)?;
    let says = "The registration brought a client secret, and the token request carries none";
    let place = others::whole(registration, Part::ResponseBody);
    let evidence = Evidence::at("Registration", place, "brings `client_secret`");
    Some(case.heard_too(Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(evidence), &CAUSE))
}

/// The server complains of the `Authorization` header, and the request has none, nor credentials anywhere else.
fn headless(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|_| !case.flow.sanitized)?;
    let shown = !request.headers_not_recorded() && !request.body_not_recorded();
    let none =
        client_auth::methods(request).is_empty() && !request.exchange.request.headers.has("authorization");
    let place = Location::of(request, Part::RequestHeader, Some("authorization"));
    (shown && none && case.says(super::wrong_client_auth_method::OF_HEADER)).then(|| {
        let evidence = Evidence::at("`Authorization`", place, "not sent");
        let says = "The server complains of the `Authorization` header, and the request has none";
        case.heard_too(Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(evidence), &CAUSE)
    })
}
