//! The form of an HTTP Basic header at the token endpoint.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Message, Part};
use crate::rule::{Class, Evidence, Finding, Location, Row, Rule, Severity, Verdict, example, token};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-basic-malformed",
    title: "Malformed HTTP Basic credentials",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "HTTP Basic is the word `Basic`, a space, and base64 of `client_id:client_secret`. Anything else \
          reads as no credentials at all.",
    fix: "Build the header from `client_id`, a colon and `client_secret`, encoded as standard base64 with \
          padding, or leave it to the HTTP library.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcA==
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDo3RmpmcDBaQnIxS3REUmJuZlZkbUl3
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(flow, request))
}

fn judge(flow: &Flow<'_>, request: &Message<'_>) -> Verdict {
    let Some((scheme, credentials)) = request.authorization() else {
        return match flow.sanitized {
            true => Verdict::lacks("The exporter has dropped the `Authorization` header."),
            false => Verdict::NotApplicable,
        };
    };
    if token::is_redacted(scheme) || token::is_redacted(credentials) {
        return token::blanked("Authorization");
    }
    let basic = scheme.eq_ignore_ascii_case("basic");
    let broken = basic && is_broken(request);
    if basic && request.basic().is_some() && !broken {
        return Verdict::pass("The HTTP Basic header holds a user and a password");
    }
    let fault = match basic {
        _ if broken => Some("it is broken into lines, and a line feed ends a header"),
        true => fault(credentials),
        false => without_scheme(scheme, credentials),
    };
    let Some(fault) = fault else { return Verdict::NotApplicable };
    let here = Location::of(request, Part::RequestHeader, Some("authorization"));
    let row = Row::secret("`Authorization` header", here.clone(), credentials);
    let finding = Finding::at(here, format!("The HTTP Basic header is malformed: {fault}")).rows(vec![row]);
    token::weighed(finding, request, &["invalid_client", "invalid_request", "unauthorized_client"]).verdict()
}

/// Whether an encoder for mail has put a line feed in after 76 characters (RFC 2045, section 6.8): what stands on the next
/// line is no header of its own.
fn is_broken(request: &Message<'_>) -> bool {
    let mut further = request.exchange.request.headers.all("authorization").skip(1);
    further.any(|line| !line.trim().is_empty() && !line.trim().contains(' '))
}

fn fault(credentials: &str) -> Option<&'static str> {
    let padded =
        URL_SAFE.decode(credentials).or_else(|_| URL_SAFE_NO_PAD.decode(credentials.trim_end_matches('=')));
    Some(match (STANDARD.decode(credentials), padded) {
        _ if credentials.is_empty() => "there is nothing behind `Basic`",
        (Ok(bytes), _) if !bytes.contains(&b':') => "there is no colon between user and password",
        (Ok(_), _) => return None,
        (Err(_), _) if credentials.starts_with("b'") => {
            "it holds Python's form of bytes (`b'…'`), not a text"
        }
        (Err(_), _) if credentials.contains(':') => "user and password are not base64-encoded",
        (Err(_), Ok(_)) if credentials.contains(['-', '_']) => "it is base64url, standard base64 is due",
        (Err(_), _) if STANDARD_NO_PAD.decode(credentials).is_ok() => "the padding `=` at the end is missing",
        (Err(_), _) => "it is not base64",
    })
}

/// The encoded pair alone, without the scheme before it.
fn without_scheme(scheme: &str, credentials: &str) -> Option<&'static str> {
    let pair = STANDARD.decode(scheme).ok().filter(|_| credentials.is_empty())?;
    (pair.contains(&b':') && pair.is_ascii())
        .then_some("the scheme `Basic` is missing before the credentials")
}
