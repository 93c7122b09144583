//! What libraries, proxies and command lines print of a login that failed, each below the place where its text was read.
//! Data only; what a text means for a login is told by `provider`.

mod frameworks;
mod places;
mod runtimes;
mod transport;

use super::Step;

/// A library and its sentences.
pub struct Library {
    pub name: &'static str,
    #[cfg_attr(not(test), allow(dead_code, reason = "for those who check the table"))]
    pub source: &'static str,
    pub lines: &'static [Line],
}

/// The step that a sentence tells of, a piece of it in lower case, and a regular expression that may name `status`, `code`
/// and `description`.
pub type Line = (Step, &'static str, &'static str);

/// In order: sentences of libraries before those of frameworks that wrap them.
pub fn all() -> impl Iterator<Item = &'static Library> {
    [frameworks::LIBRARIES, runtimes::LIBRARIES, places::LIBRARIES, transport::LIBRARIES]
        .into_iter()
        .flatten()
}
