//! The redirect URI inside a request object against the registered ones.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::request_object::{self, Object};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-object-redirect-uri",
    title: "Redirect URI inside the request object that is not registered",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("6.3"), Document::Rfc9700.at("2.1")],
    why: "The redirect URI inside the signed request counts. If it is not, letter by letter, a \
          registered one, the provider shows an error and does not send the person back.",
    fix: "Put a registered redirect URI into the request object, or let the administrator register \
          this one.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"redirect_uris\":[\"https://shop.example/cb\"]}",
    bad: example("> GET https://op.example/authorize?client_id=shop&request=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIiwidHlwIjoib2F1dGgtYXV0aHotcmVxK2p3dCJ9.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwiY2xpZW50X2lkIjoic2hvcCIsInJlc3BvbnNlX3R5cGUiOiJjb2RlIiwicmVkaXJlY3RfdXJpIjoiaHR0cHM6Ly9zaG9wLmV4YW1wbGUvY2IvIiwic2NvcGUiOiJvcGVuaWQiLCJzdGF0ZSI6ImExYjJjMyIsIm5vbmNlIjoibi0wUzZfV3pBMk1qIiwiZXhwIjoxNzcyNDQyMzA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InIxIn0.3yzQ7WXL59RWjxdIpsz0R4eIIHOUKo95RHZkbF5C2S0KvAD5J-GN25UBO_M73A0uN2jwmW3wFl6xJecJDN8gXQ HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 02 Mar 2026 09:00:05 GMT
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(crate::rule::request_object::EXAMPLE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    request_object::each(flow, |object| judge(config, object))
}

fn judge(config: &ClientConfig, object: &Object<'_, '_>) -> Verdict {
    let Some(own) = object.jwt.claim_text("redirect_uri") else { return Verdict::NotApplicable };
    let Some(registered) = config.redirect_uris.as_deref() else {
        return Verdict::lacks("The registered redirect URIs are not in the configuration.");
    };
    if registered.iter().any(|uri| uri == own || differ_by_port(uri, own)) {
        return Verdict::pass(format!("The redirect URI inside the request object, `{own}`, is registered"));
    }
    let nearest = nearest(own, registered.iter().map(String::as_str));
    let place = object.place("redirect_uri");
    let says =
        format!("The redirect URI inside the request object, `{own}`, is not among the registered ones");
    let finding = Finding::at(place.clone(), says);
    object.fails(match nearest {
        Some(nearest) => {
            finding.compared(("Registered", None, nearest), ("Request object", Some(place), own))
        }
        None => finding,
    })
}

/// Loopback ports are free for native clients (RFC 8252, section 7.3).
fn differ_by_port(registered: &str, own: &str) -> bool {
    let (Ok(mut a), Ok(b)) = (url::Url::parse(registered), url::Url::parse(own)) else { return false };
    crate::http::is_loopback(&a) && a.set_port(b.port()).is_ok() && a == b
}

/// The registered one that has most of the beginning in common.
fn nearest<'u>(own: &str, registered: impl Iterator<Item = &'u str>) -> Option<&'u str> {
    let common = |uri: &str| uri.chars().zip(own.chars()).take_while(|(a, b)| a == b).count();
    registered.max_by_key(|uri| common(uri))
}
