//! The client's server redeems the code; the browser, and so this capture, does not see it.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::flow::What;
use crate::http::is_loopback;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, example};

pub static RULE: Rule = Rule {
    id: "capture-exchange-out-of-sight",
    title: "Token request out of sight",
    severity: Severity::Info,
    class: Class::Hardening,
    specs: &[],
    why: "The browser's capture ends where the client has the code. Whether the token request that its \
          server then makes works, and with what words it is refused, stands in no file of the browser.",
    fix: "Record the client's side, too: run it with `HTTPS_PROXY` set to mitmproxy (trusting its \
          certificate), save the flows as HAR, and open both files together; or repeat the token request \
          with `curl -v` and add what it prints.",
    config: "",
    bad: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 500 Internal Server Error
< Content-Type: text/html
<
<p>Login failed</p>"),
    good: example("> GET https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3
<
> GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=a1b2c3 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://shop.example/home
<
> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    let callback = flow.of(Kind::Callback).find(|message| message.given("code").is_some());
    let issued = flow.of(Kind::AuthorizationResponse).find(|message| message.given("code").is_some());
    let Some(response) = callback.or(issued) else { return Verdict::NotApplicable };
    if flow.code_requests().next().is_some() {
        return Verdict::pass("The token request is in the capture");
    }
    let Some(who) = redeems_out_of_sight(flow, callback, response, config) else {
        return Verdict::lacks(
            "No token request follows the code: the capture ends before it, or the script of the page never sent it.",
        );
    };
    let says = format!("The code is delivered to {who}, which redeems it out of the browser's sight");
    let finding = Finding::at(Location::param(response, "code"), says);
    let unexplained = flow.failures.iter().any(|failure| failure.what == What::ClientFailed);
    if unexplained { finding.class(Class::Failure) } else { finding }.verdict()
}

/// Who redeems the code, if that is no script of a page: a server, or a program on this machine.
fn redeems_out_of_sight(
    flow: &Flow<'_>,
    callback: Option<&Message<'_>>,
    response: &Message<'_>,
    config: &ClientConfig,
) -> Option<String> {
    let target = match callback {
        Some(callback) => callback.exchange.request.url.clone(),
        None => response.exchange.redirect_target()?,
    };
    let address = target.split(['?', '#']).next().unwrap_or_default();
    let url = url::Url::parse(address).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return Some(format!("the program behind `{address}`"));
    }
    let answer = callback.and_then(|callback| callback.answer.status);
    // A server that redirects or fails has read the code; a page with a script is answered with 200 in any case.
    let processed = answer.is_some_and(|status| status >= 300 && status != 304 && status != 404)
        || flow.messages.iter().any(|message| message.relayed.is_some());
    let native = config.application_type.as_deref() == Some("native");
    let server = config.is_confidential() == Some(true) && config.application_type.as_deref() != Some("spa");
    let in_fragment = response.part == Part::RequestFragment
        || response.part == Part::ResponseLocation && target.contains('#');
    if in_fragment && !server {
        return None;
    }
    (processed || native || server).then(|| match native || is_loopback(&url) {
        true => format!("the program that listens at `{address}`"),
        false => format!("the server at `{address}`"),
    })
}
