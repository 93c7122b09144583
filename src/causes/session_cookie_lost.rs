//! Lost session of the client.

use crate::cause::{Case, Cause, Trouble, Weight, Who};
use crate::rules::authorization_response::callback_cookie_lost;

pub static CAUSE: Cause = Cause {
    id: "session_cookie_lost",
    title: "Lost session of the client",
    says: "The cookie that the client set before the login did not come back with the callback",
    story: "The client keeps state, nonce and verifier in its session. If the callback comes without the \
            cookie (another host name, `SameSite=Strict`, a form post without `SameSite=None`, `Secure` \
            on http, too large), the client cannot know the login as its own.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it sets its session cookie",
    fix: &[
        "Begin the login on the same host name that the redirect URI has.",
        "Set the cookie with `Secure` and `SameSite=Lax`; `SameSite=None` where the answer comes as a \
         form post.",
        "Keep the session on the server if the cookie is larger than 4 KB, and in a store that all \
         servers share.",
        "Log in again from the start.",
    ],
    refuted_by: &["The callback request carries the cookie that was set before the redirect."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.stopped_at_client() {
        return case.proven_by(&CAUSE, &[&callback_cookie_lost::RULE]);
    }
    case.said(&CAUSE)
}
