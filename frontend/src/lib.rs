//! The WASM entry point: hydrate, nothing else.

// The type of a page is the tree of all its elements.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered. The page says when that is done, or that it failed: its forms then
/// post by themselves.
#[wasm_bindgen]
pub async fn hydrate() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        mark("data-failed");
    }));
    let Some(body) = document().and_then(|document| document.body()) else { return };
    Box::pin(leptos::mount::hydrate_from_async(body, app::App)).await.forget();
    mark("data-hydrated");
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

fn mark(attribute: &str) {
    if let Some(html) = document().and_then(|document| document.document_element()) {
        // An attribute name of our own is always a valid one.
        let _ = html.set_attribute(attribute, "");
    }
}
