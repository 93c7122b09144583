//! Behind a proxy that ends TLS the client must lead on by https.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::flow::What;
use crate::oauth::{Kind, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "callback-redirects-to-http",
    title: "Redirect from `https` to `http` after the callback",
    severity: Severity::Warning,
    class: Class::Conformance,
    specs: &[Document::Rfc9700.at("2.6"), Document::Rfc9700.at("4.13")],
    why: "The client believes that it is reached by plain `http` and sends the browser there. Its \
          `Secure` cookies do not come along, and the login is forgotten or begins again.",
    fix: "Let the proxy send `X-Forwarded-Proto` and the client trust it, or set the client's public \
          address.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: http://shop.example/home
<"),
    good: example(examples::CALLBACK),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut callbacks = flow.of(Kind::Callback).peekable();
    if callbacks.peek().is_none() {
        return Verdict::NotApplicable;
    }
    let found = callbacks.find_map(|callback| {
        let (from, to) =
            (callback.exchange.url()?, url::Url::parse(&callback.exchange.redirect_target()?).ok()?);
        let down = from.scheme() == "https" && to.scheme() == "http" && from.host_str() == to.host_str();
        (down && !crate::http::is_loopback(&to)).then_some((callback, to))
    });
    let Some((callback, to)) = found else {
        return match flow.of(Kind::Callback).any(|callback| callback.is_cut_redirect()) {
            true => Verdict::lacks("Where the redirect leads is not in the capture."),
            false => Verdict::pass("The client leads on without leaving `https`"),
        };
    };
    let says =
        format!("The callback came by `https`; the client leads on to `{}`", crate::http::origin_of(&to));
    let finding = Finding::at(Location::of(callback, Part::ResponseLocation, None), says);
    let failed = flow.failures.iter().any(|failure| failure.what == What::ClientFailed);
    if failed { finding.class(Class::Failure).severity(Severity::Error).likely() } else { finding }.verdict()
}
