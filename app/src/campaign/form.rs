//! **Create campaign**, and **Edit** of one that stands; to a Standard Operator the same form proposes.

use domain::access::Module;
use domain::decision::Action;
use domain::id::ChangeRequestId;
use leptos::either::{Either, EitherOf4};
use leptos::ev;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;

use super::drafts::Kept;
use super::fields::{Fields, Fixed};
use super::server::{
    CampaignForm, CampaignState, Decides, Field, SaveCampaign, Subject, ask_campaign_form, save_campaign,
    who_decides,
};
use super::{NoSuchCampaign, use_notice};
use crate::center::{ask, use_change, use_open_center};
use crate::error::PageError;
use crate::form::calls;
use crate::linked::OwnNote;
use crate::part::use_navigate;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Failed, Icon, TextArea};

#[component]
pub fn CampaignEditor(
    /// None: the address holds no id.
    subject: Option<Subject>,
) -> impl IntoView {
    let slug = StoredValue::new(use_open_center().slug);
    let refused = SharedValue::new(use_context::<CampaignState>).into_inner();
    let is_refused = refused.is_some();
    let form = RwSignal::new(refused);
    let save = leptos::prelude::Action::new(|typed: &SaveCampaign| {
        let SaveCampaign { slug, campaign, request, posted } = typed.clone();
        save_campaign(slug, campaign, request, posted)
    });
    let (notice, navigate) = (use_notice(), use_navigate());
    Effect::new(move |_| match save.value().get() {
        Some(Ok(outcome)) => match outcome.done(&slug.get_value()) {
            Ok((said, to)) => {
                notice.set(Some(said));
                navigate(&to, NavigateOptions::default());
            }
            Err(refused) => form.set(Some(refused)),
        },
        Some(Err(error)) => {
            form.update(|form| *form = Some(form.take().unwrap_or_default().with_failure(&error)));
        }
        None => {}
    });
    let submit = calls(save);
    // What is typed stays, whatever happens elsewhere: who saves is told of it then.
    let page = Resource::new(
        || (),
        move |()| ask(Action::See(Module::Campaigns), ask_campaign_form(slug.get_value(), subject)),
    );
    let pending = Signal::derive(move || save.pending().get());
    let change = use_change();
    // Asked for on its own: what an Admin ends while somebody types does not stand here as if it counted.
    let decides = Resource::new(
        move || change.get(),
        move |_| ask(Action::See(Module::Campaigns), who_decides(slug.get_value(), subject)),
    );
    view! {
        <OwnNote/>
        <Transition>
            {move || Suspend::new(async move {
                match page.await.and_then(|page| subject.map(|of| (page, of)).ok_or(PageError::NotFound)) {
                    // Whoever typed something finds it.
                    Ok((CampaignForm { waits: Some(request), draft: None, name, .. }, _)) if !is_refused => {
                        EitherOf4::A(view! { <Waits request name=name.unwrap_or_default()/> })
                    }
                    Ok((page, subject)) => {
                        EitherOf4::B(view! { <Whole page subject form is_refused submit pending decides/> })
                    }
                    Err(PageError::NotFound) => EitherOf4::C(view! { <NoSuchCampaign/> }),
                    Err(error) => EitherOf4::D(view! {
                        <Title text="Campaign · Keyholder"/>
                        <div class="head"><div class="head__title"><h1>"Campaign"</h1></div></div>
                        <Failed error/>
                    }),
                }
            })}
        </Transition>
    }
    .erased()
}

#[component]
fn Whole(
    page: CampaignForm,
    subject: Subject,
    /// What was refused; nothing of it is known while it stands as it was opened.
    form: RwSignal<Option<CampaignState>>,
    is_refused: bool,
    submit: impl Fn(ev::SubmitEvent) + 'static,
    pending: Signal<bool>,
    decides: Resource<Result<Decides, PageError>>,
) -> impl IntoView {
    let center = use_open_center();
    let Around { heading, back, button, away } = Around::of(&page, subject, &center.slug);
    let new = page.terms.is_none();
    let here = match subject {
        Subject::New => path::new_campaign(&center.slug),
        Subject::Campaign(id) => path::edit_campaign(&center.slug, id),
        Subject::Request(id) => path::edit_change_request(&center.slug, id),
    };
    let (campaign, request) = match subject {
        Subject::New => (None, None),
        Subject::Campaign(campaign) => (Some(campaign.to_string()), None),
        Subject::Request(request) => (None, Some(request.to_string())),
    };
    let title = if is_refused { format!("Error: {heading}") } else { heading.clone() };
    let list = path::campaigns(&center.slug);
    let opened = page.state.clone();
    let form = Signal::derive(move || form.get().unwrap_or_else(|| opened.clone()));
    // Drawn anew where the form is about another version than before: what was left alone in it says what that one does.
    let version = Memo::new(move |_| form.with(|form| form.value(Field::Shown)));
    let (fixed, ad_accounts, terms) = (page.fixed.clone(), page.ad_accounts, page.terms);
    let fields = move || {
        let _ = version.get();
        view! { <Fields form new fixed=fixed.clone() ad_accounts=ad_accounts.clone() terms=terms.clone()/> }
    };
    view! {
        <Title text=format!("{title} · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=list>"Campaigns"</a>
            <Icon name="right"/>
            <bdi>{heading.clone()}</bdi>
        </nav>
        <div class="head"><div class="head__title"><h1><bdi>{heading}</bdi></h1></div></div>
        {page.draft.map(|kept| view! { <Kept to=here kept/> })}
        <form class="page--narrow campaign" method="post" novalidate on:submit=submit>
            <input type="hidden" name="slug" value=center.slug/>
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="request" value=request/>
            <input type="hidden" name="shown" value=move || form.with(|form| form.value(Field::Shown))/>
            <input type="hidden" name="saw" value=move || form.with(|form| form.value(Field::Saw))/>
            <input type="hidden" name="draft" value=move || form.with(|form| form.value(Field::Draft))/>
            <ErrorSummary form/>
            <Fixed fixed=page.fixed.clone()/>
            {fields}
            {page.proposes.then(|| view! { <Reason form decides/> })}
            <div class="acts mt-6">
                <button class="btn btn--primary btn--big" aria-busy=move || pending.get().then_some("true")>{button}</button>
                <a class="btn btn--big btn--quiet" href=back>{away}</a>
            </div>
        </form>
    }
    .erased()
}

/// What stands around the fields.
struct Around {
    heading: String,
    /// Where whoever gives up goes.
    back: String,
    button: &'static str,
    away: &'static str,
}

impl Around {
    fn of(page: &CampaignForm, subject: Subject, slug: &str) -> Self {
        let proposes = page.proposes;
        let name = page.name.as_deref().unwrap_or_default();
        let (heading, back, button, away) = match (subject, proposes) {
            (Subject::New, false) => {
                ("Create campaign".to_owned(), path::campaigns(slug), "Create campaign", "Don’t create")
            }
            (Subject::New, true) => {
                ("Propose a campaign".to_owned(), path::campaigns(slug), "Propose", "Don’t propose")
            }
            (Subject::Campaign(id), false) => {
                (format!("Edit {name}"), path::campaign(slug, id), "Save", "Leave as it is")
            }
            (Subject::Campaign(id), true) => {
                (format!("Propose a change to {name}"), path::campaign(slug, id), "Propose", "Leave as it is")
            }
            (Subject::Request(id), _) => (
                format!("Edit your proposal for {name}"),
                path::change_request(slug, id),
                "Save proposal",
                "Leave as it is",
            ),
        };
        Self { heading, back, button, away }
    }
}

/// Said before anything is typed: a second proposal for the same campaign is not taken.
#[component]
fn Waits(request: ChangeRequestId, name: String) -> impl IntoView {
    let center = use_open_center();
    let (see, edit) =
        (path::change_request(&center.slug, request), path::edit_change_request(&center.slug, request));
    view! {
        <Title text=format!("A proposal of yours waits already · {} · Keyholder", center.name)/>
        <nav class="crumb" aria-label="Where you are">
            <a href=path::campaigns(&center.slug)>"Campaigns"</a>
            <Icon name="right"/>
            <bdi>{name.clone()}</bdi>
        </nav>
        <div class="head">
            <div class="head__title">
                <h1>"A proposal of yours waits already"</h1>
                <p>"For " <bdi>{name}</bdi> " another one is not taken before that is decided or withdrawn. You can change what you proposed."</p>
            </div>
        </div>
        <div class="acts">
            <a class="btn btn--primary" href=edit>"Edit proposal"</a>
            <a class="btn" href=see>"See what waits"</a>
        </div>
    }
    .ready()
}

/// Why, and who decides it.
#[component]
fn Reason(form: Signal<CampaignState>, decides: Resource<Result<Decides, PageError>>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="h-reason">
            <div class="section__head"><h2 id="h-reason">"Who decides"</h2></div>
            <Transition>
                {move || Suspend::new(async move {
                    match decides.await {
                        Ok(decides) => Either::Left(view! { <WhoDecides decides/> }),
                        Err(error) => Either::Right(view! { <Failed error/> }),
                    }
                })}
            </Transition>
            <div class="form">
                <TextArea
                    field=Field::Reason
                    label="Why"
                    form
                    optional=true
                    hint="Stands above your proposal. At most 300 characters, without links."
                />
            </div>
        </section>
    }
    .erased()
}

#[component]
fn WhoDecides(decides: Decides) -> impl IntoView {
    let Decides { deciders, ahead } = decides;
    let waits = ahead.is_some().then_some("Whatever is not within that waits: ");
    let ahead = ahead.map(|words| view! { <div class="note note--ok mb-4"><Icon name="check"/> <p dir="auto">{words}</p></div> });
    view! {
        {ahead}
        <p class="mb-4">{waits} <bdi>{deciders}</bdi> " can approve it. Every Admin sees it, and nothing changes before."</p>
    }
    .ready()
}
