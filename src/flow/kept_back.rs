//! What the client's own page keeps a browser from doing: requests that its Content-Security-Policy does not list, and a
//! sign-in helper whose storage browsers part from the page. A message comes in; what holds it back goes out.

mod session;

use super::Flow;
use super::begun::start;
use crate::http::{Exchange, Initiator, Params, csp, marks, site_of};
use crate::oauth::{Kind, Message};

pub use session::{left_out_of_form, never_set, sent_back, strict_before, turned_away};

/// A request that the browser did not send because of the policy of the page.
#[derive(Clone, Debug)]
pub struct ByPolicy<'c> {
    pub page: &'c Exchange,
    /// The directive that counts, and its list.
    pub directive: &'static str,
    pub list: String,
}

/// The policy of the client's page that does not list the address of an unanswered request (CSP Level 3, `connect-src`
/// and `frame-src`).
pub fn by_policy<'c>(flow: &Flow<'c>, message: &Message<'c>) -> Option<ByPolicy<'c>> {
    let exchange = message.exchange;
    if message.answer.status.is_some() || !tells_nothing_else(exchange) {
        return None;
    }
    let headers = &exchange.request.headers;
    let framed = headers.first("sec-fetch-dest") == Some("iframe") || message.given("prompt") == Some("none");
    let directives: &[&'static str] = match exchange.initiator {
        Initiator::Script | Initiator::Unknown if message.kind != Kind::AuthorizationRequest => {
            &["connect-src", "default-src"]
        }
        Initiator::Navigation | Initiator::Unknown if framed => &["frame-src", "child-src", "default-src"],
        _ => return None,
    };
    let target = exchange.url()?;
    let origin = headers
        .first("origin")
        .or_else(|| headers.first("referer"))
        .or_else(|| flow.authorization_request()?.given("redirect_uri"))
        .and_then(|page| url::Url::parse(page).ok())
        .map(|page| crate::http::origin_of(&page))?;
    let is_page = |page: &&Exchange| {
        page.origin() == origin
            && page.response.status == Some(200)
            && page.response.headers.has("content-security-policy")
    };
    let received = flow.of(Kind::Callback).map(|callback| callback.exchange);
    let page = received.filter(|page| super::after(exchange, page)).rfind(is_page)?;
    let (directive, list) = csp::refuses(page, directives, &target)?;
    Some(ByPolicy { page, directive, list })
}

/// Whether the browser stops there because of a page's policy.
pub fn stopped_by_csp(exchange: &Exchange) -> bool {
    exchange.error.as_deref().is_some_and(|error| error.contains("CSP"))
}

/// The policy of the provider's page that lists where its forms may lead, also by a redirect, and has not this address on that list (CSP
/// Level 3, `form-action`): of the page at the form's own address, else of the last that was shown there.
pub fn by_form_action<'c>(flow: &Flow<'c>, form: &Exchange, target: &url::Url) -> Option<ByPolicy<'c>> {
    let shows = |page: &&Exchange| page.response.status == Some(200) && page.initiator != Initiator::Asset;
    let is_its_page = |page: &&Exchange| shows(page) && page.request.method == "GET";
    let its_page = flow.around.before_with(form, super::Sign::Address, form.address()).rfind(is_its_page);
    let page =
        its_page.or_else(|| flow.around.before_with(form, super::Sign::To, &form.origin()).rfind(shows))?;
    let (directive, list) = csp::refuses(page, &["form-action"], target)?;
    Some(ByPolicy { page, directive, list })
}

/// Whether the form of the provider's page, whose policy does not list the client, led there and was posted once more: the browser has
/// not gone.
pub fn pressed_in_vain(flow: &Flow<'_>, response: &Message<'_>) -> bool {
    let form = response.exchange;
    let target = form.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let Some(target) = target.filter(|_| form.request.method == "POST") else { return false };
    let address = form.address();
    let posted = |later: &Exchange| later.request.method == "POST";
    let again = || flow.around.after_with(form, super::Sign::Address, address).any(posted);
    flow.first(Kind::Callback).is_none() && again() && by_form_action(flow, form, &target).is_some()
}

/// Whether the browser names no other reason why there is no answer.
fn tells_nothing_else(exchange: &Exchange) -> bool {
    let error = exchange.error.as_deref().unwrap_or_default().to_ascii_lowercase();
    error.is_empty() || error.contains("csp") || error.contains("content security policy")
}

/// Where Firebase Authentication receives the response, on the domain of the project.
/// <https://firebase.google.com/docs/auth/web/redirect-best-practices>
const HANDLER: &str = "/__/auth/handler";

/// The client's page that a sign-in helper of another site led back to, with nobody signed in: what the helper wrote down as a
/// page of its own, its frame inside the client's page does not see. None where the helper is of the page's site.
pub fn parted_from(flow: &Flow<'_>, callback: &Message<'_>) -> Option<String> {
    let at_handler = callback.kind == Kind::Callback && callback.exchange.path().ends_with(HANDLER);
    if !at_handler || callback.given("code").is_none() && callback.given("id_token").is_none() {
        return None;
    }
    let after = flow.around.after(callback.exchange);
    // With the helper's answer the page asks who that is.
    if after.iter().any(|exchange| marks::is_sign_in_call(exchange.path())) {
        return None;
    }
    // A page that opened a popup has its frame since before; one that was redirected loads it again.
    let headers =
        &after.iter().find(|exchange| exchange.path().ends_with("/__/auth/iframe"))?.request.headers;
    let page = headers.first("referer").and_then(|page| url::Url::parse(page).ok());
    let helper = callback.exchange.url().as_ref().and_then(site_of);
    let agent = headers.first("user-agent").unwrap_or_default();
    // WebKit parts by origin, the others by site.
    let by_origin = agent.contains("Safari/") && !agent.contains("Chrome/");
    let origin = callback.exchange.origin();
    let elsewhere = headers.first("sec-fetch-site") == Some("cross-site")
        || page.as_ref().is_some_and(|page| {
            site_of(page) != helper || by_origin && crate::http::origin_of(page) != origin
        });
    let name = page.map_or_else(|| "the client's page".to_owned(), |page| crate::http::origin_of(&page));
    elsewhere.then_some(name)
}

/// Whether the client answers with an empty page a response whose `state` its server had put into a cookie, which does not
/// come back. A page that a library keeps empty for its frames has no such cookie of a server.
pub fn left_blank(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let (sent, answer) = (&callback.exchange.request.headers, &callback.exchange.response);
    let state = callback.given("state").filter(|state| state.len() >= 8 && callback.given("code").is_some());
    let start = flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by);
    let (Some(state), Some(start)) = (state, start) else { return false };
    if flow.sanitized || sent.0.is_empty() || callback.answer.status != Some(200) || !callback.answer.recorded
    {
        return false;
    }
    let page = answer.body.text().unwrap_or_default().to_ascii_lowercase();
    let works =
        ["<script", "<meta http-equiv", "<iframe", "<form", "<img"].iter().any(|tag| page.contains(tag));
    let empty = callback.answer.page.as_deref().unwrap_or_default().trim().is_empty() && page.len() < 600;
    let keeps = |set: &str| {
        set.split(';').next().and_then(|pair| pair.split_once('=')).is_some_and(|(name, value)| {
            value.contains(state) && !sent.cookies().any(|(own, _)| own == name.trim())
        })
    };
    empty
        && !works
        && !answer.headers.has("set-cookie")
        && !answer.headers.has("refresh")
        && start.response.headers.all("set-cookie").any(keeps)
}

/// The earlier response with the same `state`, which was redeemed: a client forgets it then, and redeems no other (a person who went
/// back to the provider's page and signed in there once more).
pub fn answered_before<'c>(flow: &Flow<'c>, callback: &Message<'c>) -> Option<&'c Exchange> {
    let state = callback.given("state").filter(|state| state.len() >= 8)?;
    let code = callback.given("code")?;
    let before = || flow.around.before(callback.exchange).iter().rev().take(80);
    let sends = |exchange: &Exchange, code: &str| {
        let sent = exchange.request.body.text().map(Params::parse).unwrap_or_default();
        sent.given("code") == Some(code)
    };
    let redeemed =
        |code: &str| before().any(|token| sends(token, code) && token.answered("access_token").is_some());
    let is_first = |earlier: &&Exchange| {
        let query = earlier.query();
        query.given("state") == Some(state)
            && query.given("code").is_some_and(|first| first != code && redeemed(first))
    };
    let address = callback.exchange.address();
    let first = flow
        .around
        .before_with(callback.exchange, super::Sign::Address, address)
        .rev()
        .take(8)
        .find(is_first)?;
    let mut later = flow.around.after(callback.exchange).iter().take(80);
    let untaken = callback.answer.status == Some(200) && !later.any(|later| sends(later, code));
    untaken.then_some(first)
}

/// Supabase leads to the project's main address where the client wanted another one that is not on its list: what was wanted,
/// the request that says so, and where it leads.
/// <https://supabase.com/docs/guides/auth/redirect-urls>
pub fn led_home<'c>(flow: &Flow<'c>, callback: &Message<'c>) -> Option<(String, &'c Exchange, String)> {
    let at_broker =
        callback.kind == Kind::Callback && callback.exchange.path().ends_with("/auth/v1/callback");
    let target =
        callback.exchange.redirect_target().filter(|_| at_broker && callback.given("code").is_some())?;
    let begins = |earlier: &&Exchange| {
        earlier.path().ends_with("/auth/v1/authorize") && earlier.origin() == callback.exchange.origin()
    };
    let start = flow.around.before(callback.exchange).iter().rev().take(40).find(begins)?;
    let wanted = start.query().given("redirect_to")?.to_owned();
    let place = |url: &str| {
        let url = url::Url::parse(url).ok()?;
        Some((crate::http::origin_of(&url), url.path().trim_end_matches('/').to_owned()))
    };
    (place(&wanted)? != place(&target)?).then_some((wanted, start, target))
}

/// A cookie in which a page's script keeps the login that is under way, and that holds one which began later: its name, and
/// the request that began that one. Of two the library keeps the last.
pub fn of_later_login<'c>(flow: &Flow<'c>, callback: &Message<'c>) -> Option<(String, &'c Exchange)> {
    let state = callback.given("state").filter(|state| state.len() >= 8)?;
    let asked = flow.authorization_request()?;
    let mine: Vec<&str> = [Some(state), asked.given("nonce")].into_iter().flatten().collect();
    let is_other = |other: &&Exchange| {
        let query = other.query();
        query.given("client_id") == asked.client_id().as_deref()
            && query.given("state").is_some_and(|other| other != state)
    };
    let before = flow.around.before(callback.exchange).iter().rev().take(40);
    before.filter(is_other).find_map(|other| {
        let query = other.query();
        let theirs = ["state", "nonce"].iter().filter_map(|name| query.given(name));
        let theirs: Vec<&str> = theirs.filter(|value| value.len() >= 16).collect();
        let mut cookies = callback.exchange.request.headers.cookies();
        let (name, _) = cookies.find(|(_, value)| {
            let value = crate::http::decode(value);
            theirs.iter().any(|other| value.contains(other)) && !mine.iter().any(|own| value.contains(own))
        })?;
        Some((name.to_owned(), other))
    })
}

/// A login of the same client that began after this one, in another tab, where this one's response comes first and the client's page
/// has read the provider's metadata once more and redeems nothing: its script keeps one login alone.
pub fn overtaken_by<'c>(flow: &Flow<'c>, callback: &Message<'c>) -> Option<&'c Exchange> {
    let (here, asked) = (callback.exchange, flow.authorization_request()?);
    let state = callback.given("state").filter(|_| callback.given("code").is_some())?;
    let is_script = here.response.body.text().is_some_and(|page| page.contains("<script"));
    let reads = |later: &Exchange| {
        later.initiator == Initiator::Script && later.path().contains("/.well-known/openid-")
    };
    let started = flow.around.after(here).iter().any(reads);
    if !is_script || !started || flow.code_requests().next().is_some() {
        return None;
    }
    let is_other = |other: &&Exchange| {
        let query = other.query();
        let same = |name: &str| query.given(name).is_some() && query.given(name) == asked.given(name);
        same("client_id") && same("redirect_uri") && query.given("state").is_some_and(|other| other != state)
    };
    flow.around
        .before(here)
        .iter()
        .rev()
        .take(40)
        .find(is_other)
        .filter(|other| super::after(other, asked.exchange))
}

/// The page at which a login without a person ends, which runs in a frame, if that may stand in none: the browser shows and runs
/// nothing of it. Of a response in a fragment the page is the one that it led to.
pub fn not_framed<'c>(flow: &Flow<'c>, response: &Message<'c>) -> Option<&'c Exchange> {
    let asked = flow.authorization_request();
    let silent = asked.is_some_and(|asked| asked.given("prompt") == Some("none"));
    let page = match response.kind {
        Kind::Callback => response.exchange,
        Kind::AuthorizationResponse if flow.first(Kind::Callback).is_none() => {
            flow.around.redirected_to(response.exchange)?
        }
        _ => return None,
    };
    let denied =
        page.response.headers.first("x-frame-options").is_some_and(|says| says.eq_ignore_ascii_case("deny"));
    // Where the capture does not say so: the renewal is tried anew, and no code was redeemed.
    let tried_anew = || {
        let later = flow.around.after(page);
        later.iter().any(|later| later.query().given("prompt") == Some("none"))
    };
    let framed = match page.request.headers.first("sec-fetch-dest") {
        Some(dest) => dest == "iframe",
        None => tried_anew(),
    };
    let brings = ["code", "access_token", "id_token"].iter().any(|name| response.given(name).is_some());
    let unread = silent && framed && denied && brings && page.response.status == Some(200);
    (unread && flow.of(Kind::TokenRequest).next().is_none()).then_some(page)
}

/// Whether a client whose redirect URI has a fragment does not find the code, which stands before that (RFC 6749, section 3.1.2, allows
/// none): it redeems nothing, and begins the login anew or has just done so.
pub fn beside_fragment(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let Some(asked) = flow.authorization_request() else { return false };
    let split = asked.given("redirect_uri").is_some_and(|uri| uri.contains("#/"));
    if !split || callback.given("code").is_none() || flow.code_requests().next().is_some() {
        return false;
    }
    let near = |other: &&Exchange| {
        let pause = other.started.zip(callback.exchange.started).map(|(other, own)| other.0 - own.0);
        pause.is_some_and(|pause| pause.abs() < 10_000.0)
    };
    let again = |other: &Exchange| {
        other != asked.exchange
            && other.address() == asked.exchange.address()
            && other.query().given("redirect_uri") == asked.given("redirect_uri")
            && other.query().given("state") != asked.given("state")
    };
    let redeemed =
        |other: &Exchange| other.request.method == "POST" && other.origin() == asked.exchange.origin();
    let after = flow.around.after(callback.exchange);
    let before = flow.around.before(asked.exchange).iter().rev().take(20);
    !after.iter().take(20).any(redeemed) && after.iter().take(20).chain(before).filter(near).any(again)
}

/// Whether a page of the client over http began the login and the response comes to https, or the other way round: its script keeps
/// what it knows of the login in the storage of that origin (HTML, section 12.2), and nothing comes of the response.
pub fn begun_by_other_scheme(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let here = callback.exchange;
    let Some(asked) = flow.authorization_request() else { return false };
    let by_script = callback.kind == Kind::Callback
        && callback.answer.status == Some(200)
        && here.response.body.text().is_some_and(|page| page.contains("<script"))
        && asked.led_by.is_none();
    if !by_script || flow.sanitized || here.request.headers.0.is_empty() || here.request.headers.has("cookie")
    {
        return false;
    }
    let page = asked.exchange.request.headers.first("referer").and_then(|page| url::Url::parse(page).ok());
    let apart = page.zip(here.url()).is_some_and(|(page, own)| {
        page.host_str() == own.host_str() && page.port() == own.port() && page.scheme() != own.scheme()
    });
    let token = callback.given("access_token");
    let used = flow.of(Kind::ApiCall).chain(flow.of(Kind::Userinfo)).any(|call| call.access_token() == token);
    apart && !used && flow.code_requests().next().is_none()
}

/// Whether the client's page leads at once to its own address again, with the response in it, and that is what comes next.
pub fn leads_to_itself(flow: &Flow<'_>, callback: &Message<'_>) -> bool {
    let here = callback.exchange;
    let page = here.response.body.text().unwrap_or_default().replace("&amp;", "&");
    let address = here.request.url.as_str();
    callback.given("code").is_some()
        && page.len() < 2000
        && page.to_ascii_lowercase().contains("http-equiv=\"refresh\"")
        && page.contains(address)
        && flow
            .around
            .after(here)
            .iter()
            .chain(flow.around.before(here))
            .any(|other| other.request.url == address)
}
