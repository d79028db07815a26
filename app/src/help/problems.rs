//! Where a diagnosis starts from Help: of a problem of one's own, and for an Admin of somebody else's.

use domain::diagnosis::Problem;
use domain::partner::PartnerState;
use leptos::prelude::*;
use service::capability::Member;
use service::failure::Failure;
use service::partner::PartnersQuery;

use super::server::Asked;
use crate::path;
use crate::ui::{Erased, Icon};

/// As many of whoever may be meant are shown.
const SHOWN: usize = 10;

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
    found: Option<Vec<Found>>,
    /// More are meant than are shown.
    all: Option<String>,
}

struct Found {
    name: String,
    /// Their address, where they have a name.
    contact: Option<String>,
    state: PartnerState,
    to: String,
}

impl Problems {
    pub(super) async fn of(member: &Member, asked: &Asked) -> Result<Self, Failure> {
        let slug = member.center().slug.clone();
        let Ok(admin) = member.admin() else { return Ok(Self { slug, somebody: None }) };
        let problem = Problem::parse(&asked.problem).unwrap_or(Problem::LogIn);
        let who = asked.who.trim().to_owned();
        let mut all = None;
        let found = if who.is_empty() {
            None
        } else {
            let query = PartnersQuery { search: who.clone(), ..PartnersQuery::default() };
            let rows = admin.partners(&query).await?.rows;
            all = (rows.len() > SHOWN).then(|| path::search_partners(&slug, &who));
            let found = rows.into_iter().take(SHOWN).map(|row| row.partner).map(|row| {
                let to = path::diagnosis(&slug, row.id, problem);
                let (name, contact) = match row.name {
                    Some(name) => (name, Some(row.contact)),
                    None => (row.contact, None),
                };
                Found { name, contact, state: row.state, to }
            });
            Some(found.collect())
        };
        let empty = who.is_empty() && !asked.problem.is_empty();
        Ok(Self { somebody: Some(Somebody { who, problem, empty, found, all }), slug })
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
        let Self { who, problem: chosen, empty, found, all } = self;
        let options = Problem::ALL.map(|problem| {
            view! { <option value=problem.as_str() selected=problem == chosen>{problem.label()}</option> }
        });
        let error = empty.then(|| {
            view! { <p class="error" id="who-error"><Icon name="warn"/> <span><span class="vh">"Error: "</span> "Type a name or an address."</span></p> }
        });
        let (bad, described) = (empty.then_some("true"), empty.then_some("who-error"));
        let found = found.map(|found| shown(found, all, &who, slug));
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

fn shown(found: Vec<Found>, all: Option<String>, who: &str, slug: &str) -> AnyView {
    if found.is_empty() {
        let add = path::add_partners(slug);
        return view! {
            <div class="note" role="status">
                <Icon name="help"/>
                <div>
                    <p>
                        "Nobody here has " <bdi>{who.to_owned()}</bdi>
                        " in their name or address. Whoever was never invited can’t get in: the address may be mistyped on either side."
                    </p>
                    <p class="mt-2"><a class="btn btn--small" href=add>"Add Partners"</a></p>
                </div>
            </div>
        }
        .ready();
    }
    let row = |Found { name, contact, state, to }: Found| {
        let about = contact.into_iter().chain([state.label().to_owned()]).collect::<Vec<_>>().join(" · ");
        view! { <li><a href=to><bdi>{name}</bdi></a> <span class="sub" dir="auto">{about}</span></li> }
    };
    let more = all.map(|all| {
        view! { <p class="mt-2">{format!("These are the first {SHOWN}. ")} <a href=all>"See all of them"</a></p> }
    });
    view! { <div role="status"><ul class="links">{found.into_iter().map(row).collect_view()}</ul> {more}</div> }.ready()
}
