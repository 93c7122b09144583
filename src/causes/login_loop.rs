//! Login that never arrives.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who, lost_session};
use crate::flow::What;
use crate::oauth::{Kind, Part};
use crate::rule::{Location, others};

pub static CAUSE: Cause = Cause {
    id: "login_loop",
    title: "Login that never arrives",
    says: "Login succeeds and the client sends the person back to log in again",
    story: "The provider answers at once, since a session is there. The client does not keep its own \
            session (cookie lost, wrong domain, clock, role missing) and starts over, until the provider \
            or the browser stops it.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it keeps its session after the login",
    console: &[],
    fix: &[
        "Look whether the cookie that the callback sets comes back with the next request; correct \
         `SameSite`, `Secure`, domain and path if not.",
        "Show an error page when the person is logged in but may not enter, instead of sending them to \
         log in.",
        "Delete the client's cookies and log in again.",
    ],
    refuted_by: &["The client's session cookie comes back with the request that follows the callback."],
    alike: &[
        &super::session_cookie_lost::CAUSE,
        &super::callback_failed::CAUSE,
        &super::third_party_cookies_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.what() != Some(What::Loops) {
        return unheeded(case).or_else(|| in_circles(case)).or_else(|| case.said(&CAUSE));
    }
    let rounds = case.flow.rounds;
    let says =
        format!("Login {rounds} of a row: each one before it was answered, and the next began at once");
    let summary = format!(
        "The provider answers each login, and the client sends the person back to log in: {rounds} times in a row"
    );
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(summary);
    let weight = match rounds == 2 && crate::flow::goes_round(case.flow) {
        true => weight
            .summary("The client takes the response, and its next page sends the person to log in again"),
        false => weight,
    };
    if case.flow.authorization_response().is_none() && case.flow.first(Kind::Callback).is_none() {
        let asks = case.flow.authorization_request().and_then(|request| {
            ["prompt", "max_age", "acr_values"].into_iter().find(|name| request.given(name).is_some())
        });
        let says = format!(
            "The provider comes back to the same authorization request {rounds} times and asks for the login again"
        );
        let weight = Weight { who: Some(Who::Administrator), ..weight.summary(says) };
        return Some(match asks {
            Some(name) => weight.fix(format!(
                "Leave `{name}` out once to see whether it ends: it may make this provider ask anew after each login (a fault that an update mends)."
            )),
            None => weight.fix("Look into the provider's log why it does not take its own session: cookie, host name, flow of the login."),
        });
    }
    // A cookie that gets lost is what makes it loop.
    let explained = super::session_cookie_lost::of_loop(case).is_some() || case.is_rejected_by_client();
    Some(weight.evidence(Evidence::says("Rounds", says)).times(if explained { 0.4 } else { 1.0 }))
}

/// The client's page gets the cookie of the session that the callback has begun, and sends the person to log in all the same.
fn unheeded(case: &Case<'_>) -> Option<Weight> {
    // "Session expired" is about a refresh token elsewhere, and says nothing here.
    let beside = |causes: &[&Cause]| causes.iter().all(|named| case.said(named).is_none());
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Fits || beside(said.causes));
    let page =
        crate::flow::unheeded(case.flow).filter(|_| silent && case.what() == Some(What::ClientFailed))?;
    let place = others::whole(page, Part::RequestCookie);
    let path = page.path();
    let says = format!(
        "The session's cookie comes with `{path}` as the callback has set it, and the page leads to log in again"
    );
    let fix = "Let the page look for the session where the callback puts it: under the same name (a prefix such as \
               `__Secure-` is part of it and depends on whether the server believes that it is asked by https), with the \
               same key, in the same store.";
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says.clone())
            .evidence(Evidence::at("Session", place, says))
            .fix(fix),
    )
}

/// After the callback the client's own pages lead to each other without end.
fn in_circles(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.landed.as_ref().is_some_and(|landed| landed.circles))?;
    let place = Location::of(callback, Part::ResponseLocation, None);
    let says = "After the callback the client's pages lead to each other without end: it has taken the login, and lets the person see none of them";
    let share = if lost_session::is_steady(case) { 1.5 } else { 0.4 };
    let weight = Weight::new(Strength::Fits, share).summary(says);
    let weight =
        weight.evidence(Evidence::at("Sent on", place, "to a page that leads back to the one before"));
    Some(weight.fix("Give the person who comes back the right to see the page behind the login (Airflow: a role other than `Public`)."))
}
