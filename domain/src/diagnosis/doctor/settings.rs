//! What whoever runs it wrote down.

use super::{Check, Found, SettingFault};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Why each that can't be used can't, in a sentence that begins with its name.
    pub wrong: Vec<String>,
    /// In the environment, named as if they were settings of Keyholder.
    pub unknown: Vec<String>,
    pub operator: Operator,
}

/// Whether people and Keyholder find whoever runs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Nobody,
    WithoutAddress,
    WithAddress,
}

impl Settings {
    pub(super) fn look(&self, found: &mut Found) {
        for said in &self.wrong {
            found.wrong(SettingFault::Wrong(said.clone()));
        }
        for name in &self.unknown {
            found.wrong(SettingFault::Unknown(name.clone()));
        }
        if self.wrong.is_empty() && self.unknown.is_empty() {
            found.passed.push(Check::Settings);
        }
        let operator = match self.operator {
            Operator::Nobody => Some(SettingFault::NoOperator),
            Operator::WithoutAddress => Some(SettingFault::OperatorWithoutAddress),
            Operator::WithAddress => None,
        };
        found.note(operator, Check::Operator);
    }
}
