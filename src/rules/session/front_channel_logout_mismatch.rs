//! A logout in a frame names issuer and session.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "front-channel-logout-mismatch",
    title: "Front-channel logout for another issuer or session",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::FrontChannelLogout.at("3")],
    why: "The client must end the session that `iss` and `sid` name. With other values it ends none, \
          and the person stays signed in there.",
    fix: "Let the provider load the client's logout page with its own issuer and the `sid` of the ID \
          token.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEiLCJzaWQiOiJzLTEiLCJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc2NzYxMDgwMH0.c2ln\"}
> GET https://shop.example/frontchannel?iss=https%3A%2F%2Fother.example&sid=s-1 HTTP/1.1
> Sec-Fetch-Dest: iframe
>
< HTTP/1.1 200 OK
<"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at-made-up\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwic3ViIjoidTEiLCJzaWQiOiJzLTEiLCJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc2NzYxMDgwMH0.c2ln\"}
> GET https://shop.example/frontchannel?iss=https%3A%2F%2Fop.example&sid=s-1 HTTP/1.1
> Sec-Fetch-Dest: iframe
>
< HTTP/1.1 200 OK
<"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let framed = flow
        .of(Kind::Logout)
        .find(|request| request.given("iss").is_some() && request.given("sid").is_some());
    let Some(request) = framed else { return Verdict::NotApplicable };
    let Some((_, _, token)) = flow.id_tokens().next() else {
        return Verdict::lacks("The ID token of the session is not in the capture.");
    };
    let differs = ["iss", "sid"].into_iter().find_map(|name| {
        let (sent, own) = (request.given(name)?, token.claim_text(name)?);
        (sent != own).then_some((name, sent, own.to_owned()))
    });
    let Some((name, sent, own)) = differs else {
        return Verdict::pass("The logout in the frame names the issuer and session of the ID token");
    };
    let place = Location::param(request, name);
    let says = format!("The logout in the frame has another `{name}` than the ID token");
    match name {
        "iss" => Finding::at(place.clone(), says)
            .compared(("ID token", None, &own), ("Logout", Some(place), sent))
            .verdict(),
        _ => Finding::at(place.clone(), says).rows(vec![Row::secret("Logout", place, sent)]).verdict(),
    }
}
