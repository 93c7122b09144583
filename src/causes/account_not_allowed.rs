//! account_not_allowed: to be written.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "account_not_allowed",
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
