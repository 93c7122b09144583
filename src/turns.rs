//! Long work that lets others have their turn in between, and the same work where there are no others. A host says what a turn
//! is; where it is nothing, the work never waits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Does work that never waits; none if it does.
pub fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}
