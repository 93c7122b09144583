//! A provider's discovery document beside a stored client: the document's text in, what fits and what does not out. Asks no
//! network; the host has fetched the text.

use serde_json::{Map, Value};

use super::words::same_words;
use crate::config::ClientConfig;

/// A point that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    pub is_right: bool,
    pub says: String,
}

/// Members that a client keeps of the document.
const KEPT: [&str; 12] = [
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "end_session_endpoint",
    "device_authorization_endpoint",
    "pushed_authorization_request_endpoint",
    "require_pushed_authorization_requests",
    "authorization_response_iss_parameter_supported",
    "token_endpoint_auth_methods_supported",
    "response_types_supported",
    "code_challenge_methods_supported",
];

/// What the document says about the client.
///
/// # Errors
/// In words, where the text is no discovery document.
pub fn check(client: &ClientConfig, text: &str) -> Result<Vec<Point>, String> {
    let document = read(text)?;
    let mut points = vec![issuer(client, &document)];
    points.extend(
        client
            .response_types
            .iter()
            .flatten()
            .map(|kind| offered(&document, "response_types_supported", kind, same_words)),
    );
    let grants = client.grant_types.iter().flatten();
    // RFC 8414, section 2: where the member is missing, these two are offered.
    points.extend(grants.filter_map(|grant| {
        let silent = document.get("grant_types_supported").is_none();
        let usual = matches!(grant.as_str(), "authorization_code" | "implicit");
        (!silent || usual).then(|| match silent {
            true => right(format!("Grant `{grant}`: offered")),
            false => offered(&document, "grant_types_supported", grant, |a, b| a == b),
        })
    }));
    if let Some(method) = client.token_endpoint_auth_method.as_deref().filter(|method| *method != "none") {
        points.push(auth_method(&document, method));
    }
    if client.pkce == Some(true) && document.contains_key("code_challenge_methods_supported") {
        points.push(offered(&document, "code_challenge_methods_supported", "S256", |a, b| a == b));
    }
    points.extend(endpoints(&document));
    let (right, mut points): (Vec<Point>, Vec<Point>) = points.into_iter().partition(|point| point.is_right);
    points.extend(right);
    Ok(points)
}

/// The client with what the document says of its provider.
///
/// # Errors
/// In words, where the text is no discovery document.
pub fn take(client: &mut ClientConfig, text: &str) -> Result<(), String> {
    let document = read(text)?;
    if let Some(issuer) = document.get("issuer").and_then(Value::as_str) {
        client.issuer = Some(issuer.to_owned());
    }
    let mut metadata = client.metadata.take().unwrap_or_default();
    for name in KEPT {
        if let Some(value) = document.get(name) {
            metadata.insert(name.to_owned(), value.clone());
        }
    }
    client.metadata = Some(metadata);
    Ok(())
}

fn read(text: &str) -> Result<Map<String, Value>, String> {
    match serde_json::from_str(text) {
        Ok(Value::Object(document)) if document.contains_key("issuer") => Ok(document),
        Ok(_) => Err("The answer is JSON without `issuer`: it is no discovery document.".to_owned()),
        Err(_) => {
            Err("The answer is not JSON: a login page, an error page or a firewall may have answered."
                .to_owned())
        }
    }
}

fn right(says: String) -> Point {
    Point { is_right: true, says }
}

fn wrong(says: String) -> Point {
    Point { is_right: false, says }
}

/// OpenID Connect Discovery 1.0, section 4.3: both must be identical.
fn issuer(client: &ClientConfig, document: &Map<String, Value>) -> Point {
    let theirs = document.get("issuer").and_then(Value::as_str).unwrap_or_default();
    match client.issuer.as_deref() {
        Some(ours) if ours == theirs => right(format!("`issuer` is the stored one, `{theirs}`")),
        Some(ours) => wrong(format!("`issuer` is `{theirs}`, stored is `{ours}`")),
        None => wrong(format!("`issuer` is `{theirs}`, none is stored")),
    }
}

fn offered(document: &Map<String, Value>, member: &str, wanted: &str, same: fn(&str, &str) -> bool) -> Point {
    let offers: Vec<&str> = texts(document, member);
    if offers.iter().any(|offer| same(offer, wanted)) {
        right(format!("`{wanted}` is in `{member}`"))
    } else {
        wrong(format!("`{wanted}` is not in `{member}`: {}", listed(&offers)))
    }
}

/// RFC 8414, section 2: where the member is missing, `client_secret_basic` is offered.
fn auth_method(document: &Map<String, Value>, method: &str) -> Point {
    match (document.contains_key("token_endpoint_auth_methods_supported"), method) {
        (false, "client_secret_basic") => right(format!("`{method}` is what holds where nothing is said")),
        (false, _) => wrong(format!(
            "`{method}` is stored; the document names no method, so `client_secret_basic` holds"
        )),
        (true, _) => offered(document, "token_endpoint_auth_methods_supported", method, |a, b| a == b),
    }
}

fn endpoints(document: &Map<String, Value>) -> Vec<Point> {
    let names = ["authorization_endpoint", "token_endpoint", "jwks_uri"];
    let missing: Vec<String> =
        names.iter().filter(|name| !document.contains_key(**name)).map(|name| format!("`{name}`")).collect();
    match missing.is_empty() {
        true => vec![right("Endpoints and keys are named".to_owned())],
        false => vec![wrong(format!("Not named: {}", missing.join(", ")))],
    }
}

fn texts<'a>(document: &'a Map<String, Value>, member: &str) -> Vec<&'a str> {
    let items = document.get(member).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn listed(offers: &[&str]) -> String {
    match offers {
        [] => "it lists none".to_owned(),
        some => some.iter().map(|offer| format!("`{offer}`")).collect::<Vec<String>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r#"{"issuer":"https://id.example/a","authorization_endpoint":"https://id.example/a/auth",
        "token_endpoint":"https://id.example/a/token","jwks_uri":"https://id.example/a/keys",
        "response_types_supported":["code","id_token code"],"token_endpoint_auth_methods_supported":["client_secret_post"],
        "code_challenge_methods_supported":["plain"]}"#;

    fn client() -> ClientConfig {
        ClientConfig {
            issuer: Some("https://id.example/a".into()),
            response_types: Some(vec!["code id_token".into()]),
            grant_types: Some(vec!["authorization_code".into()]),
            token_endpoint_auth_method: Some("client_secret_post".into()),
            ..ClientConfig::default()
        }
    }

    #[test]
    fn a_client_that_fits_is_right_in_every_point() {
        let points = check(&client(), DOCUMENT).unwrap();
        assert!(points.iter().all(|point| point.is_right), "{points:?}");
        assert_eq!(points.len(), 5);
    }

    #[test]
    fn what_does_not_fit_comes_first_with_both_values() {
        let client = ClientConfig {
            issuer: Some("https://id.example/a/".into()),
            token_endpoint_auth_method: Some("client_secret_basic".into()),
            pkce: Some(true),
            ..client()
        };
        let points = check(&client, DOCUMENT).unwrap();
        let wrong: Vec<&str> =
            points.iter().filter(|point| !point.is_right).map(|point| point.says.as_str()).collect();
        assert_eq!(
            wrong,
            [
                "`issuer` is `https://id.example/a`, stored is `https://id.example/a/`",
                "`client_secret_basic` is not in `token_endpoint_auth_methods_supported`: `client_secret_post`",
                "`S256` is not in `code_challenge_methods_supported`: `plain`",
            ]
        );
        assert!(!points[0].is_right && points.last().unwrap().is_right);
    }

    #[test]
    fn what_is_no_discovery_document_is_said() {
        assert!(check(&client(), "<html>").unwrap_err().contains("not JSON"));
        assert!(check(&client(), "{}").unwrap_err().contains("without `issuer`"));
    }

    #[test]
    fn a_client_takes_issuer_and_endpoints() {
        let mut client = ClientConfig { name: Some("Shop".into()), ..ClientConfig::default() };
        take(&mut client, DOCUMENT).unwrap();
        assert_eq!(client.issuer.as_deref(), Some("https://id.example/a"));
        assert_eq!(client.metadata.unwrap()["token_endpoint"], "https://id.example/a/token");
        assert_eq!(client.name.as_deref(), Some("Shop"));
    }
}
