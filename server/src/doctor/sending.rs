//! What keeps mails and SMS here, in words.

use domain::diagnosis::doctor::SendingFault;

use super::report::{Told, ended, moment};

pub(super) fn told(fault: &SendingFault) -> Told {
    let (title, because, mends) = match fault {
        SendingFault::MailsKept { folder } => (
            "Mails don’t leave this Keyholder",
            format!("There is no mail server: they are kept in {folder}, and nobody gets them."),
            "set SMTP_URL, like smtps://user:password@mail.example.",
        ),
        SendingFault::MailServerUnreached { place, said } => (
            "The mail server is not reached",
            format!("{place}: {said} Mails wait meanwhile, for up to 3 days.", said = ended(said)),
            "check host, port and encryption in SMTP_URL, and that no firewall is in between.",
        ),
        SendingFault::MailServerRefuses { place, said } => (
            "The mail server wants nothing of this Keyholder",
            format!("{place} said: {said} Mails wait meanwhile, for up to 3 days.", said = ended(said)),
            "check user and password in SMTP_URL, and that the server takes mail from this machine.",
        ),
        SendingFault::SenderRefused { sender, said, meaning } => (
            "The mail server does not take the sender",
            format!("Of {sender} it said: {said} {}", meaning.words(), said = ended(said)),
            "set KEYHOLDER_MAIL_FROM to an address that this server sends for.",
        ),
        SendingFault::RecipientRefused { recipient, operator: true, said, meaning } => (
            "The mail server takes no mail to whoever runs this Keyholder",
            format!("Of {recipient} it said: {said} {}", meaning.words(), said = ended(said)),
            "correct the address in KEYHOLDER_OPERATOR; where it is right, let the server take mails for others from this \
             machine (relay), or log in to it by user and password in SMTP_URL.",
        ),
        SendingFault::RecipientRefused { recipient, operator: false, said, meaning } => (
            "The mail server takes no mail to the sender’s own address",
            format!(
                "Of {recipient} it said: {said} {} It may take mails to others.",
                meaning.words(),
                said = ended(said)
            ),
            "set KEYHOLDER_OPERATOR to an address that somebody reads, and look again: then that one is asked about.",
        ),
        SendingFault::MailsInClear { place } => (
            "Mails travel in clear",
            format!("{place} offers no encryption: whoever is in between can read links that let people in."),
            "let the server offer STARTTLS, or use another one; ?tls=required at the end of SMTP_URL insists.",
        ),
        SendingFault::GatewayUnreached { host, said } => (
            "The SMS gateway is not reached",
            format!("{host}: {said} SMS wait meanwhile.", said = ended(said)),
            "check the address in SMS_URL, and that no firewall is in between.",
        ),
        SendingFault::Waiting { many, since, said } => (
            "Mails or SMS wait for too long",
            match said {
                Some(said) => {
                    format!(
                        "{many} wait, the oldest since {}. Last was said: {said}",
                        moment(*since),
                        said = ended(said)
                    )
                }
                None => format!("{many} wait, the oldest since {}, and none was tried yet.", moment(*since)),
            },
            "whatever else is found here about mails, SMS or that Keyholder does not run; they then leave by themselves.",
        ),
        SendingFault::NotTaken { many, said, meaning } => (
            "Mails or SMS were given up",
            format!(
                "{many} within 7 days. Of the newest was said: {said} {}",
                meaning.words(),
                said = ended(said)
            ),
            "Admins find each beside the partner it was for, with what mends it.",
        ),
    };
    Told { title: title.to_owned(), because, mends: mends.to_owned() }
}
