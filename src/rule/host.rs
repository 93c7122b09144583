//! Hosts that only a house or a laboratory knows.

/// Whether a host is only known in a house or laboratory: a name without a dot, a reserved ending, a private address.
pub fn is_internal(url: &url::Url) -> bool {
    let endings = [".local", ".internal", ".test", ".lan", ".localdomain", ".home.arpa"];
    match url.host() {
        Some(url::Host::Domain(name)) => !name.contains('.') || endings.iter().any(|end| name.ends_with(end)),
        Some(url::Host::Ipv4(address)) => address.is_private() || address.is_link_local(),
        Some(url::Host::Ipv6(address)) => address.is_unique_local() || address.is_unicast_link_local(),
        None => false,
    }
}
