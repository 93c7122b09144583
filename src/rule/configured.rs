//! What the rules on the stored configuration share: where a finding points that is about no exchange.

use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Certainty, Finding, Location};

/// A finding about the client's registration, at the request that first names the client.
pub fn finding(flow: &Flow<'_>, says: impl Into<String>) -> Finding {
    let kinds = [Kind::AuthorizationRequest, Kind::PushedAuthorization, Kind::TokenRequest];
    let asks = kinds.into_iter().flat_map(|kind| flow.of(kind)).find(|message| message.client_id().is_some());
    let place = |message: &Message<'_>| Location::param(message, "client_id");
    Finding {
        says: says.into(),
        severity: None,
        class: None,
        certainty: Certainty::Proven,
        places: asks.or(flow.messages.first()).map(place).into_iter().collect(),
        rows: Vec::new(),
        difference: None,
    }
}

/// Whether an address fits a pattern such as Keycloak and others register; `/*` at the end stands for the address before it,
/// too.
pub fn fits(pattern: &str, asked: &str) -> bool {
    let Some((begin, rest)) = pattern.split_once('*') else { return false };
    let end = rest.trim_start_matches('*');
    let whole = asked.strip_prefix(begin).and_then(|tail| tail.strip_suffix(end)).is_some();
    whole || (end.is_empty() && begin.strip_suffix('/') == Some(asked))
}

/// A login that the provider refuses, to be judged with a configuration.
pub const REFUSED: &str = "> GET https://op.example/authorize?response_type=code&client_id=stock&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=stock&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}";

/// A login to be judged with a configuration.
pub const EXAMPLE: &str = "> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\",\"token_type\":\"Bearer\"}";
