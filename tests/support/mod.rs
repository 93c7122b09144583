//! What several tests read: the recorded logins and the real failures, with what is expected of each.
#![allow(dead_code, reason = "each test uses its part")]

pub mod rewrite;
pub mod time;

pub mod dialects;
pub mod packed;
pub mod planted;
pub mod wordings;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use loginscope::capture::{self, Capture};
use loginscope::config::{self, ClientConfig};
use loginscope::http::Exchange;
use loginscope::report::{Outcome, Report};
use serde_json::Value;

/// A capture with what is known of it.
#[derive(Clone)]
pub struct Known {
    pub name: String,
    /// The provider, or the kind of place where it fails.
    pub group: String,
    pub bytes: Vec<u8>,
    pub clients: Vec<ClientConfig>,
    /// The configuration as it is stored; empty: none.
    pub config: String,
    /// None: a good login. Else the confirmed root cause and those that are right as well.
    pub cause: Option<(String, Vec<String>)>,
}

impl Known {
    /// As the program reads it: what the configuration names matters from the start.
    pub fn capture(&self) -> Capture {
        let addresses = self.clients.iter().flat_map(ClientConfig::addresses);
        capture::read_for(&self.name, &self.bytes, addresses).unwrap_or_else(|error| panic!("{error}"))
    }

    pub fn report(&self) -> Report {
        loginscope::analyse(&[self.capture()], &self.clients)
    }

    /// The same with other bytes and another configuration.
    pub fn with(&self, bytes: Vec<u8>, config: String) -> Known {
        let (name, group) = (self.name.clone(), self.group.clone());
        Known { name, group, bytes, clients: clients(&config), config, cause: self.cause.clone() }
    }

    pub fn accepts(&self, id: &str) -> bool {
        self.cause.as_ref().is_some_and(|(cause, also)| cause == id || also.iter().any(|other| other == id))
    }
}

/// The causes of the failed flow to be explained: the last one that failed.
pub fn causes(report: &Report) -> Vec<String> {
    let failed = report.flows.iter().rfind(|flow| flow.outcome == Outcome::Failed);
    failed
        .map(|flow| flow.diagnosis.iter().map(|diagnosis| diagnosis.cause.to_string()).collect())
        .unwrap_or_default()
}

pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn clients(config: &str) -> Vec<ClientConfig> {
    if config.is_empty() { Vec::new() } else { config::read(config).unwrap().0 }
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn cause(expected: &Value) -> Option<(String, Vec<String>)> {
    let also = expected["also_acceptable"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|id| id.as_str().unwrap().to_owned());
    Some((expected["root_cause"].as_str()?.to_owned(), also.collect()))
}

/// Logins recorded from real browsers: provider and client are real, good or with one defect.
pub fn recorded() -> Vec<Known> {
    let root = tests().join("recorded");
    let configs = fs::read_to_string(root.join("configs.json")).unwrap();
    let expected = json(&root.join("expected.json"));
    expected
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, expected)| {
            let bytes = fs::read(root.join(name)).unwrap();
            let har: Value = serde_json::from_slice(&bytes).unwrap();
            let first =
                url::Url::parse(har["log"]["entries"][0]["request"]["url"].as_str().unwrap()).unwrap();
            let configs: Value =
                serde_json::from_str(&configs.replace("{rp}", &first.origin().ascii_serialization()))
                    .unwrap();
            let list: Vec<Value> = configs.as_object().unwrap().values().cloned().collect();
            let config = Value::Array(list).to_string();
            let group = name.split('/').next().unwrap().to_owned();
            Known {
                name: name.clone(),
                group,
                bytes,
                clients: clients(&config),
                config,
                cause: cause(expected),
            }
        })
        .collect()
}

/// Real failures with a confirmed cause.
pub fn cases() -> Vec<Known> {
    folders("cases")
}

/// Failures whose answer holds no more than a general code; values of the capture contradict each other.
pub fn bare() -> Vec<Known> {
    folders("bare")
}

/// Good logins in unusual shapes.
pub fn good() -> Vec<Known> {
    folders("good")
}

fn folders(of: &str) -> Vec<Known> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(tests().join(of)).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
        .iter()
        .map(|folder| {
            let config = fs::read_to_string(folder.join("config.json")).unwrap_or_default();
            let expected = json(&folder.join("expected.json"));
            Known {
                group: expected["provider"].as_str().unwrap_or("unknown").to_owned(),
                name: folder.file_name().unwrap().to_string_lossy().into_owned(),
                bytes: fs::read(folder.join("capture.har")).unwrap(),
                clients: clients(&config),
                config,
                cause: cause(&expected),
            }
        })
        .collect()
}

/// Holds a SARIF log against its schema.
pub fn assert_sarif(log: &Value) {
    let validator = jsonschema::validator_for(&json(&tests().join("schemas/sarif-2.1.0.json"))).unwrap();
    let errors: Vec<String> = validator.iter_errors(log).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Exchanges without the places where they stand in a file: a mark before it, or its packing, shifts them.
pub fn placeless(exchanges: &[Exchange]) -> Vec<Exchange> {
    exchanges
        .iter()
        .map(|exchange| Exchange { bytes: None, within: Arc::default(), ..exchange.clone() })
        .collect()
}
