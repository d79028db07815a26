/// Gives the focus to what has the id, once the page has been drawn.
#[cfg(feature = "hydrate")]
pub fn focus(id: &'static str) {
    use leptos::prelude::{document, request_animation_frame};
    use wasm_bindgen::JsCast;

    request_animation_frame(move || {
        let element = document().get_element_by_id(id);
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

#[cfg(not(feature = "hydrate"))]
pub fn focus(_: &'static str) {}
