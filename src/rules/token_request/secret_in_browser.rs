//! A client secret that a page's script sends.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Verdict, browser, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-in-browser",
    title: "Client secret in a page's script",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("2.1"), Document::Rfc8252.at("8.5")],
    why: "Everybody who opens the page can read the secret in the developer tools and then act as the client.",
    fix: "Move the token request to the client's server, or have the provider's administrator register the \
          page as a public client with PKCE; then replace the secret.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Origin: https://shop.example
> Sec-Fetch-Mode: cors
> Sec-Fetch-Site: cross-site
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
    let exchange = request.exchange;
    if exchange.request.headers.0.is_empty() {
        return Verdict::lacks("The token request's headers are not in the capture.");
    }
    if !browser::is_script(exchange) {
        return Verdict::NotApplicable;
    }
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else {
        return match request.body_not_recorded() {
            true => Verdict::lacks(token::BODY),
            false => Verdict::pass("The page's script sends no client secret"),
        };
    };
    let says = format!("A script of `{}` sends the client secret", browser::page(exchange));
    let finding =
        Finding::at(sent.place(), says).rows(vec![Row::secret("Secret sent", sent.place(), &sent.value)]);
    finding.verdict()
}
