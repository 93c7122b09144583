//! What the rules on DPoP share: the proofs of a login (RFC 9449, section 4) and which server errors fit them.

use crate::flow::Flow;
use crate::oauth::jwk::Jwk;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Finding, Location, Verdict, token};

/// Error codes that a server has for a proof it does not take.
pub const FITTING: [&str; 3] = ["invalid_dpop_proof", "invalid_request", "invalid_token"];

/// A proof that could be read.
pub struct Proof<'f, 'c> {
    pub message: &'f Message<'c>,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// Requests with a `DPoP` header.
pub fn proven<'f, 'c>(flow: &'f Flow<'c>) -> impl Iterator<Item = &'f Message<'c>> {
    flow.messages
        .iter()
        .filter(|message| message.kind != Kind::Preflight && message.exchange.request.headers.has("dpop"))
}

/// The proofs of a login that can be read, in order of time; two messages of one exchange have one.
pub fn proofs<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Proof<'f, 'c>> {
    let mut proofs: Vec<Proof<'f, 'c>> = Vec::new();
    for message in proven(flow) {
        let text = message.exchange.request.headers.first("dpop").unwrap_or_default();
        let known = |proof: &Proof<'_, '_>| std::ptr::eq(proof.message.exchange, message.exchange);
        if let Some(jwt) = Jwt::read(text).filter(|_| !proofs.iter().any(known)) {
            proofs.push(Proof { message, text, jwt });
        }
    }
    proofs
}

/// One verdict from those on each proof.
pub fn each(flow: &Flow<'_>, judge: impl Fn(&Proof<'_, '_>) -> Verdict) -> Verdict {
    let proofs = proofs(flow);
    if proofs.is_empty() && proven(flow).next().is_some() {
        return Verdict::lacks("The DPoP proof in the capture cannot be read.");
    }
    token::each(proofs.iter(), judge)
}

impl Proof<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, name: &str) -> Location {
        Location::of(self.message, Part::RequestHeader, Some(&format!("dpop.{name}")))
    }

    /// The key in its header.
    pub fn key(&self) -> Option<Jwk> {
        Jwk::read(self.jwt.header.get("jwk")?).ok()
    }

    /// The finding as a verdict: only likely where the server's answer names another fault.
    pub fn fails(&self, finding: Finding) -> Verdict {
        token::weighed(finding, self.message, &FITTING).verdict()
    }
}

/// A token request with a good proof.
pub const EXAMPLE: &str = "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> DPoP: eyJhbGciOiJFUzI1NiIsInR5cCI6ImRwb3Arand0IiwiandrIjp7Imt0eSI6IkVDIiwiY3J2IjoiUC0yNTYiLCJ4IjoicTc5UkY1emQ1cmFaeHdyVG85bWhZcVg1dUFuMXNPZXZVMU1abmk0X1lRVSIsInkiOiJIRDgzZmdGcjdOU2xrX0cxZ0w1WlltRjlIMzQ2dGc3SmZQZnFCdU14QjNjIn19.eyJqdGkiOiJwMSIsImh0bSI6IlBPU1QiLCJodHUiOiJodHRwczovL29wLmV4YW1wbGUvdG9rZW4iLCJpYXQiOjE3NzI0NDIwMDR9.jcxD49aTC6JiM-8La_KEGsotoWVWQaWGHMOmg31a4PENIL5YbDbqtYqrlIYQE6rfXZ1ge6z2gMwzgXC0Xzvucg
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"token_type\":\"DPoP\",\"access_token\":\"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y\"}";
