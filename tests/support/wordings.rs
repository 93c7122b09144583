//! Sentences of servers, each put into a short login that it refuses: the sentence comes in, the login's capture goes out.

use std::fs;

use serde_json::{Value, json};

use super::{Known, tests};

const SERVER: &str = "https://login.acme-id.example";
const REDIRECT: &str = "https://app.example.com/callback";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Every line of `wordings.txt` as a login.
pub fn wordings() -> Vec<Known> {
    let list = fs::read_to_string(tests().join("wordings.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(known).collect()
}

fn known(line: &str) -> Known {
    let [place, code, grant, says, causes] = line.split('|').collect::<Vec<_>>()[..] else {
        panic!("{line}")
    };
    let mut causes = causes.split(',').map(str::to_owned);
    let first = causes.next().unwrap();
    let entries = match place {
        "T" => token(code, grant, says, &first),
        "A" => response(code, says),
        _ => vec![page(code, says, &first)],
    };
    let har =
        json!({"log": {"version": "1.2", "creator": {"name": "x", "version": "1"}, "entries": entries}});
    Known {
        name: line.to_owned(),
        group: place.to_owned(),
        bytes: har.to_string().into_bytes(),
        clients: Vec::new(),
        config: String::new(),
        cause: Some((first, causes.collect())),
    }
}

fn entry(second: u8, request: &Value, response: &Value) -> Value {
    json!({
        "startedDateTime": format!("2026-03-02T09:00:{second:02}.000Z"), "time": 100, "request": request, "response": response,
        "cache": {}, "timings": {"send": 1, "wait": 98, "receive": 1},
    })
}

fn get(url: &str) -> Value {
    json!({"method": "GET", "url": url, "httpVersion": "HTTP/1.1", "headers": [{"name": "Host", "value": "x.example"}],
        "queryString": [], "cookies": [], "headersSize": -1, "bodySize": 0})
}

fn answer(status: u16, kind: &str, text: &str, location: &str) -> Value {
    let mut headers = vec![json!({"name": "Content-Type", "value": kind})];
    if !location.is_empty() {
        headers.push(json!({"name": "Location", "value": location}));
    }
    json!({"status": status, "statusText": "", "httpVersion": "HTTP/1.1", "headers": headers, "cookies": [],
        "content": {"size": text.len(), "mimeType": kind, "text": text}, "redirectURL": location, "headersSize": -1,
        "bodySize": text.len()})
}

fn form(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn authorize(extra: &[(&str, &str)]) -> String {
    let mut pairs = vec![
        ("client_id", "my-app"),
        ("response_type", "code"),
        ("scope", "openid"),
        ("state", "af0ifjsldkj1234"),
    ];
    pairs.extend(extra);
    format!("{SERVER}/oauth/authorize?{}", form(&pairs))
}

fn token(code: &str, grant: &str, says: &str, cause: &str) -> Vec<Value> {
    let grant = if grant.is_empty() { "authorization_code" } else { grant };
    let told = format!("{code} {says}").to_lowercase();
    let proves = ["verifier", "pkce", "challenge"].iter().any(|word| told.contains(word));
    let challenged = proves && !told.contains("no 'code_challenge'") && !told.contains("no code challenge");
    let mut body = vec![("grant_type", grant)];
    let mut entries = Vec::new();
    match grant {
        "authorization_code" => {
            let proof: &[_] = if challenged {
                &[
                    ("redirect_uri", REDIRECT),
                    ("code_challenge", CHALLENGE),
                    ("code_challenge_method", "S256"),
                ]
            } else {
                &[("redirect_uri", REDIRECT)]
            };
            let back = format!("{REDIRECT}?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj1234");
            entries.push(entry(1, &get(&authorize(proof)), &answer(302, "text/html", "", &back)));
            body.push(("code", "SplxlOBeZQQYbYS6WxSbIA"));
            body.extend(Some(("redirect_uri", REDIRECT)).filter(|_| cause != "redirect_uri_missing"));
            body.extend(Some(("code_verifier", VERIFIER)).filter(|_| proves && cause != "pkce_missing"));
        }
        "refresh_token" => body.push(("refresh_token", "madeuprefreshtoken0000")),
        "password" => body.extend([("username", "a"), ("password", "madeup")]),
        _ => {}
    }
    let assertion = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhIiwic3ViIjoiYiIsImF1ZCI6Imh0dHBzOi8vbG9naW4uYWNtZS1pZC5leGFtcGxlL29hdXRoL3Rva2VuIiwianRpIjoieCIsImlhdCI6MTc3MjQ0MjAwMCwiZXhwIjoxNzcyNDQyMDYwfQ.c2lnbmF0dXJl";
    let names_client = cause == "missing_client_auth" || cause == "public_client_sends_secret";
    body.extend(Some(("client_id", "my-app")).filter(|_| names_client));
    body.extend(
        Some(("client_secret", "madeupsecret0000")).filter(|_| cause == "public_client_sends_secret"),
    );
    if grant.ends_with("bearer") {
        body.push(("assertion", assertion));
    } else if cause.starts_with("client_assertion") {
        body.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        body.push(("client_assertion", assertion));
    }
    let mut headers = vec![json!({"name": "Content-Type", "value": "application/x-www-form-urlencoded"})];
    if !names_client && !cause.starts_with("client_assertion") {
        headers.push(json!({"name": "Authorization", "value": "Basic bXktYXBwOm1hZGV1cHNlY3JldDAwMDA="}));
    }
    let text = form(&body);
    let mut request = get(&format!("{SERVER}/oauth/token"));
    request["method"] = "POST".into();
    request["headers"] = headers.into();
    request["postData"] = json!({"mimeType": "application/x-www-form-urlencoded", "text": text});
    let refused = match (code, says) {
        ("", says) => json!({"error": says}),
        (code, "") => json!({"error": code}),
        (code, says) => json!({"error": code, "error_description": says}),
    };
    let status = match code {
        "invalid_client" => 401,
        "forbidden" | "access_denied" => 403,
        _ => 400,
    };
    entries.push(entry(3, &request, &answer(status, "application/json", &refused.to_string(), "")));
    entries
}

fn response(code: &str, says: &str) -> Vec<Value> {
    let back = form(&[("error", code), ("error_description", says), ("state", "af0ifjsldkj1234")]);
    let back = format!("{REDIRECT}?{back}");
    let request = get(&authorize(&[("redirect_uri", REDIRECT)]));
    let shown = answer(200, "text/html", "<html><body>Login failed</body></html>", "");
    vec![entry(1, &request, &answer(302, "text/html", "", &back)), entry(3, &get(&back), &shown)]
}

fn page(code: &str, says: &str, cause: &str) -> Value {
    let code = if code.is_empty() { String::new() } else { format!("Error: {code} ") };
    let text = format!(
        "<html><head><title>Error</title></head><body><h1>Something went wrong</h1><p>{code}{says}</p></body></html>"
    );
    let redirect: &[_] = if cause == "redirect_uri_missing" { &[] } else { &[("redirect_uri", REDIRECT)] };
    entry(1, &get(&authorize(redirect)), &answer(400, "text/html", &text, ""))
}
