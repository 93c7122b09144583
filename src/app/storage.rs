//! Keeps JSON texts under keys: in the extension's storage, or in the page's. The clients are one text; of each client
//! there are its last login, its last good login and its ticks. Whoever calls sees to it that no secret is in a text.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use leptos::ev;
use leptos::prelude::{window, window_event_listener};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fault::words;
use super::{extension, with};
use crate::view::memory::Memory;

/// All clients.
const CLIENTS: &str = "clients";
/// Before a client's key: its last judged login, its last good login, its ticks.
const LOGIN: &str = "login ";
const GOOD: &str = "good ";
const TICKS: &str = "ticks ";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = get)]
    async fn extension_get(key: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "local"], js_name = set)]
    async fn extension_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn extension_on_changed(hear: &JsValue) -> Result<(), JsValue>;
}

thread_local! {
    /// The clients' text that is in use.
    static IN_USE: RefCell<String> = RefCell::default();
}

/// Uses what is stored now, and again whenever another panel or page stores something.
pub fn listen() {
    load();
    if extension::is_here() {
        let hear = Closure::<dyn FnMut()>::new(load).into_js_value();
        drop(extension_on_changed(&hear));
    } else {
        window_event_listener(ev::storage, |_| load());
    }
}

/// Stores the clients' text.
pub fn save_clients(text: String) {
    IN_USE.set(text.clone());
    save(CLIENTS.to_owned(), text);
}

/// Stores the last judged login of a client.
pub fn save_login(key: &str, text: String) {
    save(format!("{LOGIN}{key}"), text);
}

/// Stores a login of a client that worked.
pub fn save_good(key: &str, text: String) {
    save(format!("{GOOD}{key}"), text);
}

/// Stores the ids of a client's ticked points.
pub fn save_ticks(key: &str, ids: &[String]) {
    save(format!("{TICKS}{key}"), serde_json::to_string(ids).unwrap_or_default());
}

fn save(key: String, text: String) {
    spawn_local(async move {
        if let Err(error) = put(&key, &text).await {
            with(|desk| desk.fail("What was to be remembered cannot be stored", words(&error)));
        }
    });
}

fn load() {
    spawn_local(async {
        let here = extension::client_here().await;
        match all().await {
            Ok(texts) => {
                with(|desk| {
                    let clients = texts.iter().find(|(key, _)| key == CLIENTS);
                    let clients = clients.map(|(_, text)| text.clone()).unwrap_or_default();
                    desk.remember(memory(&texts, here));
                    if IN_USE.replace(clients.clone()) != clients {
                        desk.use_stored(clients);
                    }
                });
            }
            Err(error) => {
                with(|desk| desk.fail("What is stored cannot be read", words(&error)));
            }
        }
    });
}

/// What is remembered. A text that cannot be read any more is as good as none.
fn memory(texts: &[(String, String)], here: Option<String>) -> Memory {
    let mut memory = Memory { here, is_read: true, ..Memory::default() };
    for (key, text) in texts {
        if key.starts_with(LOGIN) {
            memory.kept.extend(serde_json::from_str(text));
        } else if key.starts_with(GOOD) {
            memory.good.extend(serde_json::from_str(text));
        } else if let Some(client) = key.strip_prefix(TICKS) {
            memory.ticks.extend(serde_json::from_str(text).map(|ids| (client.to_owned(), ids)));
        }
    }
    memory
}

async fn all() -> Result<Vec<(String, String)>, JsValue> {
    let items: Object = match extension::is_here() {
        true => extension_get(&JsValue::NULL).await?.unchecked_into(),
        false => window().local_storage()?.map(|storage| storage.unchecked_into()).unwrap_or_default(),
    };
    let entry = |key: JsValue| {
        let value = Reflect::get(&items, &key).ok()?.as_string()?;
        Some((key.as_string()?, value))
    };
    Ok(Object::keys(&items).iter().filter_map(entry).collect())
}

async fn put(key: &str, text: &str) -> Result<(), JsValue> {
    if extension::is_here() {
        let items = Object::new();
        Reflect::set(&items, &key.into(), &text.into())?;
        extension_set(&items).await.map(drop)
    } else {
        let storage = window().local_storage()?.ok_or("this page has no storage")?;
        storage.set_item(key, text)
    }
}
