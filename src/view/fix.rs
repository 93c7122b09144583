//! What to change: each step of a fix is a sentence, then perhaps values to copy and places in a console.

use leptos::ev;

use super::dom::{IntoNode, Node, el};
use super::icons::{Icon, icon};
use super::scene::Scene;
use super::words::{plain, rich};

/// A line of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What to do.
    Sentence(String),
    /// A value to copy.
    Copy(String),
    /// Where in a console, from the outside in.
    Place(Vec<String>),
    /// What else there is to know.
    Note(String),
}

/// Reads a step: the first line is the sentence, a further one wholly in backticks a value, one with ` › ` a place.
pub fn lines(step: &str) -> Vec<Line> {
    let mut lines = step.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    let mut out: Vec<Line> = lines.next().map(|line| Line::Sentence(line.to_owned())).into_iter().collect();
    out.extend(lines.map(further));
    out
}

fn further(line: &str) -> Line {
    let line = line.trim();
    let value = line.strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
    match value.filter(|value| !value.is_empty() && !value.contains('`')) {
        Some(value) => Line::Copy(value.to_owned()),
        None if line.contains(" › ") => {
            Line::Place(line.split(" › ").map(|part| part.trim().to_owned()).collect())
        }
        None => Line::Note(line.to_owned()),
    }
}

/// The steps, numbered.
pub fn fix(steps: &[String], scene: &Scene) -> Node {
    let items: Vec<Node> = steps
        .iter()
        .map(|step| {
            let lines: Vec<Node> = lines(step).into_iter().map(|line| shown(line, scene)).collect();
            el("li").child(lines).into_node()
        })
        .collect();
    el("ol").class("fix").child(items).into_node()
}

fn shown(line: Line, scene: &Scene) -> Node {
    match line {
        Line::Sentence(text) => el("p").child(rich(&text)).into_node(),
        Line::Note(text) => el("p").class("note").child(rich(&text)).into_node(),
        Line::Copy(text) => copyable(text, "Copy this value", scene),
        Line::Place(parts) => {
            let parts: Vec<Node> = parts.iter().map(|part| el("li").child(plain(part)).into_node()).collect();
            el("ol").class("where").attr("aria-label", "Place in the console").child(parts).into_node()
        }
    }
}

/// A value in bytes with its Copy button; in a document without.
pub fn copyable(text: String, label: &'static str, scene: &Scene) -> Node {
    let button = scene.ui.map(|ui| {
        let text = text.clone();
        el("button")
            .class("button")
            .attr("type", "button")
            .attr("aria-label", label)
            .on(ev::click, move |_| ui.copy(text.clone(), "Copied"))
            .child(icon(Icon::Copy, ""))
            .child(el("span").class("roomy").child("Copy"))
    });
    el("span").class("copyable").child(el("code").child(text)).child(button).into_node()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_sentence_then_values_and_places() {
        let step = "Send this value:\n`https://a.example/cb`\nRealm acme › Clients › `shop`\nIt is read at the start.";
        assert_eq!(
            lines(step),
            [
                Line::Sentence("Send this value:".into()),
                Line::Copy("https://a.example/cb".into()),
                Line::Place(vec!["Realm acme".into(), "Clients".into(), "`shop`".into()]),
                Line::Note("It is read at the start.".into()),
            ]
        );
    }

    #[test]
    fn backticks_within_a_line_make_no_value_of_it() {
        assert_eq!(
            lines("Do this\n`a` or `b`"),
            [Line::Sentence("Do this".into()), Line::Note("`a` or `b`".into())]
        );
        assert_eq!(lines("`only`"), [Line::Sentence("`only`".into())]);
        assert_eq!(lines(""), []);
    }
}
