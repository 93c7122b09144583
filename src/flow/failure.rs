//! What failed in a login: messages whose answer is an error and that nothing later mended.

use super::documents::names_other_issuer;
use super::errand::is_no_matter_of_login;
use super::error_page::of_page;
use super::mended::is_mended;
use super::quiet::{calls_inactive, refuses_token_in_200, stops_login_in_200};
use super::withheld::{ends_untold, preflight_refuses, stopped_by_preflight, withheld};
use super::{Flow, kept_back};
use crate::http::Initiator;
use crate::oauth::{Answer, Kind, Message};
use crate::order;

/// One failed message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Index in [`Flow::messages`].
    pub message: usize,
    pub what: What,
}

/// In which way it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The server sent the browser back with `error`.
    ErrorResponse,
    /// The server showed an error page and did not send the browser back.
    ErrorPage,
    /// An endpoint answered with an error of its own.
    Refused,
    /// An answer that is no OAuth answer: a page, a redirect, something that does not parse.
    NotOAuth,
    /// The browser withheld the answer, or never sent the request (CORS).
    Withheld,
    /// No answer: connection, name, certificate.
    NoAnswer,
    /// The client's own endpoint failed, or tells of an exchange that failed out of sight.
    ClientFailed,
    /// Nothing is refused, and the client begins the login again and again.
    Loops,
}

/// Every failure of a flow that nothing later mended, in order of time. The last is the one to explain.
pub fn find<'c>(flow: &Flow<'c>) -> Vec<Failure> {
    let failed = |(index, message): (usize, &Message<'c>)| {
        let what = of(flow, message)?;
        (!is_mended(flow, message, what)).then_some(Failure { message: index, what })
    };
    let mut failures: Vec<Failure> = flow.messages.iter().enumerate().filter_map(failed).collect();
    // What the client tells of its own request weighs less than the request itself, if that is in the capture.
    let seen = failures.iter().any(|failure| failure.what != What::ClientFailed);
    if seen {
        let refused = |failure: &Failure| {
            flow.messages.get(failure.message).is_some_and(|message| message.kind == Kind::TokenRequest)
        };
        if failures.iter().any(refused) {
            failures.retain(|failure| failure.what != What::ClientFailed);
        }
    }
    // So does what it tells of a call to an API that is refused before its eyes.
    let told = |failure: &Failure| flow.messages.get(failure.message);
    let calls: Vec<&Message<'_>> = failures
        .iter()
        .filter_map(told)
        .filter(|call| matches!(call.kind, Kind::ApiCall | Kind::Userinfo) && call.answer.status.is_some())
        .collect();
    let repeats = |failure: &Failure| {
        let page = told(failure).filter(|_| failure.what == What::ClientFailed);
        page.zip(page.and_then(|page| page.relayed.as_ref()?.status)).is_some_and(|(page, status)| {
            calls
                .iter()
                .any(|call| call.answer.status == Some(status) && !super::after(call.exchange, page.exchange))
        })
    };
    failures.retain(|failure| !repeats(failure));
    // A preflight's refusal is told by its request, where that is there.
    let is_preflight = |failure: &Failure| {
        flow.messages.get(failure.message).is_some_and(|message| message.kind == Kind::Preflight)
    };
    if failures.iter().any(|failure| !is_preflight(failure)) {
        failures.retain(|failure| !is_preflight(failure));
    }
    // What a service worker has passed on fails twice: as it was sent, and as the page received it.
    let is_copy = |failure: &Failure| told(failure).is_some_and(|message| message.exchange.by_service_worker);
    let own: Vec<_> = failures
        .iter()
        .filter(|failure| !is_copy(failure))
        .map(|own| told(own).map(|message| message.kind))
        .collect();
    failures.retain(|failure| !is_copy(failure) || !own.contains(&told(failure).map(|message| message.kind)));
    // Discovery, keys and calls after the login come second to a refused login.
    let kind = |failure: &Failure| flow.messages.get(failure.message).map(|message| message.kind);
    // What an old token is refused for, once its renewal was refused, comes of that.
    let unrenewed = failures.iter().filter_map(told).rfind(|message| {
        let renews = message.grant() == Some("refresh_token") || message.body_not_recorded();
        message.kind == Kind::TokenRequest && renews
    });
    let of_old_token = |failure: &Failure| {
        let call = told(failure).filter(|call| matches!(call.kind, Kind::ApiCall | Kind::Userinfo));
        let refused = call.filter(|call| matches!(call.answer.status, Some(401 | 403)));
        refused.zip(unrenewed).is_some_and(|(call, renewal)| super::after(call.exchange, renewal.exchange))
    };
    // So does what a form is refused for that is pressed again, since the browser was kept from where it had led.
    let kept_back = failures
        .iter()
        .filter(|failure| failure.what == What::Withheld)
        .filter_map(told)
        .find(|message| message.kind == Kind::AuthorizationResponse);
    let of_pressed = |failure: &Failure| {
        let form = told(failure).filter(|form| form.kind == Kind::Interaction);
        form.zip(kept_back).is_some_and(|(form, first)| {
            form.exchange.address() == first.exchange.address() && super::after(form.exchange, first.exchange)
        })
    };
    let rank = |failure: &Failure| match kind(failure) {
        Some(_) if of_old_token(failure) || of_pressed(failure) => 1,
        Some(Kind::Discovery | Kind::ResourceMetadata | Kind::Keys) => 1,
        // A client that could not fetch the keys tells of what came of it.
        _ if tells_little(flow, failure) => 0,
        _ => 2,
    };
    order::sort_by_key(&mut failures, rank);
    failures
}

/// A login that stands at the end of a row of answered ones fails, although nobody refuses anything.
pub fn add_loop(flow: &mut Flow<'_>, least: usize) {
    let last = flow
        .messages
        .iter()
        .rposition(|message| matches!(message.kind, Kind::Callback | Kind::AuthorizationRequest));
    if let Some(message) = last.filter(|_| flow.rounds >= least && flow.failures.is_empty()) {
        flow.failures.push(Failure { message, what: What::Loops });
    }
}

/// Whether a failure tells less than any other: a client's page without an answer of the provider, a device that still waits.
fn tells_little(flow: &Flow<'_>, failure: &Failure) -> bool {
    let Some(message) = flow.messages.get(failure.message) else { return true };
    if message.kind == Kind::TokenRequest {
        return message.answer.error.as_ref().is_some_and(|error| error.code == "authorization_pending");
    }
    let relayed = message.relayed.as_ref();
    failure.what == What::ClientFailed
        && relayed.is_none_or(|relayed| relayed.status.is_none() && relayed.code.is_none())
}

/// Whether a message that belongs to no login is a failure worth a flow of its own.
pub fn fails_alone(message: &Message<'_>) -> bool {
    match message.kind {
        Kind::Preflight => preflight_refuses(message),
        Kind::Keys | Kind::Discovery | Kind::ResourceMetadata => {
            names_other_issuer(message)
                || withheld(message).is_some()
                || message.answer.status.is_none_or(|status| status >= 400) && is_finished(message)
                || message.answer.page.is_some() && message.answer.status == Some(200)
                || leads_astray(message)
        }
        _ => {
            message.answer.status.is_some_and(|status| status >= 400)
                || withheld(message).is_some()
                || message.relayed.is_some()
                || refuses_token_in_200(message)
        }
    }
}

/// Whether the words of a refusal that is all that a capture holds are those of a login.
pub fn tells_of_login(message: &Message<'_>) -> bool {
    let words = message.answer.words();
    let provider = crate::provider::recognise(std::slice::from_ref(message), None);
    let repeated = message.relayed.as_ref().and_then(|relayed| relayed.code.as_deref());
    repeated.is_some_and(crate::oauth::is_registered_error)
        || crate::provider::server_says_error(&words)
        || crate::provider::service_says_error(&words)
        || crate::provider::client_says_error(&words)
        || crate::provider::refuses_person(&words)
        || provider.says_error(&words)
        || at_sign_in(message, provider)
}

/// Whether a provider's own host refuses where people sign in there.
fn at_sign_in(message: &Message<'_>, provider: &crate::provider::Provider) -> bool {
    let path = message.exchange.path().to_ascii_lowercase();
    let places = ["/auth", "/oauth", "/login", "signin", "sign-in", "/session", "/idp", "/saml"];
    message.answer.status != Some(404)
        && places.iter().any(|place| path.contains(place))
        && provider.serves(message)
}

/// Whether a short page of a provider refuses in its own words: in answer to what a person has posted, or as an error by its
/// heading.
pub fn page_refuses(message: &Message<'_>) -> bool {
    if stops_login_in_200(message) {
        return true;
    }
    let response = &message.exchange.response;
    let ends = message.exchange.request.method == "POST" || Answer::is_error_on_its_face(response);
    let read = message.answer.status == Some(200) && ends;
    let page = message.answer.page.as_deref().filter(|page| read && page.len() < 1500);
    page.is_some_and(|page| {
        let provider = crate::provider::recognise(std::slice::from_ref(message), None);
        provider.says_error(page)
            || crate::provider::refuses_person(page)
            || Answer::is_error_on_its_face(response) && crate::provider::server_says_error(page)
    })
}

/// Whether metadata or keys lead to another site, and not to a well-known place there: to a sign-in of the network.
fn leads_astray(message: &Message<'_>) -> bool {
    let target = message.exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok());
    let site = message.exchange.url().as_ref().and_then(crate::http::site_of);
    target.is_some_and(|target| {
        crate::http::site_of(&target) != site
            && !target.path().contains("/.well-known/")
            && !target.path().to_ascii_lowercase().contains("jwks")
            && !target.path().contains("keys")
    })
}

pub fn of<'c>(flow: &Flow<'c>, message: &Message<'c>) -> Option<What> {
    if let Some(what) = withheld(message).filter(|_| message.kind != Kind::Interaction) {
        let by_policy = what == What::NoAnswer && kept_back::by_policy(flow, message).is_some();
        return Some(if by_policy { What::Withheld } else { what });
    }
    if message.kind != Kind::Preflight
        && (stopped_by_preflight(flow, message)
            || ends_untold(flow, message)
            || kept_back::by_policy(flow, message).is_some())
    {
        return Some(What::Withheld);
    }
    let status = message.answer.status;
    let refused = status.is_some_and(|status| status >= 400);
    match message.kind {
        Kind::AuthorizationResponse if kept_back::stopped_by_csp(message.exchange) => Some(What::Withheld),
        Kind::AuthorizationResponse if kept_back::not_framed(flow, message).is_some() => {
            Some(What::ClientFailed)
        }
        Kind::AuthorizationResponse if kept_back::pressed_in_vain(flow, message) => Some(What::Withheld),
        Kind::AuthorizationResponse => message.given("error").map(|_| What::ErrorResponse),
        Kind::Callback => of_callback(flow, message, refused),
        Kind::AuthorizationRequest | Kind::Interaction => of_page(flow, message, refused),
        Kind::TokenRequest => of_token_answer(message, refused),
        Kind::ClientPage => message.relayed.as_ref().map(|_| What::ClientFailed),
        Kind::Preflight => (refused || preflight_refuses(message)).then_some(What::Withheld),
        Kind::Discovery | Kind::ResourceMetadata | Kind::Keys => {
            let page = status == Some(200) && message.answer.page.is_some() || leads_astray(message);
            (refused || page || names_other_issuer(message)).then_some(if message.answer.error.is_some() {
                What::Refused
            } else {
                What::NotOAuth
            })
        }
        // What a client answers when the provider tells it that the session is over ends no login (OpenID Connect Front-Channel
        // Logout, section 2).
        Kind::Logout if message.given("iss").is_some() && message.given("sid").is_some() => None,
        Kind::Logout => of_page(flow, message, refused),
        Kind::PushedAuthorization
        | Kind::DeviceAuthorization
        | Kind::BackchannelAuthentication
        | Kind::Registration
        | Kind::Userinfo
        | Kind::Introspection
        | Kind::Revocation
        | Kind::ApiCall => {
            let aside = refused && is_no_matter_of_login(flow, message);
            let in_200 = message.kind != Kind::ApiCall && message.answer.error.is_some() && !aside;
            let refused = refused && !aside || refuses_token_in_200(message) || calls_inactive(flow, message);
            (refused || in_200 || is_led_away(flow, message)).then_some(if message.answer.error.is_some() {
                What::Refused
            } else {
                What::NotOAuth
            })
        }
    }
}

/// Whether an endpoint that answers with JSON leads elsewhere, and nothing good comes of it there.
fn is_led_away(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    let kinds = [
        Kind::Registration,
        Kind::PushedAuthorization,
        Kind::DeviceAuthorization,
        Kind::BackchannelAuthentication,
    ];
    let behind = || flow.around.redirected_to(message.exchange).and_then(|next| next.response.status);
    kinds.contains(&message.kind)
        && message.exchange.redirect_target().is_some()
        && behind().is_none_or(|status| status >= 400)
}

fn of_callback<'c>(flow: &Flow<'c>, message: &Message<'c>, refused: bool) -> Option<What> {
    if message.given("error").is_some() {
        return Some(What::ErrorResponse);
    }
    // A browser that gets no page stays where it was: at the provider (RFC 9110, section 15.3.5).
    let nothing = message.answer.status == Some(204) && message.exchange.initiator == Initiator::Navigation;
    let blank = kept_back::left_blank(flow, message)
        || kept_back::sent_back(flow, message)
        || kept_back::leads_to_itself(flow, message)
        || kept_back::turned_away(flow, message)
        || kept_back::not_framed(flow, message).is_some()
        || kept_back::led_home(flow, message).is_some()
        || kept_back::answered_before(flow, message).is_some()
        || kept_back::beside_fragment(flow, message)
        || kept_back::left_out_of_form(flow, message)
        || kept_back::begun_by_other_scheme(flow, message)
        || kept_back::overtaken_by(flow, message).is_some()
        || kept_back::of_later_login(flow, message).is_some() && flow.code_requests().next().is_none();
    if nothing || kept_back::parted_from(flow, message).is_some() || blank {
        return Some(What::ClientFailed);
    }
    let page = message.answer.page.as_deref().unwrap_or_default();
    let landed_badly = message
        .landed
        .as_ref()
        .is_some_and(|landed| landed.fails || crate::provider::client_says_error(&landed.says));
    // What only a token endpoint answers with, on a short page.
    let repeats =
        page.len() < 1500 && ["invalid_grant", "invalid_client"].iter().any(|code| page.contains(code));
    // A short page that calls itself an error, whatever its status.
    let named = page.len() < 400 && Answer::is_error_on_its_face(&message.exchange.response);
    // Where a provider receives the response of another one, its page speaks in its own words.
    let coded = || flow.provider.serves(message) && flow.provider.says_error(page);
    let tells = message.relayed.is_some()
        || coded()
        || named
        || landed_badly
        || repeats
        || crate::provider::client_says_error(page);
    (refused || tells).then_some(What::ClientFailed)
}

fn of_token_answer(message: &Message<'_>, refused: bool) -> Option<What> {
    let answer = &message.answer;
    if answer.error.is_some() && !answer.brings("access_token") {
        return Some(What::Refused);
    }
    let redirected = answer.status.is_some_and(|status| (300..400).contains(&status) && status != 304);
    // What is accepted for later, or has no content, brings no token.
    let for_later = matches!(answer.status, Some(202 | 204)) && !answer.brings("access_token");
    if refused || redirected || for_later {
        return Some(What::NotOAuth);
    }
    // A page where JSON is due, or an answer without any token.
    let page = answer.page.is_some() && answer.json.is_none();
    // The client's own server keeps the tokens and answers with a session.
    let own = message.given("grant_type").is_none() && message.exchange.response.headers.has("set-cookie");
    let empty = answer.json.as_ref().is_some_and(|json| {
        let token = ["access_token", "id_token", "authed_user", "refresh_token", "token", "session_key"];
        json.is_object()
            && json.get("accessToken").is_none()
            && token.iter().all(|member| json.get(member).is_none())
    });
    (page || empty && !own).then_some(What::NotOAuth)
}

/// Whether an answer is there or is known not to come; a live login may still wait for it.
fn is_finished(message: &Message<'_>) -> bool {
    message.answer.status.is_some() || message.exchange.error.is_some()
}
