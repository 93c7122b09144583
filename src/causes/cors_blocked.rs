//! Answer withheld by the browser (CORS).

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::{https_required, origin_not_allowed};
use crate::flow::What;
use crate::oauth::{Kind, Part};
use crate::rule::{Location, others};
use crate::rules::api::api_preflight_failed;
use crate::rules::discovery::discovery_cors;
use crate::rules::network::cors_credentials_refused;
use crate::rules::token_request::{token_cors_blocked, token_preflight_failed};

pub static CAUSE: Cause = Cause {
    id: "cors_blocked",
    title: "Answer withheld by the browser (CORS)",
    says: "The browser did not let the page read the answer: no matching `Access-Control-Allow-Origin`",
    story: "A page's script may read an answer from another origin only if that server allows the page's \
            origin. Without the header the request may even succeed at the server, and the script sees \
            nothing but a network error.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the list of web origins that the client may use",
    console: &["allowed origins"],
    fix: &[
        "Enter the page's origin (scheme, host and port, no path) among the client's web origins at the \
         provider.",
        "Register the client as a single-page application, where the provider ties CORS to that.",
        "Redeem the code on the client's server instead, if the provider offers no CORS: servers are not \
         concerned.",
    ],
    refuted_by: &[
        "The answer has `Access-Control-Allow-Origin` with the page's origin.",
        "The same request from a page of an allowed origin is withheld as well.",
    ],
    alike: &[
        &super::origin_not_allowed::CAUSE,
        &super::wrong_endpoint::CAUSE,
        &super::server_misconfigured::CAUSE,
    ],
    weigh,
};

/// A call that should bring data is redirected to the login, where no script may follow.
fn sent_to_login(case: &Case<'_>) -> Option<Weight> {
    let call = case.failed().filter(|call| call.because == crate::oauth::SENT_TO_LOGIN)?.exchange;
    let place = others::whole(call, Part::ResponseLocation);
    let says = format!(
        "The call to `{}` is answered by a redirect to the login, where the browser lets no script follow",
        call.path()
    );
    let mut weight = Weight::new(Strength::Contradiction, 1.0)
        .summary(says)
        .evidence(Evidence::at("Sent on", place, "to an authorization request at another origin"))
        .fix("Answer calls of scripts with 401 in place of a redirect (oauth2-proxy: `--api-route`, `Accept: application/json`), and let the page go to the login then.");
    weight.who = Some(Who::Client);
    Some(weight)
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = sent_to_login(case) {
        return Some(weight);
    }
    // What a policy of the provider's own page forbids is no matter of origins.
    if case.failed().is_some_and(|failed| failed.kind == Kind::AuthorizationResponse) {
        return case.said(&CAUSE);
    }
    if case.what() != Some(What::Withheld) {
        return case.said(&CAUSE);
    }
    if let Some(weight) = by_policy(case) {
        return Some(weight);
    }
    // Servers often leave the header out of errors only: then the error is the cause, and CORS hides it.
    let of_origins = [&origin_not_allowed::CAUSE, &CAUSE];
    let about_origins = case.heard.iter().any(|said| {
        said.causes.first().is_some_and(|first| of_origins.iter().any(|cause| cause.id == first.id))
    });
    // What refuses the page's origin by name, with a status of its own, has answered: the header is missing for that.
    let refuses_origin = case.heard.first().is_some_and(|said| {
        said.strength >= Strength::ServerError
            && said.causes.first().is_some_and(|first| first.id == origin_not_allowed::CAUSE.id)
    }) && case.status() == Some(403);
    let hides_an_error = case.error_code().is_some() && !about_origins || refuses_origin;
    let (strength, share) =
        if hides_an_error || case.portal().is_some() || https_required::mixed(case).is_some() {
            (Strength::Fits, 0.9)
        } else {
            (Strength::Contradiction, 1.0)
        };
    let found = [
        &token_preflight_failed::RULE,
        &token_cors_blocked::RULE,
        &discovery_cors::RULE,
        &api_preflight_failed::RULE,
        &cors_credentials_refused::RULE,
    ]
    .into_iter()
    .find_map(|rule| case.found(rule, strength));
    let weight = found.unwrap_or_else(|| Weight::new(strength, share)).times(share);
    let by_cookies = case.finding(&cors_credentials_refused::RULE).is_some();
    let apart = "Let the script send no cookies there (`credentials: \"omit\"`, no `withCredentials`), or let the server answer with the exact origin and `Access-Control-Allow-Credentials: true`.";
    let weight = if by_cookies { weight.fix(apart) } else { weight };
    Some(case.heard_too(weight, &CAUSE))
}

/// The page's own policy keeps the browser from sending the request.
fn by_policy(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed()?;
    let policy = crate::flow::by_policy(case.flow, failed)?;
    let summary = format!(
        "The `Content-Security-Policy` of the client's page does not list `{}` in `{}`, and the browser does not go there",
        failed.exchange.address(),
        policy.directive
    );
    let header = Some("content-security-policy".to_owned());
    let place = Location { name: header, ..others::whole(policy.page, Part::ResponseHeader) };
    let evidence = Evidence::at("Policy", place, format!("`{} {}`", policy.directive, policy.list));
    let mut weight =
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(format!(
            "Add `{}` to `{}` in the policy that the page's server sends: the origin, without a path.",
            failed.exchange.origin(),
            policy.directive
        ));
    weight.fix_is_whole = true;
    weight.who = Some(Who::Client);
    Some(weight)
}
