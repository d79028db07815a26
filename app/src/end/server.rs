//! What pages about ends ask of the server.

use domain::zone::Moment;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::partner::Asks;

/// What of the reader's own access ends, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ends {
    /// "Your access ends on 31 January 2027"; nothing where nothing ends.
    pub title: Option<String>,
    /// "Halcyon EU as Operator", and "on 31 January 2027".
    pub parts: Vec<(String, String)>,
    /// They asked for more time then, and wait for an answer.
    pub asked: Option<Moment>,
}

#[server(output = crate::json::Json, endpoint = "ends/own")]
pub async fn own_ends(slug: String) -> Result<Ends, PageError> {
    let member = crate::request::member(&slug).await?;
    let own = member.own_ends().await.map_err(|failure| PageError::from(failure).answer())?;
    Ok(in_words(own, member.zone(), member.keyholder().clock().now()))
}

/// Somebody who asks for more time, and both answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedItem {
    pub name: String,
    /// The address of their page.
    pub page: String,
    pub asks: Asks,
}

#[server(output = crate::json::Json, endpoint = "ends/asked")]
pub async fn asked_for_time(slug: String) -> Result<Vec<AskedItem>, PageError> {
    let admin = crate::request::admin(&slug, service::capability::AdminAction::ManagePartner).await?;
    let zone = admin.member().zone();
    let asked = admin.asked_for_time().await.map_err(|failure| PageError::from(failure).answer())?;
    let item = |of: service::end::AskedForTime| AskedItem {
        page: crate::path::partner(&slug, of.partner),
        asks: Asks {
            at: zone.moment(of.at),
            words: of.words,
            ends: of.ending.lines(admin.center().zone),
            extend: Asks::answer(&slug, of.partner, of.has_ended),
        },
        name: of.name,
    };
    Ok(asked.into_iter().map(item).collect())
}

/// In the words that whoever has the access reads.
#[cfg(feature = "ssr")]
pub(crate) fn in_words(
    own: service::end::OwnEnds,
    zone: domain::zone::Zone,
    now: chrono::DateTime<chrono::Utc>,
) -> Ends {
    let ending = own.ending;
    let title = match ending.whole {
        Some(end) => Some(format!("Your access ends on {end}")),
        None if ending.parts.is_empty() => None,
        None if ending.parts.iter().all(|(_, end)| end.is_over(now)) => {
            Some("Part of your access has ended".to_owned())
        }
        None => Some("Part of your access ends".to_owned()),
    };
    let part = |(what, end): (String, domain::end::EndDate)| {
        let when = if end.is_over(now) { format!("ended on {end}") } else { format!("on {end}") };
        (what, when)
    };
    Ends {
        title,
        parts: ending.parts.into_iter().map(part).collect(),
        asked: own.asked_at.map(|asked| zone.moment(asked)),
    }
}
