//! What a capture and the configuration tell of endpoints before any message is known: exchanges and stored clients in, addresses,
//! codes and states out.

use std::collections::HashSet;

use serde_json::Value;

use super::super::endpoint::is_discovery_path;
use super::super::jar;
use super::Addresses;
use super::signs::request_params;
use crate::config::ClientConfig;
use crate::http::{Exchange, Initiator, Params, origin_of};

/// What they tell.
#[derive(Default)]
pub struct Known {
    /// With the member of the metadata.
    pub endpoints: Addresses,
    pub redirect_uris: Addresses,
    /// Origins that have an authorization endpoint, or a page where a device's code is typed.
    pub providers: HashSet<String>,
    /// Issued authorization codes and states, to know a callback at an unexpected address.
    pub states: HashSet<String>,
    /// Codes that were issued, to know a page that hands one to its own server.
    pub codes: HashSet<String>,
    /// Where token requests were sent on to, on the same host.
    pub redeemed_at: HashSet<String>,
    /// And on another one.
    pub sent_on: HashSet<String>,
    /// Where authorization requests were sent on to.
    pub led: HashSet<String>,
    /// Where answers with a fragment lead, without it.
    pub answered_at: HashSet<String>,
}

impl Known {
    pub fn learn(exchanges: &[Exchange], clients: &[ClientConfig]) -> Known {
        let mut known = Known::default();
        for client in clients {
            client.metadata.iter().flatten().for_each(|member| known.learn_endpoint(member));
            client.redirect_uris.iter().flatten().for_each(|uri| known.redirect_uris.add(uri, ""));
            known.providers.extend(client.issuer.iter().filter_map(|issuer| origin(issuer)));
        }
        for exchange in exchanges.iter().filter(|exchange| exchange.initiator != Initiator::Asset) {
            known.learn_from(exchange);
        }
        known.providers.retain(|origin| !origin.is_empty());
        let leads = exchanges.iter().filter(|exchange| known.providers.contains(&exchange.origin()));
        let downgraded: Vec<String> = leads.filter_map(|exchange| known.without_tls(exchange)).collect();
        known.providers.extend(downgraded);
        known
    }

    /// The origin without TLS to which a provider's page leads on its own host.
    fn without_tls(&self, exchange: &Exchange) -> Option<String> {
        let (from, to) = (exchange.url()?, url::Url::parse(&exchange.redirect_target()?).ok()?);
        let down = (from.scheme(), to.scheme()) == ("https", "http") && from.host_str() == to.host_str();
        let origin = origin_of(&to);
        (down && !self.redirect_uris.have_origin(&origin)).then_some(origin)
    }

    fn learn_from(&mut self, exchange: &Exchange) {
        if is_discovery_path(exchange.path())
            && let Some(Value::Object(document)) =
                exchange.response.body.text().and_then(|text| serde_json::from_str(text).ok())
        {
            document.iter().for_each(|member| self.learn_endpoint(member));
        }
        let managed = "registration_client_uri";
        exchange.answered(managed).iter().for_each(|uri| self.endpoints.add(uri, managed));
        self.providers.extend(exchange.device_addresses().filter_map(|uri| origin(&uri)));
        if logs_out(exchange) {
            self.led.extend(exchange.redirect_target());
        }
        let target = exchange.redirect_target();
        if let Some((address, fragment)) = target.as_deref().and_then(|target| target.split_once('#')) {
            let fragment = Params::parse(fragment);
            let brings = ["access_token", "id_token", "code"].iter().any(|name| fragment.has(name));
            self.answered_at.extend(brings.then(|| address.to_owned()));
        }
        let issued = target.map(|target| Params::parse(&target.replace(['?', '#'], "&")));
        let navigates = exchange.initiator != Initiator::Script && exchange.request.method == "GET";
        // Coupons and countries have codes, too.
        let path = exchange.path().to_ascii_lowercase();
        let usual = ["callback", "oauth", "oidc", "auth", "login", "signin", "sso"];
        let is_response = |params: &Params| {
            ["state", "scope", "iss", "session_state"].iter().any(|name| params.has(name))
                || usual.iter().any(|word| path.contains(word))
        };
        let delivered = navigates.then(|| exchange.query()).filter(is_response);
        for code in issued.iter().chain(delivered.iter()).filter_map(|params| params.given("code")) {
            self.codes.extend(Some(code.to_owned()).filter(|code| code.len() >= 6));
        }
        let params = jar::opened(request_params(exchange).1);
        let any = |names: [&str; 2]| names.iter().any(|name| params.given(name).is_some());
        let asks = params.given("client_id").is_some() && any(["response_type", "redirect_uri"]);
        if asks && params.given("grant_type").is_none() {
            self.learn_redirect_uri(&params);
            self.states.extend(params.given("state").map(str::to_owned));
            // HubSpot, GitHub and Shopify do without `response_type`.
            if any(["response_type", "scope"]) || path.ends_with("/authorize") {
                self.providers.insert(exchange.origin());
                self.led.extend(exchange.redirect_target());
            }
        } else if params.given("grant_type").is_some() {
            self.learn_redirect_uri(&params);
            let host = |uri: &str| uri.split('/').nth(2).map(str::to_ascii_lowercase);
            let here = host(&exchange.request.url);
            if let Some(target) = exchange.redirect_target() {
                let known = if host(&target) == here { &mut self.redeemed_at } else { &mut self.sent_on };
                known.insert(target);
            }
        }
    }

    fn learn_redirect_uri(&mut self, params: &Params) {
        if let Some(uri) = params.given("redirect_uri") {
            self.redirect_uris.add(uri, "");
        }
    }

    fn learn_endpoint(&mut self, (member, value): (&String, &Value)) {
        let wanted = member.ends_with("_endpoint") || member == "jwks_uri";
        if let Some(address) = value.as_str().filter(|_| wanted) {
            self.endpoints.add(address, member);
        }
    }

    pub fn endpoint_of(&self, address: &str) -> Option<&str> {
        self.endpoints.at(address)
    }
}

/// What stands in a capture before one of its exchanges, and what behind it.
pub fn around<'e>(exchanges: &'e [Exchange], exchange: &Exchange) -> (&'e [Exchange], &'e [Exchange]) {
    let at = exchanges.partition_point(|other| std::ptr::from_ref(other) < std::ptr::from_ref(exchange));
    (exchanges.get(..at).unwrap_or_default(), exchanges.get(at + 1..).unwrap_or_default())
}

pub fn origin(uri: &str) -> Option<String> {
    url::Url::parse(uri).ok().map(|url| origin_of(&url))
}

/// Whether somebody is logged out here, in the words of OpenID Connect.
fn logs_out(exchange: &Exchange) -> bool {
    let names = ["id_token_hint", "post_logout_redirect_uri"];
    exchange.path().to_ascii_lowercase().contains("logout")
        && names.iter().any(|name| exchange.query().has(name))
}
