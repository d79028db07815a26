//! Assets and groups, as forms let an Admin choose them: a row for each, and a field that adds one more. Every row is in
//! the form that is posted, so it works without a script.

use domain::access::{Module, Modules};
use domain::asset::{AssetGrant, AssetGrants, AssetRole, AssetTarget};
use domain::end::LastDay;
use domain::name::one_of;
use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::center::use_open_center;
use crate::path::{self, ADD_ASSET};
use crate::ui::{Erased, Icon};

/// A row as it stands in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetRow {
    pub target: AssetTarget,
    /// Empty: taken away.
    pub role: String,
    pub purpose: String,
    /// The last day: `2027-01-31`.
    pub ends: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// It came with this answer, and nobody has looked at it yet.
    pub added: bool,
}

/// The lists that a form with such rows posts, one entry of each for a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedRows {
    pub assets: Vec<String>,
    pub roles: Vec<String>,
    pub purposes: Vec<String>,
    pub ends: Vec<String>,
}

impl AssetRow {
    pub fn of(grant: &AssetGrant) -> Self {
        Self {
            target: grant.target.clone(),
            role: grant.role.as_str().to_owned(),
            purpose: grant.purpose.as_ref().map_or("", |purpose| purpose.as_str()).to_owned(),
            ends: grant.ends.map(domain::end::EndDate::iso).unwrap_or_default(),
            problem: None,
            added: false,
        }
    }

    pub fn all(grants: &AssetGrants) -> Vec<Self> {
        grants.iter().map(Self::of).collect()
    }

    /// In the state of a form, which holds texts.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// As [`Self::json`] wrote them.
    pub fn read<'a>(rows: impl Iterator<Item = &'a str>) -> Vec<Self> {
        rows.filter_map(|row| serde_json::from_str(row).ok()).collect()
    }
}

/// The rows, and the field that adds one.
#[component]
pub fn AssetRows(
    rows: Vec<AssetRow>,
    /// What the field suggests.
    suggested: Vec<String>,
    /// What stands in the field, and what is wrong with it.
    typed: String,
    problem: Option<String>,
    /// The last day of the whole access, as it is typed.
    whole: Signal<String>,
) -> impl IntoView {
    if rows.is_empty() && suggested.is_empty() {
        Either::Left(view! { <NoneRegistered/> })
    } else {
        Either::Right(view! { <Given rows suggested typed problem whole/> })
    }
    .ready()
}

#[component]
fn Given(
    rows: Vec<AssetRow>,
    suggested: Vec<String>,
    typed: String,
    problem: Option<String>,
    whole: Signal<String>,
) -> impl IntoView {
    let nothing = rows.is_empty();
    let bad = problem.is_some();
    view! {
        <fieldset class="add__standard assets" id="assets">
            <legend class="legend">"Assets"</legend>
            {nothing
                .then(|| {
                    view! { <p class="hint">"None yet. What the Modules show is of the Assets that you add here."</p> }
                })}
            {rows.into_iter().map(|row| view! { <Row row whole/> }).collect_view()}
            <div class="field mt-3" class=("field--bad", bad)>
                <label for=ADD_ASSET>"Add an Asset or group"</label>
                {problem
                    .map(|problem| {
                        view! {
                            <p class="error" id="add_asset-error">
                                <Icon name="warn"/>
                                <span><span class="vh">"Error: "</span> {problem}</span>
                            </p>
                        }
                    })}
                <div class="assets__add">
                    <input
                        class="input"
                        id=ADD_ASSET
                        name=ADD_ASSET
                        list="suggested-assets"
                        value=typed.clone()
                        // Drawn again in its place, it would keep what was typed there.
                        prop:value=typed
                        placeholder="Name or advertiser ID"
                        autocomplete="off"
                        spellcheck="false"
                        aria-invalid=bad.then_some("true")
                        aria-describedby=bad.then_some("add_asset-error")
                    />
                    <button class="btn"><Icon name="plus"/> "Add"</button>
                </div>
                <datalist id="suggested-assets">
                    {suggested.into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
            </div>
        </fieldset>
    }
    .ready()
}

/// There is nothing to add, so nothing asks for it.
#[component]
fn NoneRegistered() -> impl IntoView {
    let register = path::register_asset(&use_open_center().slug);
    view! {
        <fieldset class="add__standard assets" id="assets">
            <legend class="legend">"Assets"</legend>
            <p class="hint">
                "No Asset is registered here yet, so there is none to give: what the Modules show stays empty. "
                <a href=register>"Register Asset"</a>
            </p>
        </fieldset>
    }
    .ready()
}

#[component]
fn Row(row: AssetRow, whole: Signal<String>) -> impl IntoView {
    let target = serde_json::to_string(&row.target).unwrap_or_default();
    let name = row.target.name().to_owned();
    let sort = match &row.target {
        AssetTarget::Asset { .. } => row.target.sort().to_owned(),
        AssetTarget::Group { .. } => "Asset group: all that is in it, now and later".to_owned(),
    };
    let ends = RwSignal::new(row.ends.clone());
    let field = NodeRef::<html::Input>::new();
    // What was typed before any script had come counts, too.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            ends.set(field.value());
        }
    });
    let cut_short = Memo::new(move |_| LastDay::cut_short(&ends.read(), &whole.read()));
    let operated = match &row.target {
        AssetTarget::Asset { kind, .. } => Some((kind.operated_in(), kind.operates())),
        AssetTarget::Group { .. } => None,
    };
    let (opened_in, opens) = opened(&row.target);
    let role = row.role;
    let roles = AssetRole::ALL.map(|of| {
        let selected = role == of.as_str();
        let words = format!("{}: {}", of.label(), row.target.opens(of));
        view! { <option value=of.as_str() selected=selected prop:selected=selected>{words}</option> }
    });
    view! {
        <fieldset class="assets__row">
            <legend class="vh">{name.clone()}</legend>
            <input type="hidden" name="assets[]" value=target/>
            <p class="assets__what"><b><bdi>{name}</bdi></b> <span class="sub">{sort}</span></p>
            <label class="assets__role">
                <span class="vh">"Role"</span>
                <span class="pick">
                    <select class="select select--small" name="asset_roles[]">
                        {roles.into_iter().collect_view()}
                        <option value="" selected=role.is_empty() prop:selected=role.is_empty()>"Take away"</option>
                    </select>
                    <Icon name="down"/>
                </span>
            </label>
            <label class="assets__purpose">
                <span class="hint">"Purpose (optional)"</span>
                <input class="input input--small" name="asset_purposes[]" value=row.purpose maxlength="100" dir="auto"/>
            </label>
            <label class="assets__ends">
                <span class="hint">"Last day (optional)"</span>
                <input
                    class="input input--small"
                    type="date"
                    name="asset_ends[]"
                    value=row.ends
                    node_ref=field
                    on:input=move |typed| ends.set(event_target_value(&typed))
                />
            </label>
            {row
                .added
                .then(|| view! { <p class="hint assets__problem" role="status">"Added here. It is given only once you go on."</p> })}
            {operated
                .map(|(module, operates)| {
                    view! {
                        <p class=format!("hint care assets__problem needs needs--{}", module.as_str())>
                            "An Operator can see and no more until the Module " {module.label()} " is ticked, too."
                        </p>
                        <p class=format!("hint assets__problem sees sees--{}", module.as_str())>
                            "An Analyst sees it and can’t " {operates} ": choose Operator for that."
                        </p>
                    }
                })}
            <p class=format!("hint care assets__problem unopened {opened_in}")>
                "An Analyst sees that it is there and no more until " {opens} "."
            </p>
            <p class="hint care assets__problem" aria-live="polite">{move || cut_short.get()}</p>
            {row
                .problem
                .map(|problem| {
                    view! { <p class="error assets__problem"><Icon name="warn"/> <span>{problem}</span></p> }
                })}
        </fieldset>
    }
    .ready()
}

/// What has to be ticked so that an Analyst sees more of it than its name: as classes, and in words.
fn opened(target: &AssetTarget) -> (String, String) {
    let (modules, words) = match target {
        AssetTarget::Asset { kind, .. } => {
            let modules = kind.opened_in();
            let named: Vec<_> = modules.with_page_or_all().iter().map(Module::label).collect();
            (modules, format!("the Module {} is ticked, too", one_of(&named)))
        }
        AssetTarget::Group { .. } => {
            (Modules::ALL, "a Module is ticked, too, that opens what is in it".to_owned())
        }
    };
    let classes: Vec<_> = modules.iter().map(|module| format!("opened-in--{}", module.as_str())).collect();
    (classes.join(" "), words)
}
