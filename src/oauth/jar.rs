//! A request in a JWT (RFC 9101): its claims are the parameters that other requests send one by one.

use serde_json::Value;

use super::jwt::Jwt;
use crate::http::{Param, Params};

/// Claims that are of the JWT itself, and parameters that a request object must not hold (RFC 9101, section 4).
const OWN: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "request", "request_uri"];
/// So many of them are taken.
const MOST: usize = 60;

/// Parameters with those of a readable `request` behind them. An encrypted one stays shut.
pub fn opened(mut params: Params) -> Params {
    let Some(jwt) = params.given("request").and_then(Jwt::read) else { return params };
    let claims = jwt.claims.iter().filter(|(name, _)| !OWN.contains(&name.as_str()) && !params.has(name));
    let own: Vec<Param> = claims.flat_map(|(name, value)| parameters(name, value)).take(MOST).collect();
    params.0.extend(own);
    params
}

/// A list of texts is a parameter that is sent several times (`resource`); objects stay JSON (`claims`).
fn parameters(name: &str, value: &Value) -> Vec<Param> {
    let texts = match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        other => vec![other.to_string()],
    };
    let param = |text: String| Param {
        name: name.to_owned(),
        raw: text.as_str().into(),
        value: text.into(),
        span: 0..0,
    };
    texts.into_iter().map(param).collect()
}

#[cfg(test)]
mod tests {
    use super::opened;
    use crate::http::{Param, Params};

    #[test]
    fn claims_of_a_request_object_are_its_parameters() {
        // {"alg":"none"} . {"iss":"shop","client_id":"shop","state":"s-1","max_age":60,"resource":["https://a.example","https://b.example"]}
        let text = "client_id=store&request=eyJhbGciOiJub25lIn0.eyJpc3MiOiJzaG9wIiwiY2xpZW50X2lkIjoic2hvcCIsInN0YXRlIjoicy0xIiwibWF4X2FnZSI6NjAsInJlc291cmNlIjpbImh0dHBzOi8vYS5leGFtcGxlIiwiaHR0cHM6Ly9iLmV4YW1wbGUiXX0.x";
        let params = opened(Params::parse(text));
        let given = ["client_id", "state", "max_age", "iss"].map(|name| params.given(name));
        assert_eq!(given, [Some("store"), Some("s-1"), Some("60"), None]);
        assert_eq!(params.all("resource").count(), 2);
        assert_eq!(params.0.iter().filter(|param| Param::is_carried(param)).count(), 4);
        assert_eq!(opened(Params::parse("request=abc")).0.len(), 1);
    }
}
