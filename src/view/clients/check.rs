//! What a field of a client may hold: its text in, what is wrong with it and what to do out.

use super::super::local::{local, say};

/// What is wrong with the value of a member; none if nothing is.
pub fn check(member: &str, value: &str) -> Option<String> {
    match member {
        "issuer" => issuer(value),
        "client_id" => client_id(value),
        "redirect_uris" => redirect_uris(value),
        "scope" => scope(value),
        "provider-jwks" => keys(value),
        "response_types" => known(value, &["code", "token", "id_token", "none"], "response type"),
        _ => None,
    }
}

fn issuer(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let Some((scheme, rest)) = value.split_once("://") else {
        return Some(
            "Is no address: begin with `https://`. It is `issuer` in the discovery document.".to_owned(),
        );
    };
    if value.contains(char::is_whitespace) {
        return Some("Contains white space. Remove it.".to_owned());
    }
    if value.contains(['?', '#']) {
        return Some(
            "Has a query or a fragment, which an issuer must not have. Remove it. RFC 8414, section 2"
                .to_owned(),
        );
    }
    if scheme == "http" && !is_loopback(rest) {
        return Some(
            "Begins with `http://`. An issuer is an `https` address. RFC 8414, section 2".to_owned(),
        );
    }
    (rest.is_empty() || !matches!(scheme, "http" | "https"))
        .then(|| "Is no `https` address. It is `issuer` in the discovery document.".to_owned())
}

fn client_id(value: &str) -> Option<String> {
    if value.trim().is_empty() {
        return Some("Is missing. Enter the `client_id` that the provider has given.".to_owned());
    }
    (value.trim() != value).then(|| "Begins or ends with white space. Remove it.".to_owned())
}

fn redirect_uris(value: &str) -> Option<String> {
    value.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).find_map(|(index, line)| {
        redirect_uri(line.trim()).map(|said| say!("Line {}: {}", index + 1, local(&said)))
    })
}

fn redirect_uri(uri: &str) -> Option<String> {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return Some("is no absolute URI. Begin with its scheme, such as `https://`.".to_owned());
    };
    if let Some((_, fragment)) = uri.split_once('#') {
        return Some(say!(
            "contains a fragment (`#{}`), which a redirect URI must not have. Remove it from the `#` on. RFC 6749, section 3.1.2",
            fragment,
        ));
    }
    if uri.contains(char::is_whitespace) {
        return Some("contains white space. Write one redirect URI on each line.".to_owned());
    }
    let named = scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter));
    (scheme.is_empty() || !named || rest.is_empty())
        .then(|| "is no absolute URI. Begin with its scheme, such as `https://`.".to_owned())
}

fn scope(value: &str) -> Option<String> {
    let odd = value.chars().find(|letter| !matches!(letter, ' ' | '!' | '#'..='[' | ']'..='~'))?;
    match odd {
        ',' => Some("Separate the scopes by spaces.".to_owned()),
        '\t' | '\n' => Some("Separate the scopes by single spaces.".to_owned()),
        odd => Some(say!("Contains `{}`, which no scope may hold. Remove it. RFC 6749, section 3.3", odd)),
    }
}

fn keys(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    let set: serde_json::Value = serde_json::from_str(value).unwrap_or_default();
    let keys = set.get("keys").and_then(serde_json::Value::as_array);
    let Some(keys) = keys.filter(|keys| keys.iter().all(serde_json::Value::is_object)) else {
        return Some(
            "Is no key set. Paste what the provider’s `jwks_uri` answers: `{\"keys\": […]}`.".to_owned(),
        );
    };
    let secret = ["d", "k", "p"].into_iter().find(|name| keys.iter().any(|key| key.get(*name).is_some()));
    secret.map(|name| {
        say!("Holds a private key (`{}`). Paste the public keys alone. RFC 7517, section 9.2", name)
    })
}

fn known(value: &str, words: &[&str], what: &str) -> Option<String> {
    let odd = value.split_whitespace().find(|word| !words.contains(word))?;
    Some(say!("`{}` is no {}. Known are {}.", odd, local(what), words.join(", ")))
}

fn is_loopback(rest: &str) -> bool {
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    matches!(host, "localhost" | "127.0.0.1" | "[") || host.starts_with("127.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_value_is_told_with_what_to_do() {
        assert!(check("issuer", "login.acme.example").unwrap().contains("https://"));
        assert!(check("issuer", "http://login.acme.example").unwrap().contains("https"));
        assert!(check("issuer", "https://login.acme.example?x=1").unwrap().contains("query"));
        assert!(check("client_id", " ").unwrap().contains("missing"));
        assert!(check("client_id", "shop ").unwrap().contains("white space"));
        let said = check("redirect_uris", "https://a.example/cb\nhttps://a.example/silent#renew").unwrap();
        assert!(said.starts_with("Line 2: contains a fragment (`#renew`)"));
        assert!(check("redirect_uris", "/callback").is_some());
        assert!(check("response_types", "code tokn").unwrap().contains("`tokn`"));
        assert!(check("scope", "openid\tprofile").is_some());
        assert!(check("provider-jwks", "https://op.example/jwks").unwrap().contains("jwks_uri"));
        assert!(check("provider-jwks", r#"{"keys":[{"kty":"oct","k":"AA"}]}"#).unwrap().contains("private"));
    }

    #[test]
    fn a_right_value_is_not_spoken_of() {
        assert_eq!(check("issuer", "https://login.acme.example/realms/acme"), None);
        assert_eq!(check("issuer", "http://localhost:8080/realms/acme"), None);
        assert_eq!(check("issuer", ""), None);
        assert_eq!(check("redirect_uris", "https://a.example/cb\n\ncom.example.app:/cb\n"), None);
        assert_eq!(check("scope", "openid profile urn:x:y api://a/.default"), None);
        assert_eq!(check("name", "anything"), None);
        assert_eq!(check("provider-jwks", r#"{"keys":[{"kty":"RSA","n":"AA","e":"AQAB"}]}"#), None);
    }
}
