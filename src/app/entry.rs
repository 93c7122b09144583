//! An entry as the developer tools deliver it, an object or its JSON text, becomes a JSON value.

use js_sys::{Array, Object};
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// The entry; none if it is neither.
pub fn read(entry: JsValue) -> Option<Value> {
    match entry.as_string() {
        Some(text) => serde_json::from_str(&text).ok(),
        None => serde_wasm_bindgen::from_value(data(entry.dyn_ref()?)).ok(),
    }
}

/// Firefox has `getContent` among the members of an entry: a function is no data.
fn data(entry: &Object) -> JsValue {
    let members = Object::entries(entry);
    let is_data = |member: &JsValue| !member.unchecked_ref::<Array>().get(1).is_function();
    let data: Array = members.iter().filter(is_data).collect();
    Object::from_entries(&data).map_or(JsValue::NULL, JsValue::from)
}
