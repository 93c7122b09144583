//! Which exchanges are messages of a login, and why. Discovery documents and stored metadata speak first, then the
//! message's own parameters, then the places where providers usually put their endpoints. Assets never match.

mod addresses;
mod cookies;
mod known;
mod only;
mod own;
mod scripted;
mod signs;

pub use addresses::Addresses;
pub use cookies::{CIRCLES, FOLDED, lost_in_fold};
use known::{Known, around, origin};
pub use only::ONLY;
pub use own::{PILED_UP, begins_login, login_cookies, renews_alike, stale_jwt, token_header};
pub use scripted::SENT_TO_LOGIN;
use signs::{
    alone, answers, arrives, hands_response_on, is_static, may_navigate, names_grant, naming_code,
    refused_consent, request_params, tells_of_provider, told,
};
pub use signs::{
    is_asked_again, is_denied_stage, is_error_page, is_refused_button, is_session_frame, says_no_in_200,
};

use std::collections::HashSet;

use super::endpoint::{Taken, by_metadata, by_parameters, by_path, is_discovery_path, is_token_path};
use super::page::handed_over;
use super::{Answer, Kind, Landing, Message, Part, Relayed, jar, jarm};
use crate::config::ClientConfig;
use crate::http::{Exchange, Initiator, Params, Timeline};
use crate::turns::at_once;

/// Why a call to the client's own server is taken for a token request.
pub const HANDED_ON: &str = "it hands the code of this login to the client's own server";

/// Finds the messages in exchanges that are sorted by time. One exchange may hold two: a request and, in its `Location`,
/// the authorization response.
pub fn recognise<'c>(exchanges: &'c [Exchange], clients: &[ClientConfig]) -> Vec<Message<'c>> {
    at_once(recognise_in_turns(exchanges, clients, async || ())).unwrap_or_default()
}

/// The same; between two exchanges others have their `turn`.
pub async fn recognise_in_turns<'c>(
    exchanges: &'c [Exchange],
    clients: &[ClientConfig],
    mut turn: impl AsyncFnMut(),
) -> Vec<Message<'c>> {
    let known = Known::learn(exchanges, clients);
    let time = Timeline::of(exchanges);
    let posted = std::cell::OnceCell::new();
    // What the client receives is the better copy: exporters and people shorten pages.
    let is_received = || {
        let at_client = |exchange: &Exchange| known.redirect_uris.at(exchange.address()).is_some();
        *posted.get_or_init(|| {
            exchanges.iter().any(|exchange| exchange.request.method == "POST" && at_client(exchange))
        })
    };
    let mut messages = Vec::new();
    let mut begun = HashSet::new();
    for exchange in exchanges.iter().filter(|exchange| exchange.initiator != Initiator::Asset) {
        turn().await;
        let issued = known
            .issued(exchange)
            .or_else(|| handed_over(exchange, &known.redirect_uris).filter(|_| !is_received()));
        let own = known.message(exchange).map(|own| within_begun(&mut begun, own));
        // A page of the provider that sends the response on is that response.
        let own = own.filter(|own| own.kind != Kind::Interaction || issued.is_none());
        messages.extend(own.into_iter().chain(issued));
    }
    // A page of the provider that leads back to its own endpoint begins no login.
    let of_provider: HashSet<*const Exchange> = messages
        .iter()
        .filter(|message| matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction))
        .map(|message| std::ptr::from_ref(message.exchange))
        .collect();
    for message in messages.iter_mut().filter(|message| message.kind == Kind::AuthorizationRequest) {
        let led_by = time.led_by(message.exchange);
        message.led_by = led_by.filter(|page| !of_provider.contains(&std::ptr::from_ref(*page)));
    }
    for message in messages.iter_mut().filter(|message| message.kind == Kind::Callback) {
        turn().await;
        land(message, &time, &known);
    }
    messages.retain(|message| {
        own::stands(exchanges, message)
            && cookies::stands(exchanges, message)
            && signs::stands(exchanges, message)
            && scripted::stands(exchanges, message)
    });
    scripted::tell_apart(&mut messages);
    // Beside a login that nobody refuses, one that names what only a token endpoint does.
    let fails = |message: &Message<'_>| {
        message.answer.status.is_some_and(|status| status >= 400)
            || message.given("error").is_some()
            || message.relayed.is_some()
    };
    if !messages.iter().any(fails) {
        let only = only::refusal(exchanges);
        let of_page = |message: &Message<'_>| {
            matches!(message.kind, Kind::Interaction | Kind::Discovery | Kind::Keys | Kind::Preflight)
        };
        let no_login = messages.iter().all(of_page);
        messages.extend(only.filter(|only| no_login || signs::names_grant(&only.answer)));
    }
    messages
}

/// A form or call of the provider's own pages, in a login that has begun there, repeats a part of its request and begins none.
fn within_begun<'c>(begun: &mut HashSet<(String, Option<String>)>, message: Message<'c>) -> Message<'c> {
    if message.kind != Kind::AuthorizationRequest {
        return message;
    }
    let place = (message.exchange.origin(), message.client_id());
    let repeats = message.exchange.request.method == "POST" && message.given("response_type").is_none();
    if repeats && begun.contains(&place) {
        let because = "a page of the provider sends it, in a login that has begun there";
        return Message { kind: Kind::Interaction, because, ..message };
    }
    begun.insert(place);
    message
}

/// Reads on where the client sends the browser after a callback that brought no error.
fn land<'c>(callback: &mut Message<'c>, time: &Timeline<'c>, known: &Known) {
    if callback.given("error").is_some() {
        return;
    }
    callback.landed = Landing::after(time, callback.exchange, &known.providers);
    if let Some(landed) = callback.landed.as_ref().filter(|_| callback.relayed.is_none()) {
        callback.relayed = Relayed::find(&landed.says);
    }
}

impl Known {
    fn message<'c>(&self, exchange: &'c Exchange) -> Option<Message<'c>> {
        let answer = Answer::read(&exchange.response);
        let (part, params) = refused_consent(exchange, &answer).unwrap_or_else(|| request_params(exchange));
        if exchange.is_alone() {
            return alone(exchange, answer);
        }
        let (kind, because, part, params) = match self.request(exchange, &params, &answer) {
            Some((kind, because)) => (kind, because, part, params),
            None => {
                let at_client = || self.is_client(exchange);
                if let Some(message) = own::refused(exchange, &params, &answer, at_client) {
                    return Some(Message { part, ..message });
                }
                let (kind, because, part, params) = self.callback(exchange, part, &params).or_else(|| {
                    let (kind, because) = self.other(exchange, &answer)?;
                    Some((kind, because, part, params))
                })?;
                (kind, because, part, params)
            }
        };
        let params = match kind {
            Kind::AuthorizationRequest | Kind::PushedAuthorization => jar::opened(params),
            _ if because == HANDED_ON => naming_code(params, &self.codes),
            Kind::TokenRequest => signs::in_words_of_oauth(exchange.path(), params),
            _ => params,
        };
        let speaks = matches!(kind, Kind::Callback | Kind::ClientPage);
        let relayed = speaks.then(|| told(exchange, &answer)).flatten().or_else(|| {
            let refused = kind == Kind::ClientPage
                && (hands_response_on(exchange) || tells_of_provider(exchange, &answer));
            refused.then(|| Relayed::of_refusal(&answer.words()))
        });
        let relayed =
            relayed.or_else(|| [CIRCLES, FOLDED, SENT_TO_LOGIN].contains(&because).then(Relayed::default));
        Some(Message { exchange, kind, part, params, answer, relayed, because, led_by: None, landed: None })
    }

    /// Whether redirect URIs are at this origin, and no provider.
    fn is_client(&self, exchange: &Exchange) -> bool {
        let origin = exchange.origin();
        self.redirect_uris.have_origin(&origin) && !self.providers.contains(&origin)
    }

    /// Requests to the provider's endpoints.
    fn request(&self, exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Taken> {
        if exchange.initiator == Initiator::Preflight {
            return self.preflight(exchange);
        }
        if super::is_probe(exchange) {
            return Some((Kind::TokenRequest, "it was made by hand to see how the server answers"));
        }
        if is_static(exchange) {
            return None;
        }
        // A client may well receive the response at `/token`, and a form that is posted on brings it in its address.
        let own = || self.redirect_uris.at(exchange.address()).is_some();
        let posted = || exchange.request.method == "POST" && arrives(exchange, &exchange.query());
        if scripted::passes_code_on(exchange, params) && self.is_client(exchange) {
            return None;
        }
        if (arrives(exchange, params) || posted()) && own() {
            return None;
        }
        let path = exchange.path();
        if is_discovery_path(path) {
            return Some((Kind::Discovery, "its path is the well-known one of provider metadata"));
        }
        if answer.brings("issuer")
            && answer.brings("authorization_endpoint")
            && exchange.request.method == "GET"
        {
            return Some((Kind::Discovery, "its answer is a provider's metadata"));
        }
        let asks_issuer = || exchange.request.url.contains("openid.net/specs/connect/1.0/issuer");
        let refused = answer.status.is_some_and(|status| status >= 400);
        if refused && path == "/.well-known/webfinger" && asks_issuer() {
            return Some((Kind::Discovery, "it asks for the issuer (WebFinger), and is refused"));
        }
        if path.contains("/.well-known/oauth-protected-resource") {
            return Some((
                Kind::ResourceMetadata,
                "its path is the well-known one of protected resource metadata",
            ));
        }
        if let Some(member) = self.endpoint_of(exchange.address())
            && let Some(taken) = by_metadata(member, exchange, params)
        {
            return Some(taken);
        }
        let led = || refused && self.redeemed_at.contains(&exchange.request.url);
        by_parameters(exchange, params, answer)
            .or_else(|| led().then_some((Kind::TokenRequest, "a token request was redirected to it")))
            .or_else(|| by_path(exchange, params, answer))
            .or_else(|| self.handed_on(exchange, params, answer))
    }

    /// A page that hands the code to the client's own server, and is refused.
    fn handed_on(&self, exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Taken> {
        let params = naming_code(params.clone(), &self.codes);
        let code = params.given("code")?;
        let script = matches!(exchange.initiator, Initiator::Script | Initiator::Unknown);
        let refused = answer.status.is_some_and(|status| status >= 400);
        let at_redirect_uri = self.redirect_uris.at(exchange.address()).is_some();
        // A form that a browser posts may be the response itself.
        let kind = exchange.request.headers.first("content-type").unwrap_or_default();
        let is_call = exchange.initiator == Initiator::Script || kind.contains("json");
        let decoded = || self.codes.contains(&crate::http::decode(code));
        let known =
            self.codes.contains(code) || decoded() || is_call && code.len() >= 6 && names_grant(answer);
        let path = exchange.path().to_ascii_lowercase();
        let places = ["auth", "oidc", "login", "signin", "sso", "callback"];
        let by_get = exchange.request.method == "GET"
            && exchange.initiator == Initiator::Script
            && code.len() >= 16
            && (self.codes.contains(code) || places.iter().any(|place| path.contains(place)));
        let calls = exchange.request.method == "POST" || by_get;
        (calls && script && refused && known && !at_redirect_uri).then_some((Kind::TokenRequest, HANDED_ON))
    }

    fn preflight(&self, exchange: &Exchange) -> Option<Taken> {
        let path = exchange.path().to_ascii_lowercase();
        let member = self.endpoint_of(exchange.address());
        let of_login = member.is_some() || is_discovery_path(&path) || is_token_path(&path);
        let carries_token = exchange
            .request
            .headers
            .first("access-control-request-headers")
            .is_some_and(|names| names.to_ascii_lowercase().contains("authorization"));
        let query = exchange.query();
        let asks = ["response_type", "redirect_uri", "logout_uri", "post_logout_redirect_uri"];
        let of_provider = self.providers.contains(&exchange.origin())
            || query.has("client_id") && asks.iter().any(|name| query.has(name));
        (of_login || carries_token || of_provider)
            .then_some((Kind::Preflight, "the browser asks before a cross-origin request"))
    }

    /// The authorization response as the client's redirection endpoint receives it.
    fn callback(
        &self,
        exchange: &Exchange,
        part: Part,
        params: &Params,
    ) -> Option<(Kind, &'static str, Part, Params)> {
        let at_redirect_uri = self.redirect_uris.at(exchange.address()).is_some();
        let place = Place { path: exchange.path(), at_redirect_uri, navigates: may_navigate(exchange) };
        let fragment = exchange.fragment();
        let places = [
            (part, params.clone()),
            (Part::RequestQuery, signs::response_in_words_of_oauth(exchange.query())),
            (Part::RequestFragment, fragment),
        ];
        let (part, params) = places.into_iter().find(|(_, params)| self.is_response(params, &place))?;
        let because = if at_redirect_uri {
            "it brings a response to the redirect URI"
        } else {
            "it brings the parameters of an authorization response"
        };
        Some((Kind::Callback, because, part, jarm::opened(params)))
    }

    fn is_response(&self, params: &Params, place: &Place<'_>) -> bool {
        let given = |name: &str| params.given(name);
        // ForgeRock says in the response whose it is, ClassLink which kind it is of.
        let told = place.at_redirect_uri
            && given("state").is_some()
            && (given("code").is_some() || given("error").is_some());
        let has = |names: &[&str]| names.iter().any(|name| params.has(name));
        if has(&["grant_type", "redirect_uri"]) || has(&["client_id", "response_type"]) && !told {
            return false;
        }
        let brings = RESPONSE.iter().any(|name| given(name).is_some())
            || place.at_redirect_uri && params.has("error_code") && params.has("error_message");
        let known_state = given("state").is_some_and(|state| self.states.contains(state));
        if !brings || !(place.navigates || known_state && place.at_redirect_uri) {
            return false;
        }
        if place.at_redirect_uri || known_state {
            return true;
        }
        // Without a request that announces it, only what nothing but a response has: `code` and `state` are also names
        // of products and countries.
        let jwt = |name: &str| given(name).is_some_and(|token| super::jwt::Jwt::read(token).is_some());
        let tokens =
            jwt("id_token") || jwt("response") || given("access_token").is_some() && params.has("token_type");
        let error = given("error").is_some() && params.has("error_description")
            || given("error").is_some_and(super::is_registered_error) && params.has("state");
        let lower = place.path.to_ascii_lowercase();
        let usual = [
            "callback", "oauth", "oidc", "auth", "signin", "sign-in", "login", "/cb", "redirect", "sso",
            "/broker/",
        ]
        .iter()
        .any(|word| lower.contains(word));
        let length = given("code").map_or(0, str::len);
        let code = length >= 6 && params.has("state") && usual
            || length >= 16 && (usual || given("state").is_some_and(|state| state.len() >= 8));
        tokens || error || code
    }

    /// The authorization response as the provider issues it, in `Location`.
    fn issued<'c>(&self, exchange: &'c Exchange) -> Option<Message<'c>> {
        let target = exchange.redirect_target()?;
        let (before, fragment) = target.split_once('#').unwrap_or((&target, ""));
        let (address, query) = before.split_once('?').unwrap_or((before, ""));
        let at_redirect_uri = self.redirect_uris.at(address).is_some();
        let path =
            address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
        let place = Place { path, at_redirect_uri, navigates: true };
        let params = [Params::parse(query), Params::parse(fragment)]
            .into_iter()
            .map(signs::response_in_words_of_oauth)
            .find(|params| self.is_response(params, &place) || answers(exchange, params))?;
        // A client that passes on what it received (a slash, https) issues nothing.
        let own = exchange.query();
        let passes_on = ["code", "error", "id_token"]
            .iter()
            .any(|name| own.given(name).is_some() && own.given(name) == params.given(name));
        // Nor does one that received a code and leads to a page of its own.
        let own_page =
            || own.given("code").is_some() && target.starts_with(&format!("{}/", exchange.origin()));
        let by_client =
            !at_redirect_uri && (self.redirect_uris.at(exchange.address()).is_some() || own_page());
        if passes_on || by_client {
            return None;
        }
        Some(Message {
            exchange,
            kind: Kind::AuthorizationResponse,
            part: Part::ResponseLocation,
            params: jarm::opened(params),
            answer: Answer { status: exchange.response.status, ..Answer::default() },
            relayed: None,
            because: "its `Location` carries the response to the redirect URI",
            led_by: None,
            landed: None,
        })
    }

    /// Userinfo and API calls, the provider's pages, the client's pages that tell of a failure.
    fn other(&self, exchange: &Exchange, answer: &Answer) -> Option<Taken> {
        let headers = &exchange.request.headers;
        let bearer = headers
            .first("authorization")
            .map(|value| value.split_once(' ').unwrap_or((value, "")))
            .is_some_and(|(scheme, rest)| super::carries_token(scheme, rest.trim()));
        if bearer {
            return Some((Kind::ApiCall, "it carries an access token in `Authorization`"));
        }
        if super::own_token(headers).is_some() {
            return Some((Kind::ApiCall, "it carries an access token in a header of its own"));
        }
        let bare = headers.first("authorization").is_some_and(|value| super::jwt::Jwt::read(value).is_some());
        if bare {
            return Some((Kind::ApiCall, "it carries a JWT in `Authorization`"));
        }
        if let Some(why) = signs::wants_token(exchange, answer) {
            return Some((Kind::ApiCall, why));
        }
        if signs::asks_in_vain(answer) {
            return Some((Kind::ClientPage, "it tells that the client cannot ask its provider"));
        }
        let navigates = matches!(exchange.initiator, Initiator::Navigation | Initiator::Unknown);
        let by_script = exchange.initiator == Initiator::Script
            && (signs::says_no(answer) || signs::says_no_in_200(exchange, answer));
        let at_provider = (navigates || by_script) && !self.sent_on.contains(&exchange.request.url);
        if at_provider && self.providers.contains(&exchange.origin()) && !is_static(exchange) {
            return Some((Kind::Interaction, "it is a page of the provider during the login"));
        }
        // https://docs.duendesoftware.com/identityserver/ui/login/
        if navigates && exchange.request.url.contains("%26") && signs::leads_back(exchange) {
            return Some((Kind::Interaction, "its address leads back to an authorization request"));
        }
        if (navigates || is_refused_button(exchange)) && is_error_page(exchange) {
            return Some((Kind::Interaction, "its address is that of a provider's error page"));
        }
        let named = ["error", "invalid", "denied"].iter().any(|word| exchange.path().contains(word))
            || answer.status.is_some_and(|status| status >= 400);
        if navigates && named && self.led.contains(&exchange.request.url) {
            return Some((Kind::Interaction, "the authorization request was sent on to this error page"));
        }
        let failed = answer.status.is_some_and(|status| status >= 400);
        // What the fragment brought is not in the address (Fetch Standard, section 4.1).
        let shows_error =
            || answer.page.as_deref().is_some_and(|page| page.len() < 600 && page.contains("rror"));
        if navigates && self.answered_at.contains(&exchange.request.url) && (failed || shows_error()) {
            return Some((Kind::Callback, "the response, in a fragment, led to it"));
        }
        if failed && hands_response_on(exchange) {
            return Some((Kind::ClientPage, "it hands the response to the client's own server"));
        }
        if failed && (navigates || own::begins_login(exchange)) && tells_of_provider(exchange, answer) {
            return Some((
                Kind::ClientPage,
                "it tells that the client does not take the provider for its own",
            ));
        }
        if scripted::may_be_sent(exchange) {
            return Some((Kind::ClientPage, SENT_TO_LOGIN));
        }
        if cookies::may_circle(exchange) {
            return Some((Kind::ClientPage, CIRCLES));
        }
        if cookies::may_be_folded(exchange) {
            return Some((Kind::ClientPage, FOLDED));
        }
        signs::tells_of_refusal(exchange, answer).map(|why| (Kind::ClientPage, why))
    }
}

/// What a response brings, whatever else is in it.
const RESPONSE: [&str; 5] = ["code", "error", "id_token", "access_token", "response"];

/// Where parameters stand that may be a response.
struct Place<'a> {
    path: &'a str,
    at_redirect_uri: bool,
    navigates: bool,
}
