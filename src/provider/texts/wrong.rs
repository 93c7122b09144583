//! Something that a sentence of a server may be about, what may be wrong with it, and the words that say so.

use crate::cause::Cause;
use crate::provider::Place;

/// Causes and meaning.
pub type Told = (&'static [&'static Cause], &'static str);

/// Something that a sentence may be about.
pub struct Matter {
    pub names: &'static [&'static str],
    /// Only said where a token is asked for, only before, or anywhere.
    pub place: Option<bool>,
    /// The first that is said counts.
    pub wrongs: &'static [(u32, &'static [&'static Cause], &'static str)],
}

impl Matter {
    pub fn is_at(&self, place: Place) -> bool {
        self.place.is_none_or(|at_token| at_token == (place == Place::Token))
    }
}

/// What may be wrong with something, one bit each.
pub struct Wrong;

impl Wrong {
    pub const MISSING: u32 = 1;
    pub const EXPIRED: u32 = 1 << 1;
    pub const USED: u32 = 1 << 2;
    pub const REVOKED: u32 = 1 << 3;
    pub const UNKNOWN: u32 = 1 << 4;
    pub const DIFFERENT: u32 = 1 << 5;
    pub const FORBIDDEN: u32 = 1 << 6;
    pub const DISABLED: u32 = 1 << 7;
    pub const INVALID: u32 = 1 << 8;
    pub const DUPLICATE: u32 = 1 << 9;
    pub const UNEXPECTED: u32 = 1 << 10;
    pub const PENDING: u32 = 1 << 11;
    /// Somebody else's.
    pub const FOREIGN: u32 = 1 << 12;
    /// Of another form.
    pub const FORM: u32 = 1 << 13;
    /// "failed", and no word why.
    pub const FAILED: u32 = 1 << 14;
    pub const ANY: u32 = !(1 << 14);
}

/// Words that turn what follows into its opposite.
pub static NEGATIONS: &[&str] =
    &["not", "no", "never", "without", "neither", "nor", "unable", "failed", "fails", "failure"];

type Words = &'static [(u32, &'static [&'static str])];

/// What is wrong where these words are negated.
pub static NEGATED: Words = &[
    (Wrong::FOREIGN, &["issued", "belong*", "linked", "bound", "meant", "intended"]),
    (Wrong::DIFFERENT, &["match*", "equal*", "same", "identical", "correspond*", "agree*"]),
    (
        Wrong::UNKNOWN,
        &[
            "found",
            "find",
            "exist*",
            "register*",
            "known",
            "recogni*",
            "identif*",
            "locat*",
            "list*",
            "associated",
        ],
    ),
    (Wrong::DISABLED, &["active", "turned"]),
    (Wrong::PENDING, &["approved", "published", "reviewed", "live", "installed", "verified"]),
    (
        Wrong::FORBIDDEN,
        &[
            "allow*",
            "permit*",
            "permission",
            "authori*",
            "enabled",
            "support*",
            "grant*",
            "assigned",
            "available",
            "eligible",
            "entitled",
            "accept*",
            "configured",
            "use",
            "used",
            "access*",
            "member",
            "meet*",
            "whitelisted",
        ],
    ),
    (Wrong::UNEXPECTED, &["required", "needed", "expected"]),
    (
        Wrong::MISSING,
        &[
            "present*", "contain*", "have", "provided", "provide", "specif*", "suppl*", "include*", "set",
            "sent", "send", "given", "received", "retriev*", "declare*",
        ],
    ),
    (Wrong::INVALID, &["valid*", "correct*", "verif*", "read", "process*", "trusted", "authenticat*"]),
    (Wrong::FORM, &["decrypt*", "decod*", "pars*"]),
];

/// What is wrong where these words are demanded.
pub static DEMANDED: Words = &[
    (Wrong::DIFFERENT, &["match*", "equal*", "same", "identical"]),
    (
        Wrong::MISSING,
        &[
            "provid*",
            "specif*",
            "suppl*",
            "present",
            "set",
            "includ*",
            "sent",
            "send",
            "given",
            "contain*",
            "pass",
            "passed",
            "enrol*",
            "authenticate",
        ],
    ),
];

/// What is wrong where these words stand.
pub static SAID: Words = &[
    (
        Wrong::MISSING,
        &[
            "missing",
            "required",
            "requires",
            "mandatory",
            "absent",
            "empty",
            "blank",
            "undefined",
            "omitted",
            "need an",
            "need a",
        ],
    ),
    (
        Wrong::EXPIRED,
        &[
            "expire*",
            "lapsed",
            "outdated",
            "stale",
            "too old",
            "timed out",
            "in the past",
            "in the future",
            "timestamp",
        ],
    ),
    (Wrong::USED, &["reuse*", "replay*"]),
    (Wrong::REVOKED, &["revoked", "withdrawn", "invalidated", "cancel*"]),
    (Wrong::UNKNOWN, &["unknown", "unregistered", "unrecogni*", "nonexistent", "no such"]),
    (Wrong::DIFFERENT, &["mismatch*", "differ*", "inconsistent", "belong together"]),
    (
        Wrong::FORBIDDEN,
        &[
            "forbidden",
            "denied",
            "disallowed",
            "unauthori*",
            "unsupported",
            "restricted",
            "declined",
            "refused",
            "rejected",
            "prohibited",
            "exceed*",
            "greater",
            "insufficient",
            "may not",
            "only for",
            "only available",
            "not have access",
        ],
    ),
    (
        Wrong::DISABLED,
        &[
            "disabled",
            "suspended",
            "deactivated",
            "blocked",
            "locked",
            "banned",
            "deleted",
            "inactive",
            "removed",
            "archived",
            "frozen",
            "turned off",
            "switched off",
        ],
    ),
    (
        Wrong::INVALID,
        &[
            "invalid*",
            "incorrect*",
            "wrong",
            "bad",
            "malformed",
            "illegal",
            "unacceptable",
            "corrupt*",
            "untrusted",
            "check the",
            "improper",
        ],
    ),
    (Wrong::FAILED, &["failed", "fails", "failure", "unable"]),
    (
        Wrong::DUPLICATE,
        &["multiple", "duplicate*", "more than one", "more than once", "repeated", "not both"],
    ),
    (Wrong::UNEXPECTED, &["unexpected*", "superfluous"]),
    (
        Wrong::PENDING,
        &[
            "pending",
            "awaiting",
            "unpublished",
            "unapproved",
            "unverified",
            "in development",
            "in review",
            "test mode",
        ],
    ),
    (
        Wrong::FOREIGN,
        &[
            "another client",
            "other client*",
            "different client",
            "wrong client",
            "another app*",
            "different app*",
            "another user",
            "another device",
        ],
    ),
    (
        Wrong::FORM,
        &[
            "fragment",
            "absolute",
            "wildcard*",
            "scheme",
            "is http",
            "custom schem*",
            "length",
            "characters",
            "too short",
            "too long",
            "rfc 7636",
            "decrypt*",
            "decod*",
            "format",
        ],
    ),
];
