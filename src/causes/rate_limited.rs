//! Too many requests.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::oauth::Part;
use crate::rule::others;

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
    let counted = counted_before(case).map(|weight| case.heard_too(weight, &CAUSE));
    let mut weight = counted.or_else(|| case.said(&CAUSE))?;
    let wait = case.failed().and_then(|message| message.exchange.response.headers.first("retry-after"));
    if let Some(wait) = wait {
        weight = weight.evidence(Evidence::says("Retry-After", format!("`{wait}`")));
    }
    Some(weight)
}

/// The same host has answered `429` a short while before: servers shut out for a time whoever does not heed that.
fn counted_before(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.answer.status == Some(403))?;
    let started = failed.exchange.started?;
    let origin = failed.exchange.origin();
    let mut before = case.flow.around.before_with(failed.exchange, Sign::To, &origin);
    let counted = before.rfind(|before| before.response.status == Some(429))?;
    let pause = started.0 - counted.started?.0;
    let mute = case.heard.iter().all(|said| said.strength < Strength::ServerCode);
    let place = others::whole(counted, Part::ResponseStatus);
    (mute && pause < LATELY).then(|| {
        Weight::new(Strength::ServerCode, 1.0)
            .summary(format!(
                "`{origin}` has answered `429` before, and now refuses everything: too many requests"
            ))
            .evidence(Evidence::at("Before", place, format!("`429` for `{}`", counted.path())))
    })
}

/// In milliseconds: so long a refusal may follow from too many requests.
const LATELY: f64 = 3_600_000.0;
