//! The secrets of a capture and what stands in their place. Values that hang together keep hanging together: a challenge is
//! made anew from its verifier's pseudonym, a hash from its token's, a JWT from its claims'.

use std::collections::{BTreeMap, HashMap, HashSet};

use base64::Engine as _;
use base64::alphabet::URL_SAFE as URL_SAFE_ALPHABET;
use base64::engine::general_purpose::{
    GeneralPurpose, NO_PAD, STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD,
};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::pseudonym::Pseudonyms;
use crate::oauth::jws::{Checked, REDACTED};
use crate::oauth::jwt::Jwt;
use crate::oauth::pkce;
use crate::report::is_harmless;

/// The last character of a pseudonym may carry bits that no encoder would write.
const LENIENT: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE_ALPHABET, NO_PAD.with_decode_allow_trailing_bits(true));

/// Secrets by value.
pub struct Vault<'a> {
    names: Pseudonyms,
    map: HashMap<String, String>,
    /// Names of clients and issuers: no secrets, wherever they stand.
    shown: HashSet<String>,
    signature: &'a dyn Fn(&str) -> Checked,
    /// What was replaced: name of the parameter, header, cookie or claim, and how often.
    pub replaced: BTreeMap<String, usize>,
}

impl<'a> Vault<'a> {
    /// An empty one. `signature` tells what is known of a token's.
    pub fn new(key: [u8; 32], signature: &'a dyn Fn(&str) -> Checked) -> Vault<'a> {
        let (map, shown) = (HashMap::new(), WORDS.map(str::to_owned).into());
        Vault { names: Pseudonyms::new(key), map, shown, signature, replaced: BTreeMap::new() }
    }

    /// Lets a value stand wherever it is met.
    pub fn show(&mut self, value: String) {
        self.shown.insert(value);
    }

    /// All pairs of a secret and its pseudonym.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.map.iter().map(|(secret, pseudonym)| (secret.as_str(), pseudonym.as_str()))
    }

    /// What stands in the place of a secret of this name.
    pub fn put(&mut self, name: &str, value: &str) -> String {
        if self.shown.contains(value) || is_anybody(name, value) {
            return value.to_owned();
        }
        *self.replaced.entry(name.to_owned()).or_default() += 1;
        if let Some(known) = self.map.get(value) {
            return known.clone();
        }
        let pseudonym = self.token(value).or_else(|| self.run_on(value)).unwrap_or_else(|| self.named(value));
        self.map.insert(value.to_owned(), pseudonym.clone());
        pseudonym
    }

    /// The pseudonym; of a pushed request's name its namespace stays (RFC 9126, section 2.2).
    fn named(&self, value: &str) -> String {
        let space = "urn:ietf:params:oauth:request_uri:";
        match value.strip_prefix(space) {
            Some(own) => format!("{space}{}", self.names.of(own)),
            None => self.names.of(value),
        }
    }

    /// Fixes what is made from other secrets before it is met: challenges of verifiers, hashes of tokens and codes.
    pub fn relate(&mut self, verifiers: &[String], hashed: &[String]) {
        for verifier in verifiers {
            let pseudonym = self.names.of(verifier);
            for (challenge, made) in challenges(verifier).into_iter().zip(challenges(&pseudonym)) {
                self.map.entry(challenge).or_insert(made);
            }
        }
        for value in hashed {
            let pseudonym = self.put("", value);
            for (hash, made) in hashes(value).into_iter().zip(hashes(&pseudonym)) {
                self.map.entry(hash).or_insert(made);
            }
        }
        self.replaced.remove("");
    }

    /// A known relation of this value, if it has one.
    pub fn known(&self, value: &str) -> Option<&str> {
        self.map.get(value).map(String::as_str)
    }

    /// A known secret with the parameters that followed it in an address: read on by a client that split it wrongly.
    fn run_on(&mut self, value: &str) -> Option<String> {
        let (head, tail) = value.split_once('&')?;
        let head = self.map.get(head)?.clone();
        let parts = tail.split('&').map(|part| match part.split_once('=') {
            Some((name, _)) if is_harmless(name) => part.to_owned(),
            Some((name, value)) => format!("{name}={}", self.put(name, value)),
            None => self.put("", part),
        });
        Some(format!("{head}&{}", parts.collect::<Vec<_>>().join("&")))
    }

    /// A JWT made anew: what may be known of it stays, the rest is replaced claim by claim, the signature by its shape.
    fn token(&mut self, value: &str) -> Option<String> {
        // Of an encrypted token only the header can be read; its form is evidence.
        if Jwt::is_encrypted(value) {
            let (header, rest) = value.split_once('.')?;
            return Some(format!("{header}.{}", self.names.of(rest)));
        }
        let jwt = Jwt::read(value)?;
        let signature = self.signed(value);
        let part =
            |claims: &Map<String, Value>| URL_SAFE_NO_PAD.encode(Value::Object(claims.clone()).to_string());
        let header = part(&jwt.header);
        let claims = Value::Object(self.claims(jwt.claims)).to_string();
        // Written without spaces it may be shorter, and its length is evidence: browsers keep no large cookie.
        let length = value.split('.').nth(1).map_or(0, |part| part.len() * 3 / 4);
        let claims = URL_SAFE_NO_PAD.encode(format!("{claims:<length$}"));
        Some(format!("{header}.{claims}.{signature}"))
    }

    /// A signature of the same length that says what was known of the original.
    fn signed(&self, token: &str) -> String {
        let signature = token.rsplit('.').next().unwrap_or_default();
        let mark = match (self.signature)(token) {
            Checked::Right => '+',
            Checked::Wrong => '-',
            Checked::Unsupported => '?',
        };
        let says = format!("{REDACTED}{mark}");
        let pseudonym = self.names.of(signature);
        let mut bytes = LENIENT.decode(&pseudonym).unwrap_or_default();
        if bytes.is_empty() {
            return pseudonym;
        }
        bytes.splice(..says.len().min(bytes.len()), says.bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    fn claims(&mut self, claims: Map<String, Value>) -> Map<String, Value> {
        claims
            .into_iter()
            .map(|(name, value)| {
                let value = self.claim(&name, value);
                (name, value)
            })
            .collect()
    }

    fn claim(&mut self, name: &str, value: Value) -> Value {
        match value {
            Value::String(text) if is_harmless(name) || is_shown_claim(name) => {
                Value::String(self.known(&text).map_or(text.clone(), str::to_owned))
            }
            Value::String(text) if self.shown.contains(&text) => Value::String(text),
            Value::String(text) => Value::String(self.put(name, &text)),
            // A public key, by whose thumbprint tokens are bound to it.
            Value::Object(members)
                if name == "jwk" && !["d", "k"].iter().any(|own| members.contains_key(*own)) =>
            {
                Value::Object(members)
            }
            Value::Array(items) => items.into_iter().map(|item| self.claim(name, item)).collect(),
            Value::Object(members) => Value::Object(self.claims(members)),
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }
}

/// Names of grants and tokens, which some tokens repeat in a claim: no secrets, and other parameters have them as values.
const WORDS: [&str; 5] =
    ["access_token", "authorization_code", "client_credentials", "id_token", "refresh_token"];

/// Claims that say what a token is for, and nothing of the person.
fn is_shown_claim(name: &str) -> bool {
    [
        "scp",
        "roles",
        "tid",
        "appid",
        "appidacr",
        "azpacr",
        "idp",
        "tfp",
        "auth_time",
        "token_use",
        "events",
        "jkt",
        "x5t#S256",
    ]
    .contains(&name)
}

/// What a verifier may have been turned into on its way to being a challenge, rightly or wrongly.
fn challenges(verifier: &str) -> Vec<String> {
    let digest = Sha256::digest(verifier.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let decoded = URL_SAFE_NO_PAD.decode(verifier.trim_end_matches('=')).unwrap_or_default();
    vec![
        verifier.to_owned(),
        pkce::s256(verifier),
        URL_SAFE.encode(digest),
        STANDARD.encode(digest),
        STANDARD_NO_PAD.encode(digest),
        URL_SAFE_NO_PAD.encode(&hex),
        hex.to_ascii_uppercase(),
        hex,
        pkce::s256(&pkce::s256(verifier)),
        URL_SAFE_NO_PAD.encode(Sha256::digest(decoded)),
        pkce::s256(&URL_SAFE_NO_PAD.encode(verifier)),
        URL_SAFE_NO_PAD.encode(verifier),
    ]
}

/// `at_hash`, `c_hash`, `s_hash` by each hash length (OpenID Connect Core, section 3.1.3.6), and `ath` (RFC 9449, section 4.2).
fn hashes(value: &str) -> Vec<String> {
    let half = |digest: &[u8]| URL_SAFE_NO_PAD.encode(digest.get(..digest.len() / 2).unwrap_or_default());
    vec![
        half(&Sha256::digest(value)),
        half(&Sha384::digest(value)),
        half(&Sha512::digest(value)),
        URL_SAFE_NO_PAD.encode(Sha256::digest(value)),
    ]
}

/// Whether a name is one under which every installation has an account: it tells of nobody, and is a word of paths too.
fn is_anybody(name: &str, value: &str) -> bool {
    const NAMES: [&str; 7] = ["admin", "administrator", "root", "user", "guest", "test", "demo"];
    name.to_ascii_lowercase().contains("user") && NAMES.contains(&value)
}
