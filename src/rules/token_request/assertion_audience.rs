//! The audience of a JWT that authenticates the client or is the grant.

use crate::config::ClientConfig;
use crate::flow::{Flow, Sign};
use crate::http::Params;
use crate::oauth::Message;
use crate::oauth::jwt::Jwt;
use crate::rule::jwt_check::Carried;
use crate::rule::{Class, Evidence, Finding, Rule, Severity, Verdict, example, examples, jwt_check, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "assertion-audience",
    title: "Assertion for another audience",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc7523.at("3"), Document::OidcCore.at("9")],
    why: "The assertion says for which server it was made. A server refuses one that names another, so \
          that it cannot be passed on.",
    fix: "Set `aud` to the token endpoint's address or the issuer, exactly as the provider's metadata has \
          them; where the provider documents one of the two, use that one.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJzaG9wIiwic3ViIjoic2hvcCIsImF1ZCI6Imh0dHBzOi8vb3AtdGVzdC5leGFtcGxlL3Rva2VuIiwiZXhwIjoxNzk1NDI4MDYwLCJqdGkiOiJqMSJ9.c2ln
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
< Date: Mon, 23 Nov 2026 10:00:00 GMT
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::ASSERTION),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(jwt_check::assertions(flow), |carried| judge(flow, config, &carried))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, carried: &Carried<'_, '_>) -> Verdict {
    let Some(assertion) = Jwt::read(carried.text) else {
        return Verdict::lacks("The assertion in the capture cannot be read.");
    };
    // An assertion by a third party (workload identity) names what that party was told to name.
    let by_third = assertion.claim_text("iss").is_some_and(|iss| iss.contains("://"))
        && assertion.claim_text("iss") != assertion.claim_text("sub");
    // In an exchange on behalf of a user the assertion is that user's access token.
    let token = carried.place.name.as_deref() == Some("assertion")
        && carried.message.given("requested_token_use").is_some();
    if by_third || token {
        return Verdict::NotApplicable;
    }
    let message = carried.message;
    let audiences = assertion.audiences();
    let expected = expected(flow, config, message);
    let words = message.answer.words().to_ascii_lowercase();
    let complains = words.contains("audience") || words.contains("`aud`") || words.contains("'aud'");
    if let Some(fitting) = audiences.iter().find(|audience| expected.iter().any(|wanted| wanted == *audience))
    {
        if complains && *fitting != message.exchange.address() {
            let says = format!(
                "The assertion is made for `{fitting}`; the server does not take it and wants \
                    another of its names, usually `{}`",
                message.exchange.address()
            );
            return compared(carried, says, fitting, message.exchange.address()).likely().verdict();
        }
        return Verdict::pass(format!("The assertion is made for `{fitting}`"));
    }
    let Some(audience) = audiences.first() else {
        let says = "The assertion has no `aud`";
        return Finding::at(carried.place.clone(), says).verdict();
    };
    let wanted = expected.first().map_or(message.exchange.address(), String::as_str);
    let says = format!("The assertion is made for `{audience}`, the server is `{wanted}`");
    let finding = compared(carried, says, audience, wanted);
    // What the server has taken before is not what it refuses now.
    if !complains && was_taken(flow, message, audience) {
        return Verdict::pass(format!(
            "The assertion is made for `{audience}`, which the server has taken before"
        ));
    }
    let same_origin =
        url::Url::parse(audience).is_ok_and(|url| crate::http::origin_of(&url) == message.exchange.origin());
    // A name of the server's own that begins with its host: `auth.interop.pagopa.it/client-assertion`.
    let host = message.exchange.url().and_then(|url| url.host_str().map(str::to_owned));
    let own_name = host.is_some_and(|host| audience.split('/').next() == Some(host.as_str()));
    if (same_origin || own_name) && flow.metadata.is_none() && !complains {
        return Verdict::lacks("The provider's metadata with its issuer is not in the capture.");
    }
    token::weighed(
        finding,
        message,
        &["invalid_client", "invalid_grant", "invalid_request", "unauthorized_client"],
    )
    .verdict()
}

fn compared(carried: &Carried<'_, '_>, says: String, audience: &str, wanted: &str) -> Finding {
    Finding::at(carried.place.clone(), says).compared(
        ("`aud` of the assertion", Some(carried.place.clone()), audience),
        ("Expected", None, wanted),
    )
}

/// Whether an earlier request to the same address brought an assertion for this audience, and got a token.
fn was_taken(flow: &Flow<'_>, message: &Message<'_>, audience: &str) -> bool {
    let around = flow.around.before_with(message.exchange, Sign::Address, message.exchange.address());
    around.rev().take(20).any(|earlier| {
        let sent = earlier.request.body.text().map(Params::parse).unwrap_or_default();
        let assertion = sent.given("client_assertion").or(sent.given("assertion")).and_then(Jwt::read);
        assertion.is_some_and(|known| known.audiences().contains(&audience))
            && earlier.answered("access_token").is_some()
    })
}

/// Names of the server: the address that is called, its metadata, the stored issuer.
fn expected(flow: &Flow<'_>, config: &ClientConfig, message: &Message<'_>) -> Vec<String> {
    let address = message.exchange.address();
    let of_metadata = ["token_endpoint", "issuer", "pushed_authorization_request_endpoint"];
    let mut names: Vec<String> = vec![address.to_owned()];
    names.extend(of_metadata.iter().filter_map(|member| flow.metadata_text(member)).map(str::to_owned));
    names.extend(config.issuer.clone());
    // DocuSign wants its bare host.
    names.extend(message.exchange.url().and_then(|url| url.host_str().map(str::to_owned)));
    // Keycloak's realms and the like: the issuer begins the endpoint's address.
    let parents: Vec<String> = address
        .char_indices()
        .filter(|(at, c)| *c == '/' && *at > 8)
        .filter_map(|(at, _)| address.get(..at))
        .map(str::to_owned)
        .collect();
    if flow.metadata.is_none() && config.issuer.is_none() || flow.provider.id == "salesforce" {
        names.extend(parents);
    }
    // "aud" for Salesforce is the login server: help.salesforce.com, "OAuth 2.0 JWT Bearer Flow".
    if flow.provider.id == "salesforce" {
        names.extend(["https://login.salesforce.com".to_owned(), "https://test.salesforce.com".to_owned()]);
    }
    names
}
