//! Signs on a grid of 16: a name in, an `svg` in the colour of its text out. Outcomes differ in shape, not in colour alone.

use super::dom::{IntoNode, Node, svg};
use super::local::local;

/// The signs that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Advice,
    Check,
    Chevron,
    Clear,
    Copy,
    Cross,
    Down,
    Eye,
    Failed,
    File,
    Gear,
    Good,
    Help,
    Lock,
    Open,
    Record,
    Running,
    Save,
    Search,
    Tabs,
    Unclear,
    Unseen,
    Warn,
}

/// A sign that only goes with words beside it.
pub fn icon(icon: Icon, class: &'static str) -> Node {
    drawn(icon, class, None)
}

/// A sign that says something by itself, in `words` for those who do not see it.
pub fn sign(icon: Icon, class: &'static str, words: &str) -> Node {
    drawn(icon, class, Some(local(words).into_owned()))
}

/// The mark of the product.
pub fn brand() -> Node {
    let part = |class: &'static str, line: &'static str| svg("path").class(class).attr("d", line);
    svg("svg")
        .attr("viewBox", "0 0 16 16")
        .attr("aria-hidden", "true")
        .child(part("brand-handle", "M4.7 11.3 2 14"))
        .child(part("brand-lens", "M3 7a6 6 0 1 0 12 0a6 6 0 1 0-12 0"))
        .child(part("brand-keyhole", "M9 3.6a1.9 1.9 0 0 1 .85 3.6l.65 3.1h-3l.65-3.1A1.9 1.9 0 0 1 9 3.6z"))
        .into_node()
}

fn drawn(icon: Icon, class: &'static str, words: Option<String>) -> Node {
    let lines: Vec<Node> = lines(icon)
        .iter()
        .map(|(class, line)| svg("path").class(*class).attr("d", *line).into_node())
        .collect();
    svg("svg")
        .attr("viewBox", "0 0 16 16")
        .class(format!("icon {class}"))
        .attr("aria-hidden", words.is_none().then_some("true"))
        .attr("role", words.is_some().then_some("img"))
        .attr("aria-label", words)
        .child(lines)
        .into_node()
}

/// How a line of a sign is drawn, and the line itself.
type Line = (&'static str, &'static str);

const THIN: &str = "thin";
const FAINT: &str = "faint";
const DOTTED: &str = "dotted";
const SOLID: &str = "solid";
const CUT: &str = "cut";
const CUT_SOLID: &str = "cut-solid";

fn lines(icon: Icon) -> &'static [Line] {
    match icon {
        Icon::Advice => &[(THIN, "M8 1.8 13 3.6v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4z")],
        Icon::Check => &[(THIN, "m3 8.5 3.2 3.2L13 4.6")],
        Icon::Chevron => &[(THIN, "m5.5 3 5 5-5 5")],
        Icon::Clear => &[(THIN, "M2.25 8a5.75 5.75 0 1 0 11.5 0a5.75 5.75 0 1 0-11.5 0m1.75 4 8-8")],
        Icon::Copy => &[
            (
                THIN,
                "M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5.5A1.5 1.5 0 0 1 12 14H7a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 7 5.5z",
            ),
            (THIN, "M10.5 3V2.5A1 1 0 0 0 9.5 1.5h-6a1 1 0 0 0-1 1V10a1 1 0 0 0 1 1H3"),
        ],
        Icon::Cross => &[(THIN, "m4 4 8 8m0-8-8 8")],
        Icon::Down => &[(THIN, "m4 6 4 4 4-4")],
        Icon::Eye => &[
            (THIN, "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"),
            (THIN, "M6 8a2 2 0 1 0 4 0a2 2 0 1 0-4 0"),
        ],
        Icon::Failed => &[
            (SOLID, "M4.9 1h6.2L15 4.9v6.2L11.1 15H4.9L1 11.1V4.9z"),
            (CUT, "m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"),
        ],
        Icon::File => &[(THIN, "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3")],
        Icon::Gear => &[
            (THIN, "M5.8 8a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0-4.4 0"),
            (
                THIN,
                "M8 1.5v2m0 9v2M1.5 8h2m9 0h2M3.4 3.4l1.4 1.4m6.4 6.4 1.4 1.4m0-9.2-1.4 1.4m-6.4 6.4-1.4 1.4",
            ),
        ],
        Icon::Good => &[(SOLID, "M1 8a7 7 0 1 0 14 0a7 7 0 1 0-14 0"), (CUT, "m4.8 8.3 2.2 2.2 4.2-4.6")],
        Icon::Help => &[
            (THIN, "M1.5 8a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0"),
            (THIN, "M6.3 6.3A1.7 1.7 0 1 1 8 8.3v.6m0 2v.1"),
        ],
        other => more_lines(other),
    }
}

fn more_lines(icon: Icon) -> &'static [Line] {
    match icon {
        Icon::Lock => &[
            (
                THIN,
                "M4.5 7h7A1.5 1.5 0 0 1 13 8.5v4a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 12.5v-4A1.5 1.5 0 0 1 4.5 7z",
            ),
            (THIN, "M5 7V5a3 3 0 0 1 6 0v2"),
        ],
        Icon::Open => &[(THIN, "M1.5 12.5v-9h4l1.5 2h7.5v7z")],
        Icon::Record => &[
            (SOLID, "M3.5 8a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0"),
            (THIN, "M1.25 8a6.75 6.75 0 1 0 13.5 0a6.75 6.75 0 1 0-13.5 0"),
        ],
        Icon::Running => &[(FAINT, "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0"), (THIN, "M8 2a6 6 0 0 1 6 6")],
        Icon::Save => &[(THIN, "M8 2v8m0 0L5 7m3 3 3-3M2.5 11v2.5h11V11")],
        Icon::Search => &[(THIN, "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0m8 3.5 3.5 3.5")],
        Icon::Tabs => &[
            (
                THIN,
                "M2.7 4.5h7.6a1.2 1.2 0 0 1 1.2 1.2v6.1a1.2 1.2 0 0 1-1.2 1.2H2.7a1.2 1.2 0 0 1-1.2-1.2V5.7a1.2 1.2 0 0 1 1.2-1.2z",
            ),
            (THIN, "M4.5 2.5h8.8a1.2 1.2 0 0 1 1.2 1.2V10"),
        ],
        Icon::Unclear => &[
            (SOLID, "M8 .6 15.4 8 8 15.4.6 8z"),
            (CUT, "M6.2 6.3A1.8 1.8 0 1 1 8 8.3v.8"),
            (CUT_SOLID, "M7 11.3a1 1 0 1 0 2 0a1 1 0 1 0-2 0"),
        ],
        Icon::Unseen => &[(DOTTED, "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0")],
        _ => &[(THIN, "M8 2 14.6 13.5H1.4zM8 6.4v3.2m0 1.9v.1")],
    }
}
