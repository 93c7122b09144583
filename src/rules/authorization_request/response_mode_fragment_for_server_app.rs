//! A server never sees a fragment.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, others, parties};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "response-mode-fragment-for-server-app",
    title: "Response in the fragment for a client on a server",
    severity: Severity::Info,
    class: Class::Failure,
    specs: &[Document::ResponseTypes.at("2.1"), Document::Rfc6749.at("4.2")],
    why: "Browsers keep the part behind `#` to themselves. A client that waits on its server gets a \
          callback without code and tokens.",
    fix: "Use `response_type=code` in the client, or `response_mode=form_post`.",
    config: "{\"client_id\":\"shop\",\"client_type\":\"confidential\"}",
    bad: example("> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&scope=openid&nonce=n-0S6_WzA2Mj HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb#code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Missing code</p>"),
    good: example(examples::RESPONSE_MODE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    if config.is_confidential() != Some(true) {
        return Verdict::NotApplicable;
    }
    authorize::on(flow, "response_type", |request, kinds| {
        let by_default = authorize::words(kinds).iter().any(|kind| matches!(*kind, "token" | "id_token"));
        let mode = request.given("response_mode").unwrap_or(if by_default { "fragment" } else { "query" });
        if !mode.starts_with("fragment") {
            return Verdict::pass(format!("The response comes by `{mode}`, which a server sees"));
        }
        // A page of the client may read the fragment and hand it to its server.
        if flow.code_requests().next().is_some() || hands_on(flow) {
            return Verdict::pass("The client reads the fragment and goes on");
        }
        let says = format!("The response comes by `{mode}`; the client is registered as confidential");
        let finding = Finding::at(Location::param(request, "response_type"), says);
        let refused = refusal(flow);
        match refused {
            Some(exchange) => finding.severity(Severity::Error).and_at(exchange),
            None => finding.class(Class::Conformance),
        }
        .verdict()
    })
}

/// Whether a page of the client sends what came in the fragment to its server.
fn hands_on(flow: &Flow<'_>) -> bool {
    let Some(response) = flow.authorization_response() else { return false };
    let came = ["code", "id_token", "access_token"].iter().find_map(|name| response.given(name));
    let carries = |later: &Exchange| {
        let sent = later.request.body.text();
        later.request.method == "POST"
            && sent.zip(came).is_some_and(|(body, came)| parties::carries(body, came))
    };
    flow.around.after(response.exchange).iter().any(carries)
}

/// The client's refusal of the callback that came without a query.
fn refusal(flow: &Flow<'_>) -> Option<Location> {
    let issued = flow.first(Kind::AuthorizationResponse)?;
    let next = flow.around.redirected_to(issued.exchange)?;
    let refused = next.response.status.is_some_and(|status| status >= 400);
    refused.then(|| others::whole(next, Part::ResponseStatus))
}
