//! Signs that a client does not find the session in which it began a login, where no single cookie is proven to be lost: a
//! callback without any cookie, a session that was put back, a form token without its cookie. A case comes in; a weight goes
//! out.

mod behind;
mod forms;

pub use behind::{after_callback, for_domain, in_circles, is_steady};
pub use forms::{asked_again, of_form, replaced};

use super::{Case, Evidence, Strength, Weight, Who};
use crate::flow::{self, Sign, What};
use crate::http::{Exchange, Instant, marks};
use crate::oauth::{Kind, Message, Part, Step};
use crate::rule::cookie::Cookie;
use crate::rule::{Location, clock, others};

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
    // Where no other message shows a cookie, the capture may lack them all.
    let start = case.flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by);
    let others = || case.flow.messages.iter().map(|message| message.exchange).chain(start);
    let shows = |exchange: &Exchange| {
        exchange.request.headers.has("cookie") || exchange.response.headers.has("set-cookie")
    };
    // A program that waits on the person's own machine needs none.
    let is_program =
        start.is_none() && failed.exchange.url().is_some_and(|url| crate::http::is_loopback(&url));
    // A form that the provider's page posts brings cookies only where they are `SameSite=None`.
    let posted = failed.exchange.request.method == "POST" && headers.has("sec-fetch-mode");
    if is_program || !posted && !others().any(shows) {
        return Some(fits);
    }
    // A client that works without cookies from the start, and fails by itself.
    let sets_none = |start: &Exchange| {
        !start.response.headers.0.is_empty()
            && !start.request.headers.has("cookie")
            && !start.response.headers.has("set-cookie")
    };
    if failed.answer.status.is_some_and(|status| status >= 500) && start.is_some_and(sets_none) {
        return Some(fits);
    }
    let place = Location::of(failed, Part::RequestCookie, None);
    let evidence = Evidence::at("Cookie", place, "none comes with the callback");
    let says = "The callback comes without any cookie, so the client cannot know whose login it is";
    Some(Weight::new(Strength::Fits, 0.9).summary(says).evidence(evidence))
}

/// The client's pages lead to each other before any login begins: each sets a cookie, and none comes with the next.
pub fn before_login(case: &Case<'_>) -> Option<Weight> {
    let page = case.failed().filter(|failed| failed.because == crate::oauth::CIRCLES)?;
    let place = Location::of(page, Part::RequestCookie, None);
    let says =
        "The client's pages lead to each other without end: each sets a cookie, and none comes with the next";
    let evidence = Evidence::at("Cookie", place, "none comes with any of them");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// The client's session is in several cookies, and they were set in one line, of which browsers take the first.
pub fn folded(case: &Case<'_>) -> Option<Weight> {
    let page = case.failed().filter(|failed| failed.because == crate::oauth::FOLDED)?;
    let all = case.flow.around.before(page.exchange);
    let (set, name) = all
        .iter()
        .rev()
        .take(40)
        .filter(|earlier| earlier.origin() == page.exchange.origin())
        .find_map(|earlier| Some((earlier, crate::oauth::lost_in_fold(earlier, page.exchange)?)))?;
    let place = others::whole(set, Part::ResponseHeader);
    let says = format!(
        "`{name}` was set in one `Set-Cookie` line with another cookie, and browsers take the first only"
    );
    let evidence = Evidence::at("`Set-Cookie`", place, "holds several cookies, parted by a comma");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence).fix(
        "Send one `Set-Cookie` line for each cookie (RFC 6265, section 3); what stands before the client must not join them.",
    ))
}

const STRICT: &str = ": it is `SameSite=Strict`, and the browser comes from the provider's site";

/// The client refuses the response for its session or `state`, and the cookie in which it keeps them is `SameSite=Strict`:
/// told without the callback's own cookies, which the export has left out.
pub fn strict(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let start = flow::start(case.flow, callback)?;
    let of_session = case
        .heard
        .iter()
        .filter_map(|said| said.causes.first())
        .any(|first| ["session_cookie_lost", "state_mismatch", "nonce_mismatch"].contains(&first.id));
    let site = |url: Option<url::Url>| url.as_ref().and_then(crate::http::site_of);
    let provider = start.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let crosses = site(provider) != site(callback.exchange.url());
    let mut set = start.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept);
    let cookie = set.next().filter(|_| of_session && crosses && case.flow.sanitized)?;
    if !cookie.is_strict() || !set.all(|other| other.is_strict()) {
        return None;
    }
    let place = others::whole(start, Part::ResponseHeader);
    let summary = format!("`{}`, set where the login begins, does not come back{STRICT}", cookie.name);
    let weight = Weight::new(Strength::ServerCode, 1.0).summary(summary);
    let weight =
        weight.evidence(Evidence::at("Cookie", place, format!("`{}` is `SameSite=Strict`", cookie.name)));
    Some(weight.fix(format!("Set `{}` with `SameSite=Lax`.", cookie.name)))
}

/// The session's cookie, set before the login began, is `SameSite=Strict` and stays away when the provider sends the browser
/// back; the client then wants a sign-in.
pub fn strict_before(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let silent = case.heard.iter().all(|said| said.strength <= Strength::Fits);
    let (set, name) =
        crate::flow::strict_before(case.flow, callback).filter(|_| silent && !case.flow.sanitized)?;
    let place = others::whole(set, Part::ResponseHeader);
    let summary = format!("The client's cookie `{name}` does not come with the response{STRICT}");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(summary);
    let weight = weight.evidence(Evidence::at("Cookie", place, format!("`{name}` is `SameSite=Strict`")));
    Some(weight.fix(format!("Set `{name}` with `SameSite=Lax`.")))
}

/// The browser keeps none of the cookies that the provider has set in this login.
fn not_kept(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.kind == Kind::Interaction && !case.flow.sanitized)?;
    let own = |message: &&Message<'_>| message.exchange.origin() == failed.exchange.origin();
    let set = case.flow.messages.iter().filter(own).flat_map(|message| {
        let lines = message.exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
        lines.filter(Cookie::is_kept).map(move |cookie| (message, cookie))
    });
    let set: Vec<(&Message<'_>, Cookie<'_>)> = set.collect();
    let why = |(message, cookie): &(&Message<'_>, Cookie<'_>)| cookie.why_rejected(message.exchange);
    let none_kept =
        set.iter().all(|one| why(one).is_some()) && !failed.exchange.request.headers.has("cookie");
    let first = set.first().filter(|_| none_kept)?;
    let place = Location::of(first.0, Part::ResponseHeader, Some("set-cookie"));
    Some(rejected(first.1.name, why(first)?, place).fix("Serve the provider over https."))
}

/// The browser rejects a cookie of the provider's own session: only the provider can set another.
pub fn rejected(name: &str, why: String, place: Location) -> Weight {
    let says = format!("The browser does not keep the provider's cookie `{name}`: it {why}");
    let weight = Weight::new(Strength::Contradiction, 1.0).summary(says.clone());
    Weight { who: Some(Who::Provider), ..weight.evidence(Evidence::at("Cookie", place, says)) }
}

/// The provider does not find its own cookie in a form that a page of another site posts to it (Apple's response mode, SAML):
/// it set none that such a form brings along.
pub fn at_provider(case: &Case<'_>) -> Option<Weight> {
    let told = case.hears_one_of(&["session_cookie_lost", "third_party_cookies_blocked"])
        || case.says(r"(?i)\bcsrf\b");
    if let Some(weight) = not_kept(case).filter(|_| told) {
        return Some(weight);
    }
    let posted = |failed: &&Message<'_>| failed.exchange.request.method == "POST";
    let failed = case.failed().filter(|_| told && !case.flow.sanitized).filter(posted)?;
    let headers = &failed.exchange.request.headers;
    let site = |url: Option<url::Url>| url.as_ref().and_then(crate::http::site_of);
    let from = headers.first("origin").and_then(|origin| url::Url::parse(origin).ok());
    let crosses = from.is_some() && site(from) != site(failed.exchange.url());
    let own = |message: &&Message<'_>| {
        message.exchange.origin() == failed.exchange.origin() && message.exchange != failed.exchange
    };
    let set: Vec<Cookie<'_>> = case
        .flow
        .messages
        .iter()
        .filter(own)
        .flat_map(|message| message.exchange.response.headers.all("set-cookie").filter_map(Cookie::read))
        .filter(Cookie::is_kept)
        .collect();
    let first = set.first().filter(|_| crosses && !headers.has("cookie"))?;
    if set.iter().any(Cookie::is_for_other_sites) {
        return None;
    }
    let place = Location::of(failed, Part::RequestCookie, None);
    let summary = format!(
        "`{}` is not `SameSite=None; Secure`, and a form that a page of another site posts does not bring it",
        first.name
    );
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, "none comes with the form"))
            .fix("Tell the server that it stands behind TLS (Keycloak: `KC_PROXY_HEADERS=xforwarded`): it sets `SameSite=None; Secure` only where it sees https."),
    )
}

/// The client sets no cookie at all, neither where the login begins nor at its end, and wants a sign-in again.
pub fn never_set(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let is_so = crate::flow::turned_away(case.flow, callback) && crate::flow::never_set(case.flow, callback);
    let place = Location::of(callback, Part::RequestCookie, None);
    let summary = "The client sets no cookie where it begins the login, and none comes with the response";
    is_so.then(|| {
        Weight::new(Strength::Fits, 1.0)
            .summary(summary)
            .evidence(Evidence::at("Cookie", place, "none"))
            .fix("Tell the client that it stands behind TLS (`trust proxy`, `X-Forwarded-Proto`): a `Secure` cookie is left out where it sees plain http.")
    })
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
    let sessions = given.iter().filter(|(name, _)| marks::names_session(name));
    let (name, late) = sessions.into_iter().find_map(|(name, new)| {
        let brought = value(callback.exchange, name).filter(|brought| brought != new)?;
        let others = case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name);
        let is_late = |other: &&Exchange| {
            !std::ptr::eq(*other, start)
                && flow::begun(other).is_none()
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

/// The login was begun at another name of the same host than the redirect URI has, to which no cookie follows.
pub fn other_name(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let start = flow::start(case.flow, callback)?;
    let (begun, back) = (start.url()?, callback.exchange.url()?);
    let (from, to) = (begun.host_str()?, back.host_str()?);
    let local =
        crate::http::is_loopback(&begun) && crate::http::is_loopback(&back) && begun.port() == back.port();
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let shared =
        start.response.headers.all("set-cookie").any(|set| set.to_ascii_lowercase().contains("domain="));
    let of_session = case.heard.iter().filter_map(|said| said.causes.first()).all(|first| {
        ["session_cookie_lost", "state_mismatch", "nonce_mismatch", "callback_failed"].contains(&first.id)
    });
    let brings = callback.exchange.request.headers.has("cookie");
    if from == to || !(local || bare(from) == bare(to)) || shared || brings || !of_session {
        return None;
    }
    let place = others::whole(start, Part::RequestUrl);
    let says = format!(
        "The login was begun at `{from}`, and the response comes to `{to}`: cookies of one are not sent to the other"
    );
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(Evidence::at("Begun at", place, format!("`{}`", start.origin())))
            .fix(format!("Open the application at `{to}`, the host name of its redirect URI.")),
    )
}

/// Another server of the same host has overwritten the session's cookie: cookies do not know ports (RFC 6265, section 8.5).
pub fn other_port(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let own = callback.exchange.origin();
    let (name, other) = callback.exchange.request.headers.cookies().find_map(|(name, brought)| {
        let set = || case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name);
        let last =
            set().rev().find(|earlier| kept(earlier).any(|(key, value)| key == name && value == brought))?;
        let had = set().any(|earlier| earlier.origin() == own);
        (marks::names_session(name)
            && had
            && last.origin() != own
            && crate::http::is_one_site(last, callback.exchange))
        .then_some((name, last))
    })?;
    let place = Location::of(callback, Part::RequestCookie, Some(name));
    let says = format!(
        "`{}` has overwritten the client's cookie `{name}`: cookies do not know ports",
        other.origin()
    );
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(says)
            .evidence(Evidence::at(
                "Cookie",
                place,
                format!("was set in entry {} by another server", other.entry),
            ))
            .fix("Give one of the two servers another cookie name, or open them under different host names."),
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
    let too_large = matches!(failed.answer.status, Some(400 | 413 | 431 | 494))
        && failed.because == crate::oauth::PILED_UP;
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

/// The redirect that began the login comes from a cache, with a `state` that the client has long forgotten.
pub fn cached_start(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|failed| failed.kind == Kind::Callback && case.stopped_at_client())?;
    let start = case.flow.of(Kind::AuthorizationRequest).find_map(|request| request.led_by)?;
    let headers = &start.response.headers;
    let age = headers.first("age").and_then(|age| age.trim().parse::<u32>().ok()).filter(|age| *age > 0);
    let hit = headers.first("x-cache").is_some_and(|value| value.to_ascii_lowercase().contains("hit"));
    let date = |exchange: &Exchange| exchange.response.headers.first("date").and_then(Instant::parse_http);
    // One server, one clock: its `Date` and the capture's times must go forward together.
    let behind = || {
        let told = date(callback.exchange)?.seconds_since(date(start)?);
        let took = callback.exchange.started?.seconds_since(start.started?);
        let same = start.origin() == callback.exchange.origin();
        Some(told - took).filter(|behind| same && *behind > 60.0)
    };
    let place =
        |name: &str| Location { name: Some(name.to_owned()), ..others::whole(start, Part::ResponseHeader) };
    let seen = if let Some(age) = age {
        Evidence::at("Start", place("age"), format!("`Age: {age}`: a cache on the way answered it"))
    } else if hit {
        Evidence::at("Start", place("x-cache"), "a cache on the way answered it")
    } else if let Some(behind) = behind() {
        let says = format!("its `Date` is {} older than the callback's", clock::span(behind));
        Evidence::at("Start", place("date"), says)
    } else {
        // Browsers keep these without being told (RFC 9110, sections 15.4.2 and 15.4.9).
        let kept = matches!(start.response.status, Some(301 | 308)) && !headers.has("cache-control");
        bare_callback(case).filter(|_| kept)?;
        let place = others::whole(start, Part::ResponseStatus);
        let says = "The redirect that begins the login is a permanent one: browsers keep it, and its `state` with it";
        let evidence = Evidence::at("Start", place, "may come from the browser's cache");
        // A client that misses its `state` says 4xx; 5xx is a failure of its own more often.
        let share = if callback.answer.status.is_some_and(|status| status >= 500) { 0.4 } else { 1.0 };
        return Some(Weight::new(Strength::Fits, share).summary(says).evidence(evidence).fix(NO_STORE));
    };
    let says = format!(
        "The redirect from `{}` comes from a cache, and the client has forgotten its `state`",
        start.path()
    );
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(seen).fix(NO_STORE))
}

const NO_STORE: &str =
    "Answer what begins a login with 302 and `Cache-Control: no-store`; clear the browser's cache once.";

/// The cookies that an answer sets: name and value.
fn kept(exchange: &Exchange) -> impl Iterator<Item = (String, String)> {
    let set = exchange.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept);
    set.map(|cookie| (cookie.name.to_owned(), cookie.value().to_owned()))
}

/// When an answer was there, in milliseconds.
fn ends(exchange: &Exchange) -> Option<f64> {
    Some(exchange.started?.0 + exchange.duration_ms.unwrap_or_default())
}
