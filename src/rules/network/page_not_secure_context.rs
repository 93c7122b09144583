//! Pages that a browser does not trust.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, browser, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "page-not-secure-context",
    title: "Login from a page without https",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::SecureContexts.at("3.1")],
    why: "Browsers give pages without https no `crypto.subtle`, with which PKCE is made and tokens are \
          verified; the client's library stops with an error that names neither.",
    fix: "Open the client's page by https, or on the own machine by `localhost`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: http://shop.lan
> Sec-Fetch-Mode: cors
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let by_script = flow.messages.iter().filter(|message| browser::is_script(message.exchange));
    let mut pages: Vec<(&Message<'_>, url::Url)> = Vec::new();
    for message in by_script {
        pages.extend(url::Url::parse(browser::page(message.exchange)).ok().map(|page| (message, page)));
    }
    if pages.is_empty() {
        let unseen = !flow.messages.is_empty() && flow.messages.iter().all(Message::headers_not_recorded);
        return match unseen {
            true => Verdict::lacks("The requests' headers are not in the capture."),
            false => Verdict::NotApplicable,
        };
    }
    let insecure = pages.iter().find(|(_, page)| page.scheme() == "http" && !crate::http::is_loopback(page));
    let Some((message, page)) = insecure else {
        return Verdict::pass("The page is opened by https, or on the own machine");
    };
    let place = Location::of(message, Part::RequestHeader, Some("origin"));
    let finding = Finding::at(
        place,
        format!("The page `{}` is opened without https", page.origin().ascii_serialization()),
    );
    match flow.has_succeeded() {
        true => finding.class(Class::Hardening).verdict(),
        false => finding.likely().verdict(),
    }
}
