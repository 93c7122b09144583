//! Scripts of others run in the page that has the code in its address.

use crate::config::ClientConfig;
use crate::flow::{self, Flow, Sign};
use crate::http::{Exchange, Initiator};
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, others, parties};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-third-party-resources",
    title: "Scripts of other sites on the callback page",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.2.4")],
    why: "A script in the page can read its address, and so the code or token in it.",
    fix: "Keep the client's callback page free of other sites' scripts, or redirect away from it before \
          they are loaded.",
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
> GET https://stats.example.net/a.js HTTP/1.1
> Sec-Fetch-Dest: script
> Referer: https://shop.example/
>
< HTTP/1.1 200 OK
< Content-Type: text/javascript
<
1"),
    good: example(examples::CALLBACK_PAGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let page = flow.of(Kind::Callback).find(|callback| {
        callback.answer.status == Some(200)
            && callback.part != Part::RequestBody
            && callback.exchange.initiator != Initiator::Script
            && ["code", "access_token", "id_token"].iter().any(|name| callback.given(name).is_some())
    });
    let Some(page) = page else { return Verdict::NotApplicable };
    let (sites, origin) = (parties::Sites::of(flow), page.exchange.origin());
    let script = |exchange: &&Exchange| {
        exchange.request.headers.first("referer").is_some_and(|referer| referer.starts_with(&origin))
            && sites.lack(exchange)
    };
    let next = flow.around.after_with(page.exchange, Sign::Navigates, "").next();
    let on_page = flow
        .around
        .after_with(page.exchange, Sign::LoadsScript, "")
        .take_while(|script| next.is_none_or(|next| flow::after(next, script)));
    let Some(found) = on_page.into_iter().find(script) else {
        return match flow.around.after(page.exchange).is_empty() {
            true => Verdict::lacks("What the callback page loads is not in the capture."),
            false => Verdict::pass("No script of another site is seen on the callback page"),
        };
    };
    let says = format!("The callback page loads a script of `{}`", found.origin());
    let finding = Finding::at(others::whole(found, Part::RequestUrl), says);
    // A code that is bound to a verifier is of little use to others.
    let bound =
        page.given("access_token").is_none() && flow.authorization_request().is_some_and(authorize::has_pkce);
    if bound { finding.severity(Severity::Info) } else { finding }.verdict()
}
