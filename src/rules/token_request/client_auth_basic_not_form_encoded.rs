//! Client id and secret in HTTP Basic without the encoding that OAuth asks for.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Reading, Row, Rule, Severity, Verdict, client_auth, example, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "client-auth-basic-not-form-encoded",
    title: "HTTP Basic credentials without form encoding",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "OAuth has client id and secret form-encoded before they go into HTTP Basic. A server that \
          decodes them turns an unencoded `+` into a space and `%41` into `A`, and the secret is wrong.",
    fix: "Form-encode `client_id` and `client_secret` before they are joined with a colon and \
          base64-encoded, or have a secret of letters and digits made.",
    config: "",
    bad: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDpwN0srcTJaK3g5UjB2VDRt
>
grant_type=client_credentials
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}",
    ),
    good: example(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Authorization: Basic c2hvcDpwN0slMkJxMlolMkJ4OVIwdlQ0bQ==
>
grant_type=client_credentials
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at\",\"token_type\":\"Bearer\"}",
    ),
    evidence: Evidence::Read(&[Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(config, request))
}

fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.iter().find(|sent| sent.in_basic) else { return Verdict::NotApplicable };
    if config.client_id.as_deref().is_some_and(|id| client_auth::colon_parts(request, id)) {
        let says = "The `client_id` in HTTP Basic is not form-encoded: it holds a colon, at which a server parts id and \
                    secret";
        let finding = Finding::at(sent.place(), says);
        let codes = ["invalid_client", "invalid_request", "unauthorized_client"];
        return match token::succeeded(request) {
            true => finding.class(Class::Conformance).severity(Severity::Info).verdict(),
            false => token::weighed(finding, request, &codes).verdict(),
        };
    }
    let stored = config.client_secret_fingerprint.as_ref();
    if sent.raw == sent.value {
        return without_change(request, sent);
    }
    if stored.is_some_and(|stored| sent.is(stored, &sent.value)) || is_encoded(&sent.raw) {
        return Verdict::pass("The secret in HTTP Basic is form-encoded");
    }
    let what = if sent.raw.contains('+') {
        "a `+`, which reads as a space"
    } else {
        "a `%`, which begins an encoded character"
    };
    let says = format!("The secret in HTTP Basic is not form-encoded: it has {what} once it is decoded");
    let row = Row::secret("Secret as it stands", sent.place(), &sent.raw);
    let finding = Finding::at(sent.place(), says).rows(vec![row]);
    match stored.is_some_and(|stored| sent.is(stored, &sent.raw)) {
        // The server took it as it stands.
        _ if token::succeeded(request) => {
            finding.class(Class::Conformance).severity(Severity::Info).verdict()
        }
        true => token::weighed(finding, request, &["invalid_client", "unauthorized_client"]).verdict(),
        false => finding.likely().verdict(),
    }
}

/// Characters that should be encoded and that decoding leaves alone do no harm.
fn without_change(request: &Message<'_>, sent: &client_auth::Sent<'_>) -> Verdict {
    let reserved = |c: &char| {
        !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_' | '*' | '~' | '!' | '\'' | '(' | ')')
    };
    let strange = |c: char| c.is_whitespace() || c.is_control();
    let found = sent.raw.chars().filter(reserved).count();
    if found == 0 || sent.raw.contains(strange) {
        return Verdict::pass("The secret in HTTP Basic has no characters that form encoding changes");
    }
    if sent.raw.contains('%') && !token::succeeded(request) {
        let says = "The secret in HTTP Basic is not form-encoded: it has a `%` that begins no encoded character, and \
                    a server that decodes it cannot read it";
        let row = Row::secret("Secret as it stands", sent.place(), &sent.raw);
        return Finding::at(sent.place(), says).rows(vec![row]).likely().verdict();
    }
    let says = format!(
        "The secret in HTTP Basic is not form-encoded: it has {found} characters that \
            should be; decoding leaves them alone"
    );
    Finding::at(sent.place(), says).severity(Severity::Info).class(Class::Conformance).verdict()
}

/// Whether only what form encoding writes is there, and it wrote an escape for something that needs one. A space is rare
/// in secrets, so a `+` is taken for the character.
fn is_encoded(raw: &str) -> bool {
    let mut rest = raw;
    while let Some((_, tail)) = rest.split_once('%') {
        if !tail.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit())) {
            return false;
        }
        rest = tail;
    }
    !raw.contains(['+', '/', '=', ':', '&', ' '])
}
