//! Which exchanges carry which secrets: all secrets of all logins are looked for in one pass over the texts in which one
//! may leak. Exchanges and secrets come in, places go out.

use std::collections::HashMap;

use crate::http::Exchange;

/// Places of the exchanges that carry a secret.
#[derive(Debug, Default)]
pub struct Carried(HashMap<String, Vec<usize>>);

impl Carried {
    /// Looks for secrets in addresses, `Referer`s, posted texts and `Set-Cookie`s. Shorter ones are left out.
    pub fn find(all: &[Exchange], secrets: &[String]) -> Carried {
        let mut found: HashMap<String, Vec<usize>> = HashMap::new();
        let mut needles = Needles::default();
        for secret in secrets.iter().filter(|secret| secret.len() > TAIL) {
            if found.insert(secret.clone(), Vec::new()).is_none() {
                needles.add(secret.clone(), secret);
                let all = percent_encoding::NON_ALPHANUMERIC;
                needles.add(percent_encoding::utf8_percent_encode(secret, all).to_string(), secret);
            }
        }
        for (place, exchange) in all.iter().enumerate() {
            needles.each(exchange, &mut |secret| {
                if let Some(places) = found.get_mut(secret).filter(|places| places.last() != Some(&place)) {
                    places.push(place);
                }
            });
        }
        Carried(found)
    }

    /// The places behind one where any of these secrets is; none if one of them was not looked for.
    pub fn behind(&self, at: usize, secrets: &[&str]) -> Option<Vec<usize>> {
        let mut behind = Vec::new();
        for secret in secrets {
            let places = self.0.get(*secret)?;
            behind.extend(places.iter().skip(places.partition_point(|place| *place <= at)));
        }
        crate::order::sort(&mut behind);
        behind.dedup();
        Some(behind)
    }
}

/// Secrets are told by so many last bytes: many tokens begin alike.
const TAIL: usize = 8;
const BITS: u32 = 16;

/// Texts that are looked for.
#[derive(Debug, Default)]
struct Needles {
    /// Text as it may stand there, and the secret.
    texts: HashMap<String, String>,
    /// Their lengths, by their last bytes.
    tails: HashMap<u64, Vec<usize>>,
    /// A bit for each tail, as a sieve.
    sieve: Vec<u64>,
}

impl Needles {
    fn add(&mut self, text: String, secret: &str) {
        let tail = text.bytes().fold(0_u64, |tail, byte| (tail << 8) | u64::from(byte));
        if self.sieve.is_empty() {
            self.sieve = vec![0; 1 << (BITS - 6)];
        }
        let (word, bit) = slot(tail);
        if let Some(word) = self.sieve.get_mut(word) {
            *word |= bit;
        }
        let lengths = self.tails.entry(tail).or_default();
        if !lengths.contains(&text.len()) {
            lengths.push(text.len());
        }
        self.texts.insert(text, secret.to_owned());
    }

    fn each(&self, exchange: &Exchange, found: &mut dyn FnMut(&str)) {
        if self.sieve.is_empty() {
            return;
        }
        let request = &exchange.request;
        self.each_in(&request.url, found);
        if let Some(referer) = request.headers.first("referer") {
            self.each_in(referer, found);
        }
        if let Some(body) =
            request.body.text().filter(|_| request.headers.first("sec-fetch-mode") == Some("no-cors"))
        {
            self.each_in(body, found);
        }
        for set in exchange.response.headers.all("set-cookie") {
            self.each_in(set, found);
        }
    }

    fn each_in(&self, text: &str, found: &mut dyn FnMut(&str)) {
        let mut tail = 0_u64;
        for (at, byte) in text.bytes().enumerate() {
            tail = (tail << 8) | u64::from(byte);
            let (word, bit) = slot(tail);
            if self.sieve.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            for length in self.tails.get(&tail).into_iter().flatten() {
                let own = (at + 1).checked_sub(*length).and_then(|start| text.get(start..=at));
                if let Some(secret) = own.and_then(|own| self.texts.get(own)) {
                    found(secret);
                }
            }
        }
    }
}

fn slot(tail: u64) -> (usize, u64) {
    let hash = tail.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Carried;
    use crate::http::{Exchange, Headers, Request};

    fn exchange(url: &str, referer: &str) -> Exchange {
        let headers = Headers(vec![("Referer".into(), referer.to_owned().into())]);
        Exchange {
            request: Request { url: url.into(), headers, ..Request::default() },
            ..Exchange::default()
        }
    }

    #[test]
    fn secrets_are_found_as_written_and_encoded() {
        let secrets = ["4/0Adeu5BXlongcode".to_owned(), "SplxlOBeZQQYbYS6WxSbIA".to_owned()];
        let all = [
            exchange("https://x/?u=4%2F0Adeu5BXlongcode", ""),
            exchange("https://x/", "https://y/?code=4/0Adeu5BXlongcode&x"),
            exchange("https://x/xSplxlOBeZQQYbYS6WxSbIAx", ""),
            exchange("https://x/?u=4/0Adeu5BXlongcod", ""),
        ];
        let carried = Carried::find(&all, &secrets);
        let [first, second] = &secrets;
        assert_eq!(carried.behind(0, &[first]), Some(vec![1]));
        assert_eq!(carried.behind(0, &[first, second]), Some(vec![1, 2]));
        assert_eq!(carried.behind(0, &["another that nobody knows"]), None);
    }

    proptest! {
        #[test]
        fn what_contains_a_secret_is_found(
            secrets in prop::collection::vec("[ab]{9,12}", 1..6),
            urls in prop::collection::vec("[ab]{0,30}", 1..8),
        ) {
            let all: Vec<Exchange> = [""].into_iter().chain(urls.iter().map(String::as_str)).map(|url| exchange(url, "")).collect();
            let carried = Carried::find(&all, &secrets);
            for secret in &secrets {
                let places: Vec<usize> = (1..all.len()).filter(|at| all[*at].request.url.contains(secret.as_str())).collect();
                prop_assert_eq!(carried.behind(0, &[secret]), Some(places));
            }
        }
    }
}
