//! A `code_verifier` in the token request of a login that began without PKCE.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::asked::{Asked, asked};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-verifier-unexpected",
    title: "A `code_verifier` without a challenge",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9700.at("4.8.2"), Document::Rfc7636.at("4.6")],
    why: "The provider has no challenge to compare the verifier with. It must refuse, since a challenge \
          that vanished on the way is what an attack looks like.",
    fix: "Send `code_challenge` and `code_challenge_method=S256` in the authorization request of the same \
          login, from the code that makes the verifier.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}"),
    good: example(examples::PKCE_LOGIN),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::redeeming(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    if request.body_not_recorded() {
        return Verdict::lacks(token::BODY);
    }
    if request.given("code_verifier").is_none() {
        return Verdict::NotApplicable;
    }
    if !token::is_of_this_login(flow, request) {
        return Verdict::lacks(token::OTHER_LOGIN);
    }
    match asked(flow, "code_challenge") {
        Asked::Sent(..) => {
            Verdict::pass("The verifier belongs to a login that began with a `code_challenge`")
        }
        Asked::Unseen(what) => Verdict::lacks(what),
        Asked::Absent(by) => {
            let (here, there) =
                (Location::param(request, "code_verifier"), Location::param(by, "code_challenge"));
            let says = "The token request sends a `code_verifier`, the authorization request sent no \
                    `code_challenge`";
            let finding = Finding::at(here, says).and_at(there.clone());
            let finding = finding.rows(vec![Row::absent("Authorization request", there)]);
            token::weighed(finding, request, &["invalid_grant", "invalid_request"]).verdict()
        }
    }
}
