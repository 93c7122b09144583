//! Addresses that were named, without query and fragment, found also where they are written in another way.

use std::collections::{HashMap, HashSet};

/// Addresses, each with what was first said of its place.
#[derive(Default)]
pub struct Addresses {
    written: HashSet<String>,
    origins: HashSet<String>,
    places: HashMap<String, String>,
}

impl Addresses {
    /// Adds one, and what is said of it.
    pub fn add(&mut self, uri: &str, says: &str) {
        let address = uri.split(['?', '#']).next().unwrap_or_default();
        if self.written.insert(address.to_owned()) {
            self.origins.extend(super::origin(address));
            self.places.entry(place(address)).or_insert_with(|| says.to_owned());
        }
    }

    /// Whether one has this origin.
    pub fn have_origin(&self, origin: &str) -> bool {
        self.origins.contains(origin)
    }

    /// What is said of the place of an address; none if nobody has named it.
    pub fn at(&self, address: &str) -> Option<&str> {
        if self.places.is_empty() {
            return None;
        }
        self.places.get(&place(address)).map(String::as_str)
    }
}

/// The place of an address, the same for two that are the same; loopback ports are free for native clients (RFC 8252,
/// section 7.3).
fn place(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else { return address.to_owned() };
    let port = url.port_or_known_default().filter(|_| !crate::http::is_loopback(&url));
    format!("{} {:?} {port:?} {}", url.scheme(), url.host_str(), url.path())
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    #[test]
    fn a_place_is_known_however_it_is_written() {
        let mut addresses = Addresses::default();
        addresses.add("https://OP.example:443/token?x#y", "token_endpoint");
        addresses.add("https://op.example/token", "other");
        addresses.add("http://127.0.0.1:8080/cb", "");
        addresses.add("com.example.app:/cb", "app");
        addresses.add("not a url", "none");
        assert_eq!(addresses.at("https://op.example/token"), Some("token_endpoint"), "the first one counts");
        assert_eq!(addresses.at("http://127.0.0.1:51004/cb"), Some(""));
        assert_eq!(addresses.at("com.example.app:/cb"), Some("app"));
        assert_eq!(addresses.at("not a url"), Some("none"));
        for other in ["https://op.example:8443/token", "http://op.example/token", "https://op.example/token/"]
        {
            assert_eq!(addresses.at(other), None, "{other}");
        }
    }
}
