//! The `c_hash` of an ID token against the code beside it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::left_half;
use crate::rule::{Class, Finding, Location, Rule, Severity, Verdict, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "id-token-code-hash",
    title: "Code that does not fit the ID token",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::OidcCore.at("3.3.2.11"), Document::OidcCore.at("3.3.2.10")],
    why: "In the hybrid flow the ID token holds a hash of the code that came with it. If it does not fit, \
          the code was exchanged on its way, and the client must not redeem it.",
    fix: "Use code and ID token of the same response; if they are, have the provider's operator look how \
          the hash is made.",
    config: "",
    bad: "> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&state=a1b2c3&scope=openid&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 23 Nov 2026 10:00:00 GMT
< Location: https://shop.example/cb#code=Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk&id_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJjX2hhc2giOiIyU21LRU5Hd2MxZzMzRXZZWGF4a0d3In0.c2ln&state=a1b2c3
<",
    good: "> GET https://op.example/authorize?response_type=code%20id_token&client_id=shop&state=a1b2c3&scope=openid&nonce=n-0S6_WzA2Mj&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Date: Mon, 23 Nov 2026 10:00:00 GMT
< Location: https://shop.example/cb#code=Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk&id_token=eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJleHAiOjE3OTU0MzE2MDAsImlhdCI6MTc5NTQyODAwMCwibm9uY2UiOiJuLTBTNl9XekEyTWoiLCJjX2hhc2giOiJMRGt0S2RvUWFrM1BrMGNuWHhDbHRBIn0.c2ln&state=a1b2c3
<",
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(flow.id_tokens(), |(message, in_answer, id_token)| {
        let code =
            message.given("code").filter(|_| !in_answer || message.grant() == Some("authorization_code"));
        let Some(code) = code else { return Verdict::NotApplicable };
        judge(&id_token, code, in_answer, jwt_check::place(message, in_answer))
    })
}

fn judge(id_token: &Jwt, code: &str, in_answer: bool, here: Location) -> Verdict {
    let Some(hash) = id_token.claim_text("c_hash") else {
        if in_answer {
            return Verdict::NotApplicable;
        }
        let says = "The ID token came with a code and has no `c_hash`, which is due in the hybrid \
                flow";
        let finding = Finding::at(here, says).class(Class::Conformance).severity(Severity::Warning);
        return finding.verdict();
    };
    if token::is_redacted(code) || token::is_redacted(hash) {
        return token::blanked("code");
    }
    let algorithm = id_token.algorithm().unwrap_or_default();
    let Some(expected) = left_half(algorithm, code) else {
        return Verdict::lacks(format!("The hash that belongs to `{algorithm}` is not known."));
    };
    if hash.trim_end_matches('=') == expected {
        return Verdict::pass("`c_hash` is the hash of the code");
    }
    let says = format!(
        "`c_hash` of the ID token is `{hash}`, the code beside it has the hash \
            `{expected}`"
    );
    Finding::at(here.clone(), says)
        .compared(("`c_hash` of the ID token", Some(here), hash), ("Hash of the code", None, &expected))
        .verdict()
}
