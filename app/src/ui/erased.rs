use leptos::prelude::*;

/// A view without its type, where that pays: on the server, whose compiler would take minutes over the types of whole
/// pages. In the browser each erased type costs code that has to be loaded, so there a view keeps its type.
pub trait Erased: IntoView + Sized + Send + 'static {
    #[cfg(feature = "ssr")]
    fn erased(self) -> AnyView {
        self.into_any()
    }

    #[cfg(not(feature = "ssr"))]
    #[must_use]
    fn erased(self) -> Self {
        self
    }
}

impl<V: IntoView + Send + 'static> Erased for V {}
