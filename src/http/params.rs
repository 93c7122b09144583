//! Parameters of a query, a fragment or a form body, split by our own code: a rule must see doubling, encoding and
//! order, which URL libraries normalise away.

use std::ops::Range;

use super::Secret;

/// One parameter as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Decoded.
    pub name: String,
    /// Decoded: `+` is a space, `%XX` a byte, the bytes are UTF-8 (what is not becomes U+FFFD).
    pub value: Secret,
    /// The value as it stands on the wire.
    pub raw: Secret,
    /// Bytes of the raw value in the text that was parsed.
    pub span: Range<usize>,
}

impl Param {
    /// The decoded value.
    pub fn value(&self) -> &str {
        self.value.expose()
    }

    /// Whether it stands inside a JWT that another parameter carries, and not on the wire itself.
    pub fn is_carried(&self) -> bool {
        self.span.is_empty() && !self.raw.expose().is_empty()
    }
}

/// Parameters in order; a name may occur never, once or many times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Params(pub Vec<Param>);

impl Params {
    /// Splits `a=b&c=d` (WHATWG URL Standard, section 5.1, without losing the raw bytes). A piece without `=` has an
    /// empty value; empty pieces are skipped.
    pub fn parse(text: &str) -> Params {
        let mut params = Vec::new();
        let mut start = 0;
        for piece in text.split('&') {
            let (name, raw) = piece.split_once('=').unwrap_or((piece, ""));
            let value_start = start + piece.len() - raw.len();
            if !piece.is_empty() {
                params.push(Param {
                    name: decode(name),
                    value: decode(raw).into(),
                    raw: raw.into(),
                    span: value_start..value_start + raw.len(),
                });
            }
            start += piece.len() + 1;
        }
        Params(params)
    }

    /// Parameters that an exporter gives as decoded pairs.
    pub fn decoded(pairs: impl Iterator<Item = (String, String)>) -> Params {
        Params(
            pairs
                .map(|(name, value)| Param {
                    name,
                    raw: value.as_str().into(),
                    span: 0..value.len(),
                    value: value.into(),
                })
                .collect(),
        )
    }

    /// The first parameter of this name.
    pub fn first(&self, name: &str) -> Option<&Param> {
        self.0.iter().find(|param| param.name == name)
    }

    /// The decoded value of the first parameter of this name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.first(name).map(Param::value)
    }

    /// The decoded value of the first parameter of this name, unless it is empty. RFC 6749, section 3.1: "Parameters
    /// sent without a value MUST be treated as if they were omitted from the request."
    pub fn given(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|value| !value.is_empty())
    }

    /// Whether a parameter of this name is there, even if empty.
    pub fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// Whether a name occurs more than once.
    pub fn repeats(&self) -> bool {
        self.0.iter().any(|param| self.all(&param.name).nth(1).is_some())
    }

    /// Every parameter of this name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Param> {
        self.0.iter().filter(move |param| param.name == name)
    }
}

/// Percent-decodes and turns `+` into a space, as `application/x-www-form-urlencoded` is read.
pub fn decode(raw: &str) -> String {
    let spaced = raw.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn spans_point_at_the_raw_value() {
        let text = "a=1&&redirect_uri=https%3A%2F%2Fx&b&a=2";
        let params = Params::parse(text);
        let redirect = params.first("redirect_uri").unwrap();
        assert_eq!(text.get(redirect.span.clone()), Some("https%3A%2F%2Fx"));
        assert_eq!(redirect.value(), "https://x");
        assert_eq!(params.all("a").count(), 2);
        assert_eq!(params.value("b"), Some(""));
        assert_eq!(params.given("b"), None);
    }

    #[test]
    fn broken_encoding_is_kept_and_never_panics() {
        let params = Params::parse("a=%zz%4&b=%ff+x");
        assert_eq!(params.value("a"), Some("%zz%4"));
        assert_eq!(params.value("b"), Some("\u{fffd} x"));
    }
}
