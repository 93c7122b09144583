//! The second version of Entra ID takes scopes, no `resource`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::resource;
use crate::rule::{Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "resource-with-v2-endpoint",
    title: "`resource` at the v2.0 endpoint",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc8707.at("2")],
    why: "The endpoints under `/v2.0/` find the API by the scopes. They refuse `resource`, which \
          belongs to the first version.",
    fix: "Remove `resource` in the client and ask for the scopes of the API, such as \
          `api://{id}/.default`.",
    config: "",
    bad: example("> GET https://login.microsoftonline.com/contoso.example/oauth2/v2.0/authorize?response_type=code&client_id=11111111-2222-3333-4444-555555555555&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&nonce=n-0S6_WzA2Mj&scope=openid&resource=https%3A%2F%2Fgraph.microsoft.com HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?error=invalid_request&state=a1b2c3
<"),
    good: example("> GET https://login.microsoftonline.com/contoso.example/oauth2/authorize?response_type=code&client_id=11111111-2222-3333-4444-555555555555&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&resource=https%3A%2F%2Fgraph.microsoft.com HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<"),
    evidence: Evidence::Read(&[Reading::Asked, Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let mut asked = resource::given(flow).peekable();
    if asked.peek().is_none() {
        return Verdict::NotApplicable;
    }
    if flow.provider.id != "entra" {
        return Verdict::NotApplicable;
    }
    match asked.find(|(request, _)| request.exchange.path().contains("/v2.0/")) {
        None => Verdict::pass("`resource` is sent to the first version, which takes it"),
        Some((request, value)) => {
            let says = format!("`resource` is `{value}`, sent to `{}`", request.exchange.address());
            resource::settled(flow, request, Finding::at(Location::param(request, "resource"), says))
                .verdict()
        }
    }
}
