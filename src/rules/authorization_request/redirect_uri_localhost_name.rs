//! Native apps name the loopback address, not `localhost`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-localhost-name",
    title: "`localhost` as the host of a native app's `redirect_uri`",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[Document::Rfc8252.at("8.3")],
    why: "The name `localhost` may lead to another address than the app listens on, and firewalls and \
          DNS settings can change it.",
    fix: "Use `http://127.0.0.1:{port}` or `http://[::1]:{port}` in the client, and register that.",
    config: "{\"client_id\":\"shop\",\"application_type\":\"native\"}",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2Flocalhost%3A53123%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: http://localhost:53123/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2F127.0.0.1%3A53123%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: http://127.0.0.1:53123/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    // A web application under development is no native app.
    if config.application_type.as_deref() != Some("native") {
        return Verdict::NotApplicable;
    }
    authorize::on(flow, "redirect_uri", |request, uri| {
        let by_name = url::Url::parse(uri).is_ok_and(|url| url.host_str() == Some("localhost"));
        if !by_name {
            return Verdict::pass(format!("`{uri}` does not go by the name `localhost`"));
        }
        let says = format!("`redirect_uri` is `{uri}`: a name in place of the loopback address");
        Finding::at(Location::param(request, "redirect_uri"), says).verdict()
    })
}
