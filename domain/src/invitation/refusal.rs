use serde::{Deserialize, Serialize};

use super::AcceptUntil;
use crate::asset::AssetGrantRefusal;
use crate::contact::Masked;
use crate::end::{EndDate, EndDateRefusal};
use crate::id::PartnerId;
use crate::name::BusinessName;
use crate::partner::PartnerState;
use crate::seats::SeatsFull;
use crate::zone::Zone;

/// Why an Invitation was not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum InviteRefusal {
    #[error(
        "They have an open invitation already. Resend it instead: that makes a new link and starts 30 new days."
    )]
    AlreadyOpen { partner: PartnerId },
    #[error("They are in this Business Center already. Open their page to see what they can reach.")]
    AlreadyMember { partner: PartnerId },
    #[error(transparent)]
    SeatsFull(#[from] SeatsFull),
    #[error(transparent)]
    Sms(#[from] SmsRefusal),
    /// DOMAIN 4: an address that is only claimed sends no Invitation.
    #[error("Confirm your own address first: the link in the mail we sent you does it.")]
    SenderNotConfirmed,
    #[error("{BLOCKED}")]
    Blocked,
    #[error(transparent)]
    Assets(#[from] AssetGrantRefusal),
    #[error(transparent)]
    Ends(#[from] EndDateRefusal),
}

/// Why no SMS goes to a phone number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SmsRefusal {
    #[error("No SMS gateway is set up here, so an invitation can’t go to a phone. Use an e-mail address.")]
    NoGateway,
    #[error(
        "From here SMS go only to numbers of {allowed}, and this is none of them. Use another number or an e-mail \
         address."
    )]
    OtherCountry { allowed: String },
}

/// The receiver reported an Invitation and wants no more mails of this Business Center (DOMAIN 3).
const BLOCKED: &str = "They asked for no more messages from this Business Center, so nothing was sent. Reach \
                       them another way: on the page of the invitation they got, they can allow messages again.";

/// Why an Invitation was not accepted. Whoever reads it may be anybody who has the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AcceptRefusal {
    #[error(
        "No invitation has this link. Open the link in your newest message, or ask whoever invited you to resend it."
    )]
    Unknown,
    #[error(
        "This invitation has expired. {} Ask the Admins of {center} for a new one.", .until.ended(*.zone, *.zone)
    )]
    Expired { center: BusinessName, until: AcceptUntil, zone: Zone },
    #[error("This invitation was cancelled. Ask whoever invited you if you still want to join.")]
    Cancelled,
    #[error("This invitation was declined. Ask whoever sent it for a new one if you want to join after all.")]
    Declined,
    #[error("This link was already used. A link works once. If that was you, log in.")]
    AlreadyUsed,
    #[error(
        "This invitation is for {invited}. Nothing was accepted. Log in with that address, or ask whoever invited \
         you to send the invitation to the address you use."
    )]
    WrongAccount { invited: Masked },
    /// The form carries another Invitation's id than the cookie (DOMAIN 3).
    #[error(
        "You have opened another invitation since. Nothing was accepted. Open the link that you got again."
    )]
    OtherInvitation,
    /// Whoever accepts takes what they were shown, and nothing else.
    #[error(
        "What is offered has changed while this page stood open. Nothing was accepted. Look at what is offered now."
    )]
    OfferChanged,
}

/// Why an Invitation was not resent. `by` is a name, or the address where there is no name yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ResendRefusal {
    #[error("{by} has accepted meanwhile and is in. There is nothing to resend.")]
    Accepted { by: String },
    #[error("Their access was revoked meanwhile. Choose Invite again if they shall come back.")]
    Revoked,
    #[error(transparent)]
    SeatsFull(#[from] SeatsFull),
    #[error("{BLOCKED}")]
    Blocked,
    #[error(transparent)]
    Sms(#[from] SmsRefusal),
    /// Whoever accepted would not be in.
    #[error(
        "The access that this invitation offers ended on {end}, so nothing was sent. Choose Edit and give it a later \
         day or none, then resend it."
    )]
    AccessOver { end: EndDate },
}

/// Why an Invitation was not cancelled. `by` is a name, or the address where there is no name yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum CancelRefusal {
    #[error("{by} has accepted meanwhile and is in. To end their access, choose Revoke Access.")]
    Accepted { by: String },
    /// Nobody can come in through it, so nothing is left to cancel.
    #[error("This invitation is not open any more: its state is {}. Nothing changed.", .0.label())]
    NotOpen(PartnerState),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::AccessLevel;
    use crate::contact::Contact;
    use crate::seats::Taken;

    fn partner() -> PartnerId {
        PartnerId::from_uuid(uuid::Uuid::nil())
    }

    fn full() -> SeatsFull {
        SeatsFull { level: AccessLevel::Admin, taken: Taken { active: 17, invited: 3 } }
    }

    fn expired() -> AcceptRefusal {
        let zone = Zone::parse("Asia/Tokyo").unwrap();
        let until = AcceptUntil::Moment("2026-11-21T03:38:00Z".parse().unwrap());
        AcceptRefusal::Expired { center: BusinessName::parse("Halcyon Skincare").unwrap(), until, zone }
    }

    fn over() -> ResendRefusal {
        let at = "2027-02-01T00:00:00Z".parse().unwrap();
        ResendRefusal::AccessOver { end: EndDate::at(at, Zone::UTC) }
    }

    fn other_country() -> SmsRefusal {
        SmsRefusal::OtherCountry { allowed: "GB and JP".to_owned() }
    }

    #[test]
    fn an_expired_link_says_when_and_whom_to_ask() {
        assert_eq!(
            expired().to_string(),
            "This invitation has expired. An invitation works for 30 days; this one ended on 21 November 2026, 12:38 \
             (Tokyo time). Ask the Admins of Halcyon Skincare for a new one."
        );
    }

    #[test]
    fn the_wrong_account_sees_the_address_masked() {
        let invited = Contact::parse("sakura@yamamoto-beauty.example.jp").unwrap().masked();
        let sentence = AcceptRefusal::WrongAccount { invited }.to_string();
        assert!(
            sentence.starts_with(
                "This invitation is for s•••••@yamamoto-beauty.example.jp. Nothing was accepted."
            )
        );
    }

    #[test]
    fn full_seats_are_told_in_numbers() {
        for sentence in [InviteRefusal::from(full()).to_string(), ResendRefusal::from(full()).to_string()] {
            assert_eq!(sentence, full().to_string());
        }
    }

    #[test]
    fn every_refusal_says_how_to_go_on() {
        for (sentence, way) in [
            (InviteRefusal::AlreadyOpen { partner: partner() }.to_string(), "Resend it"),
            (InviteRefusal::AlreadyMember { partner: partner() }.to_string(), "Open their page"),
            (InviteRefusal::from(SmsRefusal::NoGateway).to_string(), "Use an e-mail address"),
            (ResendRefusal::from(other_country()).to_string(), "only to numbers of GB and JP"),
            (InviteRefusal::SenderNotConfirmed.to_string(), "Confirm your own address"),
            (InviteRefusal::Blocked.to_string(), "Reach them another way"),
            (InviteRefusal::from(AssetGrantRefusal::TooMany).to_string(), "Put some into an Asset group"),
            (AcceptRefusal::Unknown.to_string(), "Open the link in your newest message"),
            (AcceptRefusal::Cancelled.to_string(), "Ask whoever invited you"),
            (AcceptRefusal::Declined.to_string(), "Ask whoever sent it"),
            (AcceptRefusal::AlreadyUsed.to_string(), "If that was you, log in"),
            (AcceptRefusal::OtherInvitation.to_string(), "Open the link that you got again"),
            (AcceptRefusal::OfferChanged.to_string(), "Look at what is offered now"),
            (ResendRefusal::Accepted { by: "Mina".to_owned() }.to_string(), "Mina has accepted"),
            (ResendRefusal::Revoked.to_string(), "Choose Invite again"),
            (ResendRefusal::Blocked.to_string(), "they can allow messages again"),
            (over().to_string(), "ended on 31 January 2027, so nothing was sent. Choose Edit"),
            (CancelRefusal::Accepted { by: "Mina".to_owned() }.to_string(), "choose Revoke Access"),
            (CancelRefusal::NotOpen(PartnerState::Expired).to_string(), "its state is Expired"),
        ] {
            assert!(sentence.contains(way) && sentence.ends_with('.'), "{sentence}");
        }
    }

    #[test]
    fn a_refusal_crosses_the_wire() {
        let wire = serde_json::to_string(&expired()).unwrap();
        assert_eq!(serde_json::from_str::<AcceptRefusal>(&wire).unwrap(), expired());
    }
}
