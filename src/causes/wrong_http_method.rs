//! Token request that is no POST.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};
use crate::causes::wrong_endpoint;
use crate::oauth::Kind;
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
    if case.failed_at(Kind::TokenRequest) {
        let rules = [&token_request_not_post::RULE, &token_request_redirected::RULE];
        let weight = case.proven_by(&CAUSE, &rules)?;
        if case.failed().is_some_and(wrong_endpoint::leads_to_sign_in) {
            return Some(Weight { strength: Strength::Fits, ..weight }.times(0.3));
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
