//! Lost session of the client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::flow::What;
use crate::oauth::{Kind, Part};
use crate::rule::Location;
use crate::rule::cookie::Cookie;
use crate::rules::authorization_response::{
    callback_cookie_lost, callback_cookie_too_large, callback_lost_parameters,
};
use crate::rules::session::session_cookie_rejected;

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
    console: &[],
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
    if case.what() == Some(What::Loops) {
        let fits = || Weight::new(Strength::Fits, 0.8);
        return Some(of_loop(case).unwrap_or_else(fits));
    }
    if case.stopped_at_client() {
        return case
            .proven_by(
                &CAUSE,
                &[
                    &callback_cookie_lost::RULE,
                    &session_cookie_rejected::RULE,
                    &callback_cookie_too_large::RULE,
                ],
            )
            .or_else(|| back_at_sign_in(case));
    }
    case.said(&CAUSE)
}

/// The cookie that the client sets at the callback and the browser does not keep or bring back, in a login that loops.
pub fn of_loop(case: &Case<'_>) -> Option<Weight> {
    let callback = case.flow.of(Kind::Callback).next_back()?;
    let set: Vec<Cookie<'_>> =
        callback.exchange.response.headers.all("set-cookie").filter_map(Cookie::read).collect();
    let set: Vec<&Cookie<'_>> = set.iter().filter(|cookie| cookie.is_kept()).collect();
    let place = |name: &str| Location::of(callback, Part::ResponseHeader, Some(name));
    let proven = |cookie: &Cookie<'_>, says: String| {
        let evidence = Evidence::at("Cookie", place("set-cookie"), says);
        let summary = format!("The cookie `{}` that the callback sets does not come back", cookie.name);
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence)
    };
    if let Some(cookie) = set.iter().find(|cookie| cookie.is_too_large()) {
        let says = format!("`{}` is larger than the 4096 bytes that browsers keep", cookie.name);
        return Some(proven(cookie, says));
    }
    // The round before has set the same cookies; the request that begins this one must bring them.
    let begins = case.flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by)?;
    let brought: Vec<&str> = begins.request.headers.cookies().map(|(name, _)| name).collect();
    let lost =
        set.iter().find(|_| !brought.is_empty() && !set.iter().any(|one| brought.contains(&one.name)))?;
    let says =
        format!("The request that begins the next round brings other cookies, and not `{}`", lost.name);
    Some(proven(lost, says))
}

/// A callback that leads to the client's sign-in page without a word: it no longer knows whom it sent away.
fn back_at_sign_in(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|_| case.finding(&callback_lost_parameters::RULE).is_none())?;
    let landed = failed.landed.as_ref().filter(|landed| case.heard.is_empty() && landed.fails)?;
    let page = landed.page.filter(|page| page.response.status == Some(200) && landed.code.is_empty())?;
    let place = Location::of(failed, Part::ResponseLocation, None);
    let to = Evidence::at("Sent on", place, format!("to `{}`", page.path()));
    let says = "The callback leads back to the client's sign-in page, and nothing says why";
    Some(Weight::new(Strength::Fits, 1.0).summary(says).evidence(to))
}
