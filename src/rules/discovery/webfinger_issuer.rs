//! Where WebFinger says that a person's provider is, against the provider that the login goes to.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign, WEBFINGER};
use crate::http::Exchange;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, authorize, example, others};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "webfinger-issuer",
    title: "WebFinger answer that does not name the login's provider",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::OidcDiscovery.at("2")],
    why: "A client that lets people type their address asks WebFinger which provider it belongs to. Where the answer has no \
          issuer, or another one, people are sent to a provider that does not know them.",
    fix: "Let whoever runs the address's domain answer with one link whose `rel` is \
          `http://openid.net/specs/connect/1.0/issuer` and whose `href` is the issuer; let the client begin the login there.",
    config: "",
    bad: example("> GET https://people.example/.well-known/webfinger?resource=acct%3Aada%40people.example&rel=http%3A%2F%2Fopenid.net%2Fspecs%2Fconnect%2F1.0%2Fissuer HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/jrd+json
<
{\"subject\":\"acct:ada@people.example\",\"links\":[{\"rel\":\"http://webfinger.net/rel/profile-page\",\"href\":\"https://people.example/ada\"}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&iss=https%3A%2F%2Fop.example
<"),
    good: example("> GET https://people.example/.well-known/webfinger?resource=acct%3Aada%40people.example&rel=http%3A%2F%2Fopenid.net%2Fspecs%2Fconnect%2F1.0%2Fissuer HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: application/jrd+json
<
{\"subject\":\"acct:ada@people.example\",\"links\":[{\"rel\":\"http://openid.net/specs/connect/1.0/issuer\",\"href\":\"https://op.example\"}]}
> GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid&state=a1b2c3&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3&iss=https%3A%2F%2Fop.example
<"),
    evidence: Evidence::Told,
    check,
};

const ISSUER: &str = "http://openid.net/specs/connect/1.0/issuer";

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let Some(first) = flow.messages.first() else { return Verdict::NotApplicable };
    let Some(asked) = flow
        .around
        .before_with(first.exchange, Sign::WellKnown, WEBFINGER)
        .rfind(|exchange| is_question(exchange))
    else {
        return Verdict::NotApplicable;
    };
    let place = others::whole(asked, Part::ResponseBody);
    let from = asked.origin();
    let Some(text) = asked.response.body.text() else {
        return match asked.response.status {
            Some(status) if status >= 400 => Verdict::NotApplicable,
            _ => Verdict::lacks("The answer to the WebFinger request is not in the capture."),
        };
    };
    if asked.response.status.is_some_and(|status| status >= 300) {
        return Verdict::NotApplicable;
    }
    let named = issuers(text);
    if named.is_empty() {
        let says = format!("WebFinger at `{from}` names no issuer (a link with `rel` `{ISSUER}`)");
        return Finding::at(place, says).verdict();
    }
    let Some(issuer) = flow.issuer() else {
        return Verdict::lacks("The issuer of the login's provider is not in the capture.");
    };
    if named.contains(&issuer) {
        return Verdict::pass(format!("WebFinger names `{issuer}`, where the login goes"));
    }
    let shown = authorize::named(named.iter().map(String::as_str).take(3));
    // Several people may have typed their address before one went on.
    Finding::at(place, format!("WebFinger at `{from}` names {shown}, the login goes to `{issuer}`"))
        .likely()
        .verdict()
}

fn is_question(exchange: &Exchange) -> bool {
    exchange.path() == WEBFINGER && exchange.query().all("rel").any(|rel| rel.value() == ISSUER)
}

/// RFC 7033, section 4.4.
fn issuers(text: &str) -> Vec<String> {
    let document: Option<Value> = serde_json::from_str(text).ok();
    let links = document.as_ref().and_then(|document| document.get("links")?.as_array());
    let own =
        links.into_iter().flatten().filter(|link| link.get("rel").and_then(Value::as_str) == Some(ISSUER));
    own.filter_map(|link| link.get("href")?.as_str().map(str::to_owned)).take(20).collect()
}
