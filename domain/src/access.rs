//! The two access levels, and the Modules that Standard access is made of.

use serde::{Deserialize, Serialize};

/// How far access goes `[seed]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccessLevel {
    Admin,
    Standard,
}

/// A part of the Business Center that access is granted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Module {
    Analytics,
    Campaigns,
    Assets,
    Content,
    Billing,
}

/// Any number of Modules, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "Vec<Module>", into = "Vec<Module>")]
pub struct Modules(u8);

impl AccessLevel {
    /// Least first: the one that a form starts with (DOMAIN 2).
    pub const ALL: [Self; 2] = [Self::Standard, Self::Admin];

    /// The code in rows and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Standard => "standard",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Admin => "Admin",
            Self::Standard => "Standard",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == code)
    }

    /// What choosing it opens, said to the Admin who chooses.
    pub const fn opens(self) -> &'static str {
        match self {
            Self::Admin => "Everything, including billing, partners and your own access.",
            Self::Standard => "Sees only what you tick. Changes need an Admin’s approval.",
        }
    }
}

impl Module {
    pub const ALL: [Self; 5] = [Self::Analytics, Self::Campaigns, Self::Assets, Self::Content, Self::Billing];

    /// Those that there is a page for yet.
    pub const WITH_PAGE: &[Self] = &[Self::Campaigns];

    /// The others, for whoever grants one: they are not to promise what nobody finds.
    pub const NO_PAGE_YET: &str = "Analytics, Assets, Content and Billing have no page here yet: what is granted of them shows once they do.";

    /// The code in rows and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Analytics => "analytics",
            Self::Campaigns => "campaigns",
            Self::Assets => "assets",
            Self::Content => "content",
            Self::Billing => "billing",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Analytics => "Analytics",
            Self::Campaigns => "Campaigns",
            Self::Assets => "Assets",
            Self::Content => "Content",
            Self::Billing => "Billing",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.as_str() == code)
    }

    /// What ticking it opens, for a Standard Member.
    pub const fn opens(self) -> &'static str {
        match self {
            Self::Analytics => "Figures of Assets that are granted",
            Self::Campaigns => "See them, propose changes",
            Self::Assets => "Creatives, catalogs, audiences",
            Self::Content => "Draft and schedule posts",
            Self::Billing => "Look only, never change",
        }
    }

    /// Stands in rows: a bit never changes its Module.
    const fn bit(self) -> u8 {
        match self {
            Self::Analytics => 1,
            Self::Campaigns => 2,
            Self::Assets => 4,
            Self::Content => 8,
            Self::Billing => 16,
        }
    }
}

impl Modules {
    pub const NONE: Self = Self(0);
    pub const ALL: Self = Self(0b1_1111);

    pub const fn contains(self, module: Module) -> bool {
        self.0 & module.bit() != 0
    }

    #[must_use]
    pub const fn with(self, module: Module) -> Self {
        Self(self.0 | module.bit())
    }

    #[must_use]
    pub const fn without(self, module: Module) -> Self {
        Self(self.0 & !module.bit())
    }

    /// Those that there is a page for yet: another one opens nothing that could be missed.
    #[must_use]
    pub fn with_page(self) -> Self {
        self.iter().filter(|module| Module::WITH_PAGE.contains(module)).collect()
    }

    /// The same; where there is a page for none of them, all.
    #[must_use]
    pub fn with_page_or_all(self) -> Self {
        Some(self.with_page()).filter(|modules| !modules.is_empty()).unwrap_or(self)
    }

    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub const fn is_subset_of(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// In the order of [`Module::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Module> {
        Module::ALL.into_iter().filter(move |&module| self.contains(module))
    }

    /// For a row.
    pub const fn bits(self) -> i64 {
        self.0 as i64
    }

    /// From a row; `None` where a bit is set that stands for no Module.
    pub fn from_bits(bits: i64) -> Option<Self> {
        u8::try_from(bits).ok().map(Self).filter(|modules| modules.is_subset_of(Self::ALL))
    }
}

impl FromIterator<Module> for Modules {
    fn from_iter<I: IntoIterator<Item = Module>>(modules: I) -> Self {
        modules.into_iter().fold(Self::NONE, Self::with)
    }
}

impl From<Vec<Module>> for Modules {
    fn from(modules: Vec<Module>) -> Self {
        modules.into_iter().collect()
    }
}

impl From<Modules> for Vec<Module> {
    fn from(modules: Modules) -> Self {
        modules.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_form_starts_at_standard() {
        assert_eq!(AccessLevel::ALL.map(AccessLevel::label), ["Standard", "Admin"]);
        for level in AccessLevel::ALL {
            assert_eq!(AccessLevel::parse(level.as_str()), Some(level));
            assert_eq!(level.as_str(), level.label().to_lowercase());
            assert_eq!(serde_json::to_string(&level).unwrap(), format!("{:?}", level.as_str()));
        }
        assert_eq!(AccessLevel::parse("Admin"), None);
    }

    #[test]
    fn the_modules_are_those_of_the_domain() {
        let labels = Module::ALL.map(Module::label);
        assert_eq!(labels, ["Analytics", "Campaigns", "Assets", "Content", "Billing"]);
        for module in Module::ALL {
            assert_eq!(Module::parse(module.as_str()), Some(module));
            assert_eq!(module.as_str(), module.label().to_lowercase());
            assert_eq!(serde_json::to_string(&module).unwrap(), format!("{:?}", module.as_str()));
        }
        assert_eq!(Module::parse("Analytics"), None);
    }

    #[test]
    fn each_choice_says_what_it_opens() {
        assert!(AccessLevel::Admin.opens().starts_with("Everything"));
        assert!(AccessLevel::Standard.opens().contains("only what you tick"));
        assert!(Module::Billing.opens().contains("never change"));
        let mut lines = Module::ALL.map(Module::opens).to_vec();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), Module::ALL.len());
    }

    #[test]
    fn a_bit_never_changes_its_module() {
        let bits = Module::ALL.map(|module| Modules::from_iter([module]).bits());
        assert_eq!(bits, [1, 2, 4, 8, 16]);
        assert_eq!(Modules::ALL, Module::ALL.into_iter().collect());
    }

    #[test]
    fn a_row_with_an_unknown_bit_is_no_set() {
        assert_eq!(Modules::from_bits(0), Some(Modules::NONE));
        assert_eq!(Modules::from_bits(31), Some(Modules::ALL));
        for bits in [32, 33, 255, 256, -1, i64::MAX] {
            assert_eq!(Modules::from_bits(bits), None, "{bits}");
        }
    }

    #[test]
    fn a_set_holds_each_module_once_and_in_order() {
        let modules = Modules::from_iter([Module::Billing, Module::Analytics, Module::Billing]);
        assert_eq!(modules.iter().collect::<Vec<_>>(), [Module::Analytics, Module::Billing]);
        assert!(!modules.is_empty() && Modules::NONE.is_empty());
        assert_eq!(modules.without(Module::Billing), Modules::NONE.with(Module::Analytics));
        assert_eq!(modules.without(Module::Content), modules);
        assert_eq!(modules.with(Module::Billing), modules);
        assert_eq!(Modules::default(), Modules::NONE);
    }

    #[test]
    fn of_those_without_a_page_none_counts_while_another_does() {
        assert!(Modules::ALL.with_page().iter().eq(Module::WITH_PAGE.iter().copied()));
        for module in Module::ALL {
            let has_page = Module::WITH_PAGE.contains(&module);
            assert_eq!(Module::NO_PAGE_YET.contains(module.label()), !has_page, "{}", module.label());
        }
        let without = Module::ALL.into_iter().filter(|module| !Module::WITH_PAGE.contains(module));
        let without: Modules = without.collect();
        assert_eq!((without.with_page(), without.with_page_or_all()), (Modules::NONE, without));
        assert_eq!(Modules::ALL.with_page_or_all(), Modules::ALL.with_page());
    }

    #[test]
    fn a_set_crosses_the_wire_as_words() {
        let modules = Modules::from_iter([Module::Content, Module::Analytics]);
        let wire = serde_json::to_string(&modules).unwrap();
        assert_eq!(wire, r#"["analytics","content"]"#);
        assert_eq!(serde_json::from_str::<Modules>(&wire).unwrap(), modules);
        assert!(serde_json::from_str::<Modules>(r#"["all"]"#).is_err());
    }

    proptest! {
        #[test]
        fn every_set_reads_back(bits in 0_i64..32) {
            let modules = Modules::from_bits(bits).unwrap();
            prop_assert_eq!(modules.bits(), bits);
            prop_assert_eq!(modules.iter().collect::<Modules>(), modules);
            prop_assert!(modules.is_subset_of(Modules::ALL) && Modules::NONE.is_subset_of(modules));
            prop_assert_eq!(Modules::ALL.is_subset_of(modules), modules == Modules::ALL);
        }
    }
}
