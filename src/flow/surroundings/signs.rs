//! By what exchanges are found: one table for all logins of a capture. Exchanges come in, their places by sign and value go
//! out.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::http::{Exchange, Initiator, Params, first_behind, origin_of, site_of};

/// What an exchange is found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// The origin that it goes to.
    To,
    /// The origin of its `Referer`.
    From,
    /// Both.
    Between,
    /// The origin that it asks for a login.
    Asks,
    /// Its URL without query and fragment.
    Address,
    /// Its path; only that of a question by WebFinger (RFC 7033, section 10.1).
    WellKnown,
    /// The `nonce` of an authorization request.
    Nonce,
    /// The `code_challenge` of an authorization request.
    Challenge,
    /// The `state` in the query of the address that it redirects to.
    LeadsBack,
    /// The origin where a path logs out or a password is posted.
    SignsInOrOut,
    /// The name of a cookie that it sends.
    SendsCookie,
    /// The name of a cookie that its answer sets.
    SetsCookie,
    /// A navigation; of no value.
    Navigates,
    /// A script that a page loads; of no value.
    LoadsScript,
}

/// Where a host is asked who a person is.
pub const WEBFINGER: &str = "/.well-known/webfinger";

/// Places of exchanges, ascending.
#[derive(Debug, Default)]
pub struct Signs {
    table: HashMap<(Sign, String), Vec<usize>>,
    /// Of each site the last exchange, and the last one whose headers are known.
    pub sites: BTreeMap<String, (usize, Option<usize>)>,
}

impl Signs {
    /// Of exchanges in order of time.
    pub fn of(all: &[Exchange]) -> Signs {
        let mut signs = Signs::default();
        for (place, exchange) in all.iter().enumerate() {
            signs.learn_address(place, exchange);
            signs.learn_login(place, exchange);
            signs.learn_headers(place, exchange);
        }
        signs
    }

    /// The exchanges with a sign.
    pub fn places(&self, sign: Sign, value: &str) -> &[usize] {
        self.table.get(&(sign, value.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    /// The first of them behind a place.
    pub fn next(&self, sign: Sign, value: &str, behind: usize) -> Option<usize> {
        first_behind(self.places(sign, value), behind)
    }

    fn add(&mut self, place: usize, sign: Sign, value: &str) {
        let places = self.table.entry((sign, value.to_owned())).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }

    fn learn_address(&mut self, place: usize, exchange: &Exchange) {
        self.add(place, Sign::Address, exchange.address());
        let Some(url) = exchange.url() else { return };
        if let Some(site) = site_of(&url) {
            let headers = (!exchange.request.headers.0.is_empty()).then_some(place);
            let before = self.sites.get(&site).and_then(|(_, last)| *last);
            self.sites.insert(site, (place, headers.or(before)));
        }
        let to = origin_of(&url);
        let referer = exchange.request.headers.first("referer");
        let from = referer.and_then(|referer| url::Url::parse(referer).ok()).map(|url| origin_of(&url));
        self.add(place, Sign::To, &to);
        if let Some(from) = from {
            self.add(place, Sign::From, &from);
            self.add(place, Sign::Between, &between(&from, &to));
        }
        if exchange.request.url.contains("response_type=") {
            self.add(place, Sign::Asks, &to);
        }
        if exchange.path() == WEBFINGER {
            self.add(place, Sign::WellKnown, WEBFINGER);
        }
        let path = exchange.path().to_ascii_lowercase();
        let out = ["logout", "signout", "session/end", "endsession"].iter().any(|word| path.contains(word));
        if out || posts_password(exchange) {
            self.add(place, Sign::SignsInOrOut, &to);
        }
    }

    fn learn_login(&mut self, place: usize, exchange: &Exchange) {
        if exchange.request.url.contains("client_id=") {
            let asked = exchange.query();
            let asked = Some(asked).filter(|asked| asked.given("response_type").is_some());
            let given = |name: &str| asked.as_ref().and_then(|asked| asked.given(name));
            for (sign, name) in [(Sign::Nonce, "nonce"), (Sign::Challenge, "code_challenge")] {
                if let Some(value) = given(name) {
                    self.add(place, sign, value);
                }
            }
        }
        let target = exchange.redirect_target().filter(|target| !target.contains('#'));
        let params = target
            .as_deref()
            .and_then(|target| target.split_once('?'))
            .map(|(_, query)| Params::parse(query));
        if let Some(state) = params.as_ref().and_then(|params| params.given("state")) {
            self.add(place, Sign::LeadsBack, state);
        }
    }

    fn learn_headers(&mut self, place: usize, exchange: &Exchange) {
        for (name, _) in exchange.request.headers.cookies() {
            self.add(place, Sign::SendsCookie, name);
        }
        for set in exchange.response.headers.all("set-cookie") {
            if let Some((name, _)) = set.split(';').next().and_then(|pair| pair.trim().split_once('=')) {
                self.add(place, Sign::SetsCookie, name);
            }
        }
        if exchange.initiator == Initiator::Navigation {
            self.add(place, Sign::Navigates, "");
        }
        if exchange.request.headers.first("sec-fetch-dest") == Some("script") {
            self.add(place, Sign::LoadsScript, "");
        }
    }
}

/// The value of [`Sign::Between`].
pub fn between(from: &str, to: &str) -> String {
    format!("{from} {to}")
}

/// Whether a request posts a password.
pub fn posts_password(exchange: &Exchange) -> bool {
    exchange.request.body.text().is_some_and(|body| body.contains("assword="))
}

/// Every `request_uri` that a POST was answered with.
pub fn pushed(all: &[Exchange]) -> Vec<(usize, String)> {
    let given = |exchange: &Exchange| {
        let body = exchange.response.body.text();
        let text = body.filter(|text| text.len() < 4000 && text.contains("\"request_uri\""))?;
        let json: Value = serde_json::from_str(text.trim()).ok()?;
        Some(json.get("request_uri")?.as_str()?.to_owned())
    };
    let posts = all.iter().enumerate().filter(|(_, exchange)| exchange.request.method == "POST");
    posts.filter_map(|(place, exchange)| Some((place, given(exchange)?))).collect()
}
