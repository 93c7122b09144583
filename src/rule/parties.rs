//! Who takes part in a login: the client, the provider and the APIs. Everybody else is a third party.

use std::collections::BTreeSet;

use crate::flow::Flow;
use crate::http::Exchange;
use crate::oauth::{Kind, Message};

/// A secret with the message that brought it and its name.
pub type Held<'a, 'c> = (&'a Message<'c>, &'static str, &'a str);

/// Codes and tokens that came through the browser's address.
pub fn front_channel_secrets<'a, 'c>(flow: &'a Flow<'c>) -> Vec<Held<'a, 'c>> {
    let names = ["code", "access_token", "id_token"];
    super::authorize::responses(flow)
        .flat_map(|response| {
            names.into_iter().filter_map(move |name| Some((response, name, response.given(name)?)))
        })
        .filter(|(_, _, secret)| secret.len() >= LONG)
        .collect()
}

/// Those, and the tokens that the token endpoint answered with.
pub fn secrets<'a, 'c>(flow: &'a Flow<'c>) -> Vec<Held<'a, 'c>> {
    let names = ["access_token", "refresh_token", "id_token"];
    let answered = flow.of(Kind::TokenRequest).flat_map(|request| {
        names.into_iter().filter_map(move |name| Some((request, name, request.answer.text(name)?)))
    });
    let mut all = front_channel_secrets(flow);
    all.extend(answered.filter(|(_, _, secret)| secret.len() >= LONG));
    all
}

/// Shorter ones may stand anywhere by chance.
const LONG: usize = 16;

/// In order of time, the exchanges behind one of them that may carry one of these secrets.
pub fn carriers<'c>(flow: &Flow<'c>, from: &Exchange, secrets: &[Held<'_, '_>]) -> Vec<&'c Exchange> {
    let secrets: Vec<&str> = secrets.iter().map(|(_, _, secret)| *secret).collect();
    flow.around.carriers(from, &secrets)
}

/// Whether a text carries a secret, also percent-encoded once or twice.
pub fn carries(text: &str, secret: &str) -> bool {
    let encoded = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    if text.contains(secret) {
        return true;
    }
    // Most secrets have only letters and digits, which stand there as they are.
    let plain = secret.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    !plain && text.contains('%') && text.contains(&encoded(secret))
}

/// The sites of those who take part in a login.
pub struct Sites(BTreeSet<String>);

impl Sites {
    /// Of the messages, of where they began, of the redirect URIs and of the provider's endpoints.
    pub fn of(flow: &Flow<'_>) -> Sites {
        let taking_part = flow.messages.iter().filter_map(|message| message.exchange.url());
        let led_by = flow.messages.iter().filter_map(|message| message.led_by?.url());
        let redirect =
            flow.messages.iter().filter_map(|message| url::Url::parse(message.given("redirect_uri")?).ok());
        let endpoints = flow.metadata.iter().flat_map(|document| document.values());
        let endpoints = endpoints.filter_map(|value| url::Url::parse(value.as_str()?).ok());
        let all = taking_part.chain(led_by).chain(redirect).chain(endpoints);
        Sites(all.filter_map(|url| crate::http::site_of(&url)).collect())
    }

    /// Whether an exchange goes to none of them, nor to another host of theirs.
    pub fn lack(&self, exchange: &Exchange) -> bool {
        exchange.url().as_ref().and_then(crate::http::site_of).is_some_and(|site| !self.0.contains(&site))
    }

    /// Whether an exchange after another one goes to none of them.
    pub fn are_left(&self, flow: &Flow<'_>, after: &Exchange) -> bool {
        flow.around.goes_elsewhere(after, &self.0)
    }

    /// The same of exchanges whose headers are known.
    pub fn are_left_with_headers(&self, flow: &Flow<'_>, after: &Exchange) -> bool {
        flow.around.goes_elsewhere_with_headers(after, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::carries;

    #[test]
    fn a_secret_is_found_as_written_and_encoded() {
        assert!(carries("https://x/?u=4/0Adeu5BXlongcode", "4/0Adeu5BXlongcode"));
        assert!(carries("https://x/?u=4%2F0Adeu5BXlongcode", "4/0Adeu5BXlongcode"));
        assert!(!carries("https://x/?u=other", "4/0Adeu5BXlongcode"));
    }
}
