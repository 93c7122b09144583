//! The GitHub Action: its file is one, and its steps do what they say, as far as a machine without GitHub can tell.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop"
)]

mod support;

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_yaml_ng::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn action() -> Value {
    let text = std::fs::read_to_string(Path::new(ROOT).join("action.yml")).unwrap();
    serde_yaml_ng::from_str(&text).unwrap()
}

struct Run {
    /// Of the last step that ran.
    output: Output,
    summary: String,
    sarif: Option<String>,
    /// What the action gives out.
    outputs: BTreeMap<String, String>,
    /// The key of the kept build.
    key: String,
    /// What `cargo` was called with.
    built: Vec<String>,
}

/// A machine as a runner of GitHub gives it to a job: its temporary folder stays from one use of the action to the next. In
/// place of the compiler stands a program that installs the one that is tested.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new() -> Machine {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("temp dir")).unwrap();
        let tools = folder.path().join("tools");
        std::fs::create_dir_all(&tools).unwrap();
        let cargo = format!(
            "#!/bin/sh\necho \"$*\" >> '{}'\nwhile [ $# -gt 0 ]; do case $1 in --root) root=$2;; esac; shift; done\nmkdir -p \"$root/bin\" && ln -s '{}' \"$root/bin/loginscope\"\n",
            folder.path().join("built").display(),
            env!("CARGO_BIN_EXE_loginscope")
        );
        std::fs::write(tools.join("cargo"), cargo).unwrap();
        std::fs::set_permissions(tools.join("cargo"), std::fs::Permissions::from_mode(0o755)).unwrap();
        Machine { folder }
    }

    /// Runs every step of the action in order, as a runner does: with these inputs, each script in its shell, what a step
    /// writes into its files known to the next; one that fails is the last.
    fn uses(&self, inputs: &[(&str, &str)]) -> Run {
        let action = action();
        let file = |name: &str| self.folder.path().join(name);
        for name in ["summary", "output", "path", "built"] {
            std::fs::write(file(name), "").unwrap();
        }
        let read = |name: &str| std::fs::read_to_string(file(name)).unwrap_or_default();
        let mut known: BTreeMap<String, String> = BTreeMap::from([
            ("runner.temp".into(), file("temp dir").display().to_string()),
            ("runner.os".into(), "Linux".into()),
            ("runner.arch".into(), "X64".into()),
            ("github.action_path".into(), ROOT.into()),
        ]);
        for (name, input) in action["inputs"].as_mapping().unwrap() {
            let name = name.as_str().unwrap();
            let given = inputs.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
            assert!(given.is_some() || input["required"] != true, "{name} is required");
            known.insert(format!("inputs.{name}"), given.or(input["default"].as_str()).unwrap().to_owned());
        }
        let (mut last, mut key) = (None, String::new());
        for step in action["runs"]["steps"].as_sequence().unwrap() {
            let Some(script) = step["run"].as_str() else {
                key = filled(step["with"]["key"].as_str().unwrap(), &known);
                assert!(
                    filled(step["with"]["path"].as_str().unwrap(), &known).ends_with("temp dir/loginscope")
                );
                continue;
            };
            let mut command = Command::new("bash");
            for (name, text) in step["env"].as_mapping().unwrap() {
                command.env(name.as_str().unwrap(), filled(text.as_str().unwrap(), &known));
            }
            let before = read("path").lines().map(str::to_owned).collect::<Vec<_>>().join(":");
            let tools = file("tools").display().to_string();
            command
                .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script])
                .current_dir(Path::new(ROOT).join("tests"))
                .env("PATH", format!("{before}:{tools}:/usr/local/bin:/usr/bin:/bin"))
                .env("GITHUB_STEP_SUMMARY", file("summary"))
                .env("GITHUB_PATH", file("path"))
                .env("GITHUB_OUTPUT", file("output"));
            let output = command.output().unwrap();
            for line in read("output").lines() {
                let (name, value) = line.split_once('=').unwrap();
                known.insert(
                    format!("steps.{}.outputs.{name}", step["id"].as_str().unwrap()),
                    value.to_owned(),
                );
            }
            std::fs::write(file("output"), "").unwrap();
            let failed = !output.status.success();
            last = Some(output);
            if failed {
                break;
            }
        }
        let outputs = action["outputs"].as_mapping().unwrap().iter().map(|(name, output)| {
            (name.as_str().unwrap().to_owned(), filled(output["value"].as_str().unwrap(), &known))
        });
        let outputs: BTreeMap<String, String> = outputs.collect();
        let sarif = std::fs::read_to_string(&outputs["sarif"]).ok();
        let built = read("built").lines().map(str::to_owned).collect();
        Run { output: last.unwrap(), summary: read("summary"), sarif, outputs, key, built }
    }
}

/// A text with the values of its expressions; one that has none is empty, as GitHub has it.
fn filled(text: &str, known: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("${{");
    let mut filled = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap();
        assert!(
            name.trim().chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)),
            "{name} is computed"
        );
        filled += known.get(name.trim()).map_or("", String::as_str);
        filled += rest;
    }
    filled
}

fn check(inputs: &[(&str, &str)]) -> Run {
    Machine::new().uses(inputs)
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
    support::assert_sarif(&sarif);
    let uris = sarif["runs"][0]["artifacts"].as_array().unwrap().iter();
    let mut uris = uris.map(|artifact| artifact["location"]["uri"].as_str().unwrap());
    assert!(uris.all(|uri| uri.starts_with("recorded/")), "paths are those of the workspace");
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
fn the_program_is_built_once_for_each_state_of_its_source() {
    let machine = Machine::new();
    let inputs = [("files", "recorded/chrome-devtools/pub-pkce-ok.har")];
    let (first, second) = (machine.uses(&inputs), machine.uses(&inputs));
    assert_eq!(first.built.len(), 1, "{:?}", first.built);
    assert!(
        first.built[0].starts_with("install") && first.built[0].contains("--locked"),
        "{:?}",
        first.built
    );
    assert!(second.built.is_empty(), "the one that was kept is taken");
    assert_eq!(first.key, second.key);
    let hash = first.key.strip_prefix("loginscope-Linux-X64-").unwrap();
    assert!(hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit()), "{hash}");
}

#[test]
fn names_with_spaces_and_signs_are_names_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let bad = Path::new(ROOT).join("tests/recorded/chrome-devtools/pub-pkce-verifier-mismatch.har");
    let names = ["-o.har", "a b; touch hacked.har", "$(touch hacked).har", "[x].har"];
    for name in names {
        std::fs::copy(&bad, folder.path().join(name)).unwrap();
    }
    let run = check(&[("files", &format!("{}/*.har", folder.path().display()))]);
    assert_eq!(run.output.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.output.stderr));
    let annotations = String::from_utf8_lossy(&run.output.stdout).into_owned();
    assert_eq!(annotations.matches("::error file=").count(), names.len(), "{annotations}");
    assert!(!Path::new(ROOT).join("tests/hacked").exists() && !folder.path().join("hacked").exists());
}

#[test]
fn what_cannot_be_read_gives_2_and_no_output() {
    for files in ["nothing/*.har", "configs/client.toml"] {
        let run = check(&[("files", files)]);
        assert_eq!(run.output.status.code(), Some(2), "{files}");
        assert!(run.sarif.is_none() && run.outputs["sarif"].is_empty(), "{files}");
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
