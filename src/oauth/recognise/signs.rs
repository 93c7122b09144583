//! What single exchanges show by themselves: where a request's parameters stand, error pages, a response that is handed on,
//! answers and texts without their request. Nothing is known of other exchanges here.

use std::collections::HashSet;

use serde_json::Value;

use super::super::{Answer, Kind, Message, Part, Relayed, Step, is_registered_error};
use crate::http::{Body, Exchange, Initiator, Params, marks};

/// Whether an address is that of a provider's own error page, which carries the error or its number on.
pub fn is_error_page(exchange: &Exchange) -> bool {
    if is_refused_button(exchange) {
        return true;
    }
    let query = exchange.query();
    let given = |name: &str| query.given(name);
    // Amazon Cognito's own code.
    let of_login = given("client_id").is_some()
        && given("error").is_some_and(|code| {
            is_registered_error(code) || code == "redirect_mismatch" || code.contains(' ')
        });
    exchange.path().to_ascii_lowercase().contains("error")
        && (["errorId", "authError", "oauthErrorCode"].iter().any(|name| given(name).is_some()) || of_login)
}

/// Whether a request brings a code with its `state`, and asks for nothing: by its address, or as a form that a page posts.
pub fn arrives(exchange: &Exchange, params: &Params) -> bool {
    let asks = ["client_id", "grant_type", "redirect_uri"].iter().any(|name| params.has(name));
    let posted = exchange.request.method == "POST"
        && matches!(exchange.initiator, Initiator::Navigation | Initiator::Unknown)
        && !exchange.request.headers.has("authorization");
    (exchange.request.method == "GET" || posted) && params.has("code") && params.has("state") && !asks
}

/// Whether a page keeps the request that it interrupts in its own address: `ReturnUrl`, `goto`. One with so many parameters is
/// an authorization request, also where its names are hidden.
pub fn leads_back(page: &Exchange) -> bool {
    let query = page.query();
    let path = page.path().to_ascii_lowercase();
    let names = ["ReturnUrl", "returnUrl", "return_to", "goto", "next"];
    let back = names.iter().find_map(|name| query.given(name));
    (path.contains("login") || path.contains("consent"))
        && back.is_some_and(|back| back.contains('?') && back.matches('&').count() >= 3)
}

/// Whether an answer repeats a code that only token endpoints give.
pub fn names_grant(answer: &Answer) -> bool {
    let words = answer.words();
    [
        "redirect_uri_mismatch",
        "invalid_grant",
        "invalid_client",
        "bad_verification_code",
        "incorrect_client_credentials",
        "expired_token",
    ]
    .iter()
    .any(|code| words.contains(code))
}

/// Whether a script hears a refusal in a sentence.
pub fn says_no(answer: &Answer) -> bool {
    let refused = answer.status.is_some_and(|status| (400..500).contains(&status) && status != 401);
    refused && answer.error.as_ref().is_some_and(|error| error.sentence().contains(' '))
}

/// Whether the answer of 200 to what a page of a login asks or posts says in a member of its own that it is refused, and why.
pub fn says_no_in_200(exchange: &Exchange, answer: &Answer) -> bool {
    let path = exchange.path().to_ascii_lowercase();
    let places = ["login", "signin", "sign-in", "factor", "interaction"];
    let status = answer.text("status").unwrap_or_default().to_ascii_lowercase();
    let fails = matches!(status.as_str(), "error" | "ko" | "fail" | "failed");
    answer.status == Some(200)
        && (places.iter().any(|place| path.contains(place)) && fails || is_denied_stage(answer))
        && answer.error.as_ref().is_some_and(|error| error.description.contains(' '))
}

/// Whether an answer is the stage at which authentik's flows end for who may not go on.
/// <https://docs.goauthentik.io/developer-docs/api/flow-executor>
pub fn is_denied_stage(answer: &Answer) -> bool {
    answer.text("component") == Some("ak-stage-access-denied")
}

/// Whether nothing behind such a no takes it back: the same place that lets the person on, as after a second try.
pub fn stands(exchanges: &[Exchange], message: &Message<'_>) -> bool {
    let refused = message.exchange;
    if is_asked_again(refused) {
        let asks = |later: &Exchange| {
            is_asked_again(later) || later.query().has("client_id") && later.query().has("response_type")
        };
        return !super::around(exchanges, refused).1.iter().any(asks);
    }
    if message.kind != Kind::Interaction || !says_no_in_200(refused, &message.answer) {
        return true;
    }
    let lets_on = |later: &Exchange| {
        later.address() == refused.address()
            && later.request.method == refused.request.method
            && later.response.status == Some(200)
            && !says_no_in_200(later, &Answer::read(&later.response))
    };
    !super::around(exchanges, refused).1.iter().any(lets_on)
}

/// Whether Google does not show its button on a page of this origin, or for this client; or Keycloak not the frame that tells of
/// its session; or Google not its frame for scripts.
pub fn is_refused_button(exchange: &Exchange) -> bool {
    let path = exchange.path();
    let frame = path == "/o/oauth2/iframerpc";
    let of_google =
        (frame || path.starts_with("/gsi/")) && exchange.origin() == "https://accounts.google.com";
    let valid = || {
        let answer: Value = serde_json::from_str(exchange.response.body.text()?).ok()?;
        answer.get("valid")?.as_bool()
    };
    let says_no = || frame && valid() == Some(false);
    (of_google || is_session_frame(exchange))
        && exchange.query().has("client_id")
        && (exchange.response.status.is_some_and(|status| status >= 400) || says_no())
}

/// Where Keycloak's session frame asks whether the page may use it.
/// <https://www.keycloak.org/securing-apps/javascript-adapter#_session_status_iframe>
pub fn is_session_frame(exchange: &Exchange) -> bool {
    exchange.path().ends_with("/login-status-iframe.html/init")
}

/// The tokens that a client hands to Firebase Authentication, in a form of its own inside the JSON.
/// <https://cloud.google.com/identity-platform/docs/reference/rest/v1/accounts/signInWithIdp>
pub fn handed_to_firebase(exchange: &Exchange, params: &Params) -> Option<Params> {
    let form = params.given("postBody").filter(|_| marks::is_sign_in_call(exchange.path()))?;
    let handed = Params::parse(form);
    ["id_token", "access_token"].iter().any(|name| handed.given(name).is_some()).then_some(handed)
}

/// Whether a script or a native client hands the response on to its own server: its parameters, or the address with them.
pub fn hands_response_on(exchange: &Exchange) -> bool {
    let Body::Text(text) = &exchange.request.body else { return false };
    let Ok(Value::Object(members)) = serde_json::from_str(text.expose()) else { return false };
    let long = |name: &str| members.get(name).and_then(Value::as_str).is_some_and(|value| value.len() >= 8);
    let in_address = |value: &str| {
        let query = value.split_once(['?', '#']).filter(|(before, _)| before.contains(":/"));
        let params = query.map(|(_, query)| Params::parse(query)).unwrap_or_default();
        params.has("state") && ["code", "error"].iter().any(|name| params.given(name).is_some())
    };
    exchange.request.method == "POST"
        && (long("code") && ["state", "nonce", "code_verifier", "codeVerifier"].iter().any(|name| long(name))
            || members.values().filter_map(Value::as_str).any(in_address))
}

/// Whether a place of a client where logins begin says that metadata or tokens name another issuer, or another key.
pub fn tells_of_provider(exchange: &Exchange, answer: &Answer) -> bool {
    let path = exchange.path().to_ascii_lowercase();
    let words: String = answer.words().to_ascii_lowercase().chars().take(1500).collect();
    let places = ["auth", "oidc", "openid", "login", "sso", "signin", "connect"];
    let says = |of: &[&str]| of.iter().any(|word| words.contains(word));
    let doubts = says(&["issuer", "jwks", "signing key"])
        && says(&["match", "unexpected", "invalid issuer", "not found"]);
    // Better Auth's words of metadata that it could not read.
    let unread =
        says(&["invalid oauth configuration", "oidc provider unavailable", "oidc provider is unavailable"]);
    asks_in_vain(answer) || places.iter().any(|place| path.contains(place)) && (doubts || unread)
}

/// Whether a client's server says that it cannot ask its provider, which may have the same host (Argo CD).
pub fn asks_in_vain(answer: &Answer) -> bool {
    let says = answer.error.as_ref().map(|error| format!("{} {}", error.code, error.description));
    answer.status.is_some_and(|status| status >= 400)
        && says.is_some_and(|says| says.to_ascii_lowercase().contains("failed to query provider"))
}

/// What the answer to a navigation of the client tells of a failure out of sight: in its page, or in the parameters that
/// it redirects with.
pub fn told(exchange: &Exchange, answer: &Answer) -> Option<Relayed> {
    let page = answer.page.as_deref().and_then(Relayed::find);
    page.or_else(|| {
        answer
            .error
            .as_ref()
            .and_then(|error| Relayed::find(&format!("{} {}", error.code, error.description)))
    })
    .or_else(|| {
        let refused = answer.status.is_some_and(|status| status >= 400);
        Relayed::find(&answer.lines().filter(|_| refused)?)
    })
    .or_else(|| {
        let target = exchange.redirect_target()?;
        Relayed::find(&crate::http::decode(target.split_once('?')?.1))
    })
    .or_else(|| {
        // An error page of the client's library, which names the error in its own address.
        let query = exchange.query();
        let described = || {
            let told = Relayed::find(query.given("error_description")?)?;
            told.status.is_some().then_some(told)
        };
        Relayed::of_library(query.given("error")?).or_else(described)
    })
    .or_else(|| Relayed::of_library(&unlisted_domain(exchange, answer)?))
    .or_else(|| {
        let refused = is_asked_again(exchange).then(|| Relayed::of_refusal("csrf=true"))?;
        Some(Relayed { step: Some(Step::StateCheck), ..refused })
    })
}

/// Auth.js shows its sign-in page again, since the cookie beside the form's token did not come or does not fit.
/// <https://github.com/nextauthjs/next-auth/blob/v4/packages/next-auth/src/core/index.ts>
pub fn is_asked_again(exchange: &Exchange) -> bool {
    let path = exchange.path().trim_end_matches('/');
    path.ends_with("/signin") && exchange.query().given("csrf") == Some("true") && may_navigate(exchange)
}

/// What the page's script says where Firebase lists the project's domains to it, and that of the page is none of them.
/// <https://github.com/firebase/firebase-js-sdk/blob/main/packages/auth/src/core/util/validate_origin.ts>
fn unlisted_domain(exchange: &Exchange, answer: &Answer) -> Option<String> {
    let listed = answer.json.as_ref()?.get("authorizedDomains")?.as_array()?;
    let page = exchange.request.headers.first("origin").or(exchange.request.headers.first("referer"))?;
    let page = url::Url::parse(page).ok().filter(|page| page.scheme().starts_with("http"))?;
    let host = page.host_str()?.to_ascii_lowercase();
    let covers = |domain: &str| host == domain || crate::http::is_below(&host, domain);
    let is_listed = listed.iter().filter_map(Value::as_str).any(covers);
    (!is_listed && !listed.is_empty()).then(|| format!("auth/unauthorized-domain: `{host}` is not listed"))
}

/// A response comes by navigation; what a script fetches, or what answers with data, is an API of its own.
pub fn may_navigate(exchange: &Exchange) -> bool {
    let data = exchange.response.media_type.contains("json") && exchange.response.status == Some(200);
    match exchange.initiator {
        Initiator::Navigation => true,
        Initiator::Unknown => !data && !is_static(exchange),
        Initiator::Script | Initiator::Preflight | Initiator::Asset => false,
    }
}

/// Whether a path is that of a file which belongs to a page.
pub fn is_static(exchange: &Exchange) -> bool {
    let path = exchange.path().to_ascii_lowercase();
    [".js", ".css", ".png", ".svg", ".ico", ".woff", ".woff2", ".jpg", ".gif", ".map", ".webp"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// An answer or a text without its request: an endpoint's answer is told by what it brings, words by what they say.
pub fn alone(exchange: &Exchange, answer: Answer) -> Option<Message<'_>> {
    let of = |kind, because, answer, relayed| {
        let (part, params) = (Part::ResponseBody, Params::default());
        Some(Message { exchange, kind, part, params, answer, relayed, because, led_by: None, landed: None })
    };
    if answer.json.as_ref().is_some_and(|json| json.get("keys").is_some_and(Value::is_array)) {
        return of(Kind::Keys, "it is a key set", answer, None);
    }
    let tokens = ["access_token", "id_token", "refresh_token"].iter().any(|name| answer.brings(name));
    let coded = answer.error.as_ref().filter(|error| is_registered_error(&error.code));
    let words = coded.map(|error| format!("{} {}", error.code, error.description));
    // Without a code it may be a line of a log.
    let lines = answer.lines().filter(|_| !tokens && coded.is_none());
    let told = words.or(lines.clone()).as_deref().and_then(Relayed::of_library);
    if let Some(told) = told.or_else(|| Relayed::find(&lines?)) {
        return of(Kind::ClientPage, "it tells of a login that the client refused", answer, Some(told));
    }
    let challenged = exchange.response.headers.has("www-authenticate");
    if tokens || answer.error.is_some() && !challenged {
        return of(Kind::TokenRequest, "it is what a token endpoint answers", answer, None);
    }
    if challenged {
        return of(Kind::ApiCall, "its answer asks for credentials (`WWW-Authenticate`)", answer, None);
    }
    if let Some(target) = exchange.redirect_target() {
        let told = Relayed::of_text(&crate::http::decode(target.split_once('?')?.1))?;
        return of(Kind::ClientPage, "it leads to a page that tells of an error", answer, Some(told));
    }
    if answer.status.is_some_and(|status| status >= 400) {
        return of(Kind::TokenRequest, "it is a refusal, and its request is not known", answer, None);
    }
    let told = Relayed::of_text(answer.page.as_deref()?)?;
    of(Kind::ClientPage, "it tells of a login that failed", answer, Some(told))
}

/// A client names the code as it likes towards its own server: `authCode`, `authorizationCode`.
pub fn naming_code(mut params: Params, codes: &HashSet<String>) -> Params {
    if params.given("code").is_none()
        && let Some(code) = params.0.iter_mut().find(|param| codes.contains(param.value()))
    {
        "code".clone_into(&mut code.name);
    }
    params
}

/// What token endpoints of some services call the parameters of RFC 6749 and RFC 8628: WeChat, TikTok, Feishu, Trakt.
/// <https://developers.weixin.qq.com/miniprogram/en/dev/api-backend/open-api/login/auth.code2Session.html>
/// <https://trakt.docs.apiary.io/#reference/authentication-devices/get-token/poll-for-the-access_token>
pub fn in_words_of_oauth(path: &str, mut params: Params) -> Params {
    if path.ends_with("/device/token") && !params.has("device_code") {
        let code = params.0.iter_mut().find(|param| param.name == "code");
        code.into_iter().for_each(|code| "device_code".clone_into(&mut code.name));
    }
    let ids = ["appid", "app_id", "client_key"];
    if params.has("client_id") || !ids.iter().any(|name| params.given(name).is_some()) {
        return params;
    }
    for param in &mut params.0 {
        let name = match param.name.as_str() {
            "appid" | "app_id" | "client_key" => "client_id",
            "secret" | "app_secret" => "client_secret",
            "js_code" => "code",
            _ => continue,
        };
        name.clone_into(&mut param.name);
    }
    params
}

/// A response whose code has a name of its own: Amazon's Selling Partner API, Faire.
/// <https://developer-docs.amazon.com/sp-api/docs/website-authorization-workflow>,
/// <https://github.com/Jaal-Yantra-Textiles/v2/pull/960>
pub fn response_in_words_of_oauth(mut params: Params) -> Params {
    if !params.has("code") && params.has("state") {
        let own = ["spapi_oauth_code", "authorization_code"];
        let code = params.0.iter_mut().find(|param| own.contains(&param.name.as_str()));
        code.into_iter().for_each(|code| "code".clone_into(&mut code.name));
    }
    params
}

/// The request that a provider's page repeats in the address when it posts the person's consent, and that is refused then.
pub fn refused_consent(exchange: &Exchange, answer: &Answer) -> Option<(Part, Params)> {
    let refused = answer.status.is_some_and(|status| status >= 400) && answer.error.is_some();
    let posts =
        exchange.request.method == "POST" && exchange.content_type().is_some_and(|is| is.contains("json"));
    let query = exchange.query();
    let asks = ["client_id", "response_type"].iter().all(|name| query.given(name).is_some());
    (refused && posts && asks).then_some((Part::RequestQuery, query))
}

/// The parameters of a request and where they stand: a form or JSON body, else the query. Some endpoints take the grant from the
/// address and the rest from the body (Supabase, VK).
pub fn request_params(exchange: &Exchange) -> (Part, Params) {
    let (part, mut params) = sent_params(exchange);
    // A page that posts its consent to the address of the request itself: Slack's.
    if exchange.request.method == "POST" && exchange.path().ends_with("/oauth") && !params.has("client_id") {
        let asked = exchange.query();
        if ["client_id", "redirect_uri", "scope"].iter().all(|name| asked.given(name).is_some()) {
            return (Part::RequestQuery, asked);
        }
    }
    if part == Part::RequestBody && exchange.request.method == "POST" && !params.has("grant_type") {
        let Params(asked) = exchange.query();
        if asked.iter().any(|param| param.name == "grant_type" && !param.value().is_empty()) {
            let more = asked.len() > params.0.len();
            params.0.extend(asked);
            return (if more { Part::RequestQuery } else { part }, params);
        }
    }
    (part, params)
}

fn sent_params(exchange: &Exchange) -> (Part, Params) {
    let Body::Text(text) = &exchange.request.body else { return (Part::RequestQuery, exchange.query()) };
    let text = text.expose().trim();
    if text.starts_with('{')
        && let Ok(Value::Object(members)) = serde_json::from_str(text)
    {
        let host = exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        let camel = members.contains_key("grantType") && marks::takes_camel_case(&host);
        let pairs = members.into_iter().map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (if camel { snake_case(&name) } else { name }, text)
        });
        return (Part::RequestBody, Params::decoded(pairs));
    }
    let multipart = exchange.content_type().is_some_and(|media| media.starts_with("multipart/"));
    if multipart || text.starts_with("--") {
        return (Part::RequestBody, Params::decoded(multipart_fields(text)));
    }
    let form = exchange
        .content_type()
        .is_none_or(|media| media == "application/x-www-form-urlencoded" || media.starts_with("text/"));
    if form || text.contains("grant_type=") || text.contains("client_id=") {
        return (Part::RequestBody, Params::parse(text));
    }
    (Part::RequestQuery, exchange.query())
}

/// `grantType` as the specifications write it.
fn snake_case(name: &str) -> String {
    let mut written = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            written.push('_');
        }
        written.push(c.to_ascii_lowercase());
    }
    written
}

/// The simple fields of a multipart form (RFC 7578).
fn multipart_fields(text: &str) -> std::vec::IntoIter<(String, String)> {
    let field = |piece: &str| -> Option<(String, String)> {
        let (_, rest) = piece.split_once("name=\"")?;
        let (name, rest) = rest.split_once('"')?;
        let value = rest.split_once("\r\n\r\n").or_else(|| rest.split_once("\n\n"))?.1;
        Some((name.to_owned(), value.split(['\r', '\n']).next().unwrap_or_default().to_owned()))
    };
    let fields: Vec<(String, String)> = text.split("--").filter_map(field).collect();
    fields.into_iter()
}

/// Whether a redirect away from an authorization request carries its answer, whatever the place that it goes to.
pub fn answers(request: &Exchange, params: &Params) -> bool {
    let asked = request.query();
    let asks = asked.given("client_id").is_some() && asked.given("response_type").is_some();
    let brings = ["code", "error", "id_token"].iter().any(|name| params.given(name).is_some());
    let goes_on = ["client_id", "response_type", "redirect_uri"].iter().any(|name| params.has(name));
    let away = request
        .redirect_target()
        .and_then(|target| super::origin(&target))
        .is_some_and(|origin| origin != request.origin());
    asks && brings && !goes_on && away
}

/// Whether a call carries an access token in its address, or its answer asks for one.
pub fn wants_token(exchange: &Exchange, answer: &Answer) -> Option<&'static str> {
    let query = exchange.query();
    let brings = super::super::TOKEN_PARAMS.iter().any(|name| query.given(name).is_some());
    let in_url = brings && !query.has("token_type") && !query.has("state");
    if in_url && exchange.initiator != Initiator::Navigation && !is_static(exchange) {
        return Some("it carries an access token in its address");
    }
    let challenged = exchange.response.headers.all("www-authenticate").any(|value| {
        let scheme = value.split(' ').next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("dpop")
    });
    let lacks_scope = answer.status == Some(403) && misses_scope(answer);
    (challenged && matches!(answer.status, Some(401 | 403)))
        .then_some("its answer asks for an access token (`WWW-Authenticate`)")
        .or_else(|| lacks_scope.then_some("its answer misses a scope"))
}

/// Whether a short refusal misses a scope, as gateways say that keep the token in a session of their own.
fn misses_scope(answer: &Answer) -> bool {
    let words = answer.words().to_ascii_lowercase();
    let says = ["required", "missing", "insufficient", "not present", "lack", "not granted", "does not have"];
    words.len() < 300 && words.contains("scope") && says.iter().any(|word| words.contains(word))
}

/// Why a page tells of a login that the client refused, or of a request of its own that failed.
pub fn tells_of_refusal(exchange: &Exchange, answer: &Answer) -> Option<&'static str> {
    let told = told(exchange, answer)?;
    if is_asked_again(exchange) {
        return Some("it asks for the sign-in again (`csrf=true`)");
    }
    if told.token_endpoint || told.code.is_some() {
        return Some("it tells of a failed token request");
    }
    // Long pages may be about such errors; a short one, or one that failed, has one.
    let failed = answer.status.is_some_and(|status| status >= 400);
    let short = answer.page.as_deref().is_none_or(|page| page.len() < 1500);
    (told.library.is_some() && (short || failed)).then_some("it tells of a login that the client refused")
}
