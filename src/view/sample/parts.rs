//! What the made-up logins are made of.

use crate::report::*;

pub fn shown(text: &str) -> Value {
    Value::Shown { text: text.into(), marks: Vec::new() }
}

pub fn place(entry: usize, part: &str, name: &str) -> Place {
    Place { entry, file: None, part: part.into(), name: Some(name.into()), span: None }
}

pub fn secret(name: &str, length: usize, shape: &str) -> Value {
    Value::Secret { length, shape: shape.into(), place: place(4, "request.body", name) }
}

pub fn parameter(name: &str, caption: &'static str, value: Value, says: &str) -> Parameter {
    let mark = if says.is_empty() { "" } else { "pass" };
    Parameter { name: name.into(), caption: caption.into(), value, mark: mark.into(), says: says.into() }
}

pub fn sheet(title: &str, count: &str, open: bool, parameters: Vec<Parameter>) -> Sheet {
    Sheet { title: title.into(), count: count.into(), open, parameters, text: None, note: None }
}

pub fn text(title: &str, count: &str, text: &str) -> Sheet {
    Sheet { text: Some(text.into()), ..sheet(title, count, true, Vec::new()) }
}

/// Number, message, label, from, to, url, status.
pub type Brief<'a> = (usize, &'static str, &'static str, &'a str, &'a str, &'a str, u16);

pub fn step((number, message, label, from, to, url, status): Brief<'_>, sheets: Vec<Sheet>) -> StepReport {
    let says = match status {
        200 => "200 OK",
        302 => "302 Found",
        400 => "400 Bad Request",
        500 => "500 Internal Server Error",
        _ => "not seen",
    };
    StepReport {
        number,
        entry: number,
        file: None,
        message: message.into(),
        label: label.into(),
        because: "".into(),
        from: from.into(),
        to: to.into(),
        state: if status == 400 { "broken" } else { "ok" }.into(),
        method: if message == "token_request" { "POST" } else { "GET" }.into(),
        url: url.into(),
        status: Some(status),
        status_says: says.into(),
        at_ms: Some(number as f64 * 1_700.0 - 1_700.0),
        started: Some(format!("2026-11-23T02:14:{:02}.212Z", 8 + number)),
        duration_ms: Some(96.0),
        bytes: None,
        within: Vec::new(),
        text: None,
        sheets,
    }
}

pub const KEYCLOAK: &str = "https://login.acme.example/realms/acme";

pub fn keycloak(path: &str) -> String {
    format!("{KEYCLOAK}/protocol/openid-connect/{path}")
}

pub fn authorization() -> Sheet {
    sheet(
        "Query",
        "5 parameters",
        true,
        vec![
            parameter("response_type", "what comes back", shown("code"), "Advertised at step 1"),
            parameter("client_id", "who asks", shown("shop-web"), "As in Shop, staging"),
            parameter(
                "redirect_uri",
                "where to",
                shown("https://shop.acme.example/auth/callback"),
                "As in Shop, staging",
            ),
            parameter("scope", "what for", shown("openid profile"), "All are offered at step 1"),
            parameter("state", "ties the answer", shown("sWGQSrYvgNNcjIgfm4Dv7g"), "128 bits, new"),
        ],
    )
}

pub fn redeemed(uri: Value, wrong: bool) -> Sheet {
    let mut parameters = vec![
        parameter("grant_type", "what is exchanged", shown("authorization_code"), "Belongs to `code`"),
        parameter("code", "the login, once", secret("code", 110, ""), "From step 4, sent once, 0.5 s old"),
        parameter("redirect_uri", "where the code went", uri, "As in step 2"),
        parameter("client_id", "who asks", shown("shop-web"), "As in step 2 and in Shop, staging"),
        parameter(
            "code_verifier",
            "PKCE, this login",
            secret("code_verifier", 43, "43 characters of base64url"),
            "Hashes to `code_challenge` of step 2",
        ),
    ];
    if let Some(parameter) = parameters.get_mut(2).filter(|_| wrong) {
        parameter.mark = "fail".into();
        parameter.says = "One byte more than in step 2".into();
    }
    sheet("Body", if wrong { "5 parameters, 1 wrong" } else { "5 parameters" }, true, parameters)
}

pub fn flow(id: &str, title: &str, outcome: Outcome) -> FlowReport {
    FlowReport {
        id: id.into(),
        kind: "authorization_code".into(),
        kind_says: "code, PKCE, DPoP".into(),
        provider: "keycloak".into(),
        provider_name: "Keycloak".into(),
        issuer: Some(KEYCLOAK.into()),
        client_id: Some(title.into()),
        files: Vec::new(),
        client_name: Some("Shop, staging".into()),
        title: title.into(),
        outcome,
        summary: String::new(),
        started: Some("2026-11-23T02:14:08.000Z".into()),
        duration_ms: Some(8_900.0),
        diagnosis: Vec::new(),
        record_next: None,
        findings: Vec::new(),
        verdicts: VerdictCounts { pass: 58, fail: 2, not_applicable: 219, not_checkable: 2 },
        passed: vec![
            check("state-returned", "state", "`state` came back unchanged, once, 8.1 s after it was sent"),
            check("pkce-verifier", "PKCE", "`code_verifier` hashes to the `code_challenge` of step 2 (S256)"),
            check("code-age", "code age", "`code` is the one of step 4, sent once, 0.5 s old"),
        ],
        not_checkable: vec![
            check(
                "redirect-uri-registered",
                "the registered redirect URIs",
                "Whether the redirect URI is registered: no export of shop-web is stored.",
            ),
            check(
                "api-takes-token",
                "the API",
                "Whether the API takes the token: the login did not get that far.",
            ),
        ],
        steps: Vec::new(),
        #[cfg(feature = "engine")]
        shown: Vec::new(),
    }
}

pub fn check(rule: &'static str, title: &'static str, says: &str) -> CheckReport {
    CheckReport { rule: rule.into(), title: title.into(), says: says.into() }
}

pub fn finding(class: &'static str, title: &'static str, says: &str, reference: &str) -> FindingReport {
    FindingReport {
        rule: title.replace(' ', "-").into(),
        fingerprint: String::new(),
        title: title.into(),
        severity: "warning".into(),
        class: class.into(),
        certainty: "proven".into(),
        says: says.into(),
        why: "".into(),
        fix: "".into(),
        references: vec![Reference {
            title: reference.into(),
            url: "https://www.rfc-editor.org/rfc/rfc9700".into(),
        }],
        locations: Vec::new(),
    }
}

pub fn fact(step: Option<usize>, label: &str, says: &str, value: Option<Value>) -> EvidenceReport {
    let place = step.map(|step| place(step, "request.body", "redirect_uri"));
    EvidenceReport { place, step, label: label.into(), says: says.into(), value }
}
