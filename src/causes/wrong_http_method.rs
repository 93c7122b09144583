//! Token request that is no POST.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::wrong_endpoint;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rules::token_request::{token_request_not_post, token_request_redirected};

pub static CAUSE: Cause = Cause {
    id: "wrong_http_method",
    title: "Token request that is no POST",
    says: "The request was sent, or arrived, with the wrong method",
    story: "The token endpoint takes POST only. A redirect (http to https, a slash, another host) turns a \
            POST into a GET without body in most libraries, so the address may be the reason.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it sends the token request",
    console: &[],
    fix: &[
        "Send the token request as POST with the parameters in the body.",
        "Use the endpoint's final address, so that no redirect comes in between.",
    ],
    refuted_by: &["The server's log shows the request as POST with its body."],
    alike: &[&super::wrong_endpoint::CAUSE, &super::wrong_content_type::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = followed(case).or_else(|| kept(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.failed_at(Kind::TokenRequest) {
        let rules = [&token_request_not_post::RULE, &token_request_redirected::RULE];
        let weight = case.proven_by(&CAUSE, &rules)?;
        let by_gateway = case.failed().and_then(wrong_endpoint::gateway).is_some();
        if by_gateway || case.failed().is_some_and(wrong_endpoint::leads_to_sign_in) {
            return Some(Weight { strength: Strength::Fits, ..weight }.times(0.3));
        }
        // These two keep the method (RFC 9110, sections 15.4.8 and 15.4.9).
        if matches!(case.status(), Some(307 | 308)) {
            return Some(weight.weaker(Strength::Fits).times(0.3));
        }
        let says_more = case
            .failed()
            .and_then(|message| message.answer.error.as_ref())
            .is_some_and(|error| !error.description.is_empty());
        // A server that names something in the request as wrong has read the request, if there was anything to read.
        let of_values =
            ["code_", "refresh_token_", "redirect_uri_mismatch", "wrong_client_", "pkce_verifier_"];
        let is_empty = case.failed().is_some_and(|message| {
            message.exchange.request.method == "GET"
                && message.params.0.is_empty()
                && !message.body_not_recorded()
        });
        let names_other = !is_empty
            && !case.method_refused()
            && case.heard.iter().any(|said| {
                said.causes.first().is_some_and(|first| match said.strength {
                    Strength::ServerCode => first.id != CAUSE.id,
                    _ => says_more && of_values.iter().any(|begin| first.id.starts_with(begin)),
                })
            });
        return Some(match names_other {
            true => Weight { strength: Strength::Fits, ..weight }.times(0.3),
            false => weight,
        });
    }
    case.said(&CAUSE)
}

/// A redirect that the client follows by GET, without the body that it had posted (RFC 9110, section 15.4).
fn followed(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind != Kind::TokenRequest)?;
    let posted = failed.exchange.request.method == "POST" && matches!(failed.answer.status, Some(301..=303));
    let endpoints = [Kind::Registration, Kind::PushedAuthorization, Kind::DeviceAuthorization];
    let next = case
        .flow
        .around
        .redirected_to(failed.exchange)
        .filter(|_| posted && endpoints.contains(&failed.kind))?;
    let answer = next.response.status.filter(|status| *status >= 400 && next.request.method == "GET")?;
    let says = format!(
        "`{}` redirects the POST, and the client repeats it as GET: `{answer}`",
        failed.exchange.address()
    );
    let place = Location::of(failed, Part::ResponseLocation, None);
    let evidence = Evidence::at("Redirect", place, format!("to `{}`", next.address()));
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(evidence)
            .fix("Name the endpoint's final address in metadata and client, or exempt it from the redirect."),
    )
}

/// A callback that takes GET and gets the POST of the provider's form, since its redirect keeps the method (307, 308).
fn kept(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let posted = failed.exchange.request.method == "POST" && failed.part == Part::RequestQuery;
    let refused = matches!(failed.answer.status, Some(404 | 405 | 415));
    let mut issued = case.flow.of(Kind::AuthorizationResponse);
    let response = issued.find(|response| matches!(response.answer.status, Some(307 | 308)))?;
    let status = response.answer.status.unwrap_or_default();
    let place = Location::of(response, Part::ResponseStatus, None);
    (posted && refused).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The provider leads back with `{status}`, which keeps the method: the callback is posted to"))
            .evidence(Evidence::at("Redirect", place, format!("`{status}` after a POST")))
            .fix("Let the provider answer its form with `303` (or `302`), so that the browser comes back by GET.")
    })
}
