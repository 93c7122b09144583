//! The client secret that was sent against the stored fingerprint.

use crate::config::{ClientConfig, Fingerprint};
use crate::flow::Flow;
use crate::oauth::Message;
use crate::rule::{
    Class, Evidence, Finding, Row, Rule, Severity, Shown, Verdict, client_auth, example, examples, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "secret-differs-from-config",
    title: "Another client secret than the stored one",
    severity: Severity::Error,
    class: Class::Failure,
    specs: &[Document::Rfc6749.at("2.3.1")],
    why: "The client sends another secret than the one that is known to be right: an old one, one of \
          another environment, or one that was altered on its way.",
    fix: "Set the current secret where the client reads it, and restart what caches it; if the stored one \
          is out of date, store the new one.",
    config: "{\"client_id\":\"shop\",\"client_secret\":\"7Fjfp0ZBr1KtDRbnfVdmIw\"}",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&client_secret=another
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"error\":\"invalid_client\"}"),
    good: example(examples::SECRET_IN_BODY),
    evidence: Evidence::Told,
    check,
};

fn check(flow: &Flow<'_>, config: &ClientConfig) -> Verdict {
    token::each(token::requests(flow), |request| judge(config, request))
}

fn judge(config: &ClientConfig, request: &Message<'_>) -> Verdict {
    let secrets = client_auth::secrets(request);
    let Some(sent) = secrets.first() else { return Verdict::NotApplicable };
    let Some(stored) = &config.client_secret_fingerprint else {
        return Verdict::lacks("No secret of this client is stored to compare with.");
    };
    if token::is_redacted(&sent.value) {
        return token::blanked("client_secret");
    }
    if sent.is(stored, &sent.value) || (sent.in_basic && sent.is(stored, &sent.raw)) {
        return Verdict::pass("The client sends the stored secret");
    }
    let how = how(stored, sent).map(|how| format!(": {how}")).unwrap_or_default();
    let says = format!("The client secret that was sent is not the stored one{how}");
    let stored = Row {
        label: "Stored".into(),
        place: None,
        value: Shown::Secret { length: stored.length, shape: stored.shape.clone() },
    };
    let rows = vec![stored, Row::secret("Sent", sent.place(), &sent.value)];
    let finding = Finding::at(sent.place(), says).rows(rows);
    token::weighed(finding, request, &["invalid_client", "unauthorized_client", "invalid_request"]).verdict()
}

/// Which change makes the stored secret of the one that was sent.
fn how(stored: &Fingerprint, sent: &client_auth::Sent<'_>) -> Option<&'static str> {
    let is_it = |form: &str| form != sent.value && sent.is(stored, form);
    sent.mended().into_iter().find(|(form, _)| is_it(form)).map(|(_, how)| how)
}
