//! A Business Center keeps its last Admin, whatever two Admins do to each other and to themselves at once (C-36).

use service::both_engines;
use service::testing::{Insider, World, at_once};

use super::{
    Ends, Outcome, Prepared, admins, all_are_admins_again, done, edits, ends, outcome, prepared, reduced,
    rounds,
};
use domain::edit::EditRefusal;
use domain::id::PartnerId;
use domain::revoke::LeaveRefusal;

/// What an Admin does that leaves one Admin less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    ToTheOther(Ends),
    ReducesThemselves,
    Leaves,
}

impl Deed {
    fn all() -> impl Iterator<Item = Self> {
        Ends::ALL.map(Self::ToTheOther).into_iter().chain([Self::ReducesThemselves, Self::Leaves])
    }

    const fn is_to_the_other(self) -> bool {
        matches!(self, Self::ToTheOther(_))
    }
}

async fn prepares(world: &World, who: &Insider, deed: Deed, other: PartnerId) -> Prepared {
    match deed {
        Deed::ToTheOther(how) => ends(world, who, how, other).await,
        Deed::ReducesThemselves => {
            let admin = who.admin().await;
            let own = admin.member().partner();
            edits(admin, own, reduced()).await
        }
        Deed::Leaves => {
            let member = who.member().await;
            let shown = member.rehearse_leave().await.unwrap().rehearsed;
            prepared(async move { outcome(member.leave(shown).await) })
        }
    }
}

/// What whoever came second is told, where both only wanted to be no Admin themselves.
fn is_told_to_stay(outcomes: &[Outcome]) -> bool {
    let words = [EditRefusal::LastAdmin.to_string(), LeaveRefusal::LastAdmin.to_string()];
    outcomes.iter().any(|outcome| matches!(outcome, Outcome::Told(told) if words.contains(told)))
}

both_engines! {
    async fn of_two_admins_who_end_themselves_or_each_other_at_once_one_stays(world: World) {
        let [(omar, omar_id), (cleo, cleo_id)] = admins(world, [world.omar(), world.cleo()]).await;
        let pairs: Vec<_> = Deed::all().flat_map(|one| Deed::all().map(move |two| (one, two))).collect();
        for (one, two) in pairs.iter().copied().cycle().take(rounds(1_000)) {
            let deeds = [prepares(world, &omar, one, cleo_id).await, prepares(world, &cleo, two, omar_id).await];
            let outcomes = at_once(deeds).await;

            let what = format!("{one:?} and {two:?}: {outcomes:?}");
            let are_in = "SELECT count(*) FROM partners WHERE state = 'active' AND level = 'admin'";
            assert_eq!(world.number(are_in).await, 1, "{what}");
            assert_eq!(world.number("SELECT admins FROM business_centers").await, 1, "{what}");
            if one.is_to_the_other() == two.is_to_the_other() {
                assert_eq!(done(&outcomes), 1, "{what}");
            } else {
                // Both are about one person: whoever reduced themselves may be revoked after it.
                assert!(done(&outcomes) >= 1, "{what}");
            }
            if !one.is_to_the_other() && !two.is_to_the_other() {
                assert!(is_told_to_stay(&outcomes), "{what}");
            }
            all_are_admins_again(world).await;
        }
    }
}
