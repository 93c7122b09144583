//! Regular expressions of tables, compiled when a text first holds the words that each match must hold: most texts hold
//! none of them, and a look for words costs a hundredth. A pattern in, what it finds out.

mod words;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use regex_lite::{Captures, Match, Regex, RegexBuilder};

/// A pattern. Case counts in it unless it says otherwise.
pub struct Pattern {
    text: String,
    /// What a match holds; none: there is no telling.
    words: Option<words::Needed>,
    regex: OnceLock<Option<Regex>>,
    /// As long as nobody asks what its groups hold, it takes a fraction of the memory without them.
    bare: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern of this text.
    pub fn new(text: &str) -> Pattern {
        Pattern {
            text: text.to_owned(),
            words: words::needed(text),
            regex: OnceLock::new(),
            bare: OnceLock::new(),
        }
    }

    /// The pattern of this text, the same one each time.
    pub fn of(text: &str) -> Arc<Pattern> {
        type Known = HashMap<String, Arc<Pattern>>;
        static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pattern) = known.get(text) {
            return pattern.clone();
        }
        let pattern = Arc::new(Pattern::new(text));
        known.insert(text.to_owned(), pattern.clone());
        pattern
    }

    /// What the groups of the first match hold.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.holds(text).then(|| compiled(&self.regex, || self.text.clone())).flatten()?.captures(text)
    }

    /// The first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.bare(text)?.find(text)
    }

    /// Whether a text fits.
    pub fn fits(&self, text: &str) -> bool {
        self.bare(text).is_some_and(|regex| regex.is_match(text))
    }

    fn bare(&self, text: &str) -> Option<&Regex> {
        self.holds(text).then(|| compiled(&self.bare, || words::without_groups(&self.text))).flatten()
    }

    /// Whether there may be anything to be found in a text.
    fn holds(&self, text: &str) -> bool {
        self.words.as_ref().is_none_or(|words| words.is_in(&text.to_ascii_lowercase()))
    }
}

fn compiled(regex: &OnceLock<Option<Regex>>, text: impl FnOnce() -> String) -> Option<&Regex> {
    regex.get_or_init(|| RegexBuilder::new(&text()).size_limit(1 << 20).build().ok()).as_ref()
}
