//! No session at the provider.

use crate::cause::{Case, Cause, Strength, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "login_required",
    title: "No session at the provider",
    says: "Nobody is signed in at the provider, and the request does not let it ask",
    story: "With `prompt=none` the provider may only use a session that is there. The person has signed \
            out, the session has ended, or the browser keeps the provider's cookie back inside a frame.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it handles the answer to a silent request",
    console: &[],
    fix: &[
        "Start a login with a page when this answer comes; it is normal.",
        "Renew with a refresh token instead of a hidden frame, since browsers keep third-party cookies back.",
    ],
    refuted_by: &["A request to the provider in the same capture carries its session cookie."],
    alike: &[
        &super::third_party_cookies_blocked::CAUSE,
        &super::session_cookie_lost::CAUSE,
        &super::interaction_required::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let request = case.flow.authorization_request();
    let prompt = request.and_then(|request| request.given("prompt")).unwrap_or_default();
    let misses_session = || {
        case.says(
            r"(?i)\b(no|not|without|invalid)\b.{0,16}\b(session|signed in|logged in|authenticated)\b|\bsession\b.{0,16}(not found|expired)",
        )
    };
    if prompt.split(' ').any(|word| word == "none") && case.failed_at_authorization() && misses_session() {
        let weight = Weight::new(Strength::ServerCode, 1.0)
            .summary("The request is silent (`prompt=none`), and the provider finds no session");
        return Some(case.heard_too(weight, &CAUSE));
    }
    case.said(&CAUSE)
}
