//! What becomes of the person after the callback: the client's own redirects that follow it, where the last of them leads, and
//! how the cookies that the callback has set come back. A flow comes in; whether, and why, the person is sent to log in again
//! goes out.

use super::Flow;
use super::rounds::asked;
use crate::http::{Exchange, Initiator, Params, is_one_site, marks};
use crate::oauth::{Kind, Message};

/// The way from a callback through the client's pages.
struct Onwards<'c> {
    /// Pages of the client, each of which the one before led to.
    steps: Vec<&'c Exchange>,
    end: End,
}

/// Where the last of them leads.
enum End {
    /// Nowhere, or to where nothing is known of.
    Open,
    /// To the provider, with what is asked there for the same redirect URI.
    Asks(Params),
    /// To a place of the client where logins begin, of which the capture holds no more.
    Begins,
}

/// How the cookies of a callback come with a later request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comes {
    AsSet,
    /// Some do, some do not.
    Partly,
    Missing,
    /// One comes with another content.
    Other,
}

/// A cookie of the callback that is not what the page gets that sends the person to log in again.
#[derive(Clone, Debug)]
pub struct Astray<'c> {
    pub page: &'c Exchange,
    pub cookie: String,
    pub comes: Comes,
    /// Another server of the same host that has overwritten it.
    pub by: Option<&'c Exchange>,
}

/// So many redirects in a row are followed.
const STEPS: usize = 6;

impl<'c> Onwards<'c> {
    fn of(flow: &Flow<'c>, callback: &'c Exchange) -> Onwards<'c> {
        let mut steps: Vec<&Exchange> = Vec::new();
        let mut from = callback;
        while steps.len() < STEPS
            && let Some(next) = flow.around.redirected_to(from)
            && (next.origin() == callback.origin() || is_one_site(next, callback))
            && super::after(next, from)
            && asks_for(from, callback).is_none()
        {
            steps.push(next);
            from = next;
        }
        let end = match asks_for(from, callback) {
            Some(params) => End::Asks(params),
            None if leads_to_login(from) && flow.around.redirected_to(from).is_none() => End::Begins,
            None if shows_login(&steps) => End::Begins,
            None => End::Open,
        };
        Onwards { steps, end }
    }
}

/// Whether the way ends at the page of the client where logins begin.
fn shows_login(steps: &[&Exchange]) -> bool {
    let [.., before, last] = steps else { return false };
    last.response.status == Some(200) && leads_to_login(before)
}

/// The last response that the client took.
fn received<'c>(flow: &Flow<'c>) -> Option<&'c Exchange> {
    let brings =
        |message: &&Message<'_>| ["code", "id_token"].iter().any(|name| message.given(name).is_some());
    flow.of(Kind::Callback).next_back().filter(brings).map(|callback| callback.exchange)
}

/// Whether the client takes the response, sets its cookies, and its pages lead the person to log in once more, with which the
/// capture ends: nobody did anything in between.
pub fn goes_round(flow: &Flow<'_>) -> bool {
    let Some(callback) = received(flow) else { return false };
    let onwards = Onwards::of(flow, callback);
    let Some(last) = onwards.steps.last() else { return is_begun_by_refusal(flow, callback) };
    let set = kept(callback, last);
    if !ends_at(flow, last) {
        return false;
    }
    let comes = how(&set, last);
    match onwards.end {
        End::Asks(again) => (set.is_empty() || comes != Comes::Partly) && is_same(flow, &again),
        End::Begins => {
            !set.is_empty()
                && is_told(flow, last)
                && (matches!(comes, Comes::Missing | Comes::Other) || drops(last, &set))
        }
        End::Open => false,
    }
}

/// Whether a page of the client, which knows the person by the callback's cookie, hears 401 from an API behind its server and begins
/// the login once more, with which the capture ends.
fn is_begun_by_refusal(flow: &Flow<'_>, callback: &Exchange) -> bool {
    let mut refused = false;
    for later in flow.around.after(callback).iter().take(20) {
        if later.origin() != callback.origin() {
            continue;
        }
        refused |= later.response.status == Some(401) && how(&kept(callback, later), later) == Comes::AsSet;
        let Some(again) = asks_for(later, callback) else { continue };
        let headers = &later.request.headers;
        let clicked = headers.has("sec-fetch-user") || headers.first("sec-fetch-dest") == Some("iframe");
        let pause = callback.started.zip(later.started).map(|(taken, begun)| begun.0 - taken.0);
        let soon = pause.is_none_or(|pause| pause < 10_000.0);
        return refused && soon && !clicked && ends_at(flow, later) && is_same(flow, &again);
    }
    false
}

/// The cookie of the callback that the page that sends the person to log in again does not get as it was set.
pub fn astray<'c>(flow: &Flow<'c>) -> Option<Astray<'c>> {
    let taken = received(flow).filter(|_| !flow.sanitized)?;
    let onwards = Onwards::of(flow, taken);
    let last = onwards.steps.last().copied();
    let of_way = last.filter(|_| !matches!(onwards.end, End::Open)).and_then(|page| {
        let set = kept(taken, page);
        let comes = how(&set, page);
        let other = |(name, value): &&(&str, &str)| brought(page, name).is_some_and(|sent| sent != *value);
        let cookie = match comes {
            Comes::Missing => set.first(),
            Comes::Other => set.iter().find(other),
            Comes::AsSet | Comes::Partly => None,
        };
        let cookie = cookie.filter(|_| is_told(flow, page))?.0.to_owned();
        Some(Astray { page, cookie, comes, by: None })
    });
    of_way.or_else(|| overwritten(flow))
}

/// The page behind a callback that gets the session's cookie back as it was set, and sends the person to log in all the same.
pub fn unheeded<'c>(flow: &Flow<'c>) -> Option<&'c Exchange> {
    let callback = received(flow).filter(|_| !flow.sanitized)?;
    let heeds_not = |page: &&Exchange| {
        let set = kept(callback, page);
        leads_to_login(page)
            && set.iter().any(|(name, _)| is_of_session(name))
            && how(&set, page) == Comes::AsSet
    };
    Onwards::of(flow, callback).steps.into_iter().find(heeds_not)
}

/// The session's cookie, which another server of the same host has overwritten since: cookies do not know ports (RFC 6265, section
/// 8.5). The client's next page does not know it and leads to where people log in.
pub fn overwritten<'c>(flow: &Flow<'c>) -> Option<Astray<'c>> {
    let taken = received(flow)?;
    set_by(taken).into_iter().filter(|(name, _)| is_of_session(name)).find_map(|(name, value)| {
        let mut sent = flow.around.after_with(taken, super::Sign::SendsCookie, name);
        let page = sent.find(|page| {
            page.origin() == taken.origin()
                && (leads_to_login(page) || asks_for(page, taken).is_some() || is_new_there(flow, page, name))
                && brought(page, name).is_some_and(|sent| sent != value)
        })?;
        let sets = flow.around.before_with(page, super::Sign::SetsCookie, name);
        let last = sets.rev().find(|earlier| {
            super::after(earlier, taken)
                && set_by(earlier).iter().any(|(own, set)| *own == name && brought(page, name) == Some(*set))
        })?;
        let foreign = last.origin() != taken.origin() && is_one_site(last, taken);
        let again = flow.around.after(page).iter().any(|later| later.address() == taken.address());
        (foreign && !again).then(|| Astray {
            page,
            cookie: name.to_owned(),
            comes: Comes::Other,
            by: Some(last),
        })
    })
}

/// Whether the cookies that the response to the login has set come with the next page, of which the capture ends.
pub fn takes(flow: &Flow<'_>, callback: &Exchange, page: &Exchange) -> bool {
    let set = kept(callback, page);
    !set.is_empty() && how(&set, page) == Comes::AsSet && ends_at(flow, page) && !flow.sanitized
}

/// Whether a cookie keeps a session, or the token in its place, by its name.
fn is_of_session(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let keeps = marks::names_session(name) || small.contains("token") || small.contains("auth");
    keeps && !small.contains("csrf") && !small.contains("xsrf")
}

/// Whether a callback leads to the same place of the client from which people are sent to log in as the one before it did, and the
/// capture ends there.
pub fn is_led_round(before: &Flow<'_>, last: &Flow<'_>) -> bool {
    let (Some(first), Some(second)) = (received(before), received(last)) else { return false };
    let state = last.of(Kind::Callback).next_back().and_then(|callback| callback.given("state"));
    let onwards = Onwards::of(before, first);
    let leads = match onwards.end {
        _ if onwards.steps.is_empty() => false,
        End::Asks(again) => state.is_some() && again.given("state") == state && !again.has("prompt"),
        End::Begins => by_itself(first, second),
        End::Open => false,
    };
    let ends = last.messages.last().is_some_and(|end| last.around.after(end.exchange).is_empty());
    leads
        && ends
        && first.address() == second.address()
        && before.failures.is_empty()
        && second.redirect_target().is_some()
        && first.redirect_target() == second.redirect_target()
}

/// Whether a page of the client answers with a new content of a cookie, and its scripts hear that nobody is signed in.
fn is_new_there(flow: &Flow<'_>, page: &Exchange, name: &str) -> bool {
    let refused = |later: &Exchange| later.origin() == page.origin() && later.response.status == Some(401);
    page.initiator == Initiator::Navigation
        && page.response.status == Some(200)
        && set_by(page).iter().any(|(own, _)| *own == name)
        && flow.around.after(page).iter().take(12).any(refused)
}

/// Whether the page to which a callback leads gets the session's cookie as it was set, and sends the person back to where the login
/// had begun, and does so again when it is asked for again.
pub fn sends_back_twice(flow: &Flow<'_>) -> bool {
    let Some(callback) = received(flow).filter(|_| !flow.sanitized) else { return false };
    let Some(page) = flow.around.redirected_to(callback) else { return false };
    let set = kept(callback, page);
    let heeds_not = |page: &Exchange| {
        set.iter().any(|(name, _)| is_of_session(name))
            && how(&set, page) == Comes::AsSet
            && matches!(page.response.status, Some(302 | 303 | 307))
    };
    let Some(target) = page.redirect_target().filter(|_| heeds_not(page)) else { return false };
    let Some(asked) = asked(flow) else { return false };
    let is_page = |before: &&Exchange| {
        before.initiator == Initiator::Navigation && before.origin() == callback.origin()
    };
    let begun = flow.around.before(asked.exchange).iter().rev().take(40).find(is_page);
    let again = |later: &Exchange| later.redirect_target().as_ref() == Some(&target);
    let mut later = flow.around.after_with(page, super::Sign::Address, page.address()).take(8);
    begun.is_some_and(|begun| begun.request.url == target)
        && later.any(|later| again(later) && heeds_not(later))
}

/// Whether the capture ends at a page that is asked for with another content of the cookie than the response to the login
/// had just given it.
pub fn eclipses(flow: &Flow<'_>, callback: &Exchange, page: &Exchange) -> bool {
    let ends = flow.around.after(page).is_empty();
    ends && !flow.sanitized && how(&kept(callback, page), page) == Comes::Other
}

/// Whether one follows the other sooner than a person logs in.
fn by_itself(first: &Exchange, second: &Exchange) -> bool {
    let pause = first.started.zip(second.started).map(|(first, second)| second.0 - first.0);
    pause.is_some_and(|pause| (0.0..10_000.0).contains(&pause))
}

/// What an answer's redirect asks of a provider, if it is for the redirect URI of this callback.
pub fn asks_for(page: &Exchange, callback: &Exchange) -> Option<Params> {
    let target = page.redirect_target()?;
    let params = Params::parse(target.split_once('?')?.1.split('#').next().unwrap_or_default());
    let back = params.given("redirect_uri").and_then(|uri| uri.split(['?', '#']).next());
    // Where one redirect URI is registered, it need not be named: it is the provider that the browser came from.
    let origin = |address: &str| url::Url::parse(address).ok().map(|url| crate::http::origin_of(&url));
    let came_from = callback.request.headers.first("referer").and_then(origin);
    let is_same = back.map_or_else(
        || target.contains("authorize?") && came_from.is_some() && came_from == origin(&target),
        |back| back == callback.address(),
    );
    (is_same && params.given("client_id").is_some()).then_some(params)
}

/// Whether the same is asked as before, and nothing that an answered login would not do for.
fn is_same(flow: &Flow<'_>, again: &Params) -> bool {
    let special = ["prompt", "max_age", "acr_values", "claims", "id_token_hint", "kc_action"];
    let same = |name: &str| asked(flow).is_none_or(|asked| again.given(name) == asked.given(name));
    special.iter().all(|name| !again.has(name)) && same("client_id") && same("scope")
}

/// Whether a page leads to a place of its own site where logins begin.
fn leads_to_login(page: &Exchange) -> bool {
    let target = page.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let (Some(target), Some(own)) = (target, page.url()) else { return false };
    // A page of scripts has its places behind `#`.
    let path = format!("{}/{}", target.path(), target.fragment().unwrap_or_default()).to_ascii_lowercase();
    let is_place = |segment: &str| {
        let name = segment.split(['.', '?']).next().unwrap_or_default().replace(['-', '_'], "");
        matches!(name.as_str(), "login" | "signin" | "oauthlogin" | "oidclogin" | "ssologin" | "logon")
    };
    // `/login/success` is none.
    let ends = path.trim_end_matches('/').rsplit('/').next().is_some_and(is_place);
    let begins =
        ["/oauth/authorize", "/oauth2/authorization/", "/oauth2/start", "/oidc/start", "/auth/signin/"];
    crate::http::site_of(&target) == crate::http::site_of(&own)
        && (ends || begins.iter().any(|place| path.contains(place)))
}

/// Whether nothing comes behind an exchange but files of a page, and what its scripts ask of the page's own server.
fn ends_at(flow: &Flow<'_>, last: &Exchange) -> bool {
    let asks = |later: &Exchange| {
        later.initiator == Initiator::Script
            && later.request.method == "GET"
            && later.origin() == last.origin()
            && last.response.status == Some(200)
    };
    flow.around.after(last).iter().all(|later| later.initiator == Initiator::Asset || asks(later))
}

/// Whether a request's cookies are in the capture.
fn is_told(flow: &Flow<'_>, page: &Exchange) -> bool {
    !flow.sanitized && !page.request.headers.0.is_empty()
}

/// The cookies that an answer sets and does not delete: name, value and attributes.
fn cookies_of(exchange: &Exchange) -> impl Iterator<Item = (&str, &str, String)> {
    exchange.response.headers.all("set-cookie").filter_map(|header| {
        let (pair, rest) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = pair.split_once('=')?;
        let rest = rest.to_ascii_lowercase();
        let gone = value.trim().is_empty() || rest.contains("max-age=0") || rest.contains("1970");
        (!gone).then(|| (name.trim(), value.trim(), rest))
    })
}

fn set_by(exchange: &Exchange) -> Vec<(&str, &str)> {
    cookies_of(exchange).map(|(name, value, _)| (name, value)).collect()
}

/// Those of them that are for the path of a page.
fn kept<'e>(exchange: &'e Exchange, page: &Exchange) -> Vec<(&'e str, &'e str)> {
    let path = page.path().to_ascii_lowercase();
    let covers = |rest: &str| {
        let own = rest.split(';').find_map(|attribute| attribute.trim().strip_prefix("path="));
        own.is_none_or(|own| path.starts_with(own.trim().trim_end_matches('/')))
    };
    let own = cookies_of(exchange).filter(|(.., rest)| covers(rest));
    own.map(|(name, value, _)| (name, value)).collect()
}

/// The content with which a cookie comes: of two with one name the first counts.
fn brought<'e>(page: &'e Exchange, name: &str) -> Option<&'e str> {
    page.request.headers.cookies().find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// Whether a page deletes one of the cookies that it gets.
fn drops(page: &Exchange, set: &[(&str, &str)]) -> bool {
    let deletes = |header: &str| {
        let (pair, rest) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let gone = value.trim().is_empty() || rest.to_ascii_lowercase().contains("max-age=0");
        gone && set.iter().any(|(own, _)| *own == name.trim())
    };
    page.response.headers.all("set-cookie").any(deletes)
}

fn how(set: &[(&str, &str)], page: &Exchange) -> Comes {
    let sent = || set.iter().filter_map(|(name, value)| Some((*value, brought(page, name)?)));
    // What is short is a mark and no session.
    if sent().any(|(value, sent)| value.len() >= 8 && sent != value) {
        return Comes::Other;
    }
    match sent().count() {
        0 => Comes::Missing,
        all if all == set.len() => Comes::AsSet,
        _ => Comes::Partly,
    }
}
