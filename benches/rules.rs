//! How long all rules take on one login of 60 exchanges: `cargo bench --bench rules`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark may stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use loginscope::config::ClientConfig;
use loginscope::{capture, flow, oauth, rule, rules};

const EXCHANGES: usize = 60;
const ROUNDS: u32 = 200;

/// A login with discovery, keys, pages of the provider, a token request, renewals and calls of an API.
fn login() -> String {
    let mut text = String::from(
        "> GET https://op.example/.well-known/openid-configuration HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< Content-Type: application/json\n<\n\
         {\"issuer\":\"https://op.example\",\"authorization_endpoint\":\"https://op.example/authorize\",\"token_endpoint\":\"https://op.example/token\",\"jwks_uri\":\"https://op.example/jwks\",\"userinfo_endpoint\":\"https://op.example/userinfo\"}\n\
         > GET https://op.example/authorize?response_type=code&client_id=shop&scope=openid%20email&state=9f2c41d07be84a5c&nonce=b71c9e02aa54&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256 HTTP/1.1\n>\n\
         < HTTP/1.1 302 Found\n< Location: https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=9f2c41d07be84a5c\n<\n\
         > GET https://shop.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=9f2c41d07be84a5c HTTP/1.1\n>\n< HTTP/1.1 200 OK\n< Content-Type: text/html\n<\n<h1>Shop</h1>\n\
         > POST https://op.example/token HTTP/1.1\n> Content-Type: application/x-www-form-urlencoded\n>\n\
         grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk\n\
         < HTTP/1.1 200 OK\n< Content-Type: application/json\n< Cache-Control: no-store\n<\n\
         {\"access_token\":\"2YotnFZFEjr1zCsicMWpAA\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"tGzv3JOkF0XG5Qx2TlKWIA\",\"id_token\":\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiJ1MSIsImF1ZCI6InNob3AiLCJub25jZSI6ImI3MWM5ZTAyYWE1NCIsImV4cCI6MTc5NTQ3MDAwMCwiaWF0IjoxNzk1NDY2NDAwfQ.c2lnbmF0dXJl\"}\n",
    );
    for number in 4..EXCHANGES {
        text += &format!(
            "> GET https://api.example/orders/{number} HTTP/1.1\n> Authorization: Bearer 2YotnFZFEjr1zCsicMWpAA\n>\n\
             < HTTP/1.1 200 OK\n< Content-Type: application/json\n<\n{{\"id\":{number}}}\n"
        );
    }
    text
}

fn main() {
    let capture = capture::read("login", login().as_bytes()).unwrap();
    let none = ClientConfig::default();
    let flows = flow::assemble(
        oauth::recognise(&capture.exchanges, &[]),
        &[],
        flow::Surroundings::of(&capture.exchanges),
    );
    let [flow] = flows.as_slice() else { panic!("one login, not {}", flows.len()) };
    assert_eq!(flow.messages.len(), EXCHANGES + 1, "the authorization response shares its exchange");
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            black_box(rule::run(black_box(flow), &none));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!(
        "{} rules over one login of {EXCHANGES} exchanges: median {:?}, 95 % within {:?}",
        rules::ALL.len(),
        at(50),
        at(95)
    );
    let mut slowest: Vec<(Duration, &str)> = rules::ALL
        .iter()
        .map(|rule| {
            let start = Instant::now();
            for _ in 0..ROUNDS {
                black_box((rule.check)(black_box(flow), &none));
            }
            (start.elapsed() / ROUNDS, rule.id)
        })
        .collect();
    slowest.sort_unstable();
    for (time, id) in slowest.iter().rev().take(5) {
        println!("  {time:?} {id}");
    }
}
