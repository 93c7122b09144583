//! The steps of a login as a Mermaid sequence diagram (<https://mermaid.js.org/syntax/sequenceDiagram.html>), which GitHub,
//! GitLab and others draw inside Markdown. Knows the report only.

use crate::report::FlowReport;

/// The diagram's text, without a fence. Names are words of ours and statuses: no value of the capture is in it.
pub fn mermaid(flow: &FlowReport) -> String {
    let mut out = String::from("sequenceDiagram\n");
    for lane in ["browser", "client", "provider", "api"] {
        if flow.steps.iter().any(|step| step.from == lane || step.to == lane) {
            out.push_str(&format!("  participant {lane} as {}\n", label(lane)));
        }
    }
    for step in &flow.steps {
        let arrow = match step.state.as_ref() {
            "broken" => "-x",
            "out_of_sight" => "--)",
            _ => "->>",
        };
        let status = step.status.map(|status| format!(" {status}")).unwrap_or_default();
        let says = text(&format!("{}. {}{status}", step.number, step.label));
        out.push_str(&format!("  {}{arrow}{}: {says}\n", step.from, step.to));
    }
    out
}

fn label(lane: &str) -> &'static str {
    match lane {
        "browser" => "Browser",
        "client" => "Client",
        "provider" => "Provider",
        _ => "API",
    }
}

/// A message ends at `;` and `#` begins an entity.
fn text(says: &str) -> String {
    says.replace(['\n', '\r'], " ").replace('#', "#35;").replace(';', ",")
}
