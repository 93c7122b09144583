//! Signs that a client does not find the session in which it began a login, where no single cookie is proven to be lost: a
//! callback without any cookie, a session that was put back, a form token without its cookie. A case comes in; a weight goes
//! out.

use super::{Case, Evidence, Strength, Weight};
use crate::flow::{Sign, What};
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part, Step};
use crate::rule::Location;
use crate::rule::cookie::Cookie;

/// The callback that the client refuses, where nothing in words says why.
pub fn bare_callback<'c, 'a>(case: &'c Case<'a>) -> Option<&'c Message<'a>> {
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Status);
    let failed = case.failed().filter(|failed| failed.kind == Kind::Callback)?;
    let bare = silent && failed.relayed.is_none() && case.what() == Some(What::ClientFailed);
    (bare && failed.given("error").is_none()).then_some(failed)
}

/// A bare refusal of a callback: that it comes without any cookie says most.
pub fn weigh(case: &Case<'_>) -> Option<Weight> {
    let failed = bare_callback(case)?;
    let headers = &failed.exchange.request.headers;
    let unseen = case.flow.sanitized || headers.0.is_empty();
    let fits = Weight::new(Strength::Fits, 0.25);
    if unseen || headers.has("cookie") {
        return Some(fits);
    }
    // Without any cookie in the whole capture it may lack them all.
    let around = [case.flow.around.before(failed.exchange), case.flow.around.after(failed.exchange)];
    let shows = |exchange: &Exchange| {
        exchange.request.headers.has("cookie") || exchange.response.headers.has("set-cookie")
    };
    if !around.iter().any(|exchanges| exchanges.iter().any(shows)) {
        return Some(fits);
    }
    // A program that waits on the person's own machine needs none.
    let origin = failed.exchange.origin();
    let is_site = case.flow.around.before_with(failed.exchange, Sign::To, &origin).next().is_some();
    if failed.exchange.url().is_some_and(|url| crate::http::is_loopback(&url)) && !is_site {
        return Some(fits);
    }
    let place = Location::of(failed, Part::RequestCookie, None);
    let evidence = Evidence::at("Cookie", place, "none comes with the callback");
    let says = "The callback comes without any cookie, so the client cannot know whose login it is";
    Some(Weight::new(Strength::Fits, 0.9).summary(says).evidence(evidence))
}

/// The session's cookie comes back with an older content than the start of the login had given it: the answer to a request
/// that was on its way by then has put it back.
pub fn put_back(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let start = case.flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by)?;
    let value = |exchange: &Exchange, name: &str| {
        exchange.request.headers.cookies().find(|(own, _)| *own == name).map(|(_, value)| value.to_owned())
    };
    let given: Vec<(String, String)> = kept(start).collect();
    let (name, late) = given.iter().find_map(|(name, new)| {
        let brought = value(callback.exchange, name).filter(|brought| brought != new)?;
        let others = case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name);
        let is_late = |other: &&Exchange| {
            !std::ptr::eq(*other, start)
                && ends(other).zip(ends(start)).is_some_and(|(other, start)| other > start)
                && value(other, name).is_none_or(|sent| sent != *new)
                && kept(other).any(|(own, set)| own == *name && set == brought)
        };
        Some((name.as_str(), others.rev().find(is_late)?))
    })?;
    let place = Location::of(callback, Part::RequestCookie, Some(name));
    let says = format!(
        "`{}` was sent without what the login had written, and its answer set the cookie anew",
        late.path()
    );
    let summary =
        format!("The cookie `{name}` comes back as it was before the login: a late answer overwrote it");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, says))
            .fix("Write the session only in answers that change it, or keep each login in a cookie of its own."),
    )
}

/// The button that begins the login posts a form token, and the cookie that it is compared with is not there.
pub fn at_the_start(case: &Case<'_>) -> Option<Weight> {
    let begins = |message: &&Message<'_>| {
        message.kind == Kind::ClientPage
            && message.relayed.as_ref().is_some_and(|relayed| relayed.step == Some(Step::StateCheck))
    };
    let failed = case.failed().filter(begins).filter(|failed| crate::oauth::begins_login(failed.exchange))?;
    let headers = &failed.exchange.request.headers;
    if form_token_agrees(failed) {
        return None;
    }
    let brings =
        |name: &str| ["csrf", "xsrf", "sess"].iter().any(|word| name.to_ascii_lowercase().contains(word));
    let unseen = case.flow.sanitized || headers.0.is_empty();
    let place = Location::of(failed, Part::RequestCookie, None);
    let path = failed.exchange.path();
    Some(if unseen || headers.cookies().any(|(name, _)| brings(name)) {
        let says =
            format!("`{path}`, which begins the login, refuses the form token: it is not that of the cookie");
        Weight::new(Strength::ServerError, 1.0).summary(says)
    } else {
        let says = format!(
            "`{path}`, which begins the login, gets a form token without the cookie that belongs to it"
        );
        Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(Evidence::at(
            "Cookie",
            place,
            "none of a form token or session comes with it",
        ))
    })
}

/// Whether the form token that is posted stands in a cookie that comes with it.
pub fn form_token_agrees(failed: &Message<'_>) -> bool {
    let is_token = |name: &str| name.to_ascii_lowercase().contains("csrf") || name.contains("authenticity");
    let posted = failed.params.0.iter().find(|param| is_token(&param.name)).map(|param| param.value());
    let Some(posted) = posted.filter(|posted| posted.len() >= 16) else { return false };
    failed.exchange.request.headers.cookies().any(|(_, value)| value.contains(posted))
}

/// The cookies of logins that nobody finished have made the request too large.
pub fn piled_up(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::ClientPage)?;
    let too_large =
        matches!(failed.answer.status, Some(400 | 413 | 431 | 494)) && failed.because.contains("unfinished");
    let count = crate::oauth::login_cookies(failed.exchange).count();
    let place = Location::of(failed, Part::RequestCookie, None);
    let evidence =
        Evidence::at("Cookies", place, format!("{count} of logins that are under way or were left"));
    let summary = format!(
        "`{}` is refused as too large: it brings the cookies of {count} unfinished logins",
        failed.exchange.path()
    );
    too_large.then(|| {
        Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence).fix(
            "Delete the cookies of the site now; let the cookies of a login expire after minutes, and delete them at its end.",
        )
    })
}

/// The cookies that an answer sets: name and value.
fn kept(exchange: &Exchange) -> impl Iterator<Item = (String, String)> {
    let set = exchange.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept);
    set.map(|cookie| (cookie.name.to_owned(), cookie.value().to_owned()))
}

/// When an answer was there, in milliseconds.
fn ends(exchange: &Exchange) -> Option<f64> {
    Some(exchange.started?.0 + exchange.duration_ms.unwrap_or_default())
}
