//! The engine as the page sees it: commands go in, events come out, and a new one takes its place after a fault. Knows
//! neither where it runs nor what it does.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::MessageEvent;

use super::fault::words;
use super::{Desk, with};
use crate::protocol::{Command, Event};

#[wasm_bindgen]
extern "C" {
    /// A worker, or one end of a message channel.
    type Port;
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post(this: &Port, message: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &Port, hear: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onerror(this: &Port, hear: &JsValue);
    #[wasm_bindgen(method, catch)]
    fn terminate(this: &Port) -> Result<(), JsValue>;
}

/// An engine and the way to another.
pub struct Engine {
    /// Promises a port to a new engine.
    connect: Function,
    port: RefCell<Option<Port>>,
    /// What was asked before it had started.
    waiting: RefCell<Vec<JsValue>>,
    /// How many have come to an end since the last that did what it was asked.
    faults: Cell<u32>,
    started: Cell<bool>,
}

impl Engine {
    /// None has started yet.
    pub fn new(connect: Function) -> Engine {
        Engine {
            connect,
            port: RefCell::default(),
            waiting: RefCell::default(),
            faults: Cell::new(0),
            started: Cell::new(false),
        }
    }

    /// Whether one was started.
    pub fn is_started(&self) -> bool {
        self.started.get()
    }

    /// Starts one.
    pub fn start(&self) {
        self.started.set(true);
        let asked = self.connect.call0(&JsValue::NULL);
        spawn_local(async move {
            let port = match asked {
                Ok(promise) => JsFuture::from(Promise::from(promise)).await,
                Err(error) => Err(error),
            };
            with(|desk| match port {
                Ok(port) => desk.engine.use_port(port.unchecked_into()),
                Err(error) => desk.fail("Loginscope's engine cannot start", words(&error)),
            });
        });
    }

    /// Takes another in the place of this one, and tells how often that happened in a row.
    pub fn start_again(&self) -> u32 {
        if let Some(port) = self.port.take() {
            port.set_onmessage(&JsValue::NULL);
            port.set_onerror(&JsValue::NULL);
            // A message channel has no such method: what is at its other end is dead already.
            drop(port.terminate());
        }
        self.waiting.borrow_mut().clear();
        self.faults.set(self.faults.get() + 1);
        self.start();
        self.faults.get()
    }

    /// It did what it was asked.
    pub fn is_well(&self) {
        self.faults.set(0);
    }

    /// Asks for something.
    pub fn ask(&self, command: &Command) {
        self.ask_with(command, &Array::new());
    }

    /// Asks for something with things that are no data.
    pub fn ask_with(&self, command: &Command, beside: &Array) {
        let Ok(text) = serde_json::to_string(command) else { return };
        let message: JsValue = Array::of1(&text.into()).concat(beside).into();
        match self.port.borrow().as_ref() {
            Some(port) => port.post(&message),
            None => self.waiting.borrow_mut().push(message),
        }
    }

    fn use_port(&self, port: Port) {
        let hear = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
            let bytes = message.data().dyn_into::<Uint8Array>().ok();
            let text = bytes.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
            let event = text.and_then(|text| serde_json::from_str(&text).ok());
            with(|desk| desk.hear(event.unwrap_or(Event::Fault("it said something unheard of".to_owned()))));
        });
        let fault = Closure::<dyn Fn(JsValue)>::new(|error: JsValue| {
            with(|desk: &Desk| desk.hear(Event::Fault(words(&error))));
        });
        port.set_onmessage(&hear.into_js_value());
        port.set_onerror(&fault.into_js_value());
        for message in self.waiting.take() {
            port.post(&message);
        }
        self.port.replace(Some(port));
    }
}
