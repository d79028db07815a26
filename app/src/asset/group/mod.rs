//! Asset groups: what belongs together, and is given together.

mod check;
#[cfg(feature = "ssr")]
pub(crate) mod handler;
mod page;
pub(crate) mod server;

use domain::decision::AdminAction;
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;

pub use self::page::Group;
use self::server::{GroupField, GroupForm, GroupItem, list_groups};
use super::use_notice;
use crate::center::{ask, use_change, use_open_center};
use crate::notice::Said;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Head, Icon, Ledger, TextField};

/// The page **Asset groups**.
#[component]
pub fn Groups() -> impl IntoView {
    let center = use_open_center();
    let slug = StoredValue::new(center.slug.clone());
    let change = use_change();
    let groups = Resource::new(
        move || change.get(),
        move |_| ask(AdminAction::ManageAssets, list_groups(slug.get_value())),
    );
    let form =
        Signal::stored(SharedValue::new(|| use_context::<GroupForm>().unwrap_or_default()).into_inner());
    let error = if form.with_untracked(GroupForm::is_refused) { "Error: " } else { "" };
    view! {
        <Title text=format!("{error}Asset groups · {} · Keyholder", center.name)/>
        <Crumb slug=center.slug.clone() here="Groups".to_owned()/>
        <div class="head">
            <div class="head__title">
                <h1>"Asset groups"</h1>
                <p>"What belongs together. Whoever has a group has what is in it, now and later."</p>
            </div>
        </div>
        <Said notice=use_notice()/>
        // Not drawn anew when a group comes or goes: what is typed stays.
        <New action=path::asset_groups(&center.slug) form/>
        <Transition>
            {move || Suspend::new(async move {
                match groups.await {
                    Ok(groups) if groups.is_empty() => EitherOf3::A(view! { <p class="empty">"There is no Asset group yet."</p> }),
                    Ok(groups) => EitherOf3::B(view! { <Table slug=slug.get_value() groups/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Table(slug: String, groups: Vec<GroupItem>) -> impl IntoView {
    let row = move |group: GroupItem| {
        let partners = match group.partners {
            0 => Either::Left(view! { <span class="muted">"Nobody"</span> }),
            _ => Either::Right(counted(group.partners, "partner")),
        };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">
                    <a class="who__name" href=path::asset_group(&slug, group.id)><bdi>{group.name}</bdi></a>
                </th>
                <td role="cell" data-label="In it">{counted(group.assets, "Asset")}</td>
                <td role="cell" data-label="Given to">{partners}</td>
            </tr>
        }
    };
    let heads = [Head::of("Group").sorted(), Head::of("In it"), Head::of("Given to")];
    view! {
        <Ledger caption="Asset groups" fold="list__table fold" heads>
            {groups.into_iter().map(row).collect_view()}
        </Ledger>
    }
    .ready()
}

/// Its page follows, where Assets are put in.
#[component]
fn New(action: String, form: Signal<GroupForm>) -> impl IntoView {
    view! {
        <form class="form page--narrow mb-6" method="post" action=action novalidate aria-label="New group">
            <ErrorSummary form/>
            <TextField
                field=GroupField::Name
                label="Name of a new group"
                form
                hint="Like Germany, or Spring launch. You choose what is in it on its page."
            />
            <div class="acts">
                <button class="btn btn--primary"><Icon name="plus"/> "New group"</button>
            </div>
        </form>
    }
    .ready()
}

/// Assets > Groups > the group.
#[component]
fn Crumb(slug: String, here: String, #[prop(optional)] below: bool) -> impl IntoView {
    let groups = below.then(|| view! { <a href=path::asset_groups(&slug)>"Groups"</a> <Icon name="right"/> });
    view! {
        <nav class="crumb" aria-label="Where you are">
            <a href=path::assets(&slug)>"Assets"</a>
            <Icon name="right"/>
            {groups}
            <bdi>{here}</bdi>
        </nav>
    }
    .ready()
}

/// "1 Asset", "3 Assets"
fn counted(count: i64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
