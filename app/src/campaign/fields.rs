//! The fields of a campaign's form. Which of them stay as they are is told by one table, the server's.

use domain::campaign::{BudgetKind, CampaignField, CampaignStatus, Objective};
use leptos::either::Either;
use leptos::prelude::*;

use super::server::{CampaignState, Field, FixedField};
use crate::ui::{Erased, Select, TextArea, TextField};

/// What stays as it is, and why.
#[component]
pub fn Fixed(fixed: Vec<FixedField>) -> impl IntoView {
    (!fixed.is_empty())
        .then(|| {
            let row = |FixedField { field, words, why }: FixedField| {
                view! { <div><dt>{field.label()}</dt><dd dir="auto">{words} <span class="sub">{why}</span></dd></div> }
            };
            view! {
                <section class="section" aria-labelledby="h-fixed">
                    <div class="section__head"><h2 id="h-fixed">"What stays"</h2></div>
                    <dl class="facts facts--stack">{fixed.into_iter().map(row).collect_view()}</dl>
                </section>
            }
        })
        .ready()
}

#[component]
pub fn Fields(
    form: Signal<CampaignState>,
    new: bool,
    fixed: Vec<FixedField>,
    ad_accounts: Vec<(String, String)>,
    terms: Option<(String, String)>,
) -> impl IntoView {
    let start_stays = fixed.iter().any(|of| of.field == CampaignField::Start);
    let (amounts, hours, until) = match terms {
        None => (
            "In the currency of the ad account".to_owned(),
            "Day and time in the UTC offset of the ad account.".to_owned(),
            String::new(),
        ),
        Some((currency, offset)) => (
            format!("In {currency}"),
            format!("Day and time in {offset}, as in the ad account."),
            format!("In {offset}. "),
        ),
    };
    let until = until + "Empty: until somebody stops it.";
    let what = if new {
        Either::Left(view! { <What form ad_accounts/> })
    } else {
        Either::Right(view! {
            <section class="section" aria-labelledby="h-what">
                <div class="section__head"><h2 id="h-what">"What it is"</h2></div>
                <TextField field=Field::Name label="Name" form/>
            </section>
        })
    };
    view! {
        {what}
        <section class="section" aria-labelledby="h-budget">
            <div class="section__head"><h2 id="h-budget">"What it may spend"</h2></div>
            <div class="form"><BudgetFields form new amounts/></div>
        </section>
        <section class="section" aria-labelledby="h-when">
            <div class="section__head"><h2 id="h-when">"When it runs"</h2></div>
            <div class="form">
                {(!start_stays)
                    .then(|| view! { <TextField field=Field::Start label="Start" form kind="datetime-local" hint=hours/> })}
                <TextField
                    field=Field::End
                    label="End"
                    form
                    kind="datetime-local"
                    optional=true
                    hint=until
                />
                <Statuses form/>
                <TextArea field=Field::Note label="Note" form optional=true hint="For whoever works on it here."/>
            </div>
        </section>
    }
    .ready()
}

#[component]
fn What(form: Signal<CampaignState>, ad_accounts: Vec<(String, String)>) -> impl IntoView {
    let objectives = Objective::ALL.map(|of| (of.as_str().to_owned(), of.label().to_owned())).to_vec();
    view! {
        <section class="section" aria-labelledby="h-what">
            <div class="section__head"><h2 id="h-what">"What it is"</h2></div>
            <div class="form">
                <TextField field=Field::Name label="Name" form hint="As on TikTok."/>
                <Select field=Field::Objective label="Objective" form choices=objectives empty="Choose"/>
                <Select
                    field=Field::AdAccount
                    label="Ad account"
                    form
                    choices=ad_accounts
                    empty="Choose"
                    hint="Its budget is in this one’s currency, its hours in this one’s UTC offset."
                />
                <p class="hint">"Objective, ad account and kind of budget are fixed once it is created, as on TikTok."</p>
            </div>
        </section>
    }
    .ready()
}

#[component]
fn BudgetFields(
    form: Signal<CampaignState>,
    new: bool,
    /// "In EUR"
    amounts: String,
) -> impl IntoView {
    let kinds = BudgetKind::ALL.map(|of| (of.as_str().to_owned(), of.label().to_owned())).to_vec();
    let none = if new { "; nothing where there is no limit" } else { "" };
    let no_limit = form.with_untracked(|form| form.value(Field::BudgetKind)) == BudgetKind::NoLimit.as_str();
    view! {
        {new.then(|| view! { <Select field=Field::BudgetKind label="Kind of budget" form choices=kinds empty="Choose"/> })}
        {(new || !no_limit)
            .then(|| {
                view! {
                    <TextField
                        field=Field::Budget
                        label="Budget"
                        form
                        inputmode="decimal"
                        hint=format!("{amounts}: 50 at least, with a point before decimals{none}.")
                    />
                }
            })}
    }
    .ready()
}

#[component]
fn Statuses(form: Signal<CampaignState>) -> impl IntoView {
    let choices = [CampaignStatus::Active, CampaignStatus::Paused];
    let choices = choices.map(|of| (of.as_str().to_owned(), of.label().to_owned())).to_vec();
    view! { <Select field=Field::Status label="Status" form choices hint="Active: it runs from its start on."/> }.ready()
}
