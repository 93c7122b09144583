//! A cookie as `Set-Cookie` sets it, and why a browser does not send it back (RFC 6265, section 5.4, with `SameSite`).

use crate::http::Exchange;

/// The largest cookie that browsers keep, in bytes of name and value (RFC 6265, section 6.1).
pub const LARGEST: usize = 4096;

/// The cookies that exchanges set and do not delete, in order.
pub fn set_by<'c>(pages: &[&'c Exchange]) -> Vec<(&'c Exchange, Cookie<'c>)> {
    let of = |page: &&'c Exchange| {
        let page: &'c Exchange = page;
        let set = page.response.headers.all("set-cookie").filter_map(Cookie::read).filter(Cookie::is_kept);
        set.map(|cookie| (page, cookie)).collect::<Vec<_>>()
    };
    pages.iter().flat_map(of).collect()
}

/// Name and attributes of one `Set-Cookie`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookie<'a> {
    pub name: &'a str,
    value: &'a str,
    /// Attribute in lower case, and its value.
    attributes: Vec<(String, &'a str)>,
}

impl<'a> Cookie<'a> {
    /// Reads the value of one `Set-Cookie` header.
    pub fn read(header: &'a str) -> Option<Cookie<'a>> {
        let mut pieces = header.split(';');
        let (name, value) = pieces.next()?.trim().split_once('=')?;
        let attributes = pieces.map(|piece| {
            let (name, value) = piece.trim().split_once('=').unwrap_or((piece.trim(), ""));
            (name.to_ascii_lowercase(), value.trim())
        });
        Some(Cookie { name, value, attributes: attributes.collect() })
    }

    /// Whether it is set and not deleted.
    pub fn is_kept(&self) -> bool {
        let past = self.attribute("expires").is_some_and(|date| date.contains("1970"));
        !self.value.is_empty()
            && self.attribute("max-age").is_none_or(|age| age != "0" && age != "-1")
            && !past
    }

    /// What it holds.
    pub fn value(&self) -> &'a str {
        self.value
    }

    /// Whether its value is one of these, or carries it.
    pub fn holds(&self, secrets: &[&str]) -> bool {
        secrets.iter().any(|secret| super::parties::carries(self.value, secret))
    }

    /// What it lacks against scripts and plain http, as the end of "it has …".
    pub fn open_to(&self, set_by: &Exchange) -> Option<&'static str> {
        let https = set_by.url().is_some_and(|url| url.scheme() == "https");
        match (https && !self.has("secure"), self.has("httponly")) {
            (true, false) => Some("neither `Secure` nor `HttpOnly`"),
            (true, true) => Some("no `Secure`"),
            (false, false) => Some("no `HttpOnly`"),
            (false, true) => None,
        }
    }

    /// Whether name and value exceed what browsers keep (RFC 6265, section 6.1).
    pub fn is_too_large(&self) -> bool {
        self.size() > LARGEST
    }

    /// Bytes of name and value together.
    pub fn size(&self) -> usize {
        self.name.len() + self.value.len()
    }

    /// Whether an attribute is there, with or without a value.
    pub fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|(known, _)| known == attribute)
    }

    /// Why a browser does not even keep it, as the end of "the cookie …"; none if nothing tells.
    pub fn why_rejected(&self, set_by: &Exchange) -> Option<String> {
        let from = set_by.url()?;
        let host = from.host_str().unwrap_or_default();
        let secure_origin = from.scheme() == "https" || crate::http::is_loopback(&from);
        let foreign = self
            .domain()
            .filter(|domain| !domain.is_empty() && host != domain && !crate::http::is_below(host, domain));
        let none = self.attribute("samesite").is_some_and(|value| value.eq_ignore_ascii_case("none"));
        // A top-level domain is everybody's (RFC 6265, section 5.3, step 5).
        let top = self.attribute("domain").map(|domain| domain.trim_start_matches('.'));
        let top = top.filter(|top| !top.is_empty() && !top.contains('.') && !top.eq_ignore_ascii_case(host));
        if let Some(domain) = top {
            Some(format!("has `Domain={domain}`, to which everybody's hosts belong"))
        } else if let Some(domain) = foreign {
            Some(format!("has `Domain={domain}` and is set by `{host}`"))
        } else if none && !self.has("secure") {
            Some("is `SameSite=None` without `Secure`".into())
        } else if self.has("secure") && !secure_origin {
            Some("is `Secure` and set over `http`".into())
        } else if self.name.starts_with("__Secure-") && !self.has("secure") {
            Some("is called `__Secure-…` and is not `Secure`".into())
        } else if self.name.starts_with("__Host-")
            && (!self.has("secure") || self.has("domain") || self.attribute("path") != Some("/"))
        {
            Some("is called `__Host-…`, which needs `Secure`, `Path=/` and no `Domain`".into())
        } else if self.size() > LARGEST {
            Some(format!("has {} bytes, more than {LARGEST}", self.size()))
        } else {
            None
        }
    }

    /// Whether its name is one that sessions and tokens have.
    pub fn is_session(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        ["sess", "sid", "auth", "token", "jwt", "login", "identity", "user"]
            .iter()
            .any(|word| name.contains(word))
            && !["csrf", "xsrf", "state", "nonce", "correlation"].iter().any(|word| name.contains(word))
    }

    /// Whether its name is one by which a client keeps somebody signed in.
    pub fn keeps_signed_in(&self) -> bool {
        self.is_session() || self.name.to_ascii_lowercase().contains("refresh")
    }

    /// Whether it comes along with requests that a page of another site sends.
    pub fn is_for_other_sites(&self) -> bool {
        self.attribute("samesite").is_some_and(|value| value.eq_ignore_ascii_case("none"))
            && self.has("secure")
    }

    /// Whether it comes along only with requests that begin at its own site.
    pub fn is_strict(&self) -> bool {
        self.attribute("samesite").is_some_and(|value| value.eq_ignore_ascii_case("strict"))
    }

    /// Whether it is meant for every address of its host.
    pub fn is_for_all_paths(&self) -> bool {
        self.attribute("path") == Some("/")
    }

    /// The domain that it is set for; none: the host that sets it.
    pub fn domain(&self) -> Option<String> {
        self.attribute("domain").map(|domain| domain.trim_start_matches('.').to_ascii_lowercase())
    }

    /// Whether its domain is that of a host, or above it.
    pub fn reaches(&self, host: &str) -> bool {
        self.domain().is_some_and(|domain| host == domain || crate::http::is_below(host, &domain))
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Why the browser did not send it, as the end of a sentence; empty if nothing tells.
    pub fn why_lost(&self, set_by: &Exchange, asked: &Exchange) -> String {
        let (Some(from), Some(to)) = (set_by.url(), asked.url()) else { return String::new() };
        if self.size() > LARGEST {
            return format!(": it has {} bytes, and browsers keep at most {LARGEST}", self.size());
        }
        let (from_host, to_host) = (from.host_str().unwrap_or_default(), to.host_str().unwrap_or_default());
        let same_site = self.attribute("samesite").unwrap_or_default().to_ascii_lowercase();
        let domain =
            self.attribute("domain").map(|domain| domain.trim_start_matches('.').to_ascii_lowercase());
        let reaches =
            domain.as_ref().is_some_and(|domain| to_host == domain || crate::http::is_below(to_host, domain));
        if reaches && let Some(why) = self.why_rejected(set_by) {
            return format!(": it {why}");
        }
        if from_host != to_host && !reaches {
            return format!(": it was set by `{from_host}`, and the callback goes to `{to_host}`");
        }
        if self.attribute("secure").is_some() && to.scheme() == "http" && !crate::http::is_loopback(&to) {
            return ": it is `Secure`, and the callback goes over `http`".into();
        }
        if let Some(path) = self.attribute("path").filter(|path| !to.path().starts_with(path)) {
            return format!(": its `Path` is `{path}`, and the callback goes to `{}`", to.path());
        }
        // Without `Path` it belongs to the directory of what set it (RFC 6265, section 5.1.4).
        let own = from.path().rsplit_once('/').map_or("", |(directory, _)| directory);
        if !self.attribute("path").is_some_and(|path| path.starts_with('/'))
            && !format!("{}/", to.path()).starts_with(&format!("{own}/"))
        {
            return format!(
                ": it has no `Path`, so it belongs to `{own}`, and the callback goes to `{}`",
                to.path()
            );
        }
        match same_site.as_str() {
            "strict" => ": it is `SameSite=Strict`, and the browser comes from the provider's site".into(),
            "none" if self.attribute("secure").is_none() => {
                ": it is `SameSite=None` without `Secure`, which browsers refuse".into()
            }
            "lax" | "" if asked.request.method == "POST" => {
                ": the response is posted from the provider's site, and only `SameSite=None; Secure` comes along then".into()
            }
            _ => String::new(),
        }
    }
}
