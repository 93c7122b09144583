//! One exchange of a login: what was sent where, what came back, each parameter with its verdict. A step in, its sheets
//! out.

use super::dom::{IntoNode, Node, el};
use super::icons::{Icon, icon, sign};
use super::local::say;
use super::moment::Moment;
use super::scene::Scene;
use super::secret;
use super::words::{rich, span};
use crate::report::{Parameter, Sheet, StepReport, Value};

/// Head and sheets of a step.
pub fn exchange(step: &StepReport, scene: &Scene) -> Node {
    (head(step, scene), sheets(step, scene)).into_node()
}

/// Number, name, status, address, time.
fn head(step: &StepReport, scene: &Scene) -> Node {
    let broken = step.state == "broken";
    let status = match (broken, step.state.as_ref(), step.status) {
        (true, _, _) => "status is-failed",
        (_, "out_of_sight", _) => "status is-unclear",
        (_, _, Some(200..=299)) => "status is-good",
        (_, _, Some(400..)) => "status is-failed",
        _ => "status",
    };
    let title = el("h2")
        .id(scene.id("exchange-title"))
        .child(
            el("span").class(if broken { "step is-broken" } else { "step" }).child(step.number.to_string()),
        )
        .child(" ")
        .child(step.label.clone());
    let said = said(step, scene);
    el("section")
        .attr("aria-labelledby", scene.id("exchange-title"))
        .child(
            el("div")
                .class("exchange-head")
                .child(title)
                .child(el("span").class(status).child(step.status_says.clone())),
        )
        .child(address(step))
        .child((!said.is_empty()).then(|| el("p").class("help num").child(rich(&said))))
        .into_node()
}

/// The address, which breaks at a slash; its last segment is what differs between endpoints.
fn address(step: &StepReport) -> Option<Node> {
    if step.url.is_empty() {
        return None;
    }
    let (scheme, rest) = match step.url.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), step.url.as_str()),
    };
    let mut parts: Vec<String> = rest.split_inclusive('/').map(str::to_owned).collect();
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, &scheme);
    }
    let last = parts.len().saturating_sub(1);
    let parts: Vec<Node> = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| match index == last && index > 0 {
            true => el("span").child(el("b").child(part)).into_node(),
            false => el("span").child(part).into_node(),
        })
        .collect();
    Some(el("p").class("address").child(step.method.clone()).child(" ").child(parts).into_node())
}

fn said(step: &StepReport, scene: &Scene) -> String {
    let moment = step.started.as_deref().and_then(|started| match scene.ui {
        Some(ui) => ui.moment(started),
        None => Moment::read(started),
    });
    let mut parts: Vec<String> = Vec::new();
    match (moment, step.duration_ms) {
        (Some(moment), Some(took)) => parts.push(format!("{}, {}", moment.clock_exact(), span(took))),
        (Some(moment), None) => parts.push(moment.clock_exact()),
        (None, Some(took)) => parts.push(span(took)),
        (None, None) => {}
    }
    if let Some(file) = &step.file {
        parts.push(say!("from {}", file));
    }
    if !step.because.is_empty() {
        parts.push(step.because.to_string());
    }
    parts.join("; ")
}

/// The parts of an exchange.
pub fn sheets(step: &StepReport, scene: &Scene) -> Vec<Node> {
    step.sheets.iter().map(|sheet| shown(sheet, step, scene)).collect()
}

fn shown(sheet: &Sheet, step: &StepReport, scene: &Scene) -> Node {
    let label = say!("{} of step {}", sheet.title, step.number);
    el("details")
        .key(format!("{} {}", step.entry, sheet.title))
        .class("sheet")
        .attr("open", sheet.open)
        .child(
            el("summary")
                .child(icon(Icon::Chevron, "chevron"))
                .child(el("h3").child(sheet.title.clone()))
                .child(el("span").class("count").child(rich(&sheet.count))),
        )
        .child(
            el("div")
                .class("body")
                .child((!sheet.parameters.is_empty()).then(|| parameters(&sheet.parameters, label, scene)))
                .child(sheet.text.as_deref().map(|text| el("pre").class("raw").child(text.to_owned())))
                .child(sheet.note.as_deref().map(|note| el("p").class("second").child(rich(note)))),
        )
        .into_node()
}

/// Parameters with their captions, values and verdicts.
pub fn parameters(parameters: &[Parameter], label: String, scene: &Scene) -> Node {
    let rows: Vec<Node> = parameters.iter().map(|parameter| row(parameter, scene)).collect();
    el("table").class("params").attr("aria-label", label).child(el("tbody").child(rows)).into_node()
}

fn row(parameter: &Parameter, scene: &Scene) -> Node {
    let caption = (!parameter.caption.is_empty()).then(|| el("small").child(parameter.caption.clone()));
    let clock = unix(parameter).map(|moment| el("span").class("quiet").child(format!(" {}", moment.clock())));
    let value =
        el("div").class("value").child(secret::value(&parameter.value, &parameter.name, scene)).child(clock);
    el("tr")
        .class(if parameter.mark == "fail" { "wrong" } else { "" })
        .child(el("th").attr("scope", "row").child(breakable(&parameter.name)).child(caption))
        .child(el("td").child(value).child(verdict(parameter)))
        .into_node()
}

/// A name that may break after each of its underscores.
fn breakable(name: &str) -> Vec<Node> {
    name.split_inclusive('_').map(|part| (part.to_owned(), el("wbr")).into_node()).collect()
}

fn verdict(parameter: &Parameter) -> Option<Node> {
    let picture = match parameter.mark.as_ref() {
        "pass" => sign(Icon::Check, "is-good", "Right"),
        "fail" => sign(Icon::Cross, "is-failed", "Wrong"),
        "note" => sign(Icon::Warn, "is-unclear", "Note"),
        _ if parameter.says.is_empty() => return None,
        _ => icon(Icon::Unseen, "is-unseen"),
    };
    Some(el("p").class("said").child(picture).child(el("span").child(rich(&parameter.says))).into_node())
}

/// The time in a claim that holds seconds since 1970; in UTC, as the claim is.
fn unix(parameter: &Parameter) -> Option<Moment> {
    if !matches!(parameter.name.as_str(), "exp" | "iat" | "nbf" | "auth_time" | "updated_at") {
        return None;
    }
    match &parameter.value {
        Value::Shown { text, .. } => Moment::from_unix(text.trim().parse().ok()?),
        Value::Secret { .. } | Value::Absent => None,
    }
}
