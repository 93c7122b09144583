//! Archives with captures in them: Playwright's `.zip` (a HAR and its bodies in files beside it), several HARs together,
//! Fiddler's session archive. Each capture is named by the archive and its path in it.

use std::collections::HashMap;

use serde_json::Value;

use crate::http::{Body, Exchange};

use super::unpack::{self, Member, Packed};
use super::{Capture, ReadError, Reader, encoding, exporter, merge, raw};

/// Reads every capture in a file: one, unless it is an archive with several. These addresses, which the person's configuration
/// names, matter from the start.
///
/// # Errors
/// When nothing in it can be read.
pub fn read_all<'a>(
    file: &str,
    bytes: &[u8],
    addresses: impl Iterator<Item = &'a str>,
) -> Result<Vec<Capture>, ReadError> {
    if !unpack::is_zip(bytes) {
        return super::read_for(file, bytes, addresses).map(|capture| vec![capture]);
    }
    let mut reader = Reader::new(file);
    addresses.for_each(|url| reader.watch(url));
    each(&reader, file, bytes)
}

/// Reads every capture in an archive as this reader is told to read.
fn each(reader: &Reader, file: &str, bytes: &[u8]) -> Result<Vec<Capture>, ReadError> {
    let error = |says: String| ReadError { file: file.to_owned(), says };
    let members = unpack::members(bytes).map_err(error)?;
    if let Some(capture) = fiddler(&members, bytes) {
        return Ok(vec![Capture { file: file.to_owned(), ..capture }]);
    }
    let is_capture = |member: &&Member| {
        let name = member.name.to_ascii_lowercase();
        let kinds = [".har", ".har.gz", ".json", ".txt", ".xml", ".log"];
        kinds.iter().any(|end| name.ends_with(end)) && !name.starts_with("__macosx/")
    };
    let har_only = members.iter().any(|member| member.name.to_ascii_lowercase().ends_with(".har"));
    let is_har = |member: &&Member| !har_only || member.name.to_ascii_lowercase().contains(".har");
    let (mut captures, mut failures) = (Vec::new(), Vec::new());
    for member in members.iter().filter(is_capture).filter(is_har).take(200) {
        match one(reader, file, member, (&members, bytes)) {
            Ok(capture) => captures.push(capture),
            Err(failure) => failures.push(failure),
        }
    }
    match (captures.first_mut(), failures.into_iter().next()) {
        (None, Some(failure)) => Err(failure),
        (None, None) => Err(error(format!(
            "it is a zip archive with {} files, and none is a HAR file. Give the captures themselves.",
            members.len()
        ))),
        (Some(first), failure) => {
            first.notes.extend(failure.map(|failure| format!("Another file of the archive: {failure}")));
            Ok(captures)
        }
    }
}

/// The one capture of an archive; of several, all of their exchanges. They are read as this reader is told to read.
pub fn joined(reader: &Reader, file: &str, bytes: &[u8]) -> Result<Capture, ReadError> {
    let mut captures = each(reader, file, bytes)?;
    if captures.len() == 1
        && let Some(only) = captures.pop()
    {
        return Ok(Capture { file: file.to_owned(), ..only });
    }
    let together = merge(&captures);
    let mut whole = Capture { file: file.to_owned(), ..Capture::default() };
    let mut begins = Vec::new();
    for (capture, notes) in captures.into_iter().zip(together.notes) {
        let about = |note: String| format!("{}: {note}", capture.file);
        begins.push(whole.entries);
        whole.entries += capture.entries;
        whole.exporter = capture.exporter;
        whole.lacks = whole.lacks.and(capture.lacks);
        whole.notes.extend(capture.notes.into_iter().chain(notes).map(about));
    }
    let place = |exchange: Exchange| {
        let begin = begins.get(exchange.file).copied().unwrap_or_default();
        Exchange { file: 0, entry: begin + exchange.entry, seen_by: None, ..exchange }
    };
    whole.exchanges = together.exchanges.into_iter().map(place).collect();
    Ok(whole)
}

fn one(
    reader: &Reader,
    file: &str,
    member: &Member,
    (members, archive): (&[Member], &[u8]),
) -> Result<Capture, ReadError> {
    let path = member.path();
    let name = format!("{file}/{path}");
    let error = |says: String| ReadError { file: name.clone(), says };
    let packed = member.packed(archive).map_err(error)?;
    if name.to_ascii_lowercase().ends_with(".gz") {
        let content = packed.content().map_err(error)?;
        let capture = reader.alike(&name).unpack(Packed::Gzip(&content))?;
        return Ok(unpack::within(capture, &[path, unpack::inner_name(&name)]));
    }
    let mut capture = unpack::within(reader.alike(&name).unpack(packed)?, &[path]);
    if members.len() > 1 && capture.exporter.starts_with("Playwright") {
        attach(&mut capture, &packed.content().map_err(error)?, members, archive);
    }
    Ok(capture)
}

/// Playwright's attach mode: bodies in files beside the HAR, which names them.
fn attach(capture: &mut Capture, har: &[u8], members: &[Member], archive: &[u8]) {
    let document: Value = serde_json::from_slice(har).unwrap_or_default();
    let entries = document.get("log").and_then(|log| log.get("entries")).and_then(Value::as_array);
    let Some(entries) = entries else { return };
    let files: HashMap<&str, &Member> = members.iter().map(|member| (member.name.as_str(), member)).collect();
    let content = |holder: Option<&Value>| -> Option<Body> {
        let member = files.get(holder?.get("_file")?.as_str()?)?;
        let content = member.content(archive).ok()?;
        Some(Body::Text(encoding::text(&content).into_owned().into()))
    };
    for exchange in &mut capture.exchanges {
        let Some(entry) = entries.get(exchange.entry) else { continue };
        if exchange.response.body == Body::NotRecorded {
            let answer = entry.get("response").and_then(|response| response.get("content"));
            exchange.response.body = content(answer).unwrap_or_default();
        }
        if exchange.request.body == Body::NotRecorded {
            let sent = entry.get("request").and_then(|request| request.get("postData"));
            exchange.request.body = content(sent).unwrap_or_default();
        }
    }
    exporter::bodies_again(capture);
}

/// Fiddler's `.saz`: `raw/1_c.txt` is a request, `raw/1_s.txt` its answer.
fn fiddler(members: &[Member], archive: &[u8]) -> Option<Capture> {
    let request = |member| Some((of_fiddler(member, "_c.txt")?, member));
    let mut requests: Vec<(u32, &Member)> = members.iter().filter_map(request).collect();
    requests.sort_by_key(|(number, _)| *number);
    let read = |(entry, (number, request)): (usize, &(u32, &Member))| -> Option<Exchange> {
        let answer = members.iter().find(|member| of_fiddler(member, "_s.txt") == Some(*number));
        let response = answer.and_then(|answer| answer.content(archive).ok()).unwrap_or_default();
        raw::pair(&request.content(archive).ok()?, &response, None, entry)
    };
    let exchanges: Vec<Exchange> = requests.iter().enumerate().filter_map(read).collect();
    if exchanges.is_empty() {
        return None;
    }
    let mut capture =
        Capture { exporter: "Fiddler".into(), entries: requests.len(), exchanges, ..Capture::default() };
    exporter::finish(&mut capture);
    Some(capture)
}

fn of_fiddler(member: &Member, end: &str) -> Option<u32> {
    member.name.replace('\\', "/").strip_prefix("raw/")?.strip_suffix(end)?.parse().ok()
}
