//! Edges: firewalls, content delivery networks and proxies that may answer in a server's place. How one is recognised,
//! and what its pages mean. One file an edge in `edges/`, data only.

use crate::oauth::{Kind, Message, is_registered_error};
use crate::provider::{Entry, matches};

/// A product that stands before servers.
#[derive(Debug)]
pub struct Edge {
    pub id: &'static str,
    pub name: &'static str,
    /// Response headers: name and regular expression over the value.
    pub headers: &'static [(&'static str, &'static str)],
    /// Regular expressions over the page; those that only this product's own pages have.
    pub pages: &'static [&'static str],
    /// The statuses that it answers with itself.
    pub statuses: &'static [u16],
    /// A web server's stock page tells who answered, and not why.
    pub stock: bool,
    pub errors: &'static [Entry],
    /// Headers whose value its operator can look up.
    pub ids: &'static [&'static str],
}

/// A refused callback whose values the OWASP Core Rule Set takes for an attack: Google's `scope`, two hyphens.
pub const PROFILE_SCOPE: &str = r"\nasked: \S*(scope=\S*\.profile\b|[?&](code|state|session_state)=[^&\s]*--|[?&]\w+=https?(:|%3[Aa])(/|%2[Ff]))";
pub const PROFILE_SCOPE_MEANS: &str = "The web server answered with its stock page, not the application behind it. The callback brings what rules of firewalls take for an attack: a word of `scope` that ends in `.profile`, like a file's name, two hyphens in a value, like a comment in SQL, or an address in a value (OWASP Core Rule Set, rules 930120, 942440 and 931100 to 931130).";
pub const PROFILE_SCOPE_FIX: &str = "Look at the web server's or firewall's log at that time; if it names one of those rules, exclude the argument on the callback path (for Google: the Google OAuth2 exclusion plugin).";

/// The edge that answered in the server's place, and what its answer means. An OAuth answer is the server's own, whoever
/// passed it on.
pub fn answered(message: &Message<'_>) -> Option<(&'static Edge, Entry)> {
    let oauth_json = message.answer.json.is_some()
        && message.answer.error.as_ref().is_some_and(|error| is_registered_error(&error.code));
    // A page that a person has copied has lost its status.
    let is_text = message.exchange.is_alone() && message.answer.is_page();
    let status = message.answer.status.or(is_text.then_some(403))?;
    // A challenge for browsers comes with 202 and an empty body.
    let asks_browser = status == 202 && message.exchange.response.headers.has("x-amzn-waf-action");
    if oauth_json || status < 400 && !own_page_in_200(message) && !asks_browser {
        return None;
    }
    crate::edges::ALL.iter().find_map(|edge| {
        let entry = edge.entry(message, status)?;
        Some((*edge, entry))
    })
}

/// A challenge page may come with 200 where JSON is due.
fn own_page_in_200(message: &Message<'_>) -> bool {
    let page_due = matches!(
        message.kind,
        Kind::AuthorizationRequest | Kind::Interaction | Kind::Callback | Kind::ClientPage
    );
    message.answer.page.is_some() && message.answer.json.is_none() && !page_due
}

/// The edge of this name.
pub fn named(name: &str) -> Option<&'static Edge> {
    crate::edges::ALL.iter().copied().find(|edge| edge.name == name)
}

impl Edge {
    fn entry(&self, message: &Message<'_>, status: u16) -> Option<Entry> {
        let text = self.text(message);
        let by_page = self.pages.iter().any(|pattern| matches(pattern, &text, ""));
        if !by_page && !self.is_named(message) {
            return None;
        }
        let fits = |entry: &&Entry| {
            entry.status.is_none_or(|wanted| wanted == status)
                && !entry.pattern.is_empty()
                && matches(entry.pattern, &text, "")
        };
        let own = self.errors.iter().find(fits).copied();
        own.or_else(|| {
            by_page
                .then(|| {
                    self.errors
                        .iter()
                        .find(|entry| {
                            entry.pattern.is_empty() && entry.status.is_none_or(|wanted| wanted == status)
                        })
                        .copied()
                })
                .flatten()
        })
    }

    /// Whether its headers are on the answer (then it passed the answer on, at least).
    pub fn is_named(&self, message: &Message<'_>) -> bool {
        self.headers.iter().any(|(name, pattern)| {
            message.exchange.response.headers.all(name).any(|value| matches(pattern, value, ""))
        })
    }

    /// The id under which its operator finds the exchange, with the header's name.
    pub fn incident(&self, message: &Message<'_>) -> Option<(&'static str, String)> {
        self.ids.iter().find_map(|name| {
            let value = message.exchange.response.headers.first(name)?;
            Some((*name, value.to_owned()))
        })
    }

    /// Page, raw body, headers and the request's address in one text to search.
    fn text(&self, message: &Message<'_>) -> String {
        let response = &message.exchange.response;
        let body: String = response.body.text().unwrap_or_default().chars().take(8000).collect();
        let headers: Vec<String> = response
            .headers
            .0
            .iter()
            .map(|(name, value)| format!("{}: {}", name.to_ascii_lowercase(), value.expose()))
            .collect();
        let page = message.answer.page.as_deref().unwrap_or_default();
        // What is posted to a callback would else stand in its address.
        let posted: String = match (message.kind, message.exchange.request.method.as_str()) {
            (Kind::Callback, "POST") => {
                message.params.0.iter().map(|param| format!("&{}={}", param.name, param.value())).collect()
            }
            _ => String::new(),
        };
        let asked = &message.exchange.request.url;
        format!("{page}\n{body}\n{}\nasked: {asked}{posted}", headers.join("\n"))
    }
}
