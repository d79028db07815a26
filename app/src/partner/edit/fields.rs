use domain::access::{AccessLevel, Module, Modules};
use domain::edit::{EditRefusal, Marked};
use domain::grant::Grant;
use domain::invitation::Works;
use domain::partner::PartnerKind;
use domain::summary::{self, Summary};
use leptos::either::Either;
use leptos::prelude::*;

use super::server::{EditField, EditForm, EditPage};
use crate::access::{AccessEnds, AssetRow, AssetRows, LevelChoice, ModuleTicks};
use crate::center::use_open_center;
use crate::form::FormField;
use crate::partner::candidates::OnlyAdmin;
use crate::ui::{Erased, ErrorSummary, Icon, Select, TextField, focus};

pub const MARK: &str = "marked";

/// The form, with what they gain and lose beside it: every line that could apply, of which style rules show those that the
/// ticks mean, before any script has come.
#[component]
pub fn Fields(
    page: EditPage,
    form: EditForm,
    back: Signal<String>,
    pending: Signal<bool>,
    /// They wait for an answer to **Ask to extend**.
    asks_for_time: bool,
    /// Something is missing there.
    marked: Option<Marked>,
) -> impl IntoView {
    // Something else may have been wrong with the call than with the form: then nothing of it is known here.
    let form = if form.value(EditField::Opened).is_empty() {
        let typed = page.form.clone();
        match form.problem() {
            Some(problem) => typed.with_problem(problem),
            None => typed,
        }
    } else {
        form
    };
    let opened = form.value(EditField::Opened);
    let level = AccessLevel::parse(&form.value(EditField::Level)).unwrap_or(page.had.grant.level());
    let ticked = form.values(EditField::Modules).map(str::to_owned).collect::<Vec<_>>();
    let had = page.had.grant;
    let had_modules = match had {
        Grant::Admin => Modules::NONE,
        Grant::Standard { modules } => modules,
    };
    let kinds = PartnerKind::ALL.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).to_vec();
    let empty = if page.had.kind.is_none() { "Founder" } else { "Choose" };
    let rows = AssetRow::read(form.values(EditField::Assets));
    let ends = RwSignal::new(form.value(EditField::Ends));
    let (adds, add_problem) = (form.value(EditField::AddAsset), form.error(EditField::AddAsset));
    let form = Signal::stored(form);
    let only_admin = page.candidates.map(|candidates| {
        let (slug, words) = (use_open_center().slug, EditRefusal::LastAdmin.to_string());
        view! { <div class="add__standard"><OnlyAdmin slug words candidates/></div> }
    });
    let error = Signal::derive(move || form.with(|form| form.error(EditField::Level)));
    // The whole access ends, or Assets of it do.
    let whole_ends = page.had.ends().is_some();
    let extends = move |words: &'static str| {
        view! { <p class="note note--care mb-4"><Icon name="clock"/> <span>{words}</span></p> }
    };
    let extends_assets = (asks_for_time && !whole_ends)
        .then(|| extends("They ask for more time: move the last day of what ends, or empty it for no end."));
    let extends_all = (asks_for_time && whole_ends)
        .then(|| extends("They ask for more time: move this day, or empty it for no end date."));
    if extends_all.is_some() {
        Effect::new(|_| focus(EditField::Ends.name()));
    }
    let asks_for = StoredValue::new(page.asks_for);
    let mark = move |part: Marked| {
        (marked == Some(part)).then(|| {
            let words = match asks_for.get_value() {
                Some(asked) => format!("They ask for {asked}. Add what is meant: with that, it is answered."),
                None => part.words().to_owned(),
            };
            view! { <Mark words/> }
        })
    };
    view! {
        <div class="split split--page add edit">
            <div class="form">
                <ErrorSummary form/>
                <input type="hidden" name="step" value="look"/>
                <input type="hidden" name="opened" value=opened/>
                <section class="section form">{mark(Marked::Level)} <LevelChoice chosen=level error seats=page.admin_seats/> {only_admin}</section>
                <section class="section add__standard">{mark(Marked::Modules)} <ModuleTicks ticked had=had_modules/></section>
                <section class="section add__standard">
                    {extends_assets} {mark(Marked::Assets)}
                    <AssetRows rows suggested=page.suggested typed=adds problem=add_problem whole=ends.into()/>
                </section>
                <section class="section add__standard">
                    {extends_all}
                    <AccessEnds field=EditField::Ends form zone=page.zone typed=ends/>
                </section>
                <section class="section form__row">
                    <Select field=EditField::Kind label="Partner kind" form choices=kinds empty/>
                    <TextField field=EditField::Organisation label="Organisation" form optional=true/>
                </section>
            </div>
            <GainsAndLosses name=page.name had works=page.works ends=ends.into()/>
            <div class="acts split__acts">
                <button class="btn btn--primary btn--big" aria-busy=move || pending.get().then_some("true")>
                    "See what changes"
                </button>
                <a class="btn btn--big btn--quiet" href=move || back.get()>"Leave as it is"</a>
            </div>
        </div>
    }
    .ready()
}

/// Above the part in which something is missing.
#[component]
fn Mark(words: String) -> impl IntoView {
    view! {
        <p class="note note--care mb-4" id=MARK tabindex="-1"><Icon name="warn"/> <span dir="auto">{words}</span></p>
    }
    .ready()
}

#[component]
fn GainsAndLosses(
    name: String,
    had: Grant,
    /// The Invitation that waits for them, and the last day of the access as it is typed.
    works: Option<Works>,
    ends: Signal<String>,
) -> impl IntoView {
    let for_good = works.as_ref().map(|works| view! { <p>{works.words("")}</p> });
    let until = works.map(|works| view! { <p>{move || works.words(&ends.read())}</p> });
    let losing = name.clone();
    let of_standard = move || match had {
        Grant::Admin => Either::Left(view! {
            <h2><bdi>{losing.clone()}</bdi> " loses"</h2>
            <ul class="loss">{lines("minus", admin_lines())}</ul>
            <p>"They keep what you tick."</p>
        }),
        Grant::Standard { modules } => {
            let by_tick = |prefix: &str, granted: bool| {
                let of = Module::ALL.into_iter().filter(move |module| modules.contains(*module) == granted);
                of.map(|module| {
                    (format!("{prefix}-{}", module.as_str()), summary::with_module(module).to_owned())
                })
                .collect::<Vec<_>>()
            };
            Either::Right(view! {
                <h2><bdi>{losing.clone()}</bdi> " gains"</h2>
                <ul class="gain">
                    <li class="gain-none muted"><span></span> <span>"Nothing yet"</span></li>
                    {lines("plus", by_tick("on", false))}
                </ul>
                <h2><bdi>{losing.clone()}</bdi> " loses"</h2>
                <ul class="loss">
                    <li class="loss-none muted"><span></span> <span>"Nothing"</span></li>
                    {lines("minus", by_tick("off", true))}
                </ul>
            })
        }
    };
    let of_admin = move || match had {
        Grant::Admin => Either::Left(view! { <h2>"Nothing changes yet"</h2> }),
        Grant::Standard { .. } => Either::Right(view! {
            <h2><bdi>{name.clone()}</bdi> " gains"</h2>
            <ul class="gain">{lines("plus", admin_lines())}</ul>
        }),
    };
    view! {
        <aside class="split__aside summary" aria-label="What changes" aria-live="polite">
            <div class="sum-standard">
                {of_standard()} <p class="muted">"Assets: the next page says what changes."</p> {until}
            </div>
            <div class="sum-admin">{of_admin()} {for_good}</div>
        </aside>
    }
    .ready()
}

fn admin_lines() -> Vec<(String, String)> {
    Summary::of_an_admin().can.iter().map(|line| (String::new(), line.text.to_owned())).collect()
}

fn lines(icon: &'static str, lines: Vec<(String, String)>) -> impl IntoView {
    lines
        .into_iter()
        .map(|(class, text)| view! { <li class=class><Icon name=icon/> <span>{text}</span></li> })
        .collect_view()
}
