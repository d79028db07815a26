use super::Erased;
use leptos::prelude::*;

/// One glyph of the sprite. Decoration: the words beside it say the same.
#[component]
pub fn Icon(
    /// Its symbol in `icons.svg`, without the `i-`.
    name: &'static str,
    /// The small size of tags.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "i i--10" } else { "i" };
    view! { <svg class=class aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}

/// The id of the last element of a live page.
pub const GLYPHS: &str = "glyphs";

/// All glyphs, once in a page.
#[component]
pub fn Sprite() -> impl IntoView {
    view! { <div id=GLYPHS inner_html=include_str!("icons.svg")></div> }.ready()
}

/// The mark of Keyholder: a key tag on its ring.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
            <g transform="rotate(45 12 12)">
                <path
                    class="mark__tag"
                    fill-rule="evenodd"
                    d="M11.5 7.5H22a1.75 1.75 0 0 1 1.75 1.75v5.5A1.75 1.75 0 0 1 22 16.5H11.5L8.2 13.3v-2.6zM12.2 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z"
                ></path>
                <circle class="mark__ring" cx="5.4" cy="12" r="5.2"></circle>
            </g>
        </svg>
    }
    .ready()
}
