//! The value at a place, for the person who pressed on it. The only way from a report back to captured bytes.

use serde_json::Value;

use crate::http::{Exchange, Params};
use crate::report::Place;

use super::Capture;

impl Capture {
    /// The decoded value at a place; none if the capture does not hold it.
    pub fn reveal(&self, place: &Place) -> Option<String> {
        if place.file.as_ref().is_some_and(|file| *file != self.file) {
            return None;
        }
        let exchange = self.exchanges.iter().find(|exchange| exchange.entry == place.entry)?;
        let name = place.name.as_deref().unwrap_or_default();
        match place.part.as_str() {
            "request.url" => Some(exchange.request.url.clone()),
            "request.query" => owned(&exchange.query(), name),
            "request.fragment" => owned(&exchange.fragment(), name),
            "request.header" => exchange.request.headers.first(name).map(str::to_owned),
            "request.cookie" => exchange
                .request
                .headers
                .cookies()
                .find(|(cookie, _)| *cookie == name)
                .map(|(_, value)| value.to_owned()),
            "request.body" => in_text(exchange.request.body.text()?, name),
            "response.header" => exchange.response.headers.first(name).map(str::to_owned),
            "response.location" => in_location(exchange, name),
            "response.body" => in_text(exchange.response.body.text()?, name),
            _ => None,
        }
    }
}

fn owned(params: &Params, name: &str) -> Option<String> {
    params.value(name).map(str::to_owned)
}

/// A member of a JSON object (dots lead inwards), a field of a form, or without a name the whole text.
fn in_text(text: &str, name: &str) -> Option<String> {
    if name.is_empty() {
        return Some(text.to_owned());
    }
    let Ok(json) = serde_json::from_str::<Value>(text) else { return owned(&Params::parse(text), name) };
    let member = name.split('.').try_fold(&json, |value, key| value.get(key))?;
    Some(member.as_str().map_or_else(|| member.to_string(), str::to_owned))
}

fn in_location(exchange: &Exchange, name: &str) -> Option<String> {
    let target = exchange.redirect_target()?;
    if name.is_empty() {
        return Some(target);
    }
    let (before, fragment) = target.split_once('#').unwrap_or((&target, ""));
    let query = before.split_once('?').map_or("", |(_, query)| query);
    owned(&Params::parse(query), name).or_else(|| owned(&Params::parse(fragment), name))
}
