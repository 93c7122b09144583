//! Logins that are being put together, found by what leads to them: one table instead of a look at every one of them for
//! each message.

use std::collections::HashMap;

use super::draft::Draft;
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// What leads to a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clue {
    State,
    Code,
    /// The beginning of a code, as [`folded`] gives it.
    CodeBegins,
    Challenge,
    /// Access, refresh and ID tokens, device codes, request URIs.
    Value,
    /// `state`, `nonce` or `code_challenge` of an authorization request.
    Asked,
    /// What a person types for a device (RFC 8628, section 3.2), as [`typed`] gives it.
    UserCode,
    /// The client id that a registration answered with.
    Registered,
    /// Where an answer has sent the browser.
    Target,
    /// The same without query, of an authorization request.
    TargetPage,
    /// The URL of one of its pages, other than the callback.
    Page,
    /// The address of a page of the client that told of a failure.
    ClientPage,
    /// The exchange of one of its messages.
    Exchange,
    /// The address of one of its messages.
    Address,
    /// The address of its redirect URI.
    RedirectUri,
    /// The origin of an endpoint where it asked for something.
    Serves,
    /// The origin of an API that it called.
    Calls,
    /// The origin where it registered a client.
    Registers,
}

/// All of them, in the order in which they began.
#[derive(Default)]
pub struct Drafts<'c> {
    list: Vec<Draft<'c>>,
    by: HashMap<(Clue, String), Vec<usize>>,
    /// Addresses of messages with their start.
    at: HashMap<String, Vec<(usize, &'c Exchange)>>,
}

impl<'c> Drafts<'c> {
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn get(&self, index: usize) -> Option<&Draft<'c>> {
        self.list.get(index)
    }

    pub fn get_mut(&mut self, index: usize) -> Option<&mut Draft<'c>> {
        self.list.get_mut(index)
    }

    pub fn into_list(self) -> Vec<Draft<'c>> {
        self.list
    }

    /// The only login that fits.
    pub fn only(&self, fits: impl Fn(&Draft<'c>) -> bool) -> Option<usize> {
        let mut known = self.list.iter().enumerate().filter(|(_, draft)| fits(draft));
        known.next().filter(|_| known.next().is_none()).map(|(index, _)| index)
    }

    /// The newest login that fits.
    pub fn newest(&self, fits: impl Fn(&Draft<'c>) -> bool) -> Option<usize> {
        self.list.iter().rposition(fits)
    }

    /// The first login that fits.
    pub fn position(&self, fits: impl Fn(&Draft<'c>) -> bool) -> Option<usize> {
        self.list.iter().position(fits)
    }

    /// The logins that a clue leads to, ascending.
    pub fn by(&self, clue: Clue, value: &str) -> &[usize] {
        self.by.get(&(clue, value.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    /// The newest login that a clue leads to.
    pub fn newest_by(&self, clue: Clue, value: &str) -> Option<usize> {
        self.by(clue, value).last().copied()
    }

    /// The newest one of those that fits.
    pub fn newest_of(&self, places: &[usize], fits: impl Fn(&Draft<'c>) -> bool) -> Option<usize> {
        places.iter().rev().copied().find(|index| self.list.get(*index).is_some_and(&fits))
    }

    /// Messages at an address, with their logins.
    pub fn at(&self, address: &str) -> &[(usize, &'c Exchange)] {
        self.at.get(address).map(Vec::as_slice).unwrap_or_default()
    }

    /// A new login with its first message.
    pub fn begin(&mut self, message: Message<'c>) {
        self.list.push(Draft::empty());
        self.take(self.list.len() - 1, message);
    }

    /// A request that a person made by hand, where no login is that it could be about.
    pub fn begin_probe(&mut self, probe: Message<'c>) {
        self.begin(probe.clone());
        if let Some(draft) = self.list.last_mut() {
            draft.probe = Some(probe);
        }
    }

    /// Adds a message to a login.
    pub fn take(&mut self, index: usize, message: Message<'c>) {
        self.learn(index, &message);
        if let Some(draft) = self.list.get_mut(index) {
            draft.take(message);
        }
        self.learn_login(index);
    }

    /// Adds a message that serves a login without leading to it.
    pub fn serve(&mut self, index: usize, message: Message<'c>) {
        let exchange = message.exchange;
        self.at.entry(exchange.address().to_owned()).or_default().push((index, exchange));
        self.add(Clue::Address, exchange.address(), index);
        if let Some(draft) = self.list.get_mut(index) {
            draft.serve(message);
        }
        self.learn_login(index);
    }

    /// Takes a login out and puts its messages into another one.
    pub fn join(&mut self, from: usize, into: usize) {
        let Some(gone) = self.list.get_mut(from) else { return };
        let messages = std::mem::take(&mut gone.messages);
        messages.into_iter().for_each(|message| self.take(into, message));
    }

    /// Forgets the logins whose messages went elsewhere.
    pub fn tidy(&mut self) {
        let kept = |draft: &Draft<'_>| !draft.messages.is_empty();
        if self.list.iter().all(kept) {
            return;
        }
        let before = std::mem::take(self);
        for draft in before.list.into_iter().filter(kept) {
            let index = self.list.len();
            draft.messages.iter().for_each(|message| self.learn(index, message));
            self.list.push(draft);
            self.learn_login(index);
        }
    }

    fn add(&mut self, clue: Clue, value: &str, index: usize) {
        let known = self.by.entry((clue, value.to_owned())).or_default();
        if let Err(place) = known.binary_search(&index) {
            known.insert(place, index);
        }
    }

    /// What the login as a whole tells since its last message.
    fn learn_login(&mut self, index: usize) {
        let Some(draft) = self.list.get(index) else { return };
        let uri = draft.redirect_uri().map(|uri| address(uri).to_owned());
        if let Some(uri) = uri {
            self.add(Clue::RedirectUri, &uri, index);
        }
    }

    fn learn(&mut self, index: usize, message: &Message<'c>) {
        let exchange = message.exchange;
        let mut add = |clue, value: Option<&str>| {
            if let Some(value) = value {
                self.add(clue, value, index);
            }
        };
        add(Clue::State, message.given("state"));
        add(Clue::Challenge, message.given("code_challenge"));
        let code = message.given("code");
        if matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback | Kind::TokenRequest) {
            add(Clue::Code, code);
            for begin in code.map(beginnings).into_iter().flatten() {
                add(Clue::CodeBegins, Some(&begin));
            }
        }
        if message.kind == Kind::TokenRequest {
            add(Clue::Value, message.given("refresh_token"));
            add(Clue::Value, message.given("device_code"));
            add(Clue::Value, message.given("auth_req_id"));
        }
        for name in ["access_token", "refresh_token", "id_token", "device_code", "auth_req_id", "request_uri"]
        {
            add(Clue::Value, message.answer.text(name));
        }
        for name in ["access_token", "id_token", "request_uri"] {
            add(Clue::Value, message.given(name));
        }
        if message.kind == Kind::DeviceAuthorization {
            let user_code = message.answer.text("user_code").map(typed).filter(|code| code.len() >= 4);
            add(Clue::UserCode, user_code.as_deref());
            let complete = message.answer.text("verification_uri_complete");
            add(Clue::Target, complete.and_then(|uri| uri.split('#').next()));
        }
        if message.kind == Kind::AuthorizationRequest {
            for name in ["state", "nonce", "code_challenge"] {
                add(Clue::Asked, message.given(name));
            }
        }
        let origin = exchange.origin();
        match message.kind {
            Kind::Registration => {
                add(Clue::Registered, message.answer.text("client_id"));
                add(Clue::Value, message.answer.text("registration_access_token"));
                add(Clue::Registers, Some(&origin));
            }
            Kind::ApiCall => add(Clue::Calls, Some(&origin)),
            Kind::AuthorizationRequest
            | Kind::PushedAuthorization
            | Kind::TokenRequest
            | Kind::DeviceAuthorization
            | Kind::BackchannelAuthentication => add(Clue::Serves, Some(&origin)),
            Kind::ClientPage => add(Clue::ClientPage, Some(exchange.address())),
            _ => {}
        }
        if message.kind != Kind::Callback {
            add(Clue::Page, exchange.request.url.split('#').next());
        }
        add(Clue::Target, exchange.redirect_target().as_deref().and_then(|target| target.split('#').next()));
        if message.kind == Kind::AuthorizationRequest {
            add(Clue::TargetPage, exchange.redirect_target().as_deref().map(address));
        }
        add(Clue::Exchange, Some(&same(exchange)));
        add(Clue::Address, Some(exchange.address()));
        self.at.entry(exchange.address().to_owned()).or_default().push((index, exchange));
    }
}

/// The value of [`Clue::Exchange`].
pub fn same(exchange: &Exchange) -> String {
    format!("{exchange:p}")
}

/// A URI without query and fragment.
pub fn address(uri: &str) -> &str {
    uri.split(['?', '#']).next().unwrap_or_default()
}

/// A code for people as it is compared: they type it in small letters and without its dash.
pub fn typed(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// Letters and digits of a code, without regard to case.
pub fn folded(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// How a code begins, as it is and decoded once more: two codes that are one, altered on the way, have one of these in
/// common.
pub fn beginnings(code: &str) -> [String; 2] {
    let begin = |text: &str| folded(text).chars().take(super::home::SHORTEST_CUT).collect();
    [begin(code), begin(&crate::http::decode(code))]
}
