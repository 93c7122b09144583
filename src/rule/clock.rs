//! When something arrived, by the best clock that a capture holds, and how far two clocks are apart. Knows no rule.

use std::fmt;

use crate::http::Instant;
use crate::oauth::Message;

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
    /// What an answer brings arrives at its end, what a request brings at its start.
    pub fn of(message: &Message<'_>, answered: bool) -> Option<Clock> {
        let exchange = message.exchange;
        let date = exchange.response.headers.first("date").and_then(Instant::parse_http);
        let taken = exchange.duration_ms.filter(|taken| *taken > 0.0).unwrap_or_default();
        let ended = exchange.started.map(|started| Instant(started.0 + taken));
        let arrived = if answered { ended } else { exchange.started };
        let Some((now, ended)) = arrived.zip(ended) else {
            return Some(Clock { now: date?, by_server: true, ahead: None });
        };
        let ahead = date.map(|date| date.seconds_since(ended));
        match (ahead, date) {
            // A text of `curl -v` has no other time than `Date`.
            (Some(ahead), Some(date)) if ahead == 0.0 || ahead.abs() > MOVED => {
                Some(Clock { now: date, by_server: true, ahead: None })
            }
            _ => Some(Clock { now, by_server: false, ahead }),
        }
    }

    /// Whether a difference of so many seconds may come from times that were moved in the capture: only one clock is
    /// there, and no clock goes wrong by days.
    pub fn may_be_moved(&self, difference: f64) -> bool {
        difference.abs() > MOVED && self.ahead.is_none() && !self.by_server
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
