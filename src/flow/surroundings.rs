//! What the captures hold beside the messages of one login. Exchanges in order of time come in; what stands before or after
//! one of them, at an address, of a site, or with a value goes out, found without looking through all of them.

mod carried;
mod signs;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use carried::Carried;
use signs::Signs;
pub use signs::{Sign, WEBFINGER, posts_password};

use crate::http::{Exchange, Timeline};
use crate::oauth::{Kind, Message};

/// What stands around a login, the same for all of them.
#[derive(Clone, Debug)]
pub struct Surroundings<'c> {
    /// Whether a file breaks off.
    pub truncated: bool,
    pub files: usize,
    /// How many entries were in the files twice.
    pub doubled: usize,
    known: Rc<Known<'c>>,
}

#[derive(Debug)]
struct Known<'c> {
    time: Timeline<'c>,
    signs: OnceCell<Signs>,
    pushed: OnceCell<Vec<(usize, String)>>,
    secrets: OnceCell<Vec<String>>,
    carried: OnceCell<Carried>,
}

impl<'c> Surroundings<'c> {
    /// Of one whole file without anything left out.
    pub fn of(exchanges: &'c [Exchange]) -> Surroundings<'c> {
        let known = Known {
            time: Timeline::of(exchanges),
            signs: OnceCell::new(),
            pushed: OnceCell::new(),
            secrets: OnceCell::new(),
            carried: OnceCell::new(),
        };
        Surroundings { truncated: false, files: 1, doubled: 0, known: Rc::new(known) }
    }

    /// The exchanges after one of them.
    pub fn after(&self, exchange: &Exchange) -> &'c [Exchange] {
        self.known.time.after(exchange)
    }

    /// The exchanges before one of them.
    pub fn before(&self, exchange: &Exchange) -> &'c [Exchange] {
        self.known.time.before(exchange)
    }

    /// So many exchanges behind one, and so many before it, the nearest first.
    pub fn near(&self, exchange: &Exchange, most: usize) -> impl Iterator<Item = &'c Exchange> + use<'c> {
        let before = self.before(exchange).iter().rev().take(most);
        self.after(exchange).iter().take(most).chain(before)
    }

    /// The exchange that a redirect led to: the next one at its target.
    pub fn redirected_to(&self, from: &Exchange) -> Option<&'c Exchange> {
        self.known.time.next_at(from, &from.redirect_target()?)
    }

    /// Exchanges with a sign before one of them, in order of time.
    pub fn before_with(
        &self,
        exchange: &Exchange,
        sign: Sign,
        value: &str,
    ) -> impl DoubleEndedIterator<Item = &'c Exchange> {
        let places = self.signs().places(sign, value);
        let end = self.known.time.place(exchange).unwrap_or(0);
        let places = places.get(..places.partition_point(|place| *place < end)).unwrap_or_default();
        let all = self.known.time.all();
        places.iter().filter_map(move |place| all.get(*place))
    }

    /// Exchanges with a sign after one of them, in order of time.
    pub fn after_with(
        &self,
        exchange: &Exchange,
        sign: Sign,
        value: &str,
    ) -> impl DoubleEndedIterator<Item = &'c Exchange> {
        let places = self.signs().places(sign, value);
        let all = self.known.time.all();
        let at = self.known.time.place(exchange).unwrap_or(all.len());
        let places = places.get(places.partition_point(|place| *place <= at)..).unwrap_or_default();
        places.iter().filter_map(move |place| all.get(*place))
    }

    /// Whether an exchange after one of them goes to another site than these.
    pub fn goes_elsewhere(&self, exchange: &Exchange, own: &BTreeSet<String>) -> bool {
        self.goes_from(exchange, own, |(last, _)| Some(*last))
    }

    /// The same of exchanges whose headers are known.
    pub fn goes_elsewhere_with_headers(&self, exchange: &Exchange, own: &BTreeSet<String>) -> bool {
        self.goes_from(exchange, own, |(_, last)| *last)
    }

    /// To how many sites exchanges after one of them go, and to how many of those with headers that are known.
    pub fn sites_after(&self, exchange: &Exchange) -> (usize, usize) {
        let Some(at) = self.known.time.place(exchange) else { return (0, 0) };
        let sites = &self.signs().sites;
        let known = sites.iter().filter(|(_, (_, last))| last.is_some_and(|last| last > at));
        (sites.iter().filter(|(_, (last, _))| *last > at).count(), known.count())
    }

    fn goes_from(
        &self,
        exchange: &Exchange,
        own: &BTreeSet<String>,
        last: fn(&(usize, Option<usize>)) -> Option<usize>,
    ) -> bool {
        let Some(at) = self.known.time.place(exchange) else { return false };
        let mut sites = self.signs().sites.iter();
        sites.any(|(site, places)| last(places).is_some_and(|last| last > at) && !own.contains(site))
    }

    /// Exchanges that go to some origins, or are sent by pages there, up to the next request for a login there after `last`.
    pub fn traffic_until(&self, origins: &[String], last: Option<&Exchange>) -> usize {
        let signs = self.signs();
        let last = last.and_then(|last| self.known.time.place(last));
        let next = last.and_then(|last| {
            let asks = |origin: &String| signs.next(Sign::Asks, origin, last);
            origins.iter().filter_map(asks).min()
        });
        let until = next.map_or(self.known.time.all().len(), |next| next + 1);
        let count = |sign, value: &str| signs.places(sign, value).partition_point(|place| *place < until);
        let single = |origin: &String| count(Sign::To, origin) + count(Sign::From, origin);
        let both = origins
            .iter()
            .flat_map(|to| origins.iter().map(move |from| count(Sign::Between, &signs::between(from, to))));
        origins.iter().map(single).sum::<usize>().saturating_sub(both.sum())
    }

    /// Every `request_uri` that a POST before an exchange was answered with, in order of time (RFC 9126, section 2.2).
    pub fn pushed_before(
        &self,
        exchange: &Exchange,
    ) -> impl DoubleEndedIterator<Item = (&'c Exchange, &str)> {
        let all = self.known.time.all();
        let pushed = self.known.pushed.get_or_init(|| signs::pushed(all));
        let end = self.known.time.place(exchange).unwrap_or(0);
        let before = pushed.get(..pushed.partition_point(|(place, _)| *place < end)).unwrap_or_default();
        before.iter().filter_map(move |(place, uri)| Some((all.get(*place)?, uri.as_str())))
    }

    /// Learns the secrets of all logins, by which [`Surroundings::carriers`] finds exchanges.
    pub(super) fn learn_secrets(&self, messages: &[Message<'_>]) {
        self.known.secrets.get_or_init(|| messages.iter().flat_map(secrets).collect());
    }

    /// In order of time, exchanges behind one of them, among them all in whose address, `Referer`, posted text or
    /// `Set-Cookie` one of these stands, as it is or percent-encoded.
    pub fn carriers(&self, from: &Exchange, secrets: &[&str]) -> Vec<&'c Exchange> {
        let all = self.known.time.all();
        let learned = || self.known.secrets.get().map(Vec::as_slice).unwrap_or_default();
        let carried = self.known.carried.get_or_init(|| Carried::find(all, learned()));
        let Some(at) = self.known.time.place(from) else { return Vec::new() };
        let Some(places) = carried.behind(at, secrets) else { return self.after(from).iter().collect() };
        places.into_iter().filter_map(|place| all.get(place)).collect()
    }

    fn signs(&self) -> &Signs {
        self.known.signs.get_or_init(|| Signs::of(self.known.time.all()))
    }
}

/// What a message brings that nobody else may see.
fn secrets(message: &Message<'_>) -> Vec<String> {
    let sent = ["code", "access_token", "id_token"].iter().filter_map(|name| message.given(name));
    let answered = ["access_token", "refresh_token", "id_token"]
        .iter()
        .filter_map(|name| (message.kind == Kind::TokenRequest).then(|| message.answer.text(name)).flatten());
    sent.chain(answered).map(str::to_owned).collect()
}
