use domain::decision::AdminAction;
use domain::partner::{Filter, Start};
use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_query_map};

use super::asked::Asked;
use super::candidates::SecondAdmin;
use super::chosen::Ticked;
use super::filter::{Chips, Toolbar, Tools};
use super::keys;
use super::organisation::AllOf;
use super::place::Keeper;
use super::server::{Names, PartnersPage, ask_for_names, list_partners};
use super::table::Table;
use super::typing::Typing;
use crate::center::{ask, use_change, use_open_center};
use crate::error::PageError;
use crate::invitation::server::{InviteOutcome, InvitePartner, invite_partner};
use crate::notice::{Notice, Said, notice_left};
use crate::path;
use crate::ui::{Erased, Failed, Icon};

/// The list that stands behind its dialogs: what they need to change it and to find back.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "an action has no `Debug`")]
pub struct ListContext {
    /// Made by the list, so that it outlives the dialog and the list sees its outcome.
    pub invite: Action<InvitePartner, Result<InviteOutcome, PageError>>,
    /// Said above the list.
    pub notice: RwSignal<Option<Notice>>,
}

/// The list behind a dialog.
pub fn use_list() -> ListContext {
    expect_context::<ListContext>()
}

/// Users → Partners.
#[component]
pub fn List() -> impl IntoView {
    let center = use_open_center();
    let slug = center.slug.clone();
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::parse(&query.read()));
    let invite = Action::new(|typed: &InvitePartner| {
        let InvitePartner { slug, posted } = typed.clone();
        invite_partner(slug, posted)
    });
    let notice = notice_left();
    provide_context(ListContext { invite, notice });
    let change = use_change();
    // What was refused changes nothing here.
    let invited = Memo::new(move |before: Option<&usize>| {
        let tries = invite.version().get();
        let sent = matches!(
            &*invite.value().read_untracked(),
            Some(Ok(InviteOutcome::Sent | InviteOutcome::SentBySms))
        );
        if sent { tries } else { before.copied().unwrap_or_default() }
    });
    let page = Resource::new(
        move || (asked.get(), invited.get(), change.get()),
        move |(asked, ..)| ask(AdminAction::SeePartners, list_partners(slug.clone(), asked)),
    );
    let typing = Typing::over(asked, path::partners(&center.slug));
    let (tools, ticked, place) = (tools(asked, typing, &center.slug), Ticked::none(), Keeper::new());
    let location = use_location();
    let slug = StoredValue::new(center.slug.clone());
    let with_query = move |address: String| match location.search.get() {
        search if search.is_empty() => address,
        search => format!("{address}?{search}"),
    };
    let export =
        move || asked.get().from(Start::First).address(&slug.with_value(|slug| path::export_partners(slug)));
    let views = move || asked.get().from(Start::First).address(&slug.with_value(|slug| path::views(slug)));
    let may_add = center.allows(AdminAction::InvitePartner);
    let add = move || with_query(slug.with_value(|slug| path::add_partners(slug)));
    view! {
        <Title text=format!("Partners · {} · Keyholder", center.name)/>
        <div class="head">
            <div class="head__title"><h1>"Partners"</h1></div>
            {may_add
                .then(|| {
                    view! {
                        <div class="head__do">
                            <a class="btn" href=views>"Views"</a>
                            <a class="btn" rel="external" download href=export><Icon name="dl"/> "Export"</a>
                            <a href=add data-noscroll class="btn btn--primary" id="add-partners">
                                <Icon name="plus"/> "Add Partners"
                            </a>
                        </div>
                    }
                })}
        </div>
        <Said notice/>
        <Transition set_pending=typing.under_way>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) if page.nobody_yet => {
                        EitherOf3::A(view! { <NobodyYet add=add() mails_are_kept=page.mails_are_kept/> })
                    }
                    Ok(page) => EitherOf3::B(view! { <Found slug=slug.get_value() asked=asked.get_untracked() page tools ticked place/> }),
                    Err(error) => EitherOf3::C(view! { <Failed error/> }),
                }
            })}
        </Transition>
        <Outlet/>
    }
    .erased()
}

fn tools(asked: Memo<Asked>, typing: Typing, slug: &str) -> Tools {
    keys::listen(typing.field);
    let (names, slug) = (RwSignal::new(Names::default()), slug.to_owned());
    let ask = Action::new(move |(): &()| {
        let asked = ask_for_names(slug.clone());
        // They only help to type: without them every name can be typed all the same.
        async move { asked.await.map(|found| names.set(found)).is_ok() }
    });
    let asks_for_names = Callback::new(move |()| {
        if ask.version().get_untracked() == 0 && !ask.pending().get_untracked() {
            ask.dispatch(());
        }
    });
    Tools {
        asked,
        search: typing.field,
        typed: Callback::new(typing.heard()),
        organisations: Signal::derive(move || names.read().organisations.clone()),
        assets: Signal::derive(move || names.read().assets.clone()),
        asks_for_names,
    }
}

#[component]
fn Found(
    slug: String,
    asked: Asked,
    page: PartnersPage,
    tools: Tools,
    ticked: Ticked,
    place: Keeper,
) -> impl IntoView {
    let nothing = page.rows.is_empty();
    let here = path::partners(&slug);
    let (range, counts) = (page.range.clone(), page.counts.clone());
    let turn = |start: Option<Start>| start.map(|start| asked.from(start).address(&here));
    let (previous, next) = (turn(page.previous), turn(page.next));
    let given = !asked.filter.asset.is_empty();
    let second = page.candidates.clone().map(|candidates| {
        view! { <SecondAdmin slug=slug.clone() candidates/> }
    });
    let organisation = page.organisation.clone().map(|here| view! { <AllOf here class="sub mb-4"/> });
    let gives = (!asked.gives.is_empty()).then(|| {
        let instead = asked.giving_nothing().address(&here);
        view! { <Gives what=asked.gives.clone() instead/> }
    });
    view! {
        {second}
        <div class="list">
            {gives}
            <Toolbar here=here.clone() asked=asked.clone() tools/>
            <Chips here=here.clone() asked=asked.clone() counts/>
            {organisation}
            {given
                .then(|| {
                    view! {
                        <p class="sub mb-4">
                            "Shown is who was given this Asset, by itself or through a group, and reaches it or will once they "
                            "accept. Admins reach every Asset without being given one, and are not among them."
                        </p>
                    }
                })}
            {if nothing {
                Either::Left(view! { <NobodyFound asked here/> })
            } else {
                Either::Right(view! { <Table slug=slug.clone() asked here page ticked place/> })
            }}
            <nav class="pager" aria-label="Pages">
                <p class="num">{range}</p>
                <span class="pager__pages">
                    {previous.map(|previous| view! { <a href=previous rel="prev"><Icon name="left"/> "Previous"</a> })}
                    {next.map(|next| view! { <a href=next rel="next">"Next" <Icon name="right"/></a> })}
                </span>
            </nav>
        </div>
    }
    .ready()
}

/// Where somebody is looked for to be given an Asset or group.
#[component]
fn Gives(what: String, instead: String) -> impl IntoView {
    view! {
        <div class="note mb-4">
            <Icon name="key"/>
            <p>
                "To give “" <bdi>{what}</bdi> "”, choose " <b>"Edit"</b> " beside a partner, or " <b>"Add Partners"</b>
                ": it stands in the form then, and nothing is saved before you confirm. "
                <a href=instead>"Don’t give it"</a>
            </p>
        </div>
    }
    .ready()
}

#[component]
fn NobodyFound(asked: Asked, here: String) -> impl IntoView {
    let (searched, filtered) = (&asked.search, asked.filter != Filter::default());
    let words = match asked.state {
        _ if filtered => "Nobody here fits all of this.".to_owned(),
        _ if searched.is_empty() => "Nobody in this state here.".to_owned(),
        Some(state) => format!("Nobody called “{searched}” in the state {}.", state.label()),
        None => format!("Nobody called “{searched}” here."),
    };
    view! { <p class="empty">{words} " " <a href=here>"Show all partners"</a></p> }.ready()
}

#[component]
fn NobodyYet(add: String, mails_are_kept: bool) -> impl IntoView {
    view! {
        <div class="empty section">
            <h2>"Nobody but you holds a key yet"</h2>
            <p>
                "Invite an agency, a colleague or an influencer by e-mail. You choose what each of them sees, and you can "
                "take it back at any time. Nobody needs your TikTok password."
            </p>
            <div class="acts">
                <a href=add data-noscroll class="btn btn--primary btn--big">
                    <Icon name="plus"/> "Add Partners"
                </a>
            </div>
        </div>
        <section class="section page--narrow" aria-labelledby="h-how">
            <div class="section__head"><h2 id="h-how">"What happens then"</h2></div>
            <ol class="history">
                <li>
                    <div><b>"They get a message"</b> " with an " <b>"Accept Invite"</b> " button. It works for 30 days."</div>
                </li>
                <li>
                    <div>
                        <b>"They log in or create an account."</b>
                        " Their access starts at once; you don’t approve anything a second time."
                    </div>
                </li>
                <li><div><b>"You see them here"</b> ", with what they can reach and when they were last in."</div></li>
            </ol>
            {mails_are_kept
                .then(|| {
                    view! {
                        <p class="note note--care mt-3">
                            <Icon name="mail"/>
                            <span>
                                "No mail server is set up yet. Mails are kept in a folder on the machine that runs Keyholder, "
                                "and every invitation shows " <b>"Copy link"</b> "."
                            </span>
                        </p>
                    }
                })}
        </section>
    }
    .ready()
}
