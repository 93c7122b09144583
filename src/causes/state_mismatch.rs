//! Other `state` than the one sent.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who, lost_session};
use crate::flow::{self, Sign};
use crate::http::Exchange;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;
use crate::rule::cookie::Cookie;
use crate::rules::authorization_request::state_repeated;
use crate::rules::authorization_response::{state_differs, state_not_returned};

pub static CAUSE: Cause = Cause {
    id: "state_mismatch",
    title: "Other `state` than the one sent",
    says: "The `state` that came back is not the one that the client sent or remembers",
    story: "State ties the answer to the browser that asked. A lost cookie, a second tab, a callback that \
            is loaded again, or a value with `+` that one side decodes makes the two differ, and the \
            client must refuse.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "where it stores the state until the callback",
    console: &[],
    fix: &[
        "Keep each attempt's state under a name of its own, so that a second tab does not overwrite it.",
        "Use letters, digits, `-` and `_` only, so that no decoding alters it.",
        "Log in again from the start, not from a bookmark or the back button.",
    ],
    refuted_by: &[
        "The callback's `state` is the authorization request's, byte for byte, and the client's session \
         was there.",
    ],
    alike: &[
        &super::session_cookie_lost::CAUSE,
        &super::callback_failed::CAUSE,
        &super::nonce_mismatch::CAUSE,
    ],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    let found = cut(case)
        .or_else(|| overwritten(case))
        .or_else(|| replaced(case))
        .or_else(|| of_later_login(case).or_else(|| overtaken(case)))
        .or_else(|| answered_before(case))
        .or_else(|| other_origin(case))
        .or_else(|| lost_session::cached_start(case));
    if let Some(weight) = found.filter(|_| case.stopped_at_client()) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.stopped_at_client() {
        return case
            .proven_by(&CAUSE, &[&state_differs::RULE, &state_not_returned::RULE, &state_repeated::RULE])
            .or_else(|| opened_alone(case).filter(|_| !case.tokens_came()));
    }
    case.said(&CAUSE)
}

/// A second response to one request, which the client has forgotten since the first, and does not take.
fn answered_before(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    crate::flow::answered_before(case.flow, callback)?;
    used_before(case, callback)
}

/// The `state` comes back cut at a sign that the provider did not encode: the client had sent a longer one.
pub fn cut(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let state = callback.given("state").filter(|state| state.len() >= 8)?;
    let longer =
        |sent: &String| sent.strip_prefix(state).is_some_and(|rest| rest.starts_with(['&', '#', ';']));
    let asked = case.flow.authorization_request().and_then(|asked| asked.given("state").map(str::to_owned));
    let begun = || case.flow.around.before(callback.exchange).iter().rev().take(20).find_map(flow::begun);
    asked.or_else(begun).filter(longer)?;
    let place = Location::param(callback, "state");
    let evidence = Evidence::at(
        "State",
        place,
        "is the beginning of the one that was sent, up to a sign that separates parameters",
    );
    let says = "The `state` comes back cut: the provider does not encode it in its redirect";
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence).fix(
        "Send a `state` of letters, digits, `-` and `_` only; have the provider encode what it sends back.",
    ))
}

/// A page that keeps its `state` in the browser's storage began the login at one origin (over http, on a developer's machine),
/// and the response comes to another: each has a storage of its own (HTML, section 12.2).
fn other_origin(case: &Case<'_>) -> Option<Weight> {
    let callback =
        case.failed().filter(|message| matches!(message.kind, Kind::Callback | Kind::ClientPage))?;
    let asked = case.flow.authorization_request()?;
    let page = url::Url::parse(asked.exchange.request.headers.first("referer")?).ok()?;
    let back = callback.exchange.url()?;
    let of_provider = crate::http::origin_of(&page) == asked.exchange.origin();
    let parted = crate::http::origin_of(&page) != crate::http::origin_of(&back) && !of_provider;
    let kept = case.says(r"(?i)\bstate\b.{0,24}\b(in|from) (local|session|the )?.?storage|no matching state");
    let place = Location::of(asked, Part::RequestHeader, Some("referer"));
    let (from, to) = (crate::http::origin_of(&page), callback.exchange.origin());
    let untaken = kept || flow::begun_by_other_scheme(case.flow, callback);
    (parted && untaken).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The login was begun at `{from}`, and the response comes to `{to}`: each keeps a storage of its own"))
            .evidence(Evidence::at("Begun at", place, format!("`{from}`")))
            .fix(format!("Begin the login at `{to}`, or ask for the response at `{from}`: register that redirect URI and send it."))
    })
}

/// The cookie that kept this login's `state`, and comes back with the one of another login.
fn overwritten(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let state = callback.given("state").filter(|state| state.len() >= 4)?;
    let kept = |name: &str| {
        let earlier = case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name).rev();
        let mut set = earlier.flat_map(|exchange| exchange.response.headers.all("set-cookie"));
        set.any(|set| Cookie::read(set).is_some_and(|cookie| cookie.name == name && cookie.holds(&[state])))
    };
    let (name, _) = callback
        .exchange
        .request
        .headers
        .cookies()
        .find(|(name, value)| !value.is_empty() && !value.contains(state) && kept(name))?;
    let place = Location::of(callback, Part::RequestCookie, Some(name));
    let says = format!(
        "The cookie `{name}` kept this login's `state`, and the callback brings it with another value"
    );
    let evidence = Evidence::at("Cookie", place, "of a login that began later, in another tab or window");
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}

/// The session of this login was replaced by that of one which began later, and comes with the callback.
fn replaced(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let state = callback.given("state").filter(|state| state.len() >= 4)?;
    let of_later = |name: &str, brought: &str| {
        let mut set = case.flow.around.before_with(callback.exchange, Sign::SetsCookie, name).rev();
        let sets = |exchange: &&Exchange| {
            let mut all = exchange.response.headers.all("set-cookie").filter_map(Cookie::read);
            all.any(|cookie| cookie.name == name && cookie.value() == brought)
        };
        set.find(sets).filter(|later| flow::begun(later).is_some_and(|other| other != state))
    };
    let mut brought = callback.exchange.request.headers.cookies();
    let (name, later) = brought.find_map(|(name, value)| Some((name, of_later(name, value)?)))?;
    let place = Location::of(callback, Part::RequestCookie, Some(name));
    let says = format!(
        "The callback brings the cookie `{name}` of a login that began later, which replaced this login's"
    );
    let seen = format!("was set in entry {}, which began another login", later.entry);
    Some(
        Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(Evidence::at("Cookie", place, seen)),
    )
}

/// The script that keeps the login in a cookie of its own has another one there, which began later.
fn of_later_login(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let (name, later) = crate::flow::of_later_login(case.flow, callback)?;
    let place = Location::of(callback, Part::RequestCookie, Some(&name));
    let says =
        format!("The cookie `{name}` holds a login that began later, and the response is of an earlier one");
    let seen = format!("holds what entry {} sent", later.entry);
    Some(
        Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(Evidence::at("Cookie", place, seen)),
    )
}

/// The script that keeps the login in the browser's storage under one name has another one there, which began later.
fn overtaken(case: &Case<'_>) -> Option<Weight> {
    let callback = case.failed().filter(|message| message.kind == Kind::Callback)?;
    let later = crate::flow::overtaken_by(case.flow, callback)?;
    let place = Location::param(callback, "state");
    let says = "Another login of this client began before the response to this one came; the page remembers the last alone, and redeems nothing";
    let seen = format!("is of the first login; entry {} began another", later.entry);
    Some(
        Weight::new(Strength::ServerCode, 1.0)
            .summary(says)
            .evidence(Evidence::at("`state`", place, seen))
            .fix("Keep what the page remembers of a login under its `state`, so that two tabs do not meet."),
    )
}

/// A login page that was opened from a bookmark or an old tab brings a `state` that the client has long forgotten. Without
/// any sign, a bare refusal of the callback may still be that.
fn opened_alone(case: &Case<'_>) -> Option<Weight> {
    let bare = lost_session::bare_callback(case)?;
    if let Some(weight) = used_before(case, bare) {
        return Some(weight);
    }
    let asked = case.flow.authorization_request();
    // A row of redirects that began in the address bar keeps that (Fetch Metadata).
    let led = |asked: &Message<'_>| {
        let mut before = case.flow.around.before(asked.exchange).iter().rev().take(5);
        before.any(|page| page.redirect_target().as_ref() == Some(&asked.exchange.request.url))
    };
    let alone = |asked: &&Message<'_>| {
        asked.exchange.request.headers.first("sec-fetch-site") == Some("none") && !led(asked)
    };
    let Some(asked) = asked.filter(alone) else {
        return bare.given("state").map(|_| Weight::new(Strength::Fits, 0.2));
    };
    let place = Location::of(asked, Part::RequestHeader, Some("sec-fetch-site"));
    let evidence = Evidence::at("Begun by", place, "no page: `Sec-Fetch-Site: none`, as from a bookmark");
    let says = "The login page was opened by itself, not from the client, which does not know this `state`";
    Some(Weight::new(Strength::Fits, 1.0).summary(says).evidence(evidence))
}

/// The `state` came before, with another code, and the client took it: somebody went back to the login page.
fn used_before(case: &Case<'_>, callback: &Message<'_>) -> Option<Weight> {
    let state = callback.given("state").filter(|state| state.len() >= 4)?;
    let address = callback.exchange.address();
    let mut same_place = case.flow.around.before_with(callback.exchange, Sign::Address, address);
    let earlier = same_place.rfind(|earlier| {
        let query = earlier.query();
        query.given("state") == Some(state)
            && query.given("code").is_some_and(|code| Some(code) != callback.given("code"))
            && matches!(earlier.response.status, Some(200..400))
    })?;
    let place = Location::param(callback, "state");
    let evidence =
        Evidence::at("State", place, format!("came before, in entry {}, with another code", earlier.entry));
    let says =
        "The `state` was used before: the person went back to the login page and logged in a second time";
    Some(Weight::new(Strength::Contradiction, 1.0).summary(says).evidence(evidence))
}
