//! The key that a client assertion names among the registered ones.

use crate::config::ClientConfig;
use crate::flow::{Flow, Signature, Signer};
use crate::rule::jwt_check::Carried;
use crate::rule::{
    Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, signed, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-key-unknown",
    title: "Client assertion signed with a key that is not registered",
    severity: Severity::Warning,
    class: Class::Failure,
    specs: &[Document::Rfc7515.at("4.1.4"), Document::OidcCore.at("10.1"), Document::Rfc7591.at("2")],
    why: "The server looks for the key among those that are registered for the client. With a `kid` \
          that it does not find, it cannot verify the signature and refuses the client.",
    fix: "Register the public key that belongs to the private key in use, and put its `kid` into the \
          header of the assertion.",
    config: "{\"client_id\":\"shop\",\"issuer\":\"https://op.example\",\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"UXOxkFuNWGTpYhU6JD9Bbg9w1xImUPvnWJ7XUis8niQ\",\"y\":\"vPcc4XDXEah5yaG-6tvEVwgkgPpRX_7hGoPvK4EtGbA\",\"kid\":\"client-1\",\"use\":\"sig\",\"alg\":\"ES256\"}]}}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiIsImtpZCI6Im90aGVyLTEifQ.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZS90b2tlbiIsImV4cCI6MTc3MjQ0MjMwNSwiaWF0IjoxNzcyNDQyMDA0LCJqdGkiOiJqMSJ9.pxcK7NUCjzCAydtwT4X_N2T1gYDG0aYHxvCZdFwtKV09eAi54s10G0Kv9Vs7_GV72KoaVJ_uaaQjtqwnwCwd4Q
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
    token::each(own, |carried| judge(flow, config, &carried))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, carried: &Carried<'_, '_>) -> Verdict {
    match flow.signature(config, Signer::Client, carried.text) {
        Signature::KeyUnknown { kid, known, from } => {
            let which = kid.map_or("no key".to_owned(), |kid| format!("key `{kid}`"));
            let has = known.iter().map(|kid| format!("`{kid}`")).collect::<Vec<_>>().join(", ");
            let of = signed::source_words(&from);
            let says = format!("The assertion names {which}; {of} has {has}");
            token::weighed(Finding::at(carried.place.clone(), says), carried.message, &["invalid_client"])
                .verdict()
        }
        Signature::Verified { key } | Signature::Wrong { key } | Signature::Unfit { key, .. } => {
            Verdict::pass(format!("The assertion names {}", signed::key_words(&key)))
        }
        Signature::Unsigned => Verdict::NotApplicable,
        Signature::NotCheckable(why) => Verdict::lacks(why),
    }
}
