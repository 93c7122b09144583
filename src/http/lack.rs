//! What a capture does not hold although it may have happened: limits of exporters, as data that rules and notes share.

/// Something that an exporter leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// `Cookie`, `Set-Cookie` and `Authorization`: unknown, not absent.
    Credentials,
    /// The part of a request's URL behind `#`.
    Fragments,
    /// Bodies of requests that had one.
    RequestBodies,
    /// Bodies of answers that had one.
    AnswerBodies,
    /// All answers.
    Answers,
    /// Bodies of redirects.
    RedirectBodies,
    /// Redirects themselves: an entry is the last hop of its chain.
    Redirects,
    /// The browser's questions before cross-origin requests.
    Preflights,
    /// Answers that arrived and that the browser withheld from the page.
    WithheldAnswers,
    /// Other tabs and pop-up windows.
    OtherTabs,
    /// When something happened.
    Times,
}

impl Lack {
    /// All of them.
    pub const ALL: [Lack; 11] = [
        Lack::Credentials,
        Lack::Fragments,
        Lack::RequestBodies,
        Lack::AnswerBodies,
        Lack::Answers,
        Lack::RedirectBodies,
        Lack::Redirects,
        Lack::Preflights,
        Lack::WithheldAnswers,
        Lack::OtherTabs,
        Lack::Times,
    ];

    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Lack::Credentials => "credentials",
            Lack::Fragments => "fragments",
            Lack::RequestBodies => "request_bodies",
            Lack::AnswerBodies => "answer_bodies",
            Lack::Answers => "answers",
            Lack::RedirectBodies => "redirect_bodies",
            Lack::Redirects => "redirects",
            Lack::Preflights => "preflights",
            Lack::WithheldAnswers => "withheld_answers",
            Lack::OtherTabs => "other_tabs",
            Lack::Times => "times",
        }
    }

    /// The same in words.
    pub fn says(self) -> &'static str {
        match self {
            Lack::Credentials => "the headers `Cookie`, `Set-Cookie` and `Authorization`",
            Lack::Fragments => "fragments of URLs (behind `#`)",
            Lack::RequestBodies => "bodies of requests",
            Lack::AnswerBodies => "bodies of answers",
            Lack::Answers => "answers",
            Lack::RedirectBodies => "bodies of redirects",
            Lack::Redirects => "redirects on the way (an entry is the last hop of its chain)",
            Lack::Preflights => "preflight requests",
            Lack::WithheldAnswers => "answers that the browser withheld (CORS)",
            Lack::OtherTabs => "other tabs and pop-up windows",
            Lack::Times => "times",
        }
    }
}

/// A set of them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Lacks(u16);

impl Lacks {
    /// A set of these.
    pub const fn of(lacks: &[Lack]) -> Lacks {
        let (mut set, mut rest) = (0, lacks);
        while let [first, tail @ ..] = rest {
            set |= 1 << *first as u16;
            rest = tail;
        }
        Lacks(set)
    }

    /// Whether it is in the set.
    pub fn has(self, lack: Lack) -> bool {
        self.0 & 1 << lack as u16 != 0
    }

    /// Puts one into the set.
    pub fn add(&mut self, lack: Lack) {
        self.0 |= 1 << lack as u16;
    }

    /// Takes one out of the set.
    pub fn remove(&mut self, lack: Lack) {
        self.0 &= !(1 << lack as u16);
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Lacks) -> Lacks {
        Lacks(self.0 | other.0)
    }

    /// In a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Lack> {
        Lack::ALL.into_iter().filter(move |lack| self.has(*lack))
    }
}

impl std::fmt::Debug for Lacks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
