//! What the rules on request objects share (RFC 9101): the objects of a login, with their claims.

use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::{Finding, Location, Verdict, token};

/// Error codes that a server has for a request object it does not take.
pub const FITTING: [&str; 3] = ["invalid_request_object", "invalid_request", "invalid_client"];

/// A request object that could be read.
pub struct Object<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// Requests with a `request` parameter.
pub fn carrying<'f, 'c>(flow: &'f Flow<'c>) -> impl Iterator<Item = &'f Message<'c>> {
    let of = |kind| flow.of(kind).filter(|message| message.given("request").is_some());
    of(Kind::PushedAuthorization).chain(of(Kind::AuthorizationRequest))
}

/// One verdict from those on each request object.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Object<'_, '_>) -> Verdict) -> Verdict {
    token::each(carrying(flow), |message| {
        let text = message.given("request").unwrap_or_default();
        match Jwt::read(text) {
            Some(jwt) => judge(&Object { message, text, jwt }),
            None if Jwt::is_encrypted(text) => {
                Verdict::lacks("The request object is encrypted; only the provider can read it.")
            }
            None => Verdict::lacks("The request object in the capture cannot be read."),
        }
    })
}

impl Object<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, name: &str) -> Location {
        Location::param(self.message, &format!("request.{name}"))
    }

    /// The finding as a verdict: only likely where the server's answer names another fault.
    pub fn fails(&self, finding: Finding) -> Verdict {
        token::weighed(finding, self.message, &FITTING).verdict()
    }
}

/// A login with a signed request object.
pub const EXAMPLE: &str = "> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IiLCJzY29wZSI6Im9wZW5pZCIsInN0YXRlIjoiYTFiMmMzIiwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJleHAiOjE3NzI0NDIzMDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoicjEifQ.MX8kkK8UAhavefyGeGelf0Dgef1dQHYwMOvOMJC7RmWuaO2XnRpSUNYiXpehUpy_HD1Wti7q9Twju9fl4UiLwA HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<";
