//! The steps of a fix in their order: what this login asks for, where that is in the provider's console, then what holds
//! everywhere. Of two steps that say the same the fuller one stays. Knows no cause by name.

use std::cmp::Reverse;

use super::build::Judged;
use super::clean::Cleaner;
use crate::cause::{Cause, Weight};
use crate::oauth::Kind;

pub fn steps(judged: &Judged<'_>, cause: &Cause, weight: &Weight, cleaner: &Cleaner) -> Vec<String> {
    let mut fix: Vec<String> = weight.fix.iter().map(|step| cleaner.clean(step)).collect();
    if !weight.fix_is_whole {
        if !fix.iter().any(|step| names_place(step)) {
            fix.splice(0..0, in_console(judged, cause));
        }
        // A step that names the place says more than one that only says that there is one.
        let placed = fix.iter().any(|step| names_place(step));
        let is_said = |step: &&&str| placed && step.ends_with("in the provider's console.");
        fix.extend(cause.fix.iter().filter(|step| !is_said(step)).map(|step| (*step).to_owned()));
    }
    once(fix)
}

/// Where this provider's console has what a cause is about, if what failed went to the provider and not to an API behind it.
fn in_console(judged: &Judged<'_>, cause: &Cause) -> Option<String> {
    let (flow, failed) = (judged.flow, judged.flow.failed_message()?);
    let elsewhere = matches!(failed.kind, Kind::ApiCall | Kind::Preflight) && !flow.provider.serves(failed);
    let place = flow.provider.console(cause.console).filter(|_| !elsewhere)?;
    Some(format!("{OPEN} {}: {place}.", flow.provider.name))
}

const OPEN: &str = "Open at";

fn names_place(step: &str) -> bool {
    step.contains(['›', '>'])
}

/// The steps without those that another one says as well. One that names the place in a console goes before a longer one.
fn once(steps: Vec<String>) -> Vec<String> {
    let clauses: Vec<Vec<Vec<String>>> = steps.iter().map(|step| clauses(step)).collect();
    let rank = |index: usize| steps.get(index).map(|step| (names_place(step), step.len(), Reverse(index)));
    let is_said = |index: usize| {
        let own = clauses.get(index).map(Vec::as_slice).unwrap_or_default();
        let better = clauses.iter().enumerate().filter(|(other, _)| rank(*other) > rank(index));
        better.into_iter().any(|(_, other)| says(&other.concat(), own))
    };
    let kept: Vec<bool> = (0..steps.len()).map(|index| !is_said(index)).collect();
    steps.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(step, _)| step).collect()
}

/// Whether three quarters of the words of each clause are in another step.
fn says(other: &[String], clauses: &[Vec<String>]) -> bool {
    let is_said = |clause: &Vec<String>| {
        let shared = clause.iter().filter(|word| other.contains(word)).count();
        shared >= 1 && shared * 4 >= clause.len() * 3
    };
    !clauses.is_empty() && clauses.iter().all(is_said)
}

/// What the parts of a step are about, without the words that most steps have. Nothing for a step that shows a value or
/// leads to a place: it stays.
fn clauses(step: &str) -> Vec<Vec<String>> {
    if step.contains('\n') || step.starts_with(OPEN) {
        return Vec::new();
    }
    step.split(';').map(words).collect()
}

fn words(clause: &str) -> Vec<String> {
    let mut words: Vec<String> = clause
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '_' || sign == '-'))
        .map(str::to_lowercase)
        .filter(|word| word.len() > 3 && !COMMON.split(' ').any(|common| common == word))
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

const COMMON: &str = "again authorization client code each from into login once only provider repeat request same \
    send server start that them this token under used value where which with your";

#[cfg(test)]
mod tests {
    use super::once;

    fn kept(steps: &[&str]) -> Vec<String> {
        once(steps.iter().map(|step| (*step).to_owned()).collect())
    }

    #[test]
    fn the_fuller_of_two_steps_that_say_the_same_stays() {
        let fuller = "Store the verifier per login attempt, under its `state`, and send it unchanged.";
        assert_eq!(kept(&["Send the verifier of this attempt.", fuller]), [fuller]);
        assert_eq!(kept(&[fuller, fuller]), [fuller]);
    }

    #[test]
    fn a_step_stays_for_any_part_that_no_other_says() {
        let two = [
            "Send `response_type`; sign in with an account of the organisation.",
            "Sign in with an account of the organisation; sign out of the other one first.",
        ];
        assert_eq!(kept(&two), two);
        let two = [
            "Start at `https://login.example/authorize`.",
            "Log in again from the start: the code is used up.",
        ];
        assert_eq!(kept(&two), two);
    }

    #[test]
    fn a_place_in_a_console_goes_before_length() {
        let placed = "Assign the person or a group under Applications > (app).";
        let longer = "Assign the person, or assign a group, and tell the person of it.";
        assert_eq!(kept(&[placed, longer]), [placed]);
    }

    #[test]
    fn steps_that_share_the_words_of_the_protocol_alone_both_stay() {
        let two = [
            "Use the same `client_id` in the authorization request and in the token request.",
            "Send the token request to the same tenant as the authorization request.",
        ];
        assert_eq!(kept(&two), two);
        let shown = ["Register this redirect URI:\n`https://a.example/cb`", "Register this redirect URI."];
        assert_eq!(kept(&shown), shown);
    }
}
