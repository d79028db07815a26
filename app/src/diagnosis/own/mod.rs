//! A problem of whoever looks, in words that speak to them. The server draws it: links, and forms that ask for what is missing.

mod assets;
mod changes;
mod level;

use domain::access_request::Offer;
use domain::decision::Refusal;
use domain::diagnosis::{Diagnosis, Problem, Sure};
use leptos::either::Either;
use leptos::prelude::*;
use service::capability::Member;
use service::failure::Failure;

use super::Passed;
use super::server::{Checked, Compared};
use super::words::summary;
use crate::access_request::{AskedFor, Asking, Offers, RequestForm, SmallOffers};
use crate::drawn::drawn;
use crate::path;
use crate::ui::{Erased, ErrorSummary, Icon};

/// What was found.
struct Own {
    summary: String,
    findings: Vec<Found>,
    passed: Vec<Checked>,
    questions: Vec<Question>,
}

/// A cause, and what would mend it: asking for it, or a page.
struct Found {
    title: String,
    sure: Sure,
    because: String,
    compare: Vec<Compared>,
    offers: Vec<Offer>,
    /// Label and address.
    ways: Vec<(String, String)>,
}

/// What only they can tell.
struct Question {
    words: String,
    offers: Vec<Offer>,
    ways: Vec<(String, String)>,
}

/// Title and HTML of the page.
///
/// # Errors
/// Not found for what nobody who is in has; when the database can't be read.
pub async fn page(member: &Member, problem: Problem, form: RequestForm) -> Result<(String, String), Failure> {
    let own = match problem {
        Problem::LogIn => return Err(Failure::NotFound),
        Problem::Level => level::own(member).await?,
        Problem::Assets => assets::own(member).await?,
        Problem::Changes => changes::own(member).await?,
    };
    let slug = member.center().slug.clone();
    let title =
        if form.is_refused() { format!("Error: {}", problem.of_you()) } else { problem.of_you().to_owned() };
    let asking = Asking {
        action: path::own_diagnosis(&slug, problem),
        requests: member.own_access_requests().await?,
        admins: member.some_admins().await?,
        form,
        zone: member.zone(),
    };
    let html = drawn(move || view! { <Whole problem slug own asking/> });
    Ok((title, html))
}

impl Own {
    fn of<Finding, Check, Unknown>(
        found: &Diagnosis<Finding, Check, Unknown>,
        finding: impl Fn(&Finding) -> Found,
        check: impl Fn(&Check) -> Checked,
        question: impl Fn(&Unknown) -> Option<Question>,
    ) -> Self {
        Self {
            summary: summary(found.findings.len(), found.checks()),
            findings: found.findings.iter().map(finding).collect(),
            passed: found.passed.iter().map(check).collect(),
            questions: found.questions.iter().filter_map(question).collect(),
        }
    }
}

impl Found {
    fn new(title: impl Into<String>, sure: Sure, because: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            sure,
            because: because.into(),
            compare: Vec::new(),
            offers: Vec::new(),
            ways: Vec::new(),
        }
    }

    /// The sentence of the decision.
    fn refused(title: impl Into<String>, sure: Sure, why: Refusal) -> Self {
        Self::new(title, sure, why.to_string())
    }
}

#[component]
fn Whole(problem: Problem, slug: String, own: Own, asking: Asking) -> impl IntoView {
    let tabs = Problem::OF_A_MEMBER.map(|tab| {
        let current = (tab == problem).then_some("page");
        view! { <a href=path::own_diagnosis(&slug, tab) aria-current=current>{tab.label()}</a> }
    });
    let checks = own.findings.len() + own.passed.len();
    let form = Signal::stored(asking.form.clone());
    let times = format!("Times are in {}.", asking.zone.words());
    let here = asking.action.clone();
    let findings = (1..).zip(own.findings);
    let around = asking.clone();
    let findings = findings
        .map(|(at, found)| view! { <FoundView number=at found asking=around.clone()/> })
        .collect_view();
    view! {
        <nav class="crumb" aria-label="Where you are">
            <a href=path::help(&slug)>"Help"</a>
            <Icon name="right"/>
            <span>{problem.label()}</span>
        </nav>
        <div class="head">
            <div class="head__title"><h1>{problem.of_you()}</h1><p>{own.summary}</p></div>
            <div class="head__do"><a class="btn" href=here rel="external"><Icon name="undo"/> "Check again"</a></div>
        </div>
        <nav class="tabs" aria-label="Problem">{tabs.into_iter().collect_view()}</nav>
        <div class="page--narrow">
            <ErrorSummary form/>
            {findings}
            {(!own.passed.is_empty()).then(|| view! { <Passed passed=own.passed checks/> })}
            {(!own.questions.is_empty()).then(|| view! { <Questions questions=own.questions asking=asking.clone()/> })}
            <AskedFor asking/>
            <p class="sub mt-4">{times}</p>
        </div>
    }
    .ready()
}

#[component]
fn FoundView(number: u128, found: Found, asking: Asking) -> impl IntoView {
    let Found { title, sure, because, compare, offers, ways } = found;
    let id = format!("finding-{number}");
    let labelled_by = id.clone();
    let rows = compare.into_iter().map(|Compared { what, says }| {
        view! { <div><dt dir="auto">{what}</dt><dd dir="auto">{says.concat()}</dd></div> }
    });
    let rows: Vec<_> = rows.collect();
    let compare = (!rows.is_empty()).then(|| view! { <dl class="compare">{rows}</dl> });
    let ways: Vec<_> =
        ways.into_iter().map(|(label, to)| view! { <a class="btn" href=to>{label}</a> }).collect();
    let ways = (!ways.is_empty()).then(|| view! { <div class="acts">{ways}</div> });
    view! {
        <article class="finding" aria-labelledby=labelled_by>
            <span class="finding__n" aria-hidden="true">{number.to_string()}</span>
            <div>
                <h2 id=id dir="auto">{title}</h2>
                <p class="sure"><b>{sure.label()} "."</b> " " <span dir="auto">{because}</span></p>
                {compare}
                {ways}
                <Offers asking offers number/>
            </div>
        </article>
    }
    .ready()
}

/// Of its form, beside those of the findings.
const OF_A_QUESTION: u128 = 100;

#[component]
fn Questions(questions: Vec<Question>, asking: Asking) -> impl IntoView {
    let row = |Question { words, offers, ways }| {
        let ways: Vec<_> = ways
            .into_iter()
            .map(|(label, to): (String, String)| view! { <a class="btn btn--small" href=to>{label}</a> })
            .collect();
        let ways = (!ways.is_empty()).then(|| view! { <span class="checks__ways">{ways}</span> });
        let asking = asking.clone();
        let offers = if offers.iter().any(|offer| matches!(offer, Offer::ByName(_))) {
            Either::Left(view! { <Offers asking offers number=OF_A_QUESTION/> })
        } else {
            Either::Right(view! { <SmallOffers asking offers/> })
        };
        view! {
            <li class="checks__unknown">
                <Icon name="help"/>
                <div><span dir="auto">{words}</span> {ways} {offers}</div>
            </li>
        }
    };
    view! {
        <section class="section" aria-labelledby="h-ask">
            <div class="section__head"><h2 id="h-ask">"What can’t be seen from here"</h2></div>
            <ul class="checks">{questions.into_iter().map(row).collect_view()}</ul>
        </section>
    }
    .ready()
}
