//! The language of the interface: the browser's, where there is a table for it. Out: the table, read. Diagnoses stay English.

use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;

use super::{extension, files};
use crate::view::local;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn message(key: &str) -> Result<String, JsValue>;
}

/// Reads the table of the browser's language, if it is another one than English.
pub async fn load() {
    let Some(language) = other() else { return };
    let path = |language: &str| match extension::is_here() {
        true => format!("_locales/{language}/messages.json"),
        false => format!("words.{language}.json"),
    };
    let (english, own) = (files::fetch_text(&path("en")).await, files::fetch_text(&path(&language)).await);
    if let (Ok(english), Ok(own)) = (english, own) {
        local::speak(&english, &own);
        if let Some(root) = document().document_element() {
            drop(root.set_attribute("lang", &language.replace('_', "-")));
        }
    }
}

/// The language as the folders of the tables are named; none for English. Simplified Chinese is not read by those who have
/// chosen the traditional one.
fn other() -> Option<String> {
    if extension::is_here() {
        return message("language").ok().filter(|language| !language.is_empty() && language != "en");
    }
    let language = window().navigator().language()?;
    let traditional = ["zh-TW", "zh-HK", "zh-MO", "zh-Hant"].iter().any(|other| language.starts_with(other));
    (language.starts_with("zh") && !traditional).then(|| "zh_CN".to_owned())
}
