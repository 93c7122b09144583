//! Invalid `request_uri`.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message};
use crate::rule::Location;
use crate::rules::authorization_request::{
    request_uri_client_mismatch, request_uri_expired, request_uri_form, request_uri_not_pushed,
    request_uri_reused,
};

pub static CAUSE: Cause = Cause {
    id: "request_uri_invalid",
    title: "Invalid `request_uri`",
    says: "The `request_uri` is unknown, was used before or has expired",
    story: "A reference to a pushed request works once and for a minute or so. Reloading the page, the \
            back button or another instance of the server makes it unknown.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it starts the login",
    console: &[],
    fix: &[
        "Push the request again and redirect at once; do not keep or bookmark the URL.",
        "Use the `request_uri` with the `client_id` that pushed it.",
    ],
    refuted_by: &["The `request_uri` was issued less than `expires_in` seconds before and was not used."],
    alike: &[&super::malformed_parameter::CAUSE, &super::par_required::CAUSE],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let Some((lived, lives)) = too_late(case).filter(|_| case.failed_at_authorization()) else {
        if !case.failed_at_authorization()
            || !case.error_is_among(&["invalid_request", "invalid_request_uri", "invalid_client"])
        {
            return case.said(&CAUSE);
        }
        let rules = [
            &request_uri_client_mismatch::RULE,
            &request_uri_not_pushed::RULE,
            &request_uri_expired::RULE,
            &request_uri_form::RULE,
            &request_uri_reused::RULE,
        ];
        return match brought_before(case) {
            Some(weight) => Some(case.heard_too(weight, &CAUSE)),
            None => case.proven_by(&CAUSE, &rules),
        };
    };
    let says = format!("Pushed with a life of {lives} s, and used after {lived:.0} s");
    let weight = Weight::new(Strength::Contradiction, 1.0)
        .summary("The `request_uri` had expired when the browser brought it")
        .evidence(Evidence::says("Age of the `request_uri`", says));
    Some(case.heard_too(weight, &CAUSE))
}

/// Seconds between the pushed request and its use, and how many it lives, if that is longer.
fn too_late(case: &Case<'_>) -> Option<(f64, f64)> {
    let pushed = case.flow.first(Kind::PushedAuthorization)?;
    let lives = pushed.answer.json.as_ref()?.get("expires_in")?.as_f64()?;
    let used = case.flow.of(Kind::AuthorizationRequest).next_back()?.exchange.started?;
    let lived = used.seconds_since(pushed.exchange.started?);
    (lived > lives).then_some((lived, lives))
}

/// The same reference was brought before, and that time the server took it; now it is refused, and nothing says why.
fn brought_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::AuthorizationRequest)?;
    let uri = failed.given("request_uri").filter(|uri| !uri.starts_with("http"))?;
    let vague = case.heard.iter().all(|said| said.strength <= Strength::ServerError);
    let took = |earlier: &&Message<'_>| {
        earlier.given("request_uri") == Some(uri)
            && crate::flow::after(failed.exchange, earlier.exchange)
            && matches!(earlier.answer.status, Some(200..400))
    };
    let first = case.flow.of(Kind::AuthorizationRequest).find(took).filter(|_| vague)?;
    let says = "The `request_uri` was taken once before, and is refused now: it works once";
    let place = Location::param(first, "request_uri");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(Evidence::at(
        "First use",
        place,
        "was taken",
    )))
}
