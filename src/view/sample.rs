//! Made-up logins for the tests of the view: one that failed with a proof, one that works, one that cannot be told.

mod parts;

use std::sync::Arc;

use crate::report::*;
use parts::*;

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
        flows: [unclear(), good(), failed()].map(Arc::new).to_vec(),
        summary: Summary { failed: 2, succeeded: 1, incomplete: 0 },
        checklist: Vec::new(),
    }
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
        fingerprint: String::new(),
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
        message_to_operator: None,
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

fn candidate(cause: &'static str, share: f64, title: &str, who: &str) -> DiagnosisReport {
    DiagnosisReport {
        cause: cause.into(),
        fingerprint: String::new(),
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
        message_to_operator: None,
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
    flow.record_next = Some(record_next());
    flow
}

fn record_next() -> RecordNext {
    RecordNext {
        why: "Run it on the machine and the network where fleet-cli runs. `code=probe` is wrong on purpose: nothing is redeemed.".into(),
        command: "curl -v https://auth.meridian.example/oauth/token -d client_id=fleet-cli \\\n  -d grant_type=authorization_code -d code=probe \\\n  -d redirect_uri=http://localhost:1455/auth/callback".into(),
        answers: vec![
            ("403 with JSON that names a country or region".into(), "the address: `ip_blocked`".into()),
            ("403 with HTML, `cf-ray`, “Request ID”".into(), "a firewall: `waf_blocked`".into()),
            ("400 with JSON: `invalid_grant`".into(), "in what fleet-cli itself sends, or in its proxy".into()),
        ],
        ways: vec!["Record the program through a proxy that writes HAR, and open both files together.".into()],
    }
}
