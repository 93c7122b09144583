//! A client that does not know the person although its own callback took the response: which request shows it, and what became
//! of the cookies that were to keep the session. A flow comes in; the finding is the rules', the cause the diagnosis'.

use super::cookie::{self, Cookie};
use super::pages;
use crate::flow::{Flow, Sign};
use crate::http::{Exchange, Initiator, Params, is_one_site};
use crate::oauth::{Kind, Message};

/// A request behind the callback to which the client's server answers that nobody is signed in.
pub struct ShutOut<'c> {
    pub asked: &'c Exchange,
    pub kept: Kept<'c>,
}

/// What became of the session's cookie.
pub enum Kept<'c> {
    /// It was set there and does not come back; why, as the end of a sentence.
    Lost { set_by: &'c Exchange, name: String, why: String },
    /// The page's service worker answered the callback by itself, and the client's server never saw it.
    ByWorker,
    /// No page of the client has set one.
    NeverSet,
    /// It comes; the callback was answered with a page that begins no session, and nothing handed the response on.
    Untaken,
    /// The capture does not hold cookies.
    Unseen,
}

/// Looks behind the callback; none where the client's pages do not ask, or where one of the answers knows the person.
pub fn find<'c>(flow: &Flow<'c>) -> Option<ShutOut<'c>> {
    // Where a page redeems the code itself, tokens are the session.
    let by_page = flow.code_requests().next().is_some();
    let took = |callback: &&Message<'c>| {
        callback.given("code").is_some() && matches!(callback.answer.status, Some(200..400))
    };
    let callback = flow.of(Kind::Callback).rfind(took).filter(|_| !by_page)?.exchange;
    let hosts = hosts(flow, callback);
    let own = |exchange: &&Exchange| host(exchange).is_some_and(|host| hosts.contains(&host));
    let behind: Vec<&Exchange> = flow
        .around
        .after(callback)
        .iter()
        .take_while(|exchange| {
            !begins_login(exchange) && (!exchange.ends_session() || exchange.is_prefetch())
        })
        .filter(own)
        .collect();
    let served = |exchange: &&Exchange| {
        exchange.initiator == Initiator::Script && matches!(exchange.response.status, Some(200..300))
    };
    let unserved = !behind.iter().any(served);
    let asks: Vec<&Exchange> = behind
        .iter()
        .copied()
        .filter(|exchange| {
            asks_who(exchange) || misses_own_token(exchange) || unserved && misses_session(exchange)
        })
        .collect();
    let nobody = |exchange: &Exchange| knows_nobody(exchange) || begins_anew(callback, exchange);
    let refused = asks.iter().enumerate().find(|(_, exchange)| nobody(exchange));
    let (index, asked) = match refused {
        Some(refused) => refused,
        None => return begun_again(flow, callback, &behind, asks.is_empty()),
    };
    let known =
        |exchange: &&&Exchange| matches!(exchange.response.status, Some(200..300)) && !nobody(exchange);
    let later = asks.get(index + 1..).unwrap_or_default();
    if later.iter().any(|exchange| known(&exchange)) {
        return None;
    }
    // A page that holds a token of its own needs no cookie.
    let by_token = |exchange: &&Exchange| {
        exchange.request.headers.has("authorization") && matches!(exchange.response.status, Some(200..300))
    };
    if behind.iter().any(by_token) {
        return None;
    }
    Some(ShutOut { asked, kept: kept(flow, callback, asked)? })
}

/// The client's own page that sends the browser to log in again, at once and without the cookie that the callback has set.
fn begun_again<'c>(
    flow: &Flow<'c>,
    callback: &'c Exchange,
    behind: &[&'c Exchange],
    untold: bool,
) -> Option<ShutOut<'c>> {
    let leads = |exchange: &&&Exchange| {
        let target = exchange.redirect_target().unwrap_or_default();
        let params = target.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default();
        let same = params.given("redirect_uri").is_some_and(|uri| uri.starts_with(callback.address()));
        same && params.has("client_id") && params.given("prompt") != Some("none")
    };
    let asked = behind.iter().find(leads).filter(|_| untold)?;
    let at_once = callback.started.zip(asked.started).is_some_and(|(a, b)| b.0 - a.0 < 10_000.0);
    let bare = callback.request.headers.has("cookie") && !asked.request.headers.has("cookie");
    let kept = kept(flow, callback, asked)?;
    let Kept::Lost { set_by, name, .. } = &kept else { return None };
    // Of several cookies the browser may keep all but the one that counts.
    let refused = cookie::set_by(&[*set_by])
        .iter()
        .any(|(by, cookie)| cookie.name == name && cookie.why_rejected(by).is_some());
    (at_once && (bare || refused)).then_some(ShutOut { asked, kept })
}

/// The hosts of the callback and of the pages that it leads to.
fn hosts(flow: &Flow<'_>, callback: &Exchange) -> Vec<String> {
    let mut hosts: Vec<String> = host(callback).into_iter().collect();
    let mut hop = callback;
    for _ in 0..5 {
        let Some(next) = flow.around.redirected_to(hop).filter(|next| is_one_site(next, callback)) else {
            break;
        };
        hosts.extend(host(next));
        hop = next;
    }
    hosts
}

fn host(exchange: &Exchange) -> Option<String> {
    exchange.url()?.host_str().map(str::to_owned)
}

/// Whether the capture does not tell how the callback, or a question behind it, was answered.
pub fn is_unread(flow: &Flow<'_>) -> bool {
    let Some(callback) = flow.of(Kind::Callback).rfind(|callback| callback.given("code").is_some()) else {
        return false;
    };
    let behind = || flow.around.after(callback.exchange).iter();
    callback.answer.status.is_none()
        || behind().any(|exchange| exchange.response.status.is_none() && asks_who(exchange))
}

/// Whether a service worker of the client's page has answered a request by itself, and nothing was sent on.
pub fn is_kept_by_worker(flow: &Flow<'_>, exchange: &Exchange) -> bool {
    let passed_on = |other: &Exchange| other.request.url == exchange.request.url && !other.by_service_worker;
    let (around, address) = (&flow.around, exchange.address());
    let mut others = around.before_with(exchange, Sign::Address, address).chain(around.after_with(
        exchange,
        Sign::Address,
        address,
    ));
    exchange.by_service_worker && !others.any(passed_on)
}

/// What became of the session's cookie on its way; none if it comes with the question: then nothing tells why.
fn kept<'c>(flow: &Flow<'c>, callback: &'c Exchange, asked: &'c Exchange) -> Option<Kept<'c>> {
    if callback.response.status == Some(200) && is_kept_by_worker(flow, callback) {
        return Some(Kept::ByWorker);
    }
    if flow.sanitized || asked.request.headers.0.is_empty() {
        return Some(Kept::Unseen);
    }
    let pages = pages::of_client(flow);
    let behind: Vec<&'c Exchange> =
        pages.into_iter().filter(|page| !crate::flow::after(callback, page)).collect();
    let set: Vec<(&'c Exchange, Cookie<'c>)> = cookie::set_by(&behind);
    if set.is_empty() {
        return Some(Kept::NeverSet);
    }
    let brought = |cookie: &Cookie<'_>| asked.request.headers.cookies().any(|(name, _)| name == cookie.name);
    let page = callback.response.status == Some(200) && callback.response.media_type.contains("html");
    let hands_on = |later: &Exchange| later.request.method == "POST" && later.initiator == Initiator::Script;
    let is_handed_on = || flow.around.after(callback).iter().take(200).any(hands_on);
    if page
        && !callback.response.headers.has("set-cookie")
        && set.iter().all(|(_, cookie)| brought(cookie))
        && !is_handed_on()
    {
        return Some(Kept::Untaken);
    }
    let lost = set.iter().find(|(_, cookie)| !brought(cookie) && cookie.is_session());
    let none_comes = !set.iter().any(|(_, cookie)| brought(cookie));
    let (set_by, cookie) = lost.or_else(|| set.first().filter(|_| none_comes))?;
    let why = match cookie.why_rejected(set_by) {
        Some(why) => format!(": it {why}"),
        None => why_deleted(flow, cookie, set_by).unwrap_or_else(|| why_not_sent(cookie, set_by, asked)),
    };
    Some(Kept::Lost { set_by, name: cookie.name.to_owned(), why })
}

/// What deleted a cookie again before it was needed, as the end of a sentence.
fn why_deleted(flow: &Flow<'_>, cookie: &Cookie<'_>, set_by: &Exchange) -> Option<String> {
    if !crate::http::marks::names_session(cookie.name) {
        return None;
    }
    let deletes = |exchange: &&Exchange| {
        let mut set = exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
        set.any(|other| other.name == cookie.name && !other.is_kept())
    };
    let by = flow.around.after_with(set_by, Sign::SetsCookie, cookie.name).find(deletes)?;
    let ahead =
        if by.is_prefetch() { ", which the page fetched ahead without a click (prefetch)," } else { "" };
    Some(format!(": `{}`{ahead} deleted it", by.path()))
}

/// Why a cookie that the browser keeps does not go with a later request; empty if nothing tells.
pub fn why_not_sent(cookie: &Cookie<'_>, set_by: &Exchange, asked: &Exchange) -> String {
    let (Some(from), Some(to)) = (set_by.url(), asked.url()) else { return String::new() };
    let (from, to) =
        (from.host_str().unwrap_or_default().to_owned(), to.host_str().unwrap_or_default().to_owned());
    let headers = &asked.request.headers;
    let page = headers.first("origin").or_else(|| headers.first("referer"));
    let page = page.and_then(|page| url::Url::parse(page).ok());
    let site = |url: &url::Url| crate::http::site_of(url);
    let cross = page
        .as_ref()
        .and_then(site)
        .is_some_and(|site| asked.url().as_ref().and_then(crate::http::site_of) != Some(site));
    if from != to && !cookie.has("domain") {
        return format!(": it has no `Domain`, was set by `{from}`, and the request goes to `{to}`");
    }
    if cross && !cookie.is_for_other_sites() {
        let page = page.as_ref().map(crate::http::origin_of).unwrap_or_default();
        return format!(
            ": the page at `{page}` is of another site, and only `SameSite=None; Secure` comes along then"
        );
    }
    if cross {
        return ": the page is of another site, and its script must ask for it (`credentials: \"include\"`); browsers may block it as a third party's".into();
    }
    String::new()
}

/// Whether a client's page asks its server who is signed in.
fn asks_who(exchange: &Exchange) -> bool {
    if !matches!(exchange.initiator, Initiator::Script | Initiator::Unknown)
        || exchange.request.headers.has("authorization")
    {
        return false;
    }
    let path = exchange.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default().replace(['-', '_'], "");
    let names = [
        "me",
        "user",
        "session",
        "getsession",
        "whoami",
        "profile",
        "currentuser",
        "userinfo",
        "auth",
        "authenticate",
        "authenticated",
        "isauthenticated",
        "loggedin",
        "isloggedin",
        "authstatus",
        "checkauth",
    ];
    let of_login = path.ends_with("/auth/status") || path.ends_with("/session/status");
    // By POST it takes a password.
    let posts = || exchange.request.body.text().is_some_and(|body| body.trim().len() > 2);
    of_login || names.contains(&last.as_str()) && (last != "authenticate" || !posts())
}

/// Whether the client's server, to which the cookie of the callback does not come, begins another session in its place.
fn begins_anew(callback: &Exchange, asked: &Exchange) -> bool {
    let sets = |exchange: &'_ Exchange, name: &str| {
        let mut set = exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
        set.any(|cookie| cookie.name == name && cookie.is_kept())
    };
    let brought = |name: &str| asked.request.headers.cookies().any(|(own, _)| own == name);
    let mut set = callback.response.headers.all("set-cookie").filter_map(Cookie::read);
    !asked.request.headers.0.is_empty()
        && set.any(|cookie| {
            cookie.is_kept() && cookie.is_session() && !brought(cookie.name) && sets(asked, cookie.name)
        })
}

/// Whether the client's server answers the page that would renew its session that nothing came to renew it by, with 200
/// (LibreChat: "Refresh token not provided").
fn misses_own_token(exchange: &Exchange) -> bool {
    let text = exchange.response.body.text().filter(|text| text.len() < 200).unwrap_or_default();
    let text = text.to_ascii_lowercase();
    exchange.path().to_ascii_lowercase().contains("refresh")
        && text.contains("token")
        && ["not provided", "not found", "missing"].iter().any(|says| text.contains(says))
}

/// Whether an answer to a page says, in words, that there is no session.
fn misses_session(exchange: &Exchange) -> bool {
    let text: String = exchange.response.body.text().unwrap_or_default().chars().take(300).collect();
    let text = text.to_ascii_lowercase();
    let says = ["session not found", "no session", "session cookie", "not logged in", "not signed in"];
    exchange.response.status == Some(401)
        && matches!(exchange.initiator, Initiator::Script | Initiator::Unknown)
        && !exchange.request.headers.has("authorization")
        && says.iter().any(|says| text.contains(says))
}

/// Whether the answer is that nobody is signed in: 401, or an empty session (Auth.js, Better Auth).
fn knows_nobody(exchange: &Exchange) -> bool {
    let path = exchange.path().to_ascii_lowercase();
    let of_session = path.ends_with("/session") || path.ends_with("/get-session");
    let empty =
        || matches!(exchange.response.body.text().map(str::trim), Some("{}" | "null" | "{\"user\":null}"));
    let denies = || {
        let text = exchange.response.body.text().filter(|text| text.len() < 400).unwrap_or_default();
        let text = text.replace(' ', "").to_ascii_lowercase();
        ["\"authenticated\":false", "\"isauthenticated\":false", "\"loggedin\":false", "\"isloggedin\":false"]
            .iter()
            .any(|says| text.contains(says))
    };
    match exchange.response.status {
        Some(401) => true,
        Some(200) => of_session && empty() || misses_own_token(exchange) || denies(),
        _ => false,
    }
}

fn begins_login(exchange: &Exchange) -> bool {
    let asks = |params: &Params| params.has("client_id") && params.has("response_type");
    asks(&exchange.query())
}
