//! The state of a form that was refused: everything that was typed, and what is wrong beside its field.
//!
//! Every form goes through it, with and without script. The fields of a form are an enum of its own, so a misspelt one
//! does not compile. A password is never kept.

use leptos::ev::SubmitEvent;
use leptos::form::FromFormData;
use leptos::prelude::{Action, document};
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::path;

/// A field of one form.
pub trait FormField: Copy + Eq + 'static {
    /// Its name in the HTML.
    fn name(self) -> &'static str;

    /// Its id: its name, unless several have that.
    fn id(self) -> String {
        self.name().to_owned()
    }

    /// Whether what was typed may stand in the page again.
    fn keeps(self) -> bool {
        true
    }
}

/// What was typed into a form, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState<F> {
    typed: Vec<(F, String)>,
    errors: Vec<(F, String)>,
    /// What is wrong with the form as a whole.
    problem: Option<String>,
    way_on: Option<WayOn>,
}

/// A link out of a refusal, to where it can be settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayOn {
    pub label: String,
    pub href: String,
    /// In another tab.
    pub beside: bool,
}

impl<F> Default for FormState<F> {
    fn default() -> Self {
        Self { typed: Vec::new(), errors: Vec::new(), problem: None, way_on: None }
    }
}

impl<F: FormField> FormState<F> {
    /// With what was typed into a field; a field that keeps nothing is left out.
    #[must_use]
    pub fn typed(mut self, field: F, value: impl Into<String>) -> Self {
        if field.keeps() {
            self.typed.push((field, value.into()));
        }
        self
    }

    /// With another value in a field than what was typed.
    #[must_use]
    pub fn instead(mut self, field: F, value: impl Into<String>) -> Self {
        self.typed.retain(|(of, _)| *of != field);
        self.typed(field, value)
    }

    /// What stands in the field; empty when nothing was typed.
    pub fn value(&self, field: F) -> String {
        self.values(field).next().unwrap_or_default().to_owned()
    }

    /// All that was chosen in a field of several.
    pub fn values(&self, field: F) -> impl Iterator<Item = &str> {
        self.typed.iter().filter(move |(of, _)| *of == field).map(|(_, value)| value.as_str())
    }

    /// With other values in a field of several.
    #[must_use]
    pub fn instead_of_all(self, field: F, values: impl IntoIterator<Item = String>) -> Self {
        let mut form = self;
        form.typed.retain(|(of, _)| *of != field);
        form.typed.extend(values.into_iter().map(|value| (field, value)));
        form
    }

    /// Refuses a field, in words that say how to mend it.
    pub fn refuse(&mut self, field: F, reason: impl ToString) {
        self.errors.push((field, reason.to_string()));
    }

    /// Refuses the form as a whole.
    #[must_use]
    pub fn with_problem(mut self, problem: impl ToString) -> Self {
        self.problem = Some(problem.to_string());
        self
    }

    /// Offers where the refusal can be settled.
    #[must_use]
    pub fn with_way_on(mut self, label: &str, href: String) -> Self {
        self.way_on = Some(WayOn { label: label.to_owned(), href, beside: false });
        self
    }

    /// Says why there was no answer. Whoever is logged out can log in beside this page, where what they typed stays.
    #[must_use]
    pub fn with_failure(self, error: &PageError) -> Self {
        let way_on = (*error == PageError::SignedOut).then(|| WayOn {
            label: "Log in".to_owned(),
            href: path::LOG_IN.to_owned(),
            beside: true,
        });
        Self { way_on, ..self.with_problem(error) }
    }

    pub fn way_on(&self) -> Option<&WayOn> {
        self.way_on.as_ref()
    }

    pub fn error(&self, field: F) -> Option<String> {
        self.errors.iter().find(|(of, _)| *of == field).map(|(_, reason)| reason.clone())
    }

    pub fn errors(&self) -> impl Iterator<Item = (F, &str)> {
        self.errors.iter().map(|(field, reason)| (*field, reason.as_str()))
    }

    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    pub fn is_refused(&self) -> bool {
        self.problem.is_some() || !self.errors.is_empty()
    }

    /// Keeps a parsed value, or refuses its field with the reason.
    pub fn take<T, E: std::fmt::Display>(&mut self, field: F, parsed: Result<T, E>) -> Option<T> {
        parsed.map_err(|reason| self.refuse(field, reason)).ok()
    }
}

/// What a form does with a submit while it is live: it calls and stays. A button that has an address of its own means
/// something else than the form, and posts.
pub fn calls<T, O>(action: Action<T, O>) -> impl Fn(SubmitEvent) + Copy + 'static
where
    T: FromFormData + Send + Sync + 'static,
    O: Send + Sync + 'static,
{
    move |event| {
        let of_its_own = |button: web_sys::HtmlElement| button.has_attribute("formaction");
        if !may_handle() || event.submitter().is_some_and(of_its_own) {
            return;
        }
        event.prevent_default();
        if let Ok(typed) = T::from_event(&event) {
            action.dispatch(typed);
        }
    }
}

/// Whether the browser's code may take a submit over. After a panic it must not: the form then posts by itself.
pub fn may_handle() -> bool {
    document().document_element().is_none_or(|html| !html.has_attribute("data-failed"))
}
