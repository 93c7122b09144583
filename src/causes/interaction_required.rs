//! Interaction that the request does not allow.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Part};
use crate::rule::Location;

pub static CAUSE: Cause = Cause {
    id: "interaction_required",
    title: "Interaction that the request does not allow",
    says: "The provider must show the person something, and this request does not let it",
    story: "A silent request, a refresh or a password grant has no page. When a second factor, a password \
            change or a choice of account is due, the provider can only say so.",
    trouble: Trouble::Permission,
    who: Who::Client,
    place: "where it handles the answer",
    console: &[],
    fix: &[
        "Start a login with a page (without `prompt=none`) for the same scopes, and pass on `claims` if \
         the answer holds it.",
        "Replace the password grant by the authorization code flow: it can show what is due.",
        "Treat this answer as normal, not as a failure, in silent renewal.",
    ],
    refuted_by: &["The same answer to a request that lets the provider show a page."],
    alike: &[
        &super::access_policy_blocked::CAUSE,
        &super::login_required::CAUSE,
        &super::third_party_cookies_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = framed_elsewhere(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.said(&CAUSE)
}

/// A hidden frame that is sent on to another provider's login, which does not let itself be framed.
fn framed_elsewhere(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|page| page.kind == Kind::AuthorizationRequest)?;
    if !crate::flow::refuses_frame(failed.exchange) || failed.given("prompt") == Some("none") {
        return None;
    }
    let place = Location::of(failed, Part::ResponseHeader, None);
    let summary =
        "The hidden frame is sent to a page that must be shown, and that page does not let itself be framed";
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(summary);
    Some(weight.evidence(Evidence::at("Page", place, format!("at `{}`", failed.exchange.origin()))))
}
