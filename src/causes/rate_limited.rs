//! Too many requests.

use crate::cause::{Case, Cause, Evidence, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "rate_limited",
    title: "Too many requests",
    says: "The server refuses for now, because it got too many requests",
    story: "Servers count requests per client, user or address. A loop, a token fetched for each call, or \
            many machines behind one address use the allowance up.",
    trouble: Trouble::Network,
    who: Who::Client,
    place: "where it requests and keeps tokens",
    console: &[],
    fix: &[
        "Wait as long as `Retry-After` says, else some minutes, and retry with growing pauses.",
        "Keep tokens until they expire instead of fetching one for each call.",
        "Ask the provider for a higher limit if the number is right.",
    ],
    refuted_by: &["A single request after a long pause is refused with the same words."],
    alike: &[
        &super::waf_blocked::CAUSE,
        &super::device_authorization_pending::CAUSE,
        &super::app_not_published_or_test_user::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let mut weight = case.said(&CAUSE)?;
    let wait = case.failed().and_then(|message| message.exchange.response.headers.first("retry-after"));
    if let Some(wait) = wait {
        weight = weight.evidence(Evidence::says("Retry-After", format!("`{wait}`")));
    }
    Some(weight)
}
