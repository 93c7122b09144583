//! The streaming reader against a plain one that parses everything: nothing that matters is left out, whatever the size of
//! the pieces, the order of members and entries, and the way in which they are written.
//! `LOGINSCOPE_CAPTURES=folder cargo test --test reading` takes every `.har` below a folder as well.
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

use std::collections::BTreeSet;
use std::path::Path;

use loginscope::capture::{self, Capture, ReadError, Reader};
use loginscope::config::ClientConfig;
use loginscope::http::Exchange;
use loginscope::oauth;
use proptest::prelude::*;
use serde_json::Value;
use support::{Known, cases, recorded};

/// Every exchange of a file, parsed whole.
fn plainly(bytes: &[u8]) -> Option<Capture> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let document: Value = serde_json::from_str(&text).ok()?;
    let log = document.get("log").unwrap_or(&document);
    let entries = log.get("entries")?.as_array()?;
    let mut capture = Capture::default();
    capture.entries = entries.len();
    capture.exchanges =
        entries.iter().enumerate().filter_map(|(index, entry)| capture::entry(entry, index).ok()).collect();
    Some(capture)
}

/// Reads pieces that come into the reader's own space, and pieces that lie in memory: both say the same.
fn in_pieces(bytes: &[u8], sizes: &mut dyn Iterator<Item = usize>) -> Result<Capture, ReadError> {
    let copied = each_piece(bytes, sizes, |reader, piece| {
        reader.space(piece.len() + 3)[..piece.len()].copy_from_slice(piece);
        reader.commit(piece.len());
    });
    let pushed = each_piece(bytes, sizes, Reader::push);
    assert!(copied == pushed, "{copied:?} {pushed:?}");
    copied
}

fn each_piece(
    bytes: &[u8],
    sizes: &mut dyn Iterator<Item = usize>,
    mut take: impl FnMut(&mut Reader, &[u8]),
) -> Result<Capture, ReadError> {
    let mut reader = Reader::new("x.har");
    let mut feed = |reader: &mut Reader, mut bytes: &[u8]| {
        while !bytes.is_empty() {
            let (piece, rest) = bytes.split_at(sizes.next().unwrap().clamp(1, bytes.len()));
            take(reader, piece);
            bytes = rest;
        }
    };
    feed(&mut reader, bytes);
    for range in reader.again() {
        feed(&mut reader, &bytes[range.start as usize..range.end as usize]);
    }
    reader.finish()
}

/// Rules that pass where other sites are called and get no secret, and are not applicable where none is: a request to
/// another site without one is not kept.
const OF_OTHERS: [&str; 2] = ["code-leaked-by-referrer", "code-leaked-to-third-party"];

/// All that a report says, line by line, but for those passes.
fn told(report: &loginscope::report::Report) -> BTreeSet<String> {
    let mut json = serde_json::to_value(report).unwrap();
    for flow in json["flows"].as_array_mut().unwrap() {
        let passed = flow["passed"].as_array_mut().unwrap();
        passed.retain(|check| !OF_OTHERS.contains(&check["rule"].as_str().unwrap()));
        flow["verdicts"] = flow["verdicts"]["fail"].take();
    }
    serde_json::to_string_pretty(&json).unwrap().lines().map(str::to_owned).collect()
}

/// Reads in both ways and compares.
fn compare(name: &str, bytes: &[u8], clients: &[ClientConfig]) -> Option<(usize, usize)> {
    let plain = plainly(bytes)?;
    let addresses = clients.iter().flat_map(ClientConfig::addresses);
    let read = capture::read_for(name, bytes, addresses).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.entries, plain.entries, "{name}");
    for exchange in &read.exchanges {
        let same = plain.exchanges.iter().find(|plain| plain.entry == exchange.entry).unwrap();
        let alike = exchange.request == same.request
            && exchange.response == same.response
            && (exchange.started, exchange.initiator) == (same.started, same.initiator);
        assert!(alike || read.exporter == "Safari", "{name}: entry {} is read differently", exchange.entry);
    }
    let kept: BTreeSet<usize> = read.exchanges.iter().map(|exchange| exchange.entry).collect();
    for message in oauth::recognise(&plain.exchanges, clients) {
        for exchange in [Some(message.exchange), message.led_by].into_iter().flatten() {
            let (entry, url) = (exchange.entry, &exchange.request.url);
            assert!(
                kept.contains(&entry),
                "{name}: {:?} in entry {entry} is left out: {url:.200}",
                message.kind
            );
        }
    }
    let mut reader = Reader::new(name);
    reader.keep_all();
    reader.push(bytes);
    let mut all = reader.finish().unwrap();
    assert_eq!(all.exchanges.len(), plain.exchanges.len(), "{name}");
    // What is said of all entries may differ from what is said of those that are kept.
    all.notes.clone_from(&read.notes);
    let numbers = (kept.len(), plain.entries);
    let few = told(&loginscope::analyse(&[read], clients));
    let many = told(&loginscope::analyse(&[all], clients));
    let differing: Vec<&String> = few.symmetric_difference(&many).collect();
    assert!(few == many, "{name}: the reports differ: {differing:#?}");
    Some(numbers)
}

fn known() -> Vec<Known> {
    recorded().into_iter().chain(cases()).collect()
}

#[test]
fn nothing_that_matters_is_left_out() {
    let (mut kept, mut entries) = (0, 0);
    for known in known() {
        let with = Some(known.clients.as_slice()).filter(|clients| !clients.is_empty());
        for clients in with.into_iter().chain([&[][..]]) {
            let numbers = compare(&known.name, &known.bytes, clients).unwrap();
            (kept, entries) = (kept + numbers.0, entries + numbers.1);
        }
    }
    assert!(kept < entries, "something is left out");
}

#[test]
fn other_captures_are_read_alike() {
    let Some(folder) = std::env::var_os("LOGINSCOPE_CAPTURES") else { return };
    let mut paths = Vec::new();
    files(Path::new(&folder), &mut paths);
    let (mut kept, mut entries, mut files) = (0, 0, 0);
    for path in &paths {
        let bytes = std::fs::read(path).unwrap();
        let name = path.display().to_string();
        let whole = capture::read(&name, &bytes);
        if let Ok(whole) = &whole {
            let pieces = in_pieces(&bytes, &mut std::iter::repeat(997)).unwrap();
            assert!(whole.exchanges == pieces.exchanges && whole.notes == pieces.notes, "{name}");
        }
        match compare(&name, &bytes, &[]) {
            Some(numbers) => (kept, entries, files) = (kept + numbers.0, entries + numbers.1, files + 1),
            None => {
                println!("{name}: {}", whole.map_or_else(|error| error.says, |whole| whole.notes.join(" ")))
            }
        }
    }
    println!("{files} of {} files, {kept} of {entries} entries kept", paths.len());
}

fn files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "har") {
            out.push(path);
        }
    }
}

#[test]
fn the_size_of_the_pieces_does_not_matter() {
    for known in known() {
        let whole = capture::read("x.har", &known.bytes).unwrap();
        for size in [1, 7, 63, 64, 65, 509, 4096, 40_009, 1 << 18] {
            if size == 1 && known.bytes.len() > 60_000 {
                continue;
            }
            let pieces = in_pieces(&known.bytes, &mut std::iter::repeat(size)).unwrap();
            assert_eq!(pieces.notes, whole.notes, "{} in pieces of {size}", known.name);
            assert!(pieces == whole, "{} in pieces of {size}", known.name);
        }
    }
}

/// How a document is written.
#[derive(Clone, Copy, Debug)]
struct Style {
    seed: u64,
    /// White space between tokens.
    pretty: bool,
    /// Letters and slashes escaped that need not be.
    escape: bool,
    /// Members in any order.
    shuffle: bool,
    /// A member before its namesake, which is void.
    double: bool,
}

impl Style {
    fn chance(&mut self, one_in: u64) -> bool {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33).is_multiple_of(one_in)
    }

    fn gap(&mut self, out: &mut String) {
        if self.pretty {
            out.push_str(["", " ", "\n", "\r\n\t", "          "][(self.seed >> 40) as usize % 5]);
            self.chance(2);
        }
    }

    fn string(&mut self, text: &str, out: &mut String) {
        out.push('"');
        for c in text.chars() {
            match c {
                '/' if self.escape && self.chance(2) => out.push_str("\\/"),
                'a'..='z' | '_' if self.escape && self.chance(6) => {
                    out.push_str(&format!("\\u{:04x}", u32::from(c)));
                }
                _ => {
                    let quoted = Value::from(c.to_string()).to_string();
                    out.push_str(&quoted[1..quoted.len() - 1]);
                }
            }
        }
        out.push('"');
    }

    fn write(&mut self, value: &Value, out: &mut String) {
        self.gap(out);
        match value {
            Value::Object(members) => {
                let mut members: Vec<(&String, &Value)> = members.iter().collect();
                if self.shuffle {
                    for index in 1..members.len() {
                        let other = (0..index).find(|_| self.chance(3)).unwrap_or(index);
                        members.swap(index, other);
                    }
                }
                out.push('{');
                for (index, (name, value)) in members.into_iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    if self.double && self.chance(9) {
                        self.string(name, out);
                        out.push_str(": \"void\",");
                    }
                    self.gap(out);
                    self.string(name, out);
                    self.gap(out);
                    out.push(':');
                    self.write(value, out);
                }
                self.gap(out);
                out.push('}');
            }
            Value::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    self.write(item, out);
                }
                self.gap(out);
                out.push(']');
            }
            Value::String(text) => self.string(text, out),
            other => out.push_str(&other.to_string()),
        }
        self.gap(out);
    }
}

/// Exchanges without where they stand in their file.
fn anywhere(mut exchanges: Vec<Exchange>) -> Vec<Exchange> {
    exchanges.iter_mut().for_each(|exchange| exchange.bytes = None);
    exchanges
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_way_of_writing_does_not_matter(
        which in any::<prop::sample::Index>(), seed in any::<u64>(), size in 1usize..9000,
        pretty in any::<bool>(), escape in any::<bool>(), shuffle in any::<bool>(), double in any::<bool>(),
    ) {
        let all = cases();
        let known = &all[which.index(all.len())];
        let document: Value = serde_json::from_slice(known.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&known.bytes)).unwrap();
        let mut text = String::new();
        Style { seed, pretty, escape, shuffle, double }.write(&document, &mut text);
        let as_it_was = capture::read("x.har", &known.bytes).unwrap();
        let anew = in_pieces(text.as_bytes(), &mut std::iter::repeat(size)).unwrap();
        let alike = anywhere(anew.exchanges.clone()) == anywhere(as_it_was.exchanges.clone());
        prop_assert!(alike && anew.entries == as_it_was.entries, "{}: {:?} {:?}", known.name, anew.notes, as_it_was.notes);
        let told = anew.notes.iter().any(|note| note.starts_with("Members occur twice"));
        prop_assert!(double || !told, "{:?}", anew.notes);
    }
}

#[test]
fn no_escape_hides_an_entry_of_any_case() {
    for known in cases() {
        let document: Value =
            serde_json::from_slice(known.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&known.bytes))
                .unwrap();
        let mut text = String::new();
        Style { seed: 7, pretty: false, escape: true, shuffle: false, double: false }
            .write(&document, &mut text);
        let entries = |bytes: &[u8]| -> Vec<usize> {
            capture::read("x.har", bytes).unwrap().exchanges.iter().map(|exchange| exchange.entry).collect()
        };
        assert_eq!(entries(text.as_bytes()), entries(&known.bytes), "{}", known.name);
    }
}

#[test]
fn repeated_members_are_named_and_the_last_one_counts() {
    let har = br#"{"log": {"entries": [{"request": {"method": "POST", "url": "https://a.example/", "url": "https://op.example/token"}, "response": {}, "response": {"status": 400}}]}}"#;
    let capture = capture::read("x.har", har).unwrap();
    assert_eq!(capture.exchanges[0].request.url, "https://op.example/token");
    assert_eq!(capture.exchanges[0].response.status, Some(400));
    assert!(capture.notes[0].contains("`response`, `url`"), "{:?}", capture.notes);
}

/// What makes an entry matter comes after it: the page of a provider before its authorization request, an endpoint before
/// its discovery document.
#[test]
fn what_turns_out_to_matter_is_read_once_more() {
    let entry = |url: &str, more: &str| {
        format!(
            r#"{{"_resourceType": "document", "request": {{"method": "GET", "url": "{url}"}}, "response": {{"status": 200 {more}}}}}"#
        )
    };
    let entries = [
        entry("https://op.example/forms/1", ""),
        entry("https://op.example/logo.svg", ""),
        entry("https://other.example/forms/1", ""),
        entry("https://op.example/x/y/z", ""),
        entry(
            "https://op.example/.well-known/openid-configuration",
            r#", "content": {"text": "{\"issuer\": \"https://op.example\", \"userinfo_endpoint\": \"https://api.example:8443/who\"}"}"#,
        ),
        entry(
            "https://op.example/start?client_id=a&response_type=code&redirect_uri=https%3A%2F%2Frp.example%2Fin",
            "",
        ),
        entry("https://api.example:8443/who?x=1", ""),
        entry("https://rp.example/in?response=abc", ""),
    ];
    let kept = |entries: &[String], size: usize| -> Vec<String> {
        let har = format!(r#"{{"log": {{"entries": [{}]}}}}"#, entries.join(", "));
        let read = in_pieces(har.as_bytes(), &mut std::iter::repeat(size)).unwrap();
        assert!(!read.notes.iter().any(|note| note.contains("not read again")), "{:?}", read.notes);
        let mut urls: Vec<String> = read.exchanges.into_iter().map(|exchange| exchange.request.url).collect();
        urls.sort();
        urls
    };
    let forward = kept(&entries, 100);
    assert_eq!(forward.len(), 7, "{forward:#?}");
    let backward: Vec<String> = entries.iter().rev().cloned().collect();
    assert_eq!(kept(&backward, 13), forward);
}

/// What the page says while a large file is read.
#[test]
fn logins_are_counted_as_they_come() {
    let page = r#"{"request": {"method": "GET", "url": "https://op.example/authorize?x=1"}}"#;
    let login = r#"{"request": {"method": "GET", "url": "https://op.example/authorize?client_id=a&response_type=code"}}"#;
    let mut reader = Reader::new("x.har");
    let mut count = |text: &str| {
        reader.push(text.as_bytes());
        (reader.entries(), reader.logins())
    };
    assert_eq!(count(&format!(r#"{{"log": {{"entries": [{page}, {login}, "#)), (2, 1));
    assert_eq!(count(&format!("{login}]}}}}")), (3, 2));
}
