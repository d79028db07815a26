//! What the addresses of servers that an operator writes down have in common. None of it repeats an address in what it
//! says is wrong: it may hold a password.

use std::net::IpAddr;

/// What is wrong with an address.
pub(crate) type Wrong = &'static str;

/// User and password before the `@` of an address, whatever of them is written as `%XX`.
pub(crate) fn user_and_password(log_in: &str) -> Result<(String, String), Wrong> {
    let (user, password) = log_in.split_once(':').ok_or("has a user without a password")?;
    let decoded = |text| percent_decoded(text).ok_or("has a % in user or password that is not %XX");
    Ok((decoded(user)?, decoded(password)?))
}

/// A host, and the port where one is given.
pub(crate) fn host_and_port(place: &str) -> Result<(&str, Option<u16>), Wrong> {
    let (host, port) = match place.strip_prefix('[') {
        Some(v6) => {
            let (host, after) = v6.split_once(']').ok_or("has a [ that is not closed")?;
            host.parse::<IpAddr>().map_err(|_| "has no IP address between [ and ]")?;
            let port = match after {
                "" => None,
                after => Some(after.strip_prefix(':').ok_or("has more than a port after ]")?),
            };
            (host, port)
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_' | ':');
    if host.is_empty() || !host.chars().all(plain) {
        return Err("names no host");
    }
    let port = port.map(|port| port.parse().ok().filter(|&port| port != 0).ok_or("has a port that is none"));
    Ok((host, port.transpose()?))
}

/// What goes there leaves no machine, so it need not be encrypted.
pub(crate) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(digit(*high)? * 16 + digit(*low)?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}
