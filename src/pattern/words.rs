//! Which words each match of a regular expression must hold. The pattern comes in; what is not plainly understood tells
//! nothing.

use std::iter::Peekable;
use std::str::Chars;

/// A word that is shorter stands in every text.
const SHORTEST: usize = 3;

/// One of these words at least, in small letters.
type OneOf = Vec<String>;

/// What each match of a pattern holds: of one branch at least all that this branch must hold.
#[derive(Debug, PartialEq)]
pub struct Needed(Vec<Vec<OneOf>>);

impl Needed {
    /// Whether a text in small letters holds that.
    pub fn is_in(&self, small: &str) -> bool {
        let holds = |word: &String| memchr::memmem::find(small.as_bytes(), word.as_bytes()).is_some();
        self.0.iter().any(|branch| branch.iter().all(|words| words.iter().any(holds)))
    }
}

/// What each match of this pattern must hold. None where that cannot be told.
pub fn needed(pattern: &str) -> Option<Needed> {
    // With `(?x)` white space means nothing.
    let spaced = pattern.split("(?").skip(1).any(|flags| {
        let flags = flags.split(|c: char| !c.is_ascii_alphabetic() && c != '-').next().unwrap_or_default();
        flags.contains('x')
    });
    let mut reader = Reader { rest: pattern.chars().peekable(), is_lost: spaced };
    let branches = reader.branches();
    let is_plain = !reader.is_lost && reader.rest.next().is_none();
    (is_plain && branches.iter().all(|branch| !branch.is_empty())).then_some(Needed(branches))
}

/// The same pattern, of which no group is remembered but those with a name.
pub fn without_groups(pattern: &str) -> String {
    let mut bare = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(next) = rest.next() {
        bare.push(next);
        match next {
            '\\' => bare.extend(rest.next()),
            '[' if !in_class => {
                in_class = true;
                bare.extend(rest.next_if_eq(&'^'));
                bare.extend(rest.next_if_eq(&']'));
            }
            ']' => in_class = false,
            '(' if !in_class && rest.peek() != Some(&'?') => bare.push_str("?:"),
            _ => {}
        }
    }
    bare
}

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    /// Something is there that is not understood.
    is_lost: bool,
}

/// What the branch at hand must hold.
#[derive(Default)]
struct Branch {
    /// The letters that stand one behind the other up to here.
    run: String,
    all: Vec<OneOf>,
}

/// How rare a text is that holds one of these.
fn rarity(words: &OneOf) -> usize {
    words.iter().map(String::len).min().unwrap_or_default()
}

impl Branch {
    /// What comes next does not stand behind these letters.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        self.offer(Some(vec![run]));
    }

    /// Takes what the branch must hold as well, unless every text does.
    fn offer(&mut self, words: Option<OneOf>) {
        self.all.extend(words.filter(|words| rarity(words) >= SHORTEST));
    }
}

impl Reader<'_> {
    /// Branches with `|` between them, up to the end or the group's.
    fn branches(&mut self) -> Vec<Vec<OneOf>> {
        let mut all = vec![self.branch()];
        while self.rest.next_if_eq(&'|').is_some() {
            all.push(self.branch());
        }
        all
    }

    /// Of a choice, one of what is rarest in each branch.
    fn choice(&mut self) -> Option<OneOf> {
        let rarest = self.branches().into_iter().map(|branch| branch.into_iter().max_by_key(rarity));
        rarest.collect::<Option<Vec<OneOf>>>().map(|words| words.concat())
    }

    fn branch(&mut self) -> Vec<OneOf> {
        let mut branch = Branch::default();
        while let Some(next) = self.rest.next_if(|next| !matches!(next, '|' | ')')) {
            match next {
                '(' => {
                    branch.end_run();
                    let inner = self.group();
                    let lacks = self.may_lack();
                    branch.offer(inner.filter(|_| !lacks));
                }
                '[' => {
                    branch.end_run();
                    self.class();
                    self.may_lack();
                }
                '.' | '^' | '$' => {
                    branch.end_run();
                    self.may_lack();
                }
                '\\' => match self.rest.next() {
                    // `\<` and `\>` stand for where words begin and end.
                    Some(letter) if letter.is_ascii_punctuation() && !matches!(letter, '<' | '>') => {
                        self.letter(letter, &mut branch);
                    }
                    Some('d' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B' | 'A' | 'z' | 'n' | 'r' | 't') => {
                        branch.end_run();
                        self.may_lack();
                    }
                    _ => self.is_lost = true,
                },
                letter if letter.is_ascii() => self.letter(letter, &mut branch),
                _ => {
                    branch.end_run();
                    self.may_lack();
                }
            }
        }
        branch.end_run();
        branch.all
    }

    fn letter(&mut self, letter: char, branch: &mut Branch) {
        let repeats = self.rest.peek().is_some_and(|next| matches!(next, '?' | '*' | '+' | '{'));
        if !repeats {
            branch.run.push(letter.to_ascii_lowercase());
        } else {
            let lacks = self.may_lack();
            if !lacks {
                branch.run.push(letter.to_ascii_lowercase());
            }
            branch.end_run();
        }
    }

    /// Passes how often something stands there. Answers whether it may not stand there at all.
    fn may_lack(&mut self) -> bool {
        let lacks = match self.rest.peek() {
            Some('?' | '*') => true,
            Some('+') => false,
            Some('{') => {
                self.rest.next();
                let mut least = String::new();
                while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
                    least.push(digit);
                }
                while self.rest.next_if(|next| *next != '}').is_some() {}
                least.parse().unwrap_or(0) == 0
            }
            _ => return false,
        };
        self.rest.next();
        self.rest.next_if_eq(&'?');
        lacks
    }

    /// The rest of a group.
    fn group(&mut self) -> Option<OneOf> {
        if self.rest.next_if_eq(&'?').is_some() {
            // Flags, or a name: `(?i)`, `(?i:…)`, `(?:…)`, `(?P<name>…)`, `(?<name>…)`.
            let ends = loop {
                match self.rest.next() {
                    Some(end @ (')' | ':' | '>')) => break end,
                    Some(other) if other.is_ascii_alphanumeric() || matches!(other, '_' | '-' | '<') => {}
                    _ => {
                        self.is_lost = true;
                        return None;
                    }
                }
            };
            if ends == ')' {
                return None;
            }
        }
        let words = self.choice();
        self.is_lost |= self.rest.next() != Some(')');
        words
    }

    /// The rest of a class of characters.
    fn class(&mut self) {
        self.rest.next_if_eq(&'^');
        let mut is_first = true;
        loop {
            match self.rest.next() {
                Some(']') if !is_first => return,
                Some('\\') => drop(self.rest.next()),
                Some('[') | None => {
                    self.is_lost = true;
                    return;
                }
                Some(_) => {}
            }
            is_first = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{needed, without_groups};
    use proptest::prelude::*;

    #[test]
    fn a_match_holds_the_words() {
        let words = |pattern: &str| {
            let branch = |branch: Vec<Vec<String>>| {
                branch.iter().map(|words| words.join("/")).collect::<Vec<_>>().join(" & ")
            };
            needed(pattern).unwrap().0.into_iter().map(branch).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(words("(?i)the Redirect URI"), "the redirect uri");
        assert_eq!(words(r"a (token|code) of [^.]{0,9}client secret"), "token/code &  of  & client secret");
        assert_eq!(words(r"(state|nonce) (is )?\w+"), "state/nonce");
        assert_eq!(words("tokens?"), "token");
        assert_eq!(words("toke[ns]{2}"), "toke");
        assert_eq!(words("((the )?token|code \\d) (is|was|wrong)"), "token/code ");
        assert_eq!(words(r"AADSTS\d{4,}|(?i)\bno such user\b"), "aadsts | no such user");
        assert_eq!(words("abcd{0,3}efg+h"), "abc & efg");
        for open in [
            "",
            "a|the client",
            "(the client)?",
            "(?x) the client",
            r"the client|\p{L}",
            "the client|",
            "é{2}",
        ] {
            assert_eq!(needed(open), None, "{open}");
        }
    }

    /// A pattern of the kinds that tables have, and texts that fit it.
    fn pattern() -> impl Strategy<Value = String> {
        let atom = prop_oneof![
            "[a-cA-C ]{1,6}",
            Just(".".to_owned()),
            Just(r"\d".to_owned()),
            Just(r"\b".to_owned()),
            Just(r"\.".to_owned()),
            Just("[^]a]".to_owned()),
            Just(r"[\]b-c]".to_owned()),
        ];
        let quantifier = proptest::sample::select(vec!["", "", "", "?", "*", "+", "{0,2}", "{2}", "{1,}?"]);
        atom.prop_recursive(3, 12, 4, move |inner| {
            let piece = (inner, quantifier.clone(), any::<bool>()).prop_map(|(inner, quantifier, group)| {
                if group { format!("(?:{inner}){quantifier}") } else { format!("({inner}){quantifier}") }
            });
            prop_oneof![
                proptest::collection::vec(piece.clone(), 1..4).prop_map(|all| all.concat()),
                proptest::collection::vec(piece, 1..3).prop_map(|all| all.join("|")),
            ]
        })
    }

    proptest! {
        #[test]
        fn without_groups_the_same_is_found(pattern in pattern(), text in "[a-cA-C .0\\]]{0,30}") {
            let compiled = |pattern: &str| regex_lite::Regex::new(pattern).unwrap();
            let (whole, bare) = (compiled(&pattern), compiled(&without_groups(&pattern)));
            prop_assert_eq!(bare.captures_len(), 1);
            prop_assert_eq!(whole.find(&text).map(|found| found.range()), bare.find(&text).map(|found| found.range()));
        }

        #[test]
        fn what_lacks_the_words_never_matches(pattern in pattern(), text in "[a-cA-C .0\\]]{0,30}") {
            let regex = regex_lite::Regex::new(&format!("(?i){pattern}")).unwrap();
            if let Some(words) = needed(&pattern) {
                let holds = words.is_in(&text.to_ascii_lowercase());
                prop_assert!(holds || !regex.is_match(&text), "{:?}", words);
            }
        }
    }
}
