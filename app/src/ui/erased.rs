use leptos::prelude::*;

/// A view without its type, where that pays: on the server, whose compiler would take minutes over the types of whole
/// pages. In the browser each erased type costs code that has to be loaded, so there a view keeps its type.
pub trait Erased: IntoView + Sized + Send + 'static {
    /// A view in which something may wait for what it shows: a `Suspend`, or an `Outlet` or children around one.
    #[cfg(feature = "ssr")]
    fn erased(self) -> AnyView {
        self.into_any()
    }

    /// A view in which nothing waits. The server draws it in one go; a `Suspend` in it would stay empty.
    #[cfg(feature = "ssr")]
    fn ready(self) -> AnyView {
        whole::Whole(self).into_any()
    }

    #[cfg(not(feature = "ssr"))]
    #[must_use]
    fn erased(self) -> Self {
        self
    }

    #[cfg(not(feature = "ssr"))]
    #[must_use]
    fn ready(self) -> Self {
        self
    }
}

impl<V: IntoView + Send + 'static> Erased for V {}

#[cfg(feature = "ssr")]
mod whole {
    use leptos::prelude::{AddAnyAttr, IntoAny, Render, RenderHtml};
    use leptos::tachys::html::attribute::Attribute;
    use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
    use leptos::tachys::hydration::Cursor;
    use leptos::tachys::view::any_view::AnyViewWithAttrs;
    use leptos::tachys::view::{Position, PositionState};

    /// A view that is ready. Leptos would look into each of its elements for something to wait for, twice: once before the
    /// page is drawn and once while. For a list of fifty rows that costs three times what drawing them does, and compiling
    /// it as much again.
    pub(super) struct Whole<V>(pub V);

    impl<V: Render> Render for Whole<V> {
        type State = V::State;

        fn build(self) -> Self::State {
            self.0.build()
        }

        fn rebuild(self, state: &mut Self::State) {
            self.0.rebuild(state);
        }
    }

    impl<V: RenderHtml + 'static> RenderHtml for Whole<V> {
        type AsyncOutput = Self;
        type Owned = Self;

        const MIN_LENGTH: usize = V::MIN_LENGTH;
        const EXISTS: bool = V::EXISTS;

        fn dry_resolve(&mut self) {}

        async fn resolve(self) -> Self {
            self
        }

        fn html_len(&self) -> usize {
            self.0.html_len()
        }

        fn to_html_with_buf(
            self,
            buf: &mut String,
            position: &mut Position,
            escape: bool,
            mark_branches: bool,
            extra_attrs: Vec<AnyAttribute>,
        ) {
            self.0.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
        }

        fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
            self.0.hydrate::<FROM_SERVER>(cursor, position)
        }

        fn into_owned(self) -> Self {
            self
        }
    }

    impl<V: RenderHtml + 'static> AddAnyAttr for Whole<V> {
        type Output<A: Attribute> = AnyViewWithAttrs;

        fn add_any_attr<A: Attribute>(self, attribute: A) -> AnyViewWithAttrs
        where
            AnyViewWithAttrs: RenderHtml,
        {
            self.0.into_any().add_any_attr(attribute)
        }
    }
}
