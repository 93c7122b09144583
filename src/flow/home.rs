//! To which login a message belongs: by a value that both sides hold, then by redirect chain and `Referer`; by address
//! only to a login that still waits for it.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::failure;
use crate::http::Exchange;
use crate::oauth::{Kind, Message, pkce};

/// Where a message goes.
pub enum Home {
    In(usize),
    New,
    Nowhere,
}

/// The login of a message that only one login can have.
pub fn home(drafts: &[Draft<'_>], message: &Message<'_>) -> Home {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| drafts.iter().rposition(matches);
    let found = match message.kind {
        Kind::PushedAuthorization
        | Kind::DeviceAuthorization
        | Kind::BackchannelAuthentication
        | Kind::Registration => None,
        Kind::AuthorizationRequest => request_home(drafts, message),
        Kind::Interaction => {
            let exchange = message.exchange;
            let origin = exchange.origin();
            let found = newest(&|draft| draft.is_typed_in(exchange))
                .or_else(|| newest(&|draft| draft.leads_to(exchange)))
                .or_else(|| newest(&|draft| draft.refers_to(exchange)))
                .or_else(|| place_of_page(drafts, message, &origin));
            // An error page whose login is not in the capture.
            let alone = if crate::oauth::is_error_page(exchange) { Home::New } else { Home::Nowhere };
            return found.map_or(alone, Home::In);
        }
        Kind::AuthorizationResponse | Kind::Callback => response_home(drafts, message),
        Kind::TokenRequest => token_home(drafts, message),
        Kind::Userinfo | Kind::ApiCall | Kind::Introspection | Kind::Revocation => {
            let token = message.access_token().or(message.given("token"));
            let by_value = token.and_then(|token| newest(&|draft| draft.knows(token)));
            // A call without a token, to an API that this login has called before.
            let called_before = || {
                let origin = message.exchange.origin();
                let bare = message.kind == Kind::ApiCall && token.is_none();
                newest(&|draft| {
                    let same = |known: &Message<'_>| known.exchange.origin() == origin;
                    bare && draft.messages.iter().any(|known| known.kind == Kind::ApiCall && same(known))
                })
            };
            let found = by_value.or_else(|| place_home(drafts, message)).or_else(called_before);
            let Some(index) = found else {
                // Calls with tokens of an earlier login tell nothing, unless they are refused.
                return if failure::fails_alone(message) { Home::New } else { Home::Nowhere };
            };
            Some(index)
        }
        Kind::Logout => logout_home(drafts, message),
        Kind::ClientPage => {
            let origin = message.exchange.origin();
            let address = message.exchange.address();
            let again =
                |known: &Message<'_>| known.kind == Kind::ClientPage && known.exchange.address() == address;
            let repeated = || newest(&|draft| draft.messages.iter().any(again));
            newest(&|draft| draft.leads_to(message.exchange)).or_else(repeated).or_else(|| {
                newest(&|draft| {
                    draft
                        .messages
                        .iter()
                        .any(|known| known.kind == Kind::Callback && known.exchange.origin() == origin)
                        || draft.redirect_uri().is_some_and(|uri| uri.starts_with(&origin))
                })
            })
        }
        Kind::Discovery | Kind::ResourceMetadata | Kind::Keys | Kind::Preflight => None,
    };
    found.map_or(Home::New, Home::In)
}

/// The login that waits at the same server. A page where a device's code is typed is none of a browser's login.
fn place_of_page(drafts: &[Draft<'_>], page: &Message<'_>, origin: &str) -> Option<usize> {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| {
        drafts.iter().rposition(|draft| draft.serves(origin) && matches(draft))
    };
    if !page.exchange.path().to_ascii_lowercase().contains("device") {
        return newest(&|draft| draft.waits());
    }
    // A cookie tells only where no other device's pages have set the same one.
    let mut known = drafts.iter().enumerate().filter(|(_, draft)| draft.has_set_cookie_of(page.exchange));
    let only = known.next().filter(|_| known.next().is_none()).map(|(index, _)| index);
    let untouched = |draft: &Draft<'_>| draft.awaits_person() && !draft.has(Kind::Interaction);
    only.or_else(|| newest(&untouched))
        .or_else(|| newest(&|draft| draft.awaits_person()))
        .or_else(|| newest(&|draft| draft.has(Kind::DeviceAuthorization)))
}

/// The last login that has asked for tokens at the same server.
fn place_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let origin = message.exchange.origin();
    let served = |draft: &Draft<'_>| draft.has(Kind::TokenRequest) && draft.serves(&origin);
    let unread = |draft: &Draft<'_>| served(draft) && draft.lacks_answer(Kind::TokenRequest);
    drafts.iter().rposition(unread).or_else(|| drafts.iter().rposition(served))
}

/// The login whose ID token is hinted at; else the last one of the client, or at the same server.
fn logout_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| drafts.iter().rposition(matches);
    let origin = message.exchange.origin();
    if message.given("logout_token").is_some() || message.given("sid").is_some() {
        return newest(&|draft| draft.redirect_uri().is_some_and(|uri| uri.starts_with(&origin)));
    }
    let by_value = message.given("id_token_hint").and_then(|token| newest(&|draft| draft.knows(token)));
    let through = |draft: &Draft<'_>| draft.has(Kind::TokenRequest) || !draft.codes.is_empty();
    by_value
        .or_else(|| {
            let id = message.client_id()?;
            newest(&|draft| {
                through(draft) && draft.serves(&origin) && draft.client_id().as_ref() == Some(&id)
            })
        })
        .or_else(|| newest(&|draft| through(draft) && draft.serves(&origin)))
}

/// A request that repeats the values of an earlier one is the same attempt (a page of the provider repeats them), as
/// long as no response has come.
fn request_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    if let Some(uri) = message.given("request_uri") {
        let origin = message.exchange.origin();
        let by_value = drafts.iter().rposition(|draft| draft.knows(uri));
        // The answer to the pushed request may be missing from the capture.
        return by_value.or_else(|| {
            drafts.iter().rposition(|draft| {
                draft.has(Kind::PushedAuthorization)
                    && !draft.has(Kind::AuthorizationRequest)
                    && draft.lacks_answer(Kind::PushedAuthorization)
                    && draft.serves(&origin)
                    && draft.client_id() == message.client_id()
            })
        });
    }
    if let Some(registered) = drafts.iter().rposition(|draft| is_registration_of(draft, message)) {
        return Some(registered);
    }
    drafts.iter().rposition(|draft| {
        let same = |name: &str| {
            draft.messages.iter().any(|known| {
                known.kind == Kind::AuthorizationRequest
                    && super::same_given(&known.params, &message.params, name)
            })
        };
        let repeats = same("client_id") && (same("state") || same("nonce") || same("code_challenge"));
        let chained = draft.leads_to(message.exchange) && draft.client_id() == message.client_id();
        draft.waits() && (repeats || chained)
    })
}

/// Whether a draft is no more than the registration of the client that asks.
fn is_registration_of(draft: &Draft<'_>, request: &Message<'_>) -> bool {
    let registered = draft.messages.iter().find(|known| known.kind == Kind::Registration);
    !draft.has(Kind::AuthorizationRequest)
        && registered
            .and_then(|known| known.answer.text("client_id"))
            .is_some_and(|id| request.given("client_id") == Some(id))
}

fn response_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| drafts.iter().rposition(matches);
    let exchange = message.exchange;
    let here = |draft: &Draft<'_>| draft.messages.iter().any(|known| std::ptr::eq(known.exchange, exchange));
    let chained = |draft: &Draft<'_>| here(draft) || draft.leads_to(exchange);
    let by_code =
        message.given("code").and_then(|code| newest(&|draft| draft.codes.iter().any(|known| known == code)));
    let by_token = || message.given("id_token").and_then(|token| newest(&|draft| draft.knows(token)));
    by_code
        .or_else(by_token)
        .or_else(|| {
            let state = message.given("state")?;
            let same = |draft: &Draft<'_>| draft.states.iter().any(|known| known == state);
            // A client may send the same `state` in every login: then the redirect chain tells, then who waits.
            newest(&|draft| same(draft) && chained(draft))
                .or_else(|| newest(&|draft| same(draft) && draft.waits()))
                .or_else(|| newest(&same))
        })
        .or_else(|| newest(&here))
        .or_else(|| newest(&|draft| draft.leads_to(exchange)))
        .or_else(|| {
            let to = exchange.redirect_target().filter(|_| message.kind == Kind::AuthorizationResponse);
            let url = to.as_deref().unwrap_or(&exchange.request.url);
            let address = url.split(['?', '#']).next().unwrap_or_default();
            newest(&|draft| {
                draft.waits()
                    && draft.redirect_uri().is_some_and(|uri| uri.split(['?', '#']).next() == Some(address))
            })
        })
        .or_else(|| {
            let origin = exchange.origin();
            newest(&|draft| {
                draft.waits() && message.kind == Kind::AuthorizationResponse && draft.serves(&origin)
            })
        })
}

fn token_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| drafts.iter().rposition(matches);
    let handed = ["refresh_token", "device_code", "auth_req_id", "subject_token", "assertion"];
    if let Some(value) = handed.iter().find_map(|name| message.given(name)) {
        let by_value = newest(&|draft| draft.knows(value));
        return by_value.or_else(|| unread_home(drafts, message)).or_else(|| again_home(drafts, message));
    }
    if message.grant().is_some_and(|grant| grant != "authorization_code") && message.given("code").is_none() {
        return again_home(drafts, message);
    }
    let code = message.given("code");
    let exact = code.and_then(|code| newest(&|draft| draft.codes.iter().any(|known| known == code)));
    let by_hash = || {
        let challenge = pkce::s256(message.given("code_verifier")?);
        newest(&|draft| draft.challenges.contains(&challenge))
    };
    let altered = || {
        let code = code?;
        newest(&|draft| draft.codes.iter().any(|known| is_altered(known, code)))
    };
    let awaited = || newest(&|draft| expects(draft, message));
    exact.or_else(by_hash).or_else(altered).or_else(awaited)
}

/// The very request once more: a client credentials or password grant that is repeated.
fn again_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    drafts.iter().rposition(|draft| {
        draft.messages.iter().any(|known| {
            known.kind == Kind::TokenRequest
                && known.params == message.params
                && known.exchange.address() == message.exchange.address()
        })
    })
}

/// A login of the same client whose answer, which would have told the value, is not in the capture.
fn unread_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    let asks = [("device_code", Kind::DeviceAuthorization), ("auth_req_id", Kind::BackchannelAuthentication)];
    let asked = asks.iter().find(|(name, _)| message.given(name).is_some());
    let kind = asked.map_or(Kind::TokenRequest, |(_, kind)| *kind);
    let id = message.client_id()?;
    let origin = message.exchange.origin();
    drafts.iter().rposition(|draft| {
        draft.lacks_answer(kind) && draft.serves(&origin) && draft.client_id().as_ref() == Some(&id)
    })
}

/// Whether two codes are one that was altered on the way: another case, decoded once more, cut, or grown.
pub fn is_altered(issued: &str, sent: &str) -> bool {
    let folded = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let (a, b, decoded) = (folded(issued), folded(sent), folded(&crate::http::decode(issued)));
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    a == b
        || decoded == b
        || folded(&crate::http::decode(sent)) == a
        || (short.len() >= 6 && long.starts_with(short.as_str()))
}

/// A login with a code that nobody has redeemed yet, of the same client, redirect URI or server.
fn expects(draft: &Draft<'_>, message: &Message<'_>) -> bool {
    let began = draft.has(Kind::AuthorizationRequest)
        || draft.has(Kind::PushedAuthorization)
        || !draft.codes.is_empty();
    if !began || draft.has(Kind::TokenRequest) {
        return false;
    }
    let same_client = message.client_id().is_some_and(|id| draft.client_id().as_ref() == Some(&id));
    let same_redirect = message.given("redirect_uri").is_some_and(|uri| draft.redirect_uri() == Some(uri));
    same_client || same_redirect || draft.serves(&message.exchange.origin()) || same_site(draft, message)
}

/// The last two labels of the host agree: `auth.example.com` and `api.example.com`.
pub fn same_site(draft: &Draft<'_>, message: &Message<'_>) -> bool {
    let site = |exchange: &Exchange| -> Option<String> {
        let url = exchange.url()?;
        let labels: Vec<&str> = url.host_str()?.rsplit('.').take(2).collect();
        Some(labels.join("."))
    };
    let asked = draft.messages.iter().find(|known| known.kind == Kind::AuthorizationRequest);
    asked.is_some_and(|asked| site(asked.exchange) == site(message.exchange))
}

/// The metadata that a message brings.
pub fn document(message: &Message<'_>) -> Option<Map<String, Value>> {
    if message.kind != Kind::Discovery {
        return None;
    }
    message.answer.json.as_ref()?.as_object().filter(|document| document.contains_key("issuer")).cloned()
}
