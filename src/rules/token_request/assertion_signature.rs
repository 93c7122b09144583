//! The signature of a client assertion against the client's keys.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer, Source};
use crate::rule::jwt_check::Carried;
use crate::rule::{
    Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, signed, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-signature",
    title: "Client assertion whose signature does not verify",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::Rfc7515.at("5.2")],
    why: "The signature proves that the client holds its private key. If it does not fit the \
          registered public key, the server refuses the client.",
    fix: "Sign in the client with the private key whose public half is registered at the provider; \
          after a change of keys register the new one first.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"UXOxkFuNWGTpYhU6JD9Bbg9w1xImUPvnWJ7XUis8niQ\",\"y\":\"vPcc4XDXEah5yaG-6tvEVwgkgPpRX_7hGoPvK4EtGbA\",\"kid\":\"client-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6ImNsaWVudC0xIn0.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.2CvaJo1PKaKl7_-OYKJHmn8qmFjM7AzIzigcbfG_CLiBoozV-iAwo9WmC1SFg_G9mrUTMirk0wTmQWDLcqHD-g
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SIGNED_ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let own = jwt_check::assertions(flow).filter(|carried| carried.is_of_client());
    token::each(own, |carried| {
        let settled = signed::settled(flow, config, Signer::Client, carried.text);
        settled.unwrap_or_else(|| judge(flow, config, &carried))
    })
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, carried: &Carried<'_, '_>) -> Verdict {
    let (key, says) = match flow.signature(config, Signer::Client, carried.text) {
        Signature::Wrong { key } => {
            let says = format!("The assertion's signature was not made with {}", signed::key_words(&key));
            (key, says)
        }
        Signature::Unfit { key, why } => {
            let says = format!("The assertion names {}, which {why}", signed::key_words(&key));
            (key, says)
        }
        Signature::Unsigned
        | Signature::KeyUnknown { .. }
        | Signature::Verified { .. }
        | Signature::NotCheckable(_) => {
            return Verdict::lacks("There is no signature, or no key that it could be made with.");
        }
    };
    let finding = Finding::at(carried.place.clone(), says);
    let finding = if matches!(key.from, Source::SecretOf { .. }) { finding.likely() } else { finding };
    token::weighed(finding, carried.message, &["invalid_client", "unauthorized_client"]).verdict()
}
