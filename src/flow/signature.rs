//! Who signed a token of a login, by the keys that the capture, the stored configuration or the person gives. Each token
//! is verified once; how many are is bounded for all captures that are looked at together.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::Flow;
use crate::config::ClientConfig;
use crate::http::Exchange;
use crate::oauth::jwk::Jwk;
use crate::oauth::jws::{self, Checked};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message};

/// Verifications with a public key that one analysis does at most: a second or two in a browser.
const MOST: usize = 600;

/// Whose key a token must be signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signer {
    Provider,
    /// The client, with a key that is registered for it.
    Client,
    /// The key in the token's own header (RFC 9449, section 4.2).
    Itself,
}

/// What is known of a token's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    Verified {
        key: KeyName,
    },
    /// The key that the token names, or the only one that fits, did not make it.
    Wrong {
        key: KeyName,
    },
    /// Keys are there; none has the token's `kid`, or without one none fits. The `kid`s that are there.
    KeyUnknown {
        kid: Option<String>,
        known: Vec<String>,
        from: Source,
    },
    /// The key with the token's `kid` may not be used for this algorithm; why.
    Unfit {
        key: KeyName,
        why: String,
    },
    /// `alg` is `none`.
    Unsigned,
    /// What is missing to tell, as a sentence.
    NotCheckable(String),
}

/// A key for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyName {
    pub kid: Option<String>,
    pub from: Source,
}

/// Where a key comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A key set in the capture.
    Captured {
        file: usize,
        entry: usize,
        address: String,
        /// Whether it is the one that the provider's metadata names.
        named: bool,
    },
    /// A `client_secret` that a request of this login carries.
    SecretOf {
        file: usize,
        entry: usize,
    },
    Stored,
    Given,
    InToken,
}

/// A key set in the capture.
#[derive(Clone, Debug)]
pub struct KeySet<'c> {
    pub exchange: &'c Exchange,
    pub keys: Rc<[Jwk]>,
}

/// What was verified already, and how much may still be.
#[derive(Clone, Debug)]
pub struct Verified {
    known: RefCell<BTreeMap<(Signer, String), Signature>>,
    left: Rc<Cell<usize>>,
}

impl Verified {
    /// A share in a common limit.
    pub fn sharing(left: &Rc<Cell<usize>>) -> Verified {
        Verified { known: RefCell::default(), left: Rc::clone(left) }
    }

    /// The limit of one analysis.
    pub fn limit() -> Rc<Cell<usize>> {
        Rc::new(Cell::new(MOST))
    }
}

/// The key sets among messages.
pub fn key_sets<'c>(messages: &[Message<'c>]) -> Vec<KeySet<'c>> {
    let sets = messages.iter().filter(|message| message.kind == Kind::Keys);
    sets.filter_map(|message| {
        let json =
            message.answer.json.as_ref().filter(|json| json.get("keys").is_some_and(Value::is_array))?;
        Some(KeySet { exchange: message.exchange, keys: Jwk::read_set(json).into() })
    })
    .take(50)
    .collect()
}

/// A key that may have signed.
struct Candidate<'k> {
    key: &'k Jwk,
    from: Source,
}

impl<'c> Flow<'c> {
    /// What is known of the signature of a token in this login.
    pub fn signature(&self, config: &ClientConfig, signer: Signer, text: &str) -> Signature {
        let id = (signer, text.to_owned());
        if let Some(known) = self.verified.known.borrow().get(&id) {
            return known.clone();
        }
        let found = self.verify(config, signer, text);
        self.verified.known.borrow_mut().insert(id, found.clone());
        found
    }

    fn verify(&self, config: &ClientConfig, signer: Signer, text: &str) -> Signature {
        if Jwt::is_encrypted(text) {
            return Signature::NotCheckable(
                "The token is encrypted; what it holds is for its reader only.".into(),
            );
        }
        let Some(token) = Jwt::read(text) else {
            return Signature::NotCheckable("The token cannot be read.".into());
        };
        let algorithm = token.algorithm().unwrap_or_default();
        if algorithm.eq_ignore_ascii_case("none") {
            return Signature::Unsigned;
        }
        // No signature is that short; what cleans captures takes it out.
        if text.trim().rsplit('.').next().is_none_or(|signature| signature.len() < 40) {
            return Signature::NotCheckable("The token's signature is not in the capture.".into());
        }
        if token.header.contains_key("crit") {
            return Signature::NotCheckable(
                "The token has `crit` header members, which are not understood here.".into(),
            );
        }
        if !jws::ALGORITHMS.contains(&algorithm) {
            return Signature::NotCheckable(format!("The algorithm `{algorithm}` is not verified here."));
        }
        if jws::is_symmetric(algorithm) {
            return self.by_secret(config, text);
        }
        let in_token = token.header.get("jwk").and_then(|jwk| Jwk::read(jwk).ok());
        let (stored, registered) = (stored_keys(config, signer), self.registered_keys());
        let candidates: Vec<Candidate<'_>> = match signer {
            Signer::Itself => in_token.iter().map(|key| Candidate { key, from: Source::InToken }).collect(),
            Signer::Provider => self.captured_keys().chain(stored.iter().map(Candidate::stored)).collect(),
            Signer::Client => registered.iter().chain(&stored).map(Candidate::stored).collect(),
        };
        if candidates.is_empty() {
            return Signature::NotCheckable(lacking(signer));
        }
        self.by_key(text, &token, &candidates)
    }

    fn by_key(&self, text: &str, token: &Jwt, candidates: &[Candidate<'_>]) -> Signature {
        let algorithm = token.algorithm().unwrap_or_default();
        let kid = token.header.get("kid").and_then(Value::as_str);
        let named = |candidate: &&Candidate<'_>| {
            kid.is_none() || candidate.from == Source::InToken || candidate.key.kid.as_deref() == kid
        };
        let own: Vec<&Candidate<'_>> = candidates.iter().filter(named).collect();
        let fitting = own.iter().filter(|candidate| candidate.key.unfit_for(algorithm).is_none());
        let (mut refused, mut unread) = (None, false);
        for candidate in fitting {
            let left = self.verified.left.get();
            if left == 0 {
                return Signature::NotCheckable(
                    "The capture holds more signed tokens than are verified.".into(),
                );
            }
            self.verified.left.set(left - 1);
            match jws::verify(text, candidate.key) {
                Checked::Right => return Signature::Verified { key: candidate.name() },
                // Of several key sets the one that the metadata names decides.
                Checked::Wrong if refused.is_none() || candidate.is_named() => {
                    refused = Some(candidate.name())
                }
                Checked::Wrong => {}
                Checked::Unsupported => unread = true,
            }
        }
        if let Some(key) = refused {
            return Signature::Wrong { key };
        }
        let unfit = || {
            let candidate = own.first().filter(|_| kid.is_some() || own.len() == 1)?;
            Some(Signature::Unfit { key: candidate.name(), why: candidate.key.unfit_for(algorithm)? })
        };
        if unread {
            return Signature::NotCheckable("The key is too large or malformed to verify with.".into());
        }
        unfit().unwrap_or_else(|| unknown(kid, candidates))
    }

    /// An HMAC, by the secret that the person gives, or by those that this login's own requests carry.
    fn by_secret(&self, config: &ClientConfig, text: &str) -> Signature {
        let given = config.for_now.secret.iter().map(|secret| (secret.expose().to_owned(), Source::Given));
        let sent = self.messages.iter().flat_map(|message| {
            let source = Source::SecretOf { file: message.exchange.file, entry: message.exchange.entry };
            let basic = message.basic().map(|basic| basic.secret.expose().to_owned());
            let body = message.given("client_secret").map(str::to_owned);
            // RFC 7591, section 3.2.1.
            let issued =
                (message.kind == Kind::Registration).then(|| message.answer.text("client_secret")).flatten();
            basic
                .into_iter()
                .chain(body)
                .chain(issued.map(str::to_owned))
                .map(move |secret| (secret, source.clone()))
        });
        let mut refused = None;
        for (secret, from) in given.chain(sent).filter(|(secret, _)| !secret.is_empty()).take(20) {
            let key = KeyName { kid: None, from };
            if readings(&secret).iter().any(|secret| jws::verify_with_secret(text, secret) == Checked::Right)
            {
                return Signature::Verified { key };
            }
            refused = refused.or(Some(key));
        }
        refused.map_or_else(
            || {
                Signature::NotCheckable(
                    "It is signed with the client's secret, which is not in the capture.".into(),
                )
            },
            |key| Signature::Wrong { key },
        )
    }

    /// Keys that a registration in this login names (RFC 7591, section 2).
    fn registered_keys(&self) -> Vec<(Jwk, Source)> {
        let named = self.of(Kind::Registration).filter_map(|message| {
            let exchange = message.exchange;
            let source = Source::Captured {
                file: exchange.file,
                entry: exchange.entry,
                address: exchange.address().to_owned(),
                named: true,
            };
            Some((serde_json::from_str::<Value>(message.given("jwks")?).ok()?, source))
        });
        let keys = |(set, source): (Value, Source)| {
            Jwk::read_set(&set).into_iter().map(move |key| (key, source.clone()))
        };
        named.flat_map(keys).collect()
    }

    fn captured_keys(&self) -> impl Iterator<Item = Candidate<'_>> {
        let jwks_uri = self.metadata_text("jwks_uri");
        self.key_sets.iter().flat_map(move |set| {
            let exchange = set.exchange;
            let from = Source::Captured {
                file: exchange.file,
                entry: exchange.entry,
                address: exchange.address().to_owned(),
                named: jwks_uri.is_some_and(|uri| uri == exchange.request.url || uri == exchange.address()),
            };
            set.keys.iter().map(move |key| Candidate { key, from: from.clone() })
        })
    }
}

impl Candidate<'_> {
    fn stored((key, from): &(Jwk, Source)) -> Candidate<'_> {
        Candidate { key, from: from.clone() }
    }

    fn name(&self) -> KeyName {
        KeyName { kid: self.key.kid.clone(), from: self.from.clone() }
    }

    fn is_named(&self) -> bool {
        matches!(self.from, Source::Captured { named: true, .. })
    }
}

/// Keys that the person has stored or pasted: the provider's in the metadata's `jwks`, the client's in `jwks` (RFC 7591,
/// section 2).
fn stored_keys(config: &ClientConfig, signer: Signer) -> Vec<(Jwk, Source)> {
    let stored = match signer {
        Signer::Provider => config.metadata.as_ref().and_then(|metadata| metadata.get("jwks")),
        Signer::Client => config.jwks.as_ref(),
        Signer::Itself => None,
    };
    let of = |source: Source| move |key: Jwk| (key, source.clone());
    let given = config.for_now.keys.iter().flat_map(Jwk::read_set).map(of(Source::Given));
    stored.into_iter().flat_map(Jwk::read_set).map(of(Source::Stored)).chain(given).collect()
}

fn lacking(signer: Signer) -> String {
    match signer {
        Signer::Provider => "No keys of the provider are in the capture.",
        Signer::Client => "The client's public keys (`jwks`) are not in the configuration.",
        Signer::Itself => "The token brings no key of its own.",
    }
    .into()
}

fn unknown(kid: Option<&str>, candidates: &[Candidate<'_>]) -> Signature {
    let best = candidates.iter().find(|candidate| candidate.is_named()).or(candidates.first());
    let from = best.map_or(Source::Stored, |candidate| candidate.from.clone());
    let of_same = candidates.iter().filter(|candidate| candidate.from == from);
    let known = of_same.filter_map(|candidate| candidate.key.kid.clone()).take(20).collect();
    Signature::KeyUnknown { kid: kid.map(str::to_owned), known, from }
}

/// The octets of a secret: its UTF-8 (OpenID Connect Core, section 10.1), or what it encodes, as some providers take it.
fn readings(secret: &str) -> Vec<Vec<u8>> {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
    let mut readings = vec![secret.as_bytes().to_vec()];
    readings.extend(STANDARD.decode(secret).ok().filter(|bytes| bytes.len() >= 16));
    readings
        .extend(URL_SAFE_NO_PAD.decode(secret.trim_end_matches('=')).ok().filter(|bytes| bytes.len() >= 16));
    readings
}
