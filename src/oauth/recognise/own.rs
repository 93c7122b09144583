//! What a client's own server refuses: the provider's ID token that a page hands it (Google's `credential`), the renewal of
//! its own session, the button that begins a login, a JWT in a cookie. Exchanges come in; what the client tells by them goes
//! out. Good answers are no matter of a login.

use super::super::jwt::Jwt;
use super::super::{Answer, Kind, Message, Relayed, Step};
use super::signs::handed_to_firebase;
use crate::http::{Exchange, Initiator, Param, Params, is_one_site};

/// Names under which pages hand an ID token to their own server.
const HANDED: [&str; 10] = [
    "credential",
    "id_token",
    "idToken",
    "tokenId",
    "google_token",
    "identityToken",
    "token",
    "jwt",
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
    "WebIdentityToken",
    // https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html
    "Logins",
];

/// Why a request that is too large is taken for one of a login.
pub const PILED_UP: &str = "it brings the cookies of many unfinished logins";
const STALE_COOKIE: &str = "it carries a JWT in a cookie that has run out";
const CHALLENGED: &str = "a bot defence stops a program where logins and tokens are handled";
const OWN_HEADER: &str = "it carries a token in a header of its own";
const BLOCKED: &str = "a firewall answers where a login begins or ends";

/// Whether a refusal by the client's own server matters, as far as what stands before and behind it tells.
pub fn stands(exchanges: &[Exchange], message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let step = message.relayed.as_ref().and_then(|relayed| relayed.step);
    let is_start = message.kind == Kind::ClientPage && begins_login(exchange);
    match message.because {
        _ if step == Some(Step::Session) => is_loss(exchanges, exchange),
        STALE_COOKIE => is_stuck(exchanges, exchange),
        OWN_HEADER | PILED_UP | CHALLENGED => is_last_word(exchanges, exchange),
        BLOCKED => is_last_word(exchanges, exchange) && !goes_on(exchanges, exchange),
        _ => !is_start || is_last_word(exchanges, exchange),
    }
}

/// One of them, as a message; where its parameters stand is the caller's matter. `at_client`: at the host of a redirect URI.
pub fn refused<'c>(
    exchange: &'c Exchange,
    params: &Params,
    answer: &Answer,
    at_client: impl Fn() -> bool,
) -> Option<Message<'c>> {
    let answered = || answer.clone();
    if is_challenged(exchange, answer) {
        return Some(Message { answer: answered(), ..Message::of(exchange, Kind::ApiCall, CHALLENGED) });
    }
    if let Some(told) = refused_renewal(exchange, params, answer) {
        let message = Message::of(exchange, Kind::ClientPage, "it is to renew the client's own session");
        return Some(Message { params: params.clone(), answer: answered(), relayed: Some(told), ..message });
    }
    if let Some(told) = refused_start(exchange, params, answer) {
        let message = Message::of(exchange, Kind::ClientPage, "it is to begin a login");
        return Some(Message { params: params.clone(), answer: answered(), relayed: Some(told), ..message });
    }
    if let Some(told) = refused_return(exchange, answer) {
        let message = Message::of(exchange, Kind::ClientPage, "it is to begin a login");
        return Some(Message { params: params.clone(), answer: answered(), relayed: Some(told), ..message });
    }
    if let Some(told) = refused_initiation(exchange, answer) {
        let because = "a third party asks the client to begin a login (`iss`)";
        let message = Message::of(exchange, Kind::ClientPage, because);
        return Some(Message { params: params.clone(), answer: answered(), relayed: Some(told), ..message });
    }
    if let Some(told) = too_many_cookies(exchange, answer) {
        let message = Message::of(exchange, Kind::ClientPage, PILED_UP);
        return Some(Message { answer: answered(), relayed: Some(told), ..message });
    }
    if brings_stale_jwt(exchange, answer) {
        return Some(Message { answer: answered(), ..Message::of(exchange, Kind::ApiCall, STALE_COOKIE) });
    }
    if matches!(answer.status, Some(401 | 403)) && token_header(exchange).is_some() {
        return Some(Message { answer: answered(), ..Message::of(exchange, Kind::ApiCall, OWN_HEADER) });
    }
    if is_blocked(exchange, params, answer, at_client) {
        let message = Message::of(exchange, Kind::ClientPage, BLOCKED);
        return Some(Message { answer: answered(), relayed: Some(Relayed::default()), ..message });
    }
    let refused = answer.status.is_some_and(|status| status >= 400);
    if let Some(handed) = handed_to_firebase(exchange, params).filter(|_| refused) {
        let told = Relayed::of_refusal(&answer.words());
        let message = Message::of(exchange, Kind::Callback, "it hands the provider's token to Firebase");
        return Some(Message { params: handed, answer: answered(), relayed: Some(told), ..message });
    }
    let params = handed_token(exchange, params, answer)?;
    let because = "it hands the provider's ID token to the client's own server";
    let relayed = Relayed::find(&answer.words());
    Some(Message { params, answer: answered(), relayed, ..Message::of(exchange, Kind::Callback, because) })
}

/// Whether a program is asked to prove that it is a person, at a place of logins and tokens.
/// <https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/>
fn is_challenged(exchange: &Exchange, answer: &Answer) -> bool {
    let agent = exchange.request.headers.first("user-agent");
    let by_program = agent.is_some_and(|agent| !agent.starts_with("Mozilla"));
    let path = exchange.path().to_ascii_lowercase();
    let places = ["auth", "token", "login", "device", "refresh", "session", "sso"];
    by_program
        && matches!(answer.status, Some(403 | 429 | 503))
        && places.iter().any(|place| path.contains(place))
        && (exchange.response.headers.first("cf-mitigated") == Some("challenge")
            || exchange.response.headers.has("x-datadome"))
}

/// Whether a firewall's own page comes in the place of the client's, where a person wants to log in or comes back from it.
fn is_blocked(exchange: &Exchange, params: &Params, answer: &Answer, at_client: impl Fn() -> bool) -> bool {
    let of_protocol = ["code", "error", "id_token", "grant_type", "response_type"];
    if !matches!(answer.status, Some(403 | 405 | 406 | 429 | 501 | 503))
        || exchange.initiator == Initiator::Asset
        || exchange.request.headers.has("authorization")
        || of_protocol.iter().any(|name| params.has(name))
    {
        return false;
    }
    let path = exchange.path().to_ascii_lowercase();
    let places = ["auth", "login", "signin", "sign-in", "sign_in", "sso", "oidc", "session"];
    let navigates = exchange.initiator == Initiator::Navigation;
    let at_place = places.iter().any(|place| path.contains(place));
    (at_place || navigates && at_client()) && names_firewall(exchange)
}

/// Whether an answer is a firewall's by its page or its headers.
fn names_firewall(exchange: &Exchange) -> bool {
    let headers = &exchange.response.headers;
    if ["cf-mitigated", "x-amzn-waf-action", "x-vercel-mitigated"].iter().any(|name| headers.has(name)) {
        return true;
    }
    let page: String = exchange.response.body.text().unwrap_or_default().chars().take(6000).collect();
    let page = page.to_ascii_lowercase();
    crate::http::marks::BLOCKED.iter().any(|says| page.contains(says))
}

/// The parameters of a refused request that hands an ID token of another host to the client's server, with the token under
/// its protocol's name.
fn handed_token(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Params> {
    let refused = answer.status.is_some_and(|status| status >= 400);
    if exchange.request.method != "POST" || !refused || params.has("grant_type") {
        return None;
    }
    let host = exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let is_foreign = |token: &Jwt, name: &str| {
        let issuer = token.claim_text("iss").unwrap_or_default();
        let provider = issuer.trim_start_matches("https://").split('/').next().unwrap_or_default();
        let of_aws = ["WebIdentityToken", "Logins"].contains(&name);
        provider.contains('.') && provider != host && (of_aws || !token.audiences().is_empty())
    };
    let token = HANDED.iter().find_map(|name| {
        // Cognito takes a list of them by the names of their providers.
        let value = params.given(name)?;
        let value =
            if *name == "Logins" { value.split('"').find(|part| part.starts_with("eyJ"))? } else { value };
        Jwt::read(value).filter(|token| is_foreign(token, name)).map(|_| value.to_owned())
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
    let refused =
        answer.status.is_some_and(|status| says_no(status) || matches!(status, 404 | 409 | 500..=503));
    // Refused with 403, what the access token in `Authorization` may do is the matter.
    let of_token = answer.status == Some(403) && exchange.request.headers.has("authorization");
    if of_token
        || !script
        || !refused
        || params.has("grant_type")
        || params.has("client_id")
        || !(is_renewal(exchange) || tells_of_renewal(exchange, answer))
    {
        return None;
    }
    let mut relayed = Relayed::of_refusal(&answer.words());
    relayed.status = answer.status;
    relayed.step = Some(Step::Session);
    relayed.refreshes = true;
    Some(relayed)
}

/// Statuses with which a renewal is refused.
fn says_no(status: u16) -> bool {
    matches!(status, 400 | 401 | 403 | 419 | 422 | 429 | 440)
}

/// What a client's server says when it does not begin a login, because the form token of the button is not good.
fn refused_start(exchange: &Exchange, params: &Params, answer: &Answer) -> Option<Relayed> {
    if !begins_login(exchange) || params.has("password") || params.has("grant_type") {
        return None;
    }
    // Auth.js leads back to its own page.
    let target = exchange.redirect_target().unwrap_or_default();
    let led_back = target.contains("csrf=true") || target.contains("error=MissingCSRF");
    let words = answer.words();
    let lower: String = words.to_ascii_lowercase().chars().take(2000).collect();
    let says = ["csrf", "authenticitytoken", "authenticity_token", "authenticity token", "page expired"]
        .iter()
        .any(|word| lower.contains(word));
    let refused = matches!(answer.status, Some(400 | 403 | 419 | 422)) && says;
    if !led_back && !refused {
        return None;
    }
    let mut relayed = Relayed::of_refusal(if led_back { "csrf=true" } else { &words });
    relayed.step = Some(Step::StateCheck);
    Some(relayed)
}

/// What a client's own server says when it does not begin a login for the address to come back to.
fn refused_return(exchange: &Exchange, answer: &Answer) -> Option<Relayed> {
    let path = exchange.path().to_ascii_lowercase();
    let begins =
        path.contains("auth") && ["/login", "/start", "/sign_in"].iter().any(|end| path.ends_with(end));
    let query = exchange.query();
    let names = ["return_url", "redirect_url", "redirect", "redirect_to", "rd", "rurl", "return_to", "next"];
    let returns = begins && !query.has("client_id") && names.iter().any(|name| query.given(name).is_some());
    let words = answer.words();
    let lower = words.to_ascii_lowercase();
    let says = words.len() < 400
        && lower.contains("invalid re")
        && (lower.contains("redirect") || lower.contains("return"));
    (returns && says && answer.status == Some(400)).then(|| Relayed::of_refusal(&words))
}

/// What is said in the client's place when the provider, or a portal, leads a person to it to begin a login (OpenID Connect
/// Core, section 4).
fn refused_initiation(exchange: &Exchange, answer: &Answer) -> Option<Relayed> {
    let query = exchange.query();
    let navigates = matches!(exchange.initiator, Initiator::Navigation | Initiator::Unknown);
    let names_issuer = query.given("iss").is_some_and(|issuer| issuer.starts_with("https://"));
    let other = ["code", "error", "state", "client_id", "sid"].iter().any(|name| query.has(name));
    let refused = answer.status.is_some_and(|status| status >= 400);
    (navigates && names_issuer && !other && refused).then(|| Relayed::of_refusal(&answer.words()))
}

/// What a server says to a request that is too large by the cookies of logins that nobody finished.
fn too_many_cookies(exchange: &Exchange, answer: &Answer) -> Option<Relayed> {
    let navigates = matches!(exchange.initiator, Initiator::Navigation | Initiator::Unknown);
    if !matches!(answer.status, Some(400 | 413 | 431 | 494)) {
        return None;
    }
    let words = answer.words();
    let lower: String = words.to_ascii_lowercase().chars().take(600).collect();
    let too_large = match answer.status {
        Some(431 | 494) => true,
        Some(400 | 413) => crate::http::marks::TOO_LARGE.iter().any(|says| lower.contains(says)),
        _ => false,
    };
    let path = exchange.path().to_ascii_lowercase();
    let of_login = ["auth", "login", "oidc", "sso", "signin"].iter().any(|word| path.contains(word));
    let bytes: usize = exchange.request.headers.all("cookie").map(str::len).sum();
    let piled = login_cookies(exchange).count() >= 4 || of_login && bytes >= 4000;
    if !(navigates || of_login) || !too_large || exchange.query().has("code") || !piled {
        return None;
    }
    let mut relayed = Relayed::of_refusal(&words);
    relayed.step = Some(Step::StateCheck);
    Some(relayed)
}

/// The cookies of a request in which clients keep their side of a login that is under way, by their names.
pub fn login_cookies(exchange: &Exchange) -> impl Iterator<Item = &str> {
    let words = ["nonce", "state", "correlation", "txn", "pkce", "verifier"];
    let of_login = move |name: &&str| {
        let name = name.to_ascii_lowercase();
        words.iter().any(|word| name.contains(word))
    };
    exchange.request.headers.cookies().map(|(name, _)| name).filter(of_login)
}

/// Whether a form is posted to a place of the client where logins begin.
pub fn begins_login(exchange: &Exchange) -> bool {
    let path = exchange.path().to_ascii_lowercase();
    let places = ["signin", "sign-in", "sign_in", "login", "/auth/", "/oauth", "/oidc", "/sso", "/social"];
    let others = ["callback", "/cb", "logout", "token", "refresh", "signout", "complete"];
    exchange.request.method == "POST"
        && places.iter().any(|place| path.contains(place))
        && !others.iter().any(|place| path.contains(place))
}

/// The name, with an underscore in it, of a header in which a script sends a token.
pub fn token_header(exchange: &Exchange) -> Option<&str> {
    let script = matches!(exchange.initiator, Initiator::Script | Initiator::Unknown);
    let known = ["access_token", "auth_token", "id_token", "api_token", "x_access_token", "x_auth_token"];
    let is_known = |name: &str| known.iter().any(|known| name.eq_ignore_ascii_case(known));
    let mut headers = exchange.request.headers.0.iter();
    let own = headers.find(|(name, value)| is_known(name) && value.expose().len() >= 16);
    own.map(|(name, _)| name.as_ref()).filter(|_| script)
}

/// Whether a page asks its server with a cookie whose JWT had run out by then, and is refused.
fn brings_stale_jwt(exchange: &Exchange, answer: &Answer) -> bool {
    let script = matches!(exchange.initiator, Initiator::Script | Initiator::Unknown);
    answer.status == Some(401)
        && script
        && !exchange.request.headers.has("authorization")
        && stale_jwt(exchange).is_some()
}

/// The cookie of a request whose JWT had run out by then: its name, and by how many seconds.
pub fn stale_jwt(exchange: &Exchange) -> Option<(&str, f64)> {
    let now = exchange.started?;
    exchange.request.headers.cookies().find_map(|(name, value)| {
        let until = Jwt::read(value)?.time("exp")?;
        let late = now.seconds_since(until);
        (late > 0.0).then_some((name, late))
    })
}

/// Whether nothing behind a refused exchange shows that the person got in: no login that begins, no good answer there.
fn is_last_word(exchanges: &[Exchange], refused: &Exchange) -> bool {
    let asks = |exchange: &Exchange| {
        let query = exchange.query();
        query.has("client_id") && query.has("response_type")
    };
    let answered = |exchange: &Exchange| {
        exchange.address() == refused.address() && matches!(exchange.response.status, Some(200..300))
    };
    !super::around(exchanges, refused).1.iter().any(|exchange| asks(exchange) || answered(exchange))
}

/// Whether the client's host answers well afterwards: the person got on without what was refused.
fn goes_on(exchanges: &[Exchange], refused: &Exchange) -> bool {
    let asset = |exchange: &Exchange| exchange.initiator == Initiator::Asset || super::is_static(exchange);
    super::around(exchanges, refused).1.iter().any(|exchange| {
        matches!(exchange.response.status, Some(200..400))
            && exchange.origin() == refused.origin()
            && !asset(exchange)
    })
}

/// Whether a stale JWT keeps a person out: the page was opened again, asked again with it, and nothing else came of it. Once
/// refused it only tells a page that nobody is signed in.
fn is_stuck(exchanges: &[Exchange], refused: &Exchange) -> bool {
    let again = |other: &Exchange| {
        other.address() == refused.address()
            && other.response.status == Some(401)
            && stale_jwt(other).map(|(name, _)| name) == stale_jwt(refused).map(|(name, _)| name)
    };
    let (before, after) = super::around(exchanges, refused);
    let opens = |page: &Exchange| {
        let path = page.path().to_ascii_lowercase();
        let signs_in = ["login", "signin"].iter().any(|word| path.contains(word));
        page.initiator == Initiator::Navigation && signs_in && is_one_site(page, refused)
    };
    let first = before.iter().rposition(again);
    let reopened = first.is_some_and(|first| before.iter().skip(first + 1).any(opens));
    reopened && !after.iter().any(again) && is_last_word(exchanges, refused)
}

/// Whether two requests renew a session with the same token.
pub fn renews_alike(earlier: &Exchange, later: &Exchange) -> bool {
    let renews = |name: &str| {
        let name = name.to_ascii_lowercase();
        !name.contains("srf") && ["refresh", "token", "rt"].iter().any(|word| name.contains(word))
    };
    let in_body = |exchange: &Exchange| {
        let params = super::signs::request_params(exchange).1;
        let mut given = ["refresh_token", "refreshToken", "refresh"].iter();
        given.find_map(|name| params.given(name).map(str::to_owned))
    };
    let mut own = later.request.headers.cookies().filter(|(name, value)| renews(name) && value.len() >= 4);
    let brings = |pair: (&str, &str)| earlier.request.headers.cookies().any(|other| other == pair);
    let is_same = |token: String| in_body(earlier).is_some_and(|other| other == token);
    earlier.address() == later.address()
        && earlier.initiator != Initiator::Preflight
        && (own.any(brings) || in_body(later).is_some_and(is_same))
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

/// Whether a place of the client that hands out tokens says that it has nothing to renew them with.
fn tells_of_renewal(exchange: &Exchange, answer: &Answer) -> bool {
    let words = answer.words().to_ascii_lowercase().replace('_', " ");
    exchange.path().contains("token") && words.len() < 400 && words.contains("refresh token")
}

/// Whether somebody was signed in when the renewal was refused, and nothing mended it later: without that the refusal only
/// tells a page that nobody is.
fn is_loss(exchanges: &[Exchange], refused: &Exchange) -> bool {
    let signs_in = |exchange: &Exchange| {
        is_one_site(exchange, refused)
            && matches!(exchange.response.status, Some(200..400))
            && signs_in(exchange, refused)
    };
    let (before, after) = super::around(exchanges, refused);
    let broken_off =
        |exchange: &Exchange| exchange.response.status.is_none() && renews_alike(exchange, refused);
    let signed_in = before.iter().rposition(|exchange| signs_in(exchange) || broken_off(exchange));
    // A place that is not there, or a server that fails, is no refusal unless the token was sent before.
    let is_refusal = refused.response.status.is_some_and(says_no)
        || before.iter().any(|exchange| renews_alike(exchange, refused));
    if !is_refusal {
        return false;
    }
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
