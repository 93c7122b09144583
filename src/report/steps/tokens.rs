//! The tokens in a step as sheets: header and claims as far as they may be shown, and what is known of the signature.

use super::{Writer, caption, is_harmless, plural};
use crate::flow::{KeyName, Signature, Signer, Source};
use crate::oauth::jwk::Jwk;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Part};
use crate::report::{Parameter, Sheet, Value};

/// A token in a step.
struct Carried<'m> {
    title: &'static str,
    part: Part,
    /// What rules call it, as the first part of a claim's name.
    name: &'static str,
    text: &'m str,
    signer: Signer,
}

/// A sheet for every token of the step that can be read.
pub fn sheets(writer: &Writer<'_>) -> Vec<Sheet> {
    carried(writer).into_iter().filter_map(|token| sheet(writer, &token)).collect()
}

fn carried<'m>(writer: &Writer<'m>) -> Vec<Carried<'m>> {
    let message = writer.message;
    let param = |title, name: &'static str, signer| {
        Some(Carried { title, part: message.part, name, text: message.given(name)?, signer })
    };
    let answered = |title, name: &'static str| {
        let text = message.answer.text(name)?;
        Some(Carried { title, part: Part::ResponseBody, name, text, signer: Signer::Provider })
    };
    let proof = message.exchange.request.headers.first("dpop").map(|text| Carried {
        title: "DPoP proof",
        part: Part::RequestHeader,
        name: "dpop",
        text,
        signer: Signer::Itself,
    });
    let own = match message.kind {
        Kind::TokenRequest => vec![
            answered("ID token", "id_token"),
            param("Client assertion", "client_assertion", Signer::Client),
            proof,
        ],
        Kind::Callback | Kind::AuthorizationResponse => vec![
            param("ID token", "id_token", Signer::Provider),
            param("Response", "response", Signer::Provider),
        ],
        Kind::AuthorizationRequest | Kind::PushedAuthorization => vec![
            param("Request object", "request", Signer::Client),
            param("Client assertion", "client_assertion", Signer::Client),
            proof,
        ],
        _ => vec![proof],
    };
    own.into_iter().flatten().collect()
}

fn sheet(writer: &Writer<'_>, token: &Carried<'_>) -> Option<Sheet> {
    let encrypted = Jwt::is_encrypted(token.text);
    let jwt = match encrypted {
        true => Jwt { header: Jwt::header_of(token.text)?, claims: serde_json::Map::new() },
        false => Jwt::read(token.text)?,
    };
    let of = |(name, value): (&String, &serde_json::Value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let clear = is_shown(name) || value.is_boolean();
        let text = match clear {
            _ if name == "jwk" => key(value),
            true => writer.cleaner.clean(&with_time(name, &text)),
            false => format!("[{} characters]", text.chars().count()),
        };
        let (mark, says) = writer.verdict(token.part, &format!("{}.{name}", token.name));
        let value = Value::Shown { text, marks: Vec::new() };
        Parameter { name: name.clone(), caption: caption(name).into(), value, mark, says }
    };
    let parameters: Vec<Parameter> = jwt.header.iter().chain(jwt.claims.iter()).map(of).collect();
    let (count, note) = match encrypted {
        true => (
            "encrypted JWT".to_owned(),
            "Header decoded; the claims are encrypted for their reader.".to_owned(),
        ),
        false => {
            let signature = writer.judged.flow.signature(writer.judged.config, token.signer, token.text);
            (
                format!("JWT, {}", plural(jwt.claims.len(), "claim")),
                writer.cleaner.clean(&words(writer, &signature)),
            )
        }
    };
    let title = token.title.to_owned();
    Some(Sheet { title, count, open: false, parameters, text: None, note: Some(note) })
}

/// A key by its kind and thumbprint.
fn key(value: &serde_json::Value) -> String {
    match Jwk::read(value) {
        Ok(key) => format!("{}, thumbprint {}", key.in_words(), key.thumbprint.unwrap_or_default()),
        Err(what) => format!("a key that {what}"),
    }
}

/// Members that tell nothing about a person and open nothing.
fn is_shown(name: &str) -> bool {
    let technical = ["at_hash", "c_hash", "s_hash", "tid", "htm", "htu", "ath", "enc", "cty", "crit"];
    is_harmless(name) || technical.contains(&name)
}

fn words(writer: &Writer<'_>, signature: &Signature) -> String {
    match signature {
        Signature::Verified { key } => format!("Signature verified with {}.", key_words(writer, key)),
        Signature::Wrong { key } => {
            format!("Signature wrong: it was not made with {}.", key_words(writer, key))
        }
        Signature::Unfit { key, why } => {
            format!("Signature not checkable: {} {why}.", key_words(writer, key))
        }
        Signature::KeyUnknown { kid, from, .. } => {
            let which = kid.as_ref().map_or("no key that fits".to_owned(), |kid| format!("no key `{kid}`"));
            format!("Signature not checkable: {which} among those {}.", source_words(writer, from))
        }
        Signature::Unsigned => "Not signed.".to_owned(),
        Signature::NotCheckable(why) => format!("Signature not checkable: {}", lower(why)),
    }
}

fn key_words(writer: &Writer<'_>, key: &KeyName) -> String {
    let which = key.kid.as_ref().map_or(String::new(), |kid| format!(" `{kid}`"));
    match &key.from {
        Source::SecretOf { file, entry } => match writer.number(*file, *entry) {
            Some(number) => format!("the client's secret of step {number}"),
            None => "the client's secret".to_owned(),
        },
        Source::Given if key.kid.is_none() => "what was given for this moment".to_owned(),
        Source::InToken => "the key in its own header".to_owned(),
        from => format!("key{which} {}", source_words(writer, from)),
    }
}

fn source_words(writer: &Writer<'_>, source: &Source) -> String {
    match source {
        Source::Captured { file, entry, address, .. } => match writer.number(*file, *entry) {
            Some(number) => format!("of step {number}"),
            None if address.is_empty() => "of the pasted key set".to_owned(),
            None => format!("of `{address}` (entry {entry})"),
        },
        Source::SecretOf { entry, .. } => format!("of entry {entry}"),
        Source::Stored => "of the stored configuration".to_owned(),
        Source::Given => "given for this moment".to_owned(),
        Source::InToken => "of its own header".to_owned(),
    }
}

fn lower(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), rest.as_str()))
}

impl Writer<'_> {
    /// The number of the step that shows an exchange.
    fn number(&self, file: usize, entry: usize) -> Option<usize> {
        let is_it =
            |shown: &&crate::oauth::Message<'_>| (shown.exchange.file, shown.exchange.entry) == (file, entry);
        self.shown.iter().position(is_it).map(|index| index + 1)
    }
}

/// A NumericDate with its time in words.
fn with_time(name: &str, text: &str) -> String {
    let seconds = matches!(name, "exp" | "iat" | "nbf" | "auth_time" | "updated_at")
        .then(|| text.parse::<f64>().ok())
        .flatten();
    seconds.map_or_else(
        || text.to_owned(),
        |seconds| format!("{text} ({})", crate::http::Instant::from_seconds(seconds)),
    )
}
