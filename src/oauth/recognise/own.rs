//! What a client's own server refuses: the provider's ID token that a page hands it (Google's `credential`), and the renewal
//! of its own session. Exchanges come in; what the client tells by them goes out. Good answers are no matter of a login.

use super::super::jwt::Jwt;
use super::super::{Answer, Kind, Message, Relayed, Step};
use crate::http::{Exchange, Initiator, Param, Params, is_one_site};

/// Names under which pages hand an ID token to their own server.
const HANDED: [&str; 8] =
    ["credential", "id_token", "idToken", "tokenId", "google_token", "identityToken", "token", "jwt"];

/// Either of the two, as a message; where its parameters stand is the caller's matter.
pub fn refused<'c>(exchange: &'c Exchange, params: &Params, answer: &Answer) -> Option<Message<'c>> {
    let answered = || answer.clone();
    if let Some(told) = refused_renewal(exchange, params, answer) {
        let message = Message::of(exchange, Kind::ClientPage, "it is to renew the client's own session");
        return Some(Message { params: params.clone(), answer: answered(), relayed: Some(told), ..message });
    }
    let params = handed_token(exchange, params, answer)?;
    let because = "it hands the provider's ID token to the client's own server";
    let relayed = Relayed::find(&answer.words());
    Some(Message { params, answer: answered(), relayed, ..Message::of(exchange, Kind::Callback, because) })
}

/// The parameters of a refused request that hands an ID token of another host to the client's server, with the token under
/// its protocol's name.
fn handed_token(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Params> {
    let refused = answer.status.is_some_and(|status| status >= 400);
    if exchange.request.method != "POST" || !refused || params.has("grant_type") {
        return None;
    }
    let host = exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let is_foreign = |token: &Jwt| {
        let issuer = token.claim_text("iss").unwrap_or_default();
        let provider = issuer.trim_start_matches("https://").split('/').next().unwrap_or_default();
        provider.contains('.') && provider != host && !token.audiences().is_empty()
    };
    let token = HANDED.iter().find_map(|name| {
        let value = params.given(name)?;
        Jwt::read(value).filter(is_foreign).map(|_| value.to_owned())
    })?;
    let named = |param: &Param| param.name == "id_token";
    let mut params = params.clone();
    if !params.0.iter().any(named) {
        params.0.extend(Params::decoded(std::iter::once(("id_token".to_owned(), token))).0);
    }
    Some(params)
}

/// What a client's server says when it does not renew its own session.
fn refused_renewal(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Relayed> {
    let script = matches!(exchange.initiator, Initiator::Script | Initiator::Unknown);
    let refused = matches!(answer.status, Some(400 | 401 | 403 | 419 | 422 | 440));
    if !script || !refused || params.has("grant_type") || params.has("client_id") || !is_renewal(exchange) {
        return None;
    }
    let mut relayed = Relayed::of_refusal(&answer.words());
    relayed.status = answer.status;
    relayed.step = Some(Step::Session);
    relayed.refreshes = true;
    Some(relayed)
}

/// Whether a client renews its own session there.
fn is_renewal(exchange: &Exchange) -> bool {
    let path = exchange.path().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default().replace(['-', '_'], "");
    matches!(
        last.as_str(),
        "refresh"
            | "refreshtoken"
            | "refreshsession"
            | "refreshtokens"
            | "tokenrefresh"
            | "renew"
            | "renewtoken"
    )
}

/// Whether somebody was signed in when the renewal was refused, and nothing mended it later: without that the refusal only
/// tells a page that nobody is.
pub fn is_loss(exchanges: &[Exchange], refused: &Exchange) -> bool {
    let Some(at) = exchanges.iter().position(|exchange| std::ptr::eq(exchange, refused)) else {
        return false;
    };
    let signs_in = |exchange: &Exchange| {
        is_one_site(exchange, refused)
            && matches!(exchange.response.status, Some(200..400))
            && signs_in(exchange, refused)
    };
    let (before, after) =
        (exchanges.get(..at).unwrap_or_default(), exchanges.get(at + 1..).unwrap_or_default());
    let signed_in = before.iter().rposition(signs_in);
    let is_out = |exchange: &Exchange| is_one_site(exchange, refused) && exchange.ends_session();
    let stays = signed_in.is_some_and(|at| !before.iter().skip(at + 1).any(is_out));
    stays && !after.iter().any(signs_in)
}

/// Whether an answer of the client's server begins or renews a session.
fn signs_in(exchange: &Exchange, renewal: &Exchange) -> bool {
    if exchange.initiator == Initiator::Preflight || exchange.initiator == Initiator::Asset {
        return false;
    }
    if exchange.address() == renewal.address() {
        return true;
    }
    let path = exchange.path().to_ascii_lowercase();
    let place = ["login", "signin", "sign-in", "auth", "session", "callback", "oauth", "sso", "/cb"]
        .iter()
        .any(|word| path.contains(word));
    let text: String = exchange.response.body.text().unwrap_or_default().chars().take(4000).collect();
    let brings =
        ["\"accessToken\"", "\"access_token\"", "\"refreshToken\"", "\"refresh_token\"", "\"token\""]
            .iter()
            .any(|member| text.contains(member));
    place && (brings || exchange.response.headers.all("set-cookie").any(keeps_session))
}

/// Whether a `Set-Cookie` sets, and does not delete, a cookie by whose name it keeps somebody signed in.
fn keeps_session(header: &str) -> bool {
    let (name, rest) = header.split_once('=').unwrap_or((header, ""));
    let name = name.to_ascii_lowercase();
    let deleted =
        rest.starts_with(';') || rest.contains("1970") || rest.to_ascii_lowercase().contains("max-age=0");
    !deleted && ["refresh", "token", "sess", "sid", "auth", "jwt"].iter().any(|word| name.contains(word))
}
