//! What is wrong with the addresses, in words.

use domain::diagnosis::doctor::{AddressFault, Silence};

use super::report::{Told, ended};

pub(super) fn told(fault: &AddressFault) -> Told {
    let (title, because, mends) = match fault {
        AddressFault::NotRunning { listen, said } => (
            "Keyholder does not run here",
            format!("Nobody answers at {listen}: {said}", said = ended(said)),
            "start it. Where it runs with another KEYHOLDER_LISTEN, look with the settings that it runs with; where it \
             runs on another machine, look from there.",
        ),
        AddressFault::AnotherServes { listen } => (
            "Something else serves in place of this Keyholder",
            format!("Whoever answers at {listen} does not have its secret."),
            "stop what has that port, or set KEYHOLDER_LISTEN to another; where it is Keyholder, look with the settings \
             that it runs with.",
        ),
        AddressFault::LinksForThisMachine { url, mailed: true } => (
            "Links in mails work on this machine only",
            format!("They lead to {url}, which is another machine for everybody else."),
            "set KEYHOLDER_URL to the address that people use, like https://keys.example.",
        ),
        AddressFault::LinksForThisMachine { url, mailed: false } => (
            "Links work on this machine only",
            format!("They lead to {url}, which is another machine for everybody else."),
            "nothing, to look round. For others, set KEYHOLDER_URL to the address that they use, like \
             https://keys.example.",
        ),
        AddressFault::InClear { url } => (
            "Passwords and sessions travel in clear",
            format!("People reach it at {url}: whoever is in between can read along, and cookies are not Secure."),
            "let a proxy end TLS, and set KEYHOLDER_URL to its https:// address.",
        ),
        AddressFault::ProxyNotTrusted => (
            "Everybody seems to come from the proxy",
            "KEYHOLDER_URL is https://, so there is a proxy, and none is believed: the log names its address instead of \
             those of people, and limits count all of them as one."
                .to_owned(),
            "set KEYHOLDER_TRUSTED_PROXIES to the address that the proxy connects from, and let it add X-Forwarded-For.",
        ),
        AddressFault::LinksLeadElsewhere { url, status: status @ 502..=504, .. } => (
            "Links in mails end at the proxy",
            format!("At {url} it answers that it does not reach what is behind it (status {status})."),
            "let it pass requests on to the address in KEYHOLDER_LISTEN.",
        ),
        AddressFault::LinksLeadElsewhere { url, status, leads_to } => (
            "Links in mails lead elsewhere",
            match leads_to {
                Some(other) => format!("At {url} one is sent on to {other}."),
                None => format!("Whoever answers at {url} is not this Keyholder (status {status})."),
            },
            "let the proxy at this address pass requests on to KEYHOLDER_LISTEN, or set KEYHOLDER_URL to the address that \
             people use.",
        ),
        AddressFault::LinksLeadNowhere { url, silence, said } => (
            "Links in mails lead nowhere",
            format!("{} {said}", silent(*silence, url), said = ended(said)),
            "check KEYHOLDER_URL, its name in DNS, its certificate, and that the proxy runs. Where only others reach it, \
             look from there.",
        ),
    };
    Told { title: title.to_owned(), because, mends: mends.to_owned() }
}

fn silent(silence: Silence, url: &str) -> String {
    match silence {
        Silence::NoHost => format!("The host of {url} is not known:"),
        Silence::NoConnection => format!("Nobody answers at {url}:"),
        Silence::NoEncryption => format!("The connection to {url} can’t be trusted:"),
        Silence::NoAnswer => format!("{url} was reached, and does not answer:"),
    }
}
