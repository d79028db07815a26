use domain::access_request::{AccessRequestState, Offer};
use domain::asset::AssetRole;
use domain::name::one_of;
use domain::note;
use domain::zone::Zone;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use service::access_request::{Answered, OwnRequest};

use super::{RequestField, RequestForm};
use crate::ui::{Erased, Icon};

/// What somebody asked for until now, and the form as it was refused, if it was.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Where the forms post to.
    pub action: String,
    pub requests: Vec<OwnRequest>,
    /// Names of some who can answer.
    pub admins: Vec<String>,
    pub form: RequestForm,
    pub zone: Zone,
}

/// Below something that is missing: each thing that would mend it can be asked for by itself.
#[component]
pub fn Offers(
    asking: Asking,
    offers: Vec<Offer>,
    /// Of the forms of the page.
    number: u128,
) -> impl IntoView {
    let told = offers.iter().flat_map(|offer| asking.told(offer)).collect_view();
    let open: Vec<_> = offers.into_iter().filter(|offer| !asking.waits(offer)).collect();
    let form = (!open.is_empty()).then(|| view! { <Form asking offers=open number/> });
    view! { {told} {form} }.ready()
}

/// The same in one row, where they may want it or not.
#[component]
pub fn SmallOffers(asking: Asking, offers: Vec<Offer>) -> impl IntoView {
    let told = offers.iter().flat_map(|offer| asking.told(offer)).collect_view();
    let button = |offer: &Offer| {
        let wanted = wanted(offer);
        view! { <button class="btn btn--small" name="wish" value=offer.key() dir="auto">{format!("Ask for {wanted}")}</button> }
    };
    let open: Vec<_> = offers.iter().filter(|offer| !asking.waits(offer)).map(button).collect();
    let form = (!open.is_empty()).then(
        || view! { <form class="checks__ways" method="post" action=asking.action.clone()>{open}</form> },
    );
    view! { {told} {form} }.ready()
}

impl Asking {
    /// Whether an answer is waited for; by name another can be asked for meanwhile.
    fn waits(&self, offer: &Offer) -> bool {
        let is_it = |of: &&OwnRequest| of.answered.is_none() && offer.is_of(&of.ask);
        matches!(offer, Offer::For(_)) && self.requests.iter().any(|of| is_it(&of))
    }

    /// What became of asking for it: of each thing the newest, unless it was given.
    fn told(&self, offer: &Offer) -> Vec<AnyView> {
        let mut known = Vec::new();
        let of_it = self.requests.iter().filter(|of| offer.is_of(&of.ask));
        let newest = of_it.filter(|of| {
            let key = of.ask.key();
            let is_new = !known.contains(&key);
            known.push(key);
            is_new
        });
        newest.filter_map(|of| self.line(of)).collect()
    }

    fn line(&self, of: &OwnRequest) -> Option<AnyView> {
        let is_granted = of.answered.as_ref().is_some_and(|to| to.state == AccessRequestState::Granted);
        let line =
            || view! { <p class="note-line" dir="auto"><Icon name="clock"/> {self.became(of)}</p> }.ready();
        (!is_granted).then(line)
    }

    /// What was asked for, and what became of it, in a sentence.
    fn became(&self, of: &OwnRequest) -> AnyView {
        let at = |at| self.zone.moment(at).words;
        let asked = format!("You asked for {} on {}.", of.ask, at(of.at));
        match &of.answered {
            None => {
                let who = if self.admins.is_empty() { "An Admin".to_owned() } else { one_of(&self.admins) };
                view! { <span>{asked} " " {who} " decides, and the answer stands here."</span> }.ready()
            }
            Some(Answered { state: AccessRequestState::Declined, by, words, at: then }) => {
                let said = format!("{asked} {by} answered no on {}: ", at(*then));
                view! { <span>{said} <q>{words.clone()}</q></span> }.ready()
            }
            Some(Answered { by, at: then, .. }) => {
                view! { <span>{format!("{asked} {by} granted it on {}.", at(*then))}</span> }.ready()
            }
        }
    }
}

/// Where that stands on its page.
pub const ASKED_FOR: &str = "asked-for";

/// All that they asked for since they are in, whatever became of it.
#[component]
pub fn AskedFor(asking: Asking) -> impl IntoView {
    let row = |of: &OwnRequest| {
        let icon = match of.answered.as_ref().map(|to| to.state) {
            None | Some(AccessRequestState::Waiting) => "clock",
            Some(AccessRequestState::Granted) => "check",
            Some(AccessRequestState::Declined) => "x",
        };
        view! { <li class="checks__unknown"><Icon name=icon/> <div dir="auto">{asking.became(of)}</div></li> }
    };
    let rows: Vec<_> = asking.requests.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="section" id=ASKED_FOR aria-labelledby="h-asked">
                <div class="section__head"><h2 id="h-asked">"What you asked for"</h2></div>
                <ul class="checks">{rows}</ul>
            </section>
        }
    })
}

/// "the Module Billing"
fn wanted(offer: &Offer) -> String {
    match offer {
        Offer::For(wish) => wish.to_string(),
        Offer::ByName(AssetRole::Analyst) => "an Asset by its name".to_owned(),
        Offer::ByName(AssetRole::Operator) => "an ad account by its name".to_owned(),
    }
}

#[component]
fn Form(asking: Asking, offers: Vec<Offer>, number: u128) -> impl IntoView {
    let Asking { action, form, .. } = asking;
    let several = offers.len() > 1;
    let by_name = offers.iter().any(|offer| matches!(offer, Offer::ByName(_)));
    let name = by_name.then(|| {
        view! {
            <Field form=form.clone() field=RequestField::Name(number) label="What is it called?" hint="Its name or advertiser ID, as you know it. Only the Admins see whether it is here."/>
        }
    });
    let hint = format!("The Admins read it. At most {} characters, without links.", note::LONGEST);
    let buttons = match offers.as_slice() {
        [Offer::ByName(role)] => {
            let told = format!("Asks the Admins for that as {}, and for nothing else.", role.label());
            EitherOf3::A(view! { <Exactly offer=offers[0].clone() number told/> })
        }
        [offer] => {
            let told = format!("Asks the Admins for {}, and for nothing else.", wanted(offer));
            EitherOf3::B(view! { <Exactly offer=offer.clone() number told/> })
        }
        several => {
            let button = |offer: &Offer| {
                let words = format!("Ask for {}", wanted(offer));
                view! { <button class="btn" name="wish" value=offer.key() dir="auto">{words}</button> }
            };
            let buttons = several.iter().map(button).collect_view();
            EitherOf3::C(view! {
                <div class="acts">{buttons}</div>
                <p class="hint">"Each asks the Admins for just that, and for nothing else."</p>
            })
        }
    };
    view! {
        <form class="ask" method="post" action=action novalidate>
            // Of several buttons Enter in a field presses none.
            {several.then(|| view! { <button class="vh" disabled=true aria-hidden="true"></button> })}
            <input type="hidden" name="number" value=number.to_string()/>
            {name}
            <Field form field=RequestField::Words(number) label="What do you need it for?" hint=hint optional=true/>
            {buttons}
        </form>
    }
    .ready()
}

#[component]
fn Exactly(offer: Offer, number: u128, told: String) -> impl IntoView {
    let class = if number == 1 { "btn btn--primary" } else { "btn" };
    view! {
        <div class="acts"><button class=class name="wish" value=offer.key()>"Ask for exactly this"</button></div>
        <p class="hint" dir="auto">{told}</p>
    }
    .ready()
}

/// One line of text, of which several of one name stand on the page.
#[component]
pub(super) fn Field(
    form: RequestForm,
    field: RequestField,
    label: &'static str,
    #[prop(into)] hint: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    use crate::form::FormField;

    let id = field.id();
    let error = form.error(field);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = if error.is_some() { format!("{error_id} {hint_id}") } else { hint_id.clone() };
    let class = if error.is_some() { "field field--bad" } else { "field" };
    let invalid = error.as_ref().map(|_| "true");
    let error = error.map(|reason| {
        view! {
            <p class="error" id=error_id>
                <Icon name="warn"/>
                <span><span class="vh">"Error: "</span> {reason}</span>
            </p>
        }
    });
    view! {
        <div class=class>
            <label for=id.clone()>{label} {optional.then(|| view! { <span class="optional">" (optional)"</span> })}</label>
            {error}
            <input
                class="input"
                id=id
                name=field.name()
                value=form.value(field)
                placeholder=" "
                autocomplete="off"
                dir="auto"
                aria-invalid=invalid
                aria-describedby=described
            />
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
    .ready()
}
