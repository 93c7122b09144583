//! Responses that the client does not take for those of a login of its own: the browser brings it nothing to know anybody by. A flow
//! and a callback come in.

use super::start;
use crate::flow::{Flow, onwards, same_given};
use crate::http::{Exchange, Params, marks, site_of};
use crate::oauth::Message;

/// Whether the client answers a response by sending the browser to its own sign-in page, and the cookie of the session in
/// which it began the login did not come: set on another site, or `SameSite=Strict`.
pub fn turned_away(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let (exchange, headers) = (callback.exchange, &callback.exchange.request.headers);
    let target = exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    // A page of its own, with no word about the login in its address.
    let page = target.filter(|target| {
        crate::http::origin_of(target) == exchange.origin()
            && target.query().is_none()
            && target.fragment().is_none()
    });
    let to_sign_in = page.as_ref().is_some_and(|page| {
        let last = page.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        matches!(last.to_ascii_lowercase().replace(['-', '_'], "").as_str(), "login" | "signin")
    });
    let is_bare = |exchange: &Exchange| {
        !exchange.request.headers.has("cookie") && !exchange.response.headers.has("set-cookie")
    };
    // No cookie came, none is set, and the page is shown without one: nothing is there to know anybody by.
    let knows_nobody = || {
        let next = flow.around.redirected_to(exchange).filter(|next| next.response.status == Some(200));
        page.is_some() && is_bare(exchange) && next.is_some_and(is_bare)
    };
    if callback.given("code").is_none() || flow.sanitized || headers.0.is_empty() {
        return false;
    }
    // Led back to the page from which the login was begun.
    let led_back = || {
        let begun = start(flow, callback).and_then(|start| start.request.headers.first("referer"));
        begun.is_some() && begun == exchange.redirect_target().as_deref()
    };
    // Begun at another host, whose cookies do not come here.
    let elsewhere = || {
        let host = |exchange: &Exchange| exchange.url().and_then(|url| url.host_str().map(str::to_owned));
        let begun = start(flow, callback).filter(|start| start.response.headers.has("set-cookie"));
        page.is_some() && is_bare(exchange) && begun.is_some_and(|start| host(start) != host(exchange))
    };
    if elsewhere() {
        return true;
    }
    if !to_sign_in {
        return (knows_nobody() || led_back()) && strict_before(flow, callback).is_some();
    }
    let brought = |name: &str| headers.cookies().any(|(own, _)| own == name);
    let lost = |set: &str| {
        let cookie = set.split(';').next().and_then(|pair| pair.split_once('='));
        cookie.is_some_and(|(name, value)| !value.trim().is_empty() && !brought(name.trim()))
    };
    let is_set_anew = |name: &str| {
        let mut set = exchange.response.headers.all("set-cookie");
        set.any(|set| set.split('=').next().map(str::trim) != Some(name))
    };
    let of_start = start(flow, callback).is_some_and(|start| {
        let mut set = start.response.headers.all("set-cookie").peekable();
        set.peek().is_some() && set.all(lost)
    });
    of_start
        || never_set(flow, callback)
        || strict_before(flow, callback).is_some_and(|(_, name)| !is_set_anew(&name))
}

/// Whether a response that a page of the provider posts comes without any cookie, also without those that the client set where it
/// began the login, while its next page gets them: a browser leaves out of such a form what is `SameSite=Lax`, by word or for want
/// of one. Nothing is kept of such a login.
pub fn left_out_of_form(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let form = callback.exchange;
    let foreign = form.request.headers.first("sec-fetch-site") == Some("cross-site");
    if form.request.method != "POST" || !foreign || flow.sanitized || callback.given("code").is_none() {
        return false;
    }
    // One that it needs may have been set long before, for other sites.
    if form.request.headers.has("cookie") {
        return false;
    }
    let Some(page) = flow.around.redirected_to(form) else { return false };
    let Some(begun) = start(flow, callback) else { return false };
    let brings = |name: &str| page.request.headers.cookies().any(|(own, _)| own == name);
    let set = begun.response.headers.all("set-cookie").filter_map(|set| set.split('=').next());
    let mut names = set.map(str::trim).peekable();
    let keeps =
        form.response.headers.all("set-cookie").any(|set| !set.to_ascii_lowercase().contains("max-age=0"));
    names.peek().is_some() && !keeps && names.all(brings)
}

/// Whether the client set no cookie where it began the login, none came with the response, and none is set by its answer: it
/// has nothing to know anybody by.
pub fn never_set(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let bare = |exchange: &Exchange| {
        !exchange.request.headers.0.is_empty()
            && !exchange.request.headers.has("cookie")
            && !exchange.response.headers.0.is_empty()
            && !exchange.response.headers.has("set-cookie")
    };
    !flow.sanitized
        && start(flow, callback)
            .is_some_and(|start| start.origin() == callback.exchange.origin() && bare(start))
        && bare(callback.exchange)
}

/// The cookie of the client's session that an earlier answer of it has set as `SameSite=Strict`, and that does not come with
/// the response: the browser comes from another site. With the exchange that set it.
pub fn strict_before<'c>(flow: &Flow<'c>, callback: &Message<'_>) -> Option<(&'c Exchange, String)> {
    let exchange = callback.exchange;
    let led_to = || start(flow, callback)?.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let asked = flow.authorization_request().and_then(|asked| asked.exchange.url()).or_else(led_to)?;
    if site_of(&asked) == exchange.url().as_ref().and_then(site_of) {
        return None;
    }
    let strict = |set: &str| {
        let (pair, attributes) = set.split_once(';')?;
        let (name, value) = pair.split_once('=')?;
        let is_strict = attributes
            .split(';')
            .any(|attribute| attribute.trim().to_ascii_lowercase().replace(' ', "") == "samesite=strict");
        let brought = exchange.request.headers.cookies().any(|(own, _)| own == name.trim());
        (is_strict && !brought && !value.is_empty() && marks::names_session(name))
            .then(|| name.trim().to_owned())
    };
    let mut earlier = flow.around.before(exchange).iter().rev().take(40);
    earlier.find_map(|earlier| {
        let own = earlier.origin() == exchange.origin();
        let name = earlier.response.headers.all("set-cookie").filter(|_| own).find_map(strict)?;
        Some((earlier, name))
    })
}

/// Whether the client answers a callback by sending the browser to log in for the same once more, also by way of its own place
/// where logins begin, and no later response is taken: it did not know the login as its own.
pub fn sent_back(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let here = callback.exchange;
    let asked = flow.authorization_request();
    let same_as = |asked: &Message<'_>, params: &Params| {
        params.given("state") != asked.given("state")
            && ["prompt", "scope"].iter().all(|name| params.given(name) == asked.given(name))
            && ["client_id", "redirect_uri"].iter().all(|name| same_given(params, &asked.params, name))
    };
    let comes_back = |params: &Params| {
        let to = params.given("redirect_uri").and_then(|uri| uri.split(['?', '#']).next());
        to == Some(here.address()) && params.given("client_id").is_some() && !params.has("prompt")
    };
    let again = |exchange: &Exchange| {
        let target = exchange.redirect_target().unwrap_or_default();
        let params = target.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default();
        let other = params.given("state").is_some() && params.given("state") != callback.given("state");
        other && asked.map_or_else(|| comes_back(&params), |asked| same_as(asked, &params))
    };
    let by_start = || {
        let next = flow.around.redirected_to(here).filter(|next| next.origin() == here.origin());
        // What becomes of a request that is in the capture is told with the next login.
        let unseen = |next: &&Exchange| flow.around.redirected_to(next).is_none();
        // A session that was begun and comes back, or that an older cookie of the same name hides: that is a loop.
        let hidden =
            next.is_some_and(|next| onwards::eclipses(flow, here, next) || onwards::takes(flow, here, next));
        asked.is_none() && !hidden && next.filter(unseen).is_some_and(again)
    };
    // The page that it led to begins at once, as no person could.
    let by_page = || {
        let next = flow.around.redirected_to(here).filter(|next| next.origin() == here.origin());
        let page = next.filter(|page| page.response.status == Some(200));
        let at_once = |later: &Exchange| {
            let pause = page.and_then(|page| page.started).zip(later.started);
            pause.is_some_and(|(shown, later)| (0.0..1_000.0).contains(&(later.0 - shown.0)))
        };
        let begins = |later: &Exchange| later.origin() == here.origin() && at_once(later) && again(later);
        page.is_some() && flow.around.after(here).iter().take(20).any(begins)
    };
    let taken =
        |later: &&Exchange| later.address() == here.address() && later.query().has("code") && !again(later);
    callback.given("code").is_some()
        && (again(here) || by_start() || by_page())
        && !flow.around.after(here).iter().any(|later| taken(&later))
}
