//! Other `state` than the one sent.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::Sign;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rule::cookie::Cookie;
use crate::rules::authorization_request::state_repeated;
use crate::rules::authorization_response::{state_differs, state_not_returned};

pub static CAUSE: Cause = Cause {
    id: "state_mismatch",
    title: "Other `state` than the one sent",
    says: "The `state` that came back is not the one that the client sent or remembers",
    story: "State ties the answer to the browser that asked. A lost cookie, a second tab, a callback that \
            is loaded again, or a value with `+` that one side decodes makes the two differ, and the \
            client must refuse.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores the state until the callback",
    console: &[],
    fix: &[
        "Keep each attempt's state under a name of its own, so that a second tab does not overwrite it.",
        "Use letters, digits, `-` and `_` only, so that no decoding alters it.",
        "Log in again from the start, not from a bookmark or the back button.",
    ],
    refuted_by: &[
        "The callback's `state` is the authorization request's, byte for byte, and the client's session \
         was there.",
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = overwritten(case).filter(|_| case.stopped_at_client()) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.stopped_at_client() {
        return case
            .proven_by(&CAUSE, &[&state_differs::RULE, &state_not_returned::RULE, &state_repeated::RULE]);
    }
    case.said(&CAUSE)
}

/// The cookie that kept this login's `state`, and comes back with the one of another login.
fn overwritten(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let state = callback.given("state").filter(|state| state.len() >= 4)?;
    let kept = |name: &str| {
        let earlier = case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name).rev();
        let mut set = earlier.flat_map(|exchange| exchange.response.headers.all("set-cookie"));
        set.any(|set| Cookie::read(set).is_some_and(|cookie| cookie.name == name && cookie.holds(&[state])))
    };
    let (name, _) = callback
        .exchange
        .request
        .headers
        .cookies()
        .find(|(name, value)| !value.is_empty() && !value.contains(state) && kept(name))?;
    let place = Location::of(callback, Part::RequestCookie, Some(name));
    let says = format!(
        "The cookie `{name}` kept this login's `state`, and the callback brings it with another value"
    );
    let evidence = Evidence::at("Cookie", place, "of a login that began later, in another tab or window");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}
