//! To which login a message belongs: by a value that both sides hold, then by redirect chain and `Referer`; by address
//! only to a login that still waits for it.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::drafts::{Clue, Drafts, address, beginnings, folded, same, typed};
use super::failure;
use crate::http::{Exchange, Params};
use crate::oauth::{Kind, Message, ONLY, pkce};

/// Where a message goes.
pub enum Home {
    In(usize),
    New,
    Nowhere,
}

/// The login of a message that only one login can have.
pub fn home(drafts: &Drafts<'_>, message: &Message<'_>) -> Home {
    let exchange = message.exchange;
    let found = match message.kind {
        Kind::PushedAuthorization | Kind::DeviceAuthorization | Kind::BackchannelAuthentication => None,
        // What manages a registration carries the token that it was answered with (RFC 7592, section 2).
        Kind::Registration => message.access_token().and_then(|token| drafts.newest_by(Clue::Value, token)),
        Kind::AuthorizationRequest => request_home(drafts, message),
        Kind::Interaction => {
            let found = typed_in(drafts, exchange)
                .or_else(|| led_to(drafts, exchange))
                .or_else(|| referred_to(drafts, exchange))
                // A form of the provider repeats what the login began with.
                .or_else(|| drafts.newest_by(Clue::Asked, message.given("state")?))
                .or_else(|| place_of_page(drafts, message));
            // Whoever shortened the redirect's address, or left it in another spelling, kept its page.
            let led = || drafts.by(Clue::TargetPage, exchange.address());
            let found = found.or_else(|| drafts.newest_of(led(), |draft| draft.waits()));
            // An error page, or a form that the provider refuses, whose login is not in the capture.
            let is_form =
                || exchange.content_type().is_some_and(|kind| kind.contains("form") || kind.contains("json"));
            let refused = || exchange.request.method == "POST" && is_form() && failure::fails_alone(message);
            let is_end =
                || crate::oauth::is_error_page(exchange) || failure::page_refuses(message) || refused();
            return match found {
                Some(login) => Home::In(login),
                None if is_end() => Home::New,
                None => Home::Nowhere,
            };
        }
        Kind::AuthorizationResponse | Kind::Callback => response_home(drafts, message),
        Kind::TokenRequest => token_home(drafts, message),
        Kind::Userinfo | Kind::ApiCall | Kind::Introspection | Kind::Revocation => {
            let token = message.access_token().or(message.given("token"));
            let by_value = token.and_then(|token| drafts.newest_by(Clue::Value, token));
            // A call without a token, to an API that this login has called before.
            let called_before = || {
                let bare = message.kind == Kind::ApiCall && token.is_none();
                drafts.newest_by(Clue::Calls, &exchange.origin()).filter(|_| bare)
            };
            let found = by_value.or_else(|| place_home(drafts, message)).or_else(called_before);
            let Some(index) = found else {
                // Calls with tokens of an earlier login tell nothing, unless they are refused.
                return if failure::fails_alone(message) { Home::New } else { Home::Nowhere };
            };
            Some(index)
        }
        Kind::Logout => logout_home(drafts, message),
        Kind::ClientPage if message.because == ONLY && !failure::tells_of_login(message) => {
            return Home::Nowhere;
        }
        Kind::ClientPage => {
            let origin = exchange.origin();
            let at_callback =
                |known: &Message<'_>| known.kind == Kind::Callback && known.exchange.origin() == origin;
            let repeated = || drafts.newest_by(Clue::ClientPage, exchange.address());
            let by_code = || drafts.newest_by(Clue::Code, message.given("code")?);
            led_to(drafts, exchange).or_else(repeated).or_else(by_code).or_else(|| {
                drafts.newest(|draft| {
                    draft.redirect_uri().is_some_and(|uri| uri.starts_with(&origin))
                        || draft.has(Kind::Callback) && draft.messages.iter().any(at_callback)
                })
            })
        }
        Kind::Discovery | Kind::ResourceMetadata | Kind::Keys | Kind::Preflight => None,
    };
    found.map_or(Home::New, Home::In)
}

/// The login whose answer has sent the browser to this exchange.
fn led_to(drafts: &Drafts<'_>, exchange: &Exchange) -> Option<usize> {
    drafts.newest_by(Clue::Target, unfragmented(&exchange.request.url))
}

/// The login for whose device a request carries the code that the person types.
fn typed_in(drafts: &Drafts<'_>, exchange: &Exchange) -> Option<usize> {
    let form = exchange.request.body.text().filter(|form| form.len() < 4096).map(Params::parse);
    let sent = exchange.query().0.into_iter().chain(form.unwrap_or_default().0);
    sent.filter_map(|param| drafts.newest_by(Clue::UserCode, &typed(param.value()))).max()
}

/// The login of which a page sent the request: its `Referer` is the whole address of one.
fn referred_to(drafts: &Drafts<'_>, exchange: &Exchange) -> Option<usize> {
    let page = exchange.request.headers.first("referer").filter(|page| page.len() > 24)?;
    drafts.newest_by(Clue::Target, page).max(drafts.newest_by(Clue::Page, page))
}

/// The login that waits at the same server. A page where a device's code is typed is none of a browser's login.
fn place_of_page(drafts: &Drafts<'_>, page: &Message<'_>) -> Option<usize> {
    if !page.exchange.path().to_ascii_lowercase().contains("device") {
        return newest_at(drafts, page, |draft| draft.waits())
            .or_else(|| newest_at(drafts, page, |draft| draft.awaits_person()));
    }
    // A cookie tells only where no other device's pages have set the same one.
    drafts
        .only(|draft| draft.has_set_cookie_of(page.exchange))
        .or_else(|| newest_at(drafts, page, |draft| draft.awaits_person() && !draft.has(Kind::Interaction)))
        .or_else(|| newest_at(drafts, page, |draft| draft.awaits_person()))
        .or_else(|| newest_at(drafts, page, |draft| draft.has(Kind::DeviceAuthorization)))
}

/// The newest login at the server of a message that fits.
fn newest_at(drafts: &Drafts<'_>, message: &Message<'_>, fits: impl Fn(&Draft<'_>) -> bool) -> Option<usize> {
    drafts.newest_of(drafts.by(Clue::Serves, &message.exchange.origin()), fits)
}

/// The last login that has asked for tokens at the same server.
fn place_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let served = |draft: &Draft<'_>| draft.has(Kind::TokenRequest);
    newest_at(drafts, message, |draft| served(draft) && draft.lacks_answer(Kind::TokenRequest))
        .or_else(|| newest_at(drafts, message, served))
}

/// The login whose ID token is hinted at; else the last one of the client, or at the same server.
fn logout_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let origin = message.exchange.origin();
    if message.given("logout_token").is_some() || message.given("sid").is_some() {
        return drafts.newest(|draft| draft.redirect_uri().is_some_and(|uri| uri.starts_with(&origin)));
    }
    let by_value = message.given("id_token_hint").and_then(|token| drafts.newest_by(Clue::Value, token));
    let through = |draft: &Draft<'_>| draft.has(Kind::TokenRequest) || !draft.codes.is_empty();
    by_value
        .or_else(|| {
            let id = message.client_id()?;
            newest_at(drafts, message, |draft| through(draft) && draft.client_id() == Some(&id))
        })
        .or_else(|| newest_at(drafts, message, through))
}

/// A request that repeats the values of an earlier one is the same attempt (a page of the provider repeats them), as
/// long as no response has come.
fn request_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let client = message.client_id();
    if let Some(uri) = message.given("request_uri") {
        // The answer to the pushed request may be missing from the capture.
        return drafts.newest_by(Clue::Value, uri).or_else(|| {
            newest_at(drafts, message, |draft| {
                draft.has(Kind::PushedAuthorization)
                    && !draft.has(Kind::AuthorizationRequest)
                    && draft.lacks_answer(Kind::PushedAuthorization)
                    && draft.client_id() == client.as_ref()
            })
        });
    }
    let registered = message.given("client_id").and_then(|id| {
        let known = drafts.by(Clue::Registered, id);
        drafts.newest_of(known, |draft| is_registration_of(draft, id))
    });
    if registered.is_some() {
        return registered;
    }
    let repeats = |draft: &Draft<'_>| {
        let same = |name: &str| {
            draft.messages.iter().any(|known| {
                known.kind == Kind::AuthorizationRequest
                    && super::same_given(&known.params, &message.params, name)
            })
        };
        // Two attempts of a client that keeps its challenge go to two addresses, each with a state of its own.
        let another = !same("state") && !same("redirect_uri") && message.given("state").is_some();
        same("client_id") && (same("state") || same("nonce") || same("code_challenge") && !another)
    };
    let names = ["state", "nonce", "code_challenge"];
    let asked = names.iter().filter_map(|name| message.given(name)).filter_map(|value| {
        drafts.newest_of(drafts.by(Clue::Asked, value), |draft| draft.waits() && repeats(draft))
    });
    let led = drafts.by(Clue::Target, unfragmented(&message.exchange.request.url));
    let chained = drafts.newest_of(led, |draft| draft.waits() && draft.client_id() == client.as_ref());
    asked.max().max(chained)
}

/// Whether a draft is no more than the registration of the client that asks.
fn is_registration_of(draft: &Draft<'_>, client: &str) -> bool {
    let registered = draft.messages.iter().find(|known| known.kind == Kind::Registration);
    !draft.has(Kind::AuthorizationRequest)
        && registered.and_then(|known| known.answer.text("client_id")) == Some(client)
}

fn response_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let exchange = message.exchange;
    let here = drafts.by(Clue::Exchange, &same(exchange));
    let led = drafts.by(Clue::Target, unfragmented(&exchange.request.url));
    let by_state = || {
        let same = drafts.by(Clue::State, message.given("state")?);
        // A client may send the same `state` in every login: then the redirect chain tells, then who waits.
        let chained = |index: &&usize| here.contains(index) || led.binary_search(index).is_ok();
        same.iter()
            .rev()
            .find(chained)
            .copied()
            .or_else(|| drafts.newest_of(same, Draft::waits))
            .or_else(|| same.last().copied())
    };
    let to = exchange.redirect_target().filter(|_| message.kind == Kind::AuthorizationResponse);
    let url = to.as_deref().unwrap_or(&exchange.request.url);
    let by_token = || {
        let mut values = ["id_token", "auth_req_id"].iter().filter_map(|name| message.given(name));
        values.find_map(|value| drafts.newest_by(Clue::Value, value))
    };
    message
        .given("code")
        .and_then(|code| drafts.newest_by(Clue::Code, code))
        .or_else(by_token)
        .or_else(by_state)
        .or_else(|| here.last().copied())
        .or_else(|| led.last().copied())
        .or_else(|| drafts.newest_of(drafts.by(Clue::RedirectUri, address(url)), Draft::waits))
        .or_else(|| {
            newest_at(drafts, message, |draft| draft.waits())
                .filter(|_| message.kind == Kind::AuthorizationResponse)
        })
}

fn token_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let handed = ["refresh_token", "device_code", "auth_req_id", "subject_token", "assertion"];
    // Entra ID's version 1 calls the device's code `code`.
    let device = message.given("code").filter(|_| message.grant() == Some("device_code"));
    if let Some(value) = handed.iter().find_map(|name| message.given(name)).or(device) {
        let by_value = drafts.newest_by(Clue::Value, value);
        return by_value.or_else(|| unread_home(drafts, message)).or_else(|| again_home(drafts, message));
    }
    let by_hash = || drafts.newest_by(Clue::Challenge, &pkce::s256(message.given("code_verifier")?));
    if message.grant().is_some_and(|grant| grant != "authorization_code") && message.given("code").is_none() {
        return by_hash().or_else(|| again_home(drafts, message));
    }
    let code = message.given("code");
    let exact = code.and_then(|code| drafts.newest_by(Clue::Code, code));
    let altered = || {
        let code = code?;
        let same = |draft: &Draft<'_>| draft.codes.iter().any(|known| is_altered(known, code));
        let begins = beginnings(code);
        begins.iter().filter_map(|begin| drafts.newest_of(drafts.by(Clue::CodeBegins, begin), same)).max()
    };
    let awaited = || drafts.newest(|draft| expects(draft, message));
    exact.or_else(by_hash).or_else(altered).or_else(awaited)
}

/// The very request once more: a client credentials or password grant that is repeated.
fn again_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let address = message.exchange.address();
    drafts.newest_of(drafts.by(Clue::Address, address), |draft| {
        draft.messages.iter().any(|known| {
            known.kind == Kind::TokenRequest
                && known.params == message.params
                && known.client_id() == message.client_id()
                && known.exchange.address() == address
        })
    })
}

/// A login of the same client whose answer, which would have told the value, is not in the capture.
fn unread_home(drafts: &Drafts<'_>, message: &Message<'_>) -> Option<usize> {
    let asks = [("device_code", Kind::DeviceAuthorization), ("auth_req_id", Kind::BackchannelAuthentication)];
    let asked = asks.iter().find(|(name, _)| message.given(name).is_some());
    let kind = asked.map_or(Kind::TokenRequest, |(_, kind)| *kind);
    let id = message.client_id()?;
    newest_at(drafts, message, |draft| draft.lacks_answer(kind) && draft.client_id() == Some(&id))
}

/// A code that was cut has at least so many letters and digits left.
pub const SHORTEST_CUT: usize = 6;

/// Whether two codes are one that was altered on the way: another case, decoded once more, cut, or grown.
pub fn is_altered(issued: &str, sent: &str) -> bool {
    let (a, b, decoded) = (folded(issued), folded(sent), folded(&crate::http::decode(issued)));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    a == b
        || decoded == b
        || folded(&crate::http::decode(sent)) == a
        || (short.len() >= SHORTEST_CUT && long.starts_with(short.as_str()))
}

/// A login with a code that nobody has redeemed yet, of the same client, redirect URI or server.
fn expects(draft: &Draft<'_>, message: &Message<'_>) -> bool {
    let began = draft.has(Kind::AuthorizationRequest)
        || draft.has(Kind::PushedAuthorization)
        || !draft.codes.is_empty();
    if !began || draft.has(Kind::TokenRequest) {
        return false;
    }
    let same_client = message.client_id().is_some_and(|id| draft.client_id() == Some(&id));
    let same_redirect = message.given("redirect_uri").is_some_and(|uri| draft.redirect_uri() == Some(uri));
    same_client || same_redirect || draft.serves(&message.exchange.origin()) || draft.is_at_site_of(message)
}

/// The metadata that a message brings.
pub fn document(message: &Message<'_>) -> Option<Map<String, Value>> {
    if message.kind != Kind::Discovery {
        return None;
    }
    message.answer.json.as_ref()?.as_object().filter(|document| document.contains_key("issuer")).cloned()
}

/// A URL without its fragment.
fn unfragmented(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}
