//! One stream for all tabs of a browser: under HTTP/1.1 it has six connections for all of them. The tab that holds a lock
//! reads the stream and passes on what it hears; a hidden tab lets go. Where a browser has no locks (it offers them
//! under https and on the machine itself), each visible tab reads a stream of its own.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::prelude::{Closure, JsValue};
use wasm_bindgen::{JsCast, intern};
use wasm_bindgen_futures::js_sys::{Function, Promise, Reflect};
use web_sys::{BroadcastChannel, EventSource, MessageEvent, VisibilityState};

use super::Told;

/// Asks whichever tab reads the stream for what it heard last.
const ASK: &str = "?";
/// The stream broke off.
const LOST: &str = "!";
/// Before a stream that was refused is asked for again; one that broke off the browser opens again by itself.
const PAUSE: Duration = Duration::from_secs(5);

/// What a page learns.
pub(super) enum News {
    Told(Told),
    /// Nothing is told until the stream is back, which is tried.
    Lost,
}

struct Tab {
    address: String,
    lock: String,
    news: Box<dyn Fn(News)>,
    locks: Option<JsValue>,
    channel: Option<BroadcastChannel>,
    stream: RefCell<Option<EventSource>>,
    last: RefCell<Option<String>>,
    /// Gives the lock back.
    release: RefCell<Option<Function>>,
    waits_for_lock: Cell<bool>,
    /// Nothing more is to be told: the session or the access ended.
    over: Cell<bool>,
}

/// Tells what happens as long as the page stands.
pub(super) fn follow(address: String, lock: String, news: impl Fn(News) + 'static) {
    let tab = Rc::new(Tab {
        channel: BroadcastChannel::new(&lock).ok(),
        address,
        lock,
        news: Box::new(news),
        locks: locks(),
        stream: RefCell::default(),
        last: RefCell::default(),
        release: RefCell::default(),
        waits_for_lock: Cell::new(false),
        over: Cell::new(false),
    });
    if let Some(channel) = &tab.channel {
        let tab = Rc::clone(&tab);
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event| tab.hear_from_others(&event));
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
    }
    let turning = Rc::clone(&tab);
    let turned = Closure::<dyn Fn()>::new(move || turning.turn());
    // A document takes every listener.
    let _ = document().add_event_listener_with_callback("visibilitychange", turned.as_ref().unchecked_ref());
    turned.forget();
    tab.turn();
}

fn locks() -> Option<JsValue> {
    // `web-sys` counts them among what is unstable, though every browser has them.
    let locks = Reflect::get(&window().navigator(), &JsValue::from_str(intern("locks"))).ok()?;
    locks.is_object().then_some(locks)
}

fn is_visible() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

impl Tab {
    /// The tab was shown or hidden.
    fn turn(self: &Rc<Self>) {
        if is_visible() {
            // Whoever was logged out may have logged in beside it meanwhile.
            self.over.set(false);
            self.pass_on(ASK);
            self.compete();
        } else {
            self.let_go();
        }
    }

    /// Waits for its turn to read the stream.
    fn compete(self: &Rc<Self>) {
        if self.over.get() || self.waits_for_lock.get() || self.stream.borrow().is_some() {
            return;
        }
        let Some(locks) = &self.locks else {
            self.read();
            return;
        };
        let tab = Rc::clone(self);
        let granted = Closure::once_into_js(move |_: JsValue| tab.hold());
        let request = Reflect::get(locks, &JsValue::from_str(intern("request")));
        if let Some(request) = request.ok().and_then(|request| request.dyn_into::<Function>().ok()) {
            self.waits_for_lock.set(request.call2(locks, &JsValue::from_str(&self.lock), &granted).is_ok());
        }
    }

    /// Holds the lock until the promise comes true.
    fn hold(self: &Rc<Self>) -> Promise {
        self.waits_for_lock.set(false);
        if self.over.get() || !is_visible() {
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        self.read();
        Promise::new(&mut |release, _| {
            self.release.replace(Some(release));
        })
    }

    fn let_go(&self) {
        if let Some(stream) = self.stream.take() {
            stream.close();
        }
        if let Some(release) = self.release.take() {
            // A promise that came true already stays so.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    fn read(self: &Rc<Self>) {
        let Ok(stream) = EventSource::new(&self.address) else { return };
        let tab = Rc::clone(self);
        let told = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                tab.last.replace(Some(text.clone()));
                tab.pass_on(&text);
                tab.hear(&text);
            }
        });
        stream.set_onmessage(Some(told.as_ref().unchecked_ref()));
        told.forget();
        let tab = Rc::clone(self);
        let failed = Closure::<dyn Fn()>::new(move || tab.lose());
        stream.set_onerror(Some(failed.as_ref().unchecked_ref()));
        failed.forget();
        self.stream.replace(Some(stream));
    }

    fn lose(self: &Rc<Self>) {
        self.last.replace(None);
        self.pass_on(LOST);
        (self.news)(News::Lost);
        let refused =
            self.stream.borrow().as_ref().is_some_and(|stream| stream.ready_state() == EventSource::CLOSED);
        if !refused {
            return;
        }
        let tab = Rc::clone(self);
        set_timeout(
            move || {
                if tab.stream.borrow().is_some() {
                    tab.read();
                }
            },
            PAUSE,
        );
    }

    fn pass_on(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // A channel that is closed has nobody to tell.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    fn hear_from_others(&self, event: &MessageEvent) {
        let Some(text) = event.data().as_string() else { return };
        if text != ASK {
            self.hear(&text);
        } else if self.stream.borrow().is_some()
            && let Some(last) = self.last.borrow().as_ref()
        {
            self.pass_on(last);
        }
    }

    fn hear(&self, text: &str) {
        if text == LOST {
            (self.news)(News::Lost);
            return;
        }
        let Ok(told) = serde_json::from_str(text) else { return };
        if matches!(told, Told::Ended | Told::SignedOut) {
            self.over.set(true);
            self.let_go();
        } else if !is_visible() {
            // Once it is shown it asks.
            return;
        }
        (self.news)(News::Told(told));
    }
}
