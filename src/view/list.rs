//! The logins as a list: a report and a filter in, rows, newest first, and the login that is looked at by itself out.

use std::sync::Arc;

use super::Surface;
use super::state::{Shape, outcome_id, shape};
use super::words;
use crate::report::{FlowReport, Outcome, Report};

/// A row of the list of logins.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: String,
    pub shape: Shape,
    pub outcome: &'static str,
    pub title: String,
    pub provider: String,
    pub from: String,
    pub started: Option<String>,
    pub summary: String,
}

/// The rows that fit all words of the filter. `waiting` is the id of the login that is under way.
pub fn rows(report: &Report, filter: &str, waiting: Option<&str>) -> Vec<Row> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let fits = |flow: &&Arc<FlowReport>| fits(flow, &words);
    let row = |flow: &Arc<FlowReport>| row(flow, waiting == Some(flow.id.as_str()));
    report.flows.iter().rev().filter(fits).map(row).collect()
}

/// The newest login; in a file the newest that failed, since that is why the file was opened.
pub fn followed(report: &Report, surface: Surface) -> Option<&Arc<FlowReport>> {
    let failed = |flow: &&Arc<FlowReport>| flow.outcome == Outcome::Failed;
    let newest = report.flows.last();
    match surface {
        Surface::Panel => newest,
        Surface::Page | Surface::Popup => report.flows.iter().rev().find(failed).or(newest),
    }
}

/// The step that the answer speaks of: the broken one, the last with evidence, the token request, the last one seen.
pub fn telling_step(flow: &FlowReport) -> Option<usize> {
    let broken = flow.steps.iter().find(|step| step.state == "broken").map(|step| step.number);
    let evident = || flow.diagnosis.first()?.evidence.iter().filter_map(|evidence| evidence.step).next_back();
    let token =
        || flow.steps.iter().rev().find(|step| step.message == "token_request").map(|step| step.number);
    broken.or_else(evident).or_else(token).or_else(|| flow.steps.last().map(|step| step.number))
}

fn row(flow: &FlowReport, waits: bool) -> Row {
    let parts = [flow.provider_name.as_str(), flow.kind_says.as_str()];
    let from: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let shape = shape(flow, waits);
    Row {
        id: flow.id.clone(),
        shape,
        outcome: outcome_id(flow.outcome),
        title: flow.title.clone(),
        provider: flow.provider_name.clone(),
        from: from.join(" · "),
        started: flow.started.clone(),
        summary: super::answer::title(flow, shape),
    }
}

fn fits(flow: &FlowReport, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = vec![flow.title.as_str(), &flow.provider_name, &flow.kind_says, &flow.summary];
    text.extend([&flow.client_id, &flow.client_name, &flow.issuer].into_iter().flatten().map(String::as_str));
    text.extend(flow.diagnosis.iter().map(|diagnosis| diagnosis.cause.as_ref()));
    text.extend(flow.steps.iter().map(|step| words::host(&step.url)));
    let text = text.join(" ").to_lowercase();
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::sample;

    #[test]
    fn the_newest_is_first_and_the_filter_wants_every_word() {
        let report = sample::report();
        let ids = |filter: &str| -> Vec<String> {
            rows(&report, filter, None).into_iter().map(|row| row.id).collect()
        };
        assert_eq!(ids(""), ["flow-3", "flow-2", "flow-1"]);
        assert_eq!(ids("keycloak SLASH"), ["flow-3"]);
        assert_eq!(ids("ip_blocked"), ["flow-1"]);
        assert_eq!(ids("keycloak meridian"), Vec::<String>::new());
    }

    #[test]
    fn a_file_shows_the_newest_failure_and_the_panel_the_newest_login() {
        let mut report = sample::report();
        report.flows.rotate_right(1);
        assert_eq!(followed(&report, Surface::Panel).unwrap().id, "flow-2");
        assert_eq!(followed(&report, Surface::Page).unwrap().id, "flow-1");
        assert_eq!(telling_step(&sample::failed()), Some(5));
    }
}
