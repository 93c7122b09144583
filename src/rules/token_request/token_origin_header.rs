//! The `Origin` header that Microsoft Entra expects or refuses at the token endpoint.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-origin-header",
    title: "`Origin` header that does not fit the platform",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Fetch.at(""), Document::Rfc6749.at("2.1")],
    why: "Entra takes a code from a page's script only if its redirect URI is registered for the platform \
          Single-page application, and from a server only if it is not.",
    fix: "Register the redirect URI under the platform that redeems the code (Single-page application for \
          scripts, Web for servers), or redeem the code there where it is registered for.",
    config: "",
    bad: example("> GET https://login.microsoftonline.com/common/oauth2/v2.0/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://login.microsoftonline.com/common/oauth2/v2.0/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: cors
> Origin: https://shop.example
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_request\",\"error_description\":\"AADSTS9002326: Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type.\"}"),
    good: example("> GET https://login.microsoftonline.com/common/oauth2/v2.0/authorize?response_type=code&client_id=shop&state=a1b2c3&redirect_uri=https%3A%2F%2Fshop.example%2Fcb HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> POST https://login.microsoftonline.com/common/oauth2/v2.0/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Sec-Fetch-Mode: cors
> Origin: https://shop.example
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Access-Control-Allow-Origin: *
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    if flow.provider.id != "entra" {
        return Verdict::NotApplicable;
    }
    token::each(token::requests(flow), |request| judge(config, request))
}

/// AADSTS9002326 and AADSTS9002327, "Microsoft Entra authentication and authorization error codes".
fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let headers = &request.exchange.request.headers;
    let here = Location::of(request, Part::RequestHeader, Some("origin"));
    let words = request.answer.words();
    let kind = config.application_type.as_deref();
    let refused = request.answer.error.is_some();
    let (only_pages, only_servers) = (words.contains("AADSTS9002327"), words.contains("AADSTS9002326"));
    let finding = match headers.first("origin") {
        Some(origin)
            if only_servers
                || (refused && !words.contains("AADSTS") && matches!(kind, Some("web" | "native"))) =>
        {
            let says = format!(
                "A script of `{origin}` redeems the code, the redirect URI is not registered for \
                    single-page applications"
            );
            Finding::at(here, says)
        }
        None if only_pages => {
            let says = "The token request has no `Origin` header, the redirect URI is registered for \
                    single-page applications";
            Finding::at(here.clone(), says).rows(vec![Row::absent("`Origin` header", here)])
        }
        Some(origin) if words.contains("AADSTS7000218") && client_auth::methods(request).is_empty() => {
            let says = format!(
                "A script of `{origin}` redeems the code without a secret, and Entra wants one: \
                    it takes the redirect URI for one of the platform Web"
            );
            return Finding::at(here, says).likely().verdict();
        }
        Some(_) if refused => return Verdict::NotApplicable,
        Some(origin) => return Verdict::pass(format!("Entra takes a token request from `{origin}`")),
        None if headers.0.is_empty() => {
            return Verdict::lacks("The token request's headers are not in the capture.");
        }
        None if only_servers => {
            Finding::at(here, "Entra took the token request for one of a page's script").likely()
        }
        None => return Verdict::NotApplicable,
    };
    if only_pages || only_servers { finding.verdict() } else { finding.likely().verdict() }
}
