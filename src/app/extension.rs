//! What only an extension has: the tab that is looked at, permissions that are asked for, the background that alone may
//! reach a provider. Needs no permission of its own: of the tab it knows the number, no address.

use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::{Set, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::fault::words;
use super::{frame, with};
use crate::view::Discovered;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query(wanted: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    async fn create(tab: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = get)]
    async fn session_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "storage", "session"], js_name = set)]
    async fn session_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn request(permissions: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    async fn remove(permissions: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn send(message: &JsValue) -> Result<JsValue, JsValue>;
}

/// Whether this page is one of the extension's.
pub fn is_here() -> bool {
    window().location().protocol().is_ok_and(|scheme| scheme.ends_with("-extension:"))
}

/// Whether this page is one of the extension's in Firefox.
pub fn is_in_firefox() -> bool {
    window().location().protocol().is_ok_and(|scheme| scheme == "moz-extension:")
}

/// Whether this page may ask for permissions; pages in the developer tools may not.
pub fn can_ask() -> bool {
    let global = js_sys::global().into();
    let found = ["chrome", "permissions", "request"]
        .iter()
        .try_fold(global, |object: JsValue, name| Reflect::get(&object, &(*name).into()));
    is_here() && found.is_ok_and(|request| request.is_function())
}

/// The key of the client that was last used in the tab that is looked at.
pub async fn client_here() -> Option<String> {
    if !is_here() {
        return None;
    }
    let name = tab_name().await?;
    Reflect::get(&session_get(&name).await.ok()?, &name.into()).ok()?.as_string()
}

/// Remembers the client of the tab that is looked at, as long as the browser runs.
pub fn use_here(key: String) {
    spawn_local(async move {
        let Some(name) = tab_name().await else { return };
        let items = Object::new();
        if Reflect::set(&items, &name.into(), &key.into()).is_ok() {
            drop(session_set(&items).await);
        }
    });
}

async fn tab_name() -> Option<String> {
    tab().await.map(|tab| format!("tab {tab}"))
}

/// The number of the tab: of the inspected one in the developer tools, of the one that the address names, of the active one.
async fn tab() -> Option<f64> {
    if let Some(inspected) = frame::inspected_tab() {
        return Some(inspected);
    }
    if let Some(named) = frame::asked_value("tab").and_then(|text| text.parse().ok()) {
        return Some(named);
    }
    let wanted = object(&[("active", true.into()), ("currentWindow", true.into())]);
    let tabs: Array = query(&wanted).await.ok()?.dyn_into().ok()?;
    Reflect::get(&tabs.get(0), &"id".into()).ok()?.as_f64()
}

/// Shows the popup in a tab of its own, for the same tab.
pub fn open_in_tab() {
    spawn_local(async {
        if let Some(tab) = tab().await {
            drop(create(&object(&[("url", format!("popup.html?tab={tab}").into())])).await);
        }
    });
}

/// Asks for the permission to read from an issuer's host, has its discovery document fetched, and gives the permission
/// back. Must be called while a press is handled: browsers ask at no other time.
pub fn discover(issuer: String) {
    let tell = |found: Discovered| {
        with(|desk| desk.host.discovered.set(Some(found)));
    };
    let Some(origin) = origin(&issuer) else {
        return tell(Discovered::Failed("The issuer is no address.".into()));
    };
    let origins = Array::of1(&format!("{origin}/*").into());
    let permission = object(&[("origins", origins.into())]);
    let asked = request(&permission);
    tell(Discovered::Waiting);
    spawn_local(async move {
        let allowed = match asked {
            Ok(asked) => JsFuture::from(asked).await,
            Err(error) => Err(error),
        };
        tell(match allowed {
            Ok(yes) if yes.is_truthy() => fetched(&issuer).await,
            Ok(_) => Discovered::Refused,
            Err(error) => Discovered::Failed(words(&error)),
        });
        drop(remove(&permission).await);
    });
}

async fn fetched(issuer: &str) -> Discovered {
    let answer = match send(&object(&[("discover", issuer.into())])).await {
        Ok(answer) => answer,
        Err(error) => return Discovered::Failed(words(&error)),
    };
    let member = |name: &str| Reflect::get(&answer, &name.into()).ok().and_then(|value| value.as_string());
    match (member("text"), member("failed")) {
        (Some(text), _) => Discovered::Text(text),
        (None, says) => Discovered::Failed(says.unwrap_or_default()),
    }
}

/// Scheme and host, as a pattern of a permission has them: without the port, which no pattern may hold.
fn origin(issuer: &str) -> Option<String> {
    let url = web_sys::Url::new(issuer).ok()?;
    Some(format!("{}//{}", url.protocol(), url.hostname()))
}

fn object(members: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        drop(Reflect::set(&object, &(*name).into(), value));
    }
    object.into()
}
