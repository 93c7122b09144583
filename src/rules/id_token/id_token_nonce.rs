//! The `nonce` of an ID token against the one that the client sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};
use crate::rule::altered::alteration;
use crate::rule::asked::{Asked, asked};
use crate::rule::{Class, Finding, Location, Row, Rule, Severity, Verdict, asked, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-nonce",
    title: "Nonce that does not come back",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.1.3.7"), Document::OidcCore.at("15.5.2")],
    why: "The nonce ties the ID token to the login that asked for it. The client must refuse a token with \
          another one: it could be a stolen or an older token.",
    fix: "Keep the nonce of each login under its own `state`, percent-encode it in the authorization \
          request, and do not start a second login over the first.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&nonce=kQ3vn1Ye7c8Lx HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwibm9uY2UiOiJuLTBTNl9XekEyTWoifQ.c2ln\"}",
    good: "> GET https://op.example/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&nonce=n-0S6_WzA2Mj HTTP/1.1
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
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwibm9uY2UiOiJuLTBTNl9XekEyTWoifQ.c2ln\"}",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        judge(flow, message, &id_token, jwt_check::place(message, in_answer))
    })
}

fn judge(flow: &Flow<'_>, message: &Message<'_>, id_token: &Jwt, here: Location) -> Verdict {
    let (sent, by) = match asked(flow, "nonce") {
        Asked::Sent(nonce, by) => (nonce, by),
        Asked::Unseen(what) => return Verdict::lacks(what),
        Asked::Absent(_) => return Verdict::NotApplicable,
    };
    let there = Location::param(by, "nonce");
    let of_request = Row::secret("Authorization request", there.clone(), &sent);
    let Some(nonce) = id_token.claim_text("nonce") else {
        // A renewed token needs none (OpenID Connect Core, section 12.2).
        if message.kind == Kind::TokenRequest && message.grant() != Some("authorization_code") {
            return Verdict::NotApplicable;
        }
        let rows = vec![of_request, Row::absent("ID token", here.clone())];
        let says = "The authorization request sent a `nonce`, the ID token has none";
        return Finding::at(here, says).and_at(there).rows(rows).verdict();
    };
    if token::is_redacted(nonce) {
        return token::blanked("nonce");
    }
    if as_it_stands(by).is_some_and(|raw| raw != sent && raw.replace('+', " ") == nonce)
        && !went_on(flow, message)
    {
        let says = "The `nonce` came back with a space for a `+`: the client did not percent-encode \
                it as `%2B`";
        let rows = vec![
            Row::secret("Authorization request", there.clone(), &as_it_stands(by).unwrap_or_default()),
            Row::secret("ID token", here.clone(), nonce),
        ];
        let finding = Finding::at(there, says).and_at(here).rows(rows);
        return if flow.failures.is_empty() { finding.likely().verdict() } else { finding.verdict() };
    }
    let unencoded = as_it_stands(by).as_deref() == Some(nonce);
    if nonce == sent || unencoded || asked::all(flow, "nonce").any(|other| other == nonce) {
        return Verdict::pass("The `nonce` came back unchanged in the ID token");
    }
    let how = alteration(&sent, nonce).unwrap_or_else(|| "it is another value".into());
    let says = format!("The `nonce` of the ID token is not the one of the authorization request: {how}");
    let rows = vec![of_request, Row::secret("ID token", here.clone(), nonce)];
    Finding::at(here, says).and_at(there).rows(rows).verdict()
}

/// The nonce with a `+` that was sent unencoded left as it is: the client's character, a form's space.
fn as_it_stands(by: &Message<'_>) -> Option<String> {
    let raw = by.param("nonce")?.raw.expose();
    Some(percent_encoding::percent_decode_str(raw).decode_utf8_lossy().into_owned())
}

/// Whether the client took the token nevertheless.
fn went_on(flow: &Flow<'_>, message: &Message<'_>) -> bool {
    flow.failures.is_empty() && flow.goes_on_after(message)
}
