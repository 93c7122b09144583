//! Microsoft's numbered messages: `AADSTS` (Entra ID), `AADB2C` (Azure AD B2C), `MSIS` (AD FS). The number tells more
//! than the OAuth code beside it, wherever it is repeated.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::{Entry, texts};
use crate::cause::{Cause, Words};
use crate::providers::{adfs, b2c, entra};

/// What a number means.
#[derive(Debug)]
pub struct Code {
    pub number: u32,
    /// Most likely first.
    pub causes: &'static [&'static Cause],
    pub means: &'static str,
    pub fix: &'static str,
}

/// One line of a table.
pub const fn code(
    number: u32,
    causes: &'static [&'static Cause],
    means: &'static str,
    fix: &'static str,
) -> Code {
    Code { number, causes, means, fix }
}

/// Numbers that only repeat the OAuth code, or pass on what another provider said; another one beside them tells the cause.
const GENERAL: [u32; 3] = [70000, 70002, 90273];

/// Numbers under which all kinds of requests are refused, or tokens that ended for any reason: which one it is says the
/// sentence beside them.
const SAY_WHY: [u32; 2] = [90023, 70008];

/// The entry of the first number that says something of its own, else of a general one.
pub fn look_up(words: &Words) -> Option<Entry> {
    let found = numbers(&words.text);
    let is_own = |(_, code): &&(&str, &Code)| !GENERAL.contains(&code.number);
    let (prefix, code) = found.iter().find(is_own).or(found.first())?;
    let entry = Entry {
        place: words.place,
        status: None,
        error: "",
        pattern: prefix,
        causes: code.causes,
        means: code.means,
        fix: code.fix,
    };
    let said = texts::own(words).filter(|_| *prefix == "AADSTS" && SAY_WHY.contains(&code.number));
    Some(said.map_or(entry, |said| Entry { causes: said.causes, means: said.means, fix: "", ..entry }))
}

/// Whether a text tells of an error by such a number.
pub fn are_in(text: &str) -> bool {
    !numbers(text).is_empty()
}

/// The numbers after `AADSTS` in a text, known or not.
pub fn aadsts(text: &str) -> impl Iterator<Item = u32> {
    let numbers = text.split("AADSTS").skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok()
    });
    numbers.collect::<Vec<u32>>().into_iter()
}

fn numbers(text: &str) -> Vec<(&'static str, &'static Code)> {
    if !["AADSTS", "AADB2C", "MSIS"].iter().any(|prefix| text.contains(prefix)) {
        return Vec::new();
    }
    static NUMBER: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(AADSTS|AADB2C|MSIS)(\d{4,7})").ok());
    let Some(pattern) = NUMBER.as_ref() else { return Vec::new() };
    let read = |captures: regex_lite::Captures<'_>| {
        let number: u32 = captures.get(2)?.as_str().parse().ok()?;
        let (prefix, table) = match captures.get(1)?.as_str() {
            "AADSTS" => ("AADSTS", entra::codes::CODES),
            "AADB2C" => ("AADB2C", b2c::codes::CODES),
            _ => ("MSIS", adfs::codes::CODES),
        };
        Some((prefix, table.iter().find(|code| code.number == number)?))
    };
    pattern.captures_iter(text).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::look_up;
    use crate::cause::Words;
    use crate::provider::Place;

    fn first(text: &str) -> Option<&'static str> {
        let words = Words {
            place: Place::Token,
            status: Some(400),
            code: "invalid_grant".into(),
            text: text.into(),
            redeems: false,
            anywhere: false,
        };
        look_up(&words)?.causes.first().map(|cause| cause.id)
    }

    #[test]
    fn the_number_of_its_own_goes_before_the_general_one() {
        assert_eq!(first("AADSTS70002: Error. AADSTS54005: already redeemed."), Some("code_reused"));
        assert_eq!(first("AADSTS70002: Error validating credentials."), Some("wrong_client_secret"));
        assert_eq!(
            first(
                "AADB2C90273: An invalid response was received : 'Error: access_denied, Error Description: AADSTS50105: not assigned'"
            ),
            Some("user_not_assigned")
        );
        assert_eq!(first("AADB2C90088: not issued for this endpoint"), Some("wrong_endpoint"));
        assert_eq!(first("AADSTS1: nobody knows"), None);
    }
}
