use app::form::{FormField, FormState};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Email,
    Password,
}

impl FormField for Field {
    fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Password => "password",
        }
    }

    fn keeps(self) -> bool {
        self != Self::Password
    }
}

#[test]
fn a_password_is_never_kept() {
    let form = FormState::default().typed(Field::Email, "ana@x.example").typed(Field::Password, "secret");
    assert_eq!(form.value(Field::Email), "ana@x.example");
    assert_eq!(form.value(Field::Password), "");
}

#[test]
fn a_refused_field_keeps_its_reason() {
    let mut form = FormState::default();
    assert_eq!(form.take(Field::Email, Err::<(), _>("no address")), None);
    assert!(form.is_refused());
    assert_eq!(form.error(Field::Email).as_deref(), Some("no address"));
    assert_eq!(form.error(Field::Password), None);
}
