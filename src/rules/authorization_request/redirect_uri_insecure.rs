//! The response must not travel without TLS; `http` is for this machine only.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::http::is_loopback;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::rule::{authorize, host};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-insecure",
    title: "`redirect_uri` without TLS",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("2.6"), Document::Rfc6749.at("3.1.2.1")],
    why: "The code comes back through this address; whoever shares the network reads it.",
    fix: "Serve the redirect URI of the client by `https`, and register that address.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=http%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: http://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(uri) = request.given("redirect_uri") else { return Verdict::NotApplicable };
    let insecure = url::Url::parse(uri).ok().filter(|url| url.scheme() == "http" && !is_loopback(url));
    let Some(url) = insecure else {
        return Verdict::pass(format!("`{uri}` does not leave this machine without TLS"));
    };
    let says = format!("`redirect_uri` is `{uri}`: the response travels without TLS");
    let finding = Finding::at(Location::param(request, "redirect_uri"), says);
    let internal = host::is_internal(&url);
    if internal { finding.severity(Severity::Info) } else { finding }.verdict()
}
