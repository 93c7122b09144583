//! A stored configuration from JSON: one object or an array of them. What is not understood is kept and named.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

#[cfg(feature = "engine")]
use super::import;
use super::{ClientConfig, Fingerprint};

/// Why a configuration cannot be read: where, what was expected and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// Reads client configurations and the notes about them.
///
/// # Errors
/// When the text is not JSON, or a known member has a wrong type.
pub fn read(text: &str) -> Result<(Vec<ClientConfig>, Vec<String>), ConfigError> {
    let mut notes = Vec::new();
    let mut clients = Vec::new();
    for (index, item) in items(text.trim_start_matches('\u{feff}'), &mut notes)?.into_iter().enumerate() {
        clients.push(client(item, index, &mut notes)?);
    }
    Ok((clients, notes))
}

/// The clients in a text: the stored form, or what providers and libraries export, told in a note.
fn items(text: &str, notes: &mut Vec<String>) -> Result<Vec<Value>, ConfigError> {
    let value = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(error) => match other_forms(text, notes) {
            Some(items) => return Ok(items),
            None => {
                return Err(ConfigError(format!(
                    "the client configuration is not JSON: {error}. Expected an object or a list of objects, or settings as TOML, \
                 YAML, `.properties` or `.env`."
                )));
            }
        },
    };
    Ok(imported(&value, notes).unwrap_or_else(|| match value {
        Value::Array(items) => items,
        other => vec![other],
    }))
}

#[cfg(feature = "engine")]
fn imported(value: &Value, notes: &mut Vec<String>) -> Option<Vec<Value>> {
    let imported = import::from_json(value)?;
    Some(taken(imported, notes))
}

#[cfg(feature = "engine")]
fn taken(imported: import::Imported, notes: &mut Vec<String>) -> Vec<Value> {
    notes.push(format!("This is {}; what it says of a login is taken over.", imported.form));
    imported.clients.into_iter().map(Value::Object).collect()
}

/// The page knows the stored form only; the engine knows the others.
#[cfg(not(feature = "engine"))]
fn imported(_: &Value, _: &mut Vec<String>) -> Option<Vec<Value>> {
    None
}

#[cfg(feature = "engine")]
fn other_forms(text: &str, notes: &mut Vec<String>) -> Option<Vec<Value>> {
    if let Some(value) = import::from_properties(text).or_else(|| structured(text)) {
        return imported(&value, notes).or_else(|| {
            Some(match value {
                Value::Array(items) => items,
                other => vec![other],
            })
        });
    }
    import::from_env(text).map(|imported| taken(imported, notes))
}

#[cfg(not(feature = "engine"))]
fn other_forms(_: &str, _: &mut Vec<String>) -> Option<Vec<Value>> {
    None
}

/// TOML or YAML with members; the command line's business, for the sake of the module's size in browsers.
#[cfg(all(feature = "engine", not(target_arch = "wasm32")))]
fn structured(text: &str) -> Option<Value> {
    let is_table =
        |value: &Value| value.as_object().is_some_and(|members| !members.is_empty()) || value.is_array();
    let toml = || toml::from_str::<Value>(text).ok().filter(|value| is_table(value) && known(value));
    let yaml = || serde_yaml_ng::from_str::<Value>(text).ok().filter(|value| is_table(value));
    toml().or_else(yaml)
}

#[cfg(all(feature = "engine", target_arch = "wasm32"))]
fn structured(_: &str) -> Option<Value> {
    None
}

/// A `.env` file is TOML too where every value is quoted.
#[cfg(all(feature = "engine", not(target_arch = "wasm32")))]
fn known(value: &Value) -> bool {
    value.get("client_id").is_some() || value.get("issuer").is_some() || value.get("spring").is_some()
}

fn client(item: Value, index: usize, notes: &mut Vec<String>) -> Result<ClientConfig, ConfigError> {
    let Value::Object(mut members) = item else {
        return Err(ConfigError(format!(
            "client {index} of the configuration is {}, expected an object.",
            kind(&item)
        )));
    };
    if let Some(scopes) = members.remove("scopes") {
        members.entry("scope").or_insert(joined(scopes));
    }
    if let Some(Value::Array(_)) = members.get("scope") {
        let scopes = members.remove("scope").unwrap_or_default();
        members.insert("scope".into(), joined(scopes));
    }
    let secret = members.remove("client_secret");
    check_types(&members, index)?;
    let mut config: ClientConfig = serde_json::from_value(Value::Object(members))
        .map_err(|error| ConfigError(format!("client {index} of the configuration: {error}.")))?;
    let name = config.title().unwrap_or("a client").to_owned();
    if let Some(secret) = secret.as_ref().and_then(Value::as_str).filter(|secret| !secret.is_empty()) {
        config.client_secret_fingerprint = Some(Fingerprint::of(secret, &config));
        config.for_now.secret = Some(secret.into());
        notes.push(format!("The `client_secret` of {name} is not kept: a salted fingerprint and its shape are, to recognise it."));
    }
    let unused = config.other.keys().filter(|member| !LOOKED_AT.contains(&member.as_str()));
    let unknown: Vec<String> = unused.map(|member| format!("`{member}`")).collect();
    if !unknown.is_empty() {
        notes.push(format!("Members of {name} that are kept but not used: {}.", unknown.join(", ")));
    }
    Ok(config)
}

const STRINGS: [&str; 11] = [
    "name",
    "issuer",
    "provider",
    "client_id",
    "client_type",
    "application_type",
    "scope",
    "audience",
    "response_mode",
    "token_endpoint_auth_method",
    "id_token_signed_response_alg",
];
const LISTS: [&str; 5] =
    ["redirect_uris", "post_logout_redirect_uris", "response_types", "grant_types", "origins"];
const BOOLEANS: [&str; 3] = ["pkce", "require_pushed_authorization_requests", "dpop_bound_access_tokens"];

/// Further members that rules look at (RFC 7591, section 2; OpenID Connect Dynamic Client Registration, section 2;
/// RFC 8705, section 3.4; RFC 9101, section 10.5).
const LOOKED_AT: [&str; 31] = [
    "acr_values",
    "client_name",
    "client_uri",
    "contacts",
    "default_acr_values",
    "default_max_age",
    "id_token_encrypted_response_alg",
    "id_token_encrypted_response_enc",
    "initiate_login_uri",
    "jwks_uri",
    "logo_uri",
    "policy_uri",
    "request_object_encryption_alg",
    "request_object_encryption_enc",
    "request_object_signing_alg",
    "request_uris",
    "require_auth_time",
    "require_signed_request_object",
    "sector_identifier_uri",
    "software_id",
    "software_version",
    "subject_type",
    "tls_client_auth_san_dns",
    "tls_client_auth_subject_dn",
    "tls_client_certificate_bound_access_tokens",
    "token_endpoint_auth_signing_alg",
    "tos_uri",
    "userinfo_encrypted_response_alg",
    "userinfo_encrypted_response_enc",
    "userinfo_signed_response_alg",
    "authorization_signed_response_alg",
];

fn check_types(members: &Map<String, Value>, index: usize) -> Result<(), ConfigError> {
    for (member, value) in members.iter().filter(|(_, value)| !value.is_null()) {
        let name = member.as_str();
        let (right, expected) = match name {
            _ if STRINGS.contains(&name) => (value.is_string(), "a string"),
            _ if LISTS.contains(&name) => (
                value.as_array().is_some_and(|items| items.iter().all(Value::is_string)),
                "a list of strings",
            ),
            _ if BOOLEANS.contains(&name) => (value.is_boolean(), "true or false"),
            "metadata" | "jwks" => (value.is_object(), "an object"),
            _ => (true, ""),
        };
        if !right {
            let found = kind(value);
            return Err(ConfigError(format!(
                "`{member}` of client {index} in the configuration is {found}, expected {expected}."
            )));
        }
    }
    Ok(())
}

fn joined(scopes: Value) -> Value {
    let Value::Array(items) = scopes else { return scopes };
    let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
    Value::String(words.join(" "))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

impl Fingerprint {
    /// The fingerprint of a secret of this client. The salt follows from issuer and client id, so that equal
    /// configurations give equal reports.
    pub fn of(secret: &str, client: &ClientConfig) -> Fingerprint {
        let whose = format!(
            "{}\n{}",
            client.issuer.as_deref().unwrap_or_default(),
            client.client_id.as_deref().unwrap_or_default()
        );
        let salt = URL_SAFE_NO_PAD.encode(first_bytes(&whose));
        Fingerprint { hash: hash(&salt, secret), salt, length: secret.chars().count(), shape: shape(secret) }
    }

    /// Whether this is the fingerprint of `secret`.
    pub fn matches(&self, secret: &str) -> bool {
        self.hash == hash(&self.salt, secret)
    }
}

fn hash(salt: &str, secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(first_bytes(&format!("{salt}\n{secret}")))
}

fn first_bytes(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).iter().copied().take(12).collect()
}

/// What can be said of a secret without telling it.
pub fn shape(secret: &str) -> String {
    let length = secret.chars().count();
    let hex = |part: &str, wanted: usize| part.len() == wanted && part.bytes().all(|b| b.is_ascii_hexdigit());
    let parts: Vec<&str> = secret.split('-').collect();
    if let [a, b, c, d, e] = parts.as_slice()
        && hex(a, 8)
        && [b, c, d].iter().all(|part| hex(part, 4))
        && hex(e, 12)
    {
        return "a GUID".into();
    }
    let alphabet = match secret {
        _ if secret.trim() != secret => "with white space at an end",
        _ if secret.bytes().all(|b| b.is_ascii_hexdigit()) => "of hexadecimal digits",
        _ if secret.bytes().all(|b| b.is_ascii_alphanumeric()) => "of letters and digits",
        _ if secret.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) => "of base64url",
        _ if secret.split('.').count() == 3 && secret.starts_with("eyJ") => "of a JWT",
        _ if secret.is_ascii() => "of ASCII with punctuation",
        _ => "with letters outside ASCII",
    };
    format!("{length} characters {alphabet}")
}
