//! A redirect after the password must not send the password on.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::Params;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-307-after-login",
    title: "Redirect that sends the password on to the client",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.12")],
    why: "With 307 and 308 the browser repeats the POST with its body: the client, or whoever is at its \
          address, gets the person's password.",
    fix: "Let the provider answer a login form with `303`.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form></form>
> POST https://op.example/login HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
>
username=ada&password=made-up-1
< HTTP/1.1 307 Temporary Redirect
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<form></form>
> POST https://op.example/login HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3
>
username=ada&password=made-up-1
< HTTP/1.1 303 See Other
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Body(Kind::Interaction), Reading::Body(Kind::AuthorizationResponse)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let pages = flow.messages.iter().filter(|message| {
        matches!(message.kind, Kind::AuthorizationRequest | Kind::Interaction | Kind::AuthorizationResponse)
            && message.exchange.request.method == "POST"
            && message.answer.status.is_some_and(|status| (300..400).contains(&status))
    });
    let mut pages = pages.peekable();
    if pages.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let leads_away = |message: &&Message<'_>| {
        let target = message.exchange.redirect_target().and_then(|target| url::Url::parse(&target).ok());
        target.is_some_and(|target| crate::http::origin_of(&target) != message.exchange.origin())
    };
    let repeats = |message: &&Message<'_>| matches!(message.answer.status, Some(307 | 308));
    let Some(page) = pages.find(|page| repeats(page) && leads_away(page) && has_password(page)) else {
        return Verdict::pass("No redirect of the provider sends a posted form on to another site");
    };
    let status = page.answer.status.unwrap_or_default();
    let says = format!("A form with a password is answered with `{status}` and a redirect to another site");
    Finding::at(Location::of(page, Part::ResponseStatus, None), says)
        .and_at(Location::of(page, Part::RequestBody, None))
        .verdict()
}

fn has_password(page: &Message<'_>) -> bool {
    let body = page.exchange.request.body.text().unwrap_or_default();
    Params::parse(body).0.iter().any(|param| {
        let name = param.name.to_ascii_lowercase();
        ["password", "passwd", "passwort", "pwd"].iter().any(|word| name.contains(word))
            && !param.value().is_empty()
    })
}
