//! What one login tells of another: a silent one that an interactive one mends, a stale session that a new one replaces,
//! a request without a token that only asks for the login, logins that follow each other with nobody doing anything in between. Flows in order of time come in.

use std::collections::HashMap;

use super::{Flow, What, after, failure};
use crate::http::{Exchange, Params, is_one_site};
use crate::oauth::{Kind, Message, Step};

/// Reads flows beside each other.
pub fn compare(flows: &mut Vec<Flow<'_>>) {
    let (last_begun, taken) = (last_begun(flows), taken(flows));
    let renewals = refused_renewals(flows);
    let challenges: Vec<bool> = flows
        .iter()
        .map(|flow| {
            only_asks_for_login(flow, last_begun)
                || is_tried_again(flow, &taken)
                || asks_to_renew(flow, &renewals)
        })
        .collect();
    drop((taken, renewals));
    let mut challenges = challenges.into_iter();
    flows.retain(|_| !challenges.next().unwrap_or_default());
    let others = Others::of(flows);
    let is_mended = |flow: &Flow<'_>| {
        is_mended(flow, &others) || is_renewed_by_login(flow, &others) || is_stepped_up(flow, &others)
    };
    let mended: Vec<bool> = flows.iter().map(is_mended).collect();
    drop(others);
    for (flow, mended) in flows.iter_mut().zip(mended).filter(|(_, mended)| *mended) {
        flow.failures.clear();
        flow.mended_later = mended;
    }
    count(flows);
    let led_back = match flows.as_slice() {
        [.., before, last] => {
            is_led_back(before, last) || is_back_twice(before, last) || is_led_round(before, last)
        }
        _ => false,
    };
    let led_back = led_back || flows.last().is_some_and(begins_once_more);
    if let Some(last) = flows.last_mut().filter(|_| led_back) {
        last.rounds = last.rounds.max(2);
        failure::add_loop(last, 2);
    }
    let bounces = bounces(flows);
    if let Some(last) = flows.last_mut().filter(|_| bounces > 1) {
        last.rounds = last.rounds.max(bounces);
        failure::add_loop(last, 2);
    }
    flows.iter_mut().for_each(|flow| failure::add_loop(flow, LOOP));
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
        0 if page.is_some_and(|page| eclipses(flow, last.exchange, page)) => 2,
        0 => 0,
        count => count + 1,
    }
}

/// Whether the capture ends at a page that is asked for with another content of the cookie than the response to the login
/// had just given it.
pub fn eclipses(flow: &Flow<'_>, callback: &Exchange, page: &Exchange) -> bool {
    let set = callback.response.headers.all("set-cookie");
    let mut pairs = set.filter_map(|header| header.split(';').next()?.trim().split_once('='));
    // Of two with one name the first counts.
    let other = |name: &str, value: &str| {
        page.request
            .headers
            .cookies()
            .find(|(known, _)| *known == name)
            .is_some_and(|(_, sent)| sent != value)
    };
    let ends = flow.around.after(page).is_empty();
    ends && !flow.sanitized && pairs.any(|(name, value)| value.len() >= 8 && other(name, value))
}

/// Whether a page sends the browser to log in for the same client as before.
fn asks_again(page: &Exchange, callback: &Message<'_>) -> bool {
    let target = page.redirect_target().unwrap_or_default();
    let params = target.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default();
    let back = params
        .given("redirect_uri")
        .is_some_and(|uri| uri.split(['?', '#']).next() == Some(callback.exchange.address()));
    back && params.given("client_id").is_some() && params.given("prompt") != Some("none")
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

/// Whether the page to which a callback leads begins the next login by a redirect, and the callback of that one leads to the
/// same page, where the capture ends.
fn is_led_round(before: &Flow<'_>, last: &Flow<'_>) -> bool {
    let callback = |flow: &Flow<'_>| {
        let taken = flow.of(Kind::Callback).next_back().filter(|callback| callback.given("code").is_some());
        taken.map(|callback| (callback.exchange.address().to_owned(), callback.exchange.redirect_target()))
    };
    let state = last.of(Kind::Callback).next_back().and_then(|callback| callback.given("state"));
    let page = before
        .of(Kind::Callback)
        .next_back()
        .and_then(|callback| before.around.redirected_to(callback.exchange))
        .and_then(Exchange::redirect_target);
    let asks = page.is_some_and(|target| {
        let params = crate::http::Params::parse(target.split_once('?').map_or("", |(_, query)| query));
        state.is_some() && params.given("state") == state && params.has("client_id") && !params.has("prompt")
    });
    let ends = last.messages.last().is_some_and(|end| last.around.after(end.exchange).is_empty());
    asks && ends
        && before.failures.is_empty()
        && callback(last).is_some_and(|(_, target)| target.is_some())
        && callback(last) == callback(before)
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
    let clicked = start.request.headers.first("sec-fetch-user").is_some();
    let last =
        before.around.before(start).iter().rev().take(20).find(|last| is_one_site(last, callback.exchange));
    let pause = last.and_then(end).zip(start.started).map(|(end, begun)| begun.0 - end);
    !clicked && pause.is_some_and(|pause| (-100.0..1000.0).contains(&pause))
}

/// Whether the client takes a response, sets its cookies, and the page that it leads to brings them and begins the same login
/// once more, with which the capture ends.
fn begins_once_more(flow: &Flow<'_>) -> bool {
    let callback = flow.of(Kind::Callback).next_back().filter(|_| flow.failures.is_empty());
    let Some(callback) = callback.filter(|callback| callback.given("code").is_some()) else { return false };
    let Some(page) = flow.around.redirected_to(callback.exchange) else { return false };
    let target = page.redirect_target().unwrap_or_default();
    let again = target.split_once('?').map(|(_, query)| Params::parse(query)).unwrap_or_default();
    let set = callback.exchange.response.headers.all("set-cookie");
    let names: Vec<&str> = set.filter_map(|set| set.split('=').next()).map(str::trim).collect();
    let brought = page.request.headers.cookies().filter(|(name, _)| names.contains(name)).count();
    let special = ["prompt", "max_age", "acr_values", "claims", "id_token_hint", "kc_action"];
    let same = |name: &str| asked(flow).is_none_or(|asked| again.given(name) == asked.given(name));
    let back = again.given("redirect_uri").and_then(|uri| uri.split('?').next());
    page.origin() == callback.exchange.origin()
        && !names.is_empty()
        && (brought == names.len() || brought == 0)
        && back == Some(callback.exchange.address())
        && again.given("client_id").is_some()
        && same("client_id")
        && same("scope")
        && special.iter().all(|name| !again.has(name))
        && flow.around.after(page).is_empty()
}

/// What all logins of the captures tell of one of them.
#[derive(Default)]
struct Others<'f> {
    /// By client, the last request of a login in which the person logged in.
    logged_in: HashMap<Option<&'f str>, &'f Exchange>,
    /// By client, the last request of a login that brought an access token.
    granted: HashMap<Option<&'f str>, &'f Exchange>,
    /// How often a refresh token is sent.
    refreshes: HashMap<&'f str, usize>,
}

impl<'f> Others<'f> {
    fn of(flows: &'f [Flow<'_>]) -> Others<'f> {
        let mut others = Others::default();
        for flow in flows {
            for token in flow.of(Kind::TokenRequest).filter_map(|token| token.given("refresh_token")) {
                *others.refreshes.entry(token).or_default() += 1;
            }
            let Some(request) = asked(flow).filter(|_| flow.failures.is_empty()) else { continue };
            let client = request.given("client_id");
            let keep = |table: &mut HashMap<Option<&'f str>, &'f Exchange>| {
                let last = table.entry(client).or_insert(request.exchange);
                if after(request.exchange, last) {
                    *last = request.exchange;
                }
            };
            if request.given("prompt") != Some("none") && flow.has_succeeded() {
                keep(&mut others.logged_in);
            }
            if flow.of(Kind::TokenRequest).any(|token| token.answer.brings("access_token")) {
                keep(&mut others.granted);
            }
        }
        others
    }
}

/// The last of the requests with which a flow begins.
fn last_begun<'c>(flows: &[Flow<'c>]) -> Option<&'c Exchange> {
    let begins = |message: &&Message<'_>| {
        matches!(
            message.kind,
            Kind::AuthorizationRequest
                | Kind::TokenRequest
                | Kind::DeviceAuthorization
                | Kind::BackchannelAuthentication
        )
    };
    let begun = flows.iter().filter_map(|flow| Some(flow.messages.iter().find(begins)?.exchange));
    begun.reduce(|last, next| if after(next, last) { next } else { last })
}

/// Whether a flow is nothing but calls without a token that were refused before a login: how a client learns that it has
/// to log in (RFC 9728, section 5.1).
fn only_asks_for_login(flow: &Flow<'_>, last_begun: Option<&Exchange>) -> bool {
    let asks = |message: &Message<'_>| {
        message.kind == Kind::ApiCall
            && message.answer.status == Some(401)
            && !message.exchange.request.headers.has("authorization")
            && message.access_token().is_none()
    };
    let Some(last) = flow.messages.last().filter(|_| flow.messages.iter().all(asks)) else { return false };
    last_begun.is_some_and(|begun| after(begun, last.exchange))
}

/// By address, the calls whose token was taken, in logins without a failure.
type Taken<'f> = HashMap<&'f str, Vec<&'f Message<'f>>>;

fn taken<'f>(flows: &'f [Flow<'_>]) -> Taken<'f> {
    let mut taken = Taken::new();
    for call in flows.iter().filter(|flow| flow.failures.is_empty()).flat_map(|flow| flow.of(Kind::ApiCall)) {
        if call.answer.status.is_some_and(|status| status < 400) {
            taken.entry(call.exchange.address()).or_default().push(call);
        }
    }
    taken
}

/// Whether a flow is nothing but calls whose token was refused, and the same place later took another one: that is how a
/// client learns that its token has run out.
fn is_tried_again(flow: &Flow<'_>, taken: &Taken<'_>) -> bool {
    let refused = |message: &Message<'_>| {
        message.kind == Kind::ApiCall
            && matches!(message.answer.status, Some(200 | 401))
            && message.access_token().is_some()
    };
    let Some(last) = flow.messages.last().filter(|_| flow.messages.iter().all(refused)) else { return false };
    let at_place = taken.get(last.exchange.address()).into_iter().flatten();
    let token = last.access_token();
    at_place.into_iter().any(|later| later.access_token() != token && after(later.exchange, last.exchange))
}

/// The requests by which clients renew their own sessions, and that were refused.
fn refused_renewals<'f>(flows: &'f [Flow<'_>]) -> Vec<&'f Exchange> {
    let renews = |message: &&Message<'_>| {
        message.relayed.as_ref().is_some_and(|relayed| relayed.step == Some(Step::Session))
    };
    flows.iter().flat_map(|flow| flow.of(Kind::ClientPage)).filter(renews).map(|page| page.exchange).collect()
}

/// Whether a flow is nothing but calls whose token had run out, and the renewal that they led to was refused: that is told.
fn asks_to_renew(flow: &Flow<'_>, renewals: &[&Exchange]) -> bool {
    let refused = |message: &Message<'_>| {
        message.kind == Kind::ApiCall && matches!(message.answer.status, Some(401 | 406 | 419 | 440))
    };
    let Some(last) = flow.messages.last().filter(|_| flow.messages.iter().all(refused)) else { return false };
    renewals.iter().any(|renewal| after(renewal, last.exchange) && is_one_site(renewal, last.exchange))
}

/// Whether a silent login that found nobody is followed by one of the same client in which the person logged in. A frame
/// that came without the provider's cookie failed for that, whoever logs in later.
fn is_mended(flow: &Flow<'_>, others: &Others<'_>) -> bool {
    let codes = ["login_required", "interaction_required", "consent_required", "account_selection_required"];
    let Some(silent) = asked(flow).filter(|asked| asked.given("prompt") == Some("none")) else {
        return false;
    };
    let found_nobody = !flow.failures.is_empty()
        && flow.failures.iter().all(|failure| {
            failure.what == What::ErrorResponse
                && flow
                    .messages
                    .get(failure.message)
                    .and_then(|message| message.given("error"))
                    .is_some_and(|code| codes.contains(&code))
        });
    let headers = &silent.exchange.request.headers;
    let without_cookie = !flow.sanitized
        && headers.first("sec-fetch-dest") == Some("iframe")
        && headers.first("sec-fetch-site") == Some("cross-site")
        && !headers.has("cookie");
    let login = || others.logged_in.get(&silent.given("client_id"));
    found_nobody && !without_cookie && login().is_some_and(|login| after(login, silent.exchange))
}

/// Whether a refresh token of an earlier session was refused, which asks for a new login (RFC 6749, section 5.2), and that
/// login of the same client followed and went well.
fn is_renewed_by_login(flow: &Flow<'_>, others: &Others<'_>) -> bool {
    let renewals = || flow.of(Kind::TokenRequest).filter(|token| token.grant() == Some("refresh_token"));
    let (Some(last), None) = (renewals().next_back(), asked(flow)) else { return false };
    let only_expired = !flow.failures.is_empty()
        && renewals().count() == 1
        && flow.failures.iter().all(|failure| {
            let failed = flow.messages.get(failure.message);
            let code =
                failed.and_then(|message| message.answer.error.as_ref()).map(|error| error.code.as_str());
            failed.is_some_and(|message| message.exchange == last.exchange) && code == Some("invalid_grant")
        });
    // Two that renew with the same token get in each other's way; a login does not mend that.
    let token = last.given("refresh_token");
    let is_shared = token.and_then(|token| others.refreshes.get(token)).is_some_and(|count| *count > 1);
    let login = || others.granted.get(&last.given("client_id"));
    only_expired && !is_shared && login().is_some_and(|login| after(login, last.exchange))
}

/// Whether nothing failed but calls to an API that wants a fresher or stronger login (RFC 9470, section 3), and that login
/// of the same client followed and went well.
fn is_stepped_up(flow: &Flow<'_>, others: &Others<'_>) -> bool {
    let Some(client) = asked(flow).map(|request| request.given("client_id")) else { return false };
    let Some(login) = others.logged_in.get(&client) else { return false };
    let is_answered = |failure: &failure::Failure| {
        let failed = flow.messages.get(failure.message);
        failed.is_some_and(|message| {
            message.kind == Kind::ApiCall && asks_for_more(message) && after(login, message.exchange)
        })
    };
    !flow.failures.is_empty() && flow.failures.iter().all(is_answered)
}

fn asks_for_more(call: &Message<'_>) -> bool {
    let mut challenges = call.exchange.response.headers.all("www-authenticate");
    challenges.any(|challenge| challenge.contains("insufficient_user_authentication"))
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

fn asked<'f, 'c>(flow: &'f Flow<'c>) -> Option<&'f Message<'c>> {
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
