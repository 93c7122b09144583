//! What is fuzzed: bytes come in, nothing may panic, and what must agree agrees. Used by `cargo fuzz` and by `tests/fuzz.rs`.

use loginscope::capture::{self, Capture, ReadError, Reader};
use loginscope::http::{Headers, Params, resolve};
use loginscope::oauth::{self, jwt::Jwt};
use loginscope::{analyse, print};

/// A name and what is done with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const ALL: [Target; 6] = [
    ("reader", reader),
    ("recogniser", recogniser),
    ("jwt", jwt),
    ("cookies", cookies),
    ("url", url),
    ("pipeline", pipeline),
];

/// In pieces of any size a file gives what it gives as a whole.
pub fn reader(data: &[u8]) {
    let (size, bytes) = data.split_first().map_or((1, data), |(size, rest)| (usize::from(*size) + 1, rest));
    let (whole, pieces) = (capture::read("x", bytes), in_pieces(bytes, size));
    assert!(whole == pieces, "{whole:?} {pieces:?}");
}

fn in_pieces(bytes: &[u8], size: usize) -> Result<Capture, ReadError> {
    let mut reader = Reader::new("x");
    let feed = |reader: &mut Reader, bytes: &[u8]| {
        for piece in bytes.chunks(size) {
            reader.space(piece.len()).copy_from_slice(piece);
            reader.commit(piece.len());
        }
    };
    feed(&mut reader, bytes);
    for range in reader.again() {
        feed(&mut reader, bytes.get(range.start as usize..range.end as usize).unwrap_or_default());
    }
    reader.finish()
}

/// The lines are a URL, a `Location`, a header, a body and an answer.
pub fn recogniser(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(5, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let entry = serde_json::json!({
        "request": {"method": "POST", "url": format!("https://op.example/{}", next()), "headers": [{"name": "Authorization", "value": next()}], "postData": {"text": next()}},
        "response": {"status": 302, "headers": [{"name": "Location", "value": next()}], "content": {"text": next()}},
    });
    let exchanges: Vec<_> = capture::entry(&entry, 0).into_iter().collect();
    oauth::recognise(&exchanges, &[]);
}

/// A token in its compact form.
pub fn jwt(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let _ = Jwt::read(&text).map(|token| token.claim_text("iss").map(str::to_owned));
}

/// A `Cookie` header.
pub fn cookies(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let headers = Headers(vec![("cookie".into(), text.into())]);
    assert!(headers.cookies().all(|(name, _)| !name.contains('=')));
}

/// A URL, and one that is resolved against it.
pub fn url(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (base, location) = text.split_once('\n').unwrap_or((&text, "?a=b"));
    let resolved = resolve(base, location);
    for param in Params::parse(&resolved).0 {
        assert!(resolved.get(param.span).is_some(), "a span is text");
    }
}

/// From bytes to the report in JSON.
pub fn pipeline(data: &[u8]) {
    if let Ok(capture) = capture::read("x", data) {
        print::json(&analyse(&[capture], &[]));
    }
}
