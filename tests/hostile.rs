//! Captures that are broken, or made to break a reader: where and what is said, and nothing is unbounded.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use loginscope::capture::{self, Capture, ReadError, Reader};

const SMALL: &str = r#"{"log": {"version": "1.2", "creator": {"name": "x"}, "entries": [
  {"request": {"method": "GET", "url": "https://op.example/token"}, "response": {"status": 200, "content": {"text": "\u00e9\"\\"}}},
  {"request": {"method": "POST", "url": "https://op.example/token"}, "response": {"status": 400}}
], "comment": ""}}"#;

fn read(text: &str) -> Result<Capture, ReadError> {
    capture::read("x.har", text.as_bytes())
}

/// A document that is made while it is read: a beginning, a piece again and again, an end.
fn endless(begin: &str, piece: &[u8], times: usize, end: &str) -> Result<Capture, ReadError> {
    let mut reader = Reader::new("x.har");
    let mut push = |piece: &[u8]| {
        reader.space(piece.len()).copy_from_slice(piece);
        reader.commit(piece.len());
    };
    push(begin.as_bytes());
    (0..times).for_each(|_| push(piece));
    push(end.as_bytes());
    assert!(reader.again().is_empty());
    reader.finish()
}

#[test]
fn a_file_that_is_cut_at_any_byte_says_where_and_keeps_what_is_whole() {
    let ends: Vec<usize> = SMALL.match_indices("}}").map(|(at, _)| at + 2).collect();
    for at in 1..SMALL.len() {
        let whole = ends[1..].iter().filter(|end| **end <= at).count();
        match read(&SMALL[..at]) {
            Err(error) => {
                assert!(at < SMALL.find("[").unwrap() + 1, "{at}: {error}");
                assert!(error.says.contains(&format!("at byte {at}")), "{at}: {error}");
            }
            Ok(capture) => {
                assert!(capture.exchanges.len() <= whole.max(2), "{at}");
                assert!(capture.notes[0].contains(&format!("at byte {at}")), "{at}: {:?}", capture.notes);
            }
        }
    }
    assert!(!read(SMALL).unwrap().notes.iter().any(|note| note.contains("at byte")));
}

#[test]
fn what_stands_behind_the_document_is_named() {
    for (more, says) in [("garbage", "more text"), (SMALL, "a second JSON document"), ("}", "more text")] {
        let capture = read(&format!("{SMALL}\n{more}")).unwrap();
        assert_eq!(capture.entries, 2);
        let note = &capture.notes[0];
        assert!(note.contains(says) && note.contains(&format!("at byte {}", SMALL.len() + 1)), "{note}");
    }
}

#[test]
fn what_is_no_json_inside_is_named_with_its_place() {
    let broken = SMALL.replacen("\"POST\", ", "\"POST\" ", 1);
    let capture = read(&broken).unwrap();
    assert_eq!((capture.entries, capture.exchanges.len()), (1, 1));
    let at = broken.find("\"POST\" ").unwrap() + 7;
    let note = &capture.notes[0];
    assert!(note.contains("in entry 1") && note.contains(&format!("at byte {at}")), "{note}");
    assert!(note.contains("expected `,` or `}`, found `\"`"), "{note}");
    assert!(read(r#"{"log": {"entries": 7 }}"#).unwrap_err().says.contains("expected a list of entries"));
    assert!(read(r#"{"log": 7, }"#).unwrap_err().says.contains("expected the name of a member"));
}

#[test]
fn entries_that_are_no_objects_are_counted_and_named() {
    let items = vec!["7"; 100].join(",");
    let capture = read(&format!(r#"{{"log": {{"entries": [{items}, "x", [], null]}}}}"#)).unwrap();
    assert_eq!((capture.entries, capture.exchanges.len()), (103, 0));
    assert_eq!(capture.notes.len(), 21, "not one note for each");
    assert!(
        capture.notes[0].starts_with("Entry 0 ") && capture.notes[20].starts_with("83 entries more"),
        "{:?}",
        capture.notes
    );
}

#[test]
fn fifty_million_brackets_are_passed() {
    let piece = vec![b'['; 1 << 20];
    let inside = r#"{"log": {"entries": [{"request": {"url": "https://op.example/token"}, "_x": "#;
    let capture = endless(inside, &piece, 50, "").unwrap();
    assert!(capture.notes[0].contains("in entry 0"), "{:?}", capture.notes);
    let says = endless("", &piece, 50, "").unwrap_err().says;
    assert!(says.contains("not a HAR"), "{says}");
    let says = endless(r#"{"x": "#, &piece, 50, "").unwrap_err().says;
    assert!(says.contains("at byte 52428806"), "{says}");
}

#[test]
fn a_string_of_two_gigabytes_is_passed_and_its_beginning_kept() {
    let piece = vec![b'x'; 4 << 20];
    let begin = r#"{"log": {"entries": [{"request": {"method": "POST", "url": "https://op.example/token"}, "response": {"content": {"text": ""#;
    let capture = endless(begin, &piece, 512, r#""}, "status": 200}}]}}"#).unwrap();
    assert_eq!(capture.exchanges[0].response.status, Some(200));
    let kept = capture.exchanges[0].response.body.text().unwrap().len();
    assert!(kept > 1_000_000 && kept < 1_100_000, "{kept}");
    assert!(capture.notes[0].contains("1 entry had values longer than 1 MB"), "{:?}", capture.notes);
}

#[test]
fn a_long_value_is_cut_between_characters_and_escapes_alike_for_all_pieces() {
    for unit in ["é", "\\n", "\\ud83d\\ude00", "\\\\", "日", "ab\\\""] {
        let har = format!(
            r#"{{"log": {{"entries": [{{"request": {{"method": "POST", "url": "https://op.example/token", "postData": {{"text": "{}"}}}}}}]}}}}"#,
            unit.repeat(3_000_000 / unit.len())
        );
        let whole = read(&har).unwrap();
        assert_eq!(whole.exchanges.len(), 1, "{unit}: {:?}", whole.notes);
        let mut reader = Reader::new("x.har");
        for piece in har.as_bytes().chunks(70_001) {
            reader.space(piece.len()).copy_from_slice(piece);
            reader.commit(piece.len());
        }
        assert!(reader.finish().unwrap() == whole, "{unit}");
    }
}

#[test]
fn an_entry_of_too_many_members_is_left_out() {
    let member = format!(r#""_x{}": "{}", "#, "y".repeat(40), "z".repeat(1 << 16));
    let begin = r#"{"log": {"entries": [{"request": {"url": "https://op.example/token"}}, {"request": {"#;
    let end = r#""url": "https://op.example/token"}}, {"request": {"url": "https://op.example/token"}}]}}"#;
    let capture = endless(begin, member.as_bytes(), 300, end).unwrap();
    assert_eq!((capture.entries, capture.exchanges.len()), (3, 2));
    assert!(
        capture.notes[0].starts_with("Entry 1 cannot be judged: it is longer than 8 MB"),
        "{:?}",
        capture.notes
    );
    let whole = read(&format!("{begin}{}{end}", member.repeat(300))).unwrap();
    assert!(whole == capture);
}

#[test]
fn members_too_deep_for_a_parser_do_not_hide_an_entry() {
    let deep = "[".repeat(1000) + &"]".repeat(1000);
    let har = format!(
        r#"{{"log": {{"entries": [{{"_x": {deep}, "request": {{"url": "https://op.example/token"}}}}]}}}}"#
    );
    assert_eq!(read(&har).unwrap().exchanges.len(), 1);
}
