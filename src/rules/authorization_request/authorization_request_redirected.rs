//! A redirect to another spelling of the address must keep the request.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "authorization-request-redirected",
    title: "Redirect that drops the authorization request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("3.1"), Document::Rfc9110.at("15.4")],
    why: "The address of the provider is spelt otherwise than the provider wants it (`http`, a slash, \
          another host name). The redirect to the right spelling forgets the parameters, or turns a \
          POST into a GET without its body.",
    fix: "Set the address in the client exactly as the provider's metadata spells it.",
    config: "",
    bad: example("> GET http://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 301 Moved Permanently
< Location: https://op.example/authorize
<"),
    good: example(examples::AUTHORIZATION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut requests = flow.of(Kind::AuthorizationRequest).peekable();
    if requests.peek().is_none() {
        return Verdict::NotApplicable;
    }
    match requests.find_map(|request| Some((request, target(request)?))) {
        None if flow.of(Kind::AuthorizationRequest).any(|request| request.is_cut_redirect()) => {
            Verdict::lacks("Where the redirect leads is not in the capture.")
        }
        None => Verdict::pass("No redirect drops the parameters of the request"),
        Some((request, target)) => {
            let address = target.split('?').next().unwrap_or_default();
            let says = format!(
                "`{}` answers with a redirect to `{address}`, without `client_id`",
                request.exchange.address()
            );
            let place = Location::of(request, Part::ResponseLocation, None);
            authorize::settled(flow, Finding::at(place, says)).verdict()
        }
    }
}

/// The target of a redirect to another spelling of the same address that does not carry the request on.
fn target(request: &Message<'_>) -> Option<String> {
    let target = request.exchange.redirect_target()?;
    let (from, to) = (request.exchange.url()?, url::Url::parse(&target).ok()?);
    let spelling = |url: &url::Url| {
        let host = url.host_str().unwrap_or_default();
        (
            host.strip_prefix("www.").unwrap_or(host).to_owned(),
            url.path().trim_end_matches('/').to_ascii_lowercase(),
        )
    };
    let carried = to.query_pairs().any(|(name, _)| name == "client_id" || name == "request_uri");
    // A POST that is answered by 307 or 308 is sent once more as it was.
    let repeated = matches!(request.answer.status, Some(307 | 308)) && request.part == Part::RequestBody;
    (spelling(&from) == spelling(&to) && !carried && !repeated).then_some(target)
}
