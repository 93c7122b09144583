//! Metadata documents of a capture. Messages come in; the document that is about a login goes out.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::draft::Draft;
use super::home::document;
use crate::config::ClientConfig;
use crate::http::origin_of;
use crate::oauth::{Kind, Message};

/// All of them, in order of time; the first one counts.
#[derive(Default)]
pub struct Documents {
    all: Vec<Rc<Map<String, Value>>>,
    /// By every address that one names.
    by_address: HashMap<String, usize>,
    /// By the issuer's origin.
    by_issuer: HashMap<String, usize>,
}

impl Documents {
    /// Those that messages bring.
    pub fn of(messages: &[Message<'_>]) -> Documents {
        let mut documents = Documents::default();
        for document in messages.iter().filter_map(document) {
            let index = documents.all.len();
            for address in document.values().filter_map(Value::as_str) {
                documents.by_address.entry(address.to_owned()).or_insert(index);
            }
            let issuer = document.get("issuer").and_then(Value::as_str);
            if let Some(issuer) = issuer.and_then(|issuer| url::Url::parse(issuer).ok()) {
                documents.by_issuer.entry(origin_of(&issuer)).or_insert(index);
            }
            documents.all.push(Rc::new(document));
        }
        documents
    }

    /// The one that is about a login: it names an endpoint of it, else its origin; one origin may serve many tenants.
    pub fn on(&self, draft: &Draft<'_>) -> Option<&Rc<Map<String, Value>>> {
        let of_provider = |message: &&Message<'_>| {
            !matches!(message.kind, Kind::Callback | Kind::ClientPage | Kind::ApiCall | Kind::Preflight)
        };
        let own = || draft.messages.iter().filter(of_provider);
        let by_address = own().filter_map(|message| self.by_address.get(message.exchange.address()));
        let by_issuer = || own().filter_map(|message| self.by_issuer.get(&message.exchange.origin())).min();
        self.all.get(*by_address.min().or_else(by_issuer)?)
    }
}

/// Whether a discovery document names an issuer of another site than it was fetched from: a client must refuse it (OpenID
/// Connect Discovery, section 4.3). Entra ID's version 1 does so by design.
pub fn names_other_issuer(message: &Message<'_>) -> bool {
    let site = |host: &str| -> String { host.rsplit('.').take(2).collect::<Vec<&str>>().join(".") };
    let issuer = message.answer.text("issuer").and_then(|issuer| url::Url::parse(issuer).ok());
    let fetched = message.exchange.url();
    let hosts =
        issuer.as_ref().and_then(|url| url.host_str()).zip(fetched.as_ref().and_then(|url| url.host_str()));
    message.kind == Kind::Discovery
        && (hosts.is_some_and(|(named, asked)| site(named) != site(asked) && named != "sts.windows.net")
            || names_itself_without_tls(message))
}

/// Whether the metadata under the stored issuer's own address name another issuer: a client must refuse them (OpenID Connect
/// Discovery, section 4.3). Microsoft's several names of one tenant are by design.
pub fn contradicts_stored(message: &Message<'_>, clients: &[ClientConfig]) -> bool {
    let bare = |issuer: &str| issuer.trim_end_matches('/').to_owned();
    let named = message.answer.text("issuer").filter(|named| !named.contains('{')).map(bare);
    let asked = issuer_of(message.exchange.address()).map(|asked| bare(&asked));
    let by_design = || {
        ["entra", "b2c", "adfs"].contains(&crate::provider::recognise(std::slice::from_ref(message), None).id)
    };
    let stored = || clients.iter().filter_map(|client| client.issuer.as_deref());
    // A server that leads from http to https tells its issuer there.
    let by_scheme = || {
        let rest = asked.as_deref().and_then(|asked| asked.strip_prefix("https:"));
        asked == named
            && rest
                .is_some_and(|rest| stored().any(|stored| bare(stored).strip_prefix("http:") == Some(rest)))
    };
    message.kind == Kind::Discovery
        && named.is_some()
        && asked.is_some()
        && (by_scheme() || named != asked && stored().any(|stored| asked.as_ref() == Some(&bare(stored))))
        && !stored().any(|stored| named.as_ref() == Some(&bare(stored)))
        && !by_design()
}

/// The issuer that a metadata address stands for: its path without the well-known part, which stands behind it (OpenID
/// Connect Discovery, section 4.1) or before it (RFC 8414, section 3.1).
pub fn issuer_of(address: &str) -> Option<String> {
    ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"].iter().find_map(
        |known| {
            let (before, after) = address.split_once(known)?;
            Some(format!("{before}{after}"))
        },
    )
}

/// Whether metadata that came over TLS name their own host with plain http: the server does not see the TLS before it.
pub fn names_itself_without_tls(message: &Message<'_>) -> bool {
    let named = message.answer.text("issuer").and_then(|issuer| url::Url::parse(issuer).ok());
    named.zip(message.exchange.url()).is_some_and(|(named, asked)| {
        message.kind == Kind::Discovery
            && (named.scheme(), asked.scheme()) == ("http", "https")
            && named.host_str() == asked.host_str()
    })
}
