//! Source lists of a Content-Security-Policy (CSP Level 3): a policy and an address come in; whether it is allowed goes out.

use super::{Exchange, origin_of};

/// The first of these directives that a page's policies have and that does not list an address: its name and its list.
/// The first is the one that counts, the others stand in for it.
pub fn refuses(
    page: &Exchange,
    directives: &[&'static str],
    target: &url::Url,
) -> Option<(&'static str, String)> {
    let of = |policy: &str| {
        let (name, list) = directives.iter().find_map(|name| Some((*name, directive(policy, name)?)))?;
        let listed = list.split_whitespace().any(|source| {
            let alone = allows(source, page, target);
            alone && (!source.contains('/') || reaches_path(source, target))
        });
        (!listed).then_some((name, list))
    };
    page.response.headers.all("content-security-policy").find_map(of)
}

/// Whether the path of a source, if it has one, covers that of the address ("path-part matches").
fn reaches_path(source: &str, target: &url::Url) -> bool {
    let rest = source.split_once("://").map_or(source, |(_, rest)| rest);
    let Some((_, path)) = rest.split_once('/').filter(|(_, path)| !path.is_empty()) else { return true };
    let own = target.path().trim_start_matches('/');
    if path.ends_with('/') { own.starts_with(path) } else { own == path }
}

/// The value of a directive of a policy; none if it is not in it.
pub fn directive(policy: &str, name: &str) -> Option<String> {
    policy.split(';').find_map(|directive| {
        let mut words = directive.split_whitespace();
        let own = words.next()?.eq_ignore_ascii_case(name);
        own.then(|| words.collect::<Vec<_>>().join(" "))
    })
}

/// Whether a source list allows an address, for a page at another one.
pub fn allows(list: &str, page: &Exchange, target: &url::Url) -> bool {
    list.split_whitespace().any(|source| match source {
        "'self'" => page.url().is_some_and(|own| {
            origin_of(&own) == origin_of(target)
                || own.host_str() == target.host_str() && own.scheme() == "http" && target.scheme() == "https"
        }),
        "'none'" => false,
        "*" => matches!(target.scheme(), "http" | "https"),
        scheme if scheme.ends_with(':') => target.scheme() == scheme.trim_end_matches(':'),
        source => matches(source, target),
    })
}

/// `[scheme://]host[:port][/path]` with `*.` before the host and `*` as port.
fn matches(source: &str, target: &url::Url) -> bool {
    let (scheme, rest) =
        source.split_once("://").map_or((None, source), |(scheme, rest)| (Some(scheme), rest));
    // Paths do not count after a redirect.
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port == "*" || port.chars().all(|c| c.is_ascii_digit()) => (host, Some(port)),
        _ => (authority, None),
    };
    let own = target.host_str().unwrap_or_default();
    let host_fits = match host.strip_prefix("*.") {
        Some(parent) => super::is_below(own, &parent.to_ascii_lowercase()),
        None => own.eq_ignore_ascii_case(host),
    };
    let scheme_fits = scheme
        .is_none_or(|scheme| target.scheme() == scheme || scheme == "http" && target.scheme() == "https");
    let port_fits = match port {
        Some("*") => true,
        Some(port) => target.port_or_known_default().is_some_and(|own| own.to_string() == port),
        None => target.port().is_none(),
    };
    host_fits && scheme_fits && port_fits
}

#[cfg(test)]
mod tests {
    use super::{directive, matches, reaches_path};

    #[test]
    fn sources_are_matched() {
        let target = url::Url::parse("https://app.shop.example/cb?code=1").unwrap();
        for source in [
            "https://app.shop.example",
            "app.shop.example",
            "*.shop.example",
            "https://app.shop.example:443/x",
        ] {
            assert!(matches(source, &target), "{source}");
        }
        for source in ["https://shop.example", "*.app.shop.example", "https://app.shop.example:8443"] {
            assert!(!matches(source, &target), "{source}");
        }
        assert_eq!(
            directive("default-src 'self'; form-action 'self' https:", "form-action").as_deref(),
            Some("'self' https:")
        );
        assert_eq!(directive("default-src 'self'", "form-action"), None);
        let at = |path: &str| url::Url::parse(&format!("https://op.example{path}")).unwrap();
        assert!(reaches_path("https://op.example", &at("/token")));
        assert!(reaches_path("https://op.example/", &at("/token")));
        assert!(reaches_path("https://op.example/o/", &at("/o/token")));
        assert!(!reaches_path("https://op.example/o/shop/", &at("/o/token")));
        assert!(!reaches_path("https://op.example/o", &at("/o/token")));
    }
}
