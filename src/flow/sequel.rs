//! What one login tells of another: a silent one that an interactive one mends, a stale session that a new one replaces,
//! a request without a token that only asks for the login. Flows in order of time come in.

use std::collections::{HashMap, HashSet};

use super::errand::NEAR;
use super::rounds::{self, asked};
use super::{Flow, What, after, echo, failure};
use crate::http::{Exchange, is_one_site};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Step};

/// Reads flows beside each other.
pub fn compare(flows: &mut Vec<Flow<'_>>) {
    let (last_begun, taken) = (last_begun(flows), taken(flows));
    let (renewals, nonced) = (refused_renewals(flows), nonced(flows));
    let (let_in, typed_again) = (let_in(flows), typed_again(flows));
    let challenges: Vec<bool> = flows
        .iter()
        .map(|flow| {
            only_asks_for_login(flow, last_begun)
                || is_tried_again(flow, &taken)
                || asks_to_renew(flow, &renewals)
                || is_given_nonce(flow, &nonced)
                || is_challenged(flow, &let_in)
        })
        .zip(typed_again)
        .map(|(asks, typed_again)| asks || typed_again)
        .collect();
    drop((taken, renewals, nonced, let_in));
    let mut challenges = challenges.into_iter();
    flows.retain(|_| !challenges.next().unwrap_or_default());
    let others = Others::of(flows);
    let is_mended = |flow: &Flow<'_>| {
        is_mended(flow, &others)
            || is_renewed_by_login(flow, &others)
            || is_stepped_up(flow, &others)
            || is_begun_anew(flow, &others)
            || is_given_more(flow, &others)
    };
    let mended: Vec<bool> = flows.iter().map(is_mended).collect();
    drop(others);
    for (flow, mended) in flows.iter_mut().zip(mended).filter(|(_, mended)| *mended) {
        flow.failures.clear();
        flow.mended_later = mended;
    }
    echo::leave_out(flows);
    rounds::count_all(flows);
}

/// What all logins of the captures tell of one of them.
#[derive(Default)]
struct Others<'f> {
    /// By client, the last request of a login in which the person logged in.
    logged_in: HashMap<Option<&'f str>, &'f Exchange>,
    /// By client, the last request of a login that brought an access token.
    granted: HashMap<Option<&'f str>, &'f Exchange>,
    /// By client, what failed last in a login that was no silent one.
    failed: HashMap<Option<&'f str>, &'f Message<'f>>,
    /// How often a refresh token is sent.
    refreshes: HashMap<&'f str, usize>,
    /// What asks for tokens, at whichever endpoint.
    asking: HashSet<*const Exchange>,
}

impl<'f> Others<'f> {
    fn of(flows: &'f [Flow<'_>]) -> Others<'f> {
        let mut others = Others::default();
        for flow in flows {
            for token in flow.of(Kind::TokenRequest).filter_map(|token| token.given("refresh_token")) {
                *others.refreshes.entry(token).or_default() += 1;
            }
            let asks = |message: &&Message<'_>| {
                matches!(message.kind, Kind::AuthorizationRequest | Kind::TokenRequest)
            };
            others.asking.extend(
                flow.messages.iter().filter(asks).map(|message| std::ptr::from_ref(message.exchange)),
            );
            let silent = asked(flow).is_some_and(|asked| asked.given("prompt") == Some("none"));
            if let Some(failed) = flow.failed_message().filter(|_| !silent) {
                let begun = asked(flow).unwrap_or(failed);
                others.failed.insert(begun.given("client_id"), failed);
            }
            let Some(request) = asked(flow).filter(|_| flow.failures.is_empty()) else { continue };
            let client = request.given("client_id");
            // The provider may lead back to its endpoint, with the cookies that it has set by then.
            let begun = flow.first(Kind::AuthorizationRequest).unwrap_or(request).exchange;
            let keep = |table: &mut HashMap<Option<&'f str>, &'f Exchange>| {
                let last = table.entry(client).or_insert(begun);
                if after(begun, last) {
                    *last = begun;
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

/// The last message of a flow that is nothing but messages of one sort, the browser's own questions aside.
fn only<'f, 'c>(flow: &'f Flow<'c>, is_of_sort: impl Fn(&Message<'_>) -> bool) -> Option<&'f Message<'c>> {
    let asks_first = |message: &Message<'_>| message.kind == Kind::Preflight && is_good(message);
    let all = flow.messages.iter().all(|message| asks_first(message) || is_of_sort(message));
    flow.messages.iter().rfind(|message| is_of_sort(message)).filter(|_| all)
}

fn is_good(message: &Message<'_>) -> bool {
    message.answer.status.is_some_and(|status| status < 300)
}

/// Requests whose DPoP proof holds a nonce.
fn nonced<'f>(flows: &'f [Flow<'_>]) -> Vec<&'f Exchange> {
    let holds = |message: &&Message<'_>| {
        let proof = message.exchange.request.headers.first("dpop").and_then(Jwt::read);
        proof.is_some_and(|proof| proof.claim_text("nonce").is_some())
    };
    flows.iter().flat_map(|flow| &flow.messages).filter(holds).map(|message| message.exchange).collect()
}

/// Whether a flow is nothing but requests that the server wants again with its nonce (RFC 9449, section 8), and that came.
fn is_given_nonce(flow: &Flow<'_>, nonced: &[&Exchange]) -> bool {
    let wants = |message: &Message<'_>| {
        let error = message.answer.error.as_ref();
        error.is_some_and(|error| error.code == "use_dpop_nonce")
    };
    let reads = [Kind::Discovery, Kind::ResourceMetadata, Kind::Keys];
    let is_aside = |message: &Message<'_>| reads.contains(&message.kind) && is_good(message);
    let last = flow.messages.iter().rfind(|message| wants(message));
    last.filter(|_| only(flow, |message| wants(message) || is_aside(message)).is_some()).is_some_and(|last| {
        nonced.iter().any(|again| again.address() == last.exchange.address() && after(again, last.exchange))
    })
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
    let Some(last) = only(flow, asks) else { return false };
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
    let Some(last) = only(flow, refused) else { return false };
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
    let Some(last) = only(flow, refused) else { return false };
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
    let login = others.logged_in.get(&silent.given("client_id"));
    let login = login.filter(|login| after(login, silent.exchange));
    // Where the page on top has none either, none was kept back.
    let mended = login.is_some_and(|login| !without_cookie || !login.request.headers.has("cookie"));
    found_nobody && (mended || is_beside_failure(silent, without_cookie, others))
}

/// Whether a silent login only asks for a session beside a login of the same client that failed for a reason of its own, or once
/// its renewal was refused.
fn is_beside_failure(silent: &Message<'_>, without_cookie: bool, others: &Others<'_>) -> bool {
    let failed = others.failed.get(&silent.given("client_id"));
    let renewed = |failed: &Message<'_>| {
        failed.grant() == Some("refresh_token") && after(silent.exchange, failed.exchange)
    };
    failed.is_some_and(|failed| !without_cookie || renewed(failed))
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

/// Authorization requests that bring what the endpoint had asked for, and are answered.
fn let_in<'f>(flows: &'f [Flow<'_>]) -> Vec<&'f Exchange> {
    let answered = |message: &&Message<'_>| {
        message.exchange.request.headers.has("authorization")
            && message.answer.status.is_some_and(|status| status < 400)
    };
    let requests = flows.iter().flat_map(|flow| flow.of(Kind::AuthorizationRequest));
    requests.filter(answered).map(|request| request.exchange).collect()
}

/// Whether a flow is nothing but requests whose endpoint asks for name and password by a challenge of HTTP (RFC 9110, section
/// 11.3), and that were answered when these came: OpenShift's for command lines.
fn is_challenged(flow: &Flow<'_>, let_in: &[&Exchange]) -> bool {
    let asks = |message: &Message<'_>| {
        let wants = message.answer.status == Some(401);
        match message.kind {
            Kind::AuthorizationRequest => wants && message.exchange.response.headers.has("www-authenticate"),
            Kind::ApiCall => wants && message.access_token().is_none(),
            Kind::Discovery | Kind::ResourceMetadata | Kind::Keys => is_good(message),
            _ => false,
        }
    };
    let asked = flow.of(Kind::AuthorizationRequest).next_back().filter(|_| only(flow, asks).is_some());
    asked.is_some_and(|asked| {
        let same = |later: &&&Exchange| later.address() == asked.exchange.address();
        let_in.iter().filter(same).any(|later| after(later, asked.exchange))
    })
}

/// For each flow, whether it is nothing but requests in which a person mistyped a password or code, or was asked for a second
/// factor, and the server let the same person in after that.
/// <https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa>
fn typed_again(flows: &[Flow<'_>]) -> Vec<bool> {
    // Who asks for tokens where, and the last time that this led to tokens.
    let mut let_in: HashMap<Asking<'_>, &Exchange> = HashMap::new();
    let granted = |message: &&Message<'_>| message.answer.brings("access_token");
    for request in flows.iter().flat_map(|flow| flow.of(Kind::TokenRequest)).filter(granted) {
        keep_last(&mut let_in, request);
    }
    let refused = |message: &Message<'_>| {
        let code = message.answer.error.as_ref().map(|error| error.code.as_str());
        message.kind == Kind::TokenRequest
            && matches!(code, Some("invalid_grant" | "mfa_required" | "invalid_credentials"))
    };
    let mut found: Vec<bool> = flows
        .iter()
        .rev()
        .map(|flow| {
            let goes_on = |last: &&Message<'_>| {
                let handed = last.answer.text("mfa_token").map(|token| Asking::of(last, token));
                let mut ways = Asking::all(last).chain(handed);
                ways.any(|way| let_in.get(&way).is_some_and(|later| after(later, last.exchange)))
            };
            let last = only(flow, refused).filter(goes_on);
            last.into_iter().for_each(|last| keep_last(&mut let_in, last));
            last.is_some()
        })
        .collect();
    found.reverse();
    found
}

/// A person, or the first factor that is shown, at a token endpoint.
#[derive(PartialEq, Eq, Hash)]
struct Asking<'f> {
    address: &'f str,
    client: Option<String>,
    who: &'f str,
}

impl<'f> Asking<'f> {
    fn of(request: &Message<'f>, who: &'f str) -> Asking<'f> {
        Asking { address: request.exchange.address(), client: request.client_id(), who }
    }

    fn all(request: &'f Message<'_>) -> impl Iterator<Item = Asking<'f>> {
        ["username", "mfa_token"].iter().filter_map(|name| Some(Asking::of(request, request.given(name)?)))
    }
}

fn keep_last<'f>(let_in: &mut HashMap<Asking<'f>, &'f Exchange>, request: &'f Message<'_>) {
    for way in Asking::all(request) {
        let last = let_in.entry(way).or_insert(request.exchange);
        if after(request.exchange, last) {
            *last = request.exchange;
        }
    }
}

/// Whether the provider only wants the login begun once more, which came and went well: the page lay open too long (Keycloak), or
/// the person had forgotten the password and is to get a new one first (Azure AD B2C).
/// <https://github.com/keycloak/keycloak/issues/12406> <https://learn.microsoft.com/en-us/azure/active-directory-b2c/add-password-reset-policy>
fn is_begun_anew(flow: &Flow<'_>, others: &Others<'_>) -> bool {
    let Some(request) = asked(flow) else { return false };
    let wants = |failure: &failure::Failure| {
        let response = flow.messages.get(failure.message);
        let says = response.and_then(|response| response.given("error_description")).unwrap_or_default();
        says == "authentication_expired" || says.contains("AADB2C90118")
    };
    let login = others.logged_in.get(&request.given("client_id"));
    !flow.failures.is_empty()
        && flow.failures.iter().all(wants)
        && login.is_some_and(|login| after(login, request.exchange))
}

/// Whether nothing failed but calls that an API refused, whereupon the client got another token, which the same place took.
fn is_given_more(flow: &Flow<'_>, others: &Others<'_>) -> bool {
    let is_answered = |failure: &failure::Failure| {
        let refused = |message: &&Message<'_>| {
            message.kind == Kind::ApiCall
                && message.access_token().is_some()
                && matches!(message.answer.status, Some(401 | 403))
        };
        let Some(call) = flow.messages.get(failure.message).filter(refused).map(|call| call.exchange) else {
            return false;
        };
        let sent = |exchange: &Exchange| exchange.request.headers.first("authorization").map(str::to_owned);
        let taken = |later: &Exchange| {
            later.address() == call.address()
                && later.request.method == call.request.method
                && later.response.status.is_some_and(|status| status < 300)
                && sent(later).is_some_and(|token| sent(call).as_ref() != Some(&token))
        };
        let asks = |later: &&Exchange| others.asking.contains(&std::ptr::from_ref(*later));
        let behind = flow.around.after(call).iter().take(NEAR);
        behind.skip_while(|later| !asks(later)).any(taken)
    };
    !flow.failures.is_empty() && flow.failures.iter().all(is_answered)
}
