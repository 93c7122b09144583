//! What the token that a refused API call carries tells by itself of its kind. A case comes in; a weight goes out, if what
//! is sent is no access token.

use super::{Case, Evidence, Strength, Weight};
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};
use crate::rule::Location;

/// How APIs say that a token is not of this time.
pub const OF_TIME: &str = r"(?i)not yet valid|\b(iat|nbf)\b|\bexpired\b";

/// How APIs say that what they got is no JWT.
const NO_JWT: &str = r"(?i)jwt.{0,12}malformed|malformed.{0,12}jwt|not a (valid |well.formed )?jwt|(not enough|wrong number of|invalid number of) segments|idx12741|invalid (compact )?(jws|jwt) (format|serialization)|(unable|failed|could not|cannot) (to )?(parse|decode|read) (the )?(jwt|jws)|\bjwt\b.{0,30}(3 parts|2 period|no dots|well.formed)|expected to have 3 parts|missing dot delimiter|\b(jwt|json web token)\b.{0,24}(could not|cannot|can.t) be (decoded|parsed|read)";

/// What is sent is no access token: the ID token or refresh token of this login, or one that is encrypted for another.
pub fn other_kind(case: &Case<'_>) -> Option<Weight> {
    let call = call(case, "wrong_token_type")?;
    let sent = call.access_token()?;
    let issued =
        |name: &str| case.flow.of(Kind::TokenRequest).any(|token| token.answer.text(name) == Some(sent));
    let delivered = || {
        let mut responses = case.flow.of(Kind::Callback).chain(case.flow.of(Kind::AuthorizationResponse));
        responses.any(|response| response.given("id_token") == Some(sent))
    };
    let client = case.flow.client_id().or_else(|| case.config.client_id.clone());
    // An ID token is for the client and carries what only the login needs (OpenID Connect Core, section 2).
    let of_login = || {
        let token = Jwt::read(sent)?;
        let for_client = token.audiences().iter().any(|audience| client.as_deref() == Some(audience));
        Some(for_client && ["nonce", "at_hash", "c_hash"].iter().any(|name| token.claims.contains_key(*name)))
    };
    let named = named_kind(sent, call);
    if call.is_refused_by_kubernetes() {
        return None;
    }
    let kind = if let Some(named) = named {
        named
    } else if issued("id_token") || delivered() || of_login().unwrap_or_default() {
        "the ID token of the login"
    } else if issued("refresh_token") {
        "the refresh token"
    } else if Jwt::is_encrypted(sent) && call.kind == Kind::ApiCall && !is_issuers_own(case, call) {
        "a token that is encrypted for the provider itself"
    } else if Jwt::read(sent).is_none() && case.says(NO_JWT) {
        "a token that is no JWT"
    } else {
        return None;
    };
    let (place, name) = match call.param("AccessToken") {
        Some(_) => (Location::param(call, "AccessToken"), "AccessToken"),
        None => (Location::of(call, Part::RequestHeader, Some("authorization")), "Authorization"),
    };
    let says = format!("What stands in `{name}` is {kind}");
    // Whose keys it is encrypted with is known where the token's header names its issuer (RFC 7519, section 5.3), or the login is in
    // the capture.
    let names_issuer = || Jwt::header_of(sent).is_some_and(|header| header.contains_key("iss"));
    let by_form = Jwt::is_encrypted(sent) && !names_issuer() && case.flow.first(Kind::TokenRequest).is_none();
    let strength = if by_form { Strength::Fits } else { Strength::Contradiction };
    let weight =
        Weight::new(strength, 1.0).summary(format!("The API gets {kind} where an access token is due"));
    Some(weight.evidence(Evidence::at("Token", place, says)))
}

/// Whether the API is of the same site as the issuer, or the server that gives the tokens: it can read what is encrypted there.
fn is_issuers_own(case: &Case<'_>, call: &Message<'_>) -> bool {
    let mut requests = case.flow.of(Kind::TokenRequest);
    let issuer = case.config.issuer.as_deref().and_then(|issuer| url::Url::parse(issuer).ok());
    let site = issuer.as_ref().and_then(crate::http::site_of);
    requests.any(|request| crate::http::is_one_site(request.exchange, call.exchange))
        || site.is_some() && call.exchange.url().as_ref().and_then(crate::http::site_of) == site
}

/// What a JWT calls itself: Keycloak's `typ`, Cognito's and FastMCP's `token_use`; Google's and Firebase's JWTs are ID tokens, as access
/// tokens of Google's APIs are opaque.
fn named_kind(sent: &str, call: &Message<'_>) -> Option<&'static str> {
    let token = Jwt::read(sent)?;
    let text = |name: &str| token.claims.get(name).and_then(|value| value.as_str());
    let to_google = call.exchange.url().and_then(|url| url.host_str().map(str::to_owned));
    let to_google = to_google.is_some_and(|host| host.ends_with(".googleapis.com"));
    let google = ["https://accounts.google.com", "accounts.google.com", "https://securetoken.google.com/"];
    let of_google = text("iss").is_some_and(|issuer| google.iter().any(|start| issuer.starts_with(start)));
    match (text("typ"), text("token_use")) {
        (Some("ID"), _) => Some("an ID token"),
        (Some("Refresh" | "Offline"), _) | (_, Some("refresh")) => Some("a refresh token"),
        (_, Some("id")) if call.kind == Kind::Userinfo || call.is_for_cognito() => Some("an ID token"),
        _ if is_custom_token(&token) => Some("a custom token of Firebase, which is only to be exchanged,"),
        _ if to_google && of_google => Some("an ID token of Google or Firebase"),
        _ => None,
    }
}

/// Whether a token is for Firebase to exchange (<https://firebase.google.com/docs/auth/admin/create-custom-tokens>).
fn is_custom_token(token: &Jwt) -> bool {
    token
        .audiences()
        .iter()
        .any(|audience| audience.ends_with("/google.identity.identitytoolkit.v1.IdentityToolkit"))
}

/// The refused call, if the API has not said that something else is wrong.
fn call<'c, 'a>(case: &'c Case<'a>, cause: &str) -> Option<&'c Message<'a>> {
    let call = case.failed().filter(|call| matches!(call.kind, Kind::ApiCall | Kind::Userinfo))?;
    let of_another = case
        .heard
        .iter()
        .any(|said| said.strength == Strength::ServerCode && said.causes.iter().all(|told| told.id != cause));
    // "Not yet valid" is said of a token that could be read, and was taken for what it is; all reasons together say none (RFC 6750,
    // section 3.1).
    let lists = case.says(r"(?i)\binvalid, expired\b|\bexpired, (revoked|malformed|invalid)\b");
    let says_otherwise = !lists && (of_another || case.says(OF_TIME));
    // Amazon Cognito's own API answers 400 to everything.
    let refused = matches!(call.answer.status?, 401 | 403) || call.is_for_cognito();
    (refused && !says_otherwise).then_some(call)
}
