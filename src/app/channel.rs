//! The panel's end of the channel to the extension's devtools page, which collects entries from the moment the
//! developer tools open. Lists of entries come in; words go out: `ask`, `forget`, `pause`, `resume`.

use gloo::events::EventListener;
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{feed, frame};

thread_local! {
    static CHANNEL: Option<BroadcastChannel> = open();
}

/// Begins to listen, and asks for all that was collected before. `?empty` starts without it.
pub fn listen() {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            EventListener::new(channel, "message", |message| {
                let list = message.dyn_ref().map(MessageEvent::data).and_then(|data| data.dyn_into().ok());
                feed(list.iter().flat_map(Array::iter));
            })
            .forget();
        }
    });
    if frame::asked_for("empty") {
        say("forget");
    }
    say("ask");
}

/// Tells the devtools page something. Without one (the panel's page opened in a tab) nobody hears it.
pub fn say(word: &str) {
    CHANNEL.with(|channel| channel.as_ref().and_then(|channel| channel.post_message(&word.into()).ok()));
}

/// One channel for each inspected tab: every open devtools page of the extension would hear it otherwise.
fn open() -> Option<BroadcastChannel> {
    let tab = ["chrome", "devtools", "inspectedWindow", "tabId"]
        .iter()
        .try_fold(js_sys::global().into(), |object: JsValue, name| Reflect::get(&object, &(*name).into()))
        .ok()?
        .as_f64()?;
    BroadcastChannel::new(&format!("loginscope-{tab}")).ok()
}
