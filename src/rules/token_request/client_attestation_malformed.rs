//! A client that shows who vouches for it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-attestation-malformed",
    title: "Client attestation that cannot be accepted",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Attestation.at("")],
    why: "The provider must see which client is vouched for, and that the client holds the key that the \
          attestation names; else it counts as unknown.",
    fix: "Let the client send `OAuth-Client-Attestation` for its own client id, with the proof in `OAuth- \
          Client-Attestation-PoP`.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> OAuth-Client-Attestation: eyJhbGciOiJFUzI1NiIsInR5cCI6Im9hdXRoLWNsaWVudC1hdHRlc3RhdGlvbitqd3QifQ.eyJpc3MiOiJodHRwczovL2F0dGVzdGVyLmV4YW1wbGUiLCJzdWIiOiJraW9zayIsImV4cCI6MTc5NTQ3MDAwMCwiY25mIjp7Imp3ayI6eyJrdHkiOiJFQyJ9fX0.c2ln
> OAuth-Client-Attestation-PoP: eyJhbGciOiJFUzI1NiIsInR5cCI6Im9hdXRoLWNsaWVudC1hdHRlc3RhdGlvbi1wb3Arand0In0.eyJpc3MiOiJraW9zayIsImF1ZCI6Imh0dHBzOi8vb3AuZXhhbXBsZSIsImp0aSI6ImoxIiwiaWF0IjoxNzk1NDY2NDAwfQ.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> OAuth-Client-Attestation: eyJhbGciOiJFUzI1NiIsInR5cCI6Im9hdXRoLWNsaWVudC1hdHRlc3RhdGlvbitqd3QifQ.eyJpc3MiOiJodHRwczovL2F0dGVzdGVyLmV4YW1wbGUiLCJzdWIiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJjbmYiOnsiandrIjp7Imt0eSI6IkVDIn19fQ.c2ln
> OAuth-Client-Attestation-PoP: eyJhbGciOiJFUzI1NiIsInR5cCI6Im9hdXRoLWNsaWVudC1hdHRlc3RhdGlvbi1wb3Arand0In0.eyJpc3MiOiJzaG9wIiwiYXVkIjoiaHR0cHM6Ly9vcC5leGFtcGxlIiwianRpIjoiajEiLCJpYXQiOjE3OTU0NjY0MDB9.c2ln
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let headers = &request.exchange.request.headers;
    let (attestation, proof) =
        (headers.first("oauth-client-attestation"), headers.first("oauth-client-attestation-pop"));
    let place = Location::of(request, Part::RequestHeader, Some("oauth-client-attestation"));
    let says = match (attestation.map(Jwt::read), proof.map(Jwt::read)) {
        (None, None) => {
            return match request.headers_not_recorded() {
                true => Verdict::lacks("The token request's headers are not in the capture."),
                false => Verdict::NotApplicable,
            };
        }
        (Some(None), _) => "The client attestation is no JWT".to_owned(),
        (None, Some(_)) => "The proof comes without a client attestation".to_owned(),
        (Some(Some(_)), None) => "The client attestation comes without its proof".to_owned(),
        (_, Some(None)) => "The proof of the client attestation is no JWT".to_owned(),
        (Some(Some(attested)), Some(Some(proof))) => match fault(request, &attested, &proof) {
            Some(fault) => fault,
            None => return Verdict::pass("The client attestation is for this client and comes with a proof"),
        },
    };
    token::weighed(Finding::at(place, says), request, &["invalid_client", "invalid_request"]).verdict()
}

fn fault(request: &Message<'_>, attested: &Jwt, proof: &Jwt) -> Option<String> {
    let subject = attested.claim_text("sub").unwrap_or_default();
    if let Some(id) = request.given("client_id").filter(|id| *id != subject) {
        return Some(format!("The client attestation is for `{subject}`, the client is `{id}`"));
    }
    if attested.claims.get("cnf").is_none_or(|cnf| cnf.get("jwk").is_none()) {
        return Some("The client attestation names no key (`cnf` with `jwk`)".into());
    }
    (proof.audiences().is_empty()).then(|| "The proof of the client attestation has no `aud`".to_owned())
}
