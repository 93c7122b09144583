//! What a diagnosis owes the person: guesses are named as guesses, and a failed login never ends without a word.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop")]

use loginscope::cause::{self, Diagnosed, RecordNext, Strength};
use loginscope::config::ClientConfig;
use loginscope::{capture, flow, oauth, rule};

/// The diagnosis of a capture's first failed login, and what to record next.
fn diagnose(text: &str) -> (Vec<Diagnosed>, Option<RecordNext>) {
    diagnose_for(text, &ClientConfig::default())
}

/// The same for a stored client.
fn diagnose_for(text: &str, client: &ClientConfig) -> (Vec<Diagnosed>, Option<RecordNext>) {
    let capture = capture::read("test", text.as_bytes()).unwrap();
    let flows = flow::assemble(
        oauth::recognise(&capture.exchanges, &[]),
        &[],
        flow::Surroundings::of(&capture.exchanges),
    );
    let flow = flows.iter().find(|flow| !flow.failures.is_empty()).unwrap();
    let verdicts = rule::run(flow, client);
    let diagnosed = cause::diagnose(flow, &verdicts, client);
    let next = cause::record_next(flow, &verdicts, client, &diagnosed);
    (diagnosed, next)
}

fn ids(diagnosis: &[Diagnosed]) -> Vec<&str> {
    diagnosis.iter().map(|diagnosed| diagnosed.cause.id).collect()
}

/// A login whose code is redeemed out of the browser's sight, with what the callback page says of it.
fn out_of_sight(authorize: &str, callback: &str, says: &str) -> String {
    let encoded = callback.replace(':', "%3A").replace('/', "%2F");
    format!(
        "> GET {authorize}?response_type=code&client_id=app_1&redirect_uri={encoded}&scope=openid&state=abcdef0123456789&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: {callback}?code=ac_1234567890abcdef&state=abcdef0123456789
<
> GET {callback}?code=ac_1234567890abcdef&state=abcdef0123456789 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
<
<h1>Sign-in could not be completed</h1><p>{says}</p>
"
    )
}

const SAYS: &str = "Token exchange failed: token endpoint returned status 403 Forbidden";

#[test]
fn a_403_out_of_sight_is_ranked_and_not_claimed() {
    let text =
        out_of_sight("https://login.acme.example/oauth2/authorize", "https://app.acme.example/cb", SAYS);
    let (diagnosis, next) = diagnose(&text);
    assert_eq!(ids(&diagnosis).get(..3).unwrap(), ["waf_blocked", "ip_blocked", "access_policy_blocked"],);
    for diagnosed in &diagnosis {
        assert_eq!(diagnosed.weight.strength, Strength::Fits, "{}", diagnosed.cause.id);
        assert!(diagnosed.probability <= 0.5, "{}", diagnosed.cause.id);
        let summary = diagnosed.weight.summary.as_deref().unwrap_or_default();
        assert!(summary.contains("`403`") && summary.contains("out of the browser's sight"), "{summary}");
    }
    let next = next.unwrap();
    assert!(next.why.contains("`state` came back unchanged"), "{}", next.why);
    assert!(
        next.command.starts_with("curl -v 'https://login.acme.example/oauth2/token'"),
        "{}",
        next.command
    );
    assert!(next.command.contains("'code=probe'") && next.command.contains("'client_id=app_1'"));
    assert!(next.answers.iter().any(|(_, cause)| cause.contains("ip_blocked")));
}

#[test]
fn a_provider_that_refuses_regions_has_the_region_first() {
    let text =
        out_of_sight("https://auth.openai.com/oauth/authorize", "http://localhost:1455/auth/callback", SAYS);
    let (diagnosis, next) = diagnose(&text);
    assert_eq!(ids(&diagnosis).first(), Some(&"ip_blocked"));
    assert!(diagnosis.iter().all(|diagnosed| diagnosed.probability <= 0.5));
    let next = next.unwrap();
    assert!(next.why.contains("The program that began the login"), "{}", next.why);
    assert!(next.command.contains("https://auth.openai.com/oauth/token"), "{}", next.command);
}

#[test]
fn a_code_that_the_page_repeats_is_looked_up() {
    let says = "Token exchange failed: token endpoint returned status 401: invalid_client";
    let text =
        out_of_sight("https://login.acme.example/oauth2/authorize", "https://app.acme.example/cb", says);
    let (diagnosis, next) = diagnose(&text);
    assert_eq!(ids(&diagnosis).first(), Some(&"wrong_client_secret"));
    assert_eq!(next, None);
}

#[test]
fn a_failure_without_any_word_is_still_diagnosed() {
    let text = "> POST https://login.acme.example/oauth2/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=app_1&code=ac_1234567890abcdef&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb
< HTTP/1.1 418 I'm a teapot
<
";
    let (diagnosis, _) = diagnose(text);
    assert!(ids(&diagnosis).contains(&"unknown"), "{:?}", ids(&diagnosis));
    assert!(diagnosis.iter().all(|diagnosed| diagnosed.probability < 0.6));
}

#[test]
fn the_first_refusal_explains_a_retry_with_the_same_code() {
    let request = |answer: &str| {
        format!(
            "> POST https://login.acme.example/oauth2/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=app_1&code=ac_1234567890abcdef&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{answer}
"
        )
    };
    let first = request(r#"{"error":"invalid_grant","error_description":"PKCE verification failed"}"#);
    let second = request(r#"{"error":"invalid_grant","error_description":"code already used"}"#);
    let (diagnosis, _) = diagnose(&format!("{first}{second}"));
    assert_eq!(ids(&diagnosis).first(), Some(&"pkce_verifier_mismatch"));
}

#[test]
fn the_fix_begins_at_the_place_in_this_providers_console() {
    let first_step = |host: &str| {
        let text = format!(
            "> GET https://tenant.okta.com/oauth2/v1/authorize?response_type=token&client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&state=abcdef0123456789 HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://app.example/cb#access_token=abcdefghijklmnop&token_type=Bearer&state=abcdef0123456789
<
> GET https://{host}/api/v1/me HTTP/1.1
> Authorization: Bearer abcdefghijklmnop
>
< HTTP/1.1 403 Forbidden
< WWW-Authenticate: Bearer error=\"insufficient_scope\"
<
"
        );
        let capture = capture::read("test", text.as_bytes()).unwrap();
        let report = loginscope::analyse(&[capture], &[]);
        assert_eq!(report.flows[0].diagnosis[0].cause, "insufficient_scope");
        report.flows[0].diagnosis[0].fix[0].clone()
    };
    let own = first_step("tenant.okta.com");
    assert!(own.starts_with("Open at Okta: Security › API › Authorization Servers"), "{own}");
    let elsewhere = first_step("api.shop.example");
    assert!(!elsewhere.contains("Okta"), "{elsewhere}");
}

/// A token request that is answered with 403: the answer's head and page.
fn refused(head: &str, page: &str) -> String {
    format!(
        "> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 403 Forbidden
< {head}
<
{page}
"
    )
}

/// Who is said to have answered in the server's place.
fn answered_by(diagnosis: &[Diagnosed]) -> Option<&str> {
    let evidence = diagnosis.iter().flat_map(|diagnosed| &diagnosed.weight.evidence);
    evidence.filter(|evidence| evidence.label == "Answered by").map(|evidence| evidence.says.as_str()).next()
}

#[test]
fn an_applications_own_refusal_is_not_put_down_to_what_stands_before_it() {
    let html = "Content-Type: text/html\n< Server: ";
    let json = "Content-Type: application/json\n< Server: ";
    let own = [
        (format!("{html}nginx"), "<h1>403 Forbidden</h1><p>CSRF verification failed. Request aborted.</p>"),
        (format!("{html}Apache"), "<h1>Access Denied</h1><p>Your account may not use this application.</p>"),
        (format!("{json}Vercel\n< x-vercel-id: fra1::abcde-1"), r#"{"error":{"message":"Forbidden"}}"#),
        (format!("{html}gws\n< Via: 1.1 google"), "<h1>403 Forbidden</h1><p>You are not a member.</p>"),
        (format!("{html}x\n< Via: 1.1 abc.cloudfront.net (CloudFront)"), "<p>Bad request: no tenant</p>"),
        (format!("{html}x\n< Set-Cookie: aws-waf-token=a"), "<h1>403 Forbidden</h1><p>Not yours.</p>"),
        (format!("{json}x"), r#"{"message":"Forbidden"}"#),
    ];
    for (head, page) in own {
        let (diagnosis, _) = diagnose(&refused(&head, page));
        assert_eq!(answered_by(&diagnosis), None, "{head}: {page}");
    }
}

#[test]
fn a_web_servers_stock_page_tells_who_answered_and_not_why() {
    let stock = [
        ("nginx", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"),
        ("Apache", "<h1>Forbidden</h1>\n<p>You don't have permission to access this resource.</p>"),
    ];
    for (server, page) in stock {
        let (diagnosis, _) =
            diagnose(&refused(&format!("Content-Type: text/html\n< Server: {server}"), page));
        assert_eq!(answered_by(&diagnosis), Some(&*format!("{server}, in the server's place")));
        assert!(diagnosis[0].weight.strength <= Strength::ServerError, "{server}");
        assert!(diagnosis.len() >= 3 && diagnosis[0].probability < 0.6, "{server}");
    }
}

#[test]
fn what_is_proven_needs_no_further_recording() {
    let begin = |state: &str| {
        format!(
            "> GET https://app.acme.example/login HTTP/1.1
>
< HTTP/1.1 302 Found
< Set-Cookie: oauth_state={state}; Path=/; Secure; HttpOnly; SameSite=Lax
< Location: https://login.acme.example/authorize?response_type=code&client_id=app_1&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&state={state}
<
> GET https://login.acme.example/authorize?response_type=code&client_id=app_1&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&state={state} HTTP/1.1
>
"
        )
    };
    let (first, second) = ("Zm9vYmFyYmF6cXV4MTIz", "cXV1eGNvcmdlZ3JhdWx0");
    let text = format!(
        "{}< HTTP/1.1 200 OK\n<\n{}< HTTP/1.1 200 OK\n<\n> GET https://app.acme.example/cb?code=ac_1234567890abcdef&state={first} HTTP/1.1
> Cookie: oauth_state={second}
>
< HTTP/1.1 400 Bad Request
<
",
        begin(first),
        begin(second)
    );
    let (diagnosis, next) = diagnose(&text);
    assert_eq!(ids(&diagnosis).first(), Some(&"state_mismatch"));
    assert_eq!(diagnosis[0].weight.strength, Strength::Contradiction);
    assert!(next.is_none(), "{next:?}");
}

#[test]
fn a_bare_code_of_several_causes_leaves_a_guess() {
    let text = "> POST https://login.acme.example/oauth2/token HTTP/1.1
> Authorization: Basic c2hvcDpnZWhlaW0tMTIzNDU2
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&code=ac_1234567890abcdef&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\"}
";
    let capture = capture::read("test", text.as_bytes()).unwrap();
    let report = loginscope::analyse(&[capture], &[]);
    let first = report.flows[0].diagnosis.first().unwrap();
    assert!(first.is_guess(), "{} {}", first.cause, first.probability);
    assert!(
        report.flows[0].summary.ends_with("the capture does not show why"),
        "{}",
        report.flows[0].summary
    );
}

/// A refused redemption with this `Authorization` header, as a HAR holds it.
fn refused_with(authorization: &str) -> String {
    let header = |name: &str, value: &str| serde_json::json!({ "name": name, "value": value });
    serde_json::json!({ "log": { "entries": [{
        "startedDateTime": "2026-03-02T09:00:00Z",
        "request": {
            "method": "POST", "url": "https://login.acme.example/oauth2/token",
            "headers": [
                header("Authorization", authorization),
                header("Content-Type", "application/x-www-form-urlencoded"),
            ],
            "postData": {
                "mimeType": "application/x-www-form-urlencoded",
                "text": "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb",
            },
        },
        "response": {
            "status": 400, "headers": [header("Content-Type", "application/json")],
            "content": { "mimeType": "application/json", "text": "{\"error\":\"invalid_client\"}" },
        },
    }] } })
    .to_string()
}

#[test]
fn a_basic_header_that_is_broken_into_lines_alters_the_secret() {
    let whole = "Basic YXBwXzE6YXlvZzN5cXpkNG51Y2ppM2VuenFrazJkcG96bXJ3Y3Q2NnRqYXZycTA1eWRlenk2cGVk";
    let broken = whole.replace("Y3Q2", "\nY3Q2");
    assert_ne!(ids(&diagnose(&refused_with(whole)).0)[0], "secret_encoding");
    assert_eq!(ids(&diagnose(&refused_with(&broken)).0)[0], "secret_encoding");
}

#[test]
fn a_colon_in_a_client_id_parts_it_inside_a_basic_header() {
    let client =
        ClientConfig { client_id: Some("http://app.acme.example/kibana".into()), ..ClientConfig::default() };
    // `http://app.acme.example/kibana:7FjfP0ZBr1KtDRbnfVdmIw`, as it stands.
    let raw = "Basic aHR0cDovL2FwcC5hY21lLmV4YW1wbGUva2liYW5hOjdGamZQMFpCcjFLdERSYm5mVmRtSXc=";
    let other = ClientConfig { client_id: Some("http://app.acme.example/grafana".into()), ..client.clone() };
    assert_eq!(ids(&diagnose_for(&refused_with(raw), &client).0)[0], "secret_encoding");
    assert_eq!(ids(&diagnose_for(&refused_with(raw), &other).0)[0], "wrong_client_id");
}

/// A provider's request that comes twice; `page` is what its own page was sent in between.
fn asked_twice(page: &str) -> String {
    let request = "https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state=abcdef0123456789";
    let asked = format!(
        "> GET {request} HTTP/1.1\n>\n< HTTP/1.1 302 Found\n< Location: https://op.example/login?step=1\n<\n"
    );
    let led_back = format!("{page}< HTTP/1.1 302 Found\n< Location: {request}\n<\n");
    format!("{asked}{led_back}{asked}")
}

#[test]
fn a_provider_that_leads_in_a_circle_has_failed_and_one_that_somebody_has_logged_in_at_has_not() {
    let fails = |text: &str| {
        let capture = capture::read("test", text.as_bytes()).unwrap();
        let around = flow::Surroundings::of(&capture.exchanges);
        let flows = flow::assemble(oauth::recognise(&capture.exchanges, &[]), &[], around);
        flows.iter().any(|flow| !flow.failures.is_empty())
    };
    assert!(fails(&asked_twice("> GET https://op.example/login?step=1 HTTP/1.1\n>\n")));
    let form = "> POST https://op.example/login?step=1 HTTP/1.1\n> Content-Type: application/x-www-form-urlencoded\n>\nname=ada&password=x\n";
    assert!(!fails(&asked_twice(form)));
}

/// Whether any login of a known case fails once its exchanges are changed.
fn fails_with(case: &str, change: impl Fn(&mut serde_json::Value)) -> bool {
    let path = format!("{}/tests/cases/{case}/capture.har", env!("CARGO_MANIFEST_DIR"));
    let mut har: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    har["log"]["entries"].as_array_mut().unwrap().iter_mut().for_each(|entry| change(&mut entry["request"]));
    let capture = capture::read("test", har.to_string().as_bytes()).unwrap();
    let messages = oauth::recognise(&capture.exchanges, &[]);
    let flows = flow::assemble(messages, &[], flow::Surroundings::of(&capture.exchanges));
    flows.iter().any(|flow| !flow.failures.is_empty())
}

#[test]
fn a_form_that_brings_a_cookie_has_left_nothing_behind() {
    let case = "passport-azure-ad-cookie-without-samesite-slow-login";
    let brings = |request: &mut serde_json::Value| {
        if request["url"].as_str().unwrap().ends_with("/auth/openid/return") {
            let cookie = serde_json::json!({ "name": "Cookie", "value": "begun=1" });
            request["headers"].as_array_mut().unwrap().push(cookie);
        }
    };
    assert!(fails_with(case, |_| ()));
    assert!(!fails_with(case, brings));
}

#[test]
fn a_list_of_web_domains_says_nothing_of_a_page_that_an_app_carries() {
    let case = "firebase-google-popup-loopback-address";
    let carried = |request: &mut serde_json::Value| {
        for header in request["headers"].as_array_mut().unwrap() {
            let value = header["value"].as_str().unwrap().replace("http://127.0.0.1:5000", "capacitor://app");
            header["value"] = value.into();
        }
    };
    assert!(fails_with(case, |_| ()));
    assert!(!fails_with(case, carried));
}

#[test]
fn an_issuer_that_a_slash_tells_apart_outranks_vague_words_of_the_clients_server() {
    let text = "> GET https://login.acme.example/realms/tools/protocol/openid-connect/auth?response_type=code&client_id=boards&redirect_uri=https%3A%2F%2Fboards.acme.example%2Fcb&response_mode=fragment&scope=openid&state=abcdef0123456789&nonce=GnPZiL2Vsgq4oiAkfwAD HTTP/1.1
>
< HTTP/1.1 302 Found
< Location: https://boards.acme.example/cb#code=ac_1234567890abcdef&state=abcdef0123456789&iss=https%3A%2F%2Flogin.acme.example%2Frealms%2Ftools
<
> POST https://boards.acme.example/api/access-tokens/exchange-with-oidc HTTP/1.1
> Content-Type: application/json
> Sec-Fetch-Mode: cors
> Sec-Fetch-Dest: empty
>
{\"code\":\"ac_1234567890abcdef\",\"nonce\":\"GnPZiL2Vsgq4oiAkfwAD\"}
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{\"code\":\"E_UNAUTHORIZED\",\"message\":\"Invalid code or nonce\"}
";
    let first = |issuer: &str| {
        let client = ClientConfig {
            issuer: Some(issuer.into()),
            client_id: Some("boards".into()),
            ..ClientConfig::default()
        };
        ids(&diagnose_for(text, &client).0)[0].to_owned()
    };
    assert_eq!(first("https://login.acme.example/realms/tools/"), "id_token_issuer");
    assert_eq!(first("https://login.acme.example/realms/tools"), "nonce_mismatch");
}

#[test]
fn what_an_old_token_is_refused_for_comes_of_the_renewal_that_was_refused() {
    let text = "> POST https://login.acme.example/realms/tools/protocol/openid-connect/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=web&code=ac_1234567890abcdef&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at_1234567890abcdef\",\"token_type\":\"Bearer\",\"refresh_token\":\"rt_1234567890abcdef\"}
> POST https://login.acme.example/realms/tools/protocol/openid-connect/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=refresh_token&client_id=web&refresh_token=rt_1234567890abcdef
< HTTP/1.1 400 Bad Request
< Content-Type: application/json
<
{\"error\":\"invalid_grant\",\"error_description\":\"Token is not active\"}
> GET https://api.acme.example/v1/me HTTP/1.1
> Authorization: Bearer at_1234567890abcdef
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The token expired\"
<
";
    assert_eq!(ids(&diagnose(text).0).first(), Some(&"refresh_token_expired"));
}

const GUARDED: &str = "> GET http://op.acme.example/authorize?response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&state=abcdef0123456789 HTTP/1.1
>
< HTTP/1.1 200 OK
< Content-Type: text/html
";

#[test]
fn who_sets_a_cookie_that_no_browser_keeps_must_act() {
    let text = format!("{GUARDED}< Set-Cookie: AUTH_SESSION_ID=f3a1c2d4e5b6a7c8; Path=/; Secure; HttpOnly; SameSite=None
<
<form></form>
> POST http://op.acme.example/login HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: http://op.acme.example/authorize?response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&state=abcdef0123456789
>
username=ada&password=made-up-1
< HTTP/1.1 400 Bad Request
< Content-Type: text/html
<
<h1>We are sorry...</h1><p>Cookie not found. Please make sure cookies are enabled in your browser.</p>
");
    let (diagnosis, _) = diagnose(&text);
    assert_eq!(ids(&diagnosis)[0], "session_cookie_lost");
    assert_eq!(diagnosis[0].weight.who, Some(cause::Who::Provider));
}

#[test]
fn what_a_form_pressed_again_is_refused_for_comes_of_what_kept_the_browser_back() {
    let press = "> POST http://op.acme.example/authorize HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
> Referer: http://op.acme.example/authorize?response_type=code&client_id=web&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb&state=abcdef0123456789
>
approve=1
";
    let text = format!(
        "{GUARDED}< Content-Security-Policy: default-src 'self'; form-action 'self'
<
<form method=post></form>
{press}< HTTP/1.1 303 See Other
< Location: https://app.acme.example/cb?code=ac_1234567890abcdef&state=abcdef0123456789
<
{press}< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{{\"error\":\"access_denied\",\"error_description\":\"Consent could not be verified\"}}
"
    );
    let (diagnosis, _) = diagnose(&text);
    assert_eq!(ids(&diagnosis)[0], "server_misconfigured");
    assert_eq!(diagnosis[0].weight.evidence[0].label, "Policy");
}

#[test]
fn a_list_of_all_reasons_does_not_hide_that_an_id_token_was_sent() {
    let text = "> POST https://op.acme.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=web&client_secret=made-up-secret-1&code=ac_1234567890abcdef&redirect_uri=https%3A%2F%2Fapp.acme.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
<
{\"access_token\":\"at_1234567890abcdef\",\"token_type\":\"Bearer\",\"id_token\":\"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmFjbWUuZXhhbXBsZSIsImF1ZCI6IndlYiIsInN1YiI6InUxIn0.c2ln\"}
> GET https://op.acme.example/userinfo HTTP/1.1
> Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL29wLmFjbWUuZXhhbXBsZSIsImF1ZCI6IndlYiIsInN1YiI6InUxIn0.c2ln
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The access token provided is expired, revoked, malformed, or invalid for other reasons\"
<
";
    assert_eq!(ids(&diagnose(text).0).first(), Some(&"wrong_token_type"));
}
