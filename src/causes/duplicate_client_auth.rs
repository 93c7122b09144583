//! Client credentials sent twice.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Initiator;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rules::token_request::{client_auth_twice, pkce_verifier_malformed};

pub static CAUSE: Cause = Cause {
    id: "duplicate_client_auth",
    title: "Client credentials sent twice",
    says: "The request carries the client's credentials in more than one way",
    story: "A client proves itself by one method per request (RFC 6749, section 2.3). A library that \
            sends the `Authorization` header while the code also puts the credentials into the body sends \
            two, and strict servers refuse.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it builds the token request",
    console: &[],
    fix: &[
        "Send the credentials in one place: either the `Authorization` header or the body.",
        "Leave out `client_secret` (and an assertion) from the body where the header is used.",
        "Use the method that is registered as `token_endpoint_auth_method`.",
    ],
    refuted_by: &["The same request with one method only is refused with the same words."],
    alike: &[&super::wrong_client_auth_method::CAUSE, &super::wrong_client_secret::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.credentials_refused() {
        if let Some(weight) = named_beside_basic(case) {
            return Some(weight);
        }
        if let Some(weight) = of_site(case) {
            return Some(case.heard_too(weight, &CAUSE));
        }
        if let Some(weight) = taken_once(case) {
            return Some(case.heard_too(weight, &CAUSE));
        }
        if let Some(weight) = named_twice(case) {
            return Some(case.heard_too(weight, &CAUSE));
        }
        // A server that misses the verifier has passed the client.
        let weight = case.decided_by(&CAUSE, &client_auth_twice::RULE)?;
        let of_verifier = case.hears_one_of(&["pkce_missing", "pkce_verifier_mismatch"]);
        return Some(if of_verifier { weight.weaker(Strength::Fits).times(0.3) } else { weight });
    }
    case.said(&CAUSE)
}

/// A token request that is whole, names the client in HTTP Basic and in the body, and is refused with no more than
/// `invalid_request`.
fn named_twice(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.basic().is_some())?;
    let mute = case.says_nothing_more();
    let needed: &[&str] = match request.given("grant_type")? {
        "authorization_code" => &["code", "redirect_uri", "client_id"],
        "refresh_token" => &["refresh_token", "client_id"],
        _ => return None,
    };
    let whole = needed.iter().all(|name| request.given(name).is_some());
    let more = ["state", "nonce", "response_type"].iter().any(|name| request.params.has(name))
        || case.finding(&pkce_verifier_malformed::RULE).is_some();
    let place = Location::param(request, "client_id");
    let says =
        "`client_id` stands in the body beside HTTP Basic, and strict servers take that for a second method";
    (mute && whole && !more && !request.params.repeats()).then(|| {
        Weight::new(Strength::ServerError, 1.2).summary(says).evidence(Evidence::at(
            "In the body",
            place,
            "`client_id`",
        ))
    })
}

/// The password before the whole site, which a browser adds to every request of its pages there: the token endpoint takes it for the
/// client's.
fn of_site(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let (basic, id) = (request.basic()?, request.given("client_id")?);
    let exchange = request.exchange;
    let own = exchange.request.headers.first("origin").is_some_and(|page| page == exchange.origin());
    let by_page = own && exchange.initiator == Initiator::Script && request.given("client_secret").is_none();
    let place = Location::of(request, Part::RequestHeader, Some("authorization"));
    let says = format!("`{}`, and the body names `{id}`", basic.client_id);
    (by_page && basic.client_id != id).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("A page's token request carries `{}` in HTTP Basic, where the server looks for the client `{id}`: mostly the password of the whole site, which the browser adds", basic.client_id))
            .evidence(Evidence::at("HTTP Basic", place, says))
            .fix("Exempt the token endpoint from the site's password, or let the proxy take the header `Authorization` off before it hands the request on.")
    })
}

/// The same credentials in HTTP Basic, without the client's id in the body, got a token at the same address.
fn taken_once(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.kind == Kind::TokenRequest)?;
    let sent =
        request.exchange.request.headers.first("authorization").filter(|_| request.basic().is_some())?;
    request.given("client_id")?;
    let taken = |other: &&Message<'_>| {
        other.exchange.address() == request.exchange.address()
            && other.exchange.request.headers.first("authorization") == Some(sent)
            && other.given("client_id").is_none()
            && other.grant() == request.grant()
            && other.answer.brings("access_token")
    };
    let found = case.flow.of(Kind::TokenRequest).find(taken)?;
    let place = Location::param(request, "client_id");
    let says = "The server takes the client in HTTP Basic, and refuses it where `client_id` stands in the body as well";
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says);
    let weight = weight.evidence(Evidence::at("In the body", place, "`client_id`"));
    let place = Location::of(found, Part::RequestHeader, Some("authorization"));
    Some(weight.evidence(Evidence::at("Same client", place, "without it in the body gets a token")))
}

/// HTTP Basic beside the client's name or secret in the body, and the server names that parameter as one too many.
fn named_beside_basic(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|request| request.basic().is_some())?;
    let name = ["client_secret", "client_id"].into_iter().find(|name| request.given(name).is_some())?;
    let refused = case.hears_first(&super::unexpected_parameter::CAUSE) && case.names(name);
    let says =
        format!("`{name}` stands in the body beside HTTP Basic, and the server takes one of the two only");
    refused.then(|| {
        Weight::new(Strength::ServerCode, 1.0).summary(says).evidence(Evidence::at(
            "In the body",
            Location::param(request, name),
            format!("`{name}`"),
        ))
    })
}
