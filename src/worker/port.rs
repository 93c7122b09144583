//! What leads to the page: the worker's own scope, or one end of a message channel. Commands are lists: the JSON text,
//! then what travels beside it. Events are bytes: a text would be held in twice the size, and copied once more.

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use crate::protocol::Event;

#[wasm_bindgen]
extern "C" {
    pub type Port;
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Port, message: &JsValue, transfer: &Array);
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &Port, hear: &Function);
}

impl Port {
    /// Gives every message to `take`: its text, and what came beside it.
    pub fn hear(&self, take: impl Fn(String, Array) + 'static) {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
            let Ok(mut parts) = message.data().dyn_into::<Array>() else { return };
            if let Some(text) = parts.shift().as_string() {
                take(text, std::mem::take(&mut parts));
            }
        });
        self.set_onmessage(hear.into_js_value().unchecked_ref());
    }

    /// Tells the page something.
    pub fn tell(&self, event: &Event) {
        if let Ok(json) = serde_json::to_vec(event) {
            let bytes = Uint8Array::from(json.as_slice());
            self.post(&bytes, &Array::of1(&bytes.buffer()));
        }
    }
}
