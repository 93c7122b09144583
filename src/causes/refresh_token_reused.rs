//! Refresh token used twice.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part, Step};
use crate::rule::Location;
use crate::rules::token_request::{refresh_race, refresh_token_reused};

pub static CAUSE: Cause = Cause {
    id: "refresh_token_reused",
    title: "Refresh token used twice",
    says: "The refresh token was used before: it had been replaced by a newer one",
    story: "With rotation each refresh brings a new token and ends the old one. Two tabs or servers that \
            refresh at once, or an answer that was not stored, use the old one again; many providers then \
            end the whole family.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores and uses refresh tokens",
    console: &["token rotation"],
    fix: &[
        "Store the new refresh token before anything else uses it, and let one part at a time refresh.",
        "Log in again: the provider may have revoked the newer token as well.",
        "Allow a short overlap at the provider if it offers one.",
    ],
    refuted_by: &["The token sent is the one of the last refresh's answer."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = used_before(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.is_refused(Kind::TokenRequest, &["invalid_grant", "access_denied"]) {
        return case.proven_by(&CAUSE, &[&refresh_token_reused::RULE, &refresh_race::RULE]);
    }
    case.said(&CAUSE)
}

/// The client's own renewal, refused for a cookie or token that renewed the session before.
fn used_before(case: &Case<'_>) -> Option<Weight> {
    let is_own = |message: &&Message<'_>| {
        message.relayed.as_ref().is_some_and(|relayed| relayed.step == Some(Step::Session))
    };
    let failed = case.failed().filter(is_own)?;
    let renews =
        |name: &str| ["refresh", "token", "rt"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    let cookies = |exchange: &Exchange| -> Vec<(String, String)> {
        let all = exchange.request.headers.cookies();
        all.filter(|(name, value)| renews(name) && value.len() >= 4)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let sent = cookies(failed.exchange);
    let in_body = ["refresh_token", "refreshToken", "refresh"].iter().find_map(|name| failed.given(name));
    let same = |earlier: &&Exchange| {
        earlier.address() == failed.exchange.address()
            && matches!(earlier.response.status, Some(200..400))
            && (cookies(earlier).iter().any(|cookie| sent.contains(cookie))
                || in_body.is_some_and(|token| {
                    earlier.request.body.text().is_some_and(|body| crate::rule::parties::carries(body, token))
                }))
    };
    // An access token's cookie goes with every request; one that renews is replaced by the answer.
    let earlier = case.flow.around.before(failed.exchange).iter().rfind(same)?;
    let replaced = earlier.response.headers.has("set-cookie") || in_body.is_some();
    let says = "It brings what had renewed the session before";
    let part = if in_body.is_some() { Part::RequestBody } else { Part::RequestCookie };
    let evidence = Evidence::at("Token", Location::of(failed, part, None), says);
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(format!(
        "`{}` is called a second time with a token that was used up",
        failed.exchange.path()
    ));
    replaced.then(|| weight.evidence(evidence))
}
