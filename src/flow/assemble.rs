//! Messages become flows. Every join is by a value that both sides hold; only what is left goes by redirect chain and
//! address, and only to a login that still waits for it.

mod late;

use serde_json::{Map, Value};

use super::{Flow, after, failure, resource, sequel, signature};
use crate::config::ClientConfig;
use crate::http::{Exchange, Lack, origin_of};
use crate::oauth::{Kind, Message, pkce};
use crate::order;
use crate::provider;

/// Joins messages, sorted by time, into logins.
pub fn assemble<'c>(messages: Vec<Message<'c>>, clients: &[ClientConfig]) -> Vec<Flow<'c>> {
    let documents: Vec<Map<String, Value>> = messages.iter().filter_map(document).collect();
    let key_sets = signature::key_sets(&messages);
    let limit = signature::Verified::limit();
    let (probes, messages): (Vec<Message<'c>>, Vec<Message<'c>>) =
        messages.into_iter().partition(Message::is_probe);
    let (late, own): (Vec<Message<'c>>, Vec<Message<'c>>) =
        messages.into_iter().partition(|message| is_late(message.kind));
    let mut drafts: Vec<Draft<'c>> = Vec::new();
    for message in own {
        match home(&drafts, &message) {
            Home::In(index) => {
                if let Some(draft) = drafts.get_mut(index) {
                    draft.take(message);
                }
            }
            Home::New => drafts.push(Draft::of(message)),
            Home::Nowhere => {}
        }
    }
    resource::join_challenges(&mut drafts, &late);
    for message in late {
        match late::home(&drafts, &message) {
            Some(index) => {
                if let Some(draft) = drafts.get_mut(index) {
                    draft.messages.push(message);
                }
            }
            None if failure::fails_alone(&message) => resource::join_probe(&mut drafts, message),
            None => {}
        }
    }
    for probe in probes {
        match late::probed(&drafts, &probe) {
            Some(index) => {
                if let Some(draft) = drafts.get_mut(index) {
                    draft.probe = Some(probe);
                }
            }
            None => drafts.push(Draft { probe: Some(probe.clone()), ..Draft::of(probe) }),
        }
    }
    let mut flows: Vec<Flow<'c>> = drafts
        .into_iter()
        .map(|draft| {
            let flow = finish(draft, &documents, clients);
            Flow { key_sets: key_sets.clone(), verified: signature::Verified::sharing(&limit), ..flow }
        })
        .collect();
    flows.retain(|flow| {
        !flow.failures.is_empty() || flow.messages.iter().any(|message| starts_login(message.kind))
    });
    order::sort_by(&mut flows, |a, b| match (a.messages.first(), b.messages.first()) {
        (Some(a), Some(b)) => in_time(a.exchange, b.exchange),
        _ => std::cmp::Ordering::Equal,
    });
    sequel::compare(&mut flows);
    flows
}

/// What serves a login without being a step that only one login can have.
fn is_late(kind: Kind) -> bool {
    matches!(kind, Kind::Discovery | Kind::ResourceMetadata | Kind::Keys | Kind::Preflight)
}

/// Without one of these there is nothing to call a login.
fn starts_login(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::TokenRequest
            | Kind::Callback
            | Kind::AuthorizationResponse
            | Kind::Registration
    )
}

fn in_time(a: &Exchange, b: &Exchange) -> std::cmp::Ordering {
    if a == b {
        std::cmp::Ordering::Equal
    } else if after(a, b) {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Less
    }
}

/// A login that is being put together, with the values that lead to it.
pub(super) struct Draft<'c> {
    pub(super) messages: Vec<Message<'c>>,
    states: Vec<String>,
    codes: Vec<String>,
    challenges: Vec<String>,
    /// Access, refresh and ID tokens, device codes, request URIs.
    values: Vec<String>,
    /// Where answers have sent the browser.
    targets: Vec<String>,
    probe: Option<Message<'c>>,
}

impl<'c> Draft<'c> {
    pub(super) fn of(message: Message<'c>) -> Draft<'c> {
        let mut draft = Draft {
            messages: Vec::new(),
            states: Vec::new(),
            codes: Vec::new(),
            challenges: Vec::new(),
            values: Vec::new(),
            targets: Vec::new(),
            probe: None,
        };
        draft.take(message);
        draft
    }

    pub(super) fn take(&mut self, message: Message<'c>) {
        let own = |name: &str| message.given(name).map(str::to_owned);
        let answered = |name: &str| message.answer.text(name).map(str::to_owned);
        self.states.extend(own("state"));
        self.challenges.extend(own("code_challenge"));
        if matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback) {
            self.codes.extend(own("code"));
        }
        if message.kind == Kind::TokenRequest {
            self.codes.extend(own("code"));
            self.values.extend(own("refresh_token"));
        }
        for name in ["access_token", "refresh_token", "id_token", "device_code", "request_uri"] {
            self.values.extend(answered(name));
        }
        self.values.extend(["access_token", "id_token", "request_uri"].iter().filter_map(|name| own(name)));
        self.targets.extend(message.exchange.redirect_target().map(|target| unfragmented(&target)));
        self.messages.push(message);
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        self.messages.iter().any(|message| message.kind == kind)
    }

    fn client_id(&self) -> Option<String> {
        self.messages.iter().find_map(Message::client_id)
    }

    fn redirect_uri(&self) -> Option<&str> {
        self.messages.iter().find_map(|message| message.given("redirect_uri"))
    }

    /// Whether it waits for an authorization response.
    fn waits(&self) -> bool {
        (self.has(Kind::AuthorizationRequest) || self.has(Kind::PushedAuthorization))
            && !self.has(Kind::AuthorizationResponse)
            && !self.has(Kind::Callback)
    }

    pub(super) fn serves(&self, origin: &str) -> bool {
        let own = [
            Kind::AuthorizationRequest,
            Kind::PushedAuthorization,
            Kind::TokenRequest,
            Kind::DeviceAuthorization,
        ];
        self.messages.iter().any(|message| own.contains(&message.kind) && message.exchange.origin() == origin)
    }

    fn leads_to(&self, exchange: &Exchange) -> bool {
        let url = unfragmented(&exchange.request.url);
        self.targets.contains(&url)
    }
}

enum Home {
    In(usize),
    New,
    Nowhere,
}

fn home(drafts: &[Draft<'_>], message: &Message<'_>) -> Home {
    let newest = |matches: &dyn Fn(&Draft<'_>) -> bool| drafts.iter().rposition(matches);
    let found = match message.kind {
        Kind::PushedAuthorization | Kind::DeviceAuthorization | Kind::Registration => None,
        Kind::AuthorizationRequest => request_home(drafts, message),
        Kind::Interaction => {
            let chained = newest(&|draft| draft.leads_to(message.exchange));
            let origin = message.exchange.origin();
            let Some(index) = chained.or_else(|| newest(&|draft| draft.waits() && draft.serves(&origin)))
            else {
                return Home::Nowhere;
            };
            Some(index)
        }
        Kind::AuthorizationResponse | Kind::Callback => response_home(drafts, message),
        Kind::TokenRequest => token_home(drafts, message),
        Kind::Userinfo | Kind::ApiCall | Kind::Introspection | Kind::Revocation | Kind::Logout => {
            let token = message.access_token().or(message.given("token")).or(message.given("id_token_hint"));
            let by_value =
                token.and_then(|token| newest(&|draft| draft.values.iter().any(|value| value == token)));
            let origin = message.exchange.origin();
            let by_place = || newest(&|draft| draft.has(Kind::TokenRequest) && draft.serves(&origin));
            // A call without a token, to an API that this login has called before.
            let called_before = || {
                let bare = message.kind == Kind::ApiCall && token.is_none();
                newest(&|draft| {
                    let same = |known: &Message<'_>| known.exchange.origin() == origin;
                    bare && draft.messages.iter().any(|known| known.kind == Kind::ApiCall && same(known))
                })
            };
            let Some(index) = by_value.or_else(by_place).or_else(called_before) else {
                // Calls with tokens of an earlier login tell nothing, unless they are refused.
                return if failure::fails_alone(message) || message.kind == Kind::Logout {
                    Home::New
                } else {
                    Home::Nowhere
                };
            };
            Some(index)
        }
        Kind::ClientPage => {
            let origin = message.exchange.origin();
            newest(&|draft| {
                draft.leads_to(message.exchange)
                    || draft
                        .messages
                        .iter()
                        .any(|known| known.kind == Kind::Callback && known.exchange.origin() == origin)
                    || draft.redirect_uri().is_some_and(|uri| uri.starts_with(&origin))
            })
        }
        Kind::Discovery | Kind::ResourceMetadata | Kind::Keys | Kind::Preflight => None,
    };
    found.map_or(Home::New, Home::In)
}

/// A request that repeats the values of an earlier one is the same attempt (a page of the provider repeats them), as
/// long as no response has come.
fn request_home(drafts: &[Draft<'_>], message: &Message<'_>) -> Option<usize> {
    if let Some(uri) = message.given("request_uri") {
        return drafts.iter().rposition(|draft| draft.values.iter().any(|value| value == uri));
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
    let by = |name: &str, values: &dyn Fn(&Draft<'_>) -> Vec<String>| {
        let value = message.given(name)?.to_owned();
        newest(&|draft| values(draft).contains(&value))
    };
    let exchange = message.exchange;
    let here = |draft: &Draft<'_>| draft.messages.iter().any(|known| known.exchange == exchange);
    by("code", &|draft| draft.codes.clone())
        .or_else(|| by("state", &|draft| draft.states.clone()))
        .or_else(|| newest(&here))
        .or_else(|| newest(&|draft| draft.leads_to(exchange)))
        .or_else(|| {
            let to = exchange.redirect_target().filter(|_| message.kind == Kind::AuthorizationResponse);
            let address = to
                .as_deref()
                .unwrap_or(&exchange.request.url)
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_owned();
            newest(&|draft| {
                draft.waits()
                    && draft.redirect_uri().is_some_and(|uri| uri.split(['?', '#']).next() == Some(&address))
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
    if let Some(token) = message.given("refresh_token").or(message.given("device_code")) {
        return newest(&|draft| draft.values.iter().any(|value| value == token));
    }
    if message.grant().is_some_and(|grant| grant != "authorization_code") && message.given("code").is_none() {
        let again = |draft: &Draft<'_>| {
            draft.messages.iter().any(|known| {
                known.kind == Kind::TokenRequest
                    && known.params == message.params
                    && known.exchange.address() == message.exchange.address()
            })
        };
        return newest(&again);
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
fn same_site(draft: &Draft<'_>, message: &Message<'_>) -> bool {
    let site = |exchange: &Exchange| -> Option<String> {
        let url = exchange.url()?;
        let labels: Vec<&str> = url.host_str()?.rsplit('.').take(2).collect();
        Some(labels.join("."))
    };
    let asked = draft.messages.iter().find(|known| known.kind == Kind::AuthorizationRequest);
    asked.is_some_and(|asked| site(asked.exchange) == site(message.exchange))
}

fn document(message: &Message<'_>) -> Option<Map<String, Value>> {
    if message.kind != Kind::Discovery {
        return None;
    }
    message.answer.json.as_ref()?.as_object().filter(|document| document.contains_key("issuer")).cloned()
}

fn finish<'c>(mut draft: Draft<'c>, documents: &[Map<String, Value>], clients: &[ClientConfig]) -> Flow<'c> {
    order::sort_by(&mut draft.messages, |a, b| in_time(a.exchange, b.exchange).then(a.kind.cmp(&b.kind)));
    let id = draft.client_id();
    let stored = clients.iter().find(|client| client.client_id == id && id.is_some());
    let document = documents.iter().find(|document| describes(document, &draft));
    let metadata = document.or_else(|| stored?.metadata.as_ref()).cloned();
    let mut provider = provider::recognise(&draft.messages, metadata.as_ref());
    if provider.id == provider::UNKNOWN.id {
        let told = stored
            .and_then(|client| provider::of_stored(client.provider.as_deref(), client.issuer.as_deref()));
        provider = told.unwrap_or(provider);
    }
    let sanitized = draft.messages.iter().any(|message| message.exchange.lacks.has(Lack::Credentials));
    let mut flow = Flow {
        messages: draft.messages,
        provider,
        metadata,
        probe: draft.probe,
        sanitized,
        key_sets: Vec::new(),
        failures: Vec::new(),
        verified: signature::Verified::sharing(&signature::Verified::limit()),
        rounds: 1,
        mended_later: false,
    };
    flow.failures = failure::find(&flow);
    flow
}

fn describes(document: &Map<String, Value>, draft: &Draft<'_>) -> bool {
    let endpoints = document.iter().filter_map(|(_, value)| value.as_str());
    let addresses: Vec<&str> = endpoints.collect();
    let own = |message: &Message<'_>| {
        !matches!(message.kind, Kind::Callback | Kind::ClientPage | Kind::ApiCall | Kind::Preflight)
            && (addresses.contains(&message.exchange.address()) || {
                let issuer = document
                    .get("issuer")
                    .and_then(Value::as_str)
                    .and_then(|issuer| url::Url::parse(issuer).ok());
                issuer.is_some_and(|issuer| origin_of(&issuer) == message.exchange.origin())
            })
    };
    draft.messages.iter().any(own)
}

fn unfragmented(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}
