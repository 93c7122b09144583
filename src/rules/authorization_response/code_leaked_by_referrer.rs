//! The address of the callback must not be told to others.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Subject, Verdict, example, examples};
use crate::rule::{authorize, pages, parties};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "code-leaked-by-referrer",
    title: "Code or token in a `Referer` to another site",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.2.4"), Document::Rfc9700.at("4.2")],
    why: "The other site gets the whole address of the callback, with the code or token in it, and can \
          use it.",
    fix: "Send `Referrer-Policy: no-referrer` with the client's callback page, load nothing of others \
          in it, and redirect away from it at once.",
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
> GET https://stats.example.net/p?page=cb HTTP/1.1
> Referer: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
>
< HTTP/1.1 204 No Content
<"),
    good: example(examples::CALLBACK_PAGE),
    evidence: Evidence::Seen(Subject::Bystander),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let secrets = parties::front_channel_secrets(flow);
    let Some((response, _, _)) = secrets.first() else { return Verdict::NotApplicable };
    let sites = parties::Sites::of(flow);
    let leak = parties::carriers(flow, response.exchange, &secrets).into_iter().find_map(|exchange| {
        let referer = exchange.request.headers.first("referer")?;
        let (_, name, _) = secrets.iter().find(|(_, _, secret)| parties::carries(referer, secret))?;
        sites.lack(exchange).then_some((exchange, *name))
    });
    let Some((exchange, name)) = leak else {
        return match sites.are_left_with_headers(flow, response.exchange) {
            true => Verdict::pass("No request to another site has the code or a token in its `Referer`"),
            false => Verdict::NotApplicable,
        };
    };
    let says =
        format!("The request to `{}` carries the callback's `{name}` in its `Referer`", exchange.origin());
    let finding =
        Finding::at(pages::header(exchange, "referer"), says).and_at(Location::param(response, name));
    // A code that is bound to a verifier is of little use to others.
    let bound = name == "code" && flow.authorization_request().is_some_and(authorize::has_pkce);
    if bound { finding.severity(Severity::Warning) } else { finding }.verdict()
}
