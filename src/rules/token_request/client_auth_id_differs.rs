//! The client id in the places where a token request names it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Reading, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-id-differs",
    title: "Two client ids in one token request",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1"), Document::Rfc7521.at("4.2")],
    why: "The request names two clients. The provider must refuse it, or takes the credentials for those \
          of another client.",
    fix: "Send one `client_id` everywhere: in HTTP Basic, in the body and as the assertion's subject; look \
          for a value of another environment.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDo3RmpmcDBaQnIxS3REUmJuZlZkbUl3
>
grant_type=authorization_code&client_id=shop-test&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDo3RmpmcDBaQnIxS3REUmJuZlZkbUl3
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest), Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let basic = request.basic().filter(|basic| !basic.client_id.is_empty());
    let assertion = request.given("client_assertion").and_then(Jwt::read);
    let header = Location::of(request, Part::RequestHeader, Some("authorization"));
    let own =
        request.given("client_id").map(|id| ("Body", Location::param(request, "client_id"), id.to_owned()));
    let subject = assertion.as_ref().and_then(|token| {
        // An assertion by a third party has that party's subject (RFC 7521, section 3).
        let by_client = token.claim_text("iss") == token.claim_text("sub");
        token.claim_text("sub").filter(|_| by_client)
    });
    let subject =
        subject.map(|id| ("Assertion", Location::param(request, "client_assertion"), id.to_owned()));
    let user = basic.as_ref().map(|basic| ("HTTP Basic", header, basic.client_id.clone()));
    let raw = basic.as_ref().map(client_auth::raw_user);
    let named: Vec<(&str, Location, String)> = user.into_iter().chain(subject).chain(own).collect();
    let [first, rest @ ..] = named.as_slice() else { return Verdict::NotApplicable };
    if rest.is_empty() {
        return Verdict::NotApplicable;
    }
    let differing =
        rest.iter().find(|(_, _, id)| *id != first.2 && raw.as_ref() != Some(id) && !token::is_redacted(id));
    let Some(second) = differing.filter(|_| !token::is_redacted(&first.2)) else {
        return Verdict::pass(format!("The request names one client, `{}`, wherever it does", first.2));
    };
    let says = format!(
        "The request names the client `{}` ({}) and the client `{}` ({})",
        first.2, first.0, second.2, second.0
    );
    let finding = Finding::at(first.1.clone(), says)
        .and_at(second.1.clone())
        .compared((first.0, Some(first.1.clone()), &first.2), (second.0, Some(second.1.clone()), &second.2));
    token::weighed(
        finding,
        request,
        &["invalid_client", "invalid_request", "unauthorized_client", "invalid_grant"],
    )
    .verdict()
}
