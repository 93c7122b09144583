//! What a person pastes into a ticket: the advice on the last login, and the checklist with its ticks, as Markdown.

use super::super::advice::{advice, marked};
use super::super::memory::Subject;

/// Markdown without secrets: neither login nor checklist holds one.
pub fn markdown(subject: &Subject, ticked: &[String]) -> String {
    let mut out = match &subject.kept {
        Some(kept) => advice(&kept.flow),
        None => format!("## {}\n\nNo login was recorded yet.\n", marked(&subject.title)),
    };
    out.push_str("\n### Checklist\n\n");
    for item in &subject.items {
        let done =
            item.state == "passed" || item.state == "by_hand" && ticked.iter().any(|point| *point == item.id);
        let mark = if done { 'x' } else { ' ' };
        let state = match item.state.as_ref() {
            "failed" => "**failed:** ",
            "cannot_tell" => "cannot tell: ",
            _ => "",
        };
        let why = if done { String::new() } else { format!(". {}", marked(&item.says)) };
        out.push_str(&format!("- [{mark}] {state}{}{why}\n", marked(&item.title)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kept::keep;
    use crate::report::ChecklistItem;
    use crate::view::sample;

    fn item(id: &'static str, state: &'static str) -> ChecklistItem {
        ChecklistItem {
            id: id.into(),
            area: "client".into(),
            area_says: "Client".into(),
            title: format!("Title of {id}").into(),
            state: state.into(),
            says: format!("Why of {id}"),
            at_provider: None,
            flow: None,
        }
    }

    #[test]
    fn the_report_holds_the_advice_and_every_point_with_its_tick() {
        let kept = keep(&sample::failed(), &sample::report(), &[]);
        let items = vec![
            item("one", "failed"),
            item("two", "passed"),
            item("three", "by_hand"),
            item("four", "by_hand"),
        ];
        let subject = Subject { kept, items, ..Subject::default() };
        let text = markdown(&subject, &["four".to_owned()]);
        assert!(text.contains("## One slash too many"));
        let list = text.split("### Checklist\n\n").nth(1).unwrap();
        let lines = [
            "- [ ] **failed:** Title of one. Why of one",
            "- [x] Title of two",
            "- [ ] Title of three. Why of three",
            "- [x] Title of four",
        ];
        assert_eq!(list.lines().collect::<Vec<_>>(), lines);
    }
}
