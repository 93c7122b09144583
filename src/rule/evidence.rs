//! What a rule reads, and what a capture may lack of it: a login and a verdict come in, the verdict that may be given goes
//! out. "Not seen" is never "fine", and never "not there" either. Knows no rule.

use super::{Verdict, authorize};
use crate::flow::Flow;
use crate::http::Lack;
use crate::oauth::{Kind, Message};

/// How a rule deals with what a capture does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// `check` itself says what the capture lacks.
    Told,
    /// Where `check` sees nothing to judge, one of these parts may be what it does not see.
    Read(&'static [Reading]),
    /// It judges what stands there, and nothing else: without that it does not apply.
    Seen(Subject),
}

/// A part of messages of a kind that an exporter may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The parameters of the authorization request, wherever they were sent.
    Asked,
    /// The authorization response: where the provider sends the browser, with what.
    Response,
    Body(Kind),
    Headers(Kind),
    Answer(Kind),
    AnswerHeaders(Kind),
    AnswerBody(Kind),
    /// The browser's question before a call of a script to another origin.
    Preflights(Kind),
}

/// Why a rule has nothing to judge where it sees nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Capture,
    Configuration,
    Refusal,
    Repetition,
    Address,
    Bystander,
    Telling,
}

impl Evidence {
    /// The verdict that may be given: where parts are missing that the rule reads, neither "not applicable" nor, if all of
    /// them are missing, "pass".
    #[must_use]
    pub fn weigh(self, verdict: Verdict, flow: &Flow<'_>) -> Verdict {
        let Evidence::Read(readings) = self else { return verdict };
        let enough = match verdict {
            Verdict::NotApplicable => Enough::All,
            Verdict::Pass(_) => Enough::One,
            Verdict::Fail(_) | Verdict::NotCheckable(_) => return verdict,
        };
        let lack = readings.iter().find_map(|reading| reading.lack(flow, enough));
        lack.map_or(verdict, Verdict::NotCheckable)
    }

    /// Why a rule never says that a capture lacks something; none of the others, which do.
    pub fn says(self) -> Option<&'static str> {
        match self {
            Evidence::Told | Evidence::Read(_) => None,
            Evidence::Seen(subject) => Some(subject.says()),
        }
    }
}

impl Subject {
    /// The reason in words.
    pub fn says(self) -> &'static str {
        match self {
            Subject::Capture => "It judges the capture itself, which is always there.",
            Subject::Configuration => {
                "It judges what is stored of the client; what is not stored cannot be stored wrongly."
            }
            Subject::Refusal => {
                "It explains a failure that the capture holds; where it holds none there is nothing to explain."
            }
            Subject::Repetition => {
                "It finds what stands in the capture twice; what is not there has not been seen to repeat."
            }
            Subject::Address => {
                "It judges the method or the address of a request, and these are there wherever the request is."
            }
            Subject::Bystander => {
                "It looks for values of the login in other requests; one that is not there shows none."
            }
            Subject::Telling => {
                "It judges a message that is known by the part that it judges; without that nobody can tell that there was one."
            }
        }
    }
}

/// How many of the messages must show a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enough {
    One,
    All,
}

impl Reading {
    fn lack(self, flow: &Flow<'_>, enough: Enough) -> Option<String> {
        match self {
            Reading::Asked => match authorize::readable(flow) {
                Err(Verdict::NotCheckable(what)) => Some(what),
                _ => None,
            },
            Reading::Response => response(flow),
            Reading::Body(kind) => {
                let hidden = |message: &Message<'_>| {
                    message.body_not_recorded()
                        && !matches!(message.exchange.request.method.as_str(), "GET" | "HEAD" | "OPTIONS")
                };
                missing(flow, kind, enough, hidden)
                    .then(|| format!("The {}'s body is not in the capture.", name(kind)))
            }
            Reading::Headers(kind) => missing(flow, kind, enough, |message| message.headers_not_recorded())
                .then(|| format!("The {}'s headers are not in the capture.", name(kind))),
            Reading::Answer(kind) => missing(flow, kind, enough, is_unanswered)
                .then(|| format!("The {}'s answer is not in the capture.", name(kind))),
            Reading::AnswerHeaders(kind) => {
                let bare = |message: &Message<'_>| {
                    message.answer.status.is_some() && message.exchange.response.headers.0.is_empty()
                };
                missing(flow, kind, enough, bare).then(|| {
                    format!("The headers of the answer to the {} are not in the capture.", name(kind))
                })
            }
            Reading::AnswerBody(kind) => {
                let unread = |message: &Message<'_>| {
                    is_unanswered(message)
                        || !message.answer.recorded
                            && message
                                .answer
                                .status
                                .is_some_and(|status| (200..300).contains(&status) && status != 204)
                };
                missing(flow, kind, enough, unread).then(|| match kind {
                    Kind::TokenRequest => "The token answer's body is not in the capture.".to_owned(),
                    kind => format!("The body of the answer to the {} is not in the capture.", name(kind)),
                })
            }
            Reading::Preflights(kind) => missing(flow, kind, enough, is_unasked)
                .then(|| "Preflight requests are not in captures of this kind.".to_owned()),
        }
    }
}

/// Whether a part is missing from too many messages of a kind; the page's copy of a request that a service worker sent is
/// none.
fn missing(flow: &Flow<'_>, kind: Kind, enough: Enough, is_missing: impl Fn(&Message<'_>) -> bool) -> bool {
    let mut own = flow.of(kind).filter(|message| !message.exchange.by_service_worker).peekable();
    own.peek().is_some()
        && match enough {
            Enough::One => own.all(is_missing),
            Enough::All => own.any(is_missing),
        }
}

fn is_unanswered(message: &Message<'_>) -> bool {
    message.answer.status.is_none() && message.exchange.error.is_none()
}

/// A call across origins, from a browser whose captures leave preflights out.
fn is_unasked(message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    let crosses = exchange.request.headers.first("origin").is_some_and(|from| from != exchange.origin());
    crosses && exchange.lacks.has(Lack::Preflights)
}

/// The provider has sent the browser back, and with what is not to be seen.
fn response(flow: &Flow<'_>) -> Option<String> {
    if authorize::responses(flow).next().is_some() {
        return None;
    }
    let asked = flow.authorization_request()?;
    let pages = flow.of(Kind::AuthorizationRequest).chain(flow.of(Kind::Interaction));
    let back = pages.last().filter(|page| {
        let target = page.exchange.redirect_target();
        let cut = page.is_cut_redirect() && page.exchange.error.is_none();
        let bare = target.is_some() && target.as_deref() == asked.given("redirect_uri");
        cut || bare
    });
    back.map(|_| "The authorization response is not in the capture.".to_owned())
}

/// A kind of messages within a sentence.
fn name(kind: Kind) -> String {
    let label = kind.label();
    match kind {
        Kind::ApiCall => label.to_owned(),
        _ => label.to_lowercase(),
    }
}
