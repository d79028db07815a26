//! Parts of the code that are on their way.
//!
//! The router follows one navigation at a time. Another one, while the code of the first is still fetched, makes it
//! forget what the first was to show: the address changes, the page does not (leptos-rs/leptos#4784), and while a page
//! hydrates it hears nothing at all. So until the code has come, the browser goes to the next page by itself.

use std::future::Future;
use std::pin::Pin;

use leptos::ev;
use leptos::prelude::*;
use leptos_router::{ChooseView, LazyRoute, NavigateOptions, hooks};

/// A page whose code is a part of its own. It is one type for all of them: what the router makes of the type of a view it makes
/// once.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    view: fn() -> Coming<AnyView>,
    preload: fn() -> Coming<()>,
}

type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// The view of a route whose code is a part of its own.
pub fn part<T: LazyRoute>() -> Part {
    Part { view: || Box::pin(T::view(T::data())), preload: || Box::pin(T::preload()) }
}

impl ChooseView for Part {
    fn choose(self) -> impl Future<Output = AnyView> {
        (self.view)()
    }

    async fn preload(&self) {
        let _on_its_way = Arriving::get().map(OnItsWay::start);
        (self.preload)().await;
    }
}

/// The view of an address whose page stands around it. For all of them one, as above.
pub fn nothing() {}

/// How many parts are on their way.
#[derive(Clone, Copy)]
struct Arriving(StoredValue<u32>);

impl Arriving {
    fn get() -> Option<Self> {
        use_context()
    }

    fn any(self) -> bool {
        self.0.try_get_value().is_some_and(|parts| parts > 0)
    }
}

struct OnItsWay(Arriving);

impl OnItsWay {
    fn start(arriving: Arriving) -> Self {
        arriving.0.try_update_value(|parts| *parts += 1);
        Self(arriving)
    }
}

impl Drop for OnItsWay {
    fn drop(&mut self) {
        self.0.0.try_update_value(|parts| *parts -= 1);
    }
}

/// Call it before the router is made: of two that listen to the window the first is asked first.
pub fn provide_arriving() {
    let arriving = Arriving(StoredValue::new(0));
    provide_context(arriving);
    if !is_browser() {
        return;
    }
    let click = window_event_listener(ev::click, move |event| {
        if arriving.any() {
            event.stop_immediate_propagation();
        }
    });
    let back = window_event_listener(ev::popstate, move |event| {
        if arriving.any() {
            event.stop_immediate_propagation();
            let _ = window().location().reload();
        }
    });
    on_cleanup(move || {
        click.remove();
        back.remove();
    });
}

/// Goes to an address of this site.
pub fn use_navigate() -> impl Fn(&str, NavigateOptions) + Clone {
    let arriving = Arriving::get();
    let navigate = hooks::use_navigate();
    move |to: &str, options: NavigateOptions| {
        if arriving.is_some_and(Arriving::any) {
            let _ = window().location().set_href(to);
        } else {
            navigate(to, options);
        }
    }
}
