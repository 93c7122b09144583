//! The login as a sequence diagram in SVG: lanes for who takes part, a row for each step. A row is a link that shows its
//! exchange.

mod layout;

use leptos::ev;

use super::dom::{IntoNode, Node, el, svg};
use super::focus;
use super::local::say;
use super::scene::Scene;
use super::words::{count, offset, span};
use crate::report::{FlowReport, Outcome};
use layout::{BOTTOM, Lane, Layout, ROW, Row, TOP, WIDTH, layout};

/// The diagram with its head.
pub fn sequence(flow: &FlowReport, selected: Option<usize>, scene: &Scene) -> Node {
    el("figure")
        .class("sequence")
        .id(scene.id("sequence"))
        .attr("aria-labelledby", scene.id("seq"))
        .child(
            el("div")
                .class("head")
                .child(el("h2").id(scene.id("seq")).child("Sequence"))
                .child(el("span").class("help").child(remark(flow))),
        )
        .child(diagram(flow, selected, scene))
        .into_node()
}

/// Where it stops, or how long it took.
pub fn remark(flow: &FlowReport) -> String {
    if let Some(step) = flow.steps.iter().find(|step| step.state == "broken") {
        return say!("stops at step {}", step.number);
    }
    if let Some(step) = flow.steps.iter().find(|step| step.state == "out_of_sight") {
        return say!("step {} is out of sight", step.number);
    }
    let took = flow.duration_ms.map(|took| format!(", {}", span(took))).unwrap_or_default();
    format!("{}{took}", count(flow.steps.len(), "exchange", "exchanges"))
}

fn outcome_words(flow: &FlowReport) -> String {
    let steps = count(flow.steps.len(), "exchange", "exchanges");
    match flow.outcome {
        Outcome::Succeeded => say!("Sequence of the login: {}, all succeeded", steps),
        Outcome::Failed => say!("Sequence of the login: {}, {}", steps, remark(flow)),
        Outcome::Incomplete => say!("Sequence of the login: {} seen, not to its end", steps),
    }
}

/// The drawing alone.
pub fn diagram(flow: &FlowReport, selected: Option<usize>, scene: &Scene) -> Node {
    let layout = layout(flow, selected);
    let height = TOP + ROW * layout.rows.len() as i32 + BOTTOM;
    let heads: Vec<Node> = layout.lanes.iter().map(head).collect();
    let lanes: Vec<Node> =
        layout.lanes.iter().map(|lane| lane_line(lane.x, 36, height).into_node()).collect();
    let rows: Vec<Node> = layout
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| drawn(row, index as i32, (&layout, scene)))
        .collect();
    svg("svg")
        .attr("viewBox", format!("0 0 {WIDTH} {height}"))
        .attr("role", "group")
        .attr("aria-label", outcome_words(flow))
        .child(heads)
        .child(lanes)
        .child(rows)
        .into_node()
}

fn text(class: &'static str, x: i32, y: i32, words: String) -> Node {
    svg("text").class(class).attr("x", x.to_string()).attr("y", y.to_string()).child(words).into_node()
}

fn head(lane: &Lane) -> Node {
    (text("party", lane.x, 13, lane.party.to_owned()), text("who", lane.x, 28, lane.who.clone())).into_node()
}

fn line(class: &'static str, drawn: String) -> Node {
    svg("path").class(class).attr("d", drawn).into_node()
}

fn lane_line(x: i32, from: i32, to: i32) -> Node {
    line("lane", format!("M{x} {from}V{to}"))
}

fn drawn(row: &Row, index: i32, (layout, scene): (&Layout, &Scene)) -> Node {
    let inside = inside(row, TOP + ROW * index, layout);
    let Some((ui, number)) = scene.ui.zip(row.step) else {
        return svg("g").class(row.class.clone()).child(inside).into_node();
    };
    svg("a")
        .class(row.class.clone())
        .attr("href", "#exchange")
        .attr("aria-current", row.class.contains("chosen").then_some("true"))
        .on(ev::click, move |event: leptos::web_sys::MouseEvent| {
            event.prevent_default();
            ui.choose_step(number);
            focus::reach("exchange");
        })
        .child(inside)
        .into_node()
}

fn inside(row: &Row, top: i32, layout: &Layout) -> Node {
    let base = svg("rect")
        .class("row")
        .attr("x", "1")
        .attr("y", (top - 9).to_string())
        .attr("width", (WIDTH - 2).to_string())
        .attr("height", (ROW - 2).to_string())
        .attr("rx", "3");
    let tinted = row.class.contains("broken") || row.class.contains("guess");
    let lanes = layout.lanes.iter().filter(|_| tinted);
    let lanes: Vec<Node> = lanes.map(|lane| lane_line(lane.x, top - 9, top - 11 + ROW)).collect();
    let at = svg("text")
        .class("at")
        .attr("x", "56")
        .attr("y", (top + 18).to_string())
        .attr("text-anchor", "end")
        .child(row.at_ms.map(offset).unwrap_or_default());
    let number = text("no", 11, top + 18, row.number.clone());
    let says = svg("desc").child(row.says.clone());
    (says, base, lanes, number, at, arrow(row, top + 14), label(row, top + 8)).into_node()
}

fn label(row: &Row, y: i32) -> Node {
    let status =
        (!row.status.is_empty()).then(|| (" ", svg("tspan").class("status").child(row.status.clone())));
    svg("text")
        .class("label")
        .attr("x", row.middle.to_string())
        .attr("y", y.to_string())
        .child(row.label.clone())
        .child(status)
        .into_node()
}

fn arrow(row: &Row, y: i32) -> Node {
    let (from, to) = (row.from, row.to);
    if from == to {
        let loop_line = format!("M{from} {}h18v10h-11", y - 6);
        let tip = format!("M{} {}l7-3.5v7z", from + 1, y + 4);
        return (line("arrow", loop_line), line("head-tip", tip)).into_node();
    }
    let right = to > from;
    let back = if right { -1 } else { 1 };
    if row.class.contains("broken") {
        let end = to + 9 * back;
        let cross = format!("m{} {}l10 10m0-10l-10 10", end - 5, y - 5);
        return (line("arrow", format!("M{from} {y}H{end}")), line("cross", cross)).into_node();
    }
    let tip = if right { format!("M{} {y}l-7-3.5v7z", to - 1) } else { format!("M{} {y}l7-3.5v7z", to + 1) };
    (line("arrow", format!("M{from} {y}H{}", to + 7 * back)), line("head-tip", tip)).into_node()
}
