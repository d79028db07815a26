//! Above the page of a partner who asks for something: what it would newly allow, and both answers.

use domain::access_request::Wish;
use domain::edit::Marked;
use domain::id::{AccessRequestId, PartnerId};
use domain::zone::Moment;
use leptos::prelude::*;
use service::access_request::{Meant, ToAnswer};
use service::capability::Admin;

use super::ask::Field;
use super::{RequestField, RequestForm};
use crate::diagnosis::any_of;
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
        let one = |asked: ToAnswer| {
            let ways = Ways { page: page.clone(), slug: admin.center().slug.clone(), partner };
            let moment = admin.member().zone().moment(asked.request.at);
            view! { <One asked moment ways form=form.clone()/> }
        };
        view! {
            <div class="mb-4"><ErrorSummary form=shown/></div>
            {all.into_iter().map(one).collect_view()}
        }
    }))
}

struct Ways {
    page: String,
    slug: String,
    partner: PartnerId,
}

impl Ways {
    /// **Edit**, to give what was meant.
    fn edit_to_answer(&self, request: AccessRequestId) -> String {
        let edit = path::edit_marked(&self.slug, self.partner, Marked::Assets);
        format!("{edit}&{}={request}", path::ANSWERS)
    }

    fn answers(&self, request: AccessRequestId) -> String {
        format!("{}/requests/{request}", self.page)
    }
}

#[component]
fn One(asked: ToAnswer, moment: Moment, ways: Ways, form: RequestForm) -> impl IntoView {
    let ToAnswer { request, meant } = asked;
    let title = format!("{} asks for {}", request.name, request.ask);
    let number = request.id.uuid().as_u128();
    let answers = ways.answers(request.id);
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
                <div class="acts">{yes(&meant, &ways, request.id)}</div>
                <form class="ask" method="post" action=answers novalidate>
                    <Field
                        form
                        field=RequestField::Words(number)
                        label="Why not"
                        hint="They read it with “Answer no”, which takes a sentence. At most 300 characters, without links."
                    />
                    <div class="acts"><button class="btn" name="do" value="decline">"Answer no"</button></div>
                </form>
            </div>
        </section>
    }
    .ready()
}

fn told(meant: &Meant) -> AnyView {
    match meant {
        Meant::This { gains, unopened, .. } => {
            let gains = gains.iter().map(|line| view! { <li><Icon name="check"/> <span dir="auto">{line.clone()}</span></li> });
            let unopened = (!unopened.is_empty()).then(|| {
                let words = format!("They have no Module that opens it: that would be {}.", any_of(*unopened));
                view! { <p>{words}</p> }
            });
            view! { <p>"It would newly allow:"</p> <ul class="gains">{gains.collect_view()}</ul> {unopened} }.ready()
        }
        Meant::Gone => view! { <p>"It is not registered here any more. Answer no, and say what they can have instead."</p> }.ready(),
        Meant::Has(..) => view! { <p>"They have it by now. Nothing changes with a yes."</p> }.ready(),
        Meant::OneOf(_) => {
            view! { <p>"Several Assets here may be meant. Each of these opens Edit with it added:"</p> }.ready()
        }
        Meant::Nothing(near) if near.is_empty() => {
            view! { <p>"No Asset here is called so. Register it first, or give another one under Edit."</p> }.ready()
        }
        Meant::Nothing(_) => {
            view! { <p>"No Asset here is called so, but nearly so. Each of these opens Edit with it added:"</p> }.ready()
        }
        Meant::TooMany => {
            view! { <p>"They have as many Assets as can be given one by one. Put some into an Asset group under Edit."</p> }
                .ready()
        }
    }
}

/// One click for what takes nothing from anybody; who becomes an Admin can remove whoever made them one, so that is looked at
/// once more.
fn yes(meant: &Meant, ways: &Ways, request: AccessRequestId) -> AnyView {
    match meant {
        Meant::This { wish: Wish::Admin, .. } => {
            let edit = path::edit_marked(&ways.slug, ways.partner, Marked::Level);
            view! { <a class="btn btn--primary" href=edit>"Edit"</a> }.ready()
        }
        Meant::This { shown, .. } | Meant::Has(_, shown) => {
            let (action, shown) = (ways.answers(request), shown.as_str().to_owned());
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="shown" value=shown/>
                    <button class="btn btn--primary" name="do" value="grant">"Grant exactly this"</button>
                </form>
            }
            .ready()
        }
        Meant::Gone => ().into_any(),
        Meant::OneOf(targets) | Meant::Nothing(targets) => {
            let edit = ways.edit_to_answer(request);
            let each = targets.iter().map(|target| {
                let gives = path::giving(edit.clone(), target);
                view! { <a class="btn" href=gives><span>"Give " <bdi>{target.clone()}</bdi></span></a> }
            });
            let other = if targets.is_empty() { "Edit" } else { "Give another one" };
            view! { {each.collect_view()} <a class="btn" href=edit>{other}</a> }.ready()
        }
        Meant::TooMany => {
            let edit = ways.edit_to_answer(request);
            view! { <a class="btn btn--primary" href=edit>"Edit"</a> }.ready()
        }
    }
}
