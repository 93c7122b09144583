//! Made-up logins for the tests of the view: one that failed with a proof, one that works, one that cannot be told.

use crate::report::*;

/// All three, oldest first.
pub fn report() -> Report {
    Report {
        schema_version: 1,
        captures: vec![CaptureReport {
            file: "login.har".into(),
            exporter: "Chrome DevTools".into(),
            entries: 212,
            exchanges: 24,
            notes: Vec::new(),
        }],
        flows: vec![unclear(), good(), failed()],
        summary: Summary { failed: 2, succeeded: 1, incomplete: 0 },
    }
}

fn shown(text: &str) -> Value {
    Value::Shown { text: text.into(), marks: Vec::new() }
}

fn place(entry: usize, part: &str, name: &str) -> Place {
    Place { entry, file: None, part: part.into(), name: Some(name.into()), span: None }
}

fn secret(name: &str, length: usize, shape: &str) -> Value {
    Value::Secret { length, shape: shape.into(), place: place(4, "request.body", name) }
}

fn parameter(name: &str, caption: &str, value: Value, says: &str) -> Parameter {
    let mark = if says.is_empty() { "" } else { "pass" };
    Parameter { name: name.into(), caption: caption.into(), value, mark: mark.into(), says: says.into() }
}

fn sheet(title: &str, count: &str, open: bool, parameters: Vec<Parameter>) -> Sheet {
    Sheet { title: title.into(), count: count.into(), open, parameters, text: None, note: None }
}

fn text(title: &str, count: &str, text: &str) -> Sheet {
    Sheet { text: Some(text.into()), ..sheet(title, count, true, Vec::new()) }
}

/// Number, message, label, from, to, url, status.
type Brief<'a> = (usize, &'a str, &'a str, &'a str, &'a str, &'a str, u16);

fn step((number, message, label, from, to, url, status): Brief<'_>, sheets: Vec<Sheet>) -> StepReport {
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
        because: String::new(),
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
        sheets,
    }
}

const KEYCLOAK: &str = "https://login.acme.example/realms/acme";

fn keycloak(path: &str) -> String {
    format!("{KEYCLOAK}/protocol/openid-connect/{path}")
}

fn authorization() -> Sheet {
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

fn redeemed(uri: Value, wrong: bool) -> Sheet {
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

fn steps(last: StepReport) -> Vec<StepReport> {
    let discovery = format!("{KEYCLOAK}/.well-known/openid-configuration");
    let form = format!("{KEYCLOAK}/login-actions/authenticate");
    let callback = sheet(
        "Query",
        "2 parameters",
        true,
        vec![
            parameter("code", "the login, once", secret("code", 110, ""), "Delivered once"),
            parameter("state", "ties the answer", shown("sWGQSrYvgNNcjIgfm4Dv7g"), "As sent in step 2"),
        ],
    );
    vec![
        step((1, "discovery", "Discovery", "client", "provider", &discovery, 200), Vec::new()),
        step(
            (
                2,
                "authorization_request",
                "Authorization request",
                "browser",
                "provider",
                &keycloak("auth"),
                200,
            ),
            vec![authorization()],
        ),
        step((3, "login_form", "Login form", "browser", "provider", &form, 302), Vec::new()),
        step(
            (
                4,
                "authorization_response",
                "Callback",
                "browser",
                "client",
                "https://shop.acme.example/auth/callback",
                200,
            ),
            vec![callback],
        ),
        last,
    ]
}

fn flow(id: &str, title: &str, outcome: Outcome) -> FlowReport {
    FlowReport {
        id: id.into(),
        kind: "authorization_code".into(),
        kind_says: "code, PKCE, DPoP".into(),
        provider: "keycloak".into(),
        provider_name: "Keycloak".into(),
        issuer: Some(KEYCLOAK.into()),
        client_id: Some(title.into()),
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
    }
}

fn check(rule: &str, title: &str, says: &str) -> CheckReport {
    CheckReport { rule: rule.into(), title: title.into(), says: says.into() }
}

fn finding(class: &str, title: &str, says: &str, reference: &str) -> FindingReport {
    FindingReport {
        rule: title.replace(' ', "-"),
        title: title.into(),
        severity: "warning".into(),
        class: class.into(),
        certainty: "proven".into(),
        says: says.into(),
        why: String::new(),
        fix: String::new(),
        references: vec![Reference {
            title: reference.into(),
            url: "https://www.rfc-editor.org/rfc/rfc9700".into(),
        }],
        locations: Vec::new(),
    }
}

fn fact(step: Option<usize>, label: &str, says: &str, value: Option<Value>) -> EvidenceReport {
    let place = step.map(|step| place(step, "request.body", "redirect_uri"));
    EvidenceReport { place, step, label: label.into(), says: says.into(), value }
}

/// A redirect URI with one slash too many in the token request.
pub fn failed() -> FlowReport {
    let wrong =
        Value::Shown { text: "https://shop.acme.example/auth/callback/".into(), marks: vec![(39, 40)] };
    let right =
        Value::Shown { text: "https://shop.acme.example/auth/callback".into(), marks: vec![(39, 39)] };
    let answer = "{\n  \"error\": \"invalid_grant\",\n  \"error_description\": \"Incorrect redirect_uri\"\n}";
    let mut flow = flow("flow-3", "shop-web", Outcome::Failed);
    flow.steps = steps(step(
        (5, "token_request", "Token request", "client", "provider", &keycloak("token"), 400),
        vec![
            redeemed(wrong.clone(), true),
            Sheet {
                note: Some("`invalid_grant` covers a wrong code, `redirect_uri` or verifier (RFC 6749, section 5.2).".into()),
                ..text("Answer", "JSON, 70 bytes", answer)
            },
            sheet("Request headers", "2", false, vec![parameter("content-type", "", shown("application/x-www-form-urlencoded"), "")]),
        ],
    ));
    flow.diagnosis = vec![DiagnosisReport {
        cause: "redirect_uri_mismatch_token".into(),
        probability: 0.97,
        weight: "contradiction".into(),
        weight_says: "two values in the capture contradict each other".into(),
        title: "The `redirect_uri` of the token request differs".into(),
        summary: "One slash too many: `redirect_uri` differs in the token request".into(),
        story: "Keycloak gives tokens only when step 5 repeats the `redirect_uri` of step 2 byte for byte.".into(),
        kind: "configuration".into(),
        who: "client".into(),
        who_says: "The client, in the code of shop-web. Nothing has to change at Keycloak.".into(),
        fix: vec![
            "Send this value in the token request, the same string as in the authorization request:\n`https://shop.acme.example/auth/callback`".into(),
            "Leave the list at Keycloak as it is. The slash added there does not help: step 5 is compared with step 2, not with the list.\nRealm acme › Clients › shop-web › Settings › Valid redirect URIs".into(),
            "Log in again from the start. This code is used up: Keycloak takes a code once, within 60 s.".into(),
        ],
        evidence: vec![
            fact(Some(2), "Authorization request", "", Some(right)),
            fact(Some(5), "Token request", "", Some(wrong)),
            fact(None, "Difference", "39 bytes agree, then `2F`, a slash, only in step 5", None),
            fact(Some(5), "Answer", "400 `invalid_grant`: “Incorrect redirect_uri”", None),
        ],
        refuted_by: vec!["Both requests hold the same bytes.".into()],
    }];
    flow.summary = "One slash too many: `redirect_uri` differs in the token request".into();
    flow.findings = vec![
        finding(
            "conformance",
            "a script of another origin runs on the callback page",
            "The callback of step 4 loads `https://cdn.metrics.example/m.js` while `code` is in the address.",
            "RFC 9700, section 4.2.4",
        ),
        finding(
            "hardening",
            "no dpop_jkt",
            "The authorization request carries no `dpop_jkt`: the code is not bound to the key.",
            "RFC 9449, section 10",
        ),
    ];
    flow
}

/// A login that works.
pub fn good() -> FlowReport {
    let mut flow = flow("flow-2", "Billing", Outcome::Succeeded);
    flow.steps = steps(step(
        (5, "token_request", "Token request", "client", "provider", &keycloak("token"), 200),
        vec![redeemed(shown("https://shop.acme.example/auth/callback"), false)],
    ));
    flow.started = Some("2026-11-23T02:06:31.000Z".into());
    flow.provider_name = "Entra ID".into();
    flow.summary = "Signed in; the API answered 200".into();
    flow.client_name = None;
    flow
}

fn candidate(cause: &str, share: f64, title: &str, who: &str) -> DiagnosisReport {
    DiagnosisReport {
        cause: cause.into(),
        probability: share,
        weight: "fits".into(),
        weight_says: "fits the symptoms".into(),
        title: title.into(),
        summary: title.into(),
        story: String::new(),
        kind: "network".into(),
        who: "network".into(),
        who_says: who.into(),
        fix: vec!["Give the program the browser’s proxy:\n`HTTPS_PROXY`".into()],
        evidence: vec![fact(None, "For", "The browser reaches the same host with 200", None)],
        refuted_by: vec!["A code was issued".into()],
    }
}

/// A callback page that says 403, where nobody sees the token request.
pub fn unclear() -> FlowReport {
    let words = "token exchange failed: token endpoint returned status 403 Forbidden";
    let mut flow = flow("flow-1", "fleet-cli", Outcome::Failed);
    flow.provider = "unknown".into();
    flow.provider_name = "auth.meridian.example".into();
    flow.issuer = None;
    flow.client_name = None;
    flow.kind_says = "code, PKCE".into();
    flow.started = Some("2026-11-23T01:58:44.000Z".into());
    flow.summary = "The token request failed with 403 where the browser cannot see it".into();
    let query = sheet(
        "Query",
        "1 parameter",
        true,
        vec![parameter("code", "the login, once", secret("code", 47, ""), "Delivered once")],
    );
    let base = "https://auth.meridian.example/oauth";
    let mut out_of_sight = step(
        (4, "token_request", "Token request", "client", "provider", &format!("{base}/token"), 403),
        Vec::new(),
    );
    out_of_sight.state = "out_of_sight".into();
    out_of_sight.at_ms = None;
    out_of_sight.started = None;
    out_of_sight.status_says = "403, as the callback page says".into();
    flow.steps = vec![
        step(
            (
                1,
                "authorization_request",
                "Authorization request",
                "browser",
                "provider",
                &format!("{base}/authorize"),
                302,
            ),
            vec![authorization()],
        ),
        step(
            (2, "login_form", "Login form", "browser", "provider", &format!("{base}/login"), 302),
            Vec::new(),
        ),
        step(
            (
                3,
                "authorization_response",
                "Callback",
                "browser",
                "client",
                "http://localhost:1455/auth/callback",
                500,
            ),
            vec![query, text("Answer", "text, 67 bytes", words)],
        ),
        out_of_sight,
    ];
    let known = DiagnosisReport {
        story: "fleet-cli, a program on this machine, sent it. Its callback page repeats the status and leaves out the body that would name the cause.".into(),
        evidence: vec![
            fact(Some(3), "Callback page", &format!("`{words}`"), None),
            fact(None, "So", "A token endpoint that has read the parameters refuses with 400 or 401 (RFC 6749, section 5.2). 403 points to something before it.", None),
        ],
        summary: flow.summary.clone(),
        fix: Vec::new(),
        ..candidate("callback_failed", 0.05, "The callback failed", "Nobody yet.")
    };
    flow.diagnosis = vec![
        known,
        candidate(
            "ip_blocked",
            0.48,
            "The program’s network address is not allowed",
            "The network: give the program the browser’s proxy.",
        ),
        candidate("waf_blocked", 0.27, "A firewall or bot defence answered", "The provider’s administrator."),
        candidate(
            "account_not_allowed",
            0.12,
            "This account may not use the client",
            "The provider’s administrator.",
        ),
    ];
    flow.record_next = Some(RecordNext {
        why: "Run it on the machine and the network where fleet-cli runs. `code=probe` is wrong on purpose: nothing is redeemed.".into(),
        command: "curl -v https://auth.meridian.example/oauth/token -d client_id=fleet-cli \\\n  -d grant_type=authorization_code -d code=probe \\\n  -d redirect_uri=http://localhost:1455/auth/callback".into(),
        answers: vec![
            ("403 with JSON that names a country or region".into(), "the address: `ip_blocked`".into()),
            ("403 with HTML, `cf-ray`, “Request ID”".into(), "a firewall: `waf_blocked`".into()),
            ("400 with JSON: `invalid_grant`".into(), "in what fleet-cli itself sends, or in its proxy".into()),
        ],
        ways: vec!["Record the program through a proxy that writes HAR, and open both files together.".into()],
    });
    flow
}
