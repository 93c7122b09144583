//! A login with two hundred different secrets, one in every place that a HAR has, in many encodings.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// A secret that nobody else has: letters and digits by a number. They have an end in common, to be found by, and no more:
/// a piece of one that stands alone somewhere must not be a piece of the others.
pub fn secret(number: usize) -> String {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(format!("planted secret number {number:03}")));
    format!("{}pL4nT3d", hash.get(..24).unwrap_or_default().replace(['-', '_'], "x"))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn token(claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!(
        "{}.{}.{}",
        part(&json!({"alg": "RS256", "kid": "k1"})),
        part(claims),
        URL_SAFE_NO_PAD.encode([7; 64])
    )
}

/// Every character by its number, as JSON and scripts may write it.
fn escaped(text: &str) -> String {
    text.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect()
}

/// A login with a secret in every place that a HAR has, in many encodings.
pub fn planted() -> (Value, usize) {
    let mut count = 0;
    let mut new = || {
        count += 1;
        secret(count)
    };
    let (state, nonce, code, verifier) = (new(), new(), new(), new());
    let id_token = token(
        &json!({"iss": "https://op.example", "aud": "shop", "sub": new(), "email": format!("{}@mail.example", new()), "name": format!("Ada {}", new()), "nonce": nonce, "sid": new(), "custom": {"deep": [new(), {"er": new()}]}, "exp": 4_000_000_000_u32, "iat": 1_700_000_000}),
    );
    let assertion =
        token(&json!({"iss": "shop", "sub": "shop", "aud": "https://op.example/token", "jti": new()}));
    let cookie = |new: &mut dyn FnMut() -> String| {
        format!("sid={}; theme=dark; csrf={}", new(), encoded(&format!("{}+/=", new())))
    };
    let nested = encoded(&format!("https://shop.example/after?ticket={}&user={}", new(), new()));
    let split = new();
    let (head, tail) = split.split_at(10);
    let (head, tail) = (head.to_owned(), tail.to_owned());
    let mut entries = vec![
        json!({"startedDateTime": "2026-01-01T00:00:00.000Z", "request": {"method": "GET",
            "url": format!("https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&scope=openid&state={state}&nonce={nonce}&login_hint={}&id_token_hint={}&return_to={nested}&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256#frag={}", encoded(&format!("{}@mail.example", new())), token(&json!({"sub": new()})), new()),
            "headers": [{"name": "Cookie", "value": cookie(&mut new)}, {"name": "Referer", "value": format!("https://shop.example/start?session={}", new())}, {"name": "X-Custom-Id", "value": new()}, {"name": "X-Api-Key", "value": new()}, {"name": ":path", "value": format!("/authorize?state={state}&extra={}", new())}]},
            "response": {"status": 302, "headers": [{"name": "Location", "value": format!("https://op.example/login/Zz9{}?tx={}", new(), new())}, {"name": "Set-Cookie", "value": format!("op={}; Path=/; Secure; HttpOnly; SameSite=None\nop2={}; Path=/", new(), new())}]}}),
        json!({"startedDateTime": "2026-01-01T00:00:01.000Z", "request": {"method": "POST", "url": format!("https://op.example/login/Zz9{}", new()), "headers": [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "text": format!("username={}&password={}&otp={}&csrf_token={}", encoded(&format!("{}@mail.example", new())), encoded(&format!("{} &=%", new())), new(), new())}},
            "response": {"status": 302, "headers": [{"name": "Location", "value": format!("https://shop.example/cb?code={code}&state={state}&session_state={}", new())}]}}),
        json!({"startedDateTime": "2026-01-01T00:00:02.000Z", "request": {"method": "GET", "url": format!("https://shop.example/cb?code={code}&state={state}"), "headers": []},
            "response": {"status": 500, "headers": [], "content": {"mimeType": "text/html", "text": format!("<html><body data-x=\"{}\">Sorry {}@mail.example, code {code} failed: {id_token} <input type=hidden value='{}'><script>var t = {};</script> {}</body></html>", encoded(&state), new(), state, json!({"verifier": verifier}), STANDARD.encode(format!("state={state}&nonce={nonce}")))}}}),
        json!({"startedDateTime": "2026-01-01T00:00:03.000Z", "request": {"method": "POST", "url": "https://op.example/token", "headers": [{"name": "Authorization", "value": format!("Basic {}", STANDARD.encode(format!("shop:{}", encoded(&format!("{}+/", new())))))}, {"name": "DPoP", "value": token(&json!({"jti": new(), "htm": "POST", "htu": "https://op.example/token"}))}, {"name": "Content-Type", "value": "application/x-www-form-urlencoded"}],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "text": format!("grant_type=authorization_code&code={code}&code_verifier={verifier}&client_id=shop&client_secret={}&client_assertion={assertion}&redirect_uri=https%3A%2F%2Fshop.example%2Fcb", new())}},
            "response": {"status": 400, "headers": [], "content": {"mimeType": "application/json", "text": json!({"error": "invalid_grant", "error_description": format!("Code {code} of {}@mail.example with verifier {verifier} is not valid", new()), "trace": {"head": head, "tail": tail, "token": new()}}).to_string().replace('/', "\\/")}}}),
    ];
    for number in 0..5 {
        entries.push(json!({"startedDateTime": format!("2026-01-01T00:00:1{number}.000Z"), "request": {"method": "POST", "url": "https://op.example/token", "headers": [{"name": "Content-Type", "value": "application/x-www-form-urlencoded"}],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "text": format!("grant_type=refresh_token&refresh_token={}&client_id=shop", new())}},
            "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text": json!({"access_token": new(), "refresh_token": new(), "id_token": token(&json!({"sub": new(), "phone_number": new()})), "token_type": "Bearer", "expires_in": 60}).to_string()}}}));
        let fields: serde_json::Map<String, Value> = (0..27)
            .map(|field| if field == 0 { "sub".to_owned() } else { format!("field_{field}") })
            .map(|name| (name, Value::String(new())))
            .collect();
        entries.push(json!({"startedDateTime": format!("2026-01-01T00:00:2{number}.000Z"), "request": {"method": "GET", "url": format!("https://op.example/userinfo?access_token={}", new()), "headers": [{"name": "Authorization", "value": format!("Bearer {}", new())}]},
            "response": {"status": 200, "headers": [], "content": {"mimeType": "application/json", "text": Value::Object(fields).to_string()}}}));
    }
    let listed = |new: &mut dyn FnMut() -> String, names: &[&str]| -> Value {
        names.iter().map(|name| json!({"name": name, "value": new()})).collect()
    };
    let at = |second: usize| format!("2026-01-01T00:01:{second:02}.000Z");
    let answer = json!({"error": "invalid_client", "error_description": format!("The key {} is not that of {}", new(), escaped(&new())), "list": [new(), {"deep": [new()]}]});
    let answer = answer.to_string().replace("\\\\u", "\\u");
    entries.extend([
        json!({"startedDateTime": at(1), "comment": new(), "_initiator": {"type": "script", "url": format!("https://shop.example/app.js?ticket={}", new())},
            "request": {"method": "POST", "url": format!("https://op.example/token?trace={}", new()), "cookies": listed(&mut new, &["sid", "other"]), "queryString": listed(&mut new, &["trace"]),
                "headers": listed(&mut new, &["Apikey", "Ocp-Apim-Subscription-Key", "X-Functions-Key", "X-Amz-Security-Token", "X-Whatever", "Proxy-Authorization", "Cookie2"]),
                "postData": {"mimeType": "application/json", "text": json!({"grant_type": "client_credentials", "client_id": "shop", "client_secret": new(), "password": new(), "nested": {"pin": new(), "list": [new()]}}).to_string()}},
            "response": {"status": 401, "headers": listed(&mut new, &["X-Session", "Authentication-Info", "X-Auth-Token"]), "cookies": listed(&mut new, &["op"]), "content": {"mimeType": "application/json", "encoding": "base64", "text": STANDARD.encode(answer)}}}),
        json!({"startedDateTime": at(2), "request": {"method": "POST", "url": "https://op.example/login", "headers": [{"name": "Content-Type", "value": "multipart/form-data; boundary=b"}],
                "postData": {"mimeType": "multipart/form-data; boundary=b", "params": listed(&mut new, &["password", "user", "answer"]), "text": format!("--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{}\r\n--b--\r\n", new())}},
            "response": {"status": 200, "headers": [{"name": "Refresh", "value": format!("0; url=https://op.example/continue?session={}", new())}, {"name": "Link", "value": format!("<https://op.example/next/{}>; rel=next", new())}], "content": {"mimeType": "text/html", "text": format!("<meta http-equiv=refresh content='0;url=/go?ticket={}'><a href=\"https://op.example/reset/{}\">{}</a>", new(), new(), escaped(&new()))}}}),
        json!({"startedDateTime": at(3), "request": {"method": "POST", "url": "https://op.example/ws-trust", "headers": [{"name": "SOAPAction", "value": "issue"}],
                "postData": {"mimeType": "application/soap+xml", "text": format!("<s:Envelope><o:Username>{}</o:Username><o:Password>{}</o:Password></s:Envelope>", new(), new())}},
            "response": {"status": 500, "headers": [], "content": {"mimeType": "text/xml", "text": format!("<Fault><Reason>{}@mail.example, {}</Reason></Fault>", new(), new())}}}),
        json!({"startedDateTime": at(4), "request": {"method": "GET", "url": format!("https://shop.example/cb?error=access_denied&error_description={}&state={state}#id={}", encoded(&format!("{}@mail.example may not, ticket {}", new(), escaped(&new()))), new()), "headers": [{"name": "Authorization", "value": format!("Digest username=\"{}\", response=\"{}\"", new(), new())}]},
            "response": {"status": 403, "headers": [], "content": {"mimeType": "text/plain", "text": format!("client_secret={} password: {} Bearer {}", new(), new(), new())}}}),
    ]);
    let page = json!({"id": "page_1", "startedDateTime": at(0), "title": format!("https://shop.example/cb?code={}&x={}", new(), new()), "pageTimings": {}, "comment": new()});
    (
        json!({"log": {"version": "1.2", "comment": format!("{count} planted secrets"), "creator": {"name": "WebInspector", "version": "537.36"}, "pages": [page], "entries": entries}}),
        count,
    )
}

/// Which of so many secrets are in a text, in any encoding.
pub fn leaks(text: &str, count: usize) -> Vec<String> {
    let decoded = decoded(text);
    let is_in = |secret: &String| {
        text.contains(secret)
            || text.contains(&escaped(secret))
            || text.contains(&encoded(secret))
            || decoded.contains(secret)
    };
    (1..=count).map(secret).filter(is_in).collect()
}

/// Everything in a text that is base64 of text, decoded.
fn decoded(text: &str) -> String {
    let runs = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_' | '=')));
    let decode = |run: &str| {
        let bytes =
            STANDARD.decode(run).or_else(|_| URL_SAFE_NO_PAD.decode(run.trim_end_matches('='))).ok()?;
        String::from_utf8(bytes).ok()
    };
    runs.filter(|run| run.len() >= 8).filter_map(decode).collect::<Vec<_>>().join("\n")
}
