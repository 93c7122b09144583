//! How a provider is recognised, and what its words mean. One file a provider in `providers/`, data only; the codes of
//! the specifications are here, for providers that nobody has described.

mod codes;
pub mod fosite;
mod texts;

use serde_json::{Map, Value};

pub use codes::{Code, aadsts, code};
pub use texts::{
    AUDIENCE, MISSES_RESPONSE, beside_general, client_says_error, misses_scope_of_token, names_nothing, read,
    refuses_person, refuses_request, server_says_error, service_says_error,
};

use crate::cause::{Cause, Words};
use crate::causes as c;
use crate::oauth::{Kind, Message};
use crate::pattern::Pattern;

/// A provider: hosts, paths and headers that tell it, and its error table.
#[derive(Debug)]
pub struct Provider {
    pub id: &'static str,
    pub name: &'static str,
    pub recognise: Recognise,
    /// In order: the first that fits is taken. Each stands below the address of its source.
    pub errors: &'static [Entry],
    /// Topic ("redirect URIs", "secret") and the place in the provider's console.
    pub console: &'static [(&'static str, &'static str)],
}

/// What tells a provider.
#[derive(Debug)]
pub struct Recognise {
    /// Exact hosts, or `*.example.com`.
    pub hosts: &'static [&'static str],
    /// Regular expressions over the issuer.
    pub issuers: &'static [&'static str],
    /// Paths of endpoints, `{…}` stands for one segment. Only paths that nobody else has.
    pub paths: &'static [&'static str],
    /// Response headers: name and regular expression over the value.
    pub headers: &'static [(&'static str, &'static str)],
}

/// Where words were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Token,
    /// Parameters of the authorization response.
    Callback,
    /// The provider's own page.
    Page,
    Api,
}

/// One line of an error table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub place: Place,
    /// None: any.
    pub status: Option<u16>,
    /// The error code, compared exactly; empty: any.
    pub error: &'static str,
    /// Regular expression over description and page; empty: any; `^$`: nothing was said.
    pub pattern: &'static str,
    /// Most likely first.
    pub causes: &'static [&'static Cause],
    /// What it means for this login.
    pub means: &'static str,
    pub fix: &'static str,
}

impl Entry {
    /// Whether it rests on the provider's own code or text and not on a general OAuth code alone.
    pub fn is_specific(&self) -> bool {
        let own_text = !self.pattern.is_empty() && self.pattern != "^$";
        own_text || (!self.error.is_empty() && !is_standard(self.error))
    }

    /// The sentence beside its general code, where that says more. `redirect_uri_mismatch` says all, and what a callback brings
    /// says more only where a policy denies in words of its own.
    pub fn sentence(&self, words: &Words) -> Option<Entry> {
        let by_policy =
            self.causes.first().is_some_and(|first| first.id == c::access_policy_blocked::CAUSE.id);
        match words.place {
            Place::Token => texts::read(words).filter(|_| words.code != "redirect_uri_mismatch"),
            Place::Callback if by_policy && self.pattern.is_empty() => {
                texts::look_up(words).or_else(|| texts::read(words))
            }
            Place::Callback if words.code == "invalid_request" && self.pattern.is_empty() => {
                texts::look_up(words)
            }
            _ => None,
        }
    }

    fn is_at(&self, words: &Words) -> bool {
        self.place == words.place || (self.place == Place::Page && words.place == Place::Callback)
    }

    /// Whether its sentence stands in the words, whatever status and code are beside it: servers change those from one
    /// version to the next.
    fn says_so(&self, words: &Words) -> bool {
        let is_sentence = !self.pattern.is_empty() && self.pattern != "^$";
        is_sentence && self.is_at(words) && covers(self.pattern, &words.text) >= 16
    }

    fn fits(&self, words: &Words) -> bool {
        self.is_at(words)
            && self.status.is_none_or(|status| words.status.is_none() || words.status == Some(status))
            && (self.error.is_empty() || self.error == words.code)
            && (matches(self.pattern, &words.text, &words.code)
                || self.names_code() && matches(self.pattern, &format!("{} {}", words.code, words.text), ""))
    }

    /// Whether the pattern is about a code and a sentence at once.
    fn names_code(&self) -> bool {
        self.pattern.contains("Exception")
    }
}

/// A provider that was not recognised.
pub static UNKNOWN: Provider = Provider {
    id: "unknown",
    name: "The provider",
    recognise: Recognise { hosts: &[], issuers: &[], paths: &[], headers: &[] },
    errors: &[],
    console: &[],
};

impl Provider {
    /// Whether a page of this provider tells of an error.
    pub fn says_error(&self, page: &str) -> bool {
        let on_pages =
            self.errors.iter().filter(|entry| entry.place == Place::Page && !entry.pattern.is_empty());
        on_pages.into_iter().any(|entry| matches(entry.pattern, page, "")) || codes::are_in(page)
    }

    /// The place in the console for the first of these topics that is known. One place may have several: "scopes / grants".
    pub fn console(&self, topics: &[&str]) -> Option<&'static str> {
        let has = |name: &str, topic: &str| name == topic || name.split(" / ").any(|part| part == topic);
        let place =
            |topic: &&str| self.console.iter().find(|(name, _)| has(name, topic)).map(|(_, place)| *place);
        topics.iter().find_map(place)
    }

    /// Whether a message went to one of this provider's own hosts.
    pub fn serves(&self, message: &Message<'_>) -> bool {
        let host =
            message.exchange.url().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        self.recognise.hosts.iter().any(|pattern| is_host(pattern, &host))
    }
}

/// Recognises the provider of a login by its hosts, issuer, paths and headers, in this order.
pub fn recognise(messages: &[Message<'_>], metadata: Option<&Map<String, Value>>) -> &'static Provider {
    let of_provider = |message: &&Message<'_>| {
        !matches!(message.kind, Kind::Callback | Kind::ClientPage | Kind::ApiCall | Kind::Preflight)
    };
    let own: Vec<&Message<'_>> = messages.iter().filter(of_provider).collect();
    // A lone API call: the API's host tells as well.
    let own = if own.is_empty() { messages.iter().collect() } else { own };
    let all = || crate::providers::ALL.iter().copied();
    let mut hosts: Vec<String> =
        own.iter().filter_map(|message| message.exchange.url()?.host_str().map(str::to_owned)).collect();
    if own.is_empty() {
        // Addresses in a client's words.
        let told = messages.iter().filter_map(|message| message.relayed.as_ref());
        let urls =
            told.flat_map(|relayed| &relayed.addresses).filter_map(|address| url::Url::parse(address).ok());
        hosts.extend(urls.filter_map(|url| url.host_str().map(str::to_owned)));
    }
    hosts = once(hosts.into_iter());
    let issuer = metadata.and_then(|metadata| metadata.get("issuer")?.as_str()).unwrap_or_default();
    let by_host = all().find(|provider| {
        provider.recognise.hosts.iter().any(|pattern| hosts.iter().any(|host| is_host(pattern, host)))
    });
    let by_issuer = || {
        all().find(|provider| provider.recognise.issuers.iter().any(|pattern| matches(pattern, issuer, "")))
    };
    let by_path = || {
        let paths: Vec<&str> = once(own.iter().map(|message| message.exchange.path()));
        all().find(|provider| {
            let mut patterns = provider.recognise.paths.iter();
            patterns.any(|pattern| paths.iter().any(|path| is_path(pattern, path)))
        })
    };
    let by_header = || {
        let names = once(all().flat_map(|provider| provider.recognise.headers).map(|(name, _)| *name));
        let headers = own.iter().flat_map(|message| &message.exchange.response.headers.0);
        let named = headers.filter(|(name, _)| names.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)));
        let lines = named.flat_map(|(name, value)| value.expose().split('\n').map(move |line| (name, line)));
        let told: Vec<(&str, &str)> = once(lines.map(|(name, line)| (name.as_ref(), telling(name, line))));
        all().find(|provider| {
            provider.recognise.headers.iter().any(|(name, pattern)| {
                let mut values = told.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
                values.any(|(_, value)| matches(pattern, value, ""))
            })
        })
    };
    let by_mark = || {
        let refused =
            own.iter().filter(|message| message.answer.error.is_some() || message.answer.page.is_some());
        let bodies: Vec<&str> = refused.filter_map(|message| message.exchange.response.body.text()).collect();
        let (_, id) = MARKS.iter().find(|(mark, _)| bodies.iter().any(|body| body.contains(mark)))?;
        all().find(|provider| provider.id == *id)
    };
    let by_issuer = if issuer.is_empty() { None } else { by_issuer() };
    // Gitea and Forgejo have GitHub's paths on hosts of their own.
    let by_path =
        || by_path().map(|found| if found.id == "github" && is_gitea(&own) { gitea() } else { found });
    by_host.or(by_issuer).or_else(by_path).or_else(by_header).or_else(by_mark).unwrap_or(&UNKNOWN)
}

/// What only one product's own pages and refusals carry, where its addresses are anybody's.
const MARKS: [(&str, &str); 6] = [
    // https://github.com/openiddict/openiddict-core/blob/dev/src/OpenIddict.Server/OpenIddictServerHandlers.cs
    ("/errors/ID2", "openiddict"),
    // https://github.com/dexidp/dex/blob/master/web/templates/header.html
    ("<title>dex</title>", "dex"),
    ("class=\"dex-container\"", "dex"),
    // https://github.com/DuendeArchive/IdentityServer4/blob/main/src/IdentityServer4/host/Views/Shared/_Layout.cshtml
    ("<title>IdentityServer4</title>", "duende-identityserver"),
    ("<title>Duende IdentityServer</title>", "duende-identityserver"),
    // https://github.com/keycloak/keycloak/blob/main/themes/src/main/resources/theme/base/login/error.ftl
    ("id=\"kc-error-message\"", "keycloak"),
];

/// Each item once: most messages of a login go to the same few places.
fn once<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.collect();
    crate::order::sort(&mut all);
    all.dedup();
    all
}

/// What of a header tells the provider: of a cookie its name, with the `=` behind it.
fn telling<'a>(name: &str, value: &'a str) -> &'a str {
    let end = value.find('=').filter(|_| name.eq_ignore_ascii_case("set-cookie")).map(|at| at + 1);
    end.and_then(|end| value.get(..end)).unwrap_or(value)
}

fn gitea() -> &'static Provider {
    &crate::providers::gitea::PROVIDER
}

/// Whether a server at GitHub's paths is Gitea: by its codes, its cookies, or an error of its token endpoint, to which GitHub
/// answers 200.
fn is_gitea(messages: &[&Message<'_>]) -> bool {
    messages.iter().any(|message| {
        let code = message.given("code").is_some_and(|code| code.starts_with("gta_"));
        let cookies = message.exchange.response.headers.all("set-cookie");
        let cookie = cookies.into_iter().any(|cookie| cookie.starts_with("i_like_gitea="));
        let refused = message.kind == Kind::TokenRequest
            && message.answer.status == Some(400)
            && message.answer.error.is_some();
        // GitHub's ids are none.
        let uuid =
            message.given("client_id").is_some_and(|id| id.len() == 36 && id.matches('-').count() == 4);
        code || cookie || refused || uuid
    })
}

/// The provider that a stored configuration names, or whose host or issuer its issuer is.
pub fn of_stored(id: Option<&str>, issuer: Option<&str>) -> Option<&'static Provider> {
    let all = || crate::providers::ALL.iter().copied();
    let named = id.and_then(|id| all().find(|provider| provider.id == id));
    let issuer = issuer.unwrap_or_default();
    let host =
        url::Url::parse(issuer).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    named
        .or_else(|| {
            all().find(|provider| provider.recognise.hosts.iter().any(|pattern| is_host(pattern, &host)))
        })
        .or_else(|| {
            let fits = |provider: &&Provider| {
                provider.recognise.issuers.iter().any(|pattern| matches(pattern, issuer, ""))
            };
            all().filter(|_| !issuer.is_empty()).find(fits)
        })
}

/// What a provider's table says of words: entries with a text of their own, then numbers in the text, then codes alone.
pub fn look_up(provider: &Provider, words: &Words) -> Option<Entry> {
    let fitting = || provider.errors.iter().filter(|entry| entry.fits(words));
    fitting()
        .find(|entry| entry.is_specific() && !entry.pattern.is_empty())
        .copied()
        .or_else(|| of_numbered(words))
        .or_else(|| codes::look_up(words))
        .or_else(|| fitting().find(|entry| entry.is_specific()).copied())
        .or_else(|| provider.errors.iter().find(|entry| entry.says_so(words)).copied())
        .or_else(|| fitting().next().copied())
}

/// What a client's page repeats of an answer that its server got: a whole sentence of the provider's token endpoint or API.
pub fn repeated(provider: &Provider, words: &Words) -> Option<Entry> {
    let is_sentence = |pattern: &str| pattern.len() >= 16 && pattern.contains(' ');
    let told = |entry: &&Entry| {
        matches!(entry.place, Place::Token | Place::Api)
            && is_sentence(entry.pattern)
            && matches(entry.pattern, &words.text, "")
    };
    let by_client = words.place == Place::Callback && !is_standard(&words.code);
    provider.errors.iter().filter(|_| by_client).find(told).copied()
}

/// Sentences beside one of Microsoft's numbers, which may come from any program.
fn of_numbered(words: &Words) -> Option<Entry> {
    let entries = || crate::providers::entra::PROVIDER.errors.iter();
    let says = |entry: &&Entry| entry.place == Place::Token && entry.says_so(words);
    if codes::are_in(&words.text) { entries().find(says).copied() } else { None }
}

/// What other providers' tables say of the same words: many products answer in the texts of a library. The entry whose
/// pattern covers most of the text is taken, if that is a sentence and no single word.
pub fn look_up_elsewhere(own: &Provider, words: &Words) -> Option<(&'static Provider, Entry)> {
    let others = crate::providers::ALL.iter().copied().filter(|provider| provider.id != own.id);
    let entries = others.flat_map(|provider| provider.errors.iter().map(move |entry| (provider, entry)));
    // "Invalid redirect uri" is about the one after logout only where that is asked for.
    let of_logout = |entry: &Entry| {
        let after = c::post_logout_redirect_uri_mismatch::CAUSE.id;
        entry.causes.first().is_some_and(|first| first.id == after) && !entry.pattern.contains("ogout")
    };
    let fitting = entries.filter(|(_, entry)| {
        entry.is_specific()
            && !entry.pattern.is_empty()
            && !of_logout(entry)
            && (entry.fits(words) || words.code.is_empty() && words.status.is_none() && entry.says_so(words))
    });
    let covered = fitting.map(|(provider, entry)| (covers(entry.pattern, &words.text), provider, entry));
    let longest = covered.filter(|(length, ..)| *length >= 16).max_by_key(|(length, ..)| *length);
    longest.map(|(_, provider, entry)| (provider, *entry)).or_else(|| code_elsewhere(own, words))
}

/// A code that no specification knows and another provider has described.
fn code_elsewhere(own: &Provider, words: &Words) -> Option<(&'static Provider, Entry)> {
    if words.code.len() < 8 || is_standard(&words.code) {
        return None;
    }
    let others = crate::providers::ALL.iter().copied().filter(|provider| provider.id != own.id);
    let mut entries = others.flat_map(|provider| provider.errors.iter().map(move |entry| (provider, entry)));
    let (provider, entry) = entries
        .find(|(_, entry)| entry.error == words.code && entry.is_at(words) && entry.pattern.is_empty())?;
    Some((provider, *entry))
}

/// What a message's error means at its provider, else by the specifications; none if nobody has described it.
pub fn means(provider: &Provider, message: &Message<'_>) -> Option<&'static str> {
    let words = Words::of(message);
    look_up(provider, &words).or_else(|| standard(&words)).map(|entry| entry.means)
}

/// How many bytes of a text the first match of a pattern covers.
fn covers(pattern: &str, text: &str) -> usize {
    let pattern = Pattern::of(pattern);
    pattern.find(text).map_or(0, |found| found.len())
}

/// What the specifications say of a code, and what common sentences beside it mean. Some codes say it all; others stand for
/// so many things that the sentence says more.
pub fn standard(words: &Words) -> Option<Entry> {
    let words = &texts::beside_general(words);
    let at_browser = matches!(words.place, Place::Page | Place::Callback);
    let at_place = |entry: &Entry| entry.place == Place::Token || entry.place == words.place;
    let of_page = || {
        AUTHORIZATION.iter().filter(move |entry| at_browser && entry.error == words.code && at_place(entry))
    };
    let with_code = || of_page().chain(STANDARD.iter().filter(|entry| entry.error == words.code));
    let fitting = |entry: &&Entry| !entry.pattern.is_empty() && matches(entry.pattern, &words.text, "");
    let with_text = || with_code().find(fitting).copied();
    let alone = || with_code().find(|entry| entry.pattern.is_empty()).copied();
    if is_standard(&words.code) && !VAGUE.contains(&words.code.as_str()) {
        return with_text().or_else(alone);
    }
    let named = PARAMETERS.iter().find(|entry| entry.error == words.code);
    if let Some(entry) = named.filter(|_| words.text.is_empty()) {
        return Some(*entry);
    }
    let common = || texts::look_up(words).filter(|_| !words.text.is_empty() || !is_standard(&words.code));
    // The codes with a text are about the token endpoint; pages and clients speak of other things in the same words.
    let said = if words.place == Place::Token && words.code != "invalid_request" {
        texts::own(words).or_else(with_text).or_else(common)
    } else {
        common().or_else(|| texts::read(words)).or_else(with_text)
    };
    said.or_else(|| texts::read(words)).or_else(alone).or(named.copied())
}

/// Codes of RFC 6749 and RFC 6750 that stand for many things.
const VAGUE: [&str; 11] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "access_denied",
    "server_error",
    "temporarily_unavailable",
    "invalid_token",
    "invalid_request_object",
];

/// Whether a specification defines this error code.
pub fn is_standard(code: &str) -> bool {
    STANDARD.iter().any(|entry| entry.error == code)
}

/// What a provider's own table says that a message's words mean.
pub fn meaning(provider: &Provider, message: &Message<'_>) -> Option<&'static str> {
    let entry = look_up(provider, &Words::of(message))?;
    Some(entry.means).filter(|means| !means.is_empty())
}

/// What the specifications say that a message's code means.
pub fn standard_meaning(message: &Message<'_>) -> Option<&'static str> {
    standard(&Words::of(message)).map(|entry| entry.means)
}

/// Whether a table's regular expression fits a text (or the error code). Case counts unless the pattern says otherwise.
pub fn matches(pattern: &str, text: &str, code: &str) -> bool {
    match pattern {
        "" => true,
        "^$" => text.is_empty(),
        _ => {
            let pattern = Pattern::of(pattern);
            pattern.fits(text) || (!code.is_empty() && pattern.fits(code))
        }
    }
}

/// Whether a host is the one named; `*` and `{…}` stand for one label, `*` as the only one for all before it.
fn is_host(pattern: &str, host: &str) -> bool {
    if let Some(parent) = pattern.strip_prefix("*.").filter(|parent| !parent.contains(['*', '{'])) {
        return crate::http::is_below(host, parent);
    }
    let (wanted, found) = (pattern.split('.'), host.split('.'));
    wanted.clone().count() == found.clone().count()
        && wanted
            .zip(found)
            .all(|(wanted, found)| wanted == "*" || wanted.starts_with('{') || wanted == found)
}

/// Whether a path ends as the pattern says; `{…}` is one segment.
fn is_path(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.trim_matches('/').split('/').collect();
    let path: Vec<&str> = path.trim_matches('/').split('/').collect();
    path.len() >= pattern.len()
        && pattern
            .iter()
            .rev()
            .zip(path.iter().rev())
            .all(|(wanted, found)| wanted.starts_with('{') && !is_version(found) || wanted == found)
}

/// `api`, `v1`: no tenant's name.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v').unwrap_or_default();
    segment == "api" || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

const fn of(
    error: &'static str,
    pattern: &'static str,
    causes: &'static [&'static Cause],
    means: &'static str,
) -> Entry {
    Entry { place: Place::Token, status: None, error, pattern, causes, means, fix: "" }
}

/// Codes that mean something else where a browser asks for authorization: no secret has been sent there.
static AUTHORIZATION: &[Entry] = &[
    // league/oauth2-server, and with it Laravel Passport, says so of a redirect URI as well: AbstractAuthorizeGrant.
    of(
        "invalid_client",
        "(?i)client authentication failed",
        &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::wrong_client_id::CAUSE],
        "The server does not know the client, or the redirect URI is not one of its own; it says the same of both.",
    ),
    of(
        "invalid_client",
        "",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE, &c::app_disabled::CAUSE],
        "The server does not know the client.",
    ),
    of(
        "unauthorized_client",
        "",
        &[
            &c::response_type_not_enabled::CAUSE,
            &c::grant_type_not_enabled::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::redirect_uri_mismatch_authorize::CAUSE,
        ],
        "The client may not ask for authorization in this way (RFC 6749, section 4.1.2.1).",
    ),
    Entry {
        place: Place::Page,
        ..of(
            "invalid_grant",
            "",
            &[
                &c::redirect_uri_mismatch_authorize::CAUSE,
                &c::grant_type_not_enabled::CAUSE,
                &c::wrong_client_id::CAUSE,
                &c::account_not_allowed::CAUSE,
            ],
            "The server does not accept the authorization request, which brings neither code nor token yet.",
        )
    },
    of(
        "redirect_uri_mismatch",
        "",
        &[&c::redirect_uri_mismatch_authorize::CAUSE],
        "The redirect URI is not registered.",
    ),
    of(
        "invalid_redirect_uri",
        "",
        &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::redirect_uri_invalid::CAUSE],
        "The redirect URI is not registered.",
    ),
];

/// The name of a parameter in the place of the code, and no word more.
static PARAMETERS: &[Entry] = &[
    of("redirect_uri", "", REDIRECT_REFUSED, "The redirect URI is not accepted."),
    of("redirect_url", "", REDIRECT_REFUSED, "The redirect URI is not accepted."),
    of("client_id", "", &[&c::wrong_client_id::CAUSE], "The client id is not accepted."),
    of("client_key", "", &[&c::wrong_client_id::CAUSE], "The client id is not accepted."),
    of("app_id", "", &[&c::wrong_client_id::CAUSE], "The client id is not accepted."),
    of("client_secret", "", &[&c::wrong_client_secret::CAUSE], "The secret is not accepted."),
    of("scope", "", &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE], "The scope is not accepted."),
    of("response_type", "", &[&c::response_type_not_enabled::CAUSE], "The response type is not accepted."),
    of("grant_type", "", &[&c::grant_type_missing_or_wrong::CAUSE], "The grant type is not accepted."),
    of("code", "", GRANT_REFUSED, "The code is not accepted."),
    of("refresh_token", "", GRANT_REFUSED, "The refresh token is not accepted."),
    of("code_verifier", "", &[&c::pkce_verifier_mismatch::CAUSE], "The `code_verifier` is not accepted."),
    of("code_challenge", "", &[&c::pkce_required::CAUSE], "The `code_challenge` is not accepted."),
    of("state", "", &[&c::malformed_parameter::CAUSE], "The `state` is not accepted."),
    of("audience", "", &[&c::audience_invalid::CAUSE], "The audience is not accepted."),
    of("resource", "", &[&c::audience_invalid::CAUSE], "The resource is not accepted."),
];

/// What `invalid_grant` means without a word more, most likely first; those of another grant do not count.
static GRANT_REFUSED: &[&Cause] = &[
    &c::code_reused::CAUSE,
    &c::refresh_token_expired::CAUSE,
    &c::client_assertion_expired::CAUSE,
    &c::code_expired::CAUSE,
    &c::redirect_uri_mismatch_token::CAUSE,
    &c::refresh_token_revoked::CAUSE,
    &c::refresh_token_reused::CAUSE,
    &c::client_assertion_invalid::CAUSE,
    &c::code_wrong_client::CAUSE,
    &c::user_credentials_wrong::CAUSE,
    &c::device_code_expired::CAUSE,
];

/// Which of the two requests is meant, tells the message.
static REDIRECT_REFUSED: &[&Cause] = &[
    &c::redirect_uri_mismatch_token::CAUSE,
    &c::redirect_uri_mismatch_authorize::CAUSE,
    &c::redirect_uri_invalid::CAUSE,
];

/// The codes of RFC 6749 (sections 4.1.2.1 and 5.2), OpenID Connect Core (section 3.1.2.6), RFC 8628 (section 3.5),
/// RFC 6750 (section 3.1), RFC 9449 and RFC 9126. The texts are words that many servers use.
static STANDARD: &[Entry] = &[
    // The sentences of RFC 6749 itself, which libraries repeat whatever has happened.
    of(
        "invalid_client",
        "(?i)unknown client, no client authentication",
        &[
            &c::wrong_client_secret::CAUSE,
            &c::wrong_client_id::CAUSE,
            &c::missing_client_auth::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
        ],
        "Client authentication failed: unknown client, no credentials or an unsupported method (RFC 6749, section 5.2).",
    ),
    of(
        "invalid_grant",
        "(?i)is invalid, expired,( or)? revoked",
        GRANT_REFUSED,
        "The code or refresh token is invalid, expired, revoked, bound to another redirect URI, or was issued to another client (RFC 6749, section 5.2).",
    ),
    of(
        "invalid_client",
        "(?i)expired",
        &[&c::expired_client_secret::CAUSE, &c::client_assertion_expired::CAUSE],
        "The credentials have expired.",
    ),
    of(
        "invalid_client",
        "(?i)(missing|no client auth|not (provided|included|sent)|required)",
        &[
            &c::missing_client_auth::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::wrong_client_auth_method::CAUSE,
        ],
        "The client did not authenticate.",
    ),
    of(
        "invalid_client",
        "(?i)(unknown client|client not found|not found|does not exist|no client|no such)",
        &[&c::wrong_client_id::CAUSE, &c::wrong_tenant_or_issuer::CAUSE],
        "The server does not know the client.",
    ),
    of(
        "invalid_client",
        "(?i)method",
        &[&c::wrong_client_auth_method::CAUSE, &c::wrong_client_secret::CAUSE],
        "The authentication method is not the registered one.",
    ),
    of(
        "invalid_client",
        "",
        &[&c::wrong_client_secret::CAUSE, &c::wrong_client_auth_method::CAUSE, &c::wrong_client_id::CAUSE],
        "Client authentication failed: unknown client, no credentials or an unsupported method (RFC 6749, section 5.2).",
    ),
    of(
        "invalid_grant",
        "(?i)redirect",
        &[&c::redirect_uri_mismatch_token::CAUSE, &c::redirect_uri_missing::CAUSE],
        "The redirect URI does not match the one of the authorization request.",
    ),
    of(
        "invalid_grant",
        "(?i)(missing|without|no|requires?).{0,12}verifier|verifier.{0,12}(missing|required|empty|not (sent|provided))",
        &[&c::pkce_missing::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
        "The code was asked for with a challenge, and its redemption brings no verifier.",
    ),
    of(
        "invalid_grant",
        "(?i)(verifier|challenge|pkce)",
        &[&c::pkce_verifier_mismatch::CAUSE, &c::pkce_missing::CAUSE],
        "PKCE verification failed.",
    ),
    of(
        "invalid_grant",
        "(?i)(already (been )?(used|redeemed|consumed)|used (before|twice|more than once)|reuse)",
        &[&c::code_reused::CAUSE, &c::refresh_token_reused::CAUSE],
        "The code or token was used before.",
    ),
    of(
        "invalid_grant",
        "(?i)refresh token.{0,40}(expired|too old|lifetime)",
        &[&c::refresh_token_expired::CAUSE, &c::refresh_token_revoked::CAUSE],
        "The refresh token has expired.",
    ),
    of(
        "invalid_grant",
        "(?i)refresh token",
        &[&c::refresh_token_revoked::CAUSE, &c::refresh_token_expired::CAUSE],
        "The refresh token is not valid any more.",
    ),
    of(
        "invalid_grant",
        "(?i)(expired|too old)",
        &[&c::code_expired::CAUSE, &c::refresh_token_expired::CAUSE, &c::code_reused::CAUSE],
        "The code or token has expired.",
    ),
    of(
        "invalid_grant",
        "(?i)(user ?name|password|credentials)",
        &[&c::user_credentials_wrong::CAUSE],
        "The person's credentials were refused.",
    ),
    of(
        "invalid_grant",
        "",
        GRANT_REFUSED,
        "The code or refresh token is invalid, expired, revoked, bound to another redirect URI, or was issued to another client (RFC 6749, section 5.2).",
    ),
    of(
        "invalid_request",
        "(?i)(pkce|code.?challenge).{0,60}(required|missing|must)",
        &[&c::pkce_required::CAUSE, &c::pkce_missing::CAUSE],
        "PKCE is demanded.",
    ),
    of(
        "invalid_request",
        "(?i)code.?verifier",
        &[&c::pkce_missing::CAUSE, &c::pkce_verifier_mismatch::CAUSE],
        "The code_verifier is missing or wrong.",
    ),
    of(
        "invalid_request",
        "(?i)redirect.?uri",
        &[&c::redirect_uri_mismatch_authorize::CAUSE, &c::redirect_uri_missing::CAUSE],
        "The redirect URI is refused.",
    ),
    of(
        "invalid_request",
        "(?i)grant.?type",
        &[&c::grant_type_missing_or_wrong::CAUSE, &c::wrong_content_type::CAUSE],
        "grant_type is missing or wrong.",
    ),
    of(
        "invalid_request",
        "(?i)(missing|required)",
        &[&c::missing_parameter::CAUSE, &c::malformed_parameter::CAUSE],
        "A parameter is missing.",
    ),
    of(
        "invalid_request",
        "",
        &[&c::malformed_parameter::CAUSE, &c::missing_parameter::CAUSE],
        "A parameter is missing, repeated or malformed (RFC 6749, section 5.2).",
    ),
    of(
        "unauthorized_client",
        "",
        &[
            &c::grant_type_not_enabled::CAUSE,
            &c::wrong_client_secret::CAUSE,
            &c::response_type_not_enabled::CAUSE,
        ],
        "The client may not use this grant (RFC 6749, section 5.2).",
    ),
    of(
        "unsupported_grant_type",
        "",
        &[
            &c::grant_type_not_enabled::CAUSE,
            &c::grant_type_missing_or_wrong::CAUSE,
            &c::wrong_content_type::CAUSE,
        ],
        "The server does not offer this grant, or could not read it.",
    ),
    of(
        "unsupported_response_type",
        "",
        &[&c::response_type_not_enabled::CAUSE],
        "The server does not offer this response type.",
    ),
    of(
        "invalid_scope",
        "",
        &[&c::scope_invalid::CAUSE, &c::scope_not_granted::CAUSE],
        "The scope is unknown, malformed or more than the client may have.",
    ),
    of(
        "access_denied",
        "",
        &[
            &c::access_denied_by_user::CAUSE,
            &c::access_policy_blocked::CAUSE,
            &c::user_not_assigned::CAUSE,
            &c::account_not_allowed::CAUSE,
            &c::user_credentials_wrong::CAUSE,
            &c::wrong_client_secret::CAUSE,
        ],
        "The person or the server has refused the request (RFC 6749, section 4.1.2.1).",
    ),
    of(
        "login_required",
        "",
        &[&c::login_required::CAUSE],
        "Nobody is signed in at the provider and it was told to show nothing.",
    ),
    of(
        "interaction_required",
        "",
        &[&c::interaction_required::CAUSE],
        "The provider must show something and was told not to.",
    ),
    of(
        "account_selection_required",
        "",
        &[&c::interaction_required::CAUSE],
        "The person must choose an account.",
    ),
    of("consent_required", "", &[&c::consent_required::CAUSE], "The person has not agreed yet."),
    of(
        "invalid_target",
        "",
        &[&c::audience_invalid::CAUSE],
        "The requested resource is unknown or not allowed (RFC 8707, section 2).",
    ),
    Entry {
        fix: "Send only types from `authorization_details_types_supported`, with the members that the API's documentation gives them.",
        ..of(
            "invalid_authorization_details",
            "",
            &[&c::malformed_parameter::CAUSE],
            "The `authorization_details` are of an unknown type, malformed, or more than the client may have (RFC 9396, section 5).",
        )
    },
    Entry {
        fix: "Send the login again with the `acr_values` and `max_age` of the API's challenge, then call the API with the new token.",
        ..of(
            "insufficient_user_authentication",
            "",
            &[&c::interaction_required::CAUSE],
            "The API wants a fresher or stronger login than the one that the token is from (RFC 9470, section 3).",
        )
    },
    Entry {
        fix: "Revoke the refresh token instead, which ends its access tokens too, or let the access token run out.",
        ..of(
            "unsupported_token_type",
            "",
            &[&c::wrong_token_type::CAUSE],
            "The server does not revoke tokens of this kind (RFC 7009, section 2.2.1).",
        )
    },
    of(
        "invalid_client_metadata",
        "",
        &[&c::malformed_parameter::CAUSE, &c::unexpected_parameter::CAUSE],
        "A member of the client's metadata is missing, unknown or not allowed (RFC 7591, section 3.2.2).",
    ),
    of(
        "invalid_software_statement",
        "",
        &[&c::malformed_parameter::CAUSE],
        "The software statement is not valid (RFC 7591, section 3.2.2).",
    ),
    of(
        "unapproved_software_statement",
        "",
        &[&c::access_policy_blocked::CAUSE],
        "The provider does not trust who has issued the software statement (RFC 7591, section 3.2.2).",
    ),
    Entry {
        fix: "Compare `login_hint`, `login_hint_token` or `id_token_hint` with how the provider names its accounts.",
        ..of(
            "unknown_user_id",
            "",
            &[&c::malformed_parameter::CAUSE, &c::account_not_allowed::CAUSE],
            "The hint names no account that the provider knows (CIBA, “Authentication Error Response”).",
        )
    },
    of(
        "expired_login_hint_token",
        "",
        &[&c::malformed_parameter::CAUSE],
        "The `login_hint_token` has expired (CIBA, “Authentication Error Response”).",
    ),
    of(
        "invalid_binding_message",
        "",
        &[&c::malformed_parameter::CAUSE],
        "The `binding_message` cannot be shown on the other device (CIBA, “Authentication Error Response”).",
    ),
    of(
        "missing_user_code",
        "",
        &[&c::missing_parameter::CAUSE],
        "The account wants a `user_code` (CIBA, “Authentication Error Response”).",
    ),
    of(
        "invalid_user_code",
        "",
        &[&c::user_credentials_wrong::CAUSE],
        "The `user_code` is not that of the account (CIBA, “Authentication Error Response”).",
    ),
    of(
        "transaction_failed",
        "",
        &[&c::server_error::CAUSE],
        "The provider could not finish the login on the other device (CIBA, “Push Error Payload”).",
    ),
    of(
        "authorization_pending",
        "",
        &[&c::device_authorization_pending::CAUSE],
        "The person has not finished at the other device (RFC 8628, section 3.5).",
    ),
    of(
        "slow_down",
        "",
        &[&c::device_authorization_pending::CAUSE, &c::rate_limited::CAUSE],
        "Polled too fast (RFC 8628, section 3.5).",
    ),
    of(
        "expired_token",
        "",
        &[&c::device_code_expired::CAUSE],
        "The device code has expired (RFC 8628, section 3.5).",
    ),
    of(
        "use_dpop_nonce",
        "",
        &[&c::dpop_invalid::CAUSE],
        "The server wants its nonce in the DPoP proof (RFC 9449, section 8).",
    ),
    of(
        "invalid_dpop_proof",
        "",
        &[&c::dpop_invalid::CAUSE],
        "The DPoP proof is wrong (RFC 9449, section 5).",
    ),
    of(
        "invalid_request_uri",
        "",
        &[&c::request_uri_invalid::CAUSE],
        "The request_uri is unknown, used or expired.",
    ),
    of("invalid_request_object", "", &[&c::malformed_parameter::CAUSE], "The request object is wrong."),
    of("invalid_token", "(?i)expired", &[&c::access_token_expired::CAUSE], "The access token has expired."),
    of(
        "invalid_token",
        "(?i)audience",
        &[&c::access_token_wrong_audience::CAUSE],
        "The access token is for another API.",
    ),
    of(
        "invalid_token",
        "",
        &[
            &c::access_token_invalid::CAUSE,
            &c::access_token_expired::CAUSE,
            &c::access_token_wrong_audience::CAUSE,
        ],
        "The access token is expired, revoked, altered or for another API (RFC 6750, section 3.1).",
    ),
    of(
        "insufficient_scope",
        "",
        &[&c::insufficient_scope::CAUSE],
        "The token lacks a scope (RFC 6750, section 3.1).",
    ),
    of("redirect_uri_mismatch", "", REDIRECT_REFUSED, "The redirect URI is not the one that is expected."),
    of("invalid_redirect_uri", "", REDIRECT_REFUSED, "The redirect URI is not the one that is expected."),
    of(
        "temporarily_unavailable",
        "",
        &[&c::server_error::CAUSE],
        "The server is overloaded or being maintained.",
    ),
    // ServiceNow: https://github.com/demisto/content-docs/issues/1301
    of(
        "server_error",
        "^access_denied$",
        &[
            &c::user_credentials_wrong::CAUSE,
            &c::account_not_allowed::CAUSE,
            &c::grant_type_not_enabled::CAUSE,
        ],
        "The person's name or password is wrong, or the account lacks the roles for this grant.",
    ),
    of(
        "server_error",
        "",
        &[&c::server_error::CAUSE, &c::server_misconfigured::CAUSE, &c::upstream_provider_error::CAUSE],
        "The server failed by itself.",
    ),
];
