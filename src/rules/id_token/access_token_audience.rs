//! The audience of access tokens (JWTs) against the API that they are sent to.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Kind;
use crate::rule::access_token::{self, Used};
use crate::rule::{Class, Evidence, Finding, Reading, Rule, Severity, Verdict, example, metadata};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "access-token-audience",
    title: "Access token for another API",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc9068.at("4"), Document::Rfc7519.at("4.1.3"), Document::Rfc8707.at("2")],
    why: "A token says in `aud` for which API it was made. Another API must refuse it, or one API \
          could use its callers' tokens at the others.",
    fix: "Ask in the client for a token for this API, with its `audience`, `resource` or scope in the \
          authorization request, and log in again.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vZ3JhcGguZXhhbXBsZSIsImNsaWVudF9pZCI6InNob3AiLCJleHAiOjE3NzI0NDU2MDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoidDEiLCJzY29wZSI6InJlYWQifQ._jKB5CJf4R0Z0Bef9DMtOe1X8BSSmLImCJysfY_wOeEAJJoQaPCBlMfB2fIVgFTghTPhxHlq-kdFToF7e032xA\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vZ3JhcGguZXhhbXBsZSIsImNsaWVudF9pZCI6InNob3AiLCJleHAiOjE3NzI0NDU2MDQsImlhdCI6MTc3MjQ0MjAwNCwianRpIjoidDEiLCJzY29wZSI6InJlYWQifQ._jKB5CJf4R0Z0Bef9DMtOe1X8BSSmLImCJysfY_wOeEAJJoQaPCBlMfB2fIVgFTghTPhxHlq-kdFToF7e032xA
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error=\"invalid_token\"
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Date: Mon, 02 Mar 2026 09:00:05 GMT
<
{\"access_token\":\"eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ\"}
> GET https://api.example/me HTTP/1.1
> Authorization: Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6Im9wLTEiLCJ0eXAiOiJhdCtqd3QifQ.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6Imh0dHBzOi8vYXBpLmV4YW1wbGUiLCJjbGllbnRfaWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQ1NjA0LCJpYXQiOjE3NzI0NDIwMDQsImp0aSI6InQxIiwic2NvcGUiOiJyZWFkIn0.vv_qnsWvUqL3AeXrK0p96vnrUpKHX_hOdGLw9scPufQY0Wq9VZJKJXHvdzmhRc4pCHDVO3McbDOLVm-2y104oQ
>
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"ok\":true}"),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::ApiCall), Reading::Headers(crate::oauth::Kind::Userinfo)]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    access_token::each(flow, |used| judge(flow, config, used))
}

fn judge(flow: &Flow<'_>, config: &ClientConfig, used: &Used<'_, '_>) -> Verdict {
    let audiences = used.jwt.audiences();
    let Some(first) = audiences.first() else { return Verdict::NotApplicable };
    let address = used.call.exchange.address();
    let mut names = resources(flow, used);
    // What the client's people say that the API is called; userinfo is the provider's own.
    let stored = config.audience.as_deref();
    names.extend(stored.filter(|_| used.call.kind == Kind::ApiCall).map(str::to_owned));
    let fits = |audience: &&&str| {
        let stands_for = |name: &String| name.trim_end_matches('/') == audience.trim_end_matches('/');
        is_at(audience, address) && !is_short(audience, address)
            || is_served_at(audience, address)
            || names.iter().any(stands_for)
    };
    // An API that compares with the name that it gives itself finds another one behind a slash.
    let exact = |audience: &&str| names.iter().any(|name| name == audience);
    let by_slash = !names.is_empty() && !audiences.iter().any(exact) && used.is_refused();
    if let Some(fitting) = audiences.iter().find(fits).filter(|_| !by_slash) {
        return Verdict::pass(format!("The access token is made for `{fitting}`"));
    }
    if !used.is_refused() {
        return Verdict::pass("The API took the access token");
    }
    if let Some(host) = audiences.iter().find_map(|audience| host_of_guid(audience)) {
        let own =
            used.call.exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        if own != host {
            let says =
                format!("The access token is made for `{first}`, that is `{host}`; the API is at `{own}`");
            return Finding::at(used.place("aud"), says)
                .compared(("API", None, address), ("Access token", Some(used.place("aud")), first))
                .verdict();
        }
    }
    // Names that are no addresses (`api://…`, `urn:…`) say nothing about where they belong.
    // The server's own address under another path stands for every API there.
    let origin = used.call.exchange.origin();
    let short = audiences.iter().any(|audience| is_short(audience, address));
    let same_server =
        !short && audiences.iter().any(|audience| is_at(&origin, audience) || is_above(audience, address));
    let all_addresses = !same_server && audiences.iter().all(|audience| audience.starts_with("http"));
    if !all_addresses && names.is_empty() {
        return Verdict::lacks("Which audience the API stands for is not in the capture.");
    }
    let api = names.first().map_or(address, String::as_str);
    let says = format!("The access token is made for `{first}`, the API is `{api}`");
    let finding = Finding::at(used.place("aud"), says)
        .compared(("API", None, api), ("Access token", Some(used.place("aud")), first));
    if names.is_empty() && !short || audiences.iter().any(|audience| fits(&audience)) {
        finding.likely()
    } else {
        finding
    }
    .verdict()
}

/// The host of an API whose tokens name it by a number that is the same everywhere.
/// <https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in>
fn host_of_guid(audience: &str) -> Option<&'static str> {
    match audience {
        "00000003-0000-0000-c000-000000000000" => Some("graph.microsoft.com"),
        "00000002-0000-0000-c000-000000000000" => Some("graph.windows.net"),
        _ => None,
    }
}

/// APIs whose tokens name another address than the one at which they are called.
const SERVED_AT: [(&str, &str); 3] = [
    // https://learn.microsoft.com/en-us/power-bi/developer/embedded/generate-embed-token
    ("https://analysis.windows.net/powerbi/api", "https://api.powerbi.com"),
    // https://learn.microsoft.com/en-us/rest/api/azure/
    ("https://management.core.windows.net", "https://management.azure.com"),
    // https://developers.zoom.us/docs/internal-apps/s2s-oauth/
    ("https://oauth.zoom.us", "https://api.zoom.us"),
];

fn is_served_at(audience: &str, address: &str) -> bool {
    let name = audience.trim_end_matches('/');
    SERVED_AT.iter().any(|(named, host)| *named == name && is_at(host, address))
}

/// Whether an address lies below an audience that is one.
fn is_at(audience: &str, address: &str) -> bool {
    let root = audience.trim_end_matches('/');
    address.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether an audience is the domain to which the API's host belongs.
fn is_above(audience: &str, address: &str) -> bool {
    let host = |text: &str| url::Url::parse(text).ok().and_then(|url| url.host_str().map(str::to_owned));
    let (above, own) = (host(audience), host(address));
    above.zip(own).is_some_and(|(above, own)| above.contains('.') && crate::http::is_below(&own, &above))
}

/// Whether a function of Google's is meant, which wants its whole address, and only the host is named.
/// <https://cloud.google.com/functions/docs/securing/authenticating>
fn is_short(audience: &str, address: &str) -> bool {
    let host = audience.split('/').nth(2).unwrap_or_default();
    let bare = audience.trim_end_matches('/').split('/').count() == 3;
    host.ends_with(".cloudfunctions.net")
        && bare
        && address.split('/').nth(3).is_some_and(|name| !name.is_empty())
}

/// What the API's own metadata calls it (RFC 9728, section 2).
fn resources(flow: &Flow<'_>, used: &Used<'_, '_>) -> Vec<String> {
    let origin = used.call.exchange.origin();
    let own =
        metadata::resources(flow).into_iter().filter(|document| document.message.exchange.origin() == origin);
    let named: Vec<String> =
        own.filter_map(|document| document.text("resource").map(str::to_owned)).collect();
    if !named.is_empty() {
        return named;
    }
    // Or what the login asked for, where that is called (RFC 8707, section 2).
    let asked = flow.of(Kind::TokenRequest).filter_map(|request| request.given("resource"));
    asked.filter(|resource| is_at(resource, used.call.exchange.address())).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::is_above;

    #[test]
    fn a_domain_stands_for_the_hosts_below_it() {
        let address = "https://developer.api.shop.example/v2/job";
        assert!(is_above("https://shop.example", address));
        for other in
            ["https://op.example", "https://hop.example", "shop.example", "urn:shop", "https://example"]
        {
            assert!(!is_above(other, address), "{other}");
        }
    }
}
