//! What one Member has (DOMAIN 1). What it allows is [the decision](crate::decision).

use serde::{Deserialize, Serialize};

use crate::access::{AccessLevel, Modules};

/// What one Member has. An Admin has no list of Modules that could disagree with having all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grant {
    Admin,
    Standard { modules: Modules },
}

impl Grant {
    pub const fn standard(modules: Modules) -> Self {
        Self::Standard { modules }
    }

    pub const fn level(self) -> AccessLevel {
        match self {
            Self::Admin => AccessLevel::Admin,
            Self::Standard { .. } => AccessLevel::Standard,
        }
    }

    /// DOMAIN 2: an Admin implicitly has every Module.
    pub const fn modules(self) -> Modules {
        match self {
            Self::Admin => Modules::ALL,
            Self::Standard { modules } => modules,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Module;

    #[test]
    fn an_admin_has_every_module() {
        assert_eq!((Grant::Admin.level(), Grant::Admin.modules()), (AccessLevel::Admin, Modules::ALL));
        let some = Modules::NONE.with(Module::Content);
        let grant = Grant::standard(some);
        assert_eq!((grant.level(), grant.modules()), (AccessLevel::Standard, some));
    }

    #[test]
    fn a_grant_crosses_the_wire_in_words() {
        let grant = Grant::standard(Modules::NONE.with(Module::Content));
        let wire = serde_json::to_string(&grant).unwrap();
        assert_eq!(wire, r#"{"standard":{"modules":["content"]}}"#);
        assert_eq!(serde_json::from_str::<Grant>(&wire).unwrap(), grant);
        assert_eq!(serde_json::to_string(&Grant::Admin).unwrap(), r#""admin""#);
    }
}
