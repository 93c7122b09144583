//! Where a client sends the browser after the callback, if that place may tell of a failure: `/login?error`,
//! `/auth/failure?message=csrf_detected`, a page that answers with 500, the sign-in page. Exchanges come in, words go out.

use std::collections::HashSet;

use base64::Engine as _;

use super::Answer;
use crate::http::{Exchange, Params, Timeline, origin_of};

/// The end of the redirects that begin at a callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Landing<'c> {
    /// The page, where it is in the capture.
    pub page: Option<&'c Exchange>,
    /// The address that the browser was sent to.
    pub target: String,
    /// The error code in that address.
    pub code: String,
    /// What address and page say.
    pub says: String,
    /// Whether the address or the status tells of a failure; else only the words can.
    pub fails: bool,
    /// Whether the client's pages redirect to each other and never end.
    pub circles: bool,
}

/// So often the same address is asked for in a row of redirects that do not end.
const ROUNDS: usize = 3;

impl<'c> Landing<'c> {
    /// Follows a callback's redirects; none if they lead into the client, to a login, or to one of `others`.
    pub fn after(time: &Timeline<'c>, callback: &Exchange, others: &HashSet<String>) -> Option<Landing<'c>> {
        let mut target = callback.redirect_target()?;
        let mut from = callback;
        let mut named: Option<String> = None;
        let mut page = None;
        let mut visited: Vec<String> = Vec::new();
        let mut ended = false;
        let often = |visited: &[String], target: &str| visited.iter().filter(|seen| *seen == target).count();
        while visited.len() < 5 || visited.len() < 12 && often(&visited, &target) > 0 {
            if begins_login(&target) || is_of(&target, others) {
                ended = true;
                break;
            }
            visited.push(target.clone());
            named = named.or_else(|| Some(target.clone()).filter(|target| names_failure(target)));
            let Some(next) = time.next_at(from, &target) else { break };
            (page, from) = (Some(next), next);
            let Some(onwards) = next.redirect_target() else {
                ended = true;
                break;
            };
            target = onwards;
        }
        let circles = !ended && visited.last().is_some_and(|last| often(&visited, last) >= ROUNDS);
        let fails = |page: &Exchange| match page.response.status {
            Some(400 | 401 | 403 | 413 | 431 | 494 | 500..) => true,
            // The connection ends where the answer is due.
            None => {
                let ends =
                    ["CONNECTION_", "EMPTY_RESPONSE", "NET_RESET", "NAME_NOT_RESOLVED", "UNKNOWN_HOST"];
                let error = page.error.as_deref().unwrap_or_default();
                let again = time.next_at(page, &page.request.url);
                ends.iter().any(|word| error.contains(word))
                    && again.is_none_or(|again| again.response.status.is_none())
            }
            // Some hosts serve a single page with 404 for every address; it has scripts and works.
            Some(404 | 410) => page.response.body.text().is_some_and(|page| !page.contains("<script")),
            _ => false,
        };
        let (target, fails) = match (named, page) {
            _ if circles => (target, true),
            (Some(named), _) => (named, true),
            (None, Some(page)) if fails(page) => (page.request.url.clone(), true),
            (None, Some(page)) if is_sign_in(page) => {
                (page.request.url.clone(), asks_to_sign_in(page) || repeats_refusal(page))
            }
            (None, _) => return None,
        };
        let given = |kinds: &[Tells]| told(&params(&target), kinds);
        let words = page.map(|page| Answer::read(&page.response).words()).unwrap_or_default();
        let noticed = notice(&params(&target)).map(str::to_owned);
        let codes = given(&[Tells::Code]);
        let code = codes.first().cloned().or(noticed).unwrap_or_default();
        let round = if circles { "The pages send the browser round in circles" } else { "" };
        let codes = if codes.is_empty() { code.clone() } else { codes.join(" ") };
        let says =
            format!("{codes} {} {words} {round}", given(&[Tells::Description, Tells::Words]).join(" "));
        Some(Landing { page, code, says: says.trim().to_owned(), target, fails, circles })
    }

    /// The status of the page.
    pub fn status(&self) -> Option<u16> {
        self.page?.response.status
    }
}

/// What the address of a provider's own error page names: code and words.
pub fn named(url: &str) -> Option<(String, String)> {
    let params = params(url);
    if let Some(told) = params.given("authError").and_then(unpacked) {
        return Some(told);
    }
    let words = || told(&params, &[Tells::Description, Tells::Words]).into_iter().next();
    // Instagram's error page names the reason alone.
    let of_error =
        || url.split(['?', '#']).next().is_some_and(|path| path.to_ascii_lowercase().contains("/error"));
    let urn = urn_in(url).filter(|_| of_error());
    let alone = || words().or(urn.clone()).filter(|_| of_error()).map(|_| String::new());
    let code =
        told(&params, &[Tells::Code]).into_iter().next().filter(|code| code.len() >= 3).or_else(alone)?;
    let says = [words(), params.given("error_hint").map(str::to_owned), urn];
    Some((code, says.into_iter().flatten().collect::<Vec<_>>().join(" ")))
}

/// The URN in an address's path: `/errors/urn%3Acerner%3Aerror%3A…/instances/…`.
pub fn urn_in(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.split('/').map(crate::http::decode).find(|segment| segment.starts_with("urn:"))
}

/// Google's error pages carry code and words as a protocol buffer, in Base64: its first two fields, both text.
pub fn unpacked(value: &str) -> Option<(String, String)> {
    let engine = base64::engine::general_purpose::GeneralPurpose::new(
        &base64::alphabet::URL_SAFE,
        base64::engine::general_purpose::NO_PAD.with_decode_allow_trailing_bits(true),
    );
    let value = value.replace('+', "-").replace(['/', ' '], "_");
    let bytes = engine.decode(value.trim_end_matches('=')).ok()?;
    let (code, rest) = field(&bytes, 0x0a)?;
    let says = field(rest, 0x12).map(|(says, _)| says).unwrap_or_default();
    let is_code = code.len() >= 3 && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_code.then_some((code, says))
}

/// The same, written.
pub fn packed(code: &str, says: &str) -> String {
    let mut bytes = Vec::new();
    for (tag, text) in [(0x0a, code), (0x12, says)] {
        let length = text.len().min(0x3fff);
        bytes.extend([tag, (length & 0x7f) as u8 | 0x80, (length >> 7) as u8]);
        bytes.extend(text.bytes().take(length));
    }
    base64::engine::general_purpose::URL_SAFE.encode(bytes)
}

/// The text behind a tag, and what follows it. <https://protobuf.dev/programming-guides/encoding/>
fn field(bytes: &[u8], tag: u8) -> Option<(String, &[u8])> {
    let mut rest = bytes.strip_prefix(&[tag])?;
    let mut length = 0_usize;
    for shift in [0, 7, 14] {
        let (byte, tail) = rest.split_first()?;
        rest = tail;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            let (text, tail) = rest.split_at_checked(length)?;
            return Some((String::from_utf8_lossy(text).into_owned(), tail));
        }
    }
    None
}

/// What clients write before `error` and its parts, in whatever spelling: `oidc_error`, `loginError`, `oauthErrorMsg`.
const KINDS: [&str; 9] = ["", "auth", "login", "oauth", "oauth2", "oidc", "openid", "signin", "sso"];

/// What a parameter of an address tells of a failure.
#[derive(Clone, Copy, PartialEq)]
enum Tells {
    Code,
    /// Words, by whose name alone it is a failure.
    Description,
    /// Words about anything.
    Words,
}

fn tells(name: &str) -> Option<Tells> {
    let folded = name.to_ascii_lowercase().replace(['_', '-'], "");
    match folded.as_str() {
        // Google's holds code and words, packed.
        _ if name == "authError" => return None,
        "err" | "failure" => return Some(Tells::Code),
        "message" | "msg" | "reason" | "detail" => return Some(Tells::Words),
        _ => {}
    }
    let (kind, part) = folded.split_once("error")?;
    match part {
        _ if !KINDS.contains(&kind) => None,
        "" | "code" => Some(Tells::Code),
        "description" | "message" | "msg" | "reason" => Some(Tells::Description),
        _ => None,
    }
}

/// Whether a parameter is called as clients call what tells of a failure: its value is no secret.
pub fn is_of_failure(name: &str) -> bool {
    matches!(tells(name), Some(Tells::Code | Tells::Description))
}

/// The values that are given under such names; the protocol's own name first.
fn told(params: &Params, kinds: &[Tells]) -> Vec<String> {
    let mut given: Vec<_> = params
        .0
        .iter()
        .filter(|param| {
            !param.value().is_empty() && tells(&param.name).is_some_and(|tells| kinds.contains(&tells))
        })
        .collect();
    given.sort_by_key(|param| !matches!(param.name.as_str(), "error" | "error_description"));
    given.into_iter().map(|param| param.value().to_owned()).collect()
}

/// Query and fragment of an address.
fn params(url: &str) -> Params {
    let mut pieces = url.splitn(2, ['?', '#']).skip(1);
    Params::parse(&pieces.next().unwrap_or_default().replace(['#', '?'], "&"))
}

/// A notice that tells of a failure: `?notice=state-mismatch` (Outline), `?reason=INVALID_CREDENTIALS` (Directus).
fn notice(params: &Params) -> Option<&str> {
    let tells = [
        "mismatch",
        "error",
        "denied",
        "failed",
        "expired",
        "invalid",
        "suspended",
        "not-allowed",
        "not_allowed",
    ];
    let fails = |value: &&str| {
        let value = value.to_ascii_lowercase();
        tells.iter().any(|word| value.contains(word))
    };
    ["notice", "reason"].iter().filter_map(|name| params.given(name)).find(fails)
}

/// Whether an address is the one to which a client sends the browser when a login has failed.
fn names_failure(url: &str) -> bool {
    let place = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = place.split('?').next().unwrap_or_default();
    let words = path.split_once('/').map_or("", |(_, path)| path).to_ascii_lowercase();
    let segments: Vec<&str> = words.split(['/', '#']).filter(|segment| !segment.is_empty()).collect();
    let in_path =
        segments.iter().rev().take(2).flat_map(|segment| segment.split(['-', '_', '.'])).any(|word| {
            matches!(
                word,
                "error"
                    | "autherror"
                    | "loginerror"
                    | "failure"
                    | "failed"
                    | "denied"
                    | "accessdenied"
                    | "forbidden"
                    | "unauthorized"
                    | "unauthorised"
                    | "notauthorized"
            )
        });
    let params = params(url);
    let is_no = |value: &str| matches!(value, "0" | "false" | "null" | "none" | "undefined");
    // Some say in words alone what went wrong.
    let in_params = told(&params, &[Tells::Code, Tells::Description]).iter().any(|value| !is_no(value));
    // `/login?error`, as Spring Security writes it.
    let bare = params.has("error") && params.value("error") == Some("") && words.contains("login");
    in_path || in_params || bare || notice(&params).is_some()
}

fn is_sign_in(page: &Exchange) -> bool {
    let path = page.path().to_ascii_lowercase();
    ["login", "log-in", "signin", "sign-in", "sign_in", "/auth", "/sso"]
        .iter()
        .any(|word| path.contains(word))
}

/// Whether a page asks who the person is: it has a field for a password, or offers providers.
fn asks_to_sign_in(page: &Exchange) -> bool {
    let html: String = page.response.body.text().unwrap_or_default().chars().take(200_000).collect();
    let html = html.to_ascii_lowercase();
    let signs = ["type=\"password\"", "type='password'", ">sign in with ", ">log in with ", ">login with "];
    page.response.status == Some(200) && signs.iter().any(|sign| html.contains(sign))
}

/// Whether a short page repeats a code that only token endpoints answer with (RFC 6749, section 5.2).
fn repeats_refusal(page: &Exchange) -> bool {
    let words = Answer::read(&page.response).words();
    words.len() < 1500 && ["invalid_grant", "unauthorized_client"].iter().any(|code| words.contains(code))
}

fn begins_login(url: &str) -> bool {
    let params = params(url);
    params.has("client_id") && (params.has("response_type") || params.has("redirect_uri"))
}

fn is_of(url: &str, origins: &HashSet<String>) -> bool {
    url::Url::parse(url).is_ok_and(|url| origins.contains(&origin_of(&url)))
}

#[cfg(test)]
mod tests {
    use super::{named, names_failure, packed};

    #[test]
    fn words_in_the_address_of_an_error_page_are_read() {
        let url = "https://accounts.google.com/signin/oauth/error?authError=Cg5kZWxldGVkX2NsaWVudBIdVGhlIE9BdXRoIGNsaWVudCB3YXMgZGVsZXRlZC4gkQM%3D&x=1";
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(named(url), pair("deleted_client", "The OAuth client was deleted."));
        let anew =
            format!("https://op.example/error?authError={}", packed("deleted_client", "It was deleted."));
        assert_eq!(named(&anew), pair("deleted_client", "It was deleted."));
        assert_eq!(named("https://op.example/error?authError=Cg%3D"), None);
        assert_eq!(named("https://op.example/error?error=invalid_scope"), pair("invalid_scope", ""));
    }

    #[test]
    fn addresses_of_failures_are_known() {
        for url in [
            "https://app.example/login?error",
            "https://app.example/auth/failure?message=csrf_detected&strategy=x",
            "https://app.example/api/auth/error?error=Callback",
            "https://app.example/#/error?message=state",
            "/signin?auth_error=expired",
            "/signin?error_description=Sorry%2C+something+went+wrong",
            "/login?oidcError=unverified_email&returnTo=%2F",
            "/?loginErrorMessage=Try+again",
        ] {
            assert!(names_failure(url), "{url}");
        }
        for url in [
            "https://app.example/",
            "https://error.example/home",
            "https://app.example/home?error=false",
            "https://app.example/projects/7/errors?since=2d",
            "https://app.example/reports?message=hello",
            "https://app.example/report?lastError=7&errorRate=3",
        ] {
            assert!(!names_failure(url), "{url}");
        }
    }
}
