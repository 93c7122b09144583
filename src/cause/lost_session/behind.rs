//! Cookies that the callback sets and that do not come with the client's pages behind it. A case comes in; a weight goes out.

use super::STRICT;
use crate::cause::{Case, Evidence, Strength, Weight};
use crate::flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Part};
use crate::rule::cookie::Cookie;
use crate::rule::{Location, others};

/// After the callback the client's pages redirect to each other without end: a cookie that one sets does not come to the next.
pub fn in_circles(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|failed| failed.landed.as_ref().is_some_and(|it| it.circles))?;
    let around = &case.flow.around;
    let next = |hop: &&Exchange| around.redirected_to(hop);
    let hops: Vec<&Exchange> = std::iter::successors(Some(callback.exchange), next).take(12).collect();
    let says = "After the callback the client's pages send the browser round in circles";
    let fits = Weight::new(Strength::Fits, 0.8).summary(says);
    let shows = hops.iter().any(|hop| hop.request.headers.has("cookie")) && !case.flow.sanitized;
    let set = crate::rule::cookie::set_by(&hops);
    let lost = set.iter().filter(|_| shows).find(|(from, cookie)| {
        let later = hops.iter().skip_while(|hop| *hop != from).skip(1);
        let mut own = later.filter(|hop| hop.origin() == from.origin()).peekable();
        let brings = |hop: &&Exchange| hop.request.headers.cookies().any(|(name, _)| name == cookie.name);
        cookie.is_for_all_paths() && own.peek().is_some() && !own.any(brings)
    });
    let Some((from, cookie)) = lost else {
        return Some(if is_steady(case) { fits.times(0.2) } else { fits });
    };
    let why = if cookie.is_strict() { STRICT } else { "" };
    let place = others::whole(from, Part::ResponseHeader);
    let seen = format!("`{}`, set by `{}`, does not come with what follows{why}", cookie.name, from.path());
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(format!("{says}: {seen}"));
    Some(weight.evidence(Evidence::at("Cookie", place, seen)))
}

/// Whether every page behind a callback is asked for with a cookie, and none sets another: the session is there.
pub fn is_steady(case: &Case<'_>) -> bool {
    let Some(callback) = case.failed().filter(|_| !case.flow.sanitized) else { return false };
    let next = |hop: &&Exchange| case.flow.around.redirected_to(hop);
    let mut hops = std::iter::successors(next(&callback.exchange), next).take(11);
    hops.all(|hop| hop.request.headers.has("cookie") && !hop.response.headers.has("set-cookie"))
}

/// The callback sets the session's cookie, and the client's page that follows is asked for without it and knows nobody.
pub fn after_callback(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let page = case.flow.around.redirected_to(callback.exchange)?;
    let landed = callback.landed.as_ref();
    if !landed.is_some_and(|landed| landed.code.is_empty() && landed.page.is_some()) {
        flow::begun(page)?;
    }
    let unseen = case.flow.sanitized || !callback.exchange.request.headers.has("cookie");
    if unseen || page.origin() != callback.exchange.origin() {
        return None;
    }
    let set = callback.exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
    let comes = |cookie: &Cookie<'_>| page.request.headers.cookies().any(|(name, _)| name == cookie.name);
    let lost = set.filter(Cookie::is_kept).find(|cookie| cookie.is_for_all_paths() && !comes(cookie))?;
    let why = if lost.is_strict() { STRICT } else { "" };
    let place = Location::of(callback, Part::ResponseHeader, Some("set-cookie"));
    let evidence =
        Evidence::at("Cookie", place, format!("`{}` does not come with `{}`{why}", lost.name, page.path()));
    let summary = format!("The cookie `{}` that the callback sets does not come back{why}", lost.name);
    Some(Weight::new(Strength::Contradiction, 1.0).summary(summary).evidence(evidence))
}

/// The callback sets the session's cookie for a domain, and it does not come with the page of that domain to which it leads:
/// browsers keep none for a domain under which everybody gets names (RFC 6265, section 5.3, step 5).
pub fn for_domain(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let page = case.flow.around.redirected_to(callback.exchange)?;
    let host = page.url()?.host_str()?.to_owned();
    let unseen = case.flow.sanitized || page.request.headers.0.is_empty();
    if unseen || page.origin() == callback.exchange.origin() {
        return None;
    }
    let set = callback.exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
    let comes = |cookie: &Cookie<'_>| page.request.headers.cookies().any(|(name, _)| name == cookie.name);
    let mut kept = set.filter(|cookie| cookie.is_kept() && cookie.is_for_all_paths());
    let lost = kept.find(|cookie| cookie.reaches(&host) && !comes(cookie))?;
    let domain = lost.domain().unwrap_or_default();
    let place = Location::of(callback, Part::ResponseHeader, Some("set-cookie"));
    let says = format!("`{}` is set for `{domain}` and does not come with `{}`", lost.name, page.origin());
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The cookie {says}"))
            .evidence(Evidence::at("Cookie", place, says))
            .fix("Put both hosts below a name of your own and set the cookie for that one: browsers keep none for a domain under which everybody gets names (`duckdns.org`, `github.io`: publicsuffix.org)."),
    )
}
