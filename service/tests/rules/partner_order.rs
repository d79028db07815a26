//! The order of **Users → Partners**, its pages, and what is counted of it.

use domain::access::AccessLevel;
use domain::fold::unaccented;
use domain::grant::Grant;
use domain::id::PartnerId;
use domain::partner::{Chosen, Cursor, Filter, PartnerKind, PartnerState, Quiet, Sort, SortBy, Start};
use service::both_engines;
use service::capability::{Admin, Entry};
use service::demo::Demo;
use service::partner::{Page, PartnerRow, PartnersQuery};
use service::testing::World;
use uuid::Uuid;

/// A hundred and sixty of all sorts.
async fn crowd(world: &World) -> Admin {
    let filled = Demo { partners: 160, centers: 2 }.fill(&world.keyholder()).await.unwrap();
    let ada = world.guest("Ada Lindqvist", &filled.email).typing(&filled.password).logs_in().await;
    let Entry::In(member) = ada.enters(&filled.slugs[0]).await else { panic!("Ada is not in") };
    member.admin().unwrap()
}

/// Where somebody stands in a list, as its words promise.
fn place(row: &PartnerRow, by: SortBy) -> i64 {
    let of = |at: Option<usize>| at.map_or(i64::MAX / 2, |at| i64::try_from(at).unwrap());
    match by {
        SortBy::Name => 0,
        SortBy::Kind => {
            of(row.kind.and_then(|kind| PartnerKind::ALL.iter().position(|other| *other == kind)))
        }
        SortBy::Level => i64::from(row.level() == AccessLevel::Standard),
        SortBy::Reach => match row.grant {
            Grant::Admin => 6,
            Grant::Standard { modules } => i64::try_from(modules.iter().count()).unwrap(),
        },
        SortBy::State => of(PartnerState::ALL.iter().position(|state| *state == row.state)),
        SortBy::LastHere => row.seen_at.map_or(0, |seen| seen.timestamp_micros()),
    }
}

/// Everybody whom the query shows, put in order by hand.
async fn in_order(admin: &Admin, query: &PartnersQuery) -> Vec<PartnerId> {
    let anyhow = PartnersQuery { sort: Sort::default(), start: Start::First, ..query.clone() };
    let rows = admin.partner_rows(&anyhow, 1_000).await.unwrap();
    let mut rows: Vec<_> = rows.into_iter().map(|row| row.partner).collect();
    let name = |row: &PartnerRow| unaccented(row.name.as_deref().unwrap_or(&row.contact));
    rows.sort_by_key(|row| (name(row), row.id));
    let Sort { by, descending } = query.sort;
    match (by, descending) {
        (SortBy::Name, true) => rows.reverse(),
        (_, true) => rows.sort_by_key(|row| -place(row, by)),
        (_, false) => rows.sort_by_key(|row| place(row, by)),
    }
    rows.into_iter().map(|row| row.id).collect()
}

fn ids(page: &Page) -> Vec<PartnerId> {
    page.rows.iter().map(|row| row.partner.id).collect()
}

/// From the first page to the last, and back again.
async fn pages_there_and_back(admin: &Admin, query: PartnersQuery) {
    let wanted = in_order(admin, &query).await;
    let all = u32::try_from(wanted.len()).unwrap();
    let (mut there, mut start, mut last) = (Vec::new(), Some(Start::First), None);
    while let Some(from) = start {
        let page = admin.partners(&PartnersQuery { start: from, ..query.clone() }).await.unwrap();
        assert_eq!(page.counts.partners(query.chosen()), all, "{query:?}");
        assert_eq!(usize::try_from(page.first).unwrap(), there.len() + 1, "{query:?}");
        assert_eq!(page.previous.is_some(), from != Start::First);
        there.extend(ids(&page));
        (start, last) = (page.next, Some(page));
    }
    assert_eq!(there, wanted, "{query:?}");
    let last = last.unwrap();
    let (mut back, mut start) = (ids(&last), last.previous);
    while let Some(from) = start {
        let page = admin.partners(&PartnersQuery { start: from, ..query.clone() }).await.unwrap();
        let mut both = ids(&page);
        let ends_at = usize::try_from(page.first).unwrap() - 1 + both.len();
        assert_eq!(both, wanted[ends_at - both.len()..ends_at], "{query:?}");
        assert!(ends_at >= wanted.len() - back.len(), "nobody is left out between two pages: {query:?}");
        assert!(page.next.is_some());
        both.extend(back);
        (back, start) = (both, page.previous);
    }
    assert_eq!(back[..50.min(wanted.len())], wanted[..50.min(wanted.len())], "{query:?}");
}

both_engines! {
    async fn every_order_shows_each_partner_once_page_by_page_there_and_back(world: World) {
        let admin = crowd(world).await;
        for sort in Sort::all() {
            pages_there_and_back(&admin, PartnersQuery { sort, ..PartnersQuery::default() }).await;
        }
        let chosen = Filter { quiet: Some(Quiet::Days30), ..Filter::default() };
        for sort in Sort::all().filter(|sort| sort.descending) {
            let of = |search: &str, state, filter| {
                PartnersQuery { search: search.to_owned(), state, filter, sort, start: Start::First }
            };
            pages_there_and_back(&admin, of("a", Some(PartnerState::Active), Filter::default())).await;
            pages_there_and_back(&admin, of("", None, chosen.clone())).await;
        }
    }

    async fn a_page_says_where_it_stands_and_what_comes_before_it(world: World) {
        let admin = crowd(world).await;
        let all = in_order(&admin, &PartnersQuery::default()).await;
        let at = |partner| Cursor { place: 0, partner };
        let second = PartnersQuery { start: Start::After(at(all[49])), ..PartnersQuery::default() };
        // Nobody comes after somebody who is not here.
        let nobody = Start::After(at(PartnerId::from_uuid(Uuid::nil())));
        let nobody = PartnersQuery { start: nobody, ..second.clone() };
        let page = admin.partners(&nobody).await.unwrap();
        assert!(page.rows.is_empty() && page.next.is_none() && page.previous == Some(Start::First));
        let page = admin.partners(&second).await.unwrap();
        assert_eq!((page.first, page.previous), (51, Some(Start::First)));
        let third = PartnersQuery { start: Start::After(at(all[99])), ..second };
        let page = admin.partners(&third).await.unwrap();
        assert_eq!((page.first, page.previous), (101, Some(Start::Before(at(all[100])))));
    }

    async fn whoever_moves_while_somebody_reads_moves_no_page(world: World) {
        let admin = crowd(world).await;
        let sort = Sort { by: SortBy::LastHere, descending: true };
        let query = PartnersQuery { sort, ..PartnersQuery::default() };
        let all = in_order(&admin, &query).await;
        let first = admin.partners(&query).await.unwrap();
        let last = &first.rows.last().unwrap().partner.contact;
        // Who stands last on the first page comes by, and would be first of all.
        world.sql(&format!("UPDATE partners SET seen_at = 4000000000000000 WHERE contact = '{last}'")).await;
        let second = PartnersQuery { start: first.next.unwrap(), ..query };
        assert_eq!(ids(&admin.partners(&second).await.unwrap()), all[50..100]);
    }

    async fn each_choice_counts_whom_it_would_show(world: World) {
        let admin = crowd(world).await;
        let states = PartnerState::ALL.map(Some).into_iter().chain([None]);
        let quiets = Quiet::ALL.map(Some).into_iter().chain([None]);
        let filters = [
            Filter::default(),
            Filter { kinds: vec![PartnerKind::Agency, PartnerKind::Client], ..Filter::default() },
            Filter { level: Some(AccessLevel::Standard), ..Filter::default() },
        ];
        for filter in filters {
            let counts = admin.partners(&PartnersQuery { filter: filter.clone(), ..PartnersQuery::default() }).await;
            let counts = counts.unwrap().counts;
            for (state, quiet) in states.clone().flat_map(|state| quiets.clone().map(move |quiet| (state, quiet))) {
                for ticked in 0..8 {
                    let [ends_soon, nothing_granted, not_delivered] = [1, 2, 4].map(|bit| ticked & bit != 0);
                    let chosen = Chosen { state, quiet, ends_soon, nothing_granted, not_delivered };
                    let query = PartnersQuery {
                        state,
                        filter: Filter { quiet, ends_soon, nothing_granted, not_delivered, ..filter.clone() },
                        ..PartnersQuery::default()
                    };
                    let shown = admin.partner_rows(&query, 1_000).await.unwrap().len();
                    assert_eq!(usize::try_from(counts.partners(chosen)).unwrap(), shown, "{query:?}");
                }
            }
        }
    }
}
