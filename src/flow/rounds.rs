//! Logins that follow each other with nobody doing anything in between: flows in order of time come in, and are told in how many
//! rounds they stand; one that goes round has failed.

use super::{Flow, failure, onwards};
use crate::http::{Exchange, is_one_site};
use crate::oauth::{Kind, Message};

/// Counts the rounds of logins.
pub fn count_all(flows: &mut [Flow<'_>]) {
    count(flows);
    let led_back = match &*flows {
        [.., before, last] => {
            is_led_back(before, last) || is_back_twice(before, last) || onwards::is_led_round(before, last)
        }
        _ => false,
    };
    let led_back = led_back || flows.last().is_some_and(onwards::goes_round);
    if let Some(last) = flows.last_mut().filter(|_| led_back) {
        add_round(last);
    }
    flows
        .iter_mut()
        .filter(|flow| onwards::overwritten(flow).is_some() || onwards::sends_back_twice(flow))
        .for_each(add_round);
    flows
        .iter_mut()
        .filter(|flow| leads_in_circle(flow) || signed_in_in_vain(flow).is_some())
        .for_each(add_round);
    let bounces = bounces(flows);
    if let Some(last) = flows.last_mut().filter(|_| bounces > 1) {
        last.rounds = last.rounds.max(bounces);
        failure::add_loop(last, 2);
    }
    flows.iter_mut().for_each(|flow| failure::add_loop(flow, LOOP));
}

/// Whether a page of the provider leads back to the very request that had led to it, with nobody doing anything there, and is led
/// to again; where somebody has logged in, the request comes a second time as well.
fn leads_in_circle(flow: &Flow<'_>) -> bool {
    let answered = flow.first(Kind::Callback).is_some() || flow.first(Kind::AuthorizationResponse).is_some();
    let mut requests = flow.of(Kind::AuthorizationRequest).map(|request| request.exchange);
    let (Some(first), Some(last)) = (requests.next(), requests.next_back()) else { return false };
    let leads = |page: &Message<'_>| {
        let back = page.exchange.redirect_target().as_deref() == Some(&last.request.url);
        page.exchange.request.method == "GET" && back
    };
    let target = first.redirect_target().filter(|target| last.redirect_target().as_ref() == Some(target));
    !answered
        && first.request.url == last.request.url
        && target.is_some()
        && flow.of(Kind::Interaction).any(leads)
}

/// The form with which a person has signed in at the provider: it is taken, leads back to the authorization endpoint, and that
/// shows the same sign-in page once more, with which the login ends.
pub fn signed_in_in_vain<'c>(flow: &Flow<'c>) -> Option<&'c Exchange> {
    let answered = flow.first(Kind::Callback).or(flow.first(Kind::AuthorizationResponse)).is_some();
    let posts = flow.messages.iter().map(|message| message.exchange).rev();
    let form = posts
        .filter(|exchange| exchange.request.method == "POST")
        .find(|form| super::posts_password(form))?;
    let endpoint = flow.around.redirected_to(form)?;
    let page = flow.around.redirected_to(endpoint)?;
    let own = |exchange: &Exchange| exchange.origin() == form.origin();
    let asks = endpoint.query().has("client_id") && endpoint.query().has("response_type");
    let again = page.address() == form.address() && page.response.status == Some(200);
    let origin = form.origin();
    let mut later = flow.around.after_with(page, super::Sign::To, &origin);
    let goes_on = later.any(|later| later.initiator != crate::http::Initiator::Asset);
    (!answered && own(endpoint) && asks && again && !goes_on).then_some(form)
}

/// One round that the person did not begin is enough.
fn add_round(flow: &mut Flow<'_>) {
    flow.rounds = flow.rounds.max(2);
    failure::add_loop(flow, 2);
}

/// How often in a row a client answered a response by sending the browser to one and the same page of its own, and that page
/// sent it to log in again: it takes each response, and does not know the person on the next page.
fn bounces(flows: &[Flow<'_>]) -> usize {
    let brings = |message: &&Message<'_>| {
        message.kind == Kind::Callback
            && ["code", "id_token"].iter().any(|name| message.given(name).is_some())
    };
    let mut received = flows
        .iter()
        .rev()
        .take_while(|flow| flow.failures.is_empty())
        .flat_map(|flow| flow.messages.iter().rev().filter(brings).map(move |callback| (flow, callback)));
    let Some((flow, last)) = received.next() else { return 0 };
    let page = flow.around.redirected_to(last.exchange);
    let untold = page.is_none() && !last.exchange.response.headers.has("set-cookie");
    let target = last.exchange.redirect_target();
    if target.is_none() || !untold && !page.is_some_and(|page| asks_again(page, last)) {
        return 0;
    }
    let before = received.take_while(|(flow, earlier)| {
        let page = flow.around.redirected_to(earlier.exchange);
        earlier.exchange.address() == last.exchange.address()
            && earlier.exchange.redirect_target() == target
            && page.is_some_and(|page| asks_again(page, earlier))
    });
    match before.count() {
        0 if page.is_some_and(|page| onwards::eclipses(flow, last.exchange, page)) => 2,
        0 => 0,
        count => count + 1,
    }
}

/// Whether a page sends the browser to log in for the same client as before.
fn asks_again(page: &Exchange, callback: &Message<'_>) -> bool {
    let again = onwards::asks_for(page, callback.exchange);
    again.is_some_and(|again| again.given("prompt") != Some("none"))
}

/// Whether redirects alone lead from a callback to the next login of the same client, which is answered at once, and the
/// capture ends there: nobody did anything in between.
fn is_led_back(before: &Flow<'_>, last: &Flow<'_>) -> bool {
    let Some(request) = asked(last).filter(|_| before.failures.is_empty()) else { return false };
    let received = before.of(Kind::Callback).next_back().map(|callback| callback.exchange.address());
    let own = [Kind::AuthorizationRequest, Kind::AuthorizationResponse, Kind::Callback];
    let answered = last.messages.iter().any(|message| {
        let given = |name: &str| message.given(name).is_some();
        message.kind == Kind::AuthorizationResponse && (given("code") || given("id_token"))
    });
    let is_all = last.messages.iter().all(|message| own.contains(&message.kind));
    let asks_more = ["prompt", "max_age", "acr_values", "claims", "id_token_hint"];
    let as_before = || !asks_more.iter().any(|name| request.given(name).is_some());
    let ends = last.messages.last().is_some_and(|end| last.around.after(end.exchange).is_empty());
    received.is_some()
        && received == back_to(request)
        && answered
        && is_all
        && ends
        && (leads_on(before, request) || as_before() && begins_by_itself(before, request))
}

/// Whether the client has answered two logins in a row by leading to the place where people log in, and the capture ends there.
fn is_back_twice(before: &Flow<'_>, last: &Flow<'_>) -> bool {
    let received = |flow: &Flow<'_>| {
        let callback =
            flow.of(Kind::Callback).next_back().filter(|callback| callback.given("code").is_some());
        callback.map(|callback| callback.exchange.address().to_owned())
    };
    let ends = last.messages.last().is_some_and(|end| last.around.after(end.exchange).len() <= 1);
    ends && received(last).is_some()
        && received(last) == received(before)
        && [before, last].into_iter().all(|flow| flow.failures.is_empty() && is_back_at_login(flow))
}

/// Whether the client answers the response by leading to its own place where people log in, and keeps nothing.
fn is_back_at_login(flow: &Flow<'_>) -> bool {
    let Some(callback) = flow.of(Kind::Callback).next_back().map(|callback| callback.exchange) else {
        return false;
    };
    let target = callback.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let keeps = |set: &str| {
        let (pair, rest) = set.split_once(';').unwrap_or((set, ""));
        !pair.ends_with('=') && !rest.to_ascii_lowercase().contains("max-age=0")
    };
    target.is_some_and(|target| {
        let last = target.path_segments().and_then(Iterator::last).unwrap_or_default().to_owned();
        crate::http::origin_of(&target) == callback.origin()
            && target.query().is_none()
            && matches!(last.as_str(), "login" | "signin" | "sign-in")
    }) && !callback.response.headers.all("set-cookie").any(keeps)
}

/// Whether a page of the client begins the next login sooner than a person can: within a second after the last answer of its
/// server, and by no click that a browser tells of.
fn begins_by_itself(before: &Flow<'_>, request: &Message<'_>) -> bool {
    let end = |exchange: &Exchange| Some(exchange.started?.0 + exchange.duration_ms.unwrap_or_default());
    let Some(callback) = before.of(Kind::Callback).next_back() else { return false };
    let start = request.led_by.unwrap_or(request.exchange);
    let posts = |page: &Message<'_>| {
        page.exchange.request.method == "POST" && super::after(page.exchange, callback.exchange)
    };
    let clicked =
        start.request.headers.first("sec-fetch-user").is_some() || before.of(Kind::Interaction).any(posts);
    let last =
        before.around.before(start).iter().rev().take(20).find(|last| is_one_site(last, callback.exchange));
    let pause = last.and_then(end).zip(start.started).map(|(end, begun)| begun.0 - end);
    !clicked && pause.is_some_and(|pause| (-100.0..1000.0).contains(&pause))
}

/// From here on it is a loop and no second thought of a person.
pub const LOOP: usize = 3;

/// How often the provider came back to one and the same authorization request and led away from it as at first, if it never
/// answered: more often than login, choice of account and consent need.
fn circles(flow: &Flow<'_>) -> usize {
    let mut requests = flow.of(Kind::AuthorizationRequest);
    let Some(first) = requests.next() else { return 0 };
    let target = first.exchange.redirect_target();
    let same = requests.filter(|again| {
        again.exchange.request.url == first.exchange.request.url && again.exchange.redirect_target() == target
    });
    let count = same.count() + 1;
    let ends = [Kind::AuthorizationResponse, Kind::Callback, Kind::TokenRequest];
    let open = target.is_some() && ends.iter().all(|kind| flow.first(*kind).is_none());
    if open && count > LOOP { count } else { 0 }
}

/// Counts the logins in a row and writes the count into each flow.
fn count(flows: &mut [Flow<'_>]) {
    let mut rounds = 0;
    for index in 0..flows.len() {
        let follows = index
            .checked_sub(1)
            .and_then(|before| Some(begins_again(flows.get(before)?, flows.get(index)?)))
            .unwrap_or_default();
        rounds = if follows { rounds + 1 } else { 1 };
        if let Some(flow) = flows.get_mut(index) {
            flow.rounds = rounds.max(circles(flow));
        }
    }
}

/// Whether a login asks for the same as the one before it, at once, although that one was answered.
fn begins_again(before: &Flow<'_>, flow: &Flow<'_>) -> bool {
    let (Some(first), Some(second)) = (asked(before), asked(flow)) else { return false };
    let same = ["client_id", "scope"].iter().all(|name| first.given(name) == second.given(name))
        && back_to(first) == back_to(second);
    let silent = [first, second].iter().any(|asked| asked.given("prompt") == Some("none"));
    let types = flow.of(Kind::Interaction).any(|page| page.exchange.request.method == "POST");
    let answered = before.failures.is_empty()
        && before.of(Kind::Callback).chain(before.of(Kind::AuthorizationResponse)).any(|response| {
            ["code", "id_token", "access_token"].iter().any(|name| response.given(name).is_some())
        });
    let served = before.of(Kind::Userinfo).chain(before.of(Kind::ApiCall)).next().is_some();
    let lets = !silent || leads_on(before, second);
    same && lets && !types && answered && !served && at_once(before, second)
}

/// The redirect URI, without a fragment that grows with each round.
fn back_to<'m>(asked: &'m Message<'_>) -> Option<&'m str> {
    asked.given("redirect_uri")?.split('#').next()
}

/// Whether redirects lead from the callback of one login into the next: frames that renew in silence end on a page.
fn leads_on(before: &Flow<'_>, request: &Message<'_>) -> bool {
    let mut next = before.of(Kind::Callback).next_back().map(|callback| callback.exchange);
    for _ in 0..8 {
        next = next.and_then(|from| before.around.redirected_to(from));
        if next.is_some_and(|exchange| std::ptr::eq(exchange, request.exchange)) {
            return true;
        }
    }
    false
}

pub fn asked<'f, 'c>(flow: &'f Flow<'c>) -> Option<&'f Message<'c>> {
    flow.of(Kind::AuthorizationRequest).next_back()
}

/// Within ten seconds after the last answer of the login before.
fn at_once(before: &Flow<'_>, request: &Message<'_>) -> bool {
    let end = |exchange: &Exchange| Some(exchange.started?.0 + exchange.duration_ms.unwrap_or_default());
    let last = before.messages.iter().filter_map(|message| end(message.exchange)).reduce(f64::max);
    match (last, request.exchange.started) {
        (Some(last), Some(begun)) => (0.0..10_000.0).contains(&(begun.0 - last)),
        _ => true,
    }
}
