//! Loginscope answers one question: why did this OAuth 2.0 / OpenID Connect login fail, and what exactly must be changed?
//!
//! One direction, plain data:
//!
//! ```text
//! bytes, live entries ── capture ──▶ Capture { exchanges, notes }
//! exchanges           ── oauth::recognise ──▶ messages       each keeps its exchange
//! messages            ── flow::assemble ──▶ flows            one flow = one login attempt
//! flow + ClientConfig ── rule::run ──▶ verdicts              one for every rule
//! flow + verdicts     ── cause::diagnose ──▶ ranked causes
//! logins + clients    ── checklist::of ──▶ one list per client
//! all                 ── report::of_flow, frame ──▶ Report   owned, redacted, versioned
//! Report              ── kept::keep ──▶ what is remembered of each client's last login
//! Report              ──▶ print, view
//! ```
//!
//! Left of `report` nothing touches clock, random, network, files or the browser: the same bytes give the same report,
//! natively and in wasm. Reading can fail; analysis cannot: broken traffic becomes findings and notes. A stage uses only
//! stages to its left (`tests/layers.rs`). `view` and `print` know the report, not the traffic.
//!
//! The command line (`main`) is all of it in one program. In a browser it is two modules, cut at the report by features of
//! the crate: `engine` runs in a worker (`worker`, over a `session`), `view` on the page (`app`); `protocol` is what they
//! say to each other.

pub mod compare;
pub mod config;
pub mod kept;
pub mod print;
pub mod protocol;
pub mod report;

#[cfg(feature = "engine")]
mod analyse;
#[cfg(feature = "engine")]
pub mod capture;
#[cfg(feature = "engine")]
pub mod cause;
#[cfg(feature = "engine")]
pub mod causes;
#[cfg(feature = "engine")]
pub mod checklist;
#[cfg(feature = "engine")]
pub mod edge;
#[cfg(feature = "engine")]
pub mod edges;
#[cfg(feature = "engine")]
pub mod flow;
#[cfg(feature = "engine")]
pub mod http;
#[cfg(feature = "engine")]
pub mod oauth;
#[cfg(feature = "engine")]
mod order;
#[cfg(feature = "engine")]
mod pattern;
#[cfg(feature = "engine")]
pub mod provider;
#[cfg(feature = "engine")]
pub mod providers;
#[cfg(all(feature = "engine", not(target_arch = "wasm32")))]
pub mod redact;
#[cfg(feature = "engine")]
pub mod rule;
#[cfg(feature = "engine")]
pub mod rules;
#[cfg(feature = "engine")]
pub mod session;
#[cfg(feature = "engine")]
pub mod spec;
#[cfg(feature = "engine")]
pub mod turns;
#[cfg(feature = "view")]
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "view"))]
mod app;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(all(target_arch = "wasm32", feature = "engine"))]
mod worker;

#[cfg(feature = "engine")]
pub use analyse::{analyse, analyse_briefly, judge};
