//! `scope` where a code is redeemed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "scope-in-code-exchange",
    title: "`scope` in the request that redeems a code",
    severity: Severity::Info,
    class: Class::Conformance,
    specs: &[Document::Rfc6749.at("4.1.3")],
    why: "The scope was decided with the code. The request that redeems it has no such parameter: a provider \
          may ignore it, refuse the request, or read it in a way of its own.",
    fix: "Leave `scope` out of the token request; it belongs into the authorization request.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid%20email
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    // Entra documents it for its own endpoint.
    if matches!(flow.provider.id, "entra" | "b2c" | "adfs") {
        return Verdict::NotApplicable;
    }
    token::each(token::redeeming(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    match request.given("scope") {
        Some(scope) => {
            let says = format!("The request that redeems the code has `scope` `{scope}`");
            Finding::at(Location::param(request, "scope"), says).verdict()
        }
        None if request.body_not_recorded() => Verdict::lacks(token::BODY),
        None => Verdict::pass("The request that redeems the code leaves `scope` out"),
    }
}
