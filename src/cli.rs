//! The commands of the command line, and how they speak.

mod ahead;
mod baseline;
pub mod check;
pub mod compare;
pub mod explain;
mod guides;
mod lookup;
mod many;
mod places;
pub mod redact;
pub mod rules;
mod source;

use std::io::Write as _;

/// Writes to standard output; a reader that has gone away is no error.
pub fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Writes a line to standard error.
pub fn complain(says: &str) {
    let _ = writeln!(std::io::stderr(), "loginscope: {says}");
}
