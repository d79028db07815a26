use proptest::prelude::*;

use super::*;

fn any_subject() -> impl Strategy<Value = Subject> {
    (0_usize..7, 0_usize..33, 0_usize..7).prop_map(|(state, grant, ad_account)| Subject {
        state: PartnerState::ALL[state],
        grant: grants()[grant],
        ad_account: ad_accounts()[ad_account],
    })
}

fn any_question() -> impl Strategy<Value = Question> {
    prop_oneof![
        (0_usize..14).prop_map(|action| Question::Here(Action::ALL[action])),
        (0_usize..10, 0_usize..4)
            .prop_map(|(action, hold)| Question::With(AssetAction::ALL[action], holds()[hold])),
    ]
}

proptest! {
    #[test]
    fn the_decision_is_the_first_of_the_reasons(who in any_subject(), what in any_question()) {
        let expected = reasons(who, what).first().copied().map_or(Decision::Allowed, Decision::Refused);
        prop_assert_eq!(decide(who, what), expected);
        prop_assert_eq!(decide(who, what).is_allowed(), Verdict::of(&reasons(who, what)) == Verdict::Yes);
    }

    #[test]
    fn nobody_who_is_out_may_do_anything(who in any_subject(), what in any_question()) {
        prop_assert!(who.state == PartnerState::Active || !decide(who, what).is_allowed());
    }

    #[test]
    fn a_standard_member_never_exceeds_the_grant(
        bits in 0_i64..32, fewer in 0_i64..32, who in any_subject(), action in 0_usize..10, hold in 0_usize..4,
    ) {
        let with = |bits| Subject { grant: Grant::standard(Modules::from_bits(bits).unwrap()), ..who };
        let may = |who, hold| decide(who, Question::With(AssetAction::ALL[action], hold)).is_allowed();
        // Fewer Modules, a weaker role or a lower level never allow more.
        prop_assert!(may(with(bits), holds()[hold]) || !may(with(bits & fewer), holds()[hold]));
        for weaker in &holds()[..hold] {
            prop_assert!(may(with(bits), holds()[hold]) || !may(with(bits), *weaker));
        }
        let admin = Subject { grant: Grant::Admin, ..who };
        prop_assert!(may(admin, holds()[hold]) || !may(with(bits), holds()[hold]));
        // Without the Asset nothing is allowed with it.
        prop_assert!(!may(with(bits), Hold::Nothing) && !may(with(bits), holds()[1]));
    }
}
