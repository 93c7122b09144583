//! Client registered as another kind of application.

use crate::cause::{Case, Cause, Trouble, Weight, Who};

pub static CAUSE: Cause = Cause {
    id: "wrong_platform_type",
    title: "Client registered as another kind of application",
    says: "The client, or its redirect URI, is registered as another kind of application than it is",
    story: "Providers ask whether a client is a web server, a page in the browser, or a program on a \
            device, and judge by it: secrets, CORS, loopback ports and refresh tokens depend on the kind.",
    trouble: Trouble::Configuration,
    who: Who::Administrator,
    place: "in the client's registration, where its kind is chosen",
    fix: &[
        "Register the redirect URI under the kind of application that redeems the code: page in the \
         browser, web server, or program on a device.",
        "Create a new client of the right kind where the kind cannot be changed.",
        "Log in again from the start.",
    ],
    refuted_by: &["The registration of this client and redirect URI says the kind that the traffic shows."],
    weigh,
};

fn weigh(case: &Case<'_>) -> Option<Weight> {
    case.said(&CAUSE)
}
