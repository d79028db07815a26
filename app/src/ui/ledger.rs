use super::Erased;
use leptos::prelude::*;

/// The head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    label: &'static str,
    class: Option<&'static str>,
    /// The rows are in its order, lowest first.
    sorted: bool,
}

impl Head {
    pub const fn of(label: &'static str) -> Self {
        Self { label, class: None, sorted: false }
    }

    #[must_use]
    pub const fn class(self, class: &'static str) -> Self {
        Self { class: Some(class), ..self }
    }

    #[must_use]
    pub const fn sorted(self) -> Self {
        Self { sorted: true, ..self }
    }
}

/// A table that folds into cards where it has no room. Its roles are written out, since some browsers drop them when
/// `display` changes.
#[component]
pub fn Ledger(
    /// Read out, not shown.
    caption: &'static str,
    /// When it folds.
    #[prop(default = "fold")]
    fold: &'static str,
    #[prop(default = "ledger ledger--fold")] class: &'static str,
    #[prop(into)] heads: Vec<Head>,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let head = |Head { label, class, sorted }| {
        let order = sorted.then_some("ascending");
        view! { <th role="columnheader" scope="col" class=class aria-sort=order>{label}</th> }
    };
    view! {
        <div class=fold>
            <table class=class role="table">
                <caption class="vh">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads.into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
    .ready()
}
