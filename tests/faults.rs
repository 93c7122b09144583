//! The faults that the OpenID conformance suite's providers make to test a client (modules `oidcc-client-test-*` and
//! `fapi2-*-client-test-*`), each put into one good login: a rule names it. And what a client must take: nothing is said.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use loginscope::capture;
use loginscope::config;
use loginscope::rule::Verdict;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

const DATE: &str = "Mon, 02 Mar 2026 09:00:05 GMT";
const NOW: i64 = 1_772_442_005;
const CODE: &str = "SplxlOBeZQQYbYS6WxSbIA-made-up-0001";
const ACCESS: &str = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxQl0z9K3vx5KF0Y";
const STATE: &str = "af0ifjsldkj-state-0001";
const NONCE: &str = "n-0S6_WzA2Mj-nonce-0001";

const SECRET: &str = "a-made-up-secret-of-the-shop-0123456789";
/// The good ID token, signed with RS256, and the key's modulus.
const BY_RSA: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6Im9wLXJzIn0.eyJpc3MiOiJodHRwczovL29wLmV4YW1wbGUiLCJzdWIiOiIyNDgyODk3NjEwMDEiLCJhdWQiOiJzaG9wIiwiZXhwIjoxNzcyNDQyNjA1LCJpYXQiOjE3NzI0NDIwMDQsIm5vbmNlIjoibi0wUzZfV3pBMk1qLW5vbmNlLTAwMDEiLCJhdF9oYXNoIjoid2l5TGdSbGJpS3B1Z3hPQ3FwckJKdyJ9.hFRHDdERWRV33AQ3_h8OBeR6SNMzE8kAOz_SLC19nU33S09GyvE0YAdLa4PpiaM3r8QDV1g9beHd1eXsQDBS7kW_ZFqU9bob4zvaRlgC-Jncb4yYDhb4pbakSny7VBawDf2YXlRNTwaGRbv_WpxWWUQdO35duy9LGE19wd4mh6xC8Vos7IoANwiYlK7nfw-EMeJdKlZ0mEmhii5rR2pCoxNDklscfM-R7gKlujUvy7kPeJ7saVcjGQIPaZat80Rtwoxz7DIp5SouBI_Kzv9KJzZOs9vLkO7OfJmzj7Qt5KeQsjF6Q0K_o8E6dtEYlei-K6wme5s0Dvwp7Jl6uS5KZw";
const MODULUS: &str = "7_PLn3DBXEM47qdZL-ca1dbjRX9mZWwRAcBnMwTp4U8qzRshlXENRA_zDR74qaFawP9teeUYyinUQr98T-RR3Zb0KzkYd_s-a1B-j2sFxyqmZEHjIFWiPlTx2FFe_BjBU7HpaaipERr3XV1_YbEZrKkjm1cdLbmCrvcPSTb6fCP9Lz85IejHKMU-xSqlv7F6RuirjGnYMOoT7eho3L8VCpbuALCpQ-SskUSsw3LiCA0lRXZM0nz_akkXEsJlNKhEtdQ7E22PHPWpDvTa641kB-M7rOebVobZGmhmmTeCIQwXc2EoqMlc0y40u0RHCUDTA2YpOR8IOFXhm1vfYGX3Nw";

/// A JWT of the provider, to be spoilt.
#[derive(Clone)]
struct Token {
    header: Value,
    claims: Value,
    /// Signed with another key than the one that the header names.
    forged: bool,
    key: u8,
    /// Made elsewhere: with a key of RSA.
    made: Option<String>,
}

impl Token {
    fn of(claims: Value) -> Token {
        Token { header: json!({"alg": "ES256", "kid": "op-1"}), claims, forged: false, key: 1, made: None }
    }

    fn text(&self) -> String {
        if let Some(made) = &self.made {
            return made.clone();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let input = format!("{}.{}", part(&self.header), part(&self.claims));
        if self.header["alg"] == "none" {
            return format!("{input}.");
        }
        if self.header["alg"] == "HS256" {
            let secret = if self.forged { "another-made-up-secret-0123456789" } else { SECRET };
            let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
            mac.update(input.as_bytes());
            return format!("{input}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        }
        let signature: Signature = key(if self.forged { 2 } else { self.key }).sign(input.as_bytes());
        format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    fn without(&mut self, claim: &str) {
        self.claims.as_object_mut().unwrap().remove(claim);
    }
}

fn key(number: u8) -> SigningKey {
    SigningKey::from_slice(&[number; 32]).unwrap()
}

fn public(number: u8, kid: Option<&str>) -> Value {
    let point = key(number).verifying_key().to_sec1_point(false);
    let coordinate = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let bytes = point.as_bytes();
    let mut key = json!({
        "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
        "x": coordinate(&bytes[1..33]), "y": coordinate(&bytes[33..]),
    });
    if let Some(kid) = kid {
        key["kid"] = kid.into();
    }
    key
}

/// The left half of a value's SHA-256 (OpenID Connect Core, section 3.1.3.6).
fn half(value: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(value)[..16])
}

/// One login of a client `shop` at `https://op.example`, good as it is.
struct Login {
    metadata: Map<String, Value>,
    asked: Vec<(&'static str, String)>,
    /// Parameters of the response, in the query, or in the fragment where an ID token is among them.
    response: Vec<(&'static str, String)>,
    /// The ID token of the authorization endpoint.
    front: Option<Token>,
    /// A secured response that carries the others.
    jarm: Option<Token>,
    id_token: Token,
    answer: Map<String, Value>,
    keys: Vec<Value>,
    userinfo: Value,
    signed_userinfo: Option<Token>,
    scheme: &'static str,
    /// The ID token that a renewal brings.
    renewed: Option<Token>,
    logout_token: Option<Token>,
    /// What comes back after the logout, if there is one.
    logout_state: Option<&'static str>,
    /// What begins the login.
    begun_by: Option<String>,
    /// What the client has registered.
    registered: &'static str,
    /// With which the client authenticates.
    secret: Option<&'static str>,
    token_endpoint: &'static str,
    /// The token endpoint's error, in place of tokens.
    refused: Option<&'static str>,
    /// A request object that carries what is asked for.
    object: Option<Token>,
    /// The key set as it was before the login, where it is read twice.
    old_keys: Option<Vec<Value>>,
    /// Proofs of possession: for the first token request, for its repetition with a nonce, for userinfo.
    proofs: Vec<Token>,
}

impl Login {
    fn good() -> Login {
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
    fn hybrid() -> Login {
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
    fn secured() -> Login {
        let mut login = Login::good();
        login.asked.push(("response_mode", "jwt".into()));
        login.jarm = Some(Token::of(json!({
            "iss": "https://op.example", "aud": "shop", "exp": NOW + 60, "code": CODE, "state": STATE,
        })));
        login
    }

    fn logged_out() -> Login {
        let mut login = Login::good();
        let event = "http://schemas.openid.net/event/backchannel-logout";
        login.logout_token = Some(Token::of(json!({
            "iss": "https://op.example", "aud": "shop", "iat": NOW, "exp": NOW + 120, "jti": "lt-1", "sub": "248289761001",
            "events": {event: {}},
        })));
        login
    }

    fn renewed() -> Login {
        let mut login = Login::good();
        login.answer.insert("refresh_token".into(), "rt-made-up-0001-rt-made-up-0001".into());
        let mut token = login.id_token.clone();
        token.without("nonce");
        token.without("at_hash");
        login.renewed = Some(token);
        login
    }

    /// The same with ID tokens that are signed with the client's secret.
    fn by_secret() -> Login {
        let mut login = Login::good();
        login.secret = Some(SECRET);
        login.id_token.header = json!({"alg": "HS256"});
        login.describe("id_token_signing_alg_values_supported", json!(["HS256", "RS256"]));
        login.describe("token_endpoint_auth_methods_supported", json!(["client_secret_post"]));
        login
    }

    /// The same with ID tokens that are signed with a key of RSA.
    fn by_rsa() -> Login {
        let mut login = Login::good();
        login.id_token.made = Some(BY_RSA.into());
        login.describe("id_token_signing_alg_values_supported", json!(["RS256"]));
        login.keys = vec![
            json!({"kty": "RSA", "n": MODULUS, "e": "AQAB", "kid": "op-rs", "use": "sig", "alg": "RS256"}),
        ];
        login
    }

    /// The same with an access token beside code and ID token.
    fn with_token() -> Login {
        let mut login = Login::hybrid();
        login.ask("response_type", "code id_token token");
        login.response.push(("access_token", ACCESS.into()));
        login.response.push(("token_type", "Bearer".into()));
        login.response.push(("expires_in", "600".into()));
        front(&mut login).claims["at_hash"] = half(ACCESS).into();
        login.describe("response_types_supported", json!(["code id_token token"]));
        login
    }

    /// The same with a request object.
    fn by_object() -> Login {
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
    fn bound(nonce: Option<&str>) -> Login {
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
    fn by_certificate() -> Login {
        let mut login = Login::good();
        login.registered = r#"{"client_id":"shop","token_endpoint_auth_method":"tls_client_auth"}"#;
        login.token_endpoint = "https://mtls.op.example/token";
        login.describe("token_endpoint_auth_methods_supported", json!(["tls_client_auth"]));
        login.describe("mtls_endpoint_aliases", json!({"token_endpoint": "https://mtls.op.example/token"}));
        login
    }

    fn describe(&mut self, member: &str, value: Value) {
        self.metadata.insert(member.into(), value);
    }

    fn ask(&mut self, name: &'static str, value: &str) {
        self.asked.retain(|(known, _)| *known != name);
        self.asked.push((name, value.into()));
    }

    fn answered(&mut self, name: &str, value: Option<&str>) {
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

    fn text(&self) -> String {
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

    fn redeemed(&self) -> String {
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
    fn named(&self) -> Vec<&'static str> {
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
fn exchange(request: &str, form: &str, answer: &str) -> String {
    let media = if answer.starts_with('{') { "application/json" } else { "application/jwt" };
    let form = if form.is_empty() { String::new() } else { format!("{form}\n") };
    format!(
        "{request}\n>\n{form}< HTTP/1.1 200 OK\n< Content-Type: {media}\n< Cache-Control: no-store\n< Date: {DATE}\n<\n{answer}\n"
    )
}

macro_rules! taken {
    ($($name:ident: $login:expr, $change:expr;)*) => { $(
        #[test]
        fn $name() {
            let mut login = $login;
            let change: fn(&mut Login) = $change;
            change(&mut login);
            assert_eq!(login.named(), Vec::<&str>::new(), "{}", login.text());
        }
    )* };
}

macro_rules! faults {
    ($($name:ident: $rule:literal, $login:expr, $change:expr;)*) => { $(
        #[test]
        fn $name() {
            let mut login = $login;
            let change: fn(&mut Login) = $change;
            change(&mut login);
            let named = login.named();
            assert!(named.contains(&$rule), "{named:?}\n{}", login.text());
        }
    )* };
}

fn front(login: &mut Login) -> &mut Token {
    login.front.as_mut().unwrap()
}

fn jarm(login: &mut Login) -> &mut Token {
    login.jarm.as_mut().unwrap()
}

fn object(login: &mut Login) -> &mut Token {
    login.object.as_mut().unwrap()
}

/// The client whose keys are registered.
const WITH_KEYS: &str = r#"{"client_id":"shop","jwks":{"keys":[{keys}]}}"#;

fn logout(login: &mut Login) -> &mut Token {
    login.logout_token.as_mut().unwrap()
}

taken! {
    a_good_login: Login::good(), |_| {};
    a_good_hybrid_login: Login::hybrid(), |_| {};
    a_good_secured_response: Login::secured(), |_| {};
    a_good_renewal: Login::renewed(), |_| {};
    a_good_logout_token: Login::logged_out(), |_| {};
    a_good_logout: Login::good(), |login| login.logout_state = Some("?state=lo-1");
    an_audience_that_is_a_list: Login::good(), |login| login.id_token.claims["aud"] = json!(["shop"]);
    a_key_id_left_out_with_one_key: Login::good(), |login| {
        login.id_token.header = json!({"alg": "ES256"});
        login.keys = vec![public(1, None)];
    };
    a_token_type_in_capitals: Login::good(), |login| drop(login.answer.insert("token_type".into(), "BEARER".into()));
    a_scheme_in_small_letters: Login::good(), |login| login.scheme = "bearer";
    a_key_that_was_rotated_in: Login::good(), |login| login.keys.push(public(3, Some("op-2")));
    signed_userinfo: Login::good(), |login| {
        let claims = json!({"iss": "https://op.example", "aud": "shop", "sub": "248289761001"});
        login.signed_userinfo = Some(Token::of(claims));
    };
    distributed_claims: Login::good(), |login| {
        login.userinfo["_claim_names"] = json!({"shoe_size": "src1"});
        login.userinfo["_claim_sources"] = json!({"src1": {"endpoint": "https://claims.example/c"}});
    };
    a_login_that_is_signed_with_rs256: Login::by_rsa(), |_| {};
    a_login_that_is_signed_with_the_secret: Login::by_secret(), |_| {};
    a_token_beside_code_and_id_token: Login::with_token(), |_| {};
    a_response_that_is_posted: Login::good(), |login| login.ask("response_mode", "form_post");
    a_key_that_is_fetched_when_it_is_first_named: Login::good(), |login| {
        login.old_keys = Some(vec![public(3, Some("op-0"))]);
        login.keys = vec![public(3, Some("op-0")), public(1, Some("op-1"))];
    };
    aggregated_claims: Login::good(), |login| {
        let claims = json!({"iss": "https://claims.example", "shoe_size": 39});
        login.userinfo["_claim_names"] = json!({"shoe_size": "src1"});
        login.userinfo["_claim_sources"] = json!({"src1": {"JWT": Token::of(claims).text()}});
    };
    a_request_object: Login::by_object(), |login| login.registered = WITH_KEYS;
    a_request_object_of_a_client_whose_keys_are_not_known: Login::by_object(), |_| {};
    a_request_behind_an_address: Login::good(), |login| {
        login.describe("request_uri_parameter_supported", true.into());
        login.asked.retain(|(name, _)| ["client_id", "response_type", "scope"].contains(name));
        login.ask("request_uri", "https://shop.example/request.jwt");
    };
    a_bound_token_without_a_nonce: Login::bound(None), |_| {};
    a_bound_token_with_a_nonce: Login::bound(Some("nonce-made-up-1")), |_| {};
    a_client_with_a_certificate: Login::by_certificate(), |_| {};
    a_login_that_the_provider_began: Login::good(), |login| login.begun_by = Some("iss=https%3A%2F%2Fop.example&target_link_uri=%2F".into());
}

faults! {
    id_token_for_another_client: "id-token-audience", Login::good(), |login| login.id_token.claims["aud"] = "store".into();
    id_token_without_audience: "id-token-audience", Login::good(), |login| login.id_token.without("aud");
    id_token_with_a_second_audience: "id-token-authorized-party", Login::good(), |login| login.id_token.claims["aud"] = json!(["shop", "store"]);
    id_token_of_another_issuer: "id-token-issuer", Login::good(), |login| login.id_token.claims["iss"] = "https://op.example/".into();
    id_token_without_issuer: "id-token-issuer", Login::good(), |login| login.id_token.without("iss");
    id_token_without_subject: "id-token-subject", Login::good(), |login| login.id_token.without("sub");
    id_token_without_issue_time: "id-token-times-malformed", Login::good(), |login| login.id_token.without("iat");
    id_token_without_expiry: "id-token-times-malformed", Login::good(), |login| login.id_token.without("exp");
    id_token_that_has_expired: "id-token-expired", Login::good(), |login| {
        login.id_token.claims["iat"] = (NOW - 4200).into();
        login.id_token.claims["exp"] = (NOW - 3600).into();
    };
    id_token_issued_a_week_ago: "id-token-stale", Login::good(), |login| login.id_token.claims["iat"] = (NOW - 7 * 86_400).into();
    id_token_with_another_access_token_hash: "id-token-access-hash", Login::good(), |login| login.id_token.claims["at_hash"] = half("another").into();
    id_token_with_another_code_hash: "id-token-code-hash", Login::hybrid(), |login| front(login).claims["c_hash"] = half("another").into();
    id_token_without_code_hash: "hybrid-code-hash", Login::hybrid(), |login| front(login).without("c_hash");
    id_token_with_another_state_hash: "id-token-state-hash", Login::hybrid(), |login| front(login).claims["s_hash"] = half("another").into();
    id_token_that_is_not_signed: "id-token-algorithm-none", Login::good(), |login| login.id_token.header = json!({"alg": "none"});
    id_token_without_algorithm: "id-token-malformed", Login::good(), |login| login.id_token.header = json!({"kid": "op-1"});
    id_token_with_another_algorithm: "id-token-algorithm-unexpected", Login::good(), |login| login.id_token.header["alg"] = "PS256".into();
    id_token_with_a_wrong_signature: "id-token-signature", Login::good(), |login| login.id_token.forged = true;
    id_token_with_an_unknown_key: "id-token-key-unknown", Login::good(), |login| login.id_token.header["kid"] = "op-9".into();
    id_token_without_key_id_and_several_keys: "id-token-key-unknown", Login::good(), |login| {
        login.id_token.header = json!({"alg": "ES256"});
        login.keys.push(public(3, Some("op-2")));
    };
    id_token_with_another_nonce: "id-token-nonce", Login::good(), |login| login.id_token.claims["nonce"] = "another-nonce-of-another".into();
    id_token_without_nonce: "id-token-nonce", Login::good(), |login| login.id_token.without("nonce");
    userinfo_of_another_person: "userinfo-subject-differs", Login::good(), |login| login.userinfo["sub"] = "another".into();
    userinfo_with_a_wrong_signature: "userinfo-signature", Login::good(), |login| {
        let claims = json!({"iss": "https://op.example", "aud": "shop", "sub": "248289761001"});
        login.signed_userinfo = Some(Token { forged: true, ..Token::of(claims) });
    };
    response_with_an_error: "authorization-error", Login::good(), |login| {
        login.answered("code", None);
        login.response.push(("error", "access_denied".into()));
    };
    renewal_for_another_issuer: "id-token-refreshed", Login::renewed(), |login| login.renewed.as_mut().unwrap().claims["iss"] = "https://other.example".into();
    renewal_for_another_person: "id-token-refreshed", Login::renewed(), |login| login.renewed.as_mut().unwrap().claims["sub"] = "another".into();
    metadata_of_another_issuer: "discovery-issuer-mismatch", Login::good(), |login| drop(login.metadata.insert("issuer".into(), "https://other.example".into()));
    session_state_left_out: "session-state-missing", Login::good(), |login| drop(login.metadata.insert("check_session_iframe".into(), "https://op.example/session".into()));
    login_begun_for_another_provider: "initiated-login-issuer-differs", Login::good(), |login| login.begun_by = Some("iss=https%3A%2F%2Fother.example&target_link_uri=%2F".into());
    response_with_another_state: "state-differs", Login::good(), |login| login.answered("state", Some("another-state-of-another"));
    response_without_state: "state-not-returned", Login::good(), |login| login.answered("state", None);
    response_of_another_issuer: "issuer-parameter-differs", Login::good(), |login| login.response.push(("iss", "https://other.example".into()));
    response_without_the_promised_issuer: "issuer-parameter-missing", Login::good(), |login| {
        drop(login.metadata.insert("authorization_response_iss_parameter_supported".into(), true.into()));
    };
    answer_without_lifetime: "expires-in-missing", Login::good(), |login| drop(login.answer.remove("expires_in"));
    secured_response_that_is_not_signed: "jarm-signature", Login::secured(), |login| jarm(login).header = json!({"alg": "none"});
    secured_response_with_a_wrong_signature: "jarm-signature", Login::secured(), |login| jarm(login).forged = true;
    secured_response_that_has_expired: "jarm-expired", Login::secured(), |login| jarm(login).claims["exp"] = (NOW - 3600).into();
    secured_response_without_expiry: "jarm-expired", Login::secured(), |login| jarm(login).without("exp");
    secured_response_for_another_client: "jarm-audience", Login::secured(), |login| jarm(login).claims["aud"] = "store".into();
    secured_response_without_audience: "jarm-audience", Login::secured(), |login| jarm(login).without("aud");
    secured_response_of_another_issuer: "jarm-issuer", Login::secured(), |login| jarm(login).claims["iss"] = "https://other.example".into();
    secured_response_without_issuer: "jarm-issuer", Login::secured(), |login| jarm(login).without("iss");
    logout_token_that_is_not_signed: "logout-token-claims", Login::logged_out(), |login| logout(login).header = json!({"alg": "none"});
    logout_token_without_event: "logout-token-claims", Login::logged_out(), |login| logout(login).without("events");
    logout_token_with_another_event: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["events"] = json!({"http://schemas.openid.net/event/other": {}});
    logout_token_with_a_nonce: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["nonce"] = NONCE.into();
    logout_token_for_another_client: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["aud"] = "store".into();
    logout_token_of_another_issuer: "logout-token-claims", Login::logged_out(), |login| logout(login).claims["iss"] = "https://other.example".into();
    logout_without_its_state: "logout-state-differs", Login::good(), |login| login.logout_state = Some("");
    logout_with_another_state: "logout-state-differs", Login::good(), |login| login.logout_state = Some("?state=lo-2");
    id_token_with_a_wrong_rs256_signature: "id-token-signature", Login::by_rsa(), |login| {
        let (input, signature) = BY_RSA.rsplit_once('.').unwrap();
        let other: String = signature.chars().rev().collect();
        login.id_token.made = Some(format!("{input}.{other}"));
    };
    id_token_with_a_wrong_hs256_signature: "id-token-signature", Login::by_secret(), |login| login.id_token.forged = true;
    id_token_without_access_token_hash: "hybrid-token-hash", Login::with_token(), |login| front(login).without("at_hash");
    id_token_beside_another_access_token: "id-token-access-hash", Login::with_token(), |login| front(login).claims["at_hash"] = half("another").into();
    posted_response_with_an_error: "authorization-error", Login::good(), |login| {
        login.ask("response_mode", "form_post");
        login.answered("code", None);
        login.response.push(("error", "access_denied".into()));
    };
    key_that_is_gone_after_its_rotation: "id-token-key-unknown", Login::good(), |login| {
        login.old_keys = Some(vec![public(3, Some("op-0"))]);
        login.keys = vec![public(3, Some("op-0"))];
    };
    logout_token_with_another_algorithm: "logout-token-claims", Login::logged_out(), |login| logout(login).header = json!({"alg": "HS256"});
    logout_token_with_a_wrong_signature: "logout-token-signature", Login::logged_out(), |login| logout(login).forged = true;
    request_object_with_a_wrong_signature: "request-object-signature", Login::by_object(), |login| {
        login.registered = WITH_KEYS;
        object(login).forged = true;
    };
    request_object_that_is_not_signed: "request-object-unsigned", Login::by_object(), |login| object(login).header = json!({"alg": "none"});
    request_object_for_another_provider: "request-object-audience", Login::by_object(), |login| object(login).claims["aud"] = "https://other.example".into();
    request_object_of_another_client: "request-object-client-mismatch", Login::by_object(), |login| object(login).claims["client_id"] = "store".into();
    request_behind_an_address_that_nobody_reads: "request-object-not-supported", Login::good(), |login| {
        login.describe("request_uri_parameter_supported", false.into());
        login.asked.retain(|(name, _)| ["client_id", "response_type", "scope"].contains(name));
        login.ask("request_uri", "https://shop.example/request.jwt");
    };
    certificate_at_the_endpoint_without_certificates: "mtls-endpoint-alias", Login::by_certificate(), |login| {
        login.token_endpoint = "https://op.example/token";
        login.refused = Some("invalid_client");
    };
    nonce_that_is_never_sent: "dpop-nonce-required", Login::bound(Some("nonce-made-up-1")), |login| login.proofs[1].without("nonce");
    proof_for_another_access_token: "dpop-token-hash", Login::bound(None), |login| login.proofs[1].claims["ath"] = half("another").into();
    proof_for_another_address: "dpop-url", Login::bound(None), |login| login.proofs[1].claims["htu"] = "https://op.example/other".into();
    proof_for_another_method: "dpop-method", Login::bound(None), |login| login.proofs[1].claims["htm"] = "POST".into();
    proof_with_a_wrong_signature: "dpop-signature", Login::bound(None), |login| login.proofs[1].forged = true;
    proof_that_is_sent_twice: "dpop-jti-reused", Login::bound(None), |login| login.proofs[1].claims["jti"] = "p-1".into();
    proof_with_another_key: "dpop-key-changed", Login::bound(None), |login| {
        login.proofs[1].key = 6;
        let mut jwk = public(6, None);
        ["use", "alg"].iter().for_each(|member| drop(jwk.as_object_mut().unwrap().remove(*member)));
        login.proofs[1].header["jwk"] = jwk;
    };
}
