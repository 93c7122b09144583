//! A value byte for byte: text and the differing characters in, runs that are equal, differ, lack or do not show out.

use super::dom::{IntoNode, Node, el};
use super::held::State;
use super::local::say;

/// A run of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// As in the value it is compared with.
    Equal(String),
    /// Different, to be marked.
    Differs(String),
    /// Here the other value has something.
    Absent,
    /// Equal in all values that are compared, and too long to be read.
    Folded(usize),
}

/// Splits a value at its marks: `[start, end)` in characters, a mark of no length is a missing one.
pub fn runs(text: &str, marks: &[(usize, usize)]) -> Vec<Run> {
    let letters: Vec<char> = text.chars().collect();
    let take = |from: usize, to: usize| -> String {
        letters.iter().skip(from).take(to.saturating_sub(from)).collect()
    };
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0;
    for (start, end) in sorted {
        let start = start.clamp(at, letters.len());
        let end = end.clamp(start, letters.len());
        out.push(Run::Equal(take(at, start)));
        out.push(if start == end { Run::Absent } else { Run::Differs(take(start, end)) });
        at = end;
    }
    out.push(Run::Equal(take(at, letters.len())));
    out.retain(|run| !matches!(run, Run::Equal(text) | Run::Differs(text) if text.is_empty()));
    out
}

/// How much of the beginning and of the end is equal in all values and too long to be read; in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    pub head: Option<(usize, usize)>,
    pub tail: Option<(usize, usize)>,
}

/// So many equal characters are worth a fold.
const LONG: usize = 48;
/// So many stay before a fold, and so many between a fold and the difference.
const KEPT: usize = 26;

/// Finds what can be folded in values that are shown below each other. Never around a difference: without one, nothing.
pub fn fold(values: &[(String, Vec<(usize, usize)>)]) -> Fold {
    let letters: Vec<Vec<char>> = values.iter().map(|(text, _)| text.chars().collect()).collect();
    let Some((first, others)) = letters.split_first() else { return Fold::default() };
    let starts = values.iter().filter_map(|(_, marks)| marks.iter().map(|(start, _)| *start).min()).min();
    let after = values.iter().zip(&letters).filter_map(|((_, marks), letters)| {
        marks.iter().map(|(_, end)| letters.len().saturating_sub(*end)).min()
    });
    let (Some(start), Some(after), false) = (starts, after.min(), others.is_empty()) else {
        return Fold::default();
    };
    let same_head =
        others.iter().map(|other| agreeing(first.iter(), other.iter())).min().unwrap_or(0).min(start);
    let same_tail = others
        .iter()
        .map(|other| agreeing(first.iter().rev(), other.iter().rev()))
        .min()
        .unwrap_or(0)
        .min(after);
    let part = |same: usize| (same > 2 * KEPT + LONG).then(|| (KEPT, same - KEPT));
    Fold { head: part(same_head), tail: part(same_tail) }
}

fn agreeing<'a>(one: impl Iterator<Item = &'a char>, other: impl Iterator<Item = &'a char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// Takes what is folded out of the first and the last run.
pub fn folded(runs: Vec<Run>, fold: Fold) -> Vec<Run> {
    let last = runs.len().saturating_sub(1);
    let mut out = Vec::new();
    for (index, run) in runs.into_iter().enumerate() {
        match (run, fold) {
            (Run::Equal(text), Fold { head: Some((from, to)), .. }) if index == 0 => {
                cut(&text, (from, to), &mut out)
            }
            (Run::Equal(text), Fold { tail: Some((from, to)), .. }) if index == last => {
                let length = text.chars().count();
                cut(&text, (length.saturating_sub(to), length.saturating_sub(from)), &mut out);
            }
            (other, _) => out.push(other),
        }
    }
    out
}

fn cut(text: &str, (from, to): (usize, usize), out: &mut Vec<Run>) {
    out.push(Run::Equal(text.chars().take(from).collect()));
    out.push(Run::Folded(to.saturating_sub(from)));
    out.push(Run::Equal(text.chars().skip(to).collect()));
}

/// Shows the runs; `unfold` is set when a folded one is pressed.
pub fn shown(runs: Vec<Run>, unfold: Option<State<bool>>) -> Vec<Node> {
    runs.into_iter()
        .map(|run| match run {
            Run::Equal(text) => spelled(&text, false).into_node(),
            Run::Differs(text) => el("mark").class("differs").child(spelled(&text, true)).into_node(),
            Run::Absent => {
                el("span").class("absent").attr("role", "img").attr("aria-label", "nothing here").into_node()
            }
            Run::Folded(length) => el("button")
                .class("equal")
                .attr("type", "button")
                .on(leptos::ev::click, move |_| {
                    if let Some(unfold) = unfold {
                        unfold.set(true);
                    }
                })
                .child(say!("{} equal bytes", length))
                .into_node(),
        })
        .collect()
}

/// Text with the characters that do not show named by their hex; white space only where it is the difference.
fn spelled(text: &str, marked: bool) -> Vec<Node> {
    let mut out = Vec::new();
    let mut clear = String::new();
    for letter in text.chars() {
        let Some(name) = name_of(letter, marked) else {
            clear.push(letter);
            continue;
        };
        if !clear.is_empty() {
            out.push(std::mem::take(&mut clear).into_node());
        }
        out.push(el("span").class("unprintable").child(name).into_node());
    }
    if !clear.is_empty() {
        out.push(clear.into_node());
    }
    out
}

/// The name and the bytes of a character that does not show.
fn name_of(letter: char, marked: bool) -> Option<String> {
    let name = match letter {
        ' ' if marked => "space",
        '\n' => "LF",
        '\r' => "CR",
        '\t' => "TAB",
        '\u{a0}' => "no-break space",
        '\u{200b}' => "zero-width space",
        '\u{feff}' => "BOM",
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "direction mark",
        other if other.is_control() => "control",
        other if marked && other.is_whitespace() => "white space",
        _ => return None,
    };
    let mut buffer = [0; 4];
    let bytes: Vec<String> =
        letter.encode_utf8(&mut buffer).bytes().map(|byte| format!("{byte:02X}")).collect();
    Some(format!("{name} {}", bytes.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(text: &str) -> Run {
        Run::Equal(text.into())
    }

    #[test]
    fn marks_split_a_value_and_a_mark_of_no_length_is_a_missing_byte() {
        assert_eq!(runs("callback/", &[(8, 9)]), [equal("callback"), Run::Differs("/".into())]);
        assert_eq!(runs("callback", &[(8, 8)]), [equal("callback"), Run::Absent]);
        assert_eq!(runs("äbc", &[(1, 2)]), [equal("ä"), Run::Differs("b".into()), equal("c")]);
        assert_eq!(runs("abc", &[(7, 9)]), [equal("abc"), Run::Absent]);
        assert_eq!(runs("", &[]), []);
    }

    #[test]
    fn only_equal_bytes_fold_and_never_the_difference() {
        let long = "x".repeat(140);
        let values = [(format!("{long}/"), vec![(140, 141)]), (long.clone(), vec![(140, 140)])];
        let found = fold(&values);
        assert_eq!(found, Fold { head: Some((26, 114)), tail: None });
        let runs = folded(runs(&values[0].0, &values[0].1), found);
        assert_eq!(
            runs,
            [equal(&"x".repeat(26)), Run::Folded(88), equal(&"x".repeat(26)), Run::Differs("/".into())]
        );
        assert_eq!(fold(&[(long.clone(), vec![])]), Fold::default());
        assert_eq!(fold(&[("a/".into(), vec![(1, 2)]), ("a".into(), vec![(1, 1)])]), Fold::default());
    }

    #[test]
    fn a_byte_that_does_not_show_is_named() {
        assert_eq!(name_of(' ', true).as_deref(), Some("space 20"));
        assert_eq!(name_of(' ', false), None);
        assert_eq!(name_of('\n', false).as_deref(), Some("LF 0A"));
        assert_eq!(name_of('\u{a0}', false).as_deref(), Some("no-break space C2 A0"));
        assert_eq!(name_of('/', true), None);
    }
}
