//! Encodings and archives: what is packed or written in another encoding is read as the plain file is, within bounds.
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

use loginscope::capture::{self, Reader};
use serde_json::json;
use support::packed::{gzip, zip};
use support::{placeless, recorded};

#[test]
fn every_encoding_of_a_file_is_read_alike() {
    let known = &recorded()[0];
    let plain = capture::read("x", &known.bytes).unwrap();
    let text = std::str::from_utf8(&known.bytes).unwrap();
    let wide = |mark: &[u8], turn: fn(u16) -> [u8; 2]| {
        [mark, &text.encode_utf16().flat_map(turn).collect::<Vec<u8>>()].concat()
    };
    for bytes in [
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        wide(b"\xff\xfe", u16::to_le_bytes),
        wide(b"\xfe\xff", u16::to_be_bytes),
        wide(b"", u16::to_le_bytes),
        gzip(text.as_bytes()),
        zip(&[("a/b/login.har", text.as_bytes())]),
        zip(&[("../../etc/login.har.gz", &gzip(text.as_bytes()))]),
        format!("callback({text});").into_bytes(),
    ] {
        let read = capture::read("x", &bytes).unwrap();
        assert_eq!(placeless(&read.exchanges), placeless(&plain.exchanges));
        assert_eq!(read.notes, plain.notes);
    }
}

#[test]
fn bytes_of_latin_1_are_no_obstacle() {
    let mut bytes = br#"{"log":{"creator":{"name":"x"},"entries":[{"request":{"method":"GET","url":"https://op.example/authorize?response_type=code&client_id=shop&redirect_uri=https://shop.example/cb&state=caf"#.to_vec();
    bytes.push(0xe9);
    bytes.extend(br#""}}]}}"#);
    let capture = capture::read("x", &bytes).unwrap();
    assert!(capture.exchanges[0].request.url.ends_with("&state=café"), "{:?}", capture.exchanges);
    assert!(capture.notes.iter().any(|note| note.contains("Windows-1252")), "{:?}", capture.notes);
}

#[test]
fn an_archive_of_several_captures_gives_each_with_its_path() {
    let known = recorded();
    let archive =
        zip(&[("one.har", &known[0].bytes), ("../two.har", &known[1].bytes), ("notes.txt", b"hello")]);
    let captures = capture::read_all("all.zip", &archive, std::iter::empty()).unwrap();
    let names: Vec<&str> = captures.iter().map(|capture| capture.file.as_str()).collect();
    assert_eq!(names, ["all.zip/one.har", "all.zip/two.har"]);
    let together = capture::read("all.zip", &archive).unwrap();
    assert_eq!(together.entries, captures.iter().map(|capture| capture.entries).sum::<usize>());
}

#[test]
fn what_the_configuration_names_matters_in_archives_too() {
    let har = br#"{"log":{"creator":{"name":"x"},"entries":[{"request":{"method":"GET","url":"https://shop.example/come-back"},
        "response":{"status":403,"content":{"mimeType":"text/html","text":"<h1>Forbidden</h1>"}}}]}}"#;
    let archives = [zip(&[("one.har", har)]), zip(&[("one.har", har), ("two.har", har)])];
    for archive in archives {
        let kept = |addresses: &[&str]| {
            let all = capture::read_all("all.zip", &archive, addresses.iter().copied()).unwrap();
            let joined = capture::read_for("all.zip", &archive, addresses.iter().copied()).unwrap();
            (all.iter().map(|capture| capture.exchanges.len()).sum::<usize>(), joined.exchanges.len())
        };
        let there = capture::read_all("all.zip", &archive, std::iter::empty()).unwrap().len();
        assert_eq!(kept(&[]), (0, 0));
        // Together they are one: both saw the same request.
        assert_eq!(kept(&["https://shop.example/come-back"]), (there, 1));
    }
}

#[test]
fn bodies_in_files_beside_a_har_are_put_in_their_places() {
    let har = json!({"log": {"creator": {"name": "Playwright", "version": "1.65.1"}, "entries": [{
        "request": {"method": "POST", "url": "https://op.example/token", "headers": [{"name": "Content-Length", "value": "29"}],
            "postData": {"mimeType": "application/x-www-form-urlencoded", "params": [], "_file": "a.bin"}},
        "response": {"status": 400, "headers": [], "content": {"size": 25, "mimeType": "application/json", "_file": "b.json"}}}]}});
    let files: [(&str, &[u8]); 3] = [
        ("har.har", &har.to_string().into_bytes()),
        ("a.bin", b"grant_type=authorization_code"),
        ("b.json", b"{\"error\":\"invalid_grant\"}"),
    ];
    let capture = capture::read("trace.zip", &zip(&files)).unwrap();
    assert_eq!(capture.exchanges[0].request.body.text(), Some("grant_type=authorization_code"));
    assert_eq!(capture.exchanges[0].response.body.text(), Some("{\"error\":\"invalid_grant\"}"));
    assert!(capture.notes.is_empty(), "{:?}", capture.notes);
    let alone = capture::read("har.har", files[0].1).unwrap();
    assert!(alone.notes[0].contains("`.zip`"), "{:?}", alone.notes);
}

#[test]
fn a_session_archive_of_fiddler_is_read() {
    let archive = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("raw/1_c.txt", b"POST https://op.example/token HTTP/1.1\r\nHost: op.example\r\n\r\ngrant_type=authorization_code&code=1"),
        ("raw/1_m.xml", b"<Session/>"),
        ("raw/1_s.txt", b"HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\n\r\n{\"error\":\"access_denied\"}"),
    ]);
    let capture = capture::read("login.saz", &archive).unwrap();
    assert_eq!((capture.exporter.as_str(), capture.exchanges.len()), ("Fiddler", 1));
    assert_eq!(capture.exchanges[0].response.status, Some(403));
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let error = |bytes: &[u8]| capture::read("x.zip", bytes).unwrap_err().to_string();
    let bomb = gzip(&vec![b' '; 80 << 20]);
    assert!(bomb.len() < 100_000);
    assert!(error(&bomb).contains("grows to more than"), "{}", error(&bomb));
    assert!(error(&zip(&[("x.har", &vec![b' '; 80 << 20])])).contains("grows to more than"));
    assert!(error(&zip(&[("readme.md", b"x")])).contains("none is a HAR file"));
    let archive = zip(&[("x.har", b"{}")]);
    assert!(error(&archive[..archive.len() - 22]).contains("without its directory"));
    assert!(error(b"\x1f\x8b\x08garbage").contains("cannot be unpacked"));
    for length in 0..archive.len() {
        let _ = capture::read("x.zip", &archive[..length]);
    }
}

/// What is packed is unpacked piece by piece, and again where an early entry turns out to matter; what the reader was told
/// to keep or to watch holds inside of it, too.
#[test]
fn a_packed_file_is_read_as_the_file_itself() {
    let entry = |url: &str, more: &str| {
        let padding = "x".repeat(100_000);
        format!(
            r#"{{"_resourceType": "document", "request": {{"method": "GET", "url": "{url}"}}, "response": {{"status": 200 {more}}}, "_padding": "{padding}"}}"#
        )
    };
    let mut entries: Vec<String> =
        (0..9).map(|n| entry(&format!("https://op.example/forms/{n}"), "")).collect();
    entries.push(entry("https://other.example/watched", ""));
    entries.push(entry(
        "https://op.example/start?client_id=a&response_type=code&redirect_uri=https%3A%2F%2Frp.example%2Fin",
        "",
    ));
    let har = format!(r#"{{"log": {{"entries": [{}]}}}}"#, entries.join(", ")).into_bytes();
    let packed = [gzip(&har), zip(&[("login.har", &har)])];

    let read = |bytes: &[u8], prepare: fn(&mut Reader)| {
        let mut reader = Reader::new("x");
        prepare(&mut reader);
        reader.push(bytes);
        for range in reader.again() {
            reader.push(&bytes[range.start as usize..range.end as usize]);
        }
        placeless(&reader.finish().unwrap().exchanges)
    };
    let plain = read(&har, |_| {});
    assert_eq!(plain.len(), 10, "pages of the provider, not the other site's");
    for bytes in &packed {
        assert_eq!(read(bytes, |_| {}), plain);
    }
    let all = |reader: &mut Reader| reader.keep_all();
    let watch = |reader: &mut Reader| reader.watch("https://other.example/watched");
    assert_eq!(read(&packed[0], all).len(), 11);
    assert_eq!(read(&packed[0], watch).len(), 11);
}
