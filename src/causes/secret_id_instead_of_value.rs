//! secret_id_instead_of_value: to be written.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "secret_id_instead_of_value",
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
