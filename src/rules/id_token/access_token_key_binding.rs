//! The key in an access token against the key of the proof.

use serde_json::Value;

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::rule::access_token::{self, Used};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, dpop, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-key-binding",
    title: "Access token bound to another key",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9449.at("6.1"), Document::Rfc9449.at("7.1")],
    why: "A bound token names the key that its caller must prove to hold. With a proof by another key \
          the API refuses it, as it would refuse a thief.",
    fix: "Keep the key with the tokens in the client, and make the proof for an API with the key of \
          the token request.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIiwiY25mIjp7ImprdCI6IjJlbWhaWU00RjU4RncwUTVnaERjTldwU210SFV4dW9pLXVxMU1xUGFZZVkifX0.GumqfZ0J8Rim2n7tMiu0iv_HEYTMcdGhUZWLr7_T3GoDFwIh81S4i-tLr4xYg20jCBrSZxN50MFBt3lFwVcFVA\",\"token_type\":\"DPoP\"}
> GET https://api.example/me HTTP/1.1
> Authorization: DPoP eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIiwiY25mIjp7ImprdCI6IjJlbWhaWU00RjU4RncwUTVnaERjTldwU210SFV4dW9pLXVxMU1xUGFZZVkifX0.GumqfZ0J8Rim2n7tMiu0iv_HEYTMcdGhUZWLr7_T3GoDFwIh81S4i-tLr4xYg20jCBrSZxN50MFBt3lFwVcFVA
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMiIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vYXBpLmV4YW1wbGUvbWUiLCJpYXQiOjE3NzI0NDIwMDQsImF0aCI6IkIxWDdPSmtMYVh2T0U4bENDYVlCSzlhNG5QOEpWOHhrcDF6b1ltNHA3T2cifQ.x-7dUPFuyCtbr-5p14vvD01_ra91G_JcQ3hwqmioxZ-YrZSwDKnZ6L98nZmze5uA4-djjBhfpgBoppckJMvQqA
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: DPoP error=\"invalid_token\"
<
"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIiwiY25mIjp7ImprdCI6InV5MHlncUp4MWg4bFd0b2MwSE44U2RYaXRBTEpNRG1oWURKSVY2OWtrUXcifX0.iD7_vZNihOwEE1sHQdNLBm6WETUgpbozKNiqoittKjxR4-UoWVcnS187Bpq2I24WrzhYlEd63PpSSOvJo3YiNw\",\"token_type\":\"DPoP\"}
> GET https://api.example/me HTTP/1.1
> Authorization: DPoP eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIiwiY25mIjp7ImprdCI6InV5MHlncUp4MWg4bFd0b2MwSE44U2RYaXRBTEpNRG1oWURKSVY2OWtrUXcifX0.iD7_vZNihOwEE1sHQdNLBm6WETUgpbozKNiqoittKjxR4-UoWVcnS187Bpq2I24WrzhYlEd63PpSSOvJo3YiNw
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMiIsImh0bSI6IkdFVCIsImh0dSI6Imh0dHBzOi8vYXBpLmV4YW1wbGUvbWUiLCJpYXQiOjE3NzI0NDIwMDQsImF0aCI6IkViZkdlTHhnMzRvM3VWUEtmZnRYajcwdk55WHJyYlR0Wng4MVNKdlQ2SFEifQ.SKRpxhav5TzC1C9HflV_68ZV5OxZWT8ne_4GXYAaeqX9PrRNKE6Oz2ISX6-o10v03Lp_HSjYMWFpFp9lM50uDg
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::ApiCall), Reading::Headers(crate::oauth::Kind::Userinfo)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    access_token::each(flow, |used| judge(flow, used))
}

fn judge(flow: &Flow<'_>, used: &Used<'_, '_>) -> Verdict {
    let Some(bound) = used.jwt.claims.get("cnf").and_then(|cnf| cnf.get("jkt")).and_then(Value::as_str)
    else {
        return Verdict::NotApplicable;
    };
    let proofs = dpop::proofs(flow);
    let own = proofs.iter().find(|proof| std::ptr::eq(proof.message.exchange, used.call.exchange));
    let Some(key) = own.and_then(|proof| proof.key()).and_then(|key| key.thumbprint) else {
        return Verdict::lacks("The DPoP proof of the API call is not in the capture.");
    };
    if key == bound {
        return Verdict::pass("The access token is bound to the key of the proof");
    }
    let says = format!("The access token is bound to key `{bound}`, the proof is made with `{key}`");
    Finding::at(used.place("cnf"), says)
        .compared(("Access token", Some(used.place("cnf")), bound), ("DPoP proof", None, &key))
        .verdict()
}
