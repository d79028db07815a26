//! What is looked for once a minute, until it is told to stop.

use std::pin::pin;
use std::time::Duration;

use crate::failure::Failure;
use crate::keyholder::Keyholder;

/// What is due may be done so much later.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// How much a look does before it is asked whether to stop.
const AT_ONCE: usize = 50;

/// Each look does what is due, at most [`AT_ONCE`], and says how much that was.
pub(crate) async fn run(
    keyholder: Keyholder,
    stop: impl Future<Output = ()>,
    look: impl AsyncFn(&Keyholder) -> Result<usize, Failure>,
) {
    let mut stop = pin!(stop);
    loop {
        let pause = match look(&keyholder).await {
            Ok(AT_ONCE) => Duration::ZERO,
            Ok(_) => LOOK_EVERY,
            Err(failure) => {
                tracing::warn!(%failure, job = std::any::type_name_of_val(&look), "a job could not look for what is due");
                LOOK_EVERY
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Does the first of what is due, and says with how many it could be done: one that fails does not keep the others from
/// their turn.
pub(crate) async fn each<T, F>(due: Vec<T>, act: impl Fn(T) -> F) -> usize
where
    F: Future<Output = Result<(), Failure>>,
{
    let mut done = 0;
    for one in due {
        done += usize::from(act(one).await.is_ok());
        if done == AT_ONCE {
            break;
        }
    }
    done
}
