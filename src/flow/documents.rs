//! Metadata documents of a capture. Messages come in; the document that is about a login goes out.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::draft::Draft;
use super::home::document;
use crate::http::origin_of;
use crate::oauth::{Kind, Message};

/// All of them, in order of time; the first one counts.
#[derive(Default)]
pub struct Documents {
    all: Vec<Map<String, Value>>,
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
            documents.all.push(document);
        }
        documents
    }

    /// The one that is about a login: it names an endpoint of it, else its origin; one origin may serve many tenants.
    pub fn on(&self, draft: &Draft<'_>) -> Option<&Map<String, Value>> {
        let of_provider = |message: &&Message<'_>| {
            !matches!(message.kind, Kind::Callback | Kind::ClientPage | Kind::ApiCall | Kind::Preflight)
        };
        let own = || draft.messages.iter().filter(of_provider);
        let by_address = own().filter_map(|message| self.by_address.get(message.exchange.address()));
        let by_issuer = || own().filter_map(|message| self.by_issuer.get(&message.exchange.origin())).min();
        self.all.get(*by_address.min().or_else(by_issuer)?)
    }
}
