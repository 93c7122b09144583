//! Live entries, one by one, before anything is held of them: which of them may be part of a login, and whose body is worth
//! asking the browser for. Entries that matter only if their address turns out to matter wait here, within a bound.

use std::collections::VecDeque;

use serde_json::Value;

use super::entry;
use super::keep::{Address, Fate, Places, Raw, Role, Seen, fate, is_idle, lossy};
use super::scan::{Found, Scan};

/// Entries that wait at most, and their bytes.
const MOST_WAITING: usize = 500;
const MOST_BYTES: usize = 8 << 20;

/// What is known of a session so far.
pub struct Watch {
    /// What the headers of all entries say is found out elsewhere.
    seen: Seen,
    places: Places,
    waiting: VecDeque<Waiting>,
    bytes: usize,
}

struct Waiting {
    address: Address,
    role: Role,
    text: String,
}

/// What an outline tells of an entry.
struct Told {
    fate: Fate,
    address: Address,
    method: String,
    failed: bool,
}

impl Default for Watch {
    fn default() -> Watch {
        let seen = Seen { fetch_metadata: true, credentials: true };
        Watch { seen, places: Places::default(), waiting: VecDeque::new(), bytes: 0 }
    }
}

impl Watch {
    /// Whether an entry cannot matter, by Chrome's `_resourceType`, its URL and its `Referer`: most do not, and this costs
    /// least.
    pub fn is_idle(&self, resource_type: &str, url: &str, referer: &str) -> bool {
        is_idle(resource_type, url, referer)
    }

    /// Takes an entry without its body, as JSON text, and answers as [`Watch::take`] does; none, and nothing is taken, if its
    /// body may matter.
    pub fn offer(&mut self, text: String) -> Option<Vec<String>> {
        match self.told(&text) {
            Some(told) if self.wants_body(&told) => None,
            told => Some(self.put(told, text)),
        }
    }

    /// Takes an entry with all that is known of it. Answers which entries matter now: this one, and those that have waited
    /// for it; none if it is not known yet whether it does.
    pub fn take(&mut self, text: String) -> Vec<String> {
        let told = self.told(&text);
        self.put(told, text)
    }

    fn wants_body(&self, told: &Told) -> bool {
        match told.fate {
            Fate::Leave => false,
            _ if told.method == "OPTIONS" => false,
            Fate::Keep => true,
            Fate::ByPlace(role) => {
                let alone = told.method == "GET" && !told.failed && !role.at_provider;
                !alone || self.places.want(told.address, role)
            }
        }
    }

    fn put(&mut self, told: Option<Told>, text: String) -> Vec<String> {
        // What cannot be read is given on, to be named.
        let Some(told) = told else { return vec![text] };
        match told.fate {
            Fate::Leave => Vec::new(),
            Fate::ByPlace(role) if !self.places.want(told.address, role) => {
                self.wait(Waiting { address: told.address, role, text });
                Vec::new()
            }
            Fate::Keep | Fate::ByPlace(_) => {
                self.learn(&text);
                let mut matter = self.released();
                matter.push(text);
                matter
            }
        }
    }

    fn told(&mut self, text: &str) -> Option<Told> {
        let (seen, mut told) = (&mut self.seen, None);
        Scan::of_entries().run(text.as_bytes(), &mut |found| {
            let Found::Entry { bytes, outline, .. } = found else { return };
            let raw = Raw { bytes, outline };
            told = Some(Told {
                fate: fate(raw, seen),
                address: Address::of(&lossy(&raw.url())),
                method: raw.method().to_ascii_uppercase(),
                failed: raw.failed(),
            });
        });
        told
    }

    fn learn(&mut self, text: &str) {
        let value: Option<Value> = serde_json::from_str(text).ok();
        if let Some(exchange) = value.and_then(|value| entry::read(&value, 0).ok()) {
            self.places.learn(&exchange);
        }
    }

    fn released(&mut self) -> Vec<String> {
        let (wanted, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition::<Vec<Waiting>, _>(|entry| self.places.want(entry.address, entry.role));
        self.waiting = waiting.into();
        self.bytes = self.waiting.iter().map(|entry| entry.text.len()).sum();
        wanted.into_iter().map(|entry| entry.text).collect()
    }

    fn wait(&mut self, entry: Waiting) {
        self.bytes += entry.text.len();
        self.waiting.push_back(entry);
        while self.waiting.len() > MOST_WAITING || self.bytes > MOST_BYTES {
            let Some(oldest) = self.waiting.pop_front() else { break };
            self.bytes -= oldest.text.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(method: &str, url: &str, kind: &str, status: u16) -> Value {
        json!({ "_resourceType": kind, "request": { "method": method, "url": url, "headers": [] },
            "response": { "status": status, "headers": [], "content": { "mimeType": "text/html" } } })
    }

    fn text(method: &str, url: &str, kind: &str) -> String {
        entry(method, url, kind, 200).to_string()
    }

    #[test]
    fn a_body_is_asked_for_where_it_may_matter() {
        let mut watch = Watch::default();
        let mut offer = |method, url, kind, status| {
            let text = entry(method, url, kind, status).to_string();
            watch.offer(text).map(|matter| matter.len())
        };
        assert_eq!(offer("GET", "https://app.example/logo.png", "image", 200), Some(0));
        assert_eq!(offer("GET", "https://app.example/app.js", "script", 200), Some(0));
        assert_eq!(offer("GET", "https://api.example/items", "fetch", 200), Some(0));
        assert_eq!(offer("GET", "https://api.example/items", "fetch", 401), None);
        assert_eq!(offer("GET", "https://op.example/page", "document", 200), None);
        assert_eq!(offer("POST", "https://op.example/oauth2/token", "xhr", 200), None);
        assert_eq!(offer("OPTIONS", "https://op.example/oauth2/token", "preflight", 204), Some(1));
    }

    #[test]
    fn an_asset_that_carries_nothing_on_is_idle() {
        let watch = Watch::default();
        let leak = "https://app.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj";
        assert!(watch.is_idle("image", "https://app.example/logo.png", "https://app.example/"));
        assert!(!watch.is_idle("image", "https://app.example/logo.png", leak));
        assert!(!watch.is_idle("image", leak, ""));
        assert!(!watch.is_idle("document", "https://app.example/", ""));
        assert!(!watch.is_idle("", "https://app.example/logo.png", ""), "Firefox does not say what it is");
    }

    #[test]
    fn what_came_before_its_login_waits_for_it() {
        let mut watch = Watch::default();
        let page = text("GET", "https://op.example/welcome", "document");
        let other = text("GET", "https://news.example/today", "document");
        let asks = text(
            "GET",
            "https://op.example/go?response_type=code&client_id=x&redirect_uri=https%3A%2F%2Fapp.example%2Fcb",
            "document",
        );
        assert_eq!(watch.take(page.clone()), Vec::<String>::new());
        assert_eq!(watch.take(other), Vec::<String>::new());
        assert_eq!(watch.take(asks.clone()), [page, asks]);
        let next = text("GET", "https://op.example/consent", "document");
        assert_eq!(watch.take(next.clone()), [next], "the provider is known now");
    }

    #[test]
    fn what_waits_is_bounded() {
        let mut watch = Watch::default();
        for number in 0..3 * MOST_WAITING {
            watch.take(text("GET", &format!("https://news.example/{number}"), "document"));
        }
        assert_eq!(watch.waiting.len(), MOST_WAITING);
        let long = "x".repeat(MOST_BYTES / 2);
        for _ in 0..3 {
            watch.take(text("GET", &format!("https://news.example/{long}"), "document"));
        }
        assert!(watch.bytes <= MOST_BYTES && watch.waiting.len() == 1, "{}", watch.waiting.len());
    }
}
