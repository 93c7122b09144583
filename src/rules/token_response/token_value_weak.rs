//! Tokens and codes that can be guessed.

use crate::config::ClientConfig;
use crate::flow::Flow;
use crate::oauth::{Kind, Message, Part};
use crate::rule::{
    Class, Evidence, Finding, Location, Rule, Severity, Verdict, example, examples, strength, token,
};
use crate::spec::Document;

pub static RULE: Rule = Rule {
    id: "token-value-weak",
    title: "Token that is short enough to be guessed",
    severity: Severity::Warning,
    class: Class::Hardening,
    specs: &[Document::Rfc6749.at("10.10"), Document::Rfc8628.at("5.2")],
    why: "A token is a key. With so few characters somebody can try them all.",
    fix: "Let the provider issue tokens of at least 128 random bits; this is for whoever runs the provider.",
    config: "",
    bad: example("> POST https://op.example/token HTTP/1.1
> Content-Type: application/x-www-form-urlencoded
>
grant_type=authorization_code&client_id=shop&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fshop.example%2Fcb
< HTTP/1.1 200 OK
< Content-Type: application/json
< Cache-Control: no-store
<
{\"access_token\":\"48291\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
    good: example(examples::CODE_EXCHANGE),
    evidence: Evidence::Told,
    check,
};

/// RFC 6749, section 10.10: a guess must succeed with a probability of at most 2^-128, better 2^-160. What cannot have
/// half of that is told.
const BITS: f64 = 64.0;

fn check(flow: &Flow<'_>, _: &ClientConfig) -> Verdict {
    let kinds = [Kind::TokenRequest, Kind::DeviceAuthorization];
    let answers = flow.messages.iter().filter(|message| kinds.contains(&message.kind));
    token::each(answers, judge)
}

fn judge(message: &Message<'_>) -> Verdict {
    let names = ["access_token", "refresh_token", "device_code", "auth_req_id"];
    let values: Vec<(&str, &str)> = names
        .iter()
        .filter_map(|name| Some((*name, message.answer.text(name).filter(|value| !value.is_empty())?)))
        .collect();
    if values.is_empty() {
        let success = message.answer.status.is_some_and(|status| (200..300).contains(&status));
        return match success && !message.answer.recorded {
            true => Verdict::lacks("The answer's body is not in the capture."),
            false => Verdict::NotApplicable,
        };
    }
    let weak =
        values.into_iter().filter(|(_, value)| !token::is_redacted(value)).filter_map(|(name, value)| {
            let bits = strength::most_bits(value);
            let place = Location::of(message, Part::ResponseBody, Some(name));
            let says = format!(
                "`{name}` has {} characters, that is at most {bits:.0} random bits",
                value.chars().count()
            );
            (bits < BITS).then(|| Finding::at(place, says).likely())
        });
    Verdict::of(weak.collect(), "The tokens are long enough")
}
