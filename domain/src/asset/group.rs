/// Why an Asset group stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroupRefusal {
    #[error("There is an Asset group of this name here already. Choose another name.")]
    NameTaken,
    #[error("Its name was changed to {0} meanwhile. Save again to have it your way.")]
    Meanwhile(String),
    #[error("Nothing is changed yet. Choose at least one Asset, or leave it as it is.")]
    Nothing,
}
