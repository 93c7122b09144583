//! What reading a HAR is measured against: the same file in memory, read in other ways.

use std::borrow::Cow;

use serde::Deserialize;

/// Everything that is told of a capture before rules come in: entries, and those that are kept.
pub fn loginscope(bytes: &[u8]) -> usize {
    loginscope::capture::read("bench.har", bytes).map_or(0, |capture| weight(&capture))
}

fn weight(capture: &loginscope::capture::Capture) -> usize {
    capture.entries + capture.exchanges.len()
}

/// The same in a browser, to which a file comes in pieces.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub struct Reading(loginscope::capture::Reader);

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
impl Reading {
    #[wasm_bindgen::prelude::wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default)]
    pub fn new() -> Reading {
        Reading(loginscope::capture::Reader::new("bench.har"))
    }

    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// From where and up to where pieces are to be pushed once more.
    pub fn again(&mut self) -> Vec<f64> {
        self.0.again().into_iter().flat_map(|range| [range.start as f64, range.end as f64]).collect()
    }

    pub fn finish(self) -> usize {
        self.0.finish().map_or(0, |capture| weight(&capture))
    }
}

/// serde_json with types that borrow, bodies of answers left out: the quickest way that a program in Rust usually has.
pub fn typed(bytes: &[u8]) -> usize {
    serde_json::from_slice::<Har<'_>>(bytes).map_or(0, |har| har.log.entries.iter().map(Entry::weight).sum())
}

/// serde_json's tree.
pub fn tree(bytes: &[u8]) -> usize {
    let tree: Result<serde_json::Value, _> = serde_json::from_slice(bytes);
    tree.ok().and_then(|tree| Some(tree.get("log")?.get("entries")?.as_array()?.len())).unwrap_or(0)
}

/// A look at every byte: what memory gives.
pub fn look(bytes: &[u8]) -> usize {
    memchr::memchr2_iter(1, 2, bytes).count()
}

#[derive(Deserialize)]
struct Har<'a> {
    #[serde(borrow)]
    log: Log<'a>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(borrow)]
    entries: Vec<Entry<'a>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    request: Request<'a>,
    #[serde(borrow)]
    response: Response<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    headers: Vec<Header<'a>>,
    #[serde(borrow)]
    post_data: Option<PostData<'a>>,
}

#[derive(Deserialize)]
struct PostData<'a> {
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Response<'a> {
    status: i64,
    #[serde(borrow)]
    headers: Vec<Header<'a>>,
    #[serde(borrow, rename = "redirectURL")]
    redirect_url: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Header<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

impl Entry<'_> {
    fn weight(&self) -> usize {
        let headers = self.request.headers.iter().chain(&self.response.headers);
        let body = self.request.post_data.as_ref().and_then(|data| data.text.as_ref()).map_or(0, |text| text.len());
        let own = self.request.method.len() + self.request.url.len() + self.response.redirect_url.len() + body;
        own + headers.map(|header| header.name.len() + header.value.len()).sum::<usize>() + usize::from(self.response.status > 0)
    }
}
