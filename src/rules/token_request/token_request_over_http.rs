//! A token request without TLS.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-request-over-http",
    title: "Token request over plain http",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("3.2"), Document::Rfc6749.at("2.3.1")],
    why: "Code, secret and tokens pass every machine on the way in clear text. Whoever reads along can use \
          them.",
    fix: "Use the token endpoint's https address; inside a cluster have its operator put TLS on that way \
          too.",
    config: "",
    bad: example("> POST http://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Seen(Subject::Address),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let Some(url) = request.exchange.url() else {
        return Verdict::lacks("The token endpoint's address is not absolute.");
    };
    if url.scheme() != "http" {
        return Verdict::pass("The token request is sent over TLS");
    }
    if is_loopback(&url) {
        return Verdict::pass("The token request stays on this machine");
    }
    let says = format!("The token request goes to `{}` without TLS", request.exchange.address());
    let finding = Finding::at(Location::of(request, Part::RequestUrl, None), says);
    if is_internal(&url) { finding.severity(Severity::Warning).verdict() } else { finding.verdict() }
}

/// Names and addresses of a private network: a container's name, `.local`, RFC 1918.
fn is_internal(url: &url::Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => {
            !name.contains('.')
                || ["local", "internal", "lan", "test", "localdomain"]
                    .iter()
                    .any(|end| name.rsplit('.').next() == Some(*end))
        }
        Some(url::Host::Ipv4(address)) => address.is_private() || address.is_link_local(),
        Some(url::Host::Ipv6(address)) => address.is_unique_local(),
        None => false,
    }
}
