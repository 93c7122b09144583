//! A response in a JWT (JARM): its claims are the parameters that other response modes send one by one.

use super::jwt::Jwt;
use crate::http::{Param, Params};

/// The claims that are parameters of a response.
const CLAIMS: [&str; 10] = [
    "code",
    "state",
    "iss",
    "error",
    "error_description",
    "error_uri",
    "access_token",
    "token_type",
    "id_token",
    "session_state",
];

/// Parameters with those of a readable `response` behind them. An encrypted one stays shut.
pub fn opened(mut params: Params) -> Params {
    let Some(jwt) = params.given("response").and_then(Jwt::read) else { return params };
    for name in CLAIMS.iter().filter(|name| !params.has(name)).collect::<Vec<_>>() {
        if let Some(value) = jwt.claim_text(name) {
            let (value, raw) = (value.into(), value.into());
            params.0.push(Param { name: (*name).to_owned(), value, raw, span: 0..0 });
        }
    }
    params
}

#[cfg(test)]
mod tests {
    use super::opened;
    use crate::http::Params;

    #[test]
    fn claims_of_a_response_are_its_parameters() {
        // {"alg":"none"} . {"iss":"https://op.example","aud":"shop","code":"c-1","state":"s-1"}
        let text = "response=eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJhdWQiOiJzaG9wIiwiY29kZSI6ImMtMSIsInN0YXRlIjoicy0xIn0.x";
        let params = opened(Params::parse(text));
        assert_eq!((params.given("code"), params.given("state")), (Some("c-1"), Some("s-1")));
        assert_eq!(params.given("aud"), None);
        assert_eq!(opened(Params::parse("response=abc")).0.len(), 1);
    }
}
