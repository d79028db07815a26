//! The monthly mail with the newest seal of the audit log.

use super::letter::{Letter, Part};
use super::partner::{about, facts};
use super::sample;

/// To every Admin.
#[derive(Clone, Debug)]
pub struct NewestSealMail {
    pub center: String,
    /// The number of the entry.
    pub entry: String,
    pub written: String,
    /// All its digits, as an export shows them.
    pub seal: String,
    /// The address of the audit log.
    pub url: String,
}

impl NewestSealMail {
    pub fn letter(&self) -> Letter {
        let Self { center, entry, .. } = self;
        let parts = vec![
            Part::Text(
                "Whoever can write to the database of this Keyholder could try to write the whole audit log anew, or cut off \
                 its end. They can’t change what you have here."
                    .to_owned(),
            ),
            Part::Button {
                label: "Open the audit log".to_owned(),
                url: self.url.clone(),
                below: "To check later: open “Compare with a seal that you kept” there, copy the seal below into it, and \
                        choose Verify. It says whether the entry still has this seal, and whether the log up to there is \
                        whole."
                    .to_owned(),
            },
            facts([
                ("Business Center", center),
                ("Newest entry", entry),
                ("Written", &self.written),
                ("Seal", &self.seal),
            ]),
        ];
        about(
            center,
            format!("Keep this: the newest seal in the audit log of {center}"),
            format!("Entry {entry}, written {}.", self.written),
            parts,
            "Sent because you are an Admin there: once a month, when something new stands in the audit log.",
        )
    }

    pub fn samples() -> Vec<Self> {
        let ordinary = Self {
            center: sample::CENTER.to_owned(),
            entry: "41".to_owned(),
            written: sample::AT.to_owned(),
            seal: "9f3a41bee08cc01e77d2b3f160aa2c5de9130e6bc3d8f4279be56a39d1078b12".to_owned(),
            url: sample::url("/b/halcyon/audit"),
        };
        let strained =
            Self { center: sample::longest_name(), entry: "4,294,967,295".to_owned(), ..ordinary.clone() };
        let foreign = Self { center: sample::SARA.to_owned(), ..ordinary.clone() };
        vec![ordinary, strained, foreign]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_holds_the_seal_whole_and_says_how_to_check_it() {
        let mail = &NewestSealMail::samples()[0];
        let text = mail.letter().text();
        assert!(
            text.contains(&format!("Seal: {}\n", mail.seal)) && text.contains("Newest entry: 41\n"),
            "{text}"
        );
        assert!(text.contains("choose Verify") && text.contains("/b/halcyon/audit\n"), "{text}");
    }
}
