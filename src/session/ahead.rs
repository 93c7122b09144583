//! Judging beforehand, one login after the other, for a host that has other things to do between them: a session's
//! captures in, what the session then need not judge itself out. Knows no browser.

use std::sync::Arc;

use super::{Judgement, Known, Session};
use crate::analyse::{exchanges, flows_in_turns, lists};
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::Basis;
use crate::report::{Files, FlowReport};

/// What is to be judged.
pub struct Ahead {
    captures: Vec<Capture>,
    clients: Vec<ClientConfig>,
    unsettled: u64,
    /// Of the update that is to tell of it.
    pub number: u32,
}

/// What was found.
pub struct Judged {
    judgement: Judgement,
    unsettled: u64,
    number: u32,
}

impl Session {
    /// What there is to be judged; none where it goes on to change.
    pub fn ahead(&mut self) -> Option<Ahead> {
        (!self.is_live).then(|| {
            self.updates += 1;
            Ahead {
                captures: self.captures.clone(),
                clients: self.clients.clone(),
                unsettled: self.unsettled,
                number: self.updates,
            }
        })
    }

    /// Takes what was judged beforehand, unless other files or clients have come meanwhile.
    pub fn know(&mut self, judged: Judged) {
        if judged.unsettled == self.unsettled && self.known.is_empty() {
            self.ahead = Some((judged.number, judged.judgement));
        }
    }
}

impl Ahead {
    /// Judges one login after the other; between them others have their `turn`, and are given what was judged: the update tells
    /// no more of it than its place.
    pub async fn judge(self, mut turn: impl AsyncFnMut(Option<&Arc<FlowReport>>)) -> Judged {
        let (exchanges, notes) = exchanges(&self.captures);
        turn(None).await;
        let flows =
            flows_in_turns(&exchanges, &self.captures, &self.clients, async || turn(None).await).await;
        let files = Files::of(&self.captures);
        let mut known = Vec::with_capacity(flows.len());
        for (number, flow) in flows.iter().enumerate() {
            turn(known.last().map(|known: &Known| &known.report)).await;
            known.push(Known::of(flow, Some(Basis::of(flow)), (number, &files), &self.clients));
        }
        turn(known.last().map(|known| &known.report)).await;
        let reports: Vec<Arc<FlowReport>> = known.iter().map(|known| known.report.clone()).collect();
        let mut told = Vec::new();
        for list in lists(&flows, &reports, &self.clients) {
            told.push(list);
            turn(None).await;
        }
        let judgement = Judgement::of(known, told, &flows, (&self.captures, notes));
        turn(None).await;
        Judged { judgement, unsettled: self.unsettled, number: self.number }
    }
}
