//! Captures from outside: files chosen or dropped, pasted text, the sample. Reads their bytes and gives them to the
//! session, which judges them together.

use gloo::events::EventListener;
use gloo::file::FileList;
use js_sys::Uint8Array;
use leptos::ev;
use leptos::prelude::{Set, document, window, window_event_listener};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, Element, HtmlInputElement, Response};

use super::fault::words;
use super::{Session, frame, with};
use crate::view::Status;

/// The sample's file, beside the page.
const SAMPLE: &str = "sample.har";

/// Lets files be dropped and text be pasted anywhere.
pub fn listen() {
    window_event_listener(ev::dragover, |event| {
        event.prevent_default();
        mark_drop(true);
    });
    window_event_listener(ev::dragleave, |event| {
        if event.related_target().is_none() {
            mark_drop(false);
        }
    });
    window_event_listener(ev::drop, |event| {
        event.prevent_default();
        mark_drop(false);
        open_transfer(event.data_transfer());
    });
    window_event_listener(ev::paste, |event| {
        let in_field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|element| element.closest("input, textarea").is_ok_and(|field| field.is_some()));
        if !in_field {
            open_transfer(event.clipboard_data());
        }
    });
}

/// Asks for files. Needs a press of the person, as browsers demand.
pub fn choose() -> Option<()> {
    let input: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_multiple(true);
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(files) = chosen.files() {
            open_files(files.into());
        }
    })
    .forget();
    input.click();
    Some(())
}

/// Opens text that was pasted.
pub fn open_text(text: String) {
    spawn_local(async move {
        let name = pasted_name();
        begin(&name, text.len() as u64).await;
        finish(vec![(name, Ok(text.into_bytes()))]);
    });
}

/// Opens the sample in the place of every file.
pub fn open_sample() {
    spawn_local(async {
        begin(SAMPLE, 0).await;
        let bytes = fetch(SAMPLE).await;
        if bytes.is_ok() {
            with(Session::close_files);
        }
        finish(vec![(SAMPLE.to_owned(), bytes)]);
    });
}

/// Each paste is a capture of its own: the second may be the other half of the login.
fn pasted_name() -> String {
    let names = |session: &Session| {
        session.files.borrow().iter().filter(|name| name.starts_with("Pasted text")).count()
    };
    match with(names) {
        None | Some(0) => "Pasted text".to_owned(),
        Some(before) => format!("Pasted text {}", before + 1),
    }
}

/// Shows that what is dragged may be dropped, where the view has a place for it.
fn mark_drop(over: bool) {
    if let Ok(Some(place)) = document().query_selector(".drop") {
        drop(place.class_list().toggle_with_force("over", over));
    }
}

fn open_transfer(transfer: Option<DataTransfer>) {
    let Some(transfer) = transfer else { return };
    match transfer.files().filter(|files| files.length() > 0) {
        Some(files) => open_files(files.into()),
        None => {
            let text = transfer.get_data("text/plain").unwrap_or_default();
            if !text.is_empty() {
                open_text(text);
            }
        }
    }
}

fn open_files(files: FileList) {
    spawn_local(async move {
        let mut read = Vec::with_capacity(files.len());
        for file in files.iter() {
            begin(&file.name(), file.size()).await;
            let blob: &web_sys::Blob = file.as_ref();
            read.push((file.name(), bytes_of(blob.array_buffer()).await));
        }
        finish(read);
    });
}

/// Shows what is being read before the reading keeps the page busy.
async fn begin(file: &str, bytes: u64) {
    with(|session| session.host.status.set(Status::Reading { file: file.to_owned(), bytes }));
    frame::painted().await;
}

/// Judges what could be read and says what could not.
fn finish(files: Vec<(String, Result<Vec<u8>, JsValue>)>) {
    with(|session| {
        let mut failures = Vec::new();
        for (name, bytes) in files {
            let read = match bytes {
                Ok(bytes) => session.add(&name, &bytes).map_err(|error| error.says),
                Err(error) => Err(words(&error)),
            };
            match read {
                Ok(()) if name != SAMPLE => session.remove(SAMPLE),
                Ok(()) => {}
                Err(says) => failures.push((format!("{name} cannot be read"), says)),
            }
        }
        session.judge();
        if let Some((title, says)) = failures.into_iter().next() {
            session.fail(&title, says);
        }
    });
}

/// The bytes of a file beside the page.
pub async fn fetch(address: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(format!("the file is missing beside the page ({})", response.status()).into());
    }
    bytes_of(response.array_buffer()?).await
}

async fn bytes_of(buffer: js_sys::Promise) -> Result<Vec<u8>, JsValue> {
    Ok(Uint8Array::new(&JsFuture::from(buffer).await?).to_vec())
}
