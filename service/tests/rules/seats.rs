//! At most 20 Admins, fewer than 4,000 Standard Members; open Invitations hold a seat, expired ones do not (DOMAIN 2).

use chrono::TimeDelta;
use domain::access::AccessLevel;
use domain::grant::Grant;
use domain::invitation::InviteRefusal;
use domain::seats::{SeatsFull, Taken};
use service::both_engines;
use service::invitation::NewInvitation;
use service::testing::{Engine, Insider, Plan, World, at_once, offer, refusal, until};

fn as_admin(contact: &str) -> NewInvitation {
    NewInvitation { grant: Grant::Admin, ..offer(contact) }
}

async fn invites_admins(ada: &Insider, count: usize) {
    for i in 0..count {
        ada.tries_to_invite(as_admin(&format!("admin{i}@halcyon.example"))).await.unwrap();
    }
}

/// So many open Standard Invitations, past the doors, for speed.
async fn standards_stand_open(world: &World, count: u32) {
    let (id, hash) = match world.engine() {
        Engine::Sqlite => ("randomblob(16)", "randomblob(32)"),
        Engine::Postgres => ("gen_random_uuid()", "decode(md5(n::text) || md5('x' || n::text), 'hex')"),
    };
    let until = (world.now() + TimeDelta::days(30)).timestamp_micros();
    world
        .sql(&format!(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
             INSERT INTO partners (id, center_id, contact_kind, contact, sort_key, search_key, kind, level, modules,
                                   state, state_at, invitation_expires_at, invitation_version, token_hash)
             SELECT {id}, c.id, 'email', 's' || n || '@agency.example', 's' || n, 's' || n, 'agency', 'standard', 0,
                    'invited', 0, {until}, 1, {hash}
               FROM numbers, business_centers c",
        ))
        .await;
}

/// So many Standard Members, past the doors, for speed.
async fn standards_are_in(world: &World, count: u32) {
    let id = match world.engine() {
        Engine::Sqlite => "randomblob(16)",
        Engine::Postgres => "gen_random_uuid()",
    };
    let numbers = format!(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})"
    );
    world
        .sql(&format!(
            "{numbers} INSERT INTO accounts (id, name, password_hash, created_at) SELECT {id}, 's' || n, '', 0 FROM numbers"
        ))
        .await;
    world
        .sql(
            "INSERT INTO partners (id, center_id, contact_kind, contact, sort_key, search_key, kind, level, modules,
                                   state, state_at, invitation_version, account_id, name)
             SELECT a.id, c.id, 'email', a.name || '@agency.example', a.name, a.name, 'agency', 'standard', 0,
                    'active', 0, 1, a.id, a.name
               FROM accounts a, business_centers c
              WHERE a.password_hash = ''",
        )
        .await;
    world.sql(&format!("UPDATE business_centers SET standards = standards + {count}")).await;
}

both_engines! {
    async fn of_many_at_once_for_the_last_admin_seat_one_gets_it(world: World) {
        // C-37: the founder and 18 open Invitations hold 19 of 20.
        let ada = world.ada().await;
        invites_admins(&ada, 18).await;
        let admin = ada.admin().await;
        let deeds = (0..64).map(|i| {
            let admin = admin.clone();
            async move { admin.invite(as_admin(&format!("late{i}@halcyon.example"))).await }
        });

        let outcomes = at_once(deeds).await;

        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let full = SeatsFull { level: AccessLevel::Admin, taken: Taken { active: 1, invited: 19 } };
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(refusal(outcome), InviteRefusal::SeatsFull(full));
        }
        let open = "SELECT count(*) FROM partners WHERE state = 'invited' AND level = 'admin'";
        assert_eq!(world.number(open).await, 19);
        let seats = admin.seats().await.unwrap();
        assert_eq!(seats.words(AccessLevel::Admin), "1 active + 19 invited of 20");
    }

    async fn of_many_at_once_for_the_last_standard_seats_as_many_get_them(
        world: World = Plan::ordinary().without_mail_server()
    ) {
        let ada = world.ada().await;
        standards_stand_open(world, 3_990).await;
        let admin = ada.admin().await;
        let deeds = (0..64).map(|i| {
            let admin = admin.clone();
            async move { admin.invite(offer(&format!("late{i}@halcyon.example"))).await }
        });

        let outcomes = at_once(deeds).await;

        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 9);
        let seats = admin.seats().await.unwrap();
        assert_eq!(seats.words(AccessLevel::Standard), "0 active + 3,999 invited of 3,999");
        // The levels do not take seats of each other.
        ada.tries_to_invite(as_admin("omar@halcyon.example")).await.unwrap();
    }

    async fn an_expired_invitation_has_freed_its_seat_by_the_clock_alone(world: World) {
        let ada = world.ada().await;
        invites_admins(&ada, 19).await;
        assert!(ada.tries_to_invite(as_admin("omar@halcyon.example")).await.is_err());
        world.passes(TimeDelta::days(30) - TimeDelta::microseconds(1));
        let ada = ada.logs_in_again().await;
        assert!(ada.tries_to_invite(as_admin("omar@halcyon.example")).await.is_err());

        world.passes(TimeDelta::microseconds(1));

        assert_eq!(ada.admin().await.seats().await.unwrap().free(AccessLevel::Admin), 19);
        ada.tries_to_invite(as_admin("omar@halcyon.example")).await.unwrap();
        // To be renewed takes a seat anew, like any other.
        invites_admins(&ada, 18).await;
        let renewed = ada.tries_to_invite(as_admin("admin18@halcyon.example")).await;
        assert!(matches!(refusal(renewed), InviteRefusal::SeatsFull(_)));
    }

    async fn whoever_ended_by_the_clock_leaves_their_seat_to_another_in_a_full_house(world: World) {
        let ada = world.ada().await;
        let (_, mina) = ada.takes_in(&world.mina()).await;
        standards_are_in(world, 3_998).await;
        let last_day = until(&world.now().date_naive().to_string(), world.now());
        ada.edits(mina, |access| *access = access.clone().with_end(last_day)).await;
        let full = ada.tries_to_invite(offer("leo@leomakes.example")).await;
        assert!(matches!(refusal(full), InviteRefusal::SeatsFull(_)));
        world.passes(TimeDelta::days(1));

        let (_, leo) = ada.takes_in(&world.leo()).await;
        let seats = || async { ada.admin().await.seats().await.unwrap().words(AccessLevel::Standard) };
        assert_eq!(seats().await, "3,999 active + 0 invited of 3,999");
        let full = ada.tries_to_invite(offer("mina@agency.example")).await;
        assert!(matches!(refusal(full), InviteRefusal::SeatsFull(_)), "their own seat is not kept for them");

        ada.revokes(leo).await;
        assert_eq!(seats().await, "3,998 active + 0 invited of 3,999");
        ada.invites("mina@agency.example").await;
        let offered = world.mina().opens_the_invitation().await;
        world.mina().tries_to_log_in_and_accept(&offered, None).await.unwrap();
        assert_eq!(seats().await, "3,999 active + 0 invited of 3,999");
    }

    async fn even_wrong_code_commits_no_twenty_first_admin_and_no_business_center_without_one(world: World) {
        world.ada().await;
        for wrong in ["admins = 21", "admins = 0", "standards = 4000", "standards = -1"] {
            let written = world.tries_sql(&format!("UPDATE business_centers SET {wrong}")).await;
            assert!(written.is_err(), "{wrong}");
        }
    }
}
