//! Judging beforehand, one login after the other, for a host whose thread has other things to do between them: a session's
//! captures in, what the session then need not judge itself out. Knows no browser.

use super::{Known, Session};
use crate::analyse::{exchanges, flows};
use crate::capture::Capture;
use crate::config::ClientConfig;
use crate::flow::Basis;
use crate::report::Files;

/// What is to be judged.
pub struct Ahead {
    captures: Vec<Capture>,
    clients: Vec<ClientConfig>,
    unsettled: u64,
}

/// What was found.
pub struct Judged {
    known: Vec<Known>,
    unsettled: u64,
}

impl Session {
    /// What there is to be judged.
    pub fn ahead(&self) -> Ahead {
        Ahead { captures: self.captures.clone(), clients: self.clients.clone(), unsettled: self.unsettled }
    }

    /// Takes what was judged beforehand, unless other files or clients have come meanwhile.
    pub fn know(&mut self, judged: Judged) {
        if judged.unsettled == self.unsettled && self.known.is_empty() {
            self.known = judged.known;
        }
    }
}

impl Ahead {
    /// Judges one login after the other; between them others have their `turn`.
    pub async fn judge(self, mut turn: impl AsyncFnMut()) -> Judged {
        let (exchanges, _) = exchanges(&self.captures);
        turn().await;
        let flows = flows(&exchanges, &self.captures, &self.clients);
        let files = Files::of(&self.captures);
        let mut known = Vec::with_capacity(flows.len());
        for (number, flow) in flows.iter().enumerate() {
            turn().await;
            known.push(Known::of(flow, Some(Basis::of(flow)), (number, &files), &self.clients));
        }
        turn().await;
        Judged { known, unsettled: self.unsettled }
    }
}
