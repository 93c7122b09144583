//! Captures from outside: files chosen or dropped, pasted text, the sample. Gives them to the engine unread.

use gloo::events::EventListener;
use gloo::file::{Blob, FileList};
use js_sys::Array;
use leptos::ev;
use leptos::prelude::{document, window, window_event_listener};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, Element, HtmlInputElement, Response};

use super::fault::words;
use super::with;
use crate::protocol::{Command, distinct};
use crate::view::Action;
use crate::view::local::say;

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
    ask(true, |files| open_files(files.into()))
}

/// Asks for a file of clients, and has its text read.
pub fn choose_text() -> Option<()> {
    ask(false, |files| {
        let Some(file) = files.get(0) else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            with(|desk| match text {
                Ok(text) => desk.act(Action::ReadClients(text.as_string().unwrap_or_default())),
                Err(error) => desk.fail("The file cannot be read", words(&error)),
            });
        });
    })
}

fn ask(several: bool, take: impl FnOnce(web_sys::FileList) + 'static) -> Option<()> {
    let input: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_multiple(several);
    let chosen = input.clone();
    EventListener::once(&input, "change", move |_| {
        if let Some(files) = chosen.files() {
            take(files);
        }
    })
    .forget();
    input.click();
    Some(())
}

/// Opens text that was pasted.
pub fn open_text(text: &str) {
    let blob = Blob::new_with_options(text, None);
    with(|desk| desk.open(&Command::Paste, &Array::of1(blob.as_ref())));
}

/// Opens the sample in the place of every file.
pub fn open_sample() {
    spawn_local(async {
        let sample = fetch_text(SAMPLE).await;
        with(|desk| match sample {
            Ok(text) => {
                let blob = Blob::new_with_options(text.as_str(), None);
                let command = Command::Open { names: vec![SAMPLE.to_owned()], alone: true };
                desk.open(&command, &Array::of1(blob.as_ref()));
            }
            Err(error) => desk.fail(&say!("{} cannot be read", SAMPLE), words(&error)),
        });
    });
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
                open_text(&text);
            }
        }
    }
}

fn open_files(files: FileList) {
    let names = distinct(files.iter().map(|file| file.name()));
    let blob = |file: &gloo::file::File| -> JsValue { AsRef::<web_sys::File>::as_ref(file).into() };
    let blobs: Array = files.iter().map(blob).collect();
    with(|desk| desk.open(&Command::Open { names, alone: false }, &blobs));
}

/// The text of a file beside the page, or in it, where the page is a single file.
pub async fn fetch_text(name: &str) -> Result<String, JsValue> {
    if let Some(inside) = document().get_element_by_id(name) {
        return Ok(inside.text_content().unwrap_or_default());
    }
    let response: Response = JsFuture::from(window().fetch_with_str(name)).await?.dyn_into()?;
    if !response.ok() {
        return Err(say!("the file is missing beside the page ({})", response.status()).into());
    }
    let text = JsFuture::from(response.text()?).await?;
    Ok(text.as_string().unwrap_or_default())
}
