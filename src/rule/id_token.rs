//! What the rules on ID tokens share: the tokens of a flow with their places, the clock they are judged by, and the
//! client's own words about them. Knows no rule.

use std::fmt;

use crate::flow::Flow;
use crate::http::Instant;
use crate::oauth::jwt::Jwt;
use crate::oauth::{Kind, Message, Part};

use super::{Location, Verdict};

/// An ID token that could be read.
pub struct Token<'f, 'c> {
    pub message: &'f Message<'c>,
    /// In the answer, else in the message's parameters.
    pub answered: bool,
    pub text: &'f str,
    pub jwt: Jwt,
}

/// Every ID token text of a flow once: from token answers, authorization responses and posted `credential`s.
pub fn texts<'f, 'c>(flow: &'f Flow<'c>) -> Vec<(&'f Message<'c>, bool, &'f str)> {
    let mut texts: Vec<(&Message<'c>, bool, &str)> = Vec::new();
    for message in &flow.messages {
        let carries = matches!(message.kind, Kind::AuthorizationResponse | Kind::Callback);
        let answered =
            (message.kind == Kind::TokenRequest).then(|| message.answer.text("id_token")).flatten();
        let given = carries.then(|| message.given("id_token").or(message.given("credential"))).flatten();
        let both = [(true, answered), (false, given)];
        for (answered, text) in both.into_iter().filter_map(|(answered, text)| Some((answered, text?))) {
            if !text.is_empty() && texts.iter().all(|(_, _, known)| *known != text) {
                texts.push((message, answered, text));
            }
        }
    }
    texts
}

/// The ID tokens of a flow that can be read, in order of time.
pub fn tokens<'f, 'c>(flow: &'f Flow<'c>) -> Vec<Token<'f, 'c>> {
    let read = |(message, answered, text): (&'f Message<'c>, bool, &'f str)| {
        Some(Token { message, answered, text, jwt: Jwt::read(text)? })
    };
    texts(flow).into_iter().filter_map(read).collect()
}

/// The verdict of a rule on claims where no ID token can be read.
pub fn none(flow: &Flow<'_>) -> Verdict {
    match texts(flow).first() {
        Some((_, _, text)) if Jwt::is_encrypted(text) => {
            Verdict::lacks("The ID token is encrypted; only the client can read its claims.")
        }
        Some((_, _, text)) if is_masked(text) => Verdict::lacks("The ID token is masked in the capture."),
        Some(_) => Verdict::lacks("The ID token cannot be read."),
        None if flow.of(Kind::TokenRequest).any(|message| !message.answer.recorded) => {
            Verdict::lacks("The token answer's body is not in the capture.")
        }
        None => Verdict::NotApplicable,
    }
}

/// Whether a value was blacked out or shortened before it came here.
pub fn is_masked(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let other = |c: char| !(c.is_ascii_alphanumeric() || "-._~+/=|:!@$%".contains(c));
    lower.contains("redacted") || lower.contains("xxxxxx") || lower.contains("...") || text.chars().any(other)
}

impl Token<'_, '_> {
    /// The place of a claim or header member.
    pub fn place(&self, claim: &str) -> Location {
        let part = if self.answered { Part::ResponseBody } else { self.message.part };
        Location::of(self.message, part, Some(&format!("id_token.{claim}")))
    }

    /// Whether it came in exchange for a refresh token.
    pub fn is_refreshed(&self) -> bool {
        self.message.grant() == Some("refresh_token")
    }

    /// The moment it arrived.
    pub fn clock(&self) -> Option<Clock> {
        Clock::of(self.message)
    }
}

/// The moment at which something arrived, by the best clock there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    pub now: Instant,
    /// Whether `now` is the `Date` of the answer; else it is the clock of the machine that recorded.
    pub by_server: bool,
    /// Seconds that the server's clock is ahead of the recording machine's, where both are known.
    pub ahead: Option<f64>,
}

/// Clocks that differ by more than this are no skew: times of the capture were moved.
const MOVED: f64 = 86_400.0;

impl Clock {
    fn of(message: &Message<'_>) -> Option<Clock> {
        let exchange = message.exchange;
        let date = exchange.response.headers.first("date").and_then(Instant::parse_http);
        let taken = exchange.duration_ms.filter(|taken| *taken > 0.0).unwrap_or_default();
        let ended = exchange.started.map(|started| Instant(started.0 + taken));
        match (ended, date) {
            (Some(ended), Some(date)) if date.seconds_since(ended).abs() > MOVED => {
                Some(Clock { now: date, by_server: true, ahead: None })
            }
            (Some(ended), Some(date)) => {
                Some(Clock { now: ended, by_server: false, ahead: Some(date.seconds_since(ended)) })
            }
            (None, Some(date)) => Some(Clock { now: date, by_server: true, ahead: None }),
            (ended, None) => ended.map(|now| Clock { now, by_server: false, ahead: None }),
        }
    }

    /// What the two clocks say of each other, as the end of a sentence.
    pub fn skew(&self) -> String {
        match self.ahead {
            Some(ahead) if ahead > 30.0 => {
                format!("; the server's `Date` is {} ahead of the recording machine's clock", span(ahead))
            }
            Some(ahead) if ahead < -30.0 => {
                format!("; the server's `Date` is {} behind the recording machine's clock", span(ahead))
            }
            Some(_) => "; the recording machine's clock and the server's `Date` agree".into(),
            None => String::new(),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = if self.by_server { "the server's `Date`" } else { "the recording machine's clock" };
        write!(f, "`{}` by {whose}", self.now)
    }
}

/// A length of time in words.
pub fn span(seconds: f64) -> String {
    let seconds = seconds.abs();
    let (amount, unit) = match seconds {
        s if s < 120.0 => (s, "second"),
        s if s < 7_200.0 => (s / 60.0, "minute"),
        s if s < 172_800.0 => (s / 3_600.0, "hour"),
        s => (s / 86_400.0, "day"),
    };
    let amount = amount.round();
    format!("{amount} {unit}{}", if amount == 1.0 { "" } else { "s" })
}

/// Where the client itself complains, in words that fit a pattern: the message and the words.
pub fn complaint<'f, 'c>(flow: &'f Flow<'c>, pattern: &str) -> Option<(&'f Message<'c>, String)> {
    let regex = regex_lite::Regex::new(pattern).ok()?;
    let own =
        flow.messages.iter().filter(|message| matches!(message.kind, Kind::Callback | Kind::ClientPage));
    own.into_iter().find_map(|message| {
        let words = message.answer.words();
        Some((message, regex.find(&words)?.as_str().to_owned()))
    })
}
