//! What the person is looking at: which login, which step, which secrets were pressed. Follows from the report and from
//! what was chosen; the report itself is never changed here.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::dom::{IntoNode, Node};
use super::held::{Derived, State};
use super::list::{self, Row, telling_step};
use super::moment::Moment;
use super::{Action, Host, Status};
use crate::config::ClientConfig;
use crate::kept::Good;
use crate::report::{CaptureReport, FlowReport, Outcome, Place, Report};

/// Gives the minutes by which the person's clock is before UTC at a moment of the report (RFC 3339). Provided as context
/// by whoever knows the clock; without it times are UTC.
#[derive(Clone, Copy)]
pub struct LocalTime(pub Callback<String, i32>);

/// What fills the surface.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Screen {
    #[default]
    Answer,
    /// The stored clients; a draft to begin with, if the person came from a login.
    Clients(Option<Box<ClientConfig>>),
}

/// The turn in which the last part is drawn that is no row of the list.
const LAST: usize = 3;

/// How many rows are drawn by a turn.
fn rows_by(turn: usize) -> usize {
    turn.saturating_add(1).saturating_mul(16)
}

/// The state of one surface. Copied freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct Ui {
    pub host: Host,
    local: Option<LocalTime>,
    /// The login that was chosen; none follows the newest.
    chosen: State<Option<String>>,
    /// The step that was chosen, with its login.
    step: State<Option<(String, usize)>>,
    pub filter: State<String>,
    pub screen: State<Screen>,
    pub keys: State<bool>,
    /// Whether there is room for one column only, and then whether the list of logins is unfolded.
    pub narrow: State<bool>,
    /// Whether there is so little room, in both directions, that the proof is folded.
    pub low: State<bool>,
    pub unfolded: State<bool>,
    pub pasting: State<bool>,
    pub toast: State<Option<&'static str>>,
    /// How many turns there were since there is something to see.
    turn: State<usize>,
    /// Which folds were opened or closed by hand.
    folds: State<Vec<(&'static str, bool)>>,
    /// Secrets that were pressed, until another login is looked at.
    revealed: State<Vec<(Place, Option<String>)>>,
    /// The login that is looked at.
    pub flow: Derived<Option<Arc<FlowReport>>>,
    /// The id of the login that is under way.
    waiting: Derived<Option<String>>,
    /// The captures of which there is something to say.
    pub captures: Derived<Vec<CaptureReport>>,
    pub rows: Derived<Vec<Row>>,
    pub total: Derived<usize>,
    /// The remembered logins that worked.
    pub good: Derived<Vec<Good>>,
}

impl Ui {
    /// The state over a host's signals.
    pub fn new(host: Host) -> Ui {
        let chosen = State::new(None::<String>);
        let filter = State::new(String::new());
        let flow = Derived::new(move || {
            let chosen = chosen.get();
            chosen_flow(&host.report.get(), host, chosen.as_deref()).cloned()
        });
        let waiting = Derived::new(move || waiting(host));
        let rows =
            Derived::new(move || list::rows(&host.report.get(), &filter.get(), waiting.get().as_deref()));
        let revealed = State::new(Vec::new());
        let id = Derived::new(move || flow.with(|flow| flow.as_ref().map(|flow| flow.id.clone())));
        Effect::new(move |_| {
            id.get();
            revealed.set(Vec::new());
        });
        Effect::new(move |_| {
            if let Some(value) = host.revealed.get() {
                revealed.update(|all| all.push(value));
            }
        });
        Ui {
            host,
            local: use_context(),
            chosen,
            step: State::new(None),
            filter,
            screen: State::new(if host.at_clients { Screen::Clients(None) } else { Screen::Answer }),
            keys: State::new(false),
            narrow: State::new(false),
            low: State::new(false),
            unfolded: State::new(false),
            pasting: State::new(false),
            toast: State::new(None),
            turn: State::new(usize::MAX),
            folds: State::new(Vec::new()),
            revealed,
            flow,
            waiting,
            rows,
            captures: Derived::new(move || noted(&host.report.get())),
            total: Derived::new(move || host.report.get().flows.len()),
            good: Derived::new(move || host.memory.get().good),
        }
    }

    /// Draws what there is to see in turns, what is read first at once, so that nothing else has to wait for the rest.
    pub fn draw_in_turns(&self) {
        if cfg!(target_arch = "wasm32") {
            self.turn.set(0);
            self.draw_next();
        }
    }

    fn draw_next(self) {
        let draw = move || {
            let turn = self.turn.get_untracked().saturating_add(1);
            let is_all = turn > LAST && rows_by(turn) >= self.rows.with_untracked(Vec::len);
            self.turn.set(if is_all { usize::MAX } else { turn });
            if !is_all {
                self.draw_next();
            }
        };
        set_timeout(draw, Duration::ZERO);
    }

    /// What is drawn in a later turn.
    pub fn later<T: IntoNode>(self, turn: usize, part: impl Fn() -> T + Send + 'static) -> Node {
        let is_due = Derived::new(move || self.turn.get() >= turn);
        (move || is_due.get().then(&part)).into_node()
    }

    /// How many rows of the list are drawn by now.
    pub fn rows_drawn(&self) -> usize {
        rows_by(self.turn.get())
    }

    /// Looks at a login. Choosing the one that is looked at by itself follows the newest again.
    pub fn choose(&self, id: &str) {
        let host = self.host;
        let report = host.report.get_untracked();
        let followed = list::followed(&report, host.surface).is_some_and(|flow| flow.id == id);
        self.chosen.set((!followed).then(|| id.to_owned()));
        self.screen.set(Screen::Answer);
        self.unfolded.set(false);
    }

    /// Looks at the login that is so many rows further down the list, or further up.
    pub fn choose_beside(&self, down: isize) -> Option<String> {
        let current = self.flow.with_untracked(|flow| flow.as_ref().map(|flow| flow.id.clone()))?;
        let id = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.id == current);
            let wanted = at.map_or(0, |at| at.saturating_add_signed(down)).min(rows.len().saturating_sub(1));
            rows.get(wanted).map(|row| row.id.clone())
        })?;
        self.choose(&id);
        Some(id)
    }

    /// The number of the step that is looked at.
    pub fn step_of(&self, flow: &FlowReport) -> Option<usize> {
        let chosen =
            self.step.with(|step| step.as_ref().filter(|(id, _)| *id == flow.id).map(|(_, number)| *number));
        chosen
            .filter(|number| flow.steps.iter().any(|step| step.number == *number))
            .or_else(|| telling_step(flow))
    }

    /// Looks at a step of the login that is looked at.
    pub fn choose_step(&self, number: usize) {
        if let Some(flow) = self.flow.get_untracked() {
            self.step.set(Some((flow.id.clone(), number)));
        }
    }

    /// Looks at the step before or after.
    pub fn choose_step_beside(&self, further: isize) {
        let Some(flow) = self.flow.get_untracked() else { return };
        let current = untrack(|| self.step_of(&flow));
        let at = flow.steps.iter().position(|step| Some(step.number) == current).unwrap_or(0);
        if let Some(step) = flow.steps.get(at.saturating_add_signed(further)) {
            self.choose_step(step.number);
        }
    }

    /// Whether the login is the newest and still under way before the person's eyes.
    pub fn waits(&self, flow: &FlowReport) -> bool {
        self.waiting.with(|waiting| waiting.as_deref() == Some(flow.id.as_str()))
    }

    /// A time of the report on the person's clock.
    pub fn moment(&self, started: &str) -> Option<Moment> {
        let minutes = self.local.map_or(0, |local| local.0.run(started.to_owned()));
        Moment::read(started).map(|moment| moment.moved(minutes))
    }

    /// Whether times are shown as UTC for want of a clock.
    pub fn in_utc(&self) -> bool {
        self.local.is_none()
    }

    /// Whether a fold was opened or closed by hand in this session.
    pub fn fold(&self, name: &'static str) -> Option<bool> {
        self.folds
            .with_untracked(|folds| folds.iter().find(|(other, _)| *other == name).map(|(_, open)| *open))
    }

    /// Remembers how a fold was left.
    pub fn keep_fold(&self, name: &'static str, open: bool) {
        self.folds.update(|folds| {
            folds.retain(|(other, _)| *other != name);
            folds.push((name, open));
        });
    }

    /// What was revealed at a place: nothing yet, nothing to be had, or the value.
    pub fn revealed(&self, place: &Place) -> Option<Option<String>> {
        self.revealed.with(|all| all.iter().find(|(other, _)| other == place).map(|(_, value)| value.clone()))
    }

    /// Asks the host for the value at a place; it is shown when it comes.
    pub fn reveal(&self, place: &Place) {
        self.act(Action::Reveal(place.clone()));
    }

    /// Masks a value again.
    pub fn hide(&self, place: &Place) {
        self.revealed.update(|all| all.retain(|(other, _)| other != place));
    }

    /// Asks the host for something.
    pub fn act(&self, action: Action) {
        self.host.act.run(action);
    }

    /// Copies a text and says so for two seconds.
    pub fn copy(&self, text: String, said: &'static str) {
        self.act(Action::Copy(text));
        self.say(said);
    }

    /// Says something for two seconds.
    pub fn say(&self, said: &'static str) {
        let toast = self.toast;
        toast.set(Some(said));
        set_timeout(move || toast.set(None), Duration::from_secs(2));
    }
}

fn chosen_flow<'a>(report: &'a Report, host: Host, chosen: Option<&str>) -> Option<&'a Arc<FlowReport>> {
    let by_id = chosen.and_then(|id| report.flows.iter().find(|flow| flow.id == id));
    by_id.or_else(|| list::followed(report, host.surface))
}

/// The newest login, while the panel records and it has not come to an end.
fn waiting(host: Host) -> Option<String> {
    let recording = matches!(host.status.get(), Status::Live { recording: true, .. });
    let open = |flow: &&Arc<FlowReport>| recording && flow.outcome == Outcome::Incomplete;
    host.report.get().flows.last().filter(open).map(|flow| flow.id.clone())
}

fn noted(report: &Arc<Report>) -> Vec<CaptureReport> {
    report.captures.iter().filter(|capture| !capture.notes.is_empty()).cloned().collect()
}
