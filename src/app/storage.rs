//! Keeps the clients, as JSON text under one key: in the extension's storage, or in the page's. Whoever calls sees to
//! it that no secret is in the text.

use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fault::words;
use super::with;
use crate::protocol::{Command, Origin};

const KEY: &str = "clients";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn extension_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn extension_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn extension_on_changed(hear: &JsValue) -> Result<(), JsValue>;
}

/// Uses the stored clients now, and again whenever another panel or page stores some.
pub fn listen() {
    load();
    if in_extension() {
        let hear = Closure::<dyn FnMut()>::new(load).into_js_value();
        drop(extension_on_changed(&hear));
    } else {
        window_event_listener(ev::storage, |_| load());
    }
}

/// Stores the clients' text.
pub fn save(text: String) {
    spawn_local(async move {
        if let Err(error) = put(&text).await {
            with(|desk| desk.fail("The clients cannot be saved", words(&error)));
        }
    });
}

fn load() {
    spawn_local(async {
        match get().await {
            Ok(Some(text)) => {
                let origin = Origin::Stored;
                with(|desk| desk.engine.ask(&Command::ReadClients { text, origin }));
            }
            Ok(None) => {}
            Err(error) => {
                with(|desk| desk.fail("The stored clients cannot be read", words(&error)));
            }
        }
    });
}

async fn get() -> Result<Option<String>, JsValue> {
    if in_extension() {
        Ok(Reflect::get(&extension_get(KEY).await?, &KEY.into())?.as_string())
    } else {
        window().local_storage()?.map_or(Ok(None), |storage| storage.get_item(KEY))
    }
}

async fn put(text: &str) -> Result<(), JsValue> {
    if in_extension() {
        let items = Object::new();
        Reflect::set(&items, &KEY.into(), &text.into())?;
        extension_set(&items).await.map(drop)
    } else {
        let storage = window().local_storage()?.ok_or("this page has no storage")?;
        storage.set_item(KEY, text)
    }
}

fn in_extension() -> bool {
    window().location().protocol().is_ok_and(|scheme| scheme.ends_with("-extension:"))
}
