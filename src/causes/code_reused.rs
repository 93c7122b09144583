//! Authorization code redeemed twice.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::oauth::{Kind, Message};
use crate::rule::Location;
use crate::rules::authorization_response::callback_repeated;
use crate::rules::token_request::code_reused;

pub static CAUSE: Cause = Cause {
    id: "code_reused",
    title: "Authorization code redeemed twice",
    says: "The authorization code was redeemed before",
    story: "A code works once. Reloading the callback page, a double click, a retry after a time-out, \
            React's strict mode or two servers handling one callback redeem it again; some providers then \
            also revoke the tokens of the first time.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "at its redirect URI, where it redeems the code",
    console: &[],
    fix: &[
        "Redeem each code exactly once; remember that it was used before the request is sent.",
        "Redirect away from the callback URL after the exchange, so that a reload does not repeat it.",
        "Log in again from the start: the code of this login is used up.",
    ],
    refuted_by: &["The provider's log shows one token request only for this code."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = handed_before(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.grant_refused() {
        return case.proven_by(&CAUSE, &[&code_reused::RULE]);
    }
    if case.failed_at(Kind::Callback) && case.stopped_at_client() {
        return delivered_before(case).or_else(|| case.said(&CAUSE));
    }
    case.said(&CAUSE)
}

/// A callback that the client took before, with the same code.
fn delivered_before(case: &Case<'_>) -> Option<Weight> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    let failed = case.failed().filter(|_| silent)?;
    let same = |earlier: &&Message<'_>| {
        earlier.given("code") == failed.given("code")
            && crate::flow::after(failed.exchange, earlier.exchange)
            && matches!(earlier.answer.status, Some(200..400))
    };
    case.flow.of(Kind::Callback).find(same)?;
    case.found(&callback_repeated::RULE, Strength::Fits)
}

/// The page had handed the same code to its own server before, and was answered.
fn handed_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.is_hidden())?;
    let code = failed.given("code").filter(|code| code.len() >= 6)?;
    let earlier = case.flow.around.before(failed.exchange).iter().find(|earlier| {
        earlier.request.method == "POST"
            && earlier.address() == failed.exchange.address()
            && matches!(earlier.response.status, Some(200..400))
            && earlier.request.body.text().is_some_and(|body| crate::rule::parties::carries(body, code))
    })?;
    let says = format!("`{}` got the same code before and took it", earlier.path());
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says);
    let place = Location::param(failed, "code");
    Some(weight.evidence(Evidence::at("Code", place, "handed over a second time")))
}
