//! Judging beforehand, one login after the other, for a host whose thread has other things to do between them: a session's
//! captures in, what the session then need not judge itself out. Knows no browser.

use std::sync::Arc;

use super::{Judgement, Known, Session};
use crate::analyse::{exchanges, flows, lists};
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::Basis;
use crate::report::{Files, FlowReport};

/// What is to be judged.
pub struct Ahead {
    captures: Vec<Capture>,
    clients: Vec<ClientConfig>,
    unsettled: u64,
}

/// What was found.
pub struct Judged {
    judgement: Judgement,
    unsettled: u64,
}

impl Session {
    /// What there is to be judged; none where it goes on to change.
    pub fn ahead(&self) -> Option<Ahead> {
        (!self.is_live).then(|| Ahead {
            captures: self.captures.clone(),
            clients: self.clients.clone(),
            unsettled: self.unsettled,
        })
    }

    /// Takes what was judged beforehand, unless other files or clients have come meanwhile.
    pub fn know(&mut self, judged: Judged) {
        if judged.unsettled == self.unsettled && self.known.is_empty() {
            self.ahead = Some(judged.judgement);
        }
    }
}

impl Ahead {
    /// Judges one login after the other; between them others have their `turn`.
    pub async fn judge(self, mut turn: impl AsyncFnMut()) -> Judged {
        let (exchanges, notes) = exchanges(&self.captures);
        turn().await;
        let flows = flows(&exchanges, &self.captures, &self.clients);
        let files = Files::of(&self.captures);
        let mut known = Vec::with_capacity(flows.len());
        for (number, flow) in flows.iter().enumerate() {
            turn().await;
            known.push(Known::of(flow, Some(Basis::of(flow)), (number, &files), &self.clients));
        }
        let reports: Vec<Arc<FlowReport>> = known.iter().map(|known| known.report.clone()).collect();
        let mut told = Vec::new();
        for list in lists(&flows, &reports, &self.clients) {
            told.push(list);
            turn().await;
        }
        let judgement = Judgement::of(known, told, &flows, (&self.captures, notes));
        turn().await;
        Judged { judgement, unsettled: self.unsettled }
    }
}
