//! Sentences that no table holds: what one is about (redirect URI, secret, code …) and what it says is wrong with it
//! (unknown, expired, used …), in whatever words and order. Words come in, an entry goes out; it is asked last.

use super::wrong::{self as says, Matter, Wrong};
use super::{about_parties, about_request, about_tokens};
use crate::cause::Words;
use crate::provider::{Entry, Place};

/// What the sentences of a message say by what they are about, the most special matter first.
pub fn read(words: &Words, text: &str) -> Option<Entry> {
    let of_request = [about_request::MATTERS, about_parties::MATTERS];
    let (tables, code) = match words.place {
        Place::Api => ([about_tokens::OF_API, &[]], ""),
        Place::Callback if words.code.is_empty() => ([about_tokens::OF_CLIENT, &[]], ""),
        _ => (of_request, words.code.as_str()),
    };
    let sentences: Vec<Sentence> =
        sentences(text).into_iter().filter(|sentence| sentence.says_one()).collect();
    let told = tables
        .into_iter()
        .flatten()
        .find_map(|matter| sentences.iter().find_map(|sentence| sentence.about(matter, words, code)));
    told.map(|(causes, means)| Entry {
        place: words.place,
        status: None,
        error: "",
        pattern: "",
        causes,
        means,
        fix: "",
    })
}

/// One sentence in small letters, without marks, and what is wrong in it.
struct Sentence {
    words: Vec<String>,
    wrong: u32,
}

impl Sentence {
    fn of(words: Vec<String>) -> Sentence {
        let wrong = wrong(&words);
        Sentence { words, wrong }
    }

    /// Whether it tells of something wrong, and is neither an essay nor a list of all that might be.
    fn says_one(&self) -> bool {
        self.wrong != 0 && self.wrong.count_ones() < 4 && self.words.len() <= 45
    }

    fn about(&self, matter: &Matter, words: &Words, code: &str) -> Option<says::Told> {
        let named = matter.names.iter().any(|name| at(&self.words, name).is_some());
        let (_, causes, means) = matter
            .wrongs
            .iter()
            .find(|(wrongs, ..)| named && matter.is_at(words.place) && wrongs & self.wrong != 0)?;
        causes.first().filter(|first| fits(code, first.id)).map(|_| (*causes, *means))
    }
}

/// Whether a code of RFC 6749 (section 5.2) may stand for a cause: `invalid_client` is never about a code, `invalid_grant`
/// never about the client's own credentials.
fn fits(code: &str, cause: &str) -> bool {
    let begins = |all: &[&str]| all.iter().any(|begin| cause.starts_with(begin));
    match code {
        "invalid_client" => !begins(&["code_", "refresh_token_", "user_credentials"]),
        "invalid_grant" => !begins(&["wrong_client_secret", "missing_client_auth"]),
        "invalid_scope" => !begins(&["missing_parameter", "code_", "refresh_token_", "wrong_client_"]),
        _ => true,
    }
}

/// Words of the beginning of a text, by sentence: small letters, no marks, no addresses, `n't` as `not`.
fn sentences(text: &str) -> Vec<Sentence> {
    let start: String = text.chars().take(900).collect();
    let mut all = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for token in start.split_whitespace() {
        let ends = token.ends_with(['.', '!', '?', ';', '|']) || matches!(token, "-" | "–" | "—");
        if !token.contains("://") && token.len() <= 60 {
            words.extend(split(token));
        }
        // "error code: 1010" is about no code of a login.
        if let [.., before, last] = words.as_slice()
            && last == "code"
            && is_among(before, &["error", "status", "http", "response", "exit", "country"])
        {
            words.pop();
        }
        if ends {
            all.push(Sentence::of(std::mem::take(&mut words)));
        }
    }
    all.push(Sentence::of(words));
    all
}

/// The words of a token: "redirect_uri" and "redirectUri" are two, "isn't" is "is not", "cannot" is "can not".
fn split(token: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut before = ' ';
    for c in token.chars() {
        if before.is_ascii_lowercase() && c.is_ascii_uppercase() {
            plain.push(' ');
        }
        before = c;
        match c {
            '\'' | '’' | '`' => plain.push('\''),
            _ if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    let plain = plain
        .replace("can't", "can not")
        .replace("n't", " not")
        .replace("cannot", "can not")
        .replace('\'', " ");
    plain.split_whitespace().map(str::to_owned).collect()
}

/// Where a phrase begins; `*` at a word's end stands for any ending.
fn at(words: &[String], phrase: &str) -> Option<usize> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    words
        .windows(wanted.len())
        .position(|found| found.iter().zip(&wanted).all(|(word, wanted)| is(word, wanted)))
}

fn is(word: &str, wanted: &str) -> bool {
    wanted.strip_suffix('*').map_or(word == wanted, |begin| word.starts_with(begin))
}

fn is_among(word: &str, list: &[&str]) -> bool {
    list.iter().any(|wanted| is(word, wanted))
}

/// What is wrong, as a set. A negation belongs to what comes within a few words: "not the registered one".
fn wrong(words: &[String]) -> u32 {
    let mut found = 0;
    let mut said = vec![false; words.len()];
    let reach = |from: usize| words.iter().enumerate().skip(from + 1).take(6);
    for (place, word) in words.iter().enumerate() {
        if is_among(word, says::NEGATIONS) {
            if words.get(place + 1).is_some_and(|next| next == "longer") {
                found |= Wrong::EXPIRED;
            }
            let ordered = place.checked_sub(1).and_then(|before| words.get(before));
            let forbids = ordered.is_some_and(|before| is_among(before, &["must", "may", "should", "shall"]));
            let negated = reach(place).find_map(|(at, next)| {
                let wrong = says::NEGATED.iter().find(|(_, list)| is_among(next, list))?.0;
                Some((at, wrong))
            });
            found |= match negated {
                Some((at, _)) if forbids => {
                    mark(&mut said, at);
                    Wrong::FORBIDDEN
                }
                Some((at, wrong)) => {
                    mark(&mut said, at);
                    wrong
                }
                None if word == "no" || word == "without" => Wrong::MISSING,
                None if word == "unable" || word.starts_with("fail") => Wrong::FAILED,
                None if forbids => Wrong::FORBIDDEN,
                None => 0,
            };
        } else if is_among(word, &["must", "should", "has", "have", "need", "needs"]) {
            // "must be provided", "has to be present", "should match".
            let demanded = reach(place).take_while(|(_, next)| *next != "not").find_map(|(_, next)| {
                says::DEMANDED.iter().find(|(_, list)| is_among(next, list)).map(|(wrong, _)| *wrong)
            });
            let is_order =
                is_among(word, &["must", "should"]) || words.get(place + 1).is_some_and(|next| next == "to");
            found |= demanded.filter(|_| is_order).unwrap_or_default();
        }
    }
    for (wrong, phrases) in says::SAID {
        let plain =
            |phrase: &&&str| at(words, phrase).is_some_and(|at| !said.get(at).copied().unwrap_or_default());
        if phrases.iter().any(|phrase| plain(&phrase)) {
            found |= wrong;
        }
    }
    if used_before(words) {
        found |= Wrong::USED;
    }
    found
}

fn mark(said: &mut [bool], at: usize) {
    if let Some(place) = said.get_mut(at) {
        *place = true;
    }
}

/// "already redeemed", "has been used", "exchanged before".
fn used_before(words: &[String]) -> bool {
    let use_of =
        |word: &String| is_among(word, &["used", "redeemed", "consumed", "exchanged", "spent", "claimed"]);
    let time = |word: &String| is_among(word, &["already", "before", "previously", "once", "twice", "been"]);
    let not = |word: &String| is_among(word, &["not", "never"]);
    words.windows(4).chain(std::iter::once(words)).any(|near| {
        let issued = near.iter().any(|word| word == "issued");
        near.len() <= 4
            && near.iter().any(use_of)
            && near.iter().any(time)
            && !near.iter().any(not)
            && !issued
    })
}
