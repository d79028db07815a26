//! Above the page of a partner who asks for something: what it would newly allow, and both answers.

use domain::access_request::Wish;
use domain::asset::TargetId;
use domain::edit::Marked;
use domain::id::PartnerId;
use domain::zone::Moment;
use leptos::prelude::*;
use service::access_request::{Meant, ToAnswer};
use service::capability::Admin;

use super::ask::Field;
use super::{RequestField, RequestForm};
use crate::drawn::drawn;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon, Time};

/// All of them, drawn; nothing where nobody asks.
pub fn requests(admin: &Admin, partner: PartnerId, all: Vec<ToAnswer>, form: RequestForm) -> Option<String> {
    if all.is_empty() && !form.is_refused() {
        return None;
    }
    let admin = admin.clone();
    Some(drawn(move || {
        let page = path::partner(&admin.center().slug, partner);
        let shown = Signal::stored(form.clone());
        let one = |(at, asked): (usize, ToAnswer)| {
            let ways = Ways { page: page.clone(), slug: admin.center().slug.clone(), partner };
            let moment = admin.member().zone().moment(asked.request.at);
            view! { <One asked moment ways form=form.clone() number=at + 1/> }
        };
        view! {
            <ErrorSummary form=shown/>
            {all.into_iter().enumerate().map(one).collect_view()}
        }
    }))
}

struct Ways {
    page: String,
    slug: String,
    partner: PartnerId,
}

impl Ways {
    fn edit(&self, marked: Marked) -> String {
        path::edit_marked(&self.slug, self.partner, marked)
    }
}

#[component]
fn One(asked: ToAnswer, moment: Moment, ways: Ways, form: RequestForm, number: usize) -> impl IntoView {
    let ToAnswer { request, meant } = asked;
    let title = format!("{} asks for {}", request.name, request.ask);
    let heading = format!("h-request-{number}");
    let labelled_by = heading.clone();
    let words =
        request.words.map(|words| view! { <blockquote class="note-text" dir="auto">{words}</blockquote> });
    view! {
        <section class="note note--care mb-4" aria-labelledby=labelled_by>
            <Icon name="clock"/>
            <div>
                <h2 id=heading dir="auto">{title}</h2>
                <p><Time moment/></p>
                {words}
                {told(&meant)}
                <form class="ask" method="post" action=format!("{}/requests/{}", ways.page, request.id) novalidate>
                    <input type="hidden" name="number" value=number/>
                    <Field
                        form
                        field=RequestField::Words(number)
                        label="Your answer"
                        optional=true
                        hint="Mailed to them with “Answer no”, which takes a sentence. At most 300 characters, without links."
                    />
                    <div class="acts">
                        {yes(&meant, &ways)}
                        <button class="btn" name="do" value="decline">"Answer no"</button>
                    </div>
                </form>
            </div>
        </section>
    }
    .ready()
}

fn told(meant: &Meant) -> AnyView {
    match meant {
        Meant::This { gains, .. } => {
            let gains = gains.iter().map(|line| view! { <li><Icon name="check"/> <span dir="auto">{line.clone()}</span></li> });
            view! { <p>"It would newly allow:"</p> <ul class="gains">{gains.collect_view()}</ul> }.ready()
        }
        Meant::Has(_) => view! { <p>"They have it by now. Nothing changes with a yes."</p> }.ready(),
        Meant::OneOf(names) => {
            let words = format!("Several Assets here may be meant: {}. Give the right one under Edit.", names.join(", "));
            view! { <p dir="auto">{words}</p> }.ready()
        }
        Meant::Nothing => {
            view! { <p>"No Asset here is called so. Register it first, or give another one under Edit."</p> }.ready()
        }
        Meant::TooMany => {
            view! { <p>"They have as many Assets as can be given one by one. Put some into an Asset group under Edit."</p> }
                .ready()
        }
    }
}

/// One click for what takes nothing from anybody; who becomes an Admin can remove whoever made them one, so that is looked at
/// once more.
fn yes(meant: &Meant, ways: &Ways) -> AnyView {
    match meant {
        Meant::This { wish: Wish::Admin, .. } => {
            let edit = ways.edit(Marked::Level);
            view! { <a class="btn btn--primary" href=edit>"Edit"</a> }.ready()
        }
        Meant::This { wish, .. } | Meant::Has(wish) => {
            let shown = wish.asset().map(code).unwrap_or_default();
            view! {
                <input type="hidden" name="asset" value=shown/>
                <button class="btn btn--primary" name="do" value="grant">"Grant exactly this"</button>
            }
            .ready()
        }
        Meant::OneOf(_) | Meant::Nothing | Meant::TooMany => {
            let edit = ways.edit(Marked::Assets);
            view! { <a class="btn btn--primary" href=edit>"Edit"</a> }.ready()
        }
    }
}

/// In the form that grants it.
fn code(target: TargetId) -> String {
    match target {
        TargetId::Asset(id) => format!("asset {id}"),
        TargetId::Group(id) => format!("group {id}"),
    }
}

/// The Asset that was shown to be meant; none for what no form of ours sends.
pub(super) fn shown(code: &str) -> Option<TargetId> {
    let (sort, id) = code.split_once(' ')?;
    match sort {
        "asset" => id.parse().ok().map(TargetId::Asset),
        "group" => id.parse().ok().map(TargetId::Group),
        _ => None,
    }
}
