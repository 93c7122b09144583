//! The command line: arguments, exit statuses, streams.
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

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use support::{packed, tests};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_loginscope"))
        .args(arguments)
        .current_dir(tests())
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complaint(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const GOOD: &str = "recorded/chrome-devtools/pub-pkce-ok.har";
const BAD: &str = "recorded/chrome-devtools/pub-token-redirect-uri-mismatch.har";
const OTHER: &str = "recorded/chrome-devtools/pub-pkce-verifier-mismatch.har";

#[test]
fn a_failed_login_gives_1_and_its_cause_first() {
    let output = run(&["check", BAD], b"");
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    let first = text.lines().find(|line| line.starts_with("× ")).unwrap();
    assert!(first.contains("`redirect_uri` differs in the token request"), "{text}");
    let at = |word: &str| text.find(word).unwrap_or_else(|| panic!("no {word} in {text}"));
    assert!(at("Proof") < at("Who must act") && at("Who must act") < at("Fix"));
    assert!(!text.contains('\x1b'), "no colours into a pipe");
    assert!(output.stderr.is_empty());
}

#[test]
fn a_good_login_gives_0() {
    let output = run(&["check", GOOD], b"");
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    assert!(out(&output).contains("1 succeeded"));
}

#[test]
fn levels_decide_the_exit_status() {
    assert_eq!(run(&["check", BAD, "--fail-on", "never"], b"").status.code(), Some(0));
    assert_eq!(run(&["check", BAD, "--fail-on", "warning"], b"").status.code(), Some(1));
}

#[test]
fn json_has_the_members_that_others_hang_on() {
    let json: Value = serde_json::from_str(&out(&run(&["check", BAD, "--format", "json"], b""))).unwrap();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["captures"][0]["entries"], 21);
    let flow = &json["flows"][0];
    assert_eq!(
        (&flow["id"], &flow["kind"], &flow["outcome"]),
        (&"flow-1".into(), &"authorization_code".into(), &"failed".into())
    );
    let first = &flow["diagnosis"][0];
    assert_eq!(first["cause"], "redirect_uri_mismatch_token");
    assert_eq!(first["weight"], "contradiction");
    assert!(first["probability"].as_f64().unwrap() > 0.9);
    let evidence = &first["evidence"][1];
    assert_eq!(
        (&evidence["entry"], &evidence["part"], &evidence["name"]),
        (&20.into(), &"request.body".into(), &"redirect_uri".into())
    );
    let finding = &flow["findings"][0];
    assert_eq!((&finding["class"], &finding["certainty"]), (&"failure".into(), &"proven".into()));
    assert!(flow["verdicts"]["pass"].as_u64().unwrap() > 10);
    assert!(
        flow["steps"]
            .as_array()
            .unwrap()
            .iter()
            .any(|step| step["message"] == "token_request" && step["entry"] == 20)
    );
    assert_eq!(json["summary"]["failed"], 1);
}

#[test]
fn standard_input_is_read() {
    let bytes = std::fs::read(tests().join(BAD)).unwrap();
    let output = run(&["check", "-", "--format", "json"], &bytes);
    assert_eq!(output.status.code(), Some(1));
    let json: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json["captures"][0]["file"], "-");
}

#[test]
fn what_cannot_be_read_gives_2_a_message_and_nothing_else() {
    let folder = tests();
    let missing = run(&["check", "no-such-file.har"], b"");
    assert_eq!(missing.status.code(), Some(2));
    assert!(complaint(&missing).contains("no-such-file.har") && missing.stdout.is_empty());
    let not_har = run(&["check", "-"], b"hello");
    assert_eq!(not_har.status.code(), Some(2));
    assert!(complaint(&not_har).contains("not a HAR file"));
    let target = std::env::temp_dir().join(format!("loginscope-{}.json", std::process::id()));
    let half = run(&["check", GOOD, "-", "--output", target.to_str().unwrap()], b"{");
    assert_eq!(half.status.code(), Some(2));
    assert!(!target.exists(), "nothing half-written");
    assert_eq!(run(&["check", folder.to_str().unwrap()], b"").status.code(), Some(2));
    assert_eq!(run(&["check"], b"").status.code(), Some(2));
    assert_eq!(run(&["check", GOOD, "--format", "xml"], b"").status.code(), Some(2));
    let config = run(&["check", GOOD, "--config", "-"], b"not json");
    assert_eq!(config.status.code(), Some(2));
    assert!(complaint(&config).contains("not JSON"));
}

#[test]
fn a_redacted_file_does_not_go_where_its_receipt_goes() {
    let output = run(&["redact", GOOD, "-o", "-"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).is_empty() && !tests().join("-").exists());
    assert!(complaint(&output).contains("name a file"), "{}", complaint(&output));
}

#[test]
fn a_file_takes_the_report() {
    let target = std::env::temp_dir().join(format!("loginscope-{}.html", std::process::id()));
    let output = run(&["check", BAD, "--format", "html", "-o", target.to_str().unwrap()], b"");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let html = std::fs::read_to_string(&target).unwrap();
    std::fs::remove_file(&target).unwrap();
    assert!(html.starts_with("<!") && html.contains("redirect_uri") && !html.contains("<script"));
}

/// A device or a pipe is written to. It is no file that could be made aside and take the other's place.
#[cfg(unix)]
#[test]
fn a_pipe_takes_the_report_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;
    for format in ["json", "jsonl"] {
        let pipe = std::env::temp_dir().join(format!("loginscope-{}-{format}", std::process::id()));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let end = pipe.clone();
        let reader = std::thread::spawn(move || std::fs::read_to_string(end).unwrap());
        let output = run(&["check", BAD, "--format", format, "-o", pipe.to_str().unwrap()], b"");
        let kind = std::fs::metadata(&pipe).unwrap().file_type();
        assert!(kind.is_fifo(), "{format}: {kind:?}");
        assert_eq!(output.status.code(), Some(1), "{}", complaint(&output));
        assert!(reader.join().unwrap().contains("redirect_uri"));
        std::fs::remove_file(&pipe).unwrap();
    }
}

#[test]
fn several_files_are_one_report_and_merged_ones_name_their_file() {
    let apart: Value =
        serde_json::from_str(&out(&run(&["check", GOOD, BAD, "--format", "json"], b""))).unwrap();
    assert_eq!(apart["flows"][1]["id"], "flow-2");
    assert_eq!((&apart["summary"]["failed"], &apart["summary"]["succeeded"]), (&1.into(), &1.into()));
    let merged: Value =
        serde_json::from_str(&out(&run(&["check", GOOD, BAD, "--merge", "--format", "json"], b""))).unwrap();
    assert_eq!(merged["flows"].as_array().unwrap().len(), 2);
    assert_eq!(merged["flows"][0]["steps"][0]["file"], GOOD);
    let lines = out(&run(&["check", GOOD, BAD, "--format", "jsonl"], b""));
    assert_eq!(lines.lines().count(), 2);
    let text = out(&run(&["check", GOOD, BAD], b""));
    let table: Vec<&str> = text.split("All files").nth(1).unwrap().lines().skip(1).take(2).collect();
    assert!(table[0].starts_with("  ✓") && table[0].contains(GOOD), "{text}");
    assert!(table[1].starts_with("  × redirect_uri_mismatch_token") && table[1].contains(BAD), "{text}");
}

#[test]
fn colours_come_when_asked_for() {
    assert!(out(&run(&["--color", "always", "check", BAD], b"")).contains('\x1b'));
}

#[test]
fn rules_and_causes_are_explained() {
    let rule = out(&run(&["explain", "token-redirect-uri-differs"], b""));
    assert!(rule.contains("RFC 6749, section 4.1.3") && rule.contains("This fails"), "{rule}");
    let cause = out(&run(&["explain", "redirect_uri_mismatch_token"], b""));
    assert!(cause.contains("Who must act") && cause.contains("refute"), "{cause}");
    let unknown = run(&["explain", "redirect-uri-not-listed"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(complaint(&unknown).contains("redirect-uri-not-registered"), "{}", complaint(&unknown));
    assert!(out(&run(&["rules"], b"")).contains("state-differs"));
}

#[test]
fn a_configuration_is_printed_in_its_stored_form_without_its_secret() {
    let output = run(
        &["config", "-"],
        br#"{"client_id": "shop", "client_secret": "hunter2hunter2", "scopes": ["openid"]}"#,
    );
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("\"scope\": \"openid\"") && !out(&output).contains("hunter2"));
    assert!(complaint(&output).contains("not kept"));
}

#[test]
fn one_bad_file_stops_no_other_in_json_lines() {
    let bad = std::env::temp_dir().join(format!("loginscope-bad-{}.har", std::process::id()));
    std::fs::write(&bad, "{").unwrap();
    let output = run(&["check", GOOD, bad.to_str().unwrap(), BAD, "--format", "jsonl"], b"");
    std::fs::remove_file(&bad).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["captures"][0]["file"], GOOD);
    assert!(lines[1]["error"].as_str().unwrap().contains("loginscope-bad"), "{}", lines[1]);
    assert_eq!(lines[2]["captures"][0]["file"], BAD);
    assert!(complaint(&output).contains("loginscope-bad"));
}

#[test]
fn many_files_leave_in_the_order_of_the_arguments() {
    let folder = tests().join("cases");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| format!("cases/{}/capture.har", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    names.sort();
    names.reverse();
    let mut arguments = vec!["check", "--format", "jsonl"];
    arguments.extend(names.iter().map(String::as_str));
    let text = out(&run(&arguments, b""));
    let files: Vec<String> = text
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["captures"][0]["file"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(files, names);
}

#[test]
fn what_a_baseline_accepts_does_not_count() {
    let baseline = std::env::temp_dir().join(format!("loginscope-baseline-{}.json", std::process::id()));
    let path = baseline.to_str().unwrap();
    assert_eq!(run(&["check", BAD, "--write-baseline", path], b"").status.code(), Some(1));
    let accepted = run(&["check", BAD, "--baseline", path, "--fail-on", "warning"], b"").status.code();
    let other = run(&["check", OTHER, "--baseline", path], b"").status.code();
    std::fs::remove_file(&baseline).unwrap();
    assert_eq!((accepted, other), (Some(0), Some(1)));
    let none = run(&["check", BAD, "--baseline", "no-such.json"], b"");
    assert_eq!(none.status.code(), Some(2));
    assert!(complaint(&none).contains("no-such.json"));
}

#[test]
fn a_configuration_alone_is_checked() {
    let folder = std::env::temp_dir().join(format!("loginscope-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let good = folder.join("good.json");
    let bad = folder.join("bad.json");
    std::fs::write(&good, r#"{"client_id": "shop-7", "redirect_uris": ["https://a.example/cb"]}"#).unwrap();
    std::fs::write(&bad, r#"{"client_id": "shop-7", "redirect_uris": ["http://a.example/cb"]}"#).unwrap();
    let check = |path: &std::path::Path| {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_loginscope"))
            .args(["check", "--config"])
            .arg(path)
            .output()
            .unwrap();
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    let (code, text) = check(&good);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("Checklist of shop-7") && !text.contains("No login was found"), "{text}");
    let (code, text) = check(&bad);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("plain http"), "{text}");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn every_question_has_an_answer() {
    let list = out(&run(&["explain", "guides"], b""));
    let mut answers: Vec<Vec<String>> = Vec::new();
    for line in list.lines().skip_while(|line| !line.starts_with("Questions")).skip(1) {
        let numbered =
            line.trim_start().split('.').next().is_some_and(|number| number.parse::<u32>().is_ok());
        match answers.last_mut() {
            Some(last) if !numbered => last.extend(line.trim().split(", ").map(str::to_owned)),
            _ => answers.push(Vec::new()),
        }
    }
    assert_eq!(answers.len(), 19, "{list}");
    let mut ids: Vec<String> = answers.concat();
    assert!(answers.iter().all(|answers| !answers.is_empty()));
    let guides = list.lines().skip(1).take_while(|line| !line.is_empty());
    ids.extend(guides.map(|line| line.split_whitespace().next().unwrap().to_owned()));
    ids.sort();
    ids.dedup();
    for id in ids {
        let text = out(&run(&["explain", &id], b""));
        assert!(text.len() > 200, "{id}: {text}");
    }
}

#[test]
fn causes_codes_and_edges_are_explained() {
    for cause in loginscope::causes::ALL {
        let text = out(&run(&["explain", cause.id], b""));
        assert!(text.contains(cause.title) && text.contains("Fix"), "{}", cause.id);
    }
    for (id, part) in [
        ("AADSTS50011", "redirect_uri_mismatch_authorize"),
        ("aadsts7000215", "wrong_client_secret"),
        ("invalid_grant", "code_reused"),
        ("invalid_client", "At the token endpoint"),
        ("access_denied", "access_denied_by_user"),
        ("cloudflare", "cf-ray"),
    ] {
        let text = out(&run(&["explain", id], b""));
        assert!(text.contains(part), "{id}: {text}");
    }
    assert_eq!(run(&["explain", "AADSTS1"], b"").status.code(), Some(2));
}

/// The places that a SARIF log points at: the artifacts from the outermost, and the region.
fn places(log: &Value) -> Vec<(Vec<Value>, Value, usize)> {
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let all = results.iter().flat_map(|result| {
        ["locations", "relatedLocations"].map(|list| result[list].as_array().unwrap().clone()).concat()
    });
    let place = |place: Value| {
        let path = place["logicalLocations"][0]["fullyQualifiedName"].as_str().unwrap();
        let physical = &place["physicalLocation"];
        let mut artifacts =
            vec![run["artifacts"][physical["artifactLocation"]["index"].as_u64().unwrap() as usize].clone()];
        assert_eq!(physical["artifactLocation"]["uri"], artifacts[0]["location"]["uri"]);
        while let Some(parent) = artifacts[0]["parentIndex"].as_u64() {
            artifacts.insert(0, run["artifacts"][parent as usize].clone());
        }
        (artifacts, physical["region"].clone(), path.split('/').nth(2).unwrap().parse().unwrap())
    };
    let places: Vec<_> = all.map(place).collect();
    assert!(!places.is_empty());
    places
}

/// The text that lines and columns name.
fn at(text: &str, region: &Value) -> String {
    let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let begin: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        begin + text[begin..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    let start = offset(number("startLine"), number("startColumn"));
    text[start..offset(number("endLine"), number("endColumn"))].to_owned()
}

#[test]
fn sarif_and_annotations_point_at_the_entry_in_the_file() {
    let bytes = std::fs::read(tests().join(BAD)).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    let har: Value = serde_json::from_str(text).unwrap();
    let log: Value = serde_json::from_str(&out(&run(&["check", BAD, "--format", "sarif"], b""))).unwrap();
    let mut lines = Vec::new();
    for (artifacts, region, index) in places(&log) {
        let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
        let (offset, length) = (number("byteOffset"), number("byteLength"));
        assert_eq!(at(text, &region), text[offset..offset + length], "both tell the same");
        let entry: Value = serde_json::from_str(&text[offset..offset + length]).unwrap();
        assert_eq!(entry, har["log"]["entries"][index]);
        assert_eq!(artifacts[0]["encoding"], "UTF-8");
        lines.push(format!("line={},col={},", number("startLine"), number("startColumn")));
    }
    let annotations = out(&run(&["check", BAD, "--format", "github"], b""));
    assert!(annotations.lines().next().unwrap().contains(&lines[0]), "{annotations}");
}

#[test]
fn a_secret_of_the_environment_verifies_for_the_moment() {
    let config = std::env::temp_dir().join(format!("loginscope-secret-{}.json", std::process::id()));
    std::fs::write(&config, r#"{"client_id":"shop"}"#).unwrap();
    let check = |secret: Option<&str>| {
        let capture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/signed-by-secret.txt");
        let mut command = Command::new(env!("CARGO_BIN_EXE_loginscope"));
        command.args(["check", capture, "--format", "json", "--config"]).arg(&config);
        command.env_remove("LOGINSCOPE_CLIENT_SECRET");
        secret.map(|secret| command.env("LOGINSCOPE_CLIENT_SECRET", secret));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(check(None).contains("Signature not checkable"));
    let told = check(Some("a-made-up-secret-of-the-shop-0123456789"));
    assert!(told.contains("Signature verified") && !told.contains("a-made-up-secret"));
    assert!(check(Some("another-made-up-secret-0123456789")).contains("\"id-token-signature\""));
    std::fs::remove_file(config).unwrap();
}

#[test]
fn sarif_points_into_packed_files_and_other_encodings() {
    let plain = std::fs::read_to_string(tests().join(BAD)).unwrap();
    // Characters of two, three and four bytes before the entries and within them.
    let text = plain
        .replacen("\"creator\"", "\"comment\": \"é€😀\", \"creator\"", 1)
        .replace("application/json", "application/json; é€😀=1");
    let entries = serde_json::from_str::<Value>(&text).unwrap()["log"]["entries"].clone();
    let folder = tempfile::tempdir().unwrap();
    let wide = |mark: &[u8], turn: fn(u16) -> [u8; 2]| {
        [mark, &text.encode_utf16().flat_map(turn).collect::<Vec<u8>>()].concat()
    };
    let zip = |name: &str, content: &[u8]| packed::zip(&[("other.txt", b"nothing"), (name, content)]);
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let little = wide(b"\xff\xfe", u16::to_le_bytes);
    let gzip = |bytes: &[u8]| packed::gzip(bytes);
    type Way<'a> = (&'a str, Vec<u8>, &'a [&'a str], &'a str, Vec<u8>);
    let ways: [Way<'_>; 8] = [
        ("marked.har", marked.clone(), &[], "UTF-8", marked),
        ("little.har", little.clone(), &[], "UTF-16LE", little.clone()),
        (
            "big.har",
            wide(b"\xfe\xff", u16::to_be_bytes),
            &[],
            "UTF-16BE",
            wide(b"\xfe\xff", u16::to_be_bytes),
        ),
        ("bare.har", wide(b"", u16::to_le_bytes), &[], "UTF-16LE", wide(b"", u16::to_le_bytes)),
        ("login.har.gz", gzip(text.as_bytes()), &["/login.har"], "UTF-8", text.clone().into_bytes()),
        ("wide.har.gz", gzip(&little), &["/wide.har"], "UTF-16LE", little.clone()),
        (
            "one.zip",
            zip("../a b/login.har", text.as_bytes()),
            &["/a%20b/login.har"],
            "UTF-8",
            text.clone().into_bytes(),
        ),
        (
            "two.zip",
            zip("a/login.har.gz", &gzip(text.as_bytes())),
            &["/a/login.har.gz", "/login.har"],
            "UTF-8",
            text.clone().into_bytes(),
        ),
    ];
    for (name, file, within, encoding, content) in ways {
        let path = folder.path().join(name);
        std::fs::write(&path, &file).unwrap();
        let log: Value =
            serde_json::from_str(&out(&run(&["check", path.to_str().unwrap(), "--format", "sarif"], b"")))
                .unwrap();
        support::assert_sarif(&log);
        for (artifacts, region, index) in places(&log) {
            let uris: Vec<&str> =
                artifacts.iter().map(|artifact| artifact["location"]["uri"].as_str().unwrap()).collect();
            assert!(uris[0].ends_with(name), "{uris:?}");
            assert_eq!(uris[1..], *within);
            assert_eq!(artifacts.last().unwrap()["encoding"], encoding, "{name}");
            assert!(within.is_empty() || artifacts[0].get("encoding").is_none(), "an archive is no text");
            let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
            let bytes = &content[number("byteOffset")..number("byteOffset") + number("byteLength")];
            let of_bytes = match encoding {
                "UTF-8" => String::from_utf8(bytes.to_vec()).unwrap(),
                "UTF-16LE" => String::from_utf16(
                    &bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect::<Vec<_>>(),
                )
                .unwrap(),
                _ => String::from_utf16(
                    &bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect::<Vec<_>>(),
                )
                .unwrap(),
            };
            assert_eq!(serde_json::from_str::<Value>(&of_bytes).unwrap(), entries[index], "{name}");
            assert_eq!(at(&text, &region), of_bytes, "{name}: both tell the same");
        }
    }
}

#[test]
fn sarif_names_each_capture_of_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("all.zip");
    let read = |name: &str| std::fs::read(tests().join(name)).unwrap();
    std::fs::write(&path, packed::zip(&[("one.har", &read(BAD)), ("two.har", &read(OTHER))])).unwrap();
    for merged in [&[][..], &["--merge"][..]] {
        let arguments = [&["check", path.to_str().unwrap(), "--format", "sarif"], merged].concat();
        let log: Value = serde_json::from_str(&out(&run(&arguments, b""))).unwrap();
        support::assert_sarif(&log);
        let mut held: Vec<String> = places(&log)
            .iter()
            .map(|(artifacts, region, _)| {
                assert!(
                    artifacts[0]["location"]["uri"].as_str().unwrap().ends_with("all.zip"),
                    "{artifacts:?}"
                );
                assert!(region["startLine"].is_u64() && region["byteOffset"].is_u64());
                artifacts[1]["location"]["uri"].as_str().unwrap().to_owned()
            })
            .collect();
        held.sort();
        held.dedup();
        assert_eq!(held, ["/one.har", "/two.har"]);
        assert_eq!(log["runs"][0]["artifacts"].as_array().unwrap().len(), 3);
    }
}
