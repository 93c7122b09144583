//! A redirect URI is absolute.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "redirect-uri-relative",
    title: "Relative `redirect_uri`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1.2")],
    why: "The provider cannot know to which server a path belongs, and refuses the address.",
    fix: "Build the whole address in the client: scheme, host and path, as it is registered.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=%2Fcallback&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<p>Invalid redirect_uri</p>"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    authorize::on(flow, "redirect_uri", |request, uri| {
        let scheme = uri.split_once(':').map_or("", |(scheme, _)| scheme);
        let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        // `localhost:3000/cb` has a host where the scheme belongs; `postmessage` is Google's word for a popup.
        let host = uri.split_once(':').is_some_and(|(_, rest)| {
            rest.starts_with(|c: char| c.is_ascii_digit()) && (scheme == "localhost" || scheme.contains('.'))
        });
        let encoded = crate::http::decode(uri) != uri;
        if named && !host || encoded || uri == "postmessage" {
            return Verdict::pass(format!("`{uri}` names its scheme"));
        }
        let says = format!("`redirect_uri` is `{uri}`, without a scheme such as `https:`");
        authorize::settled(flow, Finding::at(Location::param(request, "redirect_uri"), says)).verdict()
    })
}
