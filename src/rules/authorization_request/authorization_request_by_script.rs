//! The authorization endpoint is for the browser to navigate to, not for a script to fetch.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Initiator;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-request-by-script",
    title: "Authorization request sent by a script",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("2.6"), Document::Rfc6749.at("4.1")],
    why: "The user must see the page of the provider. A script that fetches it gets an answer it may not \
          read (CORS), and no login appears.",
    fix: "Change the client so that the browser navigates to the authorization endpoint \
          (`location.assign`, a link, a form); let an API answer 401 instead of redirecting a `fetch` \
          there.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
> Sec-Fetch-Dest: empty
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Sign in</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
> Sec-Fetch-Mode: navigate
> Sec-Fetch-Site: cross-site
> Sec-Fetch-Dest: document
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let requests: Vec<&Message<'_>> = flow.of(Kind::AuthorizationRequest).collect();
    let Some(first) = requests.first() else { return Verdict::NotApplicable };
    if let Some(request) = requests.iter().find(|request| is_fetched(request)) {
        if authorize::stage(flow) == authorize::Stage::Accepted {
            return Verdict::pass("A script sends the authorization request, and the response came");
        }
        let place = Location::of(request, Part::RequestLine, None);
        let says = format!(
            "A script (`fetch` or `XMLHttpRequest`) asks `{}` for the authorization; the browser does not navigate there",
            request.exchange.address()
        );
        return Finding::at(place, says).verdict();
    }
    match first.exchange.initiator {
        Initiator::Unknown => {
            Verdict::lacks("The capture does not say what made the browser send the authorization request.")
        }
        Initiator::Navigation | Initiator::Script | Initiator::Preflight | Initiator::Asset => {
            Verdict::pass("The browser navigates to the authorization endpoint")
        }
    }
}

/// By a script of another site; the provider's own pages may ask it, and some answer JSON to scripts by design.
fn is_fetched(request: &Message<'_>) -> bool {
    let exchange = request.exchange;
    let own = exchange.origin();
    let headers = &exchange.request.headers;
    let same = headers.first("sec-fetch-site") == Some("same-origin")
        || headers.first("origin") == Some(own.as_str())
        || headers.first("referer").is_some_and(|referer| referer.starts_with(&format!("{own}/")));
    let answers_json = request.answer.json.is_some() && request.answer.error.is_none();
    exchange.initiator == Initiator::Script && !same && !answers_json
}
