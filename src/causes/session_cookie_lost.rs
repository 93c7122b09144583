//! Lost session of the client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who, lost_session};
use crate::flow::{Astray, Comes, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Part};
use crate::rule::cookie::{self, Cookie};
use crate::rule::shut_out::{self, Kept};
use crate::rule::{Location, others};
use crate::rules::authorization_response::{
    callback_cookie_lost, callback_cookie_too_large, callback_lost_parameters,
};
use crate::rules::session::{session_cookie_rejected, session_refused_after_login};

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
    alike: &[
        &super::state_mismatch::CAUSE,
        &super::callback_failed::CAUSE,
        &super::third_party_cookies_blocked::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if case.what() == Some(What::Loops) {
        let fits = || Weight::new(Strength::Fits, 0.8);
        return Some(of_loop(case).or_else(|| of_provider(case)).unwrap_or_else(fits));
    }
    if let Some(weight) = own_renewal(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = doubled_cookie(case)
        .or_else(|| lost_session::at_provider(case))
        .or_else(|| lost_session::asked_again(case))
        .or_else(|| lost_session::of_form(case))
        .or_else(|| lost_session::replaced(case))
        .or_else(|| for_other_site(case))
        .or_else(|| lost_session::put_back(case))
        .or_else(|| lost_session::before_login(case))
        .or_else(|| lost_session::folded(case))
        .or_else(|| lost_session::in_circles(case))
        .or_else(|| lost_session::strict(case))
        .or_else(|| lost_session::strict_before(case))
        .or_else(|| lost_session::never_set(case))
        .or_else(|| lost_session::after_callback(case))
        .or_else(|| lost_session::for_domain(case))
        .or_else(|| lost_session::at_the_start(case))
        .or_else(|| lost_session::piled_up(case))
        .or_else(|| lost_session::other_name(case))
        .or_else(|| lost_session::other_port(case))
    {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if let Some(weight) = shut_out(case) {
        return Some(weight);
    }
    if case.stopped_at_client() {
        // A client that names the token request has found its session.
        let redeemed =
            case.failed().and_then(|failed| failed.relayed.as_ref()).is_some_and(|told| told.token_endpoint);
        let weight = case
            .proven_by(
                &CAUSE,
                &[
                    &callback_cookie_lost::RULE,
                    &session_cookie_rejected::RULE,
                    &callback_cookie_too_large::RULE,
                ],
            )
            .or_else(|| back_at_sign_in(case))
            .or_else(|| lost_session::weigh(case).filter(|_| !case.tokens_came()))?;
        let is_guess = weight.strength < Strength::Contradiction && redeemed;
        return Some(if is_guess { weight.times(0.3) } else { weight });
    }
    case.said(&CAUSE)
}

/// The provider's own session: the browser does not keep the cookie that the sign-in form is answered with.
fn of_provider(case: &Case<'_>) -> Option<Weight> {
    let form = crate::flow::signed_in_in_vain(case.flow)?;
    let set: Vec<Cookie<'_>> = form.response.headers.all("set-cookie").filter_map(Cookie::read).collect();
    let refused = |cookie: &Cookie<'_>| Some((cookie.name.to_owned(), cookie.why_rejected(form)?));
    let (name, why) = set.iter().filter(|cookie| cookie.is_kept()).find_map(refused)?;
    let weight = lost_session::rejected(&name, why, others::whole(form, Part::ResponseHeader));
    Some(weight.fix("Serve the provider over https; over plain http its cookies can only be `SameSite=Lax`."))
}

/// The client's server knows nobody after the callback: its cookie was set and does not come.
fn shut_out(case: &Case<'_>) -> Option<Weight> {
    let found = case.found(&session_refused_after_login::RULE, Strength::Fits)?;
    let shut_out = shut_out::find(case.flow).filter(|_| case.failed().is_none())?;
    Some(match shut_out.kept {
        Kept::Lost { .. } => found.stronger(Strength::Contradiction),
        Kept::Unseen => found,
        // Who answers with a redirect has taken the response, and keeps nothing of it.
        Kept::NeverSet => found.times(if leads_on(case) { 1.2 } else { 0.6 }),
        Kept::ByWorker | Kept::Untaken => found.times(0.3),
    })
}

fn leads_on(case: &Case<'_>) -> bool {
    let callback = case.flow.of(Kind::Callback).rfind(|callback| callback.given("code").is_some());
    callback.is_some_and(|callback| callback.exchange.redirect_target().is_some())
}

/// The callback sets the session's cookie for its own site and leads to a page of another one, which knows nobody.
fn for_other_site(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let page = case.flow.around.redirected_to(callback.exchange)?;
    let set = callback.exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
    let cookie = set.filter(Cookie::is_kept).find(|cookie| cookie.size() >= 32)?;
    let knows_nobody = page.response.status == Some(401) && !page.request.headers.has("cookie");
    let place = Location::of(callback, Part::ResponseHeader, Some("set-cookie"));
    let summary = format!(
        "The callback sets `{}` for its own site and leads to `{}`, of another site, to which no cookie of it comes",
        cookie.name,
        page.origin()
    );
    (knows_nobody && !case.flow.sanitized && !crate::http::is_one_site(callback.exchange, page)).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, format!("`{}` belongs to the callback's site", cookie.name)))
            .fix("Serve the sign-in and the application from one parent domain, or give each domain a sign-in of its own.")
    })
}

/// Google's button sends a value twice, in a cookie and in the form, and only the form's copy arrives.
/// <https://developers.google.com/identity/gsi/web/guides/verify-google-id-token>
fn doubled_cookie(case: &Case<'_>) -> Option<Weight> {
    let name = "g_csrf_token";
    let failed =
        case.failed().filter(|failed| failed.kind == Kind::Callback && failed.given(name).is_some())?;
    let headers = &failed.exchange.request.headers;
    let unseen = case.flow.sanitized || headers.0.is_empty();
    let brought = headers.cookies().any(|(cookie, _)| cookie == name);
    let evidence = Evidence::at(
        "Cookie",
        Location::of(failed, Part::RequestCookie, None),
        "only the form's copy arrives",
    );
    let strength = if unseen { Strength::ServerError } else { Strength::Contradiction };
    let weight =
        Weight::new(strength, 1.0).summary(format!("The cookie `{name}` does not come with the token"));
    let said = case.says("(?i)csrf|cookie");
    (!brought && (said || !unseen)).then(|| {
        weight
            .evidence(evidence)
            .fix("Show the button on a page of the same host as `data-login_uri`, over https.")
    })
}

/// The provider's page gets two cookies of one name, its own and one of what stands before it, and takes the wrong one (RFC 6265,
/// section 5.4).
fn named_twice(case: &Case<'_>) -> Option<Weight> {
    let page = case.flow.of(Kind::Interaction).find(|page| page.exchange.redirect_target().is_some())?;
    let cookies: Vec<(&str, &str)> = page.exchange.request.headers.cookies().collect();
    let twice =
        |(name, value): &&(&str, &str)| cookies.iter().any(|(other, held)| other == name && held != value);
    let (name, _) = cookies.iter().find(twice).filter(|_| case.flow.first(Kind::Callback).is_none())?;
    let place = Location::of(page, Part::RequestCookie, Some(name));
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The provider's page gets the cookie `{name}` twice, and leads back to the start: it does not find its session"))
            .evidence(Evidence::at("Cookies", place, "two of one name, with different values"))
            .fix(format!("Give the cookie of what stands before the provider (ingress, load balancer) another name than `{name}`, and delete the old one.")),
    )
}

/// A client that renews its own session without anything that would say whose.
fn own_renewal(case: &Case<'_>) -> Option<Weight> {
    let failed = case.own_renewal()?;
    let headers = &failed.exchange.request.headers;
    let tokens = ["refresh_token", "refreshToken", "refresh", "token", "rt"];
    let brings = headers.has("cookie")
        || headers.has("authorization")
        || tokens.iter().any(|name| failed.given(name).is_some());
    if brings || headers.0.is_empty() || case.flow.sanitized || failed.body_not_recorded() {
        return None;
    }
    let before: Vec<&Exchange> = case.flow.around.before(failed.exchange).iter().collect();
    let set = cookie::set_by(&before);
    let own = |(from, cookie): &&(&Exchange, Cookie<'_>)| {
        crate::http::is_one_site(from, failed.exchange) && cookie.keeps_signed_in()
    };
    let place = Location::of(failed, Part::RequestCookie, None);
    let weight = match set.iter().rfind(own) {
        Some((from, cookie)) => {
            let why = match cookie.why_rejected(from) {
                Some(why) => format!(": it {why}"),
                None => shut_out::why_not_sent(cookie, from, failed.exchange),
            };
            let says = format!("The cookie `{}` was set and does not come with it{why}", cookie.name);
            Weight::new(Strength::Contradiction, 1.0)
                .summary(format!(
                    "`{}` is called without the cookie `{}`{why}",
                    failed.exchange.path(),
                    cookie.name
                ))
                .evidence(Evidence::at("Cookie", place, says))
        }
        None => {
            let says = "It brings neither a cookie nor a token";
            Weight::new(Strength::ServerCode, 1.0)
                .summary(format!("`{}` is called without cookie and token", failed.exchange.path()))
                .evidence(Evidence::at("Cookie", place, says))
        }
    };
    Some(weight.fix(
        "Let the page send cookies (`credentials: \"include\"`, `withCredentials`), and set the cookie with \
         `SameSite=None; Secure` if page and server are of different sites.",
    ))
}

/// The cookie that the client sets at the callback and the browser does not keep or bring back, in a login that loops.
pub fn of_loop(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = named_twice(case) {
        return Some(weight);
    }
    let callback = case.flow.of(Kind::Callback).next_back()?;
    if let Some(found) = crate::flow::astray(case.flow) {
        return Some(gone_astray(callback.exchange, &found));
    }
    // In the only round nothing begins behind the callback; the cookie came, and was not taken.
    if crate::flow::goes_round(case.flow) {
        return None;
    }
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
    if brought.is_empty() && !case.flow.sanitized && !begins.request.headers.0.is_empty() {
        let cookie = set.iter().find(|cookie| cookie.why_rejected(callback.exchange).is_none())?;
        return Some(proven(cookie, "No cookie at all comes with what begins the next round".into()));
    }
    let lost =
        set.iter().find(|_| !brought.is_empty() && !set.iter().any(|one| brought.contains(&one.name)))?;
    let says =
        format!("The request that begins the next round brings other cookies, and not `{}`", lost.name);
    Some(proven(lost, says))
}

/// The page behind the callback gets another content of the cookie than was set, or none.
fn gone_astray(callback: &Exchange, found: &Astray<'_>) -> Weight {
    let (name, path) = (&found.cookie, found.page.path());
    let place = Location { name: Some(name.clone()), ..others::whole(found.page, Part::RequestCookie) };
    let mut set = callback.response.headers.all("set-cookie").filter_map(Cookie::read);
    let why = set.find(|cookie| cookie.name == name).map(|cookie| {
        let rejected = cookie.why_rejected(callback).map(|why| format!(": it {why}"));
        rejected.unwrap_or_else(|| shut_out::why_not_sent(&cookie, callback, found.page))
    });
    let (says, fix) = match (found.by, found.comes) {
        (Some(by), _) => (
            format!(
                "`{}` has overwritten the client's cookie `{name}`: {}",
                by.origin(),
                match by.url().zip(found.page.url()) {
                    Some((by, page)) if by.host_str() == page.host_str() => "cookies do not know ports",
                    _ => "both set it for the domain that they share",
                }
            ),
            "Give one of the two servers another cookie name, or set it without `Domain`, under host names of their own.",
        ),
        (None, Comes::Other) => (
            format!(
                "The cookie `{name}` comes to `{path}` with another content than the callback has set: an older one of the same name (another path or domain) goes before it"
            ),
            "Delete the site's cookies once; set the cookie always with the same path and domain.",
        ),
        _ => (
            format!(
                "The cookie `{name}` that the callback sets does not come with `{path}`{}",
                why.unwrap_or_default()
            ),
            "Set it with the path `/`, and in a frame of another site with `SameSite=None; Secure`.",
        ),
    };
    Weight::new(Strength::Contradiction, 1.0)
        .summary(says.clone())
        .evidence(Evidence::at("Cookie", place, says))
        .fix(fix)
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
