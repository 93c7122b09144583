//! A login, good as it is, that tests spoil in one place.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loginscope::capture;
use loginscope::config;
use loginscope::rule::Verdict;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::token::{BY_RSA, MODULUS, SECRET, Token, half, public};

pub const DATE: &str = "Mon, 02 Mar 2026 09:00:05 GMT";
pub const NOW: i64 = 1_772_442_005;
pub const CODE: &str = "SplxlOBeZQQYbYS6WxSbIA-made-up-0001";
pub const ACCESS: &str = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y";
pub const STATE: &str = "af0ifjsldkj-state-0001";
pub const NONCE: &str = "n-0S6_WzA2Mj-nonce-0001";

/// One login of a client `shop` at `https://op.example`, good as it is.
pub struct Login {
    pub metadata: Map<String, Value>,
    pub asked: Vec<(&'static str, String)>,
    /// Parameters of the response, in the query, or in the fragment where an ID token is among them.
    pub response: Vec<(&'static str, String)>,
    /// The ID token of the authorization endpoint.
    pub front: Option<Token>,
    /// A secured response that carries the others.
    pub jarm: Option<Token>,
    pub id_token: Token,
    pub answer: Map<String, Value>,
    pub keys: Vec<Value>,
    pub userinfo: Value,
    pub signed_userinfo: Option<Token>,
    pub scheme: &'static str,
    /// The ID token that a renewal brings.
    pub renewed: Option<Token>,
    pub logout_token: Option<Token>,
    /// What comes back after the logout, if there is one.
    pub logout_state: Option<&'static str>,
    /// What begins the login.
    pub begun_by: Option<String>,
    /// What the client has registered.
    pub registered: &'static str,
    /// With which the client authenticates.
    pub secret: Option<&'static str>,
    pub token_endpoint: &'static str,
    /// The token endpoint's error, in place of tokens.
    pub refused: Option<&'static str>,
    /// A request object that carries what is asked for.
    pub object: Option<Token>,
    /// The key set as it was before the login, where it is read twice.
    pub old_keys: Option<Vec<Value>>,
    /// Proofs of possession: for the first token request, for its repetition with a nonce, for userinfo.
    pub proofs: Vec<Token>,
}

impl Login {
    pub fn good() -> Login {
        let claims = json!({
            "iss": "https://op.example", "sub": "248289761001", "aud": "shop",
            "exp": NOW + 600, "iat": NOW - 1, "nonce": NONCE, "at_hash": half(ACCESS),
        });
        let pairs = |pairs: &[(&'static str, &str)]| {
            pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect::<Vec<_>>()
        };
        let object = |value: Value| value.as_object().unwrap().clone();
        Login {
            metadata: object(json!({
                "issuer": "https://op.example", "authorization_endpoint": "https://op.example/authorize",
                "token_endpoint": "https://op.example/token", "jwks_uri": "https://op.example/keys",
                "userinfo_endpoint": "https://op.example/userinfo", "end_session_endpoint": "https://op.example/logout",
                "response_types_supported": ["code", "code id_token"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["ES256"], "code_challenge_methods_supported": ["S256"],
                "scopes_supported": ["openid"], "token_endpoint_auth_methods_supported": ["none"],
            })),
            asked: pairs(&[
                ("response_type", "code"),
                ("client_id", "shop"),
                ("scope", "openid"),
                ("redirect_uri", "https://shop.example/cb"),
                ("state", STATE),
                ("nonce", NONCE),
                ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
                ("code_challenge_method", "S256"),
            ]),
            response: pairs(&[("code", CODE), ("state", STATE)]),
            front: None,
            jarm: None,
            id_token: Token::of(claims),
            answer: object(json!({"access_token": ACCESS, "token_type": "Bearer", "expires_in": 600})),
            keys: vec![public(1, Some("op-1"))],
            userinfo: json!({"sub": "248289761001"}),
            signed_userinfo: None,
            scheme: "Bearer",
            renewed: None,
            logout_token: None,
            logout_state: None,
            begun_by: None,
            registered: "",
            secret: None,
            token_endpoint: "https://op.example/token",
            refused: None,
            object: None,
            old_keys: None,
            proofs: Vec::new(),
        }
    }

    /// The same with an ID token beside the code.
    pub fn hybrid() -> Login {
        let mut login = Login::good();
        login.ask("response_type", "code id_token");
        let mut token = login.id_token.clone();
        token.without("at_hash");
        token.claims["c_hash"] = half(CODE).into();
        token.claims["s_hash"] = half(STATE).into();
        login.front = Some(token);
        login
    }

    /// The same with a response that is a JWT.
    pub fn secured() -> Login {
        let mut login = Login::good();
        login.asked.push(("response_mode", "jwt".into()));
        login.jarm = Some(Token::of(json!({
            "iss": "https://op.example", "aud": "shop", "exp": NOW + 60, "code": CODE, "state": STATE,
        })));
        login
    }

    pub fn logged_out() -> Login {
        let mut login = Login::good();
        let event = "http://schemas.openid.net/event/backchannel-logout";
        login.logout_token = Some(Token::of(json!({
            "iss": "https://op.example", "aud": "shop", "iat": NOW, "exp": NOW + 120, "jti": "lt-1", "sub": "248289761001",
            "events": {event: {}},
        })));
        login
    }

    pub fn renewed() -> Login {
        let mut login = Login::good();
        login.answer.insert("refresh_token".into(), "rt-made-up-0001-rt-made-up-0001".into());
        let mut token = login.id_token.clone();
        token.without("nonce");
        token.without("at_hash");
        login.renewed = Some(token);
        login
    }

    /// The same with ID tokens that are signed with the client's secret.
    pub fn by_secret() -> Login {
        let mut login = Login::good();
        login.secret = Some(SECRET);
        login.id_token.header = json!({"alg": "HS256"});
        login.describe("id_token_signing_alg_values_supported", json!(["HS256", "RS256"]));
        login.describe("token_endpoint_auth_methods_supported", json!(["client_secret_post"]));
        login
    }

    /// The same with ID tokens that are signed with a key of RSA.
    pub fn by_rsa() -> Login {
        let mut login = Login::good();
        login.id_token.made = Some(BY_RSA.into());
        login.describe("id_token_signing_alg_values_supported", json!(["RS256"]));
        login.keys = vec![
            json!({"kty": "RSA", "n": MODULUS, "e": "AQAB", "kid": "op-rs", "use": "sig", "alg": "RS256"}),
        ];
        login
    }

    /// The same with an access token beside code and ID token.
    pub fn with_token() -> Login {
        let mut login = Login::hybrid();
        login.ask("response_type", "code id_token token");
        login.response.push(("access_token", ACCESS.into()));
        login.response.push(("token_type", "Bearer".into()));
        login.response.push(("expires_in", "600".into()));
        login.front.as_mut().unwrap().claims["at_hash"] = half(ACCESS).into();
        login.describe("response_types_supported", json!(["code id_token token"]));
        login
    }

    /// The same with a request object.
    pub fn by_object() -> Login {
        let mut login = Login::good();
        let mut claims: Map<String, Value> =
            login.asked.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
        let more = [
            ("iss", json!("shop")),
            ("aud", json!("https://op.example")),
            ("iat", json!(NOW)),
            ("exp", json!(NOW + 300)),
            ("jti", json!("ro-1")),
        ];
        claims.extend(more.map(|(name, value)| (name.to_owned(), value)));
        let header = json!({"alg": "ES256", "kid": "client-1", "typ": "oauth-authz-req+jwt"});
        login.object = Some(Token { header, key: 7, ..Token::of(Value::Object(claims)) });
        login.describe("request_parameter_supported", true.into());
        login.describe("request_object_signing_alg_values_supported", json!(["ES256"]));
        login
    }

    /// The same with tokens that are bound to a key; where there is a nonce, the provider asks for it first.
    pub fn bound(nonce: Option<&str>) -> Login {
        let mut login = Login::good();
        login.scheme = "DPoP";
        login.answer.insert("token_type".into(), "DPoP".into());
        login.describe("dpop_signing_alg_values_supported", json!(["ES256"]));
        let mut jwk = public(5, None);
        ["use", "alg"].iter().for_each(|member| drop(jwk.as_object_mut().unwrap().remove(*member)));
        let proof = |jti: &str, method: &str, url: &str| {
            let header = json!({"alg": "ES256", "typ": "dpop+jwt", "jwk": jwk});
            let claims = json!({"jti": jti, "htm": method, "htu": url, "iat": NOW});
            Token { header, key: 5, ..Token::of(claims) }
        };
        login.proofs = vec![proof("p-1", "POST", "https://op.example/token")];
        if let Some(nonce) = nonce {
            let mut again = proof("p-2", "POST", "https://op.example/token");
            again.claims["nonce"] = nonce.into();
            login.proofs.push(again);
        }
        let mut call = proof("p-3", "GET", "https://op.example/userinfo");
        call.claims["ath"] = URL_SAFE_NO_PAD.encode(Sha256::digest(ACCESS)).into();
        login.proofs.push(call);
        login
    }

    /// The same of a client that authenticates with its certificate.
    pub fn by_certificate() -> Login {
        let mut login = Login::good();
        login.registered = r#"{"client_id":"shop","token_endpoint_auth_method":"tls_client_auth"}"#;
        login.token_endpoint = "https://mtls.op.example/token";
        login.describe("token_endpoint_auth_methods_supported", json!(["tls_client_auth"]));
        login.describe("mtls_endpoint_aliases", json!({"token_endpoint": "https://mtls.op.example/token"}));
        login
    }

    pub fn describe(&mut self, member: &str, value: Value) {
        self.metadata.insert(member.into(), value);
    }

    pub fn ask(&mut self, name: &'static str, value: &str) {
        self.asked.retain(|(known, _)| *known != name);
        self.asked.push((name, value.into()));
    }

    pub fn answered(&mut self, name: &str, value: Option<&str>) {
        match value {
            None => self.response.retain(|(known, _)| *known != name),
            Some(value) => {
                self.response
                    .iter_mut()
                    .filter(|(known, _)| *known == name)
                    .for_each(|pair| pair.1 = value.into());
            }
        }
    }

    pub fn text(&self) -> String {
        let form = |pairs: &[(&str, String)]| {
            let one = |(name, value): &(&str, String)| {
                format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))
            };
            pairs.iter().map(one).collect::<Vec<_>>().join("&")
        };
        let mut text = exchange(
            "> GET https://op.example/.well-known/openid-configuration HTTP/1.1",
            "",
            &Value::Object(self.metadata.clone()).to_string(),
        );
        if let Some(old) = &self.old_keys {
            text +=
                &exchange("> GET https://op.example/keys HTTP/1.1", "", &json!({"keys": old}).to_string());
        }
        let begin = self.begun_by.as_ref().map(|query| {
            format!(
                "> GET https://shop.example/login?{query} HTTP/1.1\n>\n< HTTP/1.1 302 Found\n< Location: https://op.example/authorize?{}\n<\n",
                form(&self.asked)
            )
        });
        let mut response = self.response.clone();
        response.extend(self.front.as_ref().map(|token| ("id_token", token.text())));
        let (delimiter, response) = match &self.jarm {
            Some(jarm) => ('?', vec![("response", jarm.text())]),
            None if self.front.is_some() => ('#', response),
            None => ('?', response),
        };
        let by_object = self.object.as_ref().map(|object| {
            let of = |wanted: &str| self.asked.iter().find(|(name, _)| *name == wanted).unwrap().clone();
            let own = ["client_id", "response_type", "scope"].map(of);
            form(&own.into_iter().chain([("request", object.text())]).collect::<Vec<_>>())
        });
        let asked = by_object.unwrap_or_else(|| form(&self.asked));
        let location = format!("https://shop.example/cb{delimiter}{}", form(&response));
        text += &begin.unwrap_or_default();
        write!(text, "> GET https://op.example/authorize?{asked} HTTP/1.1\n>\n").unwrap();
        text += &match self.asked.contains(&("response_mode", "form_post".into())) {
            true => format!(
                "< HTTP/1.1 200 OK\n< Date: {DATE}\n< Content-Type: text/html\n<\n<form method=post action=https://shop.example/cb></form>\n> POST https://shop.example/cb HTTP/1.1\n> Content-Type: application/x-www-form-urlencoded\n> Origin: https://op.example\n>\n{}\n< HTTP/1.1 303 See Other\n< Date: {DATE}\n< Location: https://shop.example/\n<\n",
                form(&response)
            ),
            false => format!("< HTTP/1.1 302 Found\n< Date: {DATE}\n< Location: {location}\n<\n"),
        };
        if !location.contains("error=") {
            text += &self.redeemed();
        }
        text
    }

    pub fn redeemed(&self) -> String {
        let endpoint = self.token_endpoint;
        let token = format!("> POST {endpoint} HTTP/1.1\n> Content-Type: application/x-www-form-urlencoded");
        let proof = |token: Option<&Token>| {
            token.map(|token| format!("\n> DPoP: {}", token.text())).unwrap_or_default()
        };
        let (last, of_tokens) =
            self.proofs.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
        let mut answer = self.answer.clone();
        answer.insert("id_token".into(), self.id_token.text().into());
        let secret = self.secret.map(|secret| format!("&client_secret={secret}")).unwrap_or_default();
        let form = format!(
            "grant_type=authorization_code&client_id=shop&code={CODE}&redirect_uri=https%3A%2F%2Fshop.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk{secret}"
        );
        if let Some(error) = self.refused {
            return format!(
                "{token}\n>\n{form}\n< HTTP/1.1 401 Unauthorized\n< Content-Type: application/json\n< Date: {DATE}\n<\n{{\"error\":\"{error}\"}}\n"
            );
        }
        let mut text = String::new();
        if let [first, _, ..] = of_tokens {
            write!(
                text,
                "{token}{}\n>\n{form}\n< HTTP/1.1 400 Bad Request\n< Content-Type: application/json\n< DPoP-Nonce: nonce-made-up-1\n< Date: {DATE}\n<\n{{\"error\":\"use_dpop_nonce\"}}\n",
                proof(Some(first))
            )
            .unwrap();
        }
        let request = format!("{token}{}", proof(of_tokens.last()));
        text += &exchange(&request, &form, &Value::Object(answer).to_string());
        let keys = json!({"keys": self.keys}).to_string();
        text += &exchange("> GET https://op.example/keys HTTP/1.1", "", &keys);
        let userinfo = self.signed_userinfo.as_ref().map_or(self.userinfo.to_string(), Token::text);
        let call = format!(
            "> GET https://op.example/userinfo HTTP/1.1\n> Authorization: {} {ACCESS}{}",
            self.scheme,
            proof(last)
        );
        text += &exchange(&call, "", &userinfo);
        if let Some(renewed) = &self.renewed {
            let mut answer = self.answer.clone();
            answer.insert("access_token".into(), "at-of-the-renewal-made-up-0001-0001".into());
            answer.insert("refresh_token".into(), "rt-made-up-0002-rt-made-up-0002".into());
            answer.insert("id_token".into(), renewed.text().into());
            let form =
                "grant_type=refresh_token&client_id=shop&refresh_token=rt-made-up-0001-rt-made-up-0001";
            text += &exchange(&token, form, &Value::Object(answer).to_string());
        }
        if let Some(logout) = &self.logout_token {
            write!(
                text,
                "> POST https://shop.example/backchannel-logout HTTP/1.1\n> Content-Type: application/x-www-form-urlencoded\n>\nlogout_token={}\n< HTTP/1.1 200 OK\n<\n",
                logout.text()
            )
            .unwrap();
        }
        if let Some(state) = self.logout_state {
            write!(
                text,
                "> GET https://op.example/logout?client_id=shop&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&state=lo-1 HTTP/1.1\n>\n< HTTP/1.1 302 Found\n< Location: https://shop.example/bye{state}\n<\n"
            )
            .unwrap();
        }
        text
    }

    /// The rules that fail, but for those that only say what could be safer.
    pub fn named(&self) -> Vec<&'static str> {
        let capture = capture::read("login", self.text().as_bytes()).unwrap();
        let clients = match self.registered {
            "" => Vec::new(),
            registered => {
                config::read(&registered.replace("{keys}", &public(7, Some("client-1")).to_string()))
                    .unwrap()
                    .0
            }
        };
        let flows = loginscope::judge(&[capture], &clients);
        let verdicts = flows.into_iter().flat_map(|verdicts| verdicts.0);
        let hardening = loginscope::rule::Class::Hardening;
        verdicts
            .filter(|(rule, verdict)| matches!(verdict, Verdict::Fail(_)) && rule.class != hardening)
            .map(|(rule, _)| rule.id)
            .collect()
    }
}

/// A request and its answer, in the notation of `curl -v`.
pub fn exchange(request: &str, form: &str, answer: &str) -> String {
    let media = if answer.starts_with('{') { "application/json" } else { "application/jwt" };
    let form = if form.is_empty() { String::new() } else { format!("{form}\n") };
    format!(
        "{request}\n>\n{form}< HTTP/1.1 200 OK\n< Content-Type: {media}\n< Cache-Control: no-store\n< Date: {DATE}\n<\n{answer}\n"
    )
}
