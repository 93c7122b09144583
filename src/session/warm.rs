//! What is made at its first use (patterns, tables; in a browser the machine code, too), made before anybody waits for it: a small
//! login with one of each kind of trouble is judged, and the report thrown away.

use super::Session;
use crate::capture;

const LOGIN: &[u8] = include_bytes!("warm.har");

/// Judges the login; in between others have their `turn`.
pub async fn up(mut turn: impl AsyncFnMut()) {
    let Ok(capture) = capture::read("", LOGIN) else { return };
    let mut session = Session::new(false);
    session.add(capture);
    let Some(ahead) = session.ahead() else { return };
    turn().await;
    let judged = ahead.judge(async |_| turn().await).await;
    session.know(judged);
    drop(session.judge());
    drop(serde_json::to_vec(&session.report()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Outcome;

    #[test]
    fn the_login_has_what_takes_longest_at_its_first_use() {
        let mut session = Session::new(false);
        session.add(capture::read("", LOGIN).unwrap());
        drop(session.judge());
        let report = session.report();
        let [flow] = report.flows.as_slice() else { panic!("{} logins", report.flows.len()) };
        assert_eq!(flow.outcome, Outcome::Failed);
        let steps: Vec<&str> = flow.steps.iter().map(|step| step.message.as_ref()).collect();
        for kind in ["discovery", "authorization_request", "callback", "token_request", "userinfo"] {
            assert!(steps.contains(&kind), "no {kind} in {steps:?}");
        }
        assert!(!flow.diagnosis.is_empty() && flow.findings.len() > 3);
    }
}
