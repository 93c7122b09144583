//! White space and invisible characters in a client secret.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Reading, Row, Rule, Severity, Verdict, client_auth, example, examples, token,
};
use crate::rules::token_request::secret_placeholder;
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-white-space",
    title: "White space or quotation marks in the client secret",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "A line feed at the end of a secret file or a space from copying becomes part of the secret, and \
          the provider finds another one than it has stored.",
    fix: "Trim the secret where it is stored or read, and write it without a line feed at the end (`echo \
          -n`, `base64 -w0`).",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw%0A
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SECRET_IN_BODY),
    evidence: Evidence::Read(&[Reading::Body(crate::oauth::Kind::TokenRequest), Reading::Headers(crate::oauth::Kind::TokenRequest)]),
    check,
};

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), judge)
}

fn judge(request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let findings = secrets.iter().filter_map(|sent| {
        let (what, sure) = strange(sent)?;
        let row = Row::secret("Secret sent", sent.place(), &sent.value);
        let finding = Finding::at(sent.place(), format!("The client secret has {what}")).rows(vec![row]);
        let finding =
            token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]);
        Some(if sure && !token::succeeded(request) { finding } else { finding.likely() })
    });
    match secrets.is_empty() {
        true => Verdict::NotApplicable,
        false => {
            Verdict::of(findings.collect(), "The client secret has no white space and no quotation marks")
        }
    }
}

fn strange(sent: &client_auth::Sent<'_>) -> Option<(String, bool)> {
    if !sent.in_basic && (sent.raw.ends_with('+') || sent.raw.starts_with('+')) && sent.raw != sent.value {
        return Some((
            "a space at an end that was a `+` on the wire: it was not percent-encoded as \
                `%2B`"
                .into(),
            false,
        ));
    }
    if !sent.in_basic
        && sent.raw.contains('+')
        && sent.value.contains(|c: char| !c.is_alphabetic() && c != ' ')
        && secret_placeholder::placeholder(&sent.value).is_none()
    {
        let what = "a space that was a `+` on the wire: it was not percent-encoded as `%2B`";
        return Some((what.into(), true));
    }
    let stray = |raw: &str| {
        let mut rest = raw.split('%').skip(1);
        rest.any(|piece| !piece.get(..2).is_some_and(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit())))
    };
    if !sent.in_basic && stray(&sent.raw) {
        return Some(("a `%` that stands for itself: it was not percent-encoded as `%25`".into(), true));
    }
    // In HTTP Basic a `+` is a character of a secret that nobody encoded, not a space.
    let undone = percent_encoding::percent_decode_str(&sent.raw).decode_utf8_lossy();
    let text = if sent.in_basic { undone.as_ref() } else { &sent.value };
    if ['"', '\''].iter().any(|mark| text.len() > 2 && text.starts_with(*mark) && text.ends_with(*mark)) {
        return Some(("quotation marks around it".into(), true));
    }
    let is_strange =
        |c: &char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    let ends = [text.chars().next_back(), text.chars().next()];
    let at_end = ends.into_iter().flatten().find(is_strange);
    let found = at_end.or_else(|| text.chars().find(|c| is_strange(c) && *c != ' '))?;
    let name = match found {
        ' ' => "a space",
        '\n' => "a line feed",
        '\r' => "a carriage return",
        '\t' => "a tab",
        '\u{a0}' => "a no-break space",
        _ => "an invisible character",
    };
    Some((format!("{name}{}", if at_end.is_some() { " at an end" } else { "" }), true))
}
