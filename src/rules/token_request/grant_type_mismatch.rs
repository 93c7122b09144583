//! A `grant_type` with the parameters of another grant.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{DEVICE_GRANT, Message};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-mismatch",
    title: "Grant type that does not fit its parameters",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("4.1.3"), Document::Rfc6749.at("6")],
    why: "The request says that it brings one thing and brings another, so the provider misses what it \
          needs.",
    fix: "Set `grant_type` to what is sent: `authorization_code` with a `code`, `refresh_token` with a \
          `refresh_token`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\"}"),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

/// Grant and the parameter that it cannot do without.
const NEEDS: [(&str, &str); 5] = [
    ("authorization_code", "code"),
    ("refresh_token", "refresh_token"),
    (DEVICE_GRANT, "device_code"),
    ("password", "username"),
    ("urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion"),
];

fn judge(request: &Message<'_>) -> Verdict {
    let Some(grant) = request.given("grant_type") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let needs = NEEDS.iter().find(|(name, _)| *name == grant).map(|(_, needs)| *needs);
    let other = NEEDS.iter().find(|(name, brings)| *name != grant && request.given(brings).is_some());
    let lacks = match (needs, grant) {
        (Some(needs), _) => request.given(needs).is_none(),
        (None, "client_credentials") => true,
        (None, _) => return Verdict::NotApplicable,
    };
    match other.filter(|_| lacks) {
        Some((of, brings)) => {
            let says = format!(
                "`grant_type` is `{grant}`, but the request brings a `{brings}`, which belongs \
                    to `{of}`"
            );
            let finding = Finding::at(Location::param(request, "grant_type"), says)
                .and_at(Location::param(request, brings));
            let fitting =
                ["invalid_request", "invalid_grant", "unsupported_grant_type", "unauthorized_client"];
            let finding = token::weighed(finding, request, &fitting);
            if needs.is_none() { finding.likely().verdict() } else { finding.verdict() }
        }
        None if lacks && needs.is_some() => Verdict::NotApplicable,
        None => Verdict::pass(format!("The request brings what `{grant}` needs")),
    }
}
