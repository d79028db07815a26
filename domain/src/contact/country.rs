//! Which countries' numbers an SMS may go to: each costs something, and whoever earns by receiving them has numbers in
//! many countries (SMS pumping).

use std::fmt;

use phonenumber::country::Id;

use super::phone::Phone;

/// An allow-list of at least one country, in the order it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Countries(Vec<Id>);

/// Why a text is no such list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountriesRefusal {
    #[error("names no country; write their two letters, like GB,JP")]
    Empty,
    #[error("“{0}” is no country with phone numbers; write two letters, like GB,JP")]
    Unknown(String),
}

impl Countries {
    /// Reads `GB, JP`: the two letters of ISO 3166, in any case.
    ///
    /// # Errors
    ///
    /// [`CountriesRefusal`] for the operator.
    pub fn parse(list: &str) -> Result<Self, CountriesRefusal> {
        let mut countries = Vec::new();
        for named in list.split(',').map(str::trim).filter(|named| !named.is_empty()) {
            let id = named.to_ascii_uppercase().parse();
            let id = id.map_err(|_| CountriesRefusal::Unknown(super::shown(named)))?;
            if !countries.contains(&id) {
                countries.push(id);
            }
        }
        if countries.is_empty() { Err(CountriesRefusal::Empty) } else { Ok(Self(countries)) }
    }

    /// A number of no country that is known belongs to none of these.
    pub fn include(&self, phone: &Phone) -> bool {
        phone.country().is_some_and(|country| self.0.contains(&country))
    }
}

/// `GB, JP and DE`.
impl fmt::Display for Countries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.0.len() - 1;
        for (index, country) in self.0.iter().enumerate() {
            let between = match index {
                0 => "",
                index if index == last => " and ",
                _ => ", ",
            };
            write!(f, "{between}{}", country.as_ref())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn include(list: &str, number: &str) -> bool {
        Countries::parse(list).unwrap().include(&Phone::parse(number).unwrap())
    }

    #[test]
    fn a_number_belongs_to_its_country_and_not_to_all_that_share_its_code() {
        assert!(include("US", "+1 202 555 0123"));
        assert!(!include("US", "+1 345 949 2311"), "Cayman Islands");
        assert!(include("ky", "+1 345 949 2311"));
        assert!(include("JP, GB", "+44 20 7946 0018"));
        assert!(!include("JP", "+44 20 7946 0018"));
    }

    #[test]
    fn the_numbers_for_examples_are_british() {
        assert!(include("GB", "+44 7700 900 318"));
        assert!(!include("JP", "+44 7700 900 318"));
    }

    #[test]
    fn a_number_of_no_country_is_in_no_list() {
        // Free of charge wherever one calls from.
        assert!(!include("GB,US", "+800 1234 0000"));
        let unknown = Phone::from_normal("+999123456789").unwrap();
        assert!(!Countries::parse("GB").unwrap().include(&unknown));
    }

    #[test]
    fn a_list_is_read_as_operators_write_it() {
        let shown = |list: &str| Countries::parse(list).map(|countries| countries.to_string());
        assert_eq!(shown("gb").as_deref(), Ok("GB"));
        assert_eq!(shown(" GB,jp ,, GB,DE ").as_deref(), Ok("GB, JP and DE"));
        assert_eq!(shown(" , "), Err(CountriesRefusal::Empty));
        for wrong in ["+44", "Japan", "XX"] {
            assert_eq!(shown(&format!("GB,{wrong}")), Err(CountriesRefusal::Unknown(wrong.to_owned())));
        }
    }
}
