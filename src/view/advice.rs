//! The answer as Markdown to hand on: cause, proof, actor, fix. Holds no secret, since the report holds none.

use super::fix::{Line, lines};
use super::words::{Piece, percent, pieces};
use crate::report::{DiagnosisReport, EvidenceReport, FlowReport, Value};

/// What a person pastes into a ticket.
pub fn advice(flow: &FlowReport) -> String {
    let mut out = Vec::new();
    let who = flow.client_name.as_deref().unwrap_or(&flow.title);
    let client = format!("{who} at {}", flow.provider_name);
    let when = flow.started.as_deref().map(|started| format!(", {started}")).unwrap_or_default();
    let Some(first) = flow.diagnosis.first() else {
        return format!("## {}\n\n{}{when}\n", marked(&flow.summary), marked(&client));
    };
    out.push(format!("## {}\n\n{}{when}", marked(&first.summary), marked(&client)));
    if !first.story.is_empty() {
        out.push(marked(&first.story));
    }
    if super::state::proven(flow).is_some() {
        out.extend(cause(first));
    } else {
        out.extend(candidates(flow));
    }
    out.join("\n\n") + "\n"
}

fn cause(first: &DiagnosisReport) -> Vec<String> {
    let mut out = Vec::new();
    if !first.evidence.is_empty() {
        out.push(format!("### Proof\n\n{}\n\n{}", certainty(first), facts(&first.evidence)));
    }
    out.push(format!("### Who must act\n\n{}", marked(&first.who_says)));
    if !first.fix.is_empty() {
        out.push(format!("### Fix\n\n{}", steps(&first.fix)));
    }
    out
}

fn candidates(flow: &FlowReport) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(first) = flow.diagnosis.first().filter(|first| !first.evidence.is_empty()) {
        out.push(format!("### What is known\n\n{}", facts(&first.evidence)));
    }
    let named: Vec<String> = flow
        .diagnosis
        .iter()
        .filter(|diagnosis| !super::state::is_frame(diagnosis))
        .map(|diagnosis| {
            let (title, who) = (marked(&diagnosis.title), marked(&diagnosis.who_says));
            format!("- {} {title} ({who})", percent(diagnosis.probability))
        })
        .collect();
    if !named.is_empty() {
        out.push(format!("### What it may be\n\n{}", named.join("\n")));
    }
    if let Some(next) = &flow.record_next {
        let answers: Vec<String> = next
            .answers
            .iter()
            .map(|(answer, cause)| format!("- {}: {}", marked(answer), marked(cause)))
            .collect();
        out.push(format!(
            "### Record next\n\n{}\n\n```\n{}\n```\n\n{}",
            marked(&next.why),
            next.command,
            answers.join("\n")
        ));
    } else if let Some(first) = flow.diagnosis.first().filter(|first| !first.fix.is_empty()) {
        out.push(format!("### What to do\n\n{}", steps(&first.fix)));
    }
    out
}

/// How sure it is, and why.
pub fn certainty(diagnosis: &DiagnosisReport) -> String {
    format!("{}: {}", percent(diagnosis.probability), diagnosis.weight_says)
}

fn facts(evidence: &[EvidenceReport]) -> String {
    let lines: Vec<String> = evidence.iter().map(fact).collect();
    lines.join("\n")
}

fn fact(evidence: &EvidenceReport) -> String {
    let step = evidence.step.map(|step| format!(" (step {step})")).unwrap_or_default();
    let says = match &evidence.value {
        Some(Value::Shown { text, .. }) => format!("`{}`", text.replace('`', "'")),
        Some(Value::Secret { length, shape, .. }) => format!("taken out, {length} characters, {shape}"),
        Some(Value::Absent) => "not sent".to_owned(),
        None => marked(&evidence.says),
    };
    format!("- {}{step}: {says}", evidence.label)
}

fn steps(fix: &[String]) -> String {
    let mut out = Vec::new();
    for (index, step) in fix.iter().enumerate() {
        for line in lines(step) {
            out.push(match line {
                Line::Sentence(text) => format!("{}. {}", index + 1, marked(&text)),
                Line::Copy(text) => format!("   `{text}`"),
                Line::Place(parts) => format!("   {}", marked(&parts.join(" › "))),
                Line::Note(text) => format!("   {}", marked(&text)),
            });
        }
    }
    out.join("\n")
}

/// Text of a capture as Markdown text: no markup of its own survives but the backticks that we set.
pub fn marked(text: &str) -> String {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Code(code) => out.push_str(&format!("`{code}`")),
            Piece::Plain(plain) => plain.chars().for_each(|letter| {
                if matches!(letter, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`') {
                    out.push('\\');
                }
                out.push(if letter == '\n' { ' ' } else { letter });
            }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captured_text_is_no_markdown() {
        assert_eq!(marked("<b>[x](y)</b> `a_b` c_d"), r"\<b\>\[x\](y)\</b\> `a_b` c\_d");
    }
}
