use super::RequestState;
use crate::campaign::FixedRefusal;

/// Why nothing came of what was to be done with a Change request; its `Display` is the sentence for the form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestRefusal {
    #[error("Nobody approves or rejects their own proposal. Another Admin decides it.")]
    Own,
    #[error("Only whoever proposed it can do that.")]
    NotYours,
    #[error("{}", over(*.0))]
    Over(RequestState),
    #[error("The proposal was changed meanwhile, and nothing is decided yet. This is how it stands now.")]
    Edited,
    #[error("You changed this proposal elsewhere meanwhile. Load the page again to see it.")]
    EditedElsewhere,
    #[error("The campaign was changed meanwhile, and nothing is decided yet. This is how it stands now.")]
    CampaignChanged,
    #[error("Say why: they read it, and can propose something better.")]
    NoReason,
    /// What the campaign as it stands now does not let happen any more.
    #[error("This can’t be approved any more. {0} Reject it, and say so.")]
    Fixed(FixedRefusal),
    #[error(
        "The start it proposes is over. Reject it and ask for a later one, or save the campaign yourself."
    )]
    StartOver,
    #[error("The end it proposes is over. Reject it and ask for a later one.")]
    EndOver,
    #[error("With the change made meanwhile it would end before it starts. Reject it, and say so.")]
    EndFirst,
    #[error("The campaign is like this already. Reject it, or leave it to be withdrawn.")]
    AlreadySo,
    /// What the decision says today of whoever proposed it.
    #[error("{0} What they proposed can’t be approved as it stands.")]
    Proposer(String),
}

const fn over(state: RequestState) -> &'static str {
    match state {
        RequestState::Waiting => "It still waits.",
        RequestState::Approved => "It was approved already. Nothing more happens to it.",
        RequestState::Rejected => "It was rejected already. Nothing more happens to it.",
        RequestState::Withdrawn => "It was withdrawn by whoever proposed it. Nothing more happens to it.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_says_how_it_ended() {
        let told = |state| RequestRefusal::Over(state).to_string();
        assert!(told(RequestState::Approved).starts_with("It was approved already."));
        assert!(told(RequestState::Rejected).starts_with("It was rejected already."));
        assert!(told(RequestState::Withdrawn).starts_with("It was withdrawn"));
        assert!(told(RequestState::Waiting).starts_with("It still waits"));
    }

    #[test]
    fn what_is_fixed_says_why_and_what_is_left_to_do() {
        let words = RequestRefusal::Fixed(FixedRefusal::Started).to_string();
        assert_eq!(
            words,
            "This can’t be approved any more. It has started, so its start stays. Change its end or status instead. \
             Reject it, and say so."
        );
    }
}
