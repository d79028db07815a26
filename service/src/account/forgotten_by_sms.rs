//! Forgotten password, by a code to a number. Whether the number has an Account shows to nobody: the same is written in
//! either case, and only an owner's phone rings.

use domain::code::Code;
use domain::contact::Phone;
use domain::invitation::SmsRefusal;
use domain::limit::CODE_TRIES;
use domain::password::NewPassword;

use super::Began;
use crate::audit::AccountEvent;
use crate::capability::Visitor;
use crate::change::{Change, in_task};
use crate::code::{self, CodeRefusal, Purpose, Tried};
use crate::failure::Failure;
use crate::keyholder::Keyholder;
use crate::outbox::{Mail, SmsKind};
use crate::sms::Sms;

impl Visitor {
    /// Sends a code that sets a new password, if the number has an Account.
    ///
    /// # Errors
    /// Refused when no SMS goes to the number from here; too many when this number was written to too often.
    pub async fn forgotten_by_sms(&self, phone: Phone) -> Result<(), Failure<SmsRefusal>> {
        let gateway = self.keyholder().sms().ok_or(Failure::Refused(SmsRefusal::NoGateway))?;
        gateway.refuse_unless_allowed(&phone).map_err(Failure::Refused)?;
        let visitor = self.clone();
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            let purpose = Purpose::password(phone.as_str());
            let sent_at = change.renew_code(&purpose, &phone.clone().into()).await?;
            change.queue_sms(None, SmsKind::PasswordCode { sent_at }, &phone).await?;
            change.door.account = change.log_in_owner(phone.as_str()).await?;
            change.commit(AccountEvent::PasswordForgotten).await
        })
        .await
    }

    /// Sets the password, ends every session of the Account and begins a new one.
    ///
    /// # Errors
    /// Refused when the code is not right, or none works any more.
    pub async fn reset_by_code(
        &self,
        phone: Phone,
        code: Option<Code>,
        password: NewPassword,
    ) -> Result<Began, Failure<CodeRefusal>> {
        let hash = self.keyholder().passwords().hash(password.reveal().to_owned()).await?;
        let visitor = self.clone();
        in_task(async move {
            let mut change = Change::by_visitor(&visitor).await?;
            let owner = change.log_in_owner(phone.as_str()).await?;
            change.door.account = owner;
            let tried = change.try_code(&Purpose::password(phone.as_str()), code.as_ref()).await?;
            let account = match (tried, owner) {
                (Tried::Right, Some(account)) => account,
                // A guess: no code was sent to a number that nobody has.
                (Tried::Right, None) => return Err(Failure::Refused(CodeRefusal::Dead)),
                (Tried::Refused(refusal), _) => return Err(Failure::Refused(refusal)),
                (Tried::Counted(refusal), _) => {
                    change.commit(AccountEvent::CodeRefused).await?;
                    return Err(Failure::Refused(refusal));
                }
            };
            change.set_password(account, &hash).await?;
            let cookie = change.start_session(account).await?;
            change.queue_to_account(account, &Mail::PasswordChanged { account }).await?;
            change.commit(AccountEvent::PasswordReset).await?;
            Ok(Began { cookie })
        })
        .await
    }
}

/// None once a newer code was asked for, it is too old, or for a number that logs nobody in.
pub(crate) async fn password_code(
    keyholder: &Keyholder,
    sent_at: i64,
    to: &str,
) -> Result<Option<Sms>, Failure> {
    let owned = read!(keyholder.db(), |c| sqlx::query_scalar::<_, i32>(
        "SELECT 1 FROM account_contacts WHERE contact = $1 AND state IN ('verified', 'proved') LIMIT 1",
    )
    .bind(to)
    .fetch_optional(c)
    .await)?;
    let living = code::living(keyholder, &Purpose::password(to), sent_at).await?;
    let code = living.filter(|_| owned.is_some());
    Ok(code.map(|code| Sms::password_code(CODE_TRIES.within.num_minutes(), &code)))
}
