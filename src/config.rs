//! What a person knows of a client: the stored configuration, read from JSON. Of a `client_secret` a salted fingerprint and
//! its shape are stored; itself it verifies what is signed with it, for as long as the program runs.

#[cfg(feature = "engine")]
mod import;
#[cfg(feature = "engine")]
mod read;

#[cfg(feature = "engine")]
pub use read::{ConfigError, read, shape};
use serde::{Deserialize, Serialize};

/// One client in one environment, with the names of RFC 7591, section 2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClientConfig {
    /// For people: "Shop, production".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// A provider's id, where the issuer does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// `public` or `confidential` (RFC 6749, section 2.1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_type: Option<String>,
    /// `web`, `native` or `spa`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application_type: Option<String>,
    /// None: not known. Empty: known to be empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// Separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_types: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<String>,
    /// Whether the client uses PKCE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pkce: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub require_pushed_authorization_requests: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dpop_bound_access_tokens: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_signed_response_alg: Option<String>,
    /// Origins of the client's own pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origins: Option<Vec<String>>,
    /// Provider metadata (RFC 8414, section 2), where no discovery document is in the capture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<serde_json::Map<String, serde_json::Value>>,
    /// The client's own public keys (RFC 7591, section 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks: Option<serde_json::Value>,
    /// What the person gives for this moment; a stored configuration holds none of it.
    #[cfg(feature = "engine")]
    #[serde(skip)]
    pub for_now: ForNow,
    /// What stays of a secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret_fingerprint: Option<Fingerprint>,
    /// Members that this version does not know; kept, so that nothing is lost on saving.
    #[serde(flatten)]
    pub other: serde_json::Map<String, serde_json::Value>,
}

/// What verifies signatures and is not kept.
#[cfg(feature = "engine")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ForNow {
    /// The client's secret, for tokens that are signed with it.
    pub secret: Option<crate::http::Secret>,
    /// Public keys as a JWK or a key set (RFC 7517).
    pub keys: Option<serde_json::Value>,
}

/// A secret's salted hash and shape: enough to say "another secret was sent", not enough to log in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Base64url, made when the configuration was read.
    pub salt: String,
    /// Base64url of the first 12 bytes of SHA-256 over salt and secret.
    pub hash: String,
    /// In characters.
    pub length: usize,
    /// In words: "a GUID", "40 characters of base64url".
    pub shape: String,
}

impl ClientConfig {
    /// Takes a secret for the moment, unless it is known to be another client's.
    #[cfg(feature = "engine")]
    pub fn give(&mut self, secret: &crate::http::Secret) {
        let known = self.client_secret_fingerprint.as_ref();
        if known.is_none_or(|known| known.matches(secret.expose())) {
            self.for_now.secret.get_or_insert_with(|| secret.clone());
        }
    }

    /// Addresses that it names: of the provider, of its endpoints, of the client.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let values = self.metadata.iter().flat_map(|metadata| metadata.values());
        let of_metadata = values.filter_map(serde_json::Value::as_str).filter(|value| value.contains("://"));
        let own = self.issuer.iter().chain(self.redirect_uris.iter().flatten());
        of_metadata.chain(own.map(String::as_str))
    }

    /// Whether this is a stored configuration and not the empty one that stands for "none".
    pub fn is_known(&self) -> bool {
        *self != ClientConfig::default()
    }

    /// Whether the client has credentials of its own: from `client_type`, else from the registered method.
    pub fn is_confidential(&self) -> Option<bool> {
        match (self.client_type.as_deref(), self.token_endpoint_auth_method.as_deref()) {
            (Some("confidential"), _) => Some(true),
            (Some("public"), _) => Some(false),
            (_, Some("none")) => Some(false),
            (_, Some(_)) => Some(true),
            (_, None) => None,
        }
    }

    /// A member that only some rules look at, as it was stored.
    pub fn member(&self, name: &str) -> Option<&serde_json::Value> {
        self.other.get(name)
    }

    /// What the client is called: its name, else its id.
    pub fn title(&self) -> Option<&str> {
        self.name.as_deref().or(self.client_id.as_deref())
    }
}
