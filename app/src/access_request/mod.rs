//! **Access requests**: what a partner asks for beside what is missing to them, and the answer of an Admin. Drawn by the
//! server alone: forms that post to an address of their own.

mod answer;
mod ask;
pub(crate) mod handler;
mod needs;

use serde::{Deserialize, Serialize};

pub use self::answer::requests;
pub use self::ask::{ASKED_FOR, AskedFor, Asking, Offers, SmallOffers};
pub(crate) use self::needs::needs;
pub use self::needs::{answers, waiting};
use crate::form::{FormField, FormState};

/// A request, and its answer. Several of its forms stand on one page, each by a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RequestField {
    Name(u128),
    Words(u128),
}

impl FormField for RequestField {
    fn name(self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Words(_) => "words",
        }
    }

    fn id(self) -> String {
        let (Self::Name(number) | Self::Words(number)) = self;
        format!("{}-{number}", self.name())
    }
}

pub type RequestForm = FormState<RequestField>;
