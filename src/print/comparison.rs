//! A comparison of two logins as text, JSON or Markdown. Knows the comparison only.

use std::fmt::Write as _;

use super::Palette;
use crate::compare::{Comparison, Difference, Kind, Side};

/// Differences below this rank are consequences and small things: they are counted, and told where all are asked for.
const TELLING: u8 = 30;

/// For a terminal: the likeliest explanation first.
pub fn comparison_text(comparison: &Comparison, palette: Palette) -> String {
    let mut out = format!("{}\n\n", palette.bold(&heading(comparison)));
    let _ = writeln!(out, "{}", palette.quiet(&format!("works      {}", side(&comparison.good))));
    let _ = writeln!(out, "{}", palette.quiet(&format!("does not   {}", side(&comparison.bad))));
    let _ = writeln!(out, "\n{}", count(comparison));
    for (number, difference) in told(comparison).enumerate() {
        let _ = writeln!(
            out,
            "\n{:>3}. {} {}",
            number + 1,
            palette.bold(&place(difference)),
            palette.quiet(&steps(difference))
        );
        let _ = writeln!(out, "     {}", difference.says);
    }
    let _ = writeln!(out, "\n{}", palette.quiet(&rest(comparison)));
    out
}

/// To be pasted into a ticket.
pub fn comparison_markdown(comparison: &Comparison) -> String {
    let mut out = format!(
        "## {}\n\nWorks: {}\n\nDoes not: {}\n\n{}:\n\n",
        super::markdown::plain(&heading(comparison)),
        side(&comparison.good),
        side(&comparison.bad),
        count(comparison)
    );
    for (number, difference) in told(comparison).enumerate() {
        let _ = writeln!(
            out,
            "{}. **{}** {}",
            number + 1,
            place(difference),
            super::markdown::plain(&difference.says)
        );
    }
    let _ = writeln!(out, "\n{}", rest(comparison));
    out
}

/// As one object, indented.
pub fn comparison_json(comparison: &Comparison) -> String {
    serde_json::to_string_pretty(comparison).unwrap_or_default() + "\n"
}

fn told(comparison: &Comparison) -> impl Iterator<Item = &Difference> {
    let few = comparison.differences.iter().filter(|difference| difference.rank >= TELLING).count() == 0;
    comparison.differences.iter().filter(move |difference| few || difference.rank >= TELLING)
}

/// What the differences come to, else the first of them.
fn heading(comparison: &Comparison) -> String {
    if let Some(says) = &comparison.says {
        return says.clone();
    }
    let Some(first) = told(comparison).next() else {
        return "The two logins differ in nothing that could explain the failure.".to_owned();
    };
    let (says, _) = first.says.split_once(" Where it works:").unwrap_or((&first.says, ""));
    match first.kind {
        // Its sentence says where.
        Kind::Check | Kind::Step | Kind::Environment => says.to_owned(),
        _ if first.message.is_empty() => says.to_owned(),
        _ => format!("{}: {says}", first.message),
    }
}

fn count(comparison: &Comparison) -> String {
    match told(comparison).count() {
        0 => "No difference that could matter".to_owned(),
        1 => "One difference".to_owned(),
        count => format!("{count} differences, the likeliest explanation first"),
    }
}

fn rest(comparison: &Comparison) -> String {
    let left = comparison.differences.len() - told(comparison).count();
    format!(
        "{} values are the same or differ only as random values do; {left} small differences and consequences are left out (--format json has them).",
        comparison.same
    )
}

fn side(side: &Side) -> String {
    format!("{} {}: {} at {}: {}", side.file, side.flow, side.title, side.provider, side.summary)
}

fn place(difference: &Difference) -> String {
    if difference.message.is_empty() {
        difference.name.clone()
    } else {
        format!("{}, {}", difference.message, difference.name)
    }
}

fn steps(difference: &Difference) -> String {
    match (difference.good_step, difference.bad_step) {
        (Some(good), Some(bad)) => format!("(step {good} of the one, step {bad} of the other)"),
        (Some(good), None) => format!("(step {good} of the one that works)"),
        (None, Some(bad)) => format!("(step {bad} of the one that does not)"),
        (None, None) => String::new(),
    }
}
