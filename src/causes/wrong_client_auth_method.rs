//! Client authentication by the wrong method.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::{malformed_parameter, missing_parameter};
use crate::flow::Sign;
use crate::http::{Exchange, Params};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Location, client_auth, others};
use crate::rules::token_request::{client_auth_not_configured, client_auth_not_supported};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_auth_method",
    title: "Client authentication by the wrong method",
    says: "The client proves itself by another method than the one that is registered",
    story: "A client is registered for one method: secret in the `Authorization` header, secret in the \
            body, a signed assertion or a certificate. Strict providers refuse a right secret that comes \
            the other way.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &["client authentication", "auth method", "client type"],
    fix: &[
        "Send the credentials by the registered `token_endpoint_auth_method`; most libraries have a \
         setting for it.",
        "Change the registered method at the provider, if the library knows one only.",
    ],
    refuted_by: &["The same credentials by the registered method are refused with the same words."],
    alike: &[
        &super::missing_client_auth::CAUSE,
        &super::wrong_client_secret::CAUSE,
        &super::wrong_platform_type::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let weight = by_method(case);
    let is_less = |found: &Weight| {
        let worth = |weight: &Weight| (weight.strength, weight.share);
        weight.as_ref().is_none_or(|weight| worth(weight) < worth(found))
    };
    let looked_for = looked_for_in_header(case).filter(is_less);
    looked_for.map(|found| case.heard_too(found, &CAUSE)).or(weight)
}

fn by_method(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = bearer(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = taken_otherwise(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if super::wrong_endpoint::of_other_provider(case).is_some() {
        return case.said(&CAUSE);
    }
    if let Some(weight) = only_basic(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    // "Missing or invalid client id", by a server that reads the body only.
    let uncoded = case.error_code().is_none_or(|code| !crate::provider::is_standard(code));
    if (case.hears_first(&super::wrong_client_id::CAUSE) || uncoded)
        && let Some(weight) = missed(case)
    {
        return Some(weight);
    }
    if case.credentials_refused() {
        return case
            .proven_by(&CAUSE, &[&client_auth_not_configured::RULE, &client_auth_not_supported::RULE])
            .map(|weight| missed(case).unwrap_or(weight))
            .map(
                |weight| {
                    if case.hears_of_credentials() {
                        weight.weaker(Strength::Fits).times(0.4)
                    } else {
                        weight
                    }
                },
            )
            .or_else(|| missed(case))
            .or_else(|| unread(case))
            .or_else(|| unanswered(case));
    }
    case.said(&CAUSE)
}

/// The same secret, sent to the same address by the other one of body and header, got a token.
fn taken_otherwise(case: &Case<'_>) -> Option<Weight> {
    // A server that looked into the header as well did not get it.
    if super::proxy_altered_request::credentials_lost(case).is_some() {
        return None;
    }
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let (other, refused_in, taken_in, part) = match client_auth::methods(request).as_slice() {
        ["client_secret_basic"] => ("client_secret_post", "`Authorization`", "the body", Part::RequestBody),
        ["client_secret_post"] => ("client_secret_basic", "the body", "`Authorization`", Part::RequestHeader),
        _ => return None,
    };
    let sent = client_auth::secrets(request).into_iter().next()?;
    let taken = |other_request: &&Exchange| {
        let params = other_request.request.body.text().map(Params::parse).unwrap_or_default();
        let read = Message { params, ..Message::of(other_request, Kind::TokenRequest, "") };
        // Some send the secret both ways; what took it is not to be told then.
        client_auth::methods(&read) == [other]
            && client_auth::secrets(&read).iter().any(|secret| secret.value == sent.value)
            && read.given("grant_type") == request.given("grant_type")
            && other_request.answered("access_token").is_some()
    };
    let (around, address) = (&case.flow.around, request.exchange.address());
    let later = around.after_with(request.exchange, Sign::Address, address);
    let before = around.before_with(request.exchange, Sign::Address, address).rev();
    let found = later.take(50).chain(before.take(50)).find(taken)?;
    let place = others::whole(found, part);
    let weight = Weight::new(Strength::Contradiction, 1.0)
        .summary(format!("The server takes the client's secret in {taken_in} and refuses it in {refused_in}"))
        .evidence(Evidence::at(
            "Same client",
            place,
            format!("sends its secret in {taken_in}, and gets a token"),
        ));
    Some(match part {
        Part::RequestBody => in_body(weight, request),
        _ => weight.fix("Send id and secret by HTTP Basic (`client_secret_basic`)."),
    })
}

/// The server misses a parameter and does not say which: those of the grant are there, and the client's stand only in
/// `Authorization`, where this server may not look.
fn unread(case: &Case<'_>) -> Option<Weight> {
    let request = only_in_header(case).filter(|_| matches!(case.status(), None | Some(200 | 400..=403)))?;
    let first = case.heard.first().filter(|said| said.strength <= Strength::ServerError)?.causes.first()?;
    let misses = [malformed_parameter::CAUSE.id, missing_parameter::CAUSE.id].contains(&first.id);
    let whole = ["grant_type", "code", "redirect_uri"].iter().all(|name| request.given(name).is_some())
        || request.kind == Kind::DeviceAuthorization && request.given("scope").is_some();
    let names_one = request.params.0.iter().any(|param| case.names(&param.name));
    let says = "Client id and secret stand only in `Authorization`, and the server misses a parameter that it does not name";
    (misses && whole && !request.params.repeats() && !names_one)
        .then(|| in_body(Weight::new(Strength::ServerError, 1.1).summary(says), request))
}

/// The server misses id or secret, which stand in `Authorization` and not in the body.
fn missed(case: &Case<'_>) -> Option<Weight> {
    let request = only_in_header(case)?;
    let misses = case.says(
        r"(?i)(missing|required|without|not? (provided|present|found|sent|given)).{0,30}client.?(id|secret)|client.?(id|secret).{0,20}(missing|required|not (provided|present|sent|given))",
    );
    let says = "The server misses client id or secret in the body; both stand in `Authorization`";
    misses.then(|| {
        case.heard_too(in_body(Weight::new(Strength::ServerCode, 1.0).summary(says), request), &CAUSE)
    })
}

/// To credentials in `Authorization` a server that reads them answers with `WWW-Authenticate` (RFC 6749, section 5.2).
fn unanswered(case: &Case<'_>) -> Option<Weight> {
    let request = only_in_header(case).filter(|_| case.status() == Some(401))?;
    let bare = request.answer.error.is_none() && !request.exchange.response.headers.has("www-authenticate");
    let listed = !request.exchange.response.headers.0.is_empty();
    let says = "Client id and secret stand only in `Authorization`, and the refusal has neither an error nor `WWW-Authenticate`: a server that reads the body only answers so";
    (bare && listed).then(|| in_body(Weight::new(Strength::Fits, 0.3).summary(says), request))
}

/// Credentials under the scheme of access tokens, where a client proves itself.
fn bearer(case: &Case<'_>) -> Option<Weight> {
    let request = case
        .failed()
        .filter(|request| request.kind == Kind::TokenRequest && matches!(case.status(), Some(400 | 401)))?;
    let (scheme, _) = request.authorization()?;
    // A server that took another request with it wants it so: Supabase's, for which it is the key of the project.
    let same = |taken: &Message<'_>| {
        taken.authorization().map(|(scheme, _)| scheme) == Some(scheme) && taken.answer.status == Some(200)
    };
    if request.exchange.request.headers.has("apikey") || case.flow.of(Kind::TokenRequest).any(same) {
        return None;
    }
    let of_person = matches!(request.grant(), Some("authorization_code" | "refresh_token"));
    // A machine's gateway may want an access token there; then it does not speak of the client.
    if !of_person && case.error_code() != Some("invalid_client") {
        return None;
    }
    let says = "The token request carries `Authorization: Bearer`; a client proves itself there by `Basic` (RFC 6749, section 2.3.1)";
    let place = Location::of(request, Part::RequestHeader, Some("authorization"));
    (scheme.eq_ignore_ascii_case("bearer") && client_auth::methods(request).is_empty()).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary(says)
            .evidence(Evidence::at("Scheme", place, "`Bearer`"))
            .fix("Send `Authorization: Basic` with `client_id:client_secret` in Base64.")
    })
}

/// The refused token request, if its client stands in `Authorization` alone.
fn only_in_header<'c, 'm>(case: &'c Case<'m>) -> Option<&'c Message<'m>> {
    case.failed().filter(|request| {
        matches!(request.kind, Kind::TokenRequest | Kind::DeviceAuthorization)
            && client_auth::methods(request) == ["client_secret_basic"]
            && !request.params.has("client_id")
    })
}

fn in_body(weight: Weight, request: &Message<'_>) -> Weight {
    let place = Location::of(request, Part::RequestHeader, Some("authorization"));
    weight
        .evidence(Evidence::at("Credentials", place, "HTTP Basic; none in the body"))
        .fix("Send `client_id` and `client_secret` in the body instead (`client_secret_post`).")
}

/// Token endpoints that take HTTP Basic only.
const ONLY_BASIC: &[&str] = &[
    // https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/
    "api.pinterest.com",
    // https://developers.notion.com/reference/create-a-token
    "api.notion.com",
    // https://github.com/reddit-archive/reddit/wiki/OAuth2
    "www.reddit.com",
    // https://dev.fitbit.com/build/reference/web-api/developer-guide/authorization/
    "api.fitbit.com",
];

/// Id and secret stand in the body, and this endpoint looks into `Authorization` only.
fn only_basic(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let host = request.exchange.url()?.host_str()?.to_owned();
    let posted = client_auth::methods(request) == ["client_secret_post"];
    let refused = matches!(case.status(), Some(400 | 401)) && !case.says("(?i)invalid_grant|code");
    let place = Location::param(request, "client_secret");
    (posted && refused && ONLY_BASIC.contains(&host.as_str())).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!(
                "`{host}` takes the client's credentials by HTTP Basic only, and they stand in the body"
            ))
            .evidence(Evidence::at("Credentials", place, "in the body; no `Authorization`"))
            .fix("Send `Authorization: Basic` with `client_id:client_secret` in Base64.")
    })
}

/// Words about the header in which credentials may stand.
pub const OF_HEADER: &str = r"(?i)\bauth(ori[sz]ation|entication)?.header\b|\bheader.{0,3}authori[sz]ation\b";

/// Id and secret stand in the body, and the server speaks of the header, or says no more than which scheme is due in the header (RFC 6749, section 5.2;
/// RFC 9110, section 15.5.2).
fn looked_for_in_header(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let posted = client_auth::methods(request) == ["client_secret_post"];
    let silent = case.status() == Some(401) && case.is_bare();
    let mut challenges = request.exchange.response.headers.all("www-authenticate");
    let wants_basic = challenges.any(|value| value.to_ascii_lowercase().starts_with("basic"));
    let headless = !request.headers_not_recorded() && request.authorization().is_none();
    let strength = match () {
        () if !posted => return None,
        () if headless && case.says(OF_HEADER) => Strength::ServerCode,
        () if silent && wants_basic => Strength::ServerError,
        () => return None,
    };
    let place = Location::param(request, "client_secret");
    Some(
        Weight::new(strength, 0.95)
            .summary("The server looks for the client's credentials in `Authorization`, and they stand in the body")
            .evidence(Evidence::at("Credentials", place, "in the body; no `Authorization`"))
            .fix("Send `Authorization: Basic` with `client_id:client_secret` in Base64."),
    )
}
