//! A flow is one login attempt: its messages in order of time, the provider, and how it ended. Messages are joined by
//! value (`state`, `code`, PKCE hash, tokens), then by redirect chain and address, never by order alone.

mod assemble;
mod basis;
mod begun;
mod documents;
mod draft;
mod drafts;
mod echo;
mod errand;
mod error_page;
mod failure;
mod home;
mod kept_back;
mod late;
mod mended;
mod onwards;
mod quiet;
mod resource;
mod rounds;
mod sequel;
mod signature;
mod surroundings;
mod withheld;

use std::rc::Rc;

use serde_json::{Map, Value};

pub use assemble::{assemble, assemble_in_turns};
pub use basis::Basis;
pub use begun::{begun, start};
pub use documents::{issuer_of, names_itself_without_tls};
pub use errand::lacks_accepted_scope;
pub use error_page::{led_by_logout, own_error_address, refuses_frame};
pub use failure::{Failure, What};
pub use home::is_altered;
pub use kept_back::{
    ByPolicy, answered_before, begun_by_other_scheme, beside_fragment, by_form_action, by_policy, led_home,
    never_set, not_framed, of_later_login, overtaken_by, parted_from, pressed_in_vain, stopped_by_csp,
    strict_before, turned_away,
};
pub use onwards::{Astray, Comes, astray, goes_round, unheeded};
pub use rounds::signed_in_in_vain;
pub use signature::{KeyName, KeySet, Signature, Signer, Source};
pub use surroundings::{Sign, Surroundings, WEBFINGER, posts_password};
pub use withheld::mixed_from;

use crate::http::{Exchange, Params};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::provider::Provider;

/// One login attempt.
#[derive(Clone, Debug)]
pub struct Flow<'c> {
    /// In order of time; also discovery, keys and preflights that belong to it.
    pub messages: Vec<Message<'c>>,
    pub provider: &'static Provider,
    /// The provider's metadata (RFC 8414, section 2), captured or stored.
    pub metadata: Option<Rc<Map<String, Value>>>,
    /// A token request that was made by hand for this login, with a code that redeems nothing; not among the messages
    /// unless it stands alone.
    pub probe: Option<Message<'c>>,
    /// Whether the exporter has dropped `Cookie`, `Set-Cookie` and `Authorization`.
    pub sanitized: bool,
    /// Every key set of the captures, of this provider or another.
    pub key_sets: Rc<[KeySet<'c>]>,
    /// The captures that it was found in.
    pub around: Surroundings<'c>,
    /// What failed, in order of time; the last one that nothing later mended comes first in a diagnosis.
    pub failures: Vec<Failure>,
    verified: signature::Verified,
    /// How many logins in a row, this one included, the client began at once after the last had been answered.
    pub rounds: usize,
    /// A silent login that found nobody, or a stale session, before a login in which the person logged in.
    pub mended_later: bool,
}

impl<'c> Flow<'c> {
    /// Messages of a kind, in order of time.
    pub fn of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Message<'c>> {
        self.messages.iter().filter(move |message| message.kind == kind)
    }

    /// The first message of a kind.
    pub fn first(&self, kind: Kind) -> Option<&Message<'c>> {
        self.of(kind).next()
    }

    /// The token request whose answer brought this access token.
    pub fn issuing(&self, access_token: &str) -> Option<&Message<'c>> {
        self.of(Kind::TokenRequest).find(|request| request.answer.text("access_token") == Some(access_token))
    }

    /// The authorization request, or the pushed one that stands for it.
    pub fn authorization_request(&self) -> Option<&Message<'c>> {
        let pushed = self.first(Kind::PushedAuthorization);
        let by_reference = self.first(Kind::AuthorizationRequest).is_none_or(|request| {
            request.given("request_uri").is_some() && request.given("redirect_uri").is_none()
        });
        pushed.filter(|_| by_reference).or_else(|| self.first(Kind::AuthorizationRequest))
    }

    /// The authorization response: as issued, else as delivered.
    pub fn authorization_response(&self) -> Option<&Message<'c>> {
        let received = || self.of(Kind::Callback).find(|message| !message.is_notification());
        self.first(Kind::AuthorizationResponse).or_else(received)
    }

    /// Token requests that redeem an authorization code.
    pub fn code_requests(&self) -> impl DoubleEndedIterator<Item = &Message<'c>> {
        self.of(Kind::TokenRequest).filter(|message| message.grant() == Some("authorization_code"))
    }

    /// Whether this is about the code flow: an authorization request for a code, or a code redeemed.
    pub fn uses_code(&self) -> bool {
        let asks = self.authorization_request().and_then(|request| request.given("response_type"));
        asks.is_some_and(|kinds| kinds.split(' ').any(|kind| kind == "code"))
            || self.code_requests().next().is_some()
    }

    /// The client id of the login, from the first message that names one.
    pub fn client_id(&self) -> Option<String> {
        let preferred = [
            Kind::AuthorizationRequest,
            Kind::PushedAuthorization,
            Kind::TokenRequest,
            Kind::DeviceAuthorization,
            Kind::BackchannelAuthentication,
        ];
        preferred
            .iter()
            .flat_map(|kind| self.of(*kind))
            .find_map(Message::client_id)
            .or_else(|| self.messages.iter().find_map(Message::client_id))
    }

    /// The issuer: metadata, then `iss` of the response or ID token.
    pub fn issuer(&self) -> Option<String> {
        let of_metadata = self.metadata.as_ref().and_then(|metadata| metadata.get("issuer")?.as_str());
        let of_response = || self.messages.iter().find_map(|message| message.given("iss"));
        of_metadata
            .or_else(of_response)
            .map(str::to_owned)
            .or_else(|| self.id_tokens().find_map(|(_, _, token)| token.claim_text("iss").map(str::to_owned)))
    }

    /// A text member of the metadata.
    pub fn metadata_text(&self, member: &str) -> Option<&str> {
        self.metadata.as_ref()?.get(member)?.as_str()
    }

    /// A list member of the metadata.
    pub fn metadata_list(&self, member: &str) -> Option<Vec<&str>> {
        Some(self.metadata.as_ref()?.get(member)?.as_array()?.iter().filter_map(Value::as_str).collect())
    }

    /// ID tokens with the message that brought them and whether they came in its answer (else in its parameters).
    pub fn id_tokens(&self) -> impl Iterator<Item = (&Message<'c>, bool, Jwt)> {
        self.messages.iter().flat_map(|message| {
            let in_answer =
                (message.kind == Kind::TokenRequest).then(|| message.answer.text("id_token")).flatten();
            let carries = matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback);
            let in_params = carries.then(|| message.given("id_token")).flatten();
            let answered = in_answer.and_then(Jwt::read).map(|token| (message, true, token));
            let delivered = in_params.and_then(Jwt::read).map(|token| (message, false, token));
            answered.into_iter().chain(delivered).filter(|(.., token)| !self.is_own_kind(token))
        })
    }

    /// Whether a token is called an ID token and is none (OpenID Connect Core, section 2), in a login that asks for none: VK's.
    pub fn is_own_kind(&self, token: &Jwt) -> bool {
        let asked = || self.authorization_request().and_then(|request| request.given("scope"));
        token.claim_text("iss").is_none()
            && token.audiences().is_empty()
            && asked().is_some_and(|scope| !scope.split(' ').any(|name| name == "openid"))
    }

    /// Whether a message is followed by a later one of the client that succeeded.
    pub fn goes_on_after(&self, message: &Message<'c>) -> bool {
        self.messages.iter().any(|later| {
            later.exchange.entry != message.exchange.entry
                && after(later.exchange, message.exchange)
                && matches!(later.kind, Kind::Userinfo | Kind::ApiCall | Kind::TokenRequest)
                && later.answer.status.is_some_and(|status| status < 400)
        })
    }

    /// The failure to explain: the last one that nothing later has mended; of requests that redeem one code again and
    /// again the first, since its refusal used the code up.
    pub fn failure(&self) -> Option<&Failure> {
        let last = self.failures.last()?;
        let code = |failure: &Failure| {
            let message = self.messages.get(failure.message)?;
            message.given("code").filter(|_| message.kind == Kind::TokenRequest)
        };
        // Where the provider sent an error and no code, what is redeemed afterwards is none.
        let refused = self.failures.iter().find(|earlier| earlier.what == What::ErrorResponse);
        let redeems = self.messages.get(last.message).is_some_and(|message| {
            message.kind == Kind::TokenRequest && message.grant() == Some("authorization_code")
        });
        let responses = || self.of(Kind::AuthorizationResponse).chain(self.of(Kind::Callback));
        if redeems && refused.is_some() && responses().all(|response| response.given("code").is_none()) {
            return refused;
        }
        let Some(redeemed) = code(last) else { return Some(last) };
        self.failures.iter().find(|earlier| code(earlier) == Some(redeemed))
    }

    /// The message that a failure is about.
    pub fn failed_message(&self) -> Option<&Message<'c>> {
        self.messages.get(self.failure()?.message)
    }

    /// Whether tokens arrived, or the client's server took the code and went on without an error in sight.
    pub fn has_succeeded(&self) -> bool {
        let granted = |message: &Message<'_>| {
            let answer = &message.answer;
            let unread = answer.status.is_some_and(|status| (200..300).contains(&status)) && !answer.recorded;
            // Some answer 200 to what they refuse.
            unread && !["github", "slack"].contains(&self.provider.id)
        };
        let tokens = self.of(Kind::TokenRequest).any(|message| {
            message.answer.brings("access_token") || message.answer.brings("id_token") || granted(message)
        });
        let pushed = self.of(Kind::Callback).filter(|message| message.is_notification());
        let by_front =
            self.authorization_response().into_iter().chain(pushed).any(|response| {
                response.given("access_token").is_some() || response.given("id_token").is_some()
            });
        let other = self
            .of(Kind::Logout)
            .chain(self.of(Kind::Userinfo))
            .chain(self.of(Kind::ApiCall))
            .chain(self.of(Kind::Registration))
            .any(|message| {
                let registers = message.kind == Kind::Registration;
                message.answer.status.is_some_and(|status| status < if registers { 300 } else { 400 })
            });
        let by_server = self.of(Kind::Callback).any(|callback| {
            callback.given("code").is_some()
                && callback.answer.status.is_some_and(|status| (300..400).contains(&status))
        });
        self.mended_later
            || tokens
            || by_front
            || by_server
            || self.of(Kind::Callback).any(|callback| self.is_taken_by_page(callback))
            || (other && self.authorization_request().is_none())
    }
}

impl Flow<'_> {
    /// Whether the page at the callback hands the code to its own server, which answers with a session or a token of its own.
    fn is_taken_by_page(&self, callback: &Message<'_>) -> bool {
        let Some(code) = callback.given("code") else { return false };
        let signs_in = |call: &&Exchange| {
            let text = call.response.body.text().unwrap_or_default();
            let token = ["\"accessToken\"", "\"access_token\"", "\"token\""];
            call.request.method == "POST"
                && call.origin() == callback.exchange.origin()
                && matches!(call.response.status, Some(200..300))
                && (call.response.headers.has("set-cookie") || token.iter().any(|name| text.contains(name)))
        };
        self.around.carriers(callback.exchange, &[code]).iter().any(signs_in)
    }
}

/// Whether one exchange comes after another: by its place among all exchanges, which are sorted by time.
pub fn after(later: &Exchange, earlier: &Exchange) -> bool {
    std::ptr::from_ref(later) > std::ptr::from_ref(earlier)
}

/// A parameter's value in several places.
pub fn same_given(a: &Params, b: &Params, name: &str) -> bool {
    a.given(name).is_some() && a.given(name) == b.given(name)
}
