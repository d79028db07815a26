//! **Settings** of a Business Center.

#[cfg(feature = "ssr")]
mod handler;
mod server;

use domain::decision::AdminAction;
#[cfg(feature = "ssr")]
pub(crate) use handler::save_settings;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_meta::Title;

use self::server::{
    SaveSettings, SettingsField, SettingsForm, SettingsOutcome, SettingsPage, ask_settings,
    save_settings as save_settings_of,
};
use super::{for_admins, use_open_center};
use crate::error::PageError;
use crate::form::calls;
use crate::ui::{Choice, Erased, ErrorSummary, Failed, Icon, TextField};

#[component]
pub fn Settings() -> impl IntoView {
    for_admins(AdminAction::ChangeSettings, "Settings", || view! { <Whole/> }).erased()
}

#[component]
fn Whole() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug);
    let first = SharedValue::new(|| use_context::<SettingsForm>().unwrap_or_default()).into_inner();
    let title = if first.is_refused() { "Error: Settings" } else { "Settings" };
    let form = RwSignal::new(first);
    let save = Action::new(|typed: &SaveSettings| {
        let SaveSettings { slug, time_zone, copy_link } = typed.clone();
        save_settings_of(slug, time_zone, copy_link)
    });
    let page = Resource::new(|| (), move |()| ask_settings(slug.get_value()));
    Effect::new(move |_| match save.value().get() {
        Some(Ok(SettingsOutcome::Saved)) => form.set(SettingsForm::default()),
        Some(Ok(SettingsOutcome::Refused(refused))) => form.set(refused),
        Some(Err(error)) => form.update(|form| *form = form.clone().with_failure(&error)),
        None => {}
    });
    let submit = calls(save);
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title">
                <h1>"Settings"</h1>
                <p>"They hold for everybody in " <bdi>{center.name.clone()}</bdi> "."</p>
            </div>
        </div>
        <form class="page--narrow" method="post" novalidate on:submit=submit>
            <input type="hidden" name="slug" value=slug.get_value()/>
            <Transition>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(page) => Either::Left(view! { <Fields form=form.into() page/> <Save save/> }),
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })}
            </Transition>
        </form>
    }
    .erased()
}

#[component]
fn Fields(form: Signal<SettingsForm>, page: SettingsPage) -> impl IntoView {
    let chosen = form.with_untracked(|form| {
        if form.is_refused() { form.value(SettingsField::CopyLink) == "yes" } else { page.copy_link }
    });
    view! {
        <ErrorSummary form/>
        <section class="section" aria-labelledby="h-time">
            <div class="section__head"><h2 id="h-time">"Times"</h2></div>
            <TextField
                field=SettingsField::TimeZone
                label="Time zone"
                form
                default=page.zone
                hint="Every time on pages and in mails is in it, and names it. An account may choose its own."
                list="zones"
            />
            <datalist id="zones">
                {page.zones.into_iter().map(|zone| view! { <option value=zone></option> }).collect_view()}
            </datalist>
        </section>
        <section class="section" aria-labelledby="h-invitations">
            <div class="section__head"><h2 id="h-invitations">"Invitations"</h2></div>
            <Choice
                kind="checkbox"
                name="copy_link"
                value="yes"
                id="copy_link".to_owned()
                checked=chosen
                label="Copy link"
                opens="Admins can hand a link over by hand, when a mail does not arrive. Whoever creates an account through it types a code that is mailed to the invited address."
            />
            {page
                .mails_are_kept
                .then(|| {
                    view! {
                        <p class="hint">
                            "No mail server is set up here, so every invitation shows Copy link anyway, and no code can be mailed."
                        </p>
                    }
                })}
        </section>
    }
    .ready()
}

#[component]
fn Save(save: Action<SaveSettings, Result<SettingsOutcome, PageError>>) -> impl IntoView {
    let saved = move || matches!(save.value().get(), Some(Ok(SettingsOutcome::Saved)));
    view! {
        <div class="acts mt-4">
            <button class="btn btn--primary" aria-busy=move || save.pending().get().then_some("true")>
                "Save settings"
            </button>
            <span role="status" class="with-i">{move || saved().then(|| view! { <Icon name="check"/> "Saved" })}</span>
        </div>
    }
    .ready()
}
