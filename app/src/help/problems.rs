//! Where a diagnosis starts from Help: of a problem of one's own, and for an Admin of somebody else's.

use domain::diagnosis::Problem;
use leptos::prelude::*;
use service::capability::Member;
use service::failure::Failure;
use service::partner::{self, Called};

use super::server::Asked;
use crate::path;
use crate::ui::{Erased, Icon};

pub(super) struct Problems {
    slug: String,
    /// An Admin looks.
    somebody: Option<Somebody>,
}

/// Who has the problem.
struct Somebody {
    who: String,
    problem: Problem,
    /// It was asked, and of nobody.
    empty: bool,
    /// None: nobody is asked about.
    called: Option<Called>,
}

impl Problems {
    pub(super) async fn of(member: &Member, asked: &Asked) -> Result<Self, Failure> {
        let slug = member.center().slug.clone();
        let Ok(admin) = member.admin() else { return Ok(Self { slug, somebody: None }) };
        let problem = Problem::parse(&asked.problem).unwrap_or(Problem::LogIn);
        let who = asked.who.trim().to_owned();
        let called = if who.is_empty() { None } else { Some(admin.called(&who).await?) };
        let empty = who.is_empty() && !asked.problem.is_empty();
        Ok(Self { somebody: Some(Somebody { who, problem, empty, called }), slug })
    }

    pub(super) fn view(self) -> AnyView {
        let Self { slug, somebody } = self;
        let own = Problem::OF_A_MEMBER.map(
            |problem| view! { <li><a href=path::own_diagnosis(&slug, problem)>{problem.of_you()}</a></li> },
        );
        let title = if somebody.is_some() { "For you" } else { "Something not right?" };
        let somebody = somebody.map(|somebody| somebody.view(&slug));
        view! {
            {somebody}
            <section class="section" aria-labelledby="h-own">
                <div class="section__head"><h2 id="h-own">{title}</h2></div>
                <p>"Looked into as it stands now: what is missing, why, and what mends it."</p>
                <ul class="links mt-2">{own.into_iter().collect_view()}</ul>
            </section>
        }
        .ready()
    }
}

impl Somebody {
    fn view(self, slug: &str) -> AnyView {
        let Self { who, problem: chosen, empty, called } = self;
        let options = Problem::ALL.map(|problem| {
            view! { <option value=problem.as_str() selected=problem == chosen>{problem.label()}</option> }
        });
        let error = empty.then(|| {
            view! { <p class="error" id="who-error"><Icon name="warn"/> <span><span class="vh">"Error: "</span> "Type a name or an address."</span></p> }
        });
        let (bad, described) = (empty.then_some("true"), empty.then_some("who-error"));
        let found = called.map(|called| shown(called, chosen, &who, slug));
        view! {
            <section class="section" id="who" aria-labelledby="h-who">
                <div class="section__head"><h2 id="h-who">"Who has a problem?"</h2></div>
                <form class="looks-into" method="get" action=format!("{}#who", path::help(slug))>
                    <div class="field">
                        <label for="who-name">"Name or address"</label>
                        {error}
                        <input class="input" id="who-name" name="who" value=who autocomplete="off" spellcheck="false" dir="auto" aria-invalid=bad aria-describedby=described/>
                    </div>
                    <div class="field">
                        <label for="who-problem">"Problem"</label>
                        <span class="pick">
                            <select class="select" id="who-problem" name="problem">{options.into_iter().collect_view()}</select>
                            <Icon name="down"/>
                        </span>
                    </div>
                    <button class="btn">"Find out why"</button>
                </form>
                {found}
            </section>
        }
        .ready()
    }
}

fn shown(called: Called, problem: Problem, who: &str, slug: &str) -> AnyView {
    match called {
        Called::So { people, more } => {
            let all = more.then(|| {
                let all = path::search_partners(slug, who);
                view! { <p class="mt-2">{format!("These are the first {}. ", people.len())} <a href=all>"See all of them"</a></p> }
            });
            view! { <div role="status">{links(people, problem, slug)} {all}</div> }.ready()
        }
        Called::Nearly(people) => {
            let nearly = (!people.is_empty()).then(|| {
                view! { <p class="mt-2">"Nearly so are:"</p> {links(people, problem, slug)} }
            });
            view! {
                <div class="note" role="status">
                    <Icon name="help"/>
                    <div>
                        <p>"Nobody here has " <bdi>{who.to_owned()}</bdi> " in their name or address."</p>
                        {nearly}
                        <p class="mt-2">"Whoever was never invited can’t get in."</p>
                        <p class="mt-2"><a class="btn btn--small" href=path::add_partners(slug)>"Add Partners"</a></p>
                    </div>
                </div>
            }
            .ready()
        }
    }
}

fn links(people: Vec<partner::Somebody>, problem: Problem, slug: &str) -> impl IntoView + use<> {
    let row = |partner::Somebody { id, name, contact, state }: partner::Somebody| {
        let to = path::diagnosis(slug, id, problem);
        let (called, contact) = match name {
            Some(name) => (name, Some(contact)),
            None => (contact, None),
        };
        let about = contact.into_iter().chain([state.label().to_owned()]).collect::<Vec<_>>().join(" · ");
        view! { <li><a href=to><bdi>{called}</bdi></a> <span class="sub" dir="auto">{about}</span></li> }
    };
    view! { <ul class="links">{people.into_iter().map(row).collect_view()}</ul> }
}
