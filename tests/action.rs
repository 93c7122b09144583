//! The GitHub Action: its file is one, and its steps do what they say, as far as a machine without GitHub can tell.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test may stop")]

use std::path::Path;
use std::process::{Command, Output};

use serde_yaml_ng::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn action() -> Value {
    let text = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    serde_yaml_ng::from_str(&text).unwrap()
}

fn step<'a>(action: &'a Value, name: &str) -> &'a Value {
    let steps = action["runs"]["steps"].as_sequence().unwrap();
    steps.iter().find(|step| step["name"] == name).unwrap()
}

struct Run {
    output: Output,
    summary: String,
    outputs: String,
    sarif: Option<String>,
}

/// Runs the step that checks, as a runner does it: these inputs in its environment, the program in the path.
fn check(inputs: &[(&str, &str)]) -> Run {
    let action = action();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let program = Path::new(env!("CARGO_BIN_EXE_loginscope")).parent().unwrap().display().to_string();
    let defaults = action["inputs"].as_mapping().unwrap();
    let value = |input: &str| {
        let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| (*value).to_owned());
        given.unwrap_or_else(|| defaults[input]["default"].as_str().unwrap().to_owned())
    };
    let mut command = Command::new("bash");
    let step = step(&action, "Check");
    for (name, text) in step["env"].as_mapping().unwrap() {
        let text = text.as_str().unwrap();
        let value = match text.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}")) {
            Some(input) => value(input),
            None => text.replace("${{ runner.temp }}", &folder.path().display().to_string()),
        };
        assert!(!value.contains("${{"), "{value}");
        command.env(name.as_str().unwrap(), value);
    }
    command
        .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"].as_str().unwrap()])
        .current_dir(Path::new(ROOT).join("tests"))
        .env("PATH", format!("{program}:{}", std::env::var("PATH").unwrap()))
        .env("GITHUB_STEP_SUMMARY", file("summary"))
        .env("GITHUB_OUTPUT", file("output"));
    let output = command.output().unwrap();
    let read = |name: &str| std::fs::read_to_string(file(name)).unwrap_or_default();
    Run {
        output,
        summary: read("summary"),
        outputs: read("output"),
        sarif: Some(read("loginscope.sarif")).filter(|text| !text.is_empty()),
    }
}

#[test]
fn a_failed_login_fails_the_step_and_is_told_in_every_way() {
    let files = "recorded/chrome-devtools/pub-pkce-verifier*.har\n\nrecorded/**/pub-pkce-ok.har";
    let run = check(&[("files", files)]);
    let annotations = String::from_utf8_lossy(&run.output.stdout);
    assert_eq!(
        run.output.status.code(),
        Some(1),
        "{annotations}{}",
        String::from_utf8_lossy(&run.output.stderr)
    );
    assert!(
        annotations.starts_with("::error file=recorded/chrome-devtools/pub-pkce-verifier"),
        "{annotations}"
    );
    assert!(run.summary.contains("Who must act"), "{}", run.summary);
    let sarif: serde_json::Value = serde_json::from_str(&run.sarif.unwrap()).unwrap();
    assert!(sarif["runs"][0]["artifacts"].as_array().unwrap().len() > 2);
    assert!(run.outputs.starts_with("sarif=/"), "{}", run.outputs);
}

#[test]
fn a_good_login_passes_and_options_are_taken() {
    assert_eq!(check(&[("files", "recorded/chrome-devtools/pub-pkce-ok.har")]).output.status.code(), Some(0));
    let bad = ("files", "recorded/chrome-devtools/pub-pkce-verifier-mismatch.har");
    assert_eq!(check(&[bad, ("fail-on", "never")]).output.status.code(), Some(0));
    assert_eq!(
        check(&[bad, ("config", "configs/client.toml\nconfigs/okta.json")]).output.status.code(),
        Some(1)
    );
}

#[test]
fn what_cannot_be_read_gives_2_and_no_output() {
    for files in ["nothing/*.har", "configs/client.toml"] {
        let run = check(&[("files", files)]);
        assert_eq!(run.output.status.code(), Some(2), "{files}");
        assert!(run.sarif.is_none() && run.outputs.is_empty(), "{files}");
    }
}

#[test]
fn inputs_come_by_the_environment_and_every_script_names_its_shell() {
    let action = action();
    assert_eq!(action["runs"]["using"], "composite");
    for step in action["runs"]["steps"].as_sequence().unwrap() {
        if let Some(run) = step["run"].as_str() {
            assert!(!run.contains("${{"), "an input in a script is a hole: {run}");
            assert_eq!(step["shell"], "bash");
        } else {
            assert!(step["uses"].as_str().unwrap().contains('@'));
        }
    }
}
