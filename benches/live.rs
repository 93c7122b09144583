//! What a live session costs: an entry up to the rules, and a judgement after one entry more beside many logins.
//! `cargo bench --bench live`.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a benchmark may stop"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use loginscope::capture::Watch;
use loginscope::session::Session;
use serde_json::Value;

const LOGINS: usize = 500;
const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/chrome-devtools/pub-pkce-ok.har");

/// The recorded login with values and times of its own.
fn login(number: usize) -> Vec<Value> {
    let har: Value = serde_json::from_slice(&std::fs::read(RECORDED).unwrap()).unwrap();
    let entries = har["log"]["entries"].as_array().unwrap();
    let mut text = serde_json::to_string(entries).unwrap();
    let mut values: Vec<String> = Vec::new();
    for name in ["state", "nonce", "code", "code_challenge", "code_verifier"] {
        for (at, _) in text.match_indices(&format!("{name}=")) {
            let is_own = |letter: &char| letter.is_ascii_alphanumeric() || "-_.~".contains(*letter);
            let value: String = text[at + name.len() + 1..].chars().take_while(is_own).collect();
            if value.len() >= 10 && !values.contains(&value) {
                values.push(value);
            }
        }
    }
    for value in values {
        text = text.replace(&value, &format!("{}{number:04}", &value[..value.len() - 4]));
    }
    let year = entries[0]["startedDateTime"].as_str().unwrap()[..4].to_owned();
    let begins = |year: &str| format!("\"startedDateTime\":\"{year}");
    serde_json::from_str(&text.replace(&begins(&year), &begins(&(2100 + number).to_string()))).unwrap()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = black_box(work());
    (start.elapsed(), result)
}

/// The same text many times: what one costs.
fn each(texts: &[String], mut work: impl FnMut(&String)) -> Duration {
    let rounds = 200;
    let start = Instant::now();
    for _ in 0..rounds {
        texts.iter().for_each(&mut work);
    }
    start.elapsed() / (rounds * texts.len() as u32)
}

fn main() {
    let entries: Vec<String> = login(0).iter().map(Value::to_string).collect();
    let mut watch = Watch::default();
    let (matter, other): (Vec<String>, Vec<String>) =
        entries.into_iter().partition(|text| !watch.take(text.clone()).is_empty());
    let idle = ("image", "https://app.example/logo.png", "https://app.example/");
    println!(
        "an asset: {:?}",
        each(&[String::new()], |_| {
            black_box(watch.is_idle(idle.0, idle.1, idle.2));
        })
    );
    println!(
        "an entry that does not matter: {:?} ({} of them)",
        each(&other, |text| {
            black_box(watch.offer(text.clone()));
        }),
        other.len()
    );
    println!(
        "an entry that may matter: {:?} ({} of them)",
        each(&matter, |text| {
            black_box(watch.offer(text.clone()));
        }),
        matter.len()
    );
    println!("the same with its body: {:?}", each(&matter, |text| drop(black_box(watch.take(text.clone())))));

    let mut session = Session::new(true);
    let mut fed = Vec::new();
    for number in 0..LOGINS {
        for entry in &login(number) {
            let (time, _) = timed(|| session.feed(entry));
            fed.push(time);
        }
        if number % 50 == 49 {
            println!("{} logins judged at once: {:?}", number + 1, timed(|| session.judge()).0);
        }
    }
    println!("an entry put into the session: median {:?}", median(fed));
    let mut judged = Vec::new();
    for entry in &login(LOGINS) {
        session.feed(entry);
        judged.push(timed(|| session.judge()).0);
    }
    println!("a judgement after one entry more, beside {LOGINS} logins: median {:?}", median(judged));
}
