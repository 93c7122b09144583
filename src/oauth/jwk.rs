//! A public key as a JWK (RFC 7517): read from JSON, what it fits, how strong it is, and its thumbprint (RFC 7638).
//! Private members are noticed and never kept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// Members of a JWK that nobody but its owner may see (RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1).
pub const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// One key of a key set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwk {
    pub kid: Option<String>,
    /// The `alg` that the key is reserved for.
    pub algorithm: Option<String>,
    /// `sig` or `enc`.
    pub purpose: Option<String>,
    /// `key_ops`, where they are listed.
    pub operations: Option<Vec<String>>,
    pub kind: String,
    pub material: Material,
    /// Whether members are there that only its owner may see.
    pub has_private: bool,
    /// RFC 7638, over SHA-256; none where required members are missing.
    pub thumbprint: Option<String>,
}

/// What a signature is verified with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Material {
    /// Modulus and exponent, big-endian without leading zeros.
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// The uncompressed point, `04 || x || y`.
    Ec {
        curve: Curve,
        point: Vec<u8>,
    },
    Ed25519([u8; 32]),
    /// A kind or curve that is not verified here: `oct`, Ed448, X25519, secp256k1.
    Other,
}

/// The curves of RFC 7518, section 6.2.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    fn read(name: &str) -> Option<Curve> {
        match name {
            "P-256" => Some(Curve::P256),
            "P-384" => Some(Curve::P384),
            "P-521" => Some(Curve::P521),
            _ => None,
        }
    }

    /// Octets of a coordinate.
    pub fn size(self) -> usize {
        match self {
            Curve::P256 => 32,
            Curve::P384 => 48,
            Curve::P521 => 66,
        }
    }

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Curve::P256 => "P-256",
            Curve::P384 => "P-384",
            Curve::P521 => "P-521",
        }
    }
}

impl Jwk {
    /// Reads a JWK.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence that begins with the key.
    pub fn read(value: &Value) -> Result<Jwk, String> {
        let Value::Object(members) = value else { return Err("is no JSON object".into()) };
        let kind = text(members, "kty").ok_or("has no `kty`")?;
        let material = match kind {
            "RSA" => rsa(members)?,
            "EC" => ec(members)?,
            "OKP" => okp(members)?,
            "oct" => Material::Other,
            _ => Material::Other,
        };
        let own = |name: &str| text(members, name).map(str::to_owned);
        Ok(Jwk {
            kid: own("kid"),
            algorithm: own("alg"),
            purpose: own("use"),
            operations: members
                .get("key_ops")
                .and_then(Value::as_array)
                .map(|names| names.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            kind: kind.to_owned(),
            material,
            has_private: PRIVATE.iter().any(|name| members.contains_key(*name)),
            thumbprint: thumbprint(members),
        })
    }

    /// The keys of a set (RFC 7517, section 5) or a single key; what cannot be read is left out (that section says so).
    /// At most 100.
    pub fn read_set(value: &Value) -> Vec<Jwk> {
        let one = std::slice::from_ref(value);
        let keys = value.get("keys").and_then(Value::as_array).map_or(one, Vec::as_slice);
        keys.iter().take(100).filter_map(|key| Jwk::read(key).ok()).collect()
    }

    /// Whether the key's kind and curve belong to a signature algorithm (RFC 7518, section 3.1; RFC 8037, section 3.1).
    pub fn is_of(&self, algorithm: &str) -> bool {
        match (&self.material, algorithm) {
            (Material::Rsa { .. }, "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512") => true,
            (Material::Ec { curve, .. }, "ES256") => *curve == Curve::P256,
            (Material::Ec { curve, .. }, "ES384") => *curve == Curve::P384,
            (Material::Ec { curve, .. }, "ES512") => *curve == Curve::P521,
            (Material::Ed25519(_), "EdDSA" | "Ed25519") => true,
            _ => false,
        }
    }

    /// Why the key must not be used to verify this algorithm, as the end of a sentence; none if it may (RFC 7517,
    /// sections 4.2 to 4.4).
    pub fn unfit_for(&self, algorithm: &str) -> Option<String> {
        let same = |own: &str| {
            own == algorithm || matches!((own, algorithm), ("EdDSA", "Ed25519") | ("Ed25519", "EdDSA"))
        };
        if !self.is_of(algorithm) {
            return Some(format!("is {}, which does not go with `{algorithm}`", self.in_words()));
        }
        if let Some(own) = self.algorithm.as_deref().filter(|own| !same(own)) {
            return Some(format!("is reserved for `{own}`, the token is signed with `{algorithm}`"));
        }
        if self.purpose.as_deref().is_some_and(|purpose| purpose != "sig") {
            return Some(format!("has `use` `{}`, not `sig`", self.purpose.as_deref().unwrap_or_default()));
        }
        let verifies = |names: &Vec<String>| names.iter().any(|name| name == "verify" || name == "sign");
        self.operations
            .as_ref()
            .filter(|names| !verifies(names))
            .map(|_| "has `key_ops` without `verify`".into())
    }

    /// "an RSA key of 2048 bits".
    pub fn in_words(&self) -> String {
        match &self.material {
            Material::Rsa { .. } => format!("an RSA key of {} bits", self.bits().unwrap_or_default()),
            Material::Ec { curve, .. } => format!("an EC key on {}", curve.name()),
            Material::Ed25519(_) => "an Ed25519 key".into(),
            Material::Other => format!("a key of kind `{}`", self.kind),
        }
    }

    /// The size of an RSA modulus in bits.
    pub fn bits(&self) -> Option<usize> {
        let Material::Rsa { n, .. } = &self.material else { return None };
        let first = n.first().map_or(0, |byte| byte.leading_zeros() as usize);
        Some(n.len() * 8 - first)
    }
}

fn text<'m>(members: &'m Map<String, Value>, name: &str) -> Option<&'m str> {
    members.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// A member in base64url without padding (RFC 7518, section 2).
fn bytes(members: &Map<String, Value>, name: &str) -> Result<Vec<u8>, String> {
    let text = text(members, name).ok_or_else(|| format!("has no `{name}`"))?;
    if text.len() > 4096 {
        return Err(format!("has a `{name}` of {} characters", text.len()));
    }
    URL_SAFE_NO_PAD.decode(text).map_err(|_| format!("has a `{name}` that is not base64url without padding"))
}

fn rsa(members: &Map<String, Value>) -> Result<Material, String> {
    let number = |name: &str| -> Result<Vec<u8>, String> {
        Ok(bytes(members, name)?.into_iter().skip_while(|byte| *byte == 0).collect())
    };
    Ok(Material::Rsa { n: number("n")?, e: number("e")? })
}

fn ec(members: &Map<String, Value>) -> Result<Material, String> {
    let name = text(members, "crv").ok_or("has no `crv`")?;
    let (x, y) = (bytes(members, "x")?, bytes(members, "y")?);
    let Some(curve) = Curve::read(name) else { return Ok(Material::Other) };
    for (coordinate, bytes) in [("x", &x), ("y", &y)] {
        if bytes.len() != curve.size() {
            let (own, due) = (bytes.len(), curve.size());
            return Err(format!("has an `{coordinate}` of {own} octets, `{name}` needs {due}"));
        }
    }
    Ok(Material::Ec { curve, point: [vec![4], x, y].concat() })
}

fn okp(members: &Map<String, Value>) -> Result<Material, String> {
    let name = text(members, "crv").ok_or("has no `crv`")?;
    let x = bytes(members, "x")?;
    if name != "Ed25519" {
        return Ok(Material::Other);
    }
    let length = x.len();
    let key = x.try_into().map_err(|_| format!("has an `x` of {length} octets, `Ed25519` needs 32"))?;
    Ok(Material::Ed25519(key))
}

/// RFC 7638, section 3: the required members in lexicographic order, hashed.
fn thumbprint(members: &Map<String, Value>) -> Option<String> {
    let required: &[&str] = match text(members, "kty")? {
        "RSA" => &["e", "kty", "n"],
        "EC" => &["crv", "kty", "x", "y"],
        "OKP" => &["crv", "kty", "x"],
        _ => return None,
    };
    let pair = |name: &&str| Some(format!("\"{name}\":{}", Value::from(text(members, name)?)));
    let pairs: Vec<String> = required.iter().map(pair).collect::<Option<_>>()?;
    Some(URL_SAFE_NO_PAD.encode(Sha256::digest(format!("{{{}}}", pairs.join(",")).as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::Jwk;
    use serde_json::json;

    #[test]
    fn the_rfcs_thumbprints_are_made() {
        // RFC 7638, section 3.1.
        let rsa = json!({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"});
        let key = Jwk::read(&rsa).unwrap();
        assert_eq!(key.thumbprint.as_deref(), Some("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        assert_eq!(key.in_words(), "an RSA key of 2048 bits");
        // RFC 8037, appendix A.3.
        let okp = json!({"crv":"Ed25519","kty":"OKP","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"});
        let thumbprint = Jwk::read(&okp).unwrap().thumbprint;
        assert_eq!(thumbprint.as_deref(), Some("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    }

    #[test]
    fn a_key_says_what_it_does_not_fit() {
        let key = |extra: serde_json::Value| {
            let mut value = json!({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"});
            let members = value.as_object_mut().unwrap();
            members.extend(extra.as_object().unwrap().clone());
            Jwk::read(&value).unwrap()
        };
        assert_eq!(key(json!({})).unfit_for("ES256"), None);
        assert_eq!(key(json!({"use":"sig","alg":"ES256"})).unfit_for("ES256"), None);
        assert!(key(json!({})).unfit_for("ES384").unwrap().contains("P-256"));
        assert!(key(json!({"use":"enc"})).unfit_for("ES256").unwrap().contains("`enc`"));
        assert!(key(json!({"alg":"ES512"})).unfit_for("ES256").unwrap().contains("reserved for `ES512`"));
        assert!(key(json!({"key_ops":["encrypt"]})).unfit_for("ES256").is_some());
    }

    #[test]
    fn broken_keys_say_what_is_wrong() {
        let wrong = |value: serde_json::Value| Jwk::read(&value).unwrap_err();
        assert_eq!(wrong(json!([])), "is no JSON object");
        assert_eq!(wrong(json!({"kty":"RSA","e":"AQAB"})), "has no `n`");
        assert!(wrong(json!({"kty":"RSA","n":"AQAB==","e":"AQAB"})).contains("base64url"));
        assert!(wrong(json!({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})).contains("1 octets"));
        assert_eq!(Jwk::read_set(&json!({"keys":[{"kty":"RSA"},{"kty":"oct","k":"AA"}]})).len(), 1);
    }
}
