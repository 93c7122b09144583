//! Exchanges in order of time, and where among them one stands: by itself, by its address, by where it leads. Built once for
//! a capture, so that no login has to look through all of it.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::Exchange;

/// Exchanges in order of time.
#[derive(Debug)]
pub struct Timeline<'c> {
    all: &'c [Exchange],
    /// Places of the exchanges at a URL without its fragment.
    at: OnceCell<HashMap<String, Vec<usize>>>,
    /// Places of the exchanges that redirect to a URL.
    leading_to: OnceCell<HashMap<String, Vec<usize>>>,
}

impl<'c> Timeline<'c> {
    /// Of exchanges that are in order.
    pub fn of(all: &'c [Exchange]) -> Timeline<'c> {
        Timeline { all, at: OnceCell::new(), leading_to: OnceCell::new() }
    }

    /// All of them.
    pub fn all(&self) -> &'c [Exchange] {
        self.all
    }

    /// The number of an exchange of the list; none of another one.
    pub fn place(&self, exchange: &Exchange) -> Option<usize> {
        let own = std::ptr::from_ref(exchange);
        self.all.binary_search_by(|known| std::ptr::from_ref(known).cmp(&own)).ok()
    }

    /// The exchanges after one of them.
    pub fn after(&self, exchange: &Exchange) -> &'c [Exchange] {
        self.place(exchange).and_then(|at| self.all.get(at + 1..)).unwrap_or_default()
    }

    /// The exchanges before one of them.
    pub fn before(&self, exchange: &Exchange) -> &'c [Exchange] {
        self.place(exchange).and_then(|at| self.all.get(..at)).unwrap_or_default()
    }

    /// The first exchange behind one of them that goes to a URL, whatever the fragments.
    pub fn next_at(&self, from: &Exchange, url: &str) -> Option<&'c Exchange> {
        let table = self.at.get_or_init(|| {
            let mut table: HashMap<String, Vec<usize>> = HashMap::new();
            for (place, exchange) in self.all.iter().enumerate() {
                table.entry(bare(&exchange.request.url).to_owned()).or_default().push(place);
            }
            table
        });
        let at = self.place(from)?;
        self.all.get(first_behind(table.get(bare(url))?, at)?)
    }

    /// The last exchange before one of them that redirects to its very URL.
    pub fn led_by(&self, to: &Exchange) -> Option<&'c Exchange> {
        let table = self.leading_to.get_or_init(|| {
            let mut table: HashMap<String, Vec<usize>> = HashMap::new();
            for (place, exchange) in self.all.iter().enumerate() {
                if let Some(target) = exchange.redirect_target() {
                    table.entry(target).or_default().push(place);
                }
            }
            table
        });
        let at = self.place(to)?;
        let places = table.get(&to.request.url)?;
        let before = places.partition_point(|place| *place < at);
        self.all.get(*places.get(before.checked_sub(1)?)?)
    }
}

/// The first of ascending places behind one.
pub fn first_behind(places: &[usize], at: usize) -> Option<usize> {
    places.get(places.partition_point(|place| *place <= at)).copied()
}

fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Timeline;
    use crate::http::{Exchange, Request, Response};

    fn exchange(url: &str, location: Option<&str>) -> Exchange {
        Exchange {
            request: Request { url: url.into(), ..Request::default() },
            response: Response { location: location.map(str::to_owned), ..Response::default() },
            ..Exchange::default()
        }
    }

    #[test]
    fn exchanges_are_found_by_what_comes_before_and_after_them() {
        let all = [
            exchange("https://a/1", Some("/2")),
            exchange("https://a/2#x", Some("/3")),
            exchange("https://a/1", Some("/2#x")),
            exchange("https://a/2#x", None),
            exchange("https://a/2", None),
        ];
        let [first, second, third, fourth, last] = &all;
        let time = Timeline::of(&all);
        let is = |found: Option<&Exchange>, wanted: &Exchange| {
            found.is_some_and(|found| std::ptr::eq(found, wanted))
        };
        assert!(is(time.next_at(first, "https://a/2#other"), second));
        assert!(is(time.next_at(second, "https://a/2"), fourth));
        assert!(time.next_at(last, "https://a/2").is_none());
        assert!(is(time.led_by(last), first), "the last one that leads to exactly this address");
        assert!(is(time.led_by(fourth), third));
        assert!(time.led_by(first).is_none());
        assert_eq!((time.before(third).len(), time.after(third).len()), (2, 2));
        assert!(time.after(&exchange("https://a/1", None)).is_empty(), "none of the list");
    }
}
