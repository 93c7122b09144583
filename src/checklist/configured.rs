//! What a stored configuration alone says of a point of the checklist. It knows no login.

use url::Url;

use super::{State, Subject};
use crate::http::is_loopback;

type Told = Option<(State, String)>;

fn failed(says: String) -> Told {
    Some((State::Failed, says))
}

/// Nothing.
pub fn silent(_: &Subject<'_>) -> Told {
    None
}

/// The id is there and no placeholder.
pub fn client_id(subject: &Subject<'_>) -> Told {
    let id = subject.config.client_id.as_deref()?;
    let why = crate::rule::placeholder::placeholder(id)?;
    failed(format!("`{id}` is {why}, no id that a provider gives"))
}

/// A public client has no secret, a confidential one has a method.
pub fn kind(subject: &Subject<'_>) -> Told {
    let config = subject.config;
    let method = config.token_endpoint_auth_method.as_deref();
    match (config.client_type.as_deref(), method) {
        (Some("public"), Some(method)) if method != "none" => {
            failed(format!("The client is stored as public, and with `{method}` as its method"))
        }
        (Some("confidential"), Some("none")) => {
            failed("The client is stored as confidential, and with `none` as its method".into())
        }
        (Some("public"), _) if config.client_secret_fingerprint.is_some() => {
            failed("The client is stored as public, and with a secret".into())
        }
        _ => None,
    }
}

/// Redirect URIs that no provider should take.
pub fn redirect_form(subject: &Subject<'_>) -> Told {
    let uris = subject.config.redirect_uris.as_ref()?;
    if uris.is_empty() {
        return failed("No redirect URI is stored".into()).filter(|_| subject.may_use("authorization_code"));
    }
    let wrong = uris.iter().find_map(|uri| Some((uri, fault(uri)?)));
    match wrong {
        Some((uri, why)) => failed(format!("`{uri}` {why}")),
        None => {
            Some((State::Passed, format!("{} stored, each absolute and without wildcard", count(uris.len()))))
        }
    }
}

fn count(number: usize) -> String {
    if number == 1 { "1 redirect URI is".into() } else { format!("{number} redirect URIs are") }
}

fn fault(uri: &str) -> Option<&'static str> {
    let Ok(url) = Url::parse(uri) else { return Some("is no absolute URI") };
    if uri.contains('*') {
        return Some("holds a wildcard: name each address in full");
    }
    if url.fragment().is_some() {
        return Some("holds a fragment, which no redirect URI may have");
    }
    (url.scheme() == "http" && !is_loopback(&url)).then_some("is plain http: codes would travel in clear")
}

/// Addresses of a developer's machine beside public ones.
pub fn redirect_launch(subject: &Subject<'_>) -> Told {
    let uris = subject.config.redirect_uris.as_ref()?;
    let local = |uri: &&String| Url::parse(uri).is_ok_and(|url| is_loopback(&url));
    let web = subject.config.application_type.as_deref() != Some("native");
    let first = uris.iter().find(local).filter(|_| web && !uris.iter().all(|uri| local(&uri)))?;
    Some((
        State::ByHand,
        format!("Remove `{first}` before launch, or move it to a client of its own for development."),
    ))
}

/// What the shape of a stored secret tells.
pub fn secret(subject: &Subject<'_>) -> Told {
    let secret = subject.config.client_secret_fingerprint.as_ref()?;
    if secret.shape.contains("white space") {
        return failed("The stored secret has white space at an end".into());
    }
    if secret.shape == "a GUID" && ["entra", "b2c"].contains(&subject.provider.id) {
        return failed("The stored secret is a GUID: the id of the secret, not its value".into());
    }
    None
}

/// An end that the registration names (RFC 7591, section 3.2.1).
pub fn secret_age(subject: &Subject<'_>) -> Told {
    let at = subject.config.other.get("client_secret_expires_at")?.as_f64()?;
    let says = match at {
        0.0 => "The registration says that the secret does not expire: choose when to replace it.".to_owned(),
        at => format!(
            "The secret expires at {}: replace it before, while both are valid.",
            crate::http::Instant::from_seconds(at)
        ),
    };
    Some((State::ByHand, says))
}

/// Grants that should not be used any more (RFC 9700, sections 2.1.2 and 2.4).
pub fn grants(subject: &Subject<'_>) -> Told {
    let grants = subject.config.grant_types.as_ref()?;
    let has = |grant: &str| grants.iter().any(|own| own == grant);
    if has("password") {
        return failed("`password` is among the grants: the client would see the person's password".into());
    }
    // The hybrid flow is registered with `implicit` too (OpenID Connect Registration, section 2).
    let of_token = |kind: &String| kind.split(' ').any(|part| part == "token");
    let front = subject.config.response_types.as_ref().is_some_and(|kinds| kinds.iter().any(of_token));
    if has("implicit") && front {
        return failed("`implicit` is among the grants: tokens would stand in addresses".into());
    }
    None
}

/// PKCE (RFC 9700, section 2.1.1).
pub fn pkce(subject: &Subject<'_>) -> Told {
    match (subject.config.pkce, subject.is_public()) {
        (Some(false), true) => {
            failed("A public client without PKCE: a stolen code is enough to log in".into())
        }
        (Some(true), _) => Some((State::Passed, "The client is stored with PKCE".into())),
        _ => None,
    }
}

/// Asking for a refresh token.
pub fn refresh(subject: &Subject<'_>) -> Told {
    let config = subject.config;
    let asks =
        config.scope.as_deref().is_some_and(|scope| scope.split(' ').any(|own| own == "offline_access"));
    let grants = config.grant_types.as_ref()?;
    let may = grants.iter().any(|grant| grant == "refresh_token");
    (asks && !may).then(|| {
        (
            State::Failed,
            "`offline_access` is asked for, and `refresh_token` is not among the grants".to_owned(),
        )
    })
}

/// Web origins of the client's pages.
pub fn origins(subject: &Subject<'_>) -> Told {
    let origins = subject.config.origins.as_ref().filter(|origins| !origins.is_empty())?;
    let wrong = origins.iter().find(|origin| {
        let plain = Url::parse(origin).is_ok_and(|url| crate::http::origin_of(&url) == **origin);
        !plain
    });
    match wrong {
        Some(origin) if origin.as_str() == "*" => failed("`*` allows every page of the web".into()),
        Some(origin) => failed(format!("`{origin}` is no origin: scheme, host and port, no path, no slash")),
        None => Some((State::Passed, format!("Stored: `{}`", origins.join("`, `")))),
    }
}

/// One environment's values in another's.
pub fn environments(subject: &Subject<'_>) -> Told {
    let own = subject.config;
    let name = |other: &super::ClientConfig| other.title().unwrap_or("another client").to_owned();
    for other in subject.others.iter().filter(|other| other.name.is_some() || other.client_id.is_some()) {
        let apart = own.issuer.is_some() && other.issuer.is_some() && own.issuer != other.issuer;
        let shared = own.redirect_uris.iter().flatten().find(|uri| {
            let local = Url::parse(uri).is_ok_and(|url| is_loopback(&url));
            !local && other.redirect_uris.iter().flatten().any(|their| their == *uri)
        });
        if let Some(uri) = shared.filter(|_| apart && own.client_id != other.client_id) {
            return failed(format!("`{uri}` is also a redirect URI of {}", name(other)));
        }
        let of_one_product = product(own).is_some() && product(own) == product(other);
        if own.client_id.is_some() && own.client_id == other.client_id && apart && !of_one_product {
            return failed(format!("{} has the same client id at another issuer", name(other)));
        }
    }
    (!subject.others.is_empty() && own.is_known()).then(|| {
        (State::Passed, "No redirect URI and no client id is shared with another stored client".to_owned())
    })
}

/// What stands before the environment in a name: `Shop` in "Shop, staging".
fn product(client: &super::ClientConfig) -> Option<&str> {
    Some(client.name.as_deref()?.rsplit_once(", ")?.0)
}
