//! The engine's end of the channel to the extension's devtools page, which collects entries from the moment the
//! developer tools open. Lists of entries' texts come in; words go out: `ask`, `forget`, `pause`, `resume`.

use js_sys::Array;
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
            if let Ok(list) = message.data().dyn_into::<Array>() {
                with(|engine| engine.feed(list.iter().filter_map(|text| text.as_string())));
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
