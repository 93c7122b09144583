//! A short fuzzing run in every test: recorded captures and words of the protocols, changed at random, into every target.
//! `LOGINSCOPE_FUZZ=14400 cargo test --release --test fuzz` goes on for so many seconds, each time with another seed.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;
#[path = "../fuzz/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Pieces that random bytes would hardly hit upon.
const WORDS: [&str; 28] = [
    "{\"log\":{\"entries\":[",
    "\"request\":{",
    "\"response\":{",
    "\"url\":\"https://op.example/token\"",
    "\"headers\":[{\"name\":\"",
    "\"value\":\"",
    "\"postData\":{\"text\":\"",
    "grant_type=authorization_code&code=",
    "client_id=a&response_type=code",
    "\\u0063",
    "\\ud83d\\ude00",
    "\\\"",
    "\\\\",
    "\\/",
    "}]}}",
    "null",
    "1e999",
    "-",
    "[[[[[[[[",
    "]]]]",
    "\u{feff}",
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhIn0.",
    "%3F%26%",
    "//",
    "#",
    ";",
    "=",
    "> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 200 OK\n<\n",
];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// A few changes, each of a kind that breaks readers.
    fn change(&mut self, mut bytes: Vec<u8>, other: &[u8]) -> Vec<u8> {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let end = (at + self.below(40)).min(bytes.len());
            match self.below(7) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..end)),
                2 => bytes.extend_from_within(at..end),
                3 => drop(bytes.splice(at..at, WORDS[self.below(WORDS.len())].bytes())),
                4 => drop(bytes.splice(at..end, WORDS[self.below(WORDS.len())].bytes())),
                5 if at < bytes.len() => bytes[at] = self.below(256) as u8,
                _ => {
                    let from = self.below(other.len());
                    let to = (from + self.below(2000)).min(other.len());
                    drop(bytes.splice(at..end, other[from..to].iter().copied()));
                }
            }
        }
        bytes
    }
}

/// Small captures whole, and single lines for the targets that take text.
fn corpus() -> Vec<Vec<u8>> {
    let captures = support::cases().into_iter().chain(support::recorded()).map(|known| known.bytes);
    let small: Vec<Vec<u8>> = captures.filter(|bytes| bytes.len() < 40_000).collect();
    let lines =
        small.iter().step_by(5).flat_map(|bytes| bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
    let lines: Vec<Vec<u8>> = lines.filter(|line| line.len() > 60).step_by(17).collect();
    small.into_iter().chain(lines).collect()
}

#[test]
fn no_bytes_make_anything_panic() {
    let corpus = corpus();
    let seconds = std::env::var("LOGINSCOPE_FUZZ").ok().and_then(|seconds| seconds.parse().ok());
    let seed =
        seconds.map_or(7, |_: u64| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_nanos() as u64);
    let mut random = Random(seed);
    let (start, mut runs) = (Instant::now(), 0);
    while seconds.map_or(runs < 150, |seconds| start.elapsed() < Duration::from_secs(seconds)) {
        let other = corpus[random.below(corpus.len())].clone();
        let begin = corpus[random.below(corpus.len())].clone();
        let bytes = random.change(begin, &other);
        for (name, target) in targets::ALL {
            if catch_unwind(AssertUnwindSafe(|| target(&bytes))).is_err() {
                let path = std::env::temp_dir().join(format!("loginscope-fuzz-{name}"));
                std::fs::write(&path, &bytes).unwrap();
                panic!("{name}: {} bytes, kept as {}", bytes.len(), path.display());
            }
        }
        runs += 1;
    }
    println!("{runs} runs of {} targets in {:.0} s", targets::ALL.len(), start.elapsed().as_secs_f64());
}
