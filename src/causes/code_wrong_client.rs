//! Authorization code of another client.

use crate::cause::{Case, Cause, Evidence, Strength, Trouble, Weight, Who};
use crate::causes::malformed_parameter;
use crate::http::Exchange;
use crate::oauth::jwt::Jwt;
use crate::oauth::{DEVICE_GRANT, Kind};
use crate::rule::Location;
use crate::rules::token_request::code_of_other_client;

pub static CAUSE: Cause = Cause {
    id: "code_wrong_client",
    title: "Authorization code of another client",
    says: "The code is redeemed by another client, or at another tenant, than it was issued to",
    story: "A code belongs to the `client_id` and the provider that issued it. A front end and a back end \
            with different ids, or a token endpoint of another tenant, cannot use each other's codes.",
    trouble: Trouble::Configuration,
    who: Who::Client,
    place: "in its settings for `client_id` and token endpoint",
    console: &[],
    fix: &[
        "Use the same `client_id` in the authorization request and in the token request.",
        "Send the token request to the same tenant, realm or policy as the authorization request.",
        "Log in again from the start after the change.",
    ],
    refuted_by: &["Both requests name the same `client_id` and the same tenant."],
    alike: &[
        &super::wrong_client_id::CAUSE,
        &super::code_reused::CAUSE,
        &super::wrong_tenant_or_issuer::CAUSE,
    ],
    weigh,
};

/// The mini program of WeChat whose page got the code, by its `Referer`, where another one's `appid` redeems it.
/// <https://developers.weixin.qq.com/miniprogram/en/dev/framework/ability/network.html>
fn of_other_program(case: &Case<'_>) -> Option<Weight> {
    let request = case.failed().filter(|failed| failed.kind == Kind::TokenRequest)?;
    let (code, own) = (request.given("code")?, request.given("client_id")?);
    if !request.exchange.path().ends_with("/jscode2session") {
        return None;
    }
    let program = |earlier: &Exchange| {
        let referer = earlier.request.headers.first("referer")?.strip_prefix("https://servicewechat.com/")?;
        let brings = earlier.request.body.text().is_some_and(|text| text.contains(code));
        referer.split('/').next().filter(|program| brings && *program != own).map(str::to_owned)
    };
    let program = case.flow.around.before(request.exchange).iter().rev().take(40).find_map(program)?;
    let place = Location::param(request, "client_id");
    let says = format!("`{own}`, and the page that got the code is of `{program}`");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary("The code is of one mini program and is redeemed with the `appid` of another")
            .evidence(Evidence::at("`appid`", place, says))
            .fix("Set id and secret of the mini program that calls the server."),
    )
}

/// The client for which the provider issued the ID token that was handed over together with the code, where another one
/// redeems that: an app and a web site with ids of their own.
fn handed_with_token(case: &Case<'_>) -> Option<Weight> {
    let refused = case.is_refused(Kind::TokenRequest, &["invalid_grant", "invalid_client"]);
    let request = case.failed().filter(|_| refused)?;
    let (code, own) = (request.given("code").filter(|code| code.len() >= 8)?, request.client_id()?);
    let written = |text: &str| {
        let quoted = text.split(['"', '&', '=']).filter(|part| part.starts_with("eyJ"));
        quoted.filter_map(Jwt::read).find(|token| token.audiences().len() == 1)
    };
    let issued_to = |earlier: &Exchange| {
        let text = earlier.request.body.text().filter(|text| text.contains(code))?;
        let token = written(text).filter(|_| earlier.origin() != request.exchange.origin())?;
        token.audiences().first().map(|first| (*first).to_owned())
    };
    let mut around = case.flow.around.before(request.exchange).iter().rev().take(20);
    let issued = around.find_map(issued_to).filter(|issued| *issued != own)?;
    let place = Location::param(request, "client_id");
    let says = format!("`{own}`, and the ID token that was handed over with the code is for `{issued}`");
    Some(
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!("The code was issued to the client `{issued}`, the client `{own}` redeems it"))
            .evidence(Evidence::at("`client_id`", place, says))
            .fix("Redeem each code as the client that asked for it: a native app and a web site have ids of their own."),
    )
}

fn weigh(case: &Case<'_>) -> Option<Weight> {
    if let Some(weight) = of_other_program(case).or_else(|| handed_with_token(case)) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if malformed_parameter::padded(case).is_some() {
        return None;
    }
    if let Some(weight) = of_device(case) {
        return Some(case.heard_too(weight, &CAUSE));
    }
    if case.grant_refused() || case.credentials_refused() {
        return case.decided_by(&CAUSE, &code_of_other_client::RULE);
    }
    case.said(&CAUSE)
}

/// A device code that one client asked for and another polls with.
fn of_device(case: &Case<'_>) -> Option<Weight> {
    let failed = case.failed().filter(|failed| failed.grant() == Some(DEVICE_GRANT))?;
    let refused = matches!(case.error_code(), Some("invalid_grant" | "invalid_client" | "invalid_request"));
    let asked = case.flow.first(Kind::DeviceAuthorization).filter(|_| refused)?;
    let same = asked.answer.text("device_code").is_some_and(|code| failed.given("device_code") == Some(code));
    let (first, second) = (asked.client_id()?, failed.client_id()?);
    (same && first != second).then(|| {
        Weight::new(Strength::Contradiction, 1.0)
            .summary(format!(
                "The client `{first}` asked for the device code, and the client `{second}` polls with it"
            ))
            .evidence(Evidence::at("Asked by", Location::param(asked, "client_id"), format!("`{first}`")))
            .evidence(Evidence::at("Polled by", Location::param(failed, "client_id"), format!("`{second}`")))
    })
}
