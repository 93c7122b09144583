//! Where everything of the diagram stands: a login in, lanes and rows with their positions out. Draws nothing.

use crate::report::{FlowReport, Outcome, StepReport};

use super::super::local::{local, say};
use super::super::way::Awaited;
use super::super::words::{elide, host};

/// Width of the drawing, in its own units; one unit is at least a pixel.
pub const WIDTH: i32 = 440;
/// Where the first row begins.
pub const TOP: i32 = 54;
/// Height of a row.
pub const ROW: i32 = 36;
/// Room below the last row.
pub const BOTTOM: i32 = -4;

/// Up to so many rows each step has its own.
const UNFOLDED: usize = 12;
/// So many like steps in a row are worth a fold.
const RUN: usize = 3;

/// A party that takes part.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub id: &'static str,
    pub party: &'static str,
    pub who: String,
    pub x: i32,
}

/// A step, a run of like steps, or what is expected next.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The step that pressing shows; none for what has not happened.
    pub step: Option<usize>,
    pub number: String,
    pub at_ms: Option<f64>,
    pub class: String,
    pub from: i32,
    pub to: i32,
    /// Where the label's middle is.
    pub middle: i32,
    pub label: String,
    pub status: String,
    /// Who to whom, in words.
    pub says: String,
}

/// All positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub lanes: Vec<Lane>,
    pub rows: Vec<Row>,
}

const PARTIES: [(&str, &str); 4] =
    [("browser", "Browser"), ("client", "Client"), ("provider", "Provider"), ("api", "API")];

/// Lays out a login.
pub fn layout(flow: &FlowReport, selected: Option<usize>) -> Layout {
    let lanes = lanes(flow);
    let mut rows: Vec<Row> = runs(flow, selected).iter().map(|run| row(run, selected, &lanes)).collect();
    rows.extend(expected(flow, &lanes));
    Layout { lanes, rows }
}

fn lanes(flow: &FlowReport) -> Vec<Lane> {
    let part = |id: &str| flow.steps.iter().any(|step| step.from == id || step.to == id);
    let taking: Vec<_> = PARTIES.into_iter().filter(|(id, _)| part(id)).collect();
    let places: &[i32] = match taking.len() {
        4 => &[78, 180, 308, 404],
        3 => &[84, 232, 388],
        2 => &[100, 360],
        _ => &[220],
    };
    taking
        .into_iter()
        .zip(places)
        .map(|((id, party), x)| Lane { id, party, who: elide(&who(flow, id), 15), x: *x })
        .collect()
}

fn who(flow: &FlowReport, id: &str) -> String {
    match id {
        "client" => flow.title.clone(),
        "provider" => flow.provider_name.clone(),
        "api" => flow
            .steps
            .iter()
            .find(|step| step.to == "api")
            .map(|step| host(&step.url).to_owned())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Steps as rows: where there are many, a run of like ones that went well is one, unless it holds the selected step.
fn runs(flow: &FlowReport, selected: Option<usize>) -> Vec<Vec<&StepReport>> {
    let mut runs: Vec<Vec<&StepReport>> = Vec::new();
    for step in &flow.steps {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| alike(last, step)) => run.push(step),
            _ => runs.push(vec![step]),
        }
    }
    let many = flow.steps.len() > UNFOLDED;
    let folds = |run: &Vec<&StepReport>| {
        many && run.len() >= RUN && !run.iter().skip(1).any(|step| Some(step.number) == selected)
    };
    runs.into_iter()
        .flat_map(
            |run| if folds(&run) { vec![run] } else { run.into_iter().map(|step| vec![step]).collect() },
        )
        .collect()
}

fn alike(one: &StepReport, other: &StepReport) -> bool {
    let key = |step: &StepReport| (step.message.clone(), step.from.clone(), step.to.clone());
    one.state == "ok" && other.state == "ok" && key(one) == key(other)
}

fn row(run: &[&StepReport], selected: Option<usize>, lanes: &[Lane]) -> Row {
    let Some(step) = run.first() else { return empty_row() };
    let place = |id: &str| lanes.iter().find(|lane| lane.id == id).map_or(0, |lane| lane.x);
    let (from, to) = (place(&step.from), place(&step.to));
    let (class, status) = match (step.state.as_ref(), step.status) {
        ("broken", status) => ("broken", said(status, "")),
        ("out_of_sight", status) => ("guess", said(status, "?")),
        (_, status) => ("plain-step", said(status, "")),
    };
    let status = if run.len() > 1 { String::new() } else { status };
    let chosen = run.iter().any(|step| Some(step.number) == selected);
    let label =
        if run.len() > 1 { say!("{}, {} times", step.label, run.len()) } else { step.label.to_string() };
    let party = |id: &str| PARTIES.into_iter().find(|(other, _)| *other == id).map_or("", |(_, party)| party);
    let ended = match step.state.as_ref() {
        "broken" => ", failed",
        "out_of_sight" => ", out of sight",
        _ => "",
    };
    let label = elide(&label, 34);
    Row {
        step: Some(step.number),
        number: step.number.to_string(),
        at_ms: step.at_ms,
        class: if chosen { format!("{class} chosen") } else { class.to_owned() },
        from,
        to,
        middle: middle(from, to, label.chars().count() + status.chars().count()),
        label,
        status,
        says: say!("{} to {}{}", local(party(&step.from)), local(party(&step.to)), local(ended)),
    }
}

fn said(status: Option<u16>, doubt: &str) -> String {
    status.map(|status| format!("{status}{doubt}")).unwrap_or_else(|| doubt.to_owned())
}

/// The middle of an arrow, moved so that the label stays beside the numbers and within the drawing.
fn middle(from: i32, to: i32, letters: usize) -> i32 {
    let half = i32::try_from(letters).unwrap_or(0) * 6 / 2 + 4;
    let middle = if from == to { from + 24 + half } else { (from + to) / 2 };
    middle.clamp(62 + half, (WIDTH - 4 - half).max(62 + half))
}

fn empty_row() -> Row {
    Row {
        step: None,
        number: String::new(),
        at_ms: None,
        class: String::new(),
        from: 0,
        to: 0,
        middle: 0,
        label: String::new(),
        status: String::new(),
        says: String::new(),
    }
}

/// The callback, while it is awaited.
fn expected(flow: &FlowReport, lanes: &[Lane]) -> Option<Row> {
    let awaited = flow.outcome == Outcome::Incomplete && Awaited::of(flow) == Awaited::Callback;
    let place = |id: &str| lanes.iter().find(|lane| lane.id == id).map(|lane| lane.x);
    let (from, to) = (place("browser")?, place("client")?);
    awaited.then(|| Row {
        class: "next".to_owned(),
        from,
        to,
        middle: (from + to) / 2,
        label: "Callback".to_owned(),
        says: "Browser to Client, expected next".to_owned(),
        ..empty_row()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn lanes_are_those_that_take_part() {
        let flow = sample::failed();
        let layout = layout(&flow, Some(5));
        let ids: Vec<&str> = layout.lanes.iter().map(|lane| lane.id).collect();
        assert_eq!(ids, ["browser", "client", "provider"]);
        assert_eq!(layout.rows.len(), 5);
        assert_eq!(layout.rows[4].class, "broken chosen");
    }

    #[test]
    fn over_twelve_rows_a_run_folds_unless_it_holds_the_selected_step() {
        let mut flow = sample::failed();
        let form = flow.steps[2].clone();
        for number in 0..14 {
            let mut step = form.clone();
            step.number = 100 + number;
            flow.steps.insert(3, step);
        }
        let folded = layout(&flow, Some(5));
        assert_eq!(folded.rows.len(), 5);
        assert_eq!(folded.rows[2].label, "Login form, 15 times");
        assert_eq!(layout(&flow, Some(104)).rows.len(), 19);
    }
}
