//! Where a test ends the process as `kill -9` would: around every statement and every commit. Only with the feature
//! `testing`; the executable has none of it.

/// Passes the point of the statement that stands there.
macro_rules! fail_point {
    ($when:literal) => {
        $crate::fail_point::pass(concat!($when, " ", file!(), ":", line!()))
    };
}

#[cfg(feature = "testing")]
pub(crate) use armed::pass;
#[cfg(feature = "testing")]
pub use armed::{die_at, passed};

#[cfg(not(feature = "testing"))]
pub(crate) const fn pass(_: &'static str) {}

#[cfg(feature = "testing")]
mod armed {
    use std::sync::Mutex;
    use std::sync::PoisonError;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static PASSED: Mutex<Vec<&'static str>> = Mutex::new(Vec::new());

    pub(crate) fn pass(point: &'static str) {
        PASSED.lock().unwrap_or_else(PoisonError::into_inner).push(point);
        fail::fail_point!(point);
    }

    /// Every point that this process has passed, in order.
    pub fn passed() -> Vec<&'static str> {
        PASSED.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the process, without a word to anybody, when it comes to a point once more than so often.
    ///
    /// # Panics
    /// When the point can't be armed.
    pub fn die_at(point: &str, after: usize) {
        let times = AtomicUsize::new(0);
        let die = move || {
            if times.fetch_add(1, Ordering::Relaxed) == after {
                std::process::abort();
            }
        };
        if let Err(error) = fail::cfg_callback(point, die) {
            panic!("{point}: {error}");
        }
    }
}
