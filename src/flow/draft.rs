//! A login that is being put together, with the values that lead to it.

use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// Messages of one login so far, and what others may refer to.
pub struct Draft<'c> {
    pub messages: Vec<Message<'c>>,
    pub codes: Vec<String>,
    /// A request that a person made by hand to see how the server answers.
    pub probe: Option<Message<'c>>,
    /// The first message that begins a login or asks for tokens.
    pub begins: Option<&'c Exchange>,
    /// The origins of endpoints where it asked for something.
    serving: Vec<String>,
    client_id: Option<String>,
    redirect_uri: Option<String>,
    /// The site of its authorization request.
    site: Option<Option<String>>,
    kinds: Kinds,
    /// Of which a message was answered with success, but the capture does not hold what the answer brought.
    unread: Kinds,
}

/// A set of kinds.
#[derive(Clone, Copy, Default)]
struct Kinds(u32);

impl Kinds {
    fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u32;
    }

    fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }
}

impl<'c> Draft<'c> {
    /// Of nothing yet.
    pub fn empty() -> Draft<'c> {
        Draft {
            messages: Vec::new(),
            codes: Vec::new(),
            probe: None,
            begins: None,
            serving: Vec::new(),
            client_id: None,
            redirect_uri: None,
            site: None,
            kinds: Kinds::default(),
            unread: Kinds::default(),
        }
    }

    /// Adds a message and learns its values.
    pub fn take(&mut self, message: Message<'c>) {
        let own = |name: &str| message.given(name).map(str::to_owned);
        if matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback | Kind::TokenRequest) {
            self.codes.extend(own("code"));
        }
        self.serve(message);
    }

    /// Adds a message.
    pub fn serve(&mut self, message: Message<'c>) {
        let exchange = message.exchange;
        let asks_endpoint = [
            Kind::AuthorizationRequest,
            Kind::PushedAuthorization,
            Kind::TokenRequest,
            Kind::DeviceAuthorization,
            Kind::BackchannelAuthentication,
        ];
        let origin = exchange.origin();
        if asks_endpoint.contains(&message.kind) && !self.serving.contains(&origin) {
            self.serving.push(origin);
        }
        if matches!(message.kind, Kind::Registration) || asks_endpoint.contains(&message.kind) {
            self.begins = self.begins.or(Some(exchange));
        }
        if message.kind == Kind::AuthorizationRequest {
            self.site.get_or_insert_with(|| site(exchange));
        }
        let success = message.answer.status.is_none_or(|status| (200..300).contains(&status));
        if !message.answer.recorded && success {
            self.unread.add(message.kind);
        }
        self.kinds.add(message.kind);
        self.client_id = self.client_id.take().or_else(|| message.client_id());
        let uri = || message.given("redirect_uri").map(str::to_owned);
        self.redirect_uri = self.redirect_uri.take().or_else(uri);
        self.messages.push(message);
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.has(kind)
    }

    pub fn client_id(&self) -> Option<&String> {
        self.client_id.as_ref()
    }

    pub fn redirect_uri(&self) -> Option<&str> {
        self.redirect_uri.as_deref()
    }

    /// Whether it waits for an authorization response.
    pub fn waits(&self) -> bool {
        (self.has(Kind::AuthorizationRequest) || self.has(Kind::PushedAuthorization))
            && !self.has(Kind::AuthorizationResponse)
            && !self.has(Kind::Callback)
    }

    /// Whether a message of a kind was answered with success, but the capture does not hold what the answer brought.
    pub fn lacks_answer(&self, kind: Kind) -> bool {
        self.unread.has(kind)
    }

    /// Whether a device still waits for its person, and a page of its login has set a cookie that the request carries.
    pub fn has_set_cookie_of(&self, exchange: &Exchange) -> bool {
        if !self.awaits_person() {
            return false;
        }
        let carried: Vec<&str> = exchange
            .request
            .headers
            .cookies()
            .map(|(_, value)| value)
            .filter(|value| value.len() >= 16)
            .collect();
        let pages = self.messages.iter().filter(|message| message.kind == Kind::Interaction);
        let mut set = pages.flat_map(|page| page.exchange.response.headers.all("set-cookie"));
        set.any(|line| {
            let value = line.split(';').next().and_then(|pair| pair.split_once('='));
            value.is_some_and(|(_, value)| carried.contains(&value.trim()))
        })
    }

    /// Whether this is the login of a device that has got no tokens yet.
    pub fn awaits_person(&self) -> bool {
        let granted = |message: &Message<'_>| {
            message.kind == Kind::TokenRequest && message.answer.brings("access_token")
        };
        self.has(Kind::DeviceAuthorization) && !self.messages.iter().any(granted)
    }

    pub fn serves(&self, origin: &str) -> bool {
        self.serving.iter().any(|own| own == origin)
    }

    /// Whether its authorization request went to the site of another message: the last two labels of the host agree, as in
    /// `auth.example.com` and `api.example.com`.
    pub fn is_at_site_of(&self, message: &Message<'_>) -> bool {
        self.site.as_ref().is_some_and(|own| *own == site(message.exchange))
    }
}

fn site(exchange: &Exchange) -> Option<String> {
    let url = exchange.url()?;
    let labels: Vec<&str> = url.host_str()?.rsplit('.').take(2).collect();
    Some(labels.join("."))
}
