//! Codes and tokens go to the client, the provider and the APIs, and to nobody else.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Part;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Subject, Verdict, example, examples};
use crate::rule::{others, parties};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-leaked-to-third-party",
    title: "Code or token sent to a third party",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.2"), Document::Rfc9700.at("4.3")],
    why: "Statistics, error reports and advertising take the address of the page, with the code or \
          token in it. It then stands in the logs of a company that should not have it.",
    fix: "Remove code and tokens from the address in the client before such scripts run, or keep them \
          off the callback page.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<p>Signed in</p>
> GET https://stats.example.net/p?page=https%3A%2F%2Fshop.example%2Fcb%3Fcode%3DSplxlOBeZQQYbYS6WxSbIA HTTP/1.1
> Referer: https://shop.example/
>
< HTTP/1.1 204 No Content
<"),
    good: example(examples::CALLBACK_PAGE),
    evidence: Evidence::Seen(Subject::Bystander),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let secrets = parties::secrets(flow);
    let Some((first, _, _)) = secrets.first() else { return Verdict::NotApplicable };
    let sites = parties::Sites::of(flow);
    let leak = parties::carriers(flow, first.exchange, &secrets).into_iter().find_map(|exchange| {
        let in_url = secrets.iter().find(|(_, _, secret)| parties::carries(&exchange.request.url, secret));
        let beacon = exchange.request.headers.first("sec-fetch-mode") == Some("no-cors");
        let body = exchange.request.body.text().filter(|_| beacon && exchange.request.method == "POST");
        let in_body =
            body.and_then(|body| secrets.iter().find(|(_, _, secret)| parties::carries(body, secret)));
        let part = if in_url.is_some() { Part::RequestUrl } else { Part::RequestBody };
        let (_, name, _) = in_url.or(in_body)?;
        sites.lack(exchange).then_some((exchange, *name, part))
    });
    let Some((exchange, name, part)) = leak else {
        return match sites.are_left(flow, first.exchange) {
            true => Verdict::pass("Code and tokens go to no other site in an address or a beacon"),
            false => Verdict::NotApplicable,
        };
    };
    let says = format!("The request to `{}` carries the login's `{name}`", exchange.origin());
    Finding::at(others::whole(exchange, part), says).verdict()
}
