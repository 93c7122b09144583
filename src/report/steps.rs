//! The exchanges of a flow as steps: who sends what to whom, and the sheets that show it.

mod tokens;

use super::build::{Detail, Files, Judged};
use super::captions::{caption, rules_about};
use super::clean::{Cleaner, is_harmless, is_harmless_value, path};
use super::{Parameter, Place, Sheet, StepReport, Value, Words};
use crate::config::shape;
use crate::flow::What;
use crate::http::{Headers, Params};
use crate::oauth::{Kind, Message, Part};
use crate::rule::{Severity, Verdict};

/// The steps of a flow in order of time; preflights and a service worker's copies belong to their request's step.
pub fn steps(judged: &Judged<'_>, files: &Files<'_>, cleaner: &Cleaner, detail: Detail) -> Vec<StepReport> {
    let flow = judged.flow;
    let start = flow.messages.iter().find_map(|message| message.exchange.started);
    let is_own = |(index, message): &(usize, &Message<'_>)| {
        let mut earlier = flow.messages.iter().take(*index);
        let same_exchange = earlier.any(|earlier| earlier.exchange == message.exchange);
        !same_exchange && !is_copy(judged, message) && !is_attached_preflight(judged, message)
    };
    let shown = flow.messages.iter().enumerate().filter(is_own).map(|(_, message)| message);
    let shown: Vec<&Message<'_>> = shown.collect();
    let mut steps: Vec<StepReport> = Vec::new();
    for message in &shown {
        let writer = Writer { judged, files, cleaner, message, shown: &shown, detail };
        let mut step = writer.step(steps.len() + 1);
        step.at_ms = message.exchange.started.zip(start).map(|(own, start)| own.0 - start.0);
        steps.push(step);
    }
    if let Some(step) = out_of_sight(judged, &steps) {
        steps.push(step);
    }
    steps
}

/// The page's copy of what a service worker fetched.
fn is_copy(judged: &Judged<'_>, message: &Message<'_>) -> bool {
    let exchange = message.exchange;
    !exchange.by_service_worker
        && judged.flow.messages.iter().any(|other| {
            other.exchange.by_service_worker
                && other.kind == message.kind
                && other.exchange.request.url == exchange.request.url
                && other.exchange.request.body == exchange.request.body
        })
}

fn is_attached_preflight(judged: &Judged<'_>, message: &Message<'_>) -> bool {
    message.kind == Kind::Preflight
        && judged.flow.messages.iter().any(|other| {
            other.kind != Kind::Preflight && other.exchange.address() == message.exchange.address()
        })
}

/// The token request that the client's page speaks of and the capture does not hold.
fn out_of_sight(judged: &Judged<'_>, steps: &[StepReport]) -> Option<StepReport> {
    let flow = judged.flow;
    let failed = flow
        .failed_message()
        .filter(|_| flow.failure().is_some_and(|failure| failure.what == What::ClientFailed))?;
    if flow.first(Kind::TokenRequest).is_some() {
        return None;
    }
    let relayed = failed.relayed.as_ref()?;
    let of = steps.iter().find(|step| step.entry == failed.exchange.entry)?;
    Some(StepReport {
        number: steps.len() + 1,
        entry: of.entry,
        file: of.file.clone(),
        message: Kind::TokenRequest.id().into(),
        label: Kind::TokenRequest.label().into(),
        because: "the client's page speaks of it; the browser never saw it".into(),
        from: "client".to_owned(),
        to: "provider".to_owned(),
        state: "out_of_sight".into(),
        method: "POST".to_owned(),
        url: flow.metadata_text("token_endpoint").unwrap_or_default().to_owned(),
        status: relayed.status,
        status_says: relayed.status.map_or("not seen".to_owned(), |status| format!("{status}?")),
        at_ms: of.at_ms,
        started: None,
        duration_ms: None,
        bytes: None,
        within: Vec::new(),
        text: None,
        sheets: Vec::new(),
    })
}

/// Writes one step.
struct Writer<'a> {
    judged: &'a Judged<'a>,
    files: &'a Files<'a>,
    cleaner: &'a Cleaner,
    message: &'a Message<'a>,
    /// The messages that are steps, in order.
    shown: &'a [&'a Message<'a>],
    detail: Detail,
}

impl Writer<'_> {
    fn step(&self, number: usize) -> StepReport {
        let exchange = self.message.exchange;
        let (from, to) = self.parties();
        let failed =
            self.judged.flow.failure().and_then(|failure| self.judged.flow.messages.get(failure.message));
        let broken =
            !self.judged.diagnosed.is_empty() && failed.is_some_and(|failed| failed.exchange == exchange);
        StepReport {
            number,
            entry: exchange.entry,
            file: self.files.name(exchange.file),
            message: self.message.kind.id().into(),
            label: self.label().into(),
            because: self.message.because.into(),
            from: from.to_owned(),
            to: to.to_owned(),
            state: if broken { "broken" } else { "ok" }.into(),
            method: exchange.request.method.clone(),
            url: path(exchange.address()),
            status: exchange.response.status,
            status_says: self.status(),
            at_ms: None,
            started: exchange.started.map(|started| started.to_string()),
            duration_ms: exchange.duration_ms,
            bytes: exchange.bytes.as_ref().map(|range| (range.start, range.end)),
            within: exchange.within.to_vec(),
            text: None,
            sheets: if self.detail == Detail::All { self.sheets() } else { Vec::new() },
        }
    }

    fn label(&self) -> &'static str {
        match (self.message.kind, self.message.grant()) {
            (Kind::TokenRequest, Some("refresh_token")) => "Refresh",
            (Kind::TokenRequest, Some(crate::oauth::DEVICE_GRANT)) => "Device poll",
            (Kind::Interaction, _) if self.message.exchange.request.method == "POST" => {
                "Form to the provider"
            }
            (kind, _) => kind.label(),
        }
    }

    /// A page's script is the client; what navigates is the browser.
    fn parties(&self) -> (&'static str, &'static str) {
        match self.message.kind {
            Kind::AuthorizationRequest | Kind::Interaction | Kind::AuthorizationResponse | Kind::Logout => {
                ("browser", "provider")
            }
            Kind::Callback | Kind::ClientPage => ("browser", "client"),
            Kind::ApiCall => ("client", "api"),
            Kind::Discovery
            | Kind::ResourceMetadata
            | Kind::Keys
            | Kind::Registration
            | Kind::PushedAuthorization
            | Kind::DeviceAuthorization
            | Kind::BackchannelAuthentication
            | Kind::TokenRequest
            | Kind::Userinfo
            | Kind::Introspection
            | Kind::Revocation
            | Kind::Preflight => ("client", "provider"),
        }
    }

    fn status(&self) -> String {
        let exchange = self.message.exchange;
        match (exchange.response.status, exchange.error.as_deref()) {
            (Some(status), None) => format!("{status} {}", exchange.response.status_text).trim().to_owned(),
            (Some(status), Some(error)) => format!("{status}, withheld from the page ({error})"),
            (None, Some(error)) => format!("no answer ({error})"),
            (None, None) => "no answer in the capture".to_owned(),
        }
    }

    fn sheets(&self) -> Vec<Sheet> {
        let message = self.message;
        let exchange = message.exchange;
        let mut sheets = Vec::new();
        let query = exchange.query();
        if !query.0.is_empty() {
            sheets.extend(self.params("Query", Part::RequestQuery, &query));
        }
        let fragment = exchange.fragment();
        if !fragment.0.is_empty() {
            sheets.extend(self.params("Fragment", Part::RequestFragment, &fragment));
        }
        if message.part == Part::RequestBody {
            sheets.extend(self.params("Body", Part::RequestBody, &message.params));
        } else if message.kind == Kind::TokenRequest && message.body_not_recorded() {
            sheets.push(note("Body", "not recorded", "The exporter has left the body out."));
        }
        sheets.extend(self.location());
        sheets.extend(self.answer());
        sheets.extend(tokens::sheets(self));
        sheets.extend(self.headers("Request headers", Part::RequestHeader, &exchange.request.headers));
        sheets.extend(self.headers("Response headers", Part::ResponseHeader, &exchange.response.headers));
        sheets
    }

    fn params(&self, title: &str, part: Part, params: &Params) -> Option<Sheet> {
        // What a JWT carries stands in the JWT's own sheet.
        let parameters: Vec<Parameter> = params
            .0
            .iter()
            .filter(|param| !param.is_carried())
            .map(|param| self.parameter(part, &param.name, param.value(), is_harmless(&param.name)))
            .collect();
        if parameters.is_empty() {
            return None;
        }
        let wrong = parameters.iter().filter(|parameter| parameter.mark == "fail").count();
        let counted = plural(parameters.len(), "parameter");
        let count = if wrong == 0 { counted } else { format!("{counted}, {wrong} wrong") };
        Some(Sheet { title: title.to_owned(), count, open: true, parameters, text: None, note: None })
    }

    fn parameter(&self, part: Part, name: &str, value: &str, clear: bool) -> Parameter {
        let (mark, says) = self.verdict(part, name);
        Parameter {
            name: name.to_owned(),
            caption: caption(name).into(),
            value: self.value(part, name, value, clear),
            mark,
            says,
        }
    }

    fn value(&self, part: Part, name: &str, value: &str, clear: bool) -> Value {
        if value.is_empty() || (clear && !self.cleaner.holds_secret(value)) {
            let marks = self.marks(part, name, value);
            return Value::Shown { text: value.to_owned(), marks };
        }
        if clear {
            return Value::Shown { text: self.cleaner.clean(value), marks: Vec::new() };
        }
        Value::Secret { length: value.chars().count(), shape: shape(value), place: self.place(part, name) }
    }

    fn place(&self, part: Part, name: &str) -> Place {
        let exchange = self.message.exchange;
        let name = Some(name.to_owned());
        Place {
            entry: exchange.entry,
            file: self.files.name(exchange.file),
            part: part.id().to_owned(),
            name,
            span: None,
        }
    }

    /// The differing characters that a finding has marked in this value.
    fn marks(&self, part: Part, name: &str, value: &str) -> Vec<(usize, usize)> {
        let all = self.judged.verdicts.all();
        let rows = all.iter().flat_map(|(_, finding)| &finding.rows);
        let own = rows.into_iter().find_map(|row| match (&row.place, &row.value) {
            (Some(place), crate::rule::Shown::Clear { text, marks })
                if place.part == part
                    && place.name.as_deref() == Some(name)
                    && place.entry == self.message.exchange.entry
                    && place.file == self.message.exchange.file
                    && text == value =>
            {
                Some(marks.clone())
            }
            _ => None,
        });
        own.unwrap_or_default()
    }

    /// What the rules say of a parameter: the gravest finding there, else a pass that is about it.
    fn verdict(&self, part: Part, name: &str) -> (Words, String) {
        let exchange = self.message.exchange;
        for (rule, finding) in self.judged.verdicts.all() {
            let here = finding.places.first().is_some_and(|place| {
                place.part == part
                    && place.name.as_deref() == Some(name)
                    && place.entry == exchange.entry
                    && place.file == exchange.file
            });
            if here {
                let grave = finding.severity.unwrap_or(rule.severity) == Severity::Error;
                let says = finding.difference.as_deref().unwrap_or(&finding.says);
                return (if grave { "fail" } else { "note" }.into(), self.cleaner.clean(says));
            }
        }
        let about = rules_about(self.message.kind, name);
        let pass = about.iter().find_map(|id| {
            self.judged.verdicts.0.iter().find_map(|(rule, verdict)| match verdict {
                Verdict::Pass(says) if rule.id == *id => Some(says),
                _ => None,
            })
        });
        pass.map_or_else(Default::default, |says| ("pass".into(), self.cleaner.clean(says)))
    }

    fn location(&self) -> Option<Sheet> {
        let target = self.message.exchange.redirect_target()?;
        let (address, rest) = target.split_once(['?', '#']).unwrap_or((&target, ""));
        let params = Params::parse(&rest.replace(['?', '#'], "&"));
        let mut sheet = self.params("Location", Part::ResponseLocation, &params).unwrap_or_else(|| Sheet {
            title: "Location".to_owned(),
            count: String::new(),
            open: false,
            parameters: Vec::new(),
            text: None,
            note: None,
        });
        sheet.open = matches!(self.message.kind, Kind::AuthorizationResponse);
        sheet.text = Some(path(address));
        Some(sheet)
    }

    fn answer(&self) -> Option<Sheet> {
        let message = self.message;
        let answer = &message.answer;
        let open = !matches!(message.kind, Kind::Discovery | Kind::Keys | Kind::ResourceMetadata)
            || answer.error.is_some();
        if let (Some(json), Some(error)) = (&answer.json, &answer.error) {
            let text = self.cleaner.clean(&serde_json::to_string_pretty(&masked(json)).unwrap_or_default());
            let count = format!("JSON, `{}`", self.cleaner.clean(&error.code));
            return Some(Sheet {
                title: "Answer".into(),
                count,
                open: true,
                parameters: Vec::new(),
                text: Some(text),
                note: None,
            });
        }
        if let Some(serde_json::Value::Object(members)) = &answer.json {
            let parameters: Vec<Parameter> = members
                .iter()
                .map(|(name, value)| {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    let clear = is_harmless(name)
                        || value.is_number()
                        || value.is_boolean()
                        || matches!(message.kind, Kind::Discovery | Kind::Keys);
                    self.parameter(Part::ResponseBody, name, &text, clear)
                })
                .collect();
            let count = format!("JSON, {}", plural(parameters.len(), "member"));
            return Some(Sheet { title: "Answer".into(), count, open, parameters, text: None, note: None });
        }
        if let Some(page) = &answer.page {
            let short: String = page.chars().take(1200).collect();
            let count = format!("a page, {}", plural(page.chars().count(), "character"));
            let told = message.relayed.is_some() || message.answer.status.is_some_and(|status| status >= 400);
            return Some(Sheet {
                title: "Answer".into(),
                count,
                open: told,
                parameters: Vec::new(),
                text: Some(self.cleaner.clean(&short)),
                note: None,
            });
        }
        let due = matches!(
            message.kind,
            Kind::TokenRequest
                | Kind::Userinfo
                | Kind::ApiCall
                | Kind::DeviceAuthorization
                | Kind::BackchannelAuthentication
        );
        (due && !answer.recorded)
            .then(|| note("Answer", "not recorded", "The capture does not hold the body of this answer."))
    }

    fn headers(&self, title: &str, part: Part, headers: &Headers) -> Option<Sheet> {
        let own = headers.0.iter().filter(|(name, _)| !name.starts_with(':')).map(|(name, value)| {
            self.parameter(part, name, value.expose(), is_harmless_value(name, value.expose()))
        });
        // Most of a report are headers: no room beyond them.
        let mut parameters: Vec<Parameter> = Vec::with_capacity(headers.0.len());
        parameters.extend(own);
        (!parameters.is_empty()).then(|| Sheet {
            title: title.to_owned(),
            count: parameters.len().to_string(),
            open: false,
            parameters,
            text: None,
            note: None,
        })
    }
}

fn note(title: &str, count: &str, says: &str) -> Sheet {
    Sheet {
        title: title.into(),
        count: count.into(),
        open: true,
        parameters: Vec::new(),
        text: None,
        note: Some(says.into()),
    }
}

/// An error answer without the values of members that are not harmless.
fn masked(json: &serde_json::Value) -> serde_json::Value {
    let serde_json::Value::Object(members) = json else { return json.clone() };
    let mask = |(name, value): (&String, &serde_json::Value)| {
        let hide = value.is_string()
            && ["token", "secret", "assertion", "password", "cookie"].iter().any(|word| name.contains(word))
            && !is_harmless(name);
        let value = if hide { serde_json::Value::String("[not shown]".into()) } else { value.clone() };
        (name.clone(), value)
    };
    serde_json::Value::Object(members.iter().map(mask).collect())
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
