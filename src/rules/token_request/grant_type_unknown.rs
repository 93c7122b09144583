//! A `grant_type` that no specification has.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{DEVICE_GRANT, Message};
use crate::rule::nearest::distance;
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "grant-type-unknown",
    title: "Unknown `grant_type`",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("5.2"), Document::Rfc6749.at("4.5")],
    why: "The provider compares the `grant_type` as a text. A name that is spelt otherwise is a grant that \
          it does not offer.",
    fix: "Send one of `authorization_code`, `refresh_token`, `client_credentials`, or the full `urn:` name \
          of an extension grant.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"unsupported_grant_type\"}",
    ),
    good: example(examples::SHORT_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

const KNOWN: [&str; 5] =
    ["authorization_code", "refresh_token", "client_credentials", "password", DEVICE_GRANT];

/// Whether the answer speaks of what was granted: the provider knows the grant. Entra ID's version 1 takes `device_code`.
fn is_understood(request: &Message<'_>) -> bool {
    let Some(error) = &request.answer.error else { return false };
    let polled = ["authorization_pending", "slow_down", "expired_token", "interaction_required"];
    let says = error.description.to_ascii_lowercase();
    polled.contains(&error.code.as_str())
        || error.code == "invalid_grant" && says.contains(' ') && !says.contains("grant")
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some(grant) = request.given("grant_type") else {
        return if request.body_not_recorded() {
            Verdict::lacks(token::BODY)
        } else {
            Verdict::NotApplicable
        };
    };
    let offered = flow.metadata_list("grant_types_supported").is_some_and(|grants| grants.contains(&grant));
    // Extension grants are named by an absolute URI (RFC 6749, section 4.5).
    // Supabase's endpoint has grants of its own: `id_token`, `pkce`, `web3`.
    // So have WeChat's: `client_credential`.
    // https://developers.weixin.qq.com/doc/service/en/api/base/api_getaccesstoken
    let own = request.exchange.path().ends_with("/auth/v1/token")
        || request.exchange.address().starts_with("https://api.weixin.qq.com/");
    if KNOWN.contains(&grant) || grant.contains(':') || offered || own {
        return Verdict::pass(format!("`grant_type` is `{grant}`"));
    }
    if token::succeeded(request) || is_understood(request) {
        return Verdict::pass(format!("The provider took the grant `{grant}`"));
    }
    let here = Location::param(request, "grant_type");
    let says = match meant(grant) {
        Some(meant) => format!("`grant_type` is `{grant}`, probably `{meant}` is meant"),
        None => format!("`grant_type` is `{grant}`, which no specification has"),
    };
    let finding = Finding::at(here.clone(), says);
    let finding = match meant(grant) {
        Some(meant) => finding.compared(("Sent", Some(here), grant), ("Known", None, meant)),
        None => finding.likely(),
    };
    token::weighed(
        finding,
        request,
        &["unsupported_grant_type", "invalid_request", "invalid_grant", "unauthorized_client"],
    )
    .verdict()
}

/// The grant that a misspelt name is for.
fn meant(grant: &str) -> Option<&'static str> {
    let grant = &crate::http::decode(grant);
    let folded = |name: &str| -> String {
        name.to_ascii_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
    };
    let short = match folded(grant).as_str() {
        "code" | "authcode" | "authorizecode" | "authorisationcode" | "authorizationcodeflow" => {
            Some("authorization_code")
        }
        "refresh" => Some("refresh_token"),
        "clientcredential" => Some("client_credentials"),
        "device" | "devicecode" => Some(DEVICE_GRANT),
        _ => None,
    };
    let near = |known: &&str| grant.len() >= 8 && distance(&folded(known), &folded(grant)) <= 2;
    short.or_else(|| KNOWN.into_iter().find(near))
}
