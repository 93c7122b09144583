//! A challenge without a method is read as `plain`.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::pkce;
use crate::rule::authorize;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "pkce-method-missing",
    title: "No `code_challenge_method` beside a hashed `code_challenge`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7636.at("4.3")],
    why: "The provider then expects the challenge itself as verifier, and refuses the code when the real \
          verifier comes.",
    fix: "Add `code_challenge_method=S256` to the authorization request of the client.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM HTTP/1.1
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
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let request = match authorize::readable(flow) {
        Ok(request) => request,
        Err(verdict) => return verdict,
    };
    let Some(challenge) = request.given("code_challenge") else { return Verdict::NotApplicable };
    if let Some(method) = request.given("code_challenge_method") {
        return Verdict::pass(format!("`code_challenge_method` is `{method}`"));
    }
    let place = Location::param(request, "code_challenge_method");
    let token = flow.code_requests().find(|token| token.given("code_verifier").is_some());
    let verifier = token.and_then(|token| Some((token, token.given("code_verifier")?)));
    let none = "There is no `code_challenge_method`, so the challenge counts as `plain`";
    match verifier {
        Some((_, verifier)) if verifier == challenge => {
            Verdict::pass("The challenge is `plain`, and so is its method")
        }
        Some((token, verifier)) if pkce::s256(verifier) == challenge => {
            let says = format!("{none}; it is the S256 hash of the verifier");
            Finding::at(place, says).and_at(Location::param(token, "code_verifier")).verdict()
        }
        _ if authorize::refused_for(flow, &["code_challenge", "challenge method", "pkce"]) => {
            Finding::at(place, format!("{none}, and the provider refuses it")).verdict()
        }
        // 43 characters are the length of a hash, and of the usual verifier.
        _ if challenge.len() == 43 => {
            let says = format!("{none}; its 43 characters look like an S256 hash");
            Finding::at(place, says).severity(Severity::Warning).likely().verdict()
        }
        _ => Verdict::pass("No method: the challenge is `plain`, as its length says"),
    }
}
