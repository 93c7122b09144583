//! The engine's end of the channel to the extension's devtools page, which collects entries from the moment the
//! developer tools open. Entries' texts and their numbers come in; words go out: `ask`, `forget`, `pause`, `resume`.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::with;
use crate::protocol::Past;

/// An open channel.
pub struct Channel(BroadcastChannel);

impl Channel {
    /// Begins to listen.
    pub fn open(name: &str, past: Past) -> Option<Channel> {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
            let member = |name: &str| Reflect::get(&message.data(), &name.into()).unwrap_or_default();
            let number = |name: &str| member(name).as_f64().unwrap_or_default() as usize;
            if let Ok(texts) = member("texts").dyn_into::<Array>() {
                let counts = (number("entries"), number("lost"));
                with(|engine| engine.feed(texts.iter().filter_map(|text| text.as_string()), counts));
            }
        });
        channel.set_onmessage(Some(hear.into_js_value().unchecked_ref()));
        let channel = Channel(channel);
        match past {
            Past::Taken => channel.say("ask"),
            Past::Forgotten => channel.say("forget"),
            Past::Left => {}
        }
        Some(channel)
    }

    /// Says a word. Where no devtools page is (the panel's page opened in a tab) nobody hears it.
    pub fn say(&self, word: &str) {
        drop(self.0.post_message(&word.into()));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.0.close();
    }
}
