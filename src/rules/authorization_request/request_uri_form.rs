//! The form of a `request_uri` that the client itself serves.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "request-uri-form",
    title: "`request_uri` that a provider cannot use",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9101.at("5.2"), Document::OidcCore.at("6.2")],
    why: "The provider fetches the request object from this address. An address without encryption, \
          without a host, or with a part that is not sent, cannot be trusted or found.",
    fix: "Give an `https` address on a public host without fragment, at most 512 characters long, or \
          push the request and send what the provider gives.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&request_uri=http%3A%2F%2Fshop.example%2Frequest.jwt HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?state=a1b2c3&error=invalid_request_uri
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&request_uri=https%3A%2F%2Fshop.example%2Frequest.jwt HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let own = flow
        .of(Kind::AuthorizationRequest)
        .filter(|request| request.given("request_uri").is_some_and(|uri| !uri.starts_with("urn:")));
    token::each(own, judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let uri = request.given("request_uri").unwrap_or_default();
    let url = url::Url::parse(uri);
    let what = match &url {
        Err(_) => Some("is not absolute"),
        Ok(url) if url.scheme() != "https" => Some("is not `https`"),
        Ok(_) if uri.contains('#') && uri.len() > 512 => {
            Some("has a fragment and is longer than 512 characters")
        }
        Ok(_) if uri.len() > 512 => Some("is longer than 512 characters"),
        Ok(_) => None,
    };
    match what {
        Some(what) => {
            let place = Location::param(request, "request_uri");
            Finding::at(place, format!("`request_uri` is `{uri}`: it {what}")).likely().verdict()
        }
        None => Verdict::pass("`request_uri` is an `https` address"),
    }
}
