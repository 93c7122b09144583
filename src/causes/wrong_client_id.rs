//! wrong_client_id: to be written.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "wrong_client_id",
    title: "",
    says: "",
    story: "",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "",
    fix: &[],
    refuted_by: &[],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
