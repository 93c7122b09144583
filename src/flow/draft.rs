//! A login that is being put together, with the values that lead to it.

use crate::http::{Exchange, Params};
use crate::oauth::{Kind, Message};

/// Messages of one login so far, and what others may refer to.
pub struct Draft<'c> {
    pub messages: Vec<Message<'c>>,
    pub states: Vec<String>,
    pub codes: Vec<String>,
    pub challenges: Vec<String>,
    /// Access, refresh and ID tokens, device codes, request URIs.
    pub values: Vec<String>,
    /// What a person types for a device (RFC 8628, section 3.2), in capitals and without punctuation.
    pub user_codes: Vec<String>,
    /// Where answers have sent the browser.
    targets: Vec<String>,
    /// A request that a person made by hand to see how the server answers.
    pub probe: Option<Message<'c>>,
}

impl<'c> Draft<'c> {
    pub fn of(message: Message<'c>) -> Draft<'c> {
        let mut draft = Draft {
            messages: Vec::new(),
            states: Vec::new(),
            codes: Vec::new(),
            challenges: Vec::new(),
            values: Vec::new(),
            user_codes: Vec::new(),
            targets: Vec::new(),
            probe: None,
        };
        draft.take(message);
        draft
    }

    /// Of a request that a person made by hand, where no login is that it could be about.
    pub fn of_probe(probe: Message<'c>) -> Draft<'c> {
        let mut draft = Draft::of(probe.clone());
        draft.probe = Some(probe);
        draft
    }

    /// Adds a message and learns its values.
    pub fn take(&mut self, message: Message<'c>) {
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
            self.values.extend(own("device_code"));
            self.values.extend(own("auth_req_id"));
        }
        for name in ["access_token", "refresh_token", "id_token", "device_code", "auth_req_id", "request_uri"]
        {
            self.values.extend(answered(name));
        }
        self.values.extend(["access_token", "id_token", "request_uri"].iter().filter_map(|name| own(name)));
        if message.kind == Kind::DeviceAuthorization {
            self.user_codes
                .extend(answered("user_code").map(|code| bare(&code)).filter(|code| code.len() >= 4));
            let complete = answered("verification_uri_complete");
            self.targets.extend(complete.map(|uri| unfragmented(&uri)));
        }
        self.targets.extend(message.exchange.redirect_target().map(|target| unfragmented(&target)));
        self.messages.push(message);
    }

    pub fn has(&self, kind: Kind) -> bool {
        self.messages.iter().any(|message| message.kind == kind)
    }

    pub fn client_id(&self) -> Option<String> {
        self.messages.iter().find_map(Message::client_id)
    }

    pub fn redirect_uri(&self) -> Option<&str> {
        self.messages.iter().find_map(|message| message.given("redirect_uri"))
    }

    /// Whether it waits for an authorization response.
    pub fn waits(&self) -> bool {
        (self.has(Kind::AuthorizationRequest) || self.has(Kind::PushedAuthorization))
            && !self.has(Kind::AuthorizationResponse)
            && !self.has(Kind::Callback)
    }

    /// Whether a message of a kind was answered with success, but the capture does not hold what the answer brought.
    pub fn lacks_answer(&self, kind: Kind) -> bool {
        self.messages.iter().any(|message| {
            message.kind == kind
                && !message.answer.recorded
                && message.answer.status.is_none_or(|status| (200..300).contains(&status))
        })
    }

    pub fn knows(&self, value: &str) -> bool {
        self.values.iter().any(|known| known == value)
    }

    pub fn serves(&self, origin: &str) -> bool {
        let own = [
            Kind::AuthorizationRequest,
            Kind::PushedAuthorization,
            Kind::TokenRequest,
            Kind::DeviceAuthorization,
            Kind::BackchannelAuthentication,
        ];
        self.messages.iter().any(|message| own.contains(&message.kind) && message.exchange.origin() == origin)
    }

    /// Whether an answer has sent the browser to this exchange.
    pub fn leads_to(&self, exchange: &Exchange) -> bool {
        self.sent_to(&unfragmented(&exchange.request.url))
    }

    fn sent_to(&self, url: &str) -> bool {
        self.targets.iter().any(|target| target == url)
    }

    /// Whether a request carries the code that the person types for this login's device.
    pub fn is_typed_in(&self, exchange: &Exchange) -> bool {
        if self.user_codes.is_empty() {
            return false;
        }
        let form = exchange.request.body.text().filter(|form| form.len() < 4096).map(Params::parse);
        let sent = exchange.query().0.into_iter().chain(form.unwrap_or_default().0);
        sent.map(|param| bare(param.value())).any(|value| self.user_codes.contains(&value))
    }

    /// Whether a device still waits for its person, and a page of its login has set a cookie that the request carries.
    pub fn has_set_cookie_of(&self, exchange: &Exchange) -> bool {
        let carried: Vec<&str> = exchange
            .request
            .headers
            .cookies()
            .map(|(_, value)| value)
            .filter(|value| value.len() >= 16)
            .collect();
        let pages = self.messages.iter().filter(|message| message.kind == Kind::Interaction);
        let mut set = pages.flat_map(|page| page.exchange.response.headers.all("set-cookie"));
        !carried.is_empty()
            && self.awaits_person()
            && set.any(|line| {
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

    /// Whether a page of this login sent the request: its `Referer` is the whole address of one.
    pub fn refers_to(&self, exchange: &Exchange) -> bool {
        let Some(page) = exchange.request.headers.first("referer").filter(|page| page.len() > 24) else {
            return false;
        };
        let own = |message: &Message<'_>| {
            message.kind != Kind::Callback && unfragmented(&message.exchange.request.url) == page
        };
        self.sent_to(page) || self.messages.iter().any(own)
    }
}

/// A code for people as it is compared: they type it in small letters and without its dash.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// A URL without its fragment.
pub fn unfragmented(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}
