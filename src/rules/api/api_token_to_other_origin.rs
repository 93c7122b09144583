//! Where access tokens are sent.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Rule, Severity, Verdict, api, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "api-token-to-other-origin",
    title: "Access token sent to a site that it is not for",
    severity: Severity::Error,
    class: Class::Hardening,
    specs: &[Document::Rfc9700.at("4.9.1"), Document::Rfc9700.at("2.3")],
    why: "Whoever receives a token can use it at the API that it is for. A logger, a proxy or a wrong base \
          address gets the keys of the person's account.",
    fix: "Let the client send each access token only to the API that it was issued for, and attach it by \
          address, not to every request.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDAsImp0aSI6ImoxIn0.c2lnbmF0dXJl\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://collector.stats.example.net/v1/logs HTTP/1.1
> Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDAsImp0aSI6ImoxIn0.c2lnbmF0dXJl
>
< HTTP/1.1 404 Not Found
< Content-Type: application/json
<
{\"error\":\"not_found\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDAsImp0aSI6ImoxIn0.c2lnbmF0dXJl\",\"token_type\":\"Bearer\",\"expires_in\":3600}
> GET https://api.example/orders HTTP/1.1
> Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzk1NDcwMDAwLCJpYXQiOjE3OTU0NjY0MDAsImp0aSI6ImoxIn0.c2lnbmF0dXJl
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"id\":7}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(api::calls(flow).into_iter(), |call| judge(flow, config, call))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, call: &Message<'_>) -> Verdict {
    let Some(token) = call.access_token() else {
        return match call.exchange.request.headers.0.is_empty() {
            true => Verdict::lacks("The call's headers are not in the capture."),
            false => Verdict::NotApplicable,
        };
    };
    let Some(jwt) = Jwt::read(token) else {
        return Verdict::lacks("The access token does not show which API it is for.");
    };
    let audiences: Vec<String> = jwt.audiences().into_iter().filter_map(site).collect();
    // Identifiers that are no addresses name no site.
    if audiences.is_empty() || audiences.len() < jwt.audiences().len() {
        return Verdict::lacks("The access token's audience is no address.");
    }
    let Some(to) = site(&call.exchange.request.url) else { return Verdict::NotApplicable };
    let provider = jwt.claim_text("iss").and_then(site);
    let callback = flow.authorization_request().and_then(|asked| asked.given("redirect_uri")).and_then(site);
    let own = config.origins.iter().flatten().any(|origin| site(origin).as_ref() == Some(&to));
    let known =
        audiences.contains(&to) || provider.as_ref() == Some(&to) || callback.as_ref() == Some(&to) || own;
    let accepted = call.answer.status.is_some_and(|status| status < 300);
    if known || (accepted && call.kind == Kind::Userinfo) {
        return Verdict::pass("The access token goes to the site that it is for");
    }
    let place = Location::of(call, Part::RequestHeader, Some("authorization"));
    let audience = jwt.audiences().join("`, `");
    let says = format!("The access token is for `{audience}` and is sent to `{}`", call.exchange.origin());
    let finding = Finding::at(place, says);
    // Audiences can be names only: the API may well be at another address.
    match accepted {
        true => finding.severity(Severity::Info).likely().verdict(),
        false => finding.severity(Severity::Warning).likely().verdict(),
    }
}

/// The last two labels of a host, or the whole of an address in numbers.
fn site(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    match url.host()? {
        url::Host::Domain(name) => {
            let mut labels: Vec<&str> = name.rsplit('.').take(2).collect();
            labels.reverse();
            Some(labels.join("."))
        }
        other => Some(other.to_string()),
    }
}
