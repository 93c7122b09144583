//! A client's server answers in its own way around what the provider answered it: as an object inside its own, as a text, on a
//! page, in a redirect, in a line of a log. Whichever way it does, the cause is the one that the provider's answer names.

use loginscope::{analyse, capture};
use serde_json::{Value, json};

use crate::support::causes;

/// What a token endpoint answers, and the cause that it names.
const ANSWERS: [(&str, &str, &str); 12] = [
    ("invalid_client", "Invalid client secret provided", "wrong_client_secret"),
    ("invalid_client", "Client not found", "wrong_client_id"),
    ("invalid_grant", "Incorrect redirect_uri", "redirect_uri_mismatch_token"),
    ("invalid_grant", "Code has already been used", "code_reused"),
    ("invalid_grant", "PKCE verification failed: Code mismatch", "pkce_verifier_mismatch"),
    ("invalid_grant", "The authorization code has expired", "code_expired"),
    ("unauthorized_client", "Client not allowed for direct access grants", "grant_type_not_enabled"),
    ("invalid_request", "client_secret is missing.", "missing_client_auth"),
    ("invalid_request", "code_verifier is required", "pkce_missing"),
    ("unsupported_grant_type", "grant_type is missing", "grant_type_missing_or_wrong"),
    (
        "invalid_client",
        "AADSTS7000222: The provided client secret keys are expired.",
        "expired_client_secret",
    ),
    ("invalid_scope", "The requested scope is not allowed for this client", "scope_not_granted"),
];

type Form = fn(&Value) -> String;

/// How clients hand such an answer on.
const FORMS: [(&str, Form); 12] = [
    ("an object inside", |answer| {
        api(&json!({ "success": false, "message": "Login failed", "details": answer }))
    }),
    ("deeper inside", |answer| {
        api(&json!({ "error": "token_exchange_failed", "upstream": { "status": 400, "body": answer } }))
    }),
    ("as a text", |answer| api(&json!({ "error": "token_exchange_failed", "details": answer.to_string() }))),
    ("in one sentence", |answer| {
        api(&json!({ "statusCode": 500, "message": sentence(answer), "error": "Internal Server Error" }))
    }),
    ("problem details", |answer| {
        api(&json!({ "title": "An error occurred", "status": 500, "detail": sentence(answer) }))
    }),
    ("on a page", |answer| {
        page(500, "text/html", &format!("<h1>Error</h1><pre>token exchange failed: {answer}</pre>"))
    }),
    ("on a page, escaped", |answer| {
        let escaped = answer.to_string().replace('"', "&quot;");
        page(500, "text/html", &format!("<title>500</title><pre>failed to exchange code: {escaped}</pre>"))
    }),
    ("in a redirect to its own page", |answer| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("error", text(answer, "error"))
            .append_pair("error_description", text(answer, "error_description"))
            .finish();
        let head = format!("Location: https://app.example/login?{query}");
        exchange("GET", 302, &head, "", "")
    }),
    ("handed on by a script", |answer| {
        let sent = json!({ "code": "Zk3x9QpLm2VbT7sWq1Rc", "state": "8d1f0c7ae2b94b6f" }).to_string();
        exchange("POST", 400, "Content-Type: application/json", &sent, &answer.to_string())
    }),
    ("in a line of a log", |answer| {
        let told = format!("oauth2: {:?} {:?}", text(answer, "error"), text(answer, "error_description"));
        json!({ "level": "error", "msg": "token exchange failed", "err": told }).to_string()
    }),
    ("an object in a line of a log", |answer| {
        json!({ "level": "error", "msg": "token exchange failed", "status": 400, "response": answer })
            .to_string()
    }),
    ("in logfmt", |answer| {
        format!("time=\"2026-03-01\" level=error msg=\"failed to get token\" err={:?}", answer.to_string())
    }),
];

fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name].as_str().unwrap()
}

fn sentence(answer: &Value) -> String {
    format!("{}: {}", text(answer, "error"), text(answer, "error_description"))
}

/// What a client's callback answers with a status of its own.
fn page(status: u16, media: &str, body: &str) -> String {
    exchange("GET", status, &format!("Content-Type: {media}"), "", body)
}

fn api(body: &Value) -> String {
    page(500, "application/json", &body.to_string())
}

fn exchange(method: &str, status: u16, head: &str, sent: &str, body: &str) -> String {
    let (address, kind) = match method {
        "GET" => ("/auth/callback?code=Zk3x9QpLm2VbT7sWq1Rc&state=8d1f0c7ae2b94b6f", ""),
        _ => ("/api/auth/callback", "> Content-Type: application/json\n"),
    };
    format!(
        "> {method} https://app.example{address} HTTP/1.1\n{kind}>\n{sent}\n< HTTP/1.1 {status} -\n< {head}\n<\n{body}"
    )
}

#[test]
fn what_stands_around_an_answer_hides_nothing_of_it() {
    let mut wrong = Vec::new();
    for (code, description, cause) in ANSWERS {
        let answer = json!({ "error": code, "error_description": description });
        for (form, written) in FORMS {
            let text = written(&answer);
            let found = match capture::read("-", text.as_bytes()) {
                Ok(capture) => causes(&analyse(&[capture], &[])).first().cloned().unwrap_or_default(),
                Err(error) => error.to_string(),
            };
            if found != cause {
                wrong.push(format!("{form}: {found}, not {cause}: {code}: {description}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), ANSWERS.len() * FORMS.len(), wrong.join("\n"));
}
